// Command pack puts a folder into a ZIP archive. It is run by .release/build,
// where a zip command need not be.
//
//	go run .release/pack.go FOLDER ARCHIVE
package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack FOLDER ARCHIVE")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// pack writes the archive; what is in it stands in the folder's own name.
func pack(folder, archive string) error {
	f, err := os.Create(archive)
	if err != nil {
		return err
	}
	w := zip.NewWriter(f)
	base := filepath.Base(folder)
	tree := os.DirFS(folder)
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return add(w, tree, name, path.Join(base, name))
	})
	return errors.Join(err, w.Close(), f.Close())
}

// add copies one file, with the right to run it.
func add(w *zip.Writer, tree fs.FS, name, as string) error {
	info, err := fs.Stat(tree, name)
	if err != nil {
		return err
	}
	header, err := zip.FileInfoHeader(info)
	if err != nil {
		return err
	}
	header.Name, header.Method = as, zip.Deflate
	to, err := w.CreateHeader(header)
	if err != nil {
		return err
	}
	content, err := fs.ReadFile(tree, name)
	if err != nil {
		return err
	}
	_, err = to.Write(content)
	return err
}
