package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math"
)

// The limits on a ZIP container, whether it is a document or a heap of files.
// Who packs a text needs far less; who packs a bomb needs more.
const (
	archiveMostEntries = 10_000
	archiveMostBytes   = 200 << 20 // unpacked, with what nested archives hold
	archiveMostRatio   = 100       // unpacked to packed
	archiveDeepest     = 2         // archives in an archive
	// archiveFreeBytes may be unpacked whatever the ratio: the styles of a
	// short letter are that repetitive.
	archiveFreeBytes = 1 << 20
	// archiveDirectory is how much of a file its directory may fill: with names
	// of 400 bytes it holds all the entries allowed.
	archiveDirectory = 4 << 20
)

// allowance is what may still be unpacked from a file, however many archives
// are nested in it. It is counted while bytes come out: sizes that a container
// states are not believed.
type allowance struct {
	left    int64
	over    *Refusal // what to say when nothing is left
	entries int      // still to be met
}

func newAllowance(packed int) *allowance {
	a := &allowance{left: archiveMostBytes, entries: archiveMostEntries, over: refuse(ArchiveTooBig, "压缩内容解开后超过 %d MB 的上限", archiveMostBytes>>20)}
	if most := max(int64(packed)*archiveMostRatio, archiveFreeBytes); most < a.left {
		a.left = most
		a.over = refuse(ArchiveTooBig, "压缩内容的压缩比超过 %d:1，可能是压缩炸弹，没有读取", archiveMostRatio)
	}
	return a
}

// archive is an open ZIP container. Its names are only names: nothing is ever
// opened on disk by them.
type archive struct {
	names   []string // of the files in it, clean, in the container's order
	entries map[string]*zip.File
	allowed *allowance
}

// The first bytes of a container, and of one with nothing in it.
const (
	zipStart = "PK\x03\x04"
	zipEmpty = "PK\x05\x06"
)

// openArchive reads the directory of a container.
func openArchive(raw []byte, allowed *allowance) (*archive, error) {
	directory := &limitedAt{r: bytes.NewReader(raw), left: archiveDirectory}
	z, err := zip.NewReader(directory, int64(len(raw)))
	if directory.left < 0 || err == nil && len(z.File) > allowed.entries {
		return nil, refuse(ArchiveTooBig, "压缩文件里的条目超过 %d 个，没有读取", archiveMostEntries)
	}
	if err != nil {
		return nil, refuse(ArchiveBroken, "文件已损坏或没有下载完整，打不开；请重新取得原件")
	}
	allowed.entries -= len(z.File)
	directory.left = math.MaxInt64 // what follows is counted unpacked
	a := &archive{entries: map[string]*zip.File{}, allowed: allowed}
	times := map[string]int{}
	for _, entry := range z.File {
		if entry.FileInfo().IsDir() {
			continue
		}
		name := a.free(entryName(entry), times)
		a.names = append(a.names, name)
		a.entries[name] = entry
	}
	return a, nil
}

// limitedAt fails once more than left was read: a directory is parsed as a
// whole, before its length is known.
type limitedAt struct {
	r    io.ReaderAt
	left int64
}

func (l *limitedAt) ReadAt(p []byte, at int64) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, errors.New("directory too long")
	}
	return l.r.ReadAt(p, at)
}

func (a *archive) has(name string) bool { return a.entries[name] != nil }

// open gives a file of the container to be read while it is counted.
func (a *archive) open(name string) (io.ReadCloser, error) {
	entry := a.entries[name]
	if entry == nil {
		return nil, refuse(ArchiveBroken, "文件里缺少 %s", name)
	}
	const encrypted, aes = 1, 99
	if entry.Flags&encrypted != 0 || entry.Method == aes {
		return nil, refuse(ArchivePassword, "压缩文件加了口令；请解压后导入里面的文件")
	}
	r, err := entry.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, refuse(Unsupported, "压缩方法不是 ZIP 常用的 Deflate，目前不能解开")
	}
	if err != nil {
		return nil, brokenEntry(name)
	}
	return &countedEntry{ReadCloser: r, name: name, allowed: a.allowed}, nil
}

// read gives a file of the container whole.
func (a *archive) read(name string) ([]byte, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxSize {
		return nil, refuse(TooLarge, "解开后超过了 %d MB 的上限", MaxSize>>20)
	}
	return raw, nil
}

func brokenEntry(name string) *Refusal {
	return refuse(ArchiveBroken, "压缩文件里的 %s 已损坏", name)
}

// countedEntry takes what is read off the allowance. Its errors are refusals.
type countedEntry struct {
	io.ReadCloser
	name    string
	allowed *allowance
}

func (c *countedEntry) Read(p []byte) (int, error) {
	if c.allowed.left < 0 {
		return 0, c.allowed.over
	}
	// One byte more than is left tells a file that just fits from one too long.
	n, err := c.ReadCloser.Read(p[:min(int64(len(p)), c.allowed.left+1)])
	c.allowed.left -= int64(n)
	if c.allowed.left < 0 {
		return 0, c.allowed.over
	}
	if err != nil && err != io.EOF {
		return 0, brokenEntry(c.name)
	}
	return n, err
}
