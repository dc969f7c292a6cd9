package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/problem"
	"tiaowen/indexer"
)

// found is a file to take, and the folder it was found in: empty for one that was
// named itself. What is read of a folder lies in it: a link that leads out of it
// would make of whoever may put files there one who may read the whole disk.
type found struct{ root, path string }

// watchable bounds what a folder that is followed may hold: it is listed twice a
// minute, and whoever can write there must not fill this disk with copies.
var watchable = folderBounds{files: 50_000, size: 20 << 30}

// folderBounds are how much a folder may hold; zero is no bound.
type folderBounds struct {
	files int
	size  int64 // bytes
}

// deepest is how many folders may lie in each other.
const deepest = 40

// byPath orders files as they are taken: one that was named itself before the same in
// a folder.
func byPath(a, b found) int {
	return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.root, b.root))
}

// listFolder lists the files of one folder without what is no paper (see leftOut), or
// the file itself that root is.
func listFolder(root string, bounds folderBounds) (files []found, err error) {
	size := int64(0)
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil: // entry may be nil
			return err
		case path == root && !entry.IsDir() && entry.Type()&fs.ModeSymlink == 0:
			files = append(files, found{"", path})
			return nil
		case entry.IsDir():
			return enter(root, path, entry.Name())
		case path == root: // a link that was named
			files, err = listLink(root, bounds)
			return err
		case leftOut(entry.Name()):
			return nil
		}
		files = append(files, found{root, path})
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
		if bounds.files > 0 && len(files) > bounds.files || bounds.size > 0 && size > bounds.size {
			return &problem.Error{Kind: problem.FolderTooLarge, Says: fmt.Sprintf("文件夹里的东西太多（上限 %d 个文件、%d GB），没有收", bounds.files, bounds.size>>30)}
		}
		return nil
	})
	return files, err
}

// listLink lists what a link leads to that a person has named: that he meant it is
// plain.
func listLink(link string, bounds folderBounds) ([]found, error) {
	info, err := os.Stat(link)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []found{{"", link}}, nil
	}
	target, err := filepath.EvalSymlinks(link)
	if err != nil {
		return nil, err
	}
	return listFolder(target, bounds)
}

// enter says whether a folder is looked into: not a hidden one, nor one that holds
// a library, whose token and texts are no papers.
func enter(root, path, name string) error {
	library := exists(filepath.Join(path, libraryName))
	switch {
	case library && path == root:
		return &problem.Error{Kind: problem.BadUsage, Says: path + " 是资料库文件夹，里面的不是要收的文件"}
	case library:
		return fs.SkipDir
	case path == root:
		return nil
	}
	below, err := filepath.Rel(root, path)
	if err != nil || strings.HasPrefix(name, ".") || strings.Count(below, string(filepath.Separator)) >= deepest {
		return fs.SkipDir
	}
	return nil
}

// What programs leave beside papers while they write, fetch or show them.
var (
	scratchBeginnings = []string{".", "~$", "~wrl"}
	scratchEndings    = []string{"~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".opdownload", ".download", ".downloading",
		".xltd", ".td", ".td.cfg", ".!ut", ".bc!", ".filepart", ".aria2", ".swp", ".swo", ".asd", ".wbk", ".lock", ".laccdb"}
	scratchNames = []string{"thumbs.db", "desktop.ini", "ehthumbs.db"}
)

// leftOut reports whether a file of a folder is no paper: a hidden or a temporary
// one, what states the fields of another, or a backup of a library.
func leftOut(name string) bool {
	lower := strings.ToLower(name)
	begins := func(with string) bool { return strings.HasPrefix(lower, with) }
	ends := func(with string) bool { return strings.HasSuffix(lower, with) }
	return slices.ContainsFunc(scratchBeginnings, begins) || begins("#") && ends("#") || slices.ContainsFunc(scratchEndings, ends) || slices.Contains(scratchNames, lower) ||
		ends(extract.SidecarEnding) || isBackupName(lower)
}

// allThere names every path that is not.
func allThere(paths []string) error {
	var absent []problem.Fault
	var names []string
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			absent = append(absent, problem.Fault{Location: p, Code: string(problem.KindOf(err)), Message: problem.Message(err)})
			names = append(names, p)
		}
	}
	if len(absent) > 0 {
		return &problem.Error{Kind: problem.NoFile, Says: "找不到 " + strings.Join(names, "、"), Faults: absent}
	}
	return nil
}

// readFile reads one file and its sidecar. The library knows a file by its
// absolute path, so that the same file is the same wherever import is run.
func readFile(at found) indexer.File {
	f := indexer.File{Path: at.path}
	abs, err := filepath.Abs(at.path)
	if err != nil {
		f.Err = err
		return f
	}
	f.Path = filepath.ToSlash(abs)
	if f.Data, err = at.read(at.path); err != nil {
		f.Err = refused("无法读取", err)
		return f
	}
	f.Sidecar, err = at.read(at.path + extract.SidecarEnding)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.Err = refused("无法读取随附的字段文件", err)
	}
	return f
}

// read reads a file of the folder, whatever has become of the folders on the way to
// it since it was listed.
func (at found) read(path string) ([]byte, error) {
	open := os.Open
	if at.root != "" {
		below, err := at.below(path)
		if err != nil {
			return nil, err
		}
		root, err := os.OpenRoot(at.root)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		path, open = below, root.Open
		if info, err := root.Stat(path); err != nil || !info.Mode().IsRegular() {
			return nil, cmp.Or(err, error(notAFile)) // a pipe would be waited for
		}
	} else if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, cmp.Or(err, error(notAFile))
	}
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, extract.MaxSize+1))
	if err == nil && len(data) > extract.MaxSize {
		return nil, tooLarge(f)
	}
	return data, err
}

// below is a path as seen from the folder; of a link, where it leads, which is in the
// folder too or is refused.
func (at found) below(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return cmp.Or(relative(at.root, path), path), err
	}
	target, err := resolved(path)
	if err != nil {
		return "", err
	}
	root, err := resolved(at.root)
	if err != nil {
		return "", err
	}
	if below := relative(root, target); filepath.IsLocal(below) {
		return below, nil
	}
	return "", &extract.Refusal{Code: "link_outside", Message: "是指向文件夹之外的链接，没有跟着它读取"}
}

// resolved is the absolute path of what a path leads to.
func resolved(path string) (string, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// relative is a path as seen from a folder, empty where it cannot be told.
func relative(root, path string) string {
	below, err := filepath.Rel(root, path)
	if err != nil {
		return ""
	}
	return below
}

var notAFile = &extract.Refusal{Code: "not_a_file", Message: "不是普通文件"}

func tooLarge(f *os.File) error {
	size := int64(extract.MaxSize)
	if info, err := f.Stat(); err == nil {
		size = max(size, info.Size())
	}
	return &extract.Refusal{Code: extract.TooLarge, Message: fmt.Sprintf("文件过大（%d MB），上限 %d MB", size>>20, extract.MaxSize>>20)}
}

// refused is why a file is not taken: a refusal says so itself.
func refused(what string, err error) error {
	var r *extract.Refusal
	if errors.As(err, &r) {
		return r
	}
	return &extract.Refusal{Code: string(problem.KindOf(err)), Message: what + "：" + problem.Message(err)}
}
