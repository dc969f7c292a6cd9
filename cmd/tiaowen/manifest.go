package main

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"tiaowen/corpus/problem"
)

// errNotListed means that a file in a backup is not the one that its manifest
// lists.
var errNotListed = &problem.Error{Kind: problem.DamagedFile, Says: "与清单不符", Detail: anotherBackup}

const anotherBackup = "换一份备份再试。"

// openBackup reads the manifest of a backup and looks at every file it names.
func openBackup(path string) (manifest, error) {
	archive, err := zip.OpenReader(path)
	if err != nil && beginsAsZip(path) {
		err = &problem.Error{Kind: problem.DamagedFile, Cause: err} // its end is missing
	}
	if err != nil {
		return manifest{}, problem.In("不是完整的备份文件", err)
	}
	defer archive.Close()
	m, err := readManifest(archive)
	if err != nil {
		return m, problem.In("读备份清单", err)
	}
	for _, f := range m.Files {
		if err := checkFile(archive, f); err != nil {
			if !errors.Is(err, errNotListed) {
				err = &problem.Error{Kind: problem.DamagedFile, Detail: anotherBackup, Cause: err}
			}
			return m, problem.In("备份损坏："+f.Name, err)
		}
	}
	return m, nil
}

func beginsAsZip(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4)
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == "PK\x03\x04"
}

// readManifest reads the manifest and refuses one that names what no backup
// has: a name is a path on this machine soon.
func readManifest(archive *zip.ReadCloser) (m manifest, err error) {
	none := func(cause error, format string, args ...any) (manifest, error) {
		return manifest{}, &problem.Error{Kind: problem.NotABackup, Says: fmt.Sprintf(format, args...), Detail: anotherBackup, Cause: cause}
	}
	f, err := archive.Open(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return none(err, "没有清单，不是 tiaowen 的备份")
	}
	if err != nil {
		return m, err
	}
	defer f.Close()
	if err := json.NewDecoder(io.LimitReader(f, 1<<20)).Decode(&m); err != nil {
		return none(err, "清单读不懂")
	}
	if m.Format != backupFormat {
		return none(nil, "备份格式 %d，本程序认识 %d，请换用做备份的那个版本", m.Format, backupFormat)
	}
	if len(m.Files) == 0 || m.Files[0].Name != libraryName {
		return none(nil, "清单里没有资料库")
	}
	for _, f := range m.Files[1:] {
		if !slices.Contains(ownFiles, f.Name) {
			return none(nil, "清单里有不认识的文件 %q", f.Name)
		}
	}
	return m, nil
}

func checkFile(archive *zip.ReadCloser, want savedFile) error {
	f, err := archive.Open(want.Name)
	if err != nil {
		return err
	}
	defer f.Close()
	got, err := sumReader(io.LimitReader(f, want.Size+1))
	got.Name = want.Name
	if err == nil && got != want {
		err = errNotListed
	}
	return err
}
