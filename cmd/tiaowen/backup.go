package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
)

type backupCmd struct {
	To   string `help:"备份写到这个文件；给文件夹则按时间取名。" required:"" placeholder:"FILE|DIR" type:"path" asked:""`
	JSON bool   `help:"输出 JSON。" name:"json"`
}

// A backup is a zip archive: the library's file as it stood at one moment, the
// word files and the token, and a manifest with the checksum of each. The index
// is not in it: it is made again from the library.
const (
	libraryName  = "library.db"
	manifestName = "manifest.json"
	// backupFormat is raised when an older program could not restore it.
	backupFormat = 1
)

// ownFiles are what a person or the program puts beside the library.
var ownFiles = []string{"token", "aliases.txt", "formulas.txt", "procedures.txt", "synonyms.txt", "topics.txt", "words.txt"}

// manifest says what is in a backup.
type manifest struct {
	Format  int         `json:"format"`
	Program string      `json:"program"`
	Made    time.Time   `json:"made"`
	Files   []savedFile `json:"files"`
}

type savedFile struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Validate says what is wrong with the arguments.
func (c backupCmd) Validate() error { return placeOfBackup("--to", c.To) }

// placeOfBackup says what is wrong with the place of a backup, which is read and written
// in any order.
func placeOfBackup(flag, path string) error {
	if path == dash {
		return misused(flag, "unknown_value", "%s 要一个文件或文件夹，不能是标准输入输出", flag)
	}
	return nil
}

// Run makes a backup, also while a server has the library open.
func (c backupCmd) Run(ctx context.Context, e env) error {
	to := c.To
	if info, err := os.Stat(to); err == nil && info.IsDir() {
		to = filepath.Join(to, time.Now().Format("tiaowen-20060102-150405.zip"))
	}
	size, err := makeBackup(ctx, e.Data, to)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(map[string]any{"path": to, "size": size})
	}
	_, err = fmt.Fprintf(e.stdout, "已备份到 %s（%.1f MB），恢复用 tiaowen restore --from\n", to, float64(size)/(1<<20))
	return err
}

// isBackupName reports whether a file bears the name that a backup is given.
func isBackupName(name string) bool {
	return strings.HasPrefix(name, "tiaowen-") && strings.HasSuffix(name, ".zip")
}

// makeBackup writes aside, looks at what it has written, and only then gives it
// its name: what bears the name is whole.
func makeBackup(ctx context.Context, data, to string) (size int64, err error) {
	sweepAside(filepath.Dir(to), backupAside)
	aside, done, err := workAside(filepath.Dir(to), backupAside)
	if err != nil {
		return 0, problem.In("备份到 "+to, err)
	}
	defer done()
	if err := library.Backup(ctx, data, filepath.Join(aside, libraryName)); err != nil {
		return 0, problem.In("资料库 "+data, err)
	}
	faults, err := library.Verify(ctx, aside)
	if err != nil {
		return 0, err
	}
	if len(faults) > 0 {
		return 0, &problem.Error{Kind: problem.DamagedLibrary, Says: fmt.Sprintf("资料库有 %d 处损坏（%s），没有备份", len(faults), faults[0].What)}
	}
	for _, name := range ownFiles {
		if err := copyFile(filepath.Join(data, name), filepath.Join(aside, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, problem.In("备份 "+name, err)
		}
	}
	packed := filepath.Join(aside, "backup.zip")
	if err := packBackup(aside, packed); err != nil {
		return 0, problem.In("备份到 "+to, err)
	}
	if _, err := openBackup(packed); err != nil {
		return 0, problem.In("备份到 "+to, err)
	}
	info, err := os.Stat(packed)
	if err != nil {
		return 0, err
	}
	if err := os.Rename(packed, to); err != nil {
		return 0, problem.In("备份到 "+to, err)
	}
	return info.Size(), syncFolder(filepath.Dir(to))
}

// packBackup makes an archive of what lies in folder.
func packBackup(folder, to string) error {
	m := manifest{Format: backupFormat, Program: version, Made: time.Now().UTC()}
	for _, name := range append([]string{libraryName}, ownFiles...) {
		f, err := sumFile(filepath.Join(folder, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		f.Name = name
		m.Files = append(m.Files, f)
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(out)
	err = m.write(archive)
	for _, f := range m.Files {
		err = errors.Join(err, addFile(archive, folder, f.Name))
	}
	return errors.Join(err, archive.Close(), out.Sync(), out.Close())
}

func (m manifest) write(archive *zip.Writer) error {
	w, err := archive.Create(manifestName)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(m)
}

func addFile(archive *zip.Writer, folder, name string) error {
	w, err := archive.Create(name)
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

func sumFile(path string) (savedFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return savedFile{}, err
	}
	defer f.Close()
	return sumReader(f)
}

func sumReader(r io.Reader) (savedFile, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return savedFile{Size: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

// syncFolder makes renames in a folder durable, where the system can.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = d.Sync() // Windows has no such thing
	return d.Close()
}
