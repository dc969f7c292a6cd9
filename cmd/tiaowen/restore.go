package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
)

type restoreCmd struct {
	From  string `help:"备份文件；给文件夹则取其中最新的备份。" required:"" placeholder:"FILE|DIR" type:"path" asked:""`
	Force bool   `help:"资料库文件夹里有东西也恢复；原有的移到其中的 before-restore-… 文件夹。" asked:""`
	JSON  bool   `help:"输出 JSON。" name:"json"`
}

const (
	restoringPrefix = ".restoring-"
	beforePrefix    = "before-restore-"
)

// Validate says what is wrong with the arguments.
func (c restoreCmd) Validate() error { return placeOfBackup("--from", c.From) }

// Run puts a backup in the place of what is in the data folder. The backup is
// unpacked aside and verified before anything is moved; the library's file is
// moved in last, so that a folder with a library is a whole one.
func (c restoreCmd) Run(ctx context.Context, e env) error {
	if err := os.MkdirAll(e.Data, 0o700); err != nil {
		return problem.In("资料库文件夹 "+e.Data, err)
	}
	lock := flock.New(filepath.Join(e.Data, "lock"))
	switch held, err := lock.TryLock(); {
	case err != nil:
		return problem.In("资料库文件夹 "+e.Data, err)
	case !held:
		return &problem.Error{Kind: problem.InUse, Detail: "请先停止服务。", Cause: errHeld}
	}
	defer lock.Unlock()
	old, err := entries(e.Data)
	if err != nil {
		return err
	}
	if len(old) > 0 && !c.Force {
		return &problem.Error{Kind: problem.NotEmpty, Says: fmt.Sprintf("资料库文件夹 %s 里有东西（%s…）", e.Data, old[0]),
			Detail: "确要恢复请加 --force，原有的会移到一旁。"}
	}
	from, err := newestBackup(c.From)
	if err != nil {
		return err
	}
	aside, names, err := unpackVerified(ctx, from, e.Data)
	if aside != "" {
		defer os.RemoveAll(aside)
	}
	if err != nil {
		return problem.In("恢复 "+from, err)
	}
	kept, err := swap(e.Data, aside, old, names)
	if err != nil && kept != "" {
		return problem.In(fmt.Sprintf("恢复 %s 中途失败，原有的在 %s", from, kept), err)
	}
	if err != nil {
		return problem.In("恢复 "+from, err)
	}
	switch faults, err := library.Verify(ctx, e.Data); {
	case err != nil:
		return problem.In("恢复后核对，原有的在 "+kept, err)
	case len(faults) > 0:
		return &problem.Error{Kind: problem.DamagedLibrary, Says: fmt.Sprintf("恢复后核对不符（%d 处），原有的在 %s", len(faults), kept), Detail: "请检查磁盘。"}
	}
	return c.report(e, from, kept)
}

// newestBackup is from itself, or the newest backup in it if it is a folder:
// their names are their times.
func newestBackup(from string) (string, error) {
	if info, err := os.Stat(from); err != nil || !info.IsDir() {
		return from, nil
	}
	there, err := os.ReadDir(from)
	if err != nil {
		return "", problem.In("打开文件夹 "+from, err)
	}
	newest := ""
	for _, f := range there {
		if name := f.Name(); isBackupName(name) {
			newest = max(newest, name)
		}
	}
	if newest == "" {
		return "", &problem.Error{Kind: problem.NoFile, Says: fmt.Sprintf("文件夹 %s 里没有备份（tiaowen-….zip）", from)}
	}
	return filepath.Join(from, newest), nil
}

func (c restoreCmd) report(e env, from, kept string) error {
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(map[string]string{"data": e.Data, "from": from, "before": kept})
	}
	fmt.Fprintf(e.stdout, "已由 %s 恢复到 %s，核对无误；索引在下次启动时重建\n", from, e.Data)
	if kept != "" {
		fmt.Fprintf(e.stdout, "原有的在 %s，确认无用后可删除\n", kept)
	}
	return nil
}

// entries lists what in a data folder belongs to a library.
func entries(data string) (out []string, err error) {
	list, err := os.ReadDir(data)
	for _, e := range list {
		name := e.Name()
		if name != "lock" && !strings.HasPrefix(name, beforePrefix) && !strings.HasPrefix(name, restoringPrefix) {
			out = append(out, name)
		}
	}
	return out, err
}

// swap moves what is there to a folder of its own and the new files in.
func swap(data, aside string, old, names []string) (kept string, err error) {
	if len(old) > 0 {
		kept = filepath.Join(data, beforePrefix+time.Now().Format("20060102-150405.000"))
		if err := os.Mkdir(kept, 0o700); err != nil {
			return "", err
		}
	}
	// Without its library's file the folder is no library: that goes first and
	// comes last.
	slices.SortFunc(old, func(a, b string) int { return order(a) - order(b) })
	slices.SortFunc(names, func(a, b string) int { return order(b) - order(a) })
	for _, name := range old {
		if err := os.Rename(filepath.Join(data, name), filepath.Join(kept, name)); err != nil {
			return kept, err
		}
	}
	for _, name := range names {
		if err := os.Rename(filepath.Join(aside, name), filepath.Join(data, name)); err != nil {
			return kept, err
		}
	}
	return kept, syncFolder(data)
}

func order(name string) int {
	if name == libraryName {
		return 0
	}
	return 1
}

// unpackVerified unpacks a backup into a new folder in data and verifies it.
func unpackVerified(ctx context.Context, from, data string) (aside string, names []string, err error) {
	m, err := openBackup(from)
	if err != nil {
		return "", nil, err
	}
	if aside, err = os.MkdirTemp(data, restoringPrefix); err != nil {
		return "", nil, err
	}
	archive, err := zip.OpenReader(from)
	if err != nil {
		return aside, nil, err
	}
	defer archive.Close()
	for _, f := range m.Files {
		names = append(names, f.Name)
		if err := unpackFile(archive, f, aside); err != nil {
			return aside, nil, err
		}
	}
	faults, err := library.Verify(ctx, aside)
	if err == nil && len(faults) > 0 {
		err = &problem.Error{Kind: problem.DamagedLibrary, Says: fmt.Sprintf("备份里的资料库有 %d 处损坏：%s", len(faults), faults[0].What), Detail: anotherBackup}
	}
	return aside, names, err
}

// unpackFile writes one file and compares what is then on the disk.
func unpackFile(archive *zip.ReadCloser, want savedFile, folder string) error {
	in, err := archive.Open(want.Name)
	if err != nil {
		return err
	}
	defer in.Close()
	path := filepath.Join(folder, want.Name)
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, io.LimitReader(in, want.Size+1))
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return err
	}
	got, err := sumFile(path)
	got.Name = want.Name
	if err == nil && got != want {
		err = problem.In("备份损坏："+want.Name, errNotListed)
	}
	return err
}
