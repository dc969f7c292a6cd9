package problem

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"io"
	"io/fs"
	"syscall"
)

// systemError is an error of the system or the standard library that has a kind.
type systemError struct {
	err  error
	kind Kind
}

// system are those of every system. The narrower stand first: a folder that is
// not empty also exists.
var system = []systemError{
	{context.Canceled, Canceled},
	{context.DeadlineExceeded, Timeout},
	{syscall.ENOSPC, DiskFull},
	{syscall.EROFS, ReadOnlyDisk},
	{syscall.ENOTDIR, NotAFolder},
	{syscall.EISDIR, IsAFolder},
	{syscall.EPIPE, ClosedPipe},
	{syscall.ENOTEMPTY, NotEmpty},
	{fs.ErrNotExist, NoFile},
	{fs.ErrPermission, NoPermission},
	{fs.ErrExist, FileExists},
	{zip.ErrFormat, NotAZip},
	{zip.ErrChecksum, DamagedFile},
	{io.ErrUnexpectedEOF, DamagedFile},
	{io.EOF, DamagedFile},
}

// ofSystem is the kind of an error of the system, "" if it has none.
func ofSystem(err error) Kind {
	for _, list := range [][]systemError{local, system} {
		for _, k := range list {
			if errors.Is(err, k.err) {
				return k.kind
			}
		}
	}
	var flated flate.CorruptInputError
	if errors.As(err, &flated) {
		return DamagedFile
	}
	return ""
}
