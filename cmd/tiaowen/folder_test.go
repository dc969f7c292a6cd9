package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/problem"
)

// place writes files below a folder, and what its names with -> lead to as links.
func place(t *testing.T, folder string, names ...string) {
	t.Helper()
	for _, name := range names {
		name, target, link := strings.Cut(name, " -> ")
		path := filepath.Join(folder, name)
		err := os.MkdirAll(filepath.Dir(path), 0o700)
		if link {
			err = errors.Join(err, os.Symlink(target, path))
		} else {
			err = errors.Join(err, os.WriteFile(path, []byte("文本 "+name), 0o600))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestLeftOut: what programs leave beside papers is no paper; what only looks a
// little like it is.
func TestLeftOut(t *testing.T) {
	for _, name := range []string{
		"~$通知.docx", "~WRL0001.tmp", ".~lock.通知.odt#", "通知.docx~", "通知.pdf.crdownload", "通知.pdf.part", "通知.pdf.partial", "通知.pdf.download",
		"通知.xltd", "通知.doc.downloading", "通知.PDF.CRDOWNLOAD", "缓存.tmp", ".通知.docx.swp", "通知.asd", "Thumbs.db", "desktop.ini", ".DS_Store", ".隐藏.txt",
		"通知.docx.tiaowen.json", "tiaowen-20260101-080000.zip", "备用.wbk", "通知.pdf.opdownload", "库.laccdb", "#通知.txt#", "通知.pdf.bc!", "通知.pdf.filepart",
	} {
		if !leftOut(name) {
			t.Errorf("%s is taken", name)
		}
	}
	for _, name := range []string{"通知.docx", "通知~.docx", "通知 (1).pdf", "tmp.txt", "part.txt", "下载.txt", "#1 通知.txt", "材料.zip", "$价格$.txt", "无后缀", "a~b.txt"} {
		if leftOut(name) {
			t.Errorf("%s is left out", name)
		}
	}
}

// listFiles are the files below some folders, as an import takes them.
func listFiles(roots []string) ([]found, error) {
	w, err := importCmd{Paths: roots}.files(context.Background(), env{})
	for _, f := range w.rest {
		err = errors.Join(err, f.Err)
	}
	return w.paths, err
}

// TestLinks: nothing outside a named folder is read because a link in it leads
// there; a link that a person named is followed.
func TestLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights here")
	}
	outside, folder := t.TempDir(), t.TempDir()
	place(t, outside, "token", "深处/秘密.txt", "旁注.txt.tiaowen.json")
	place(t, folder, "甲.txt", "子/乙.txt", "子/回.txt -> ../甲.txt", "绝.txt -> "+filepath.Join(folder, "甲.txt"), "出.txt -> "+filepath.Join(outside, "token"),
		"夹 -> "+outside, "绕.txt -> 子/../../"+filepath.Base(outside)+"/token", "断.txt -> 没有", "旁注.txt", "旁注.txt.tiaowen.json -> "+filepath.Join(outside, "旁注.txt.tiaowen.json"),
		"二.txt -> 出.txt", "库/library.db", "库/token")
	files, err := listFiles([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range files {
		read := readFile(f)
		name, _ := filepath.Rel(folder, f.path)
		switch r := (*extract.Refusal)(nil); {
		case errors.As(read.Err, &r):
			got[name] = r.Code
		default:
			got[name] = string(read.Data) + string(read.Sidecar)
		}
	}
	want := map[string]string{"甲.txt": "文本 甲.txt", "子/乙.txt": "文本 子/乙.txt", "子/回.txt": "文本 甲.txt", "绝.txt": "文本 甲.txt", "出.txt": "link_outside",
		"夹": "link_outside", "绕.txt": "link_outside", "断.txt": "no_such_file", "旁注.txt": "link_outside", "二.txt": "link_outside"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, named := range []string{filepath.Join(folder, "出.txt"), filepath.Join(folder, "夹")} {
		files, err := listFiles([]string{named})
		if err != nil || len(files) == 0 || readFile(files[0]).Err != nil {
			t.Errorf("named itself: %s gives %v %v", named, files, err)
		}
	}
}

// TestLinkMeanwhile: a folder that becomes a link between being listed and being
// read leads nowhere either.
func TestLinkMeanwhile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights here")
	}
	outside, folder := t.TempDir(), t.TempDir()
	place(t, outside, "甲.txt")
	place(t, folder, "子/甲.txt")
	files, err := listFiles([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.RemoveAll(filepath.Join(folder, "子")), os.Symlink(outside, filepath.Join(folder, "子"))); err != nil {
		t.Fatal(err)
	}
	if f := readFile(files[0]); f.Err == nil || len(f.Data) > 0 {
		t.Errorf("read %q", f.Data)
	}
}

// TestFolderBounds: a folder that holds too much is not taken at all, and said to.
func TestFolderBounds(t *testing.T) {
	folder := t.TempDir()
	place(t, folder, "1.txt", "2.txt", "子/3.txt")
	for _, tt := range []struct {
		bounds folderBounds
		files  int
	}{{folderBounds{}, 3}, {folderBounds{files: 3, size: 1 << 20}, 3}, {folderBounds{files: 2}, 0}, {folderBounds{size: 20}, 0}} {
		files, err := listFolder(folder, tt.bounds)
		if tt.files > 0 && (err != nil || len(files) != tt.files) || tt.files == 0 && problem.KindOf(err) != problem.FolderTooLarge {
			t.Errorf("%+v: %d files, %v", tt.bounds, len(files), err)
		}
	}
	deep := filepath.Join(folder, strings.Repeat("d/", deepest+1))
	place(t, deep, "深.txt")
	if files, err := listFolder(folder, folderBounds{}); err != nil || len(files) != 3 {
		t.Errorf("%d files, %v: looked deeper than %d", len(files), err, deepest)
	}
	place(t, folder, libraryName)
	if _, err := listFiles([]string{folder}); problem.KindOf(err) != problem.BadUsage {
		t.Errorf("a data folder as a folder of papers: %v", err)
	}
}

// TestWatchedLink: a link that leads out of a followed folder makes nothing found,
// and the page says why.
func TestWatchedLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights here")
	}
	folder, outside := t.TempDir(), t.TempDir()
	place(t, outside, "口令.txt")
	place(t, folder, "链.txt -> "+filepath.Join(outside, "口令.txt"), "办法.txt")
	s := startServer(t, filepath.Join(t.TempDir(), "data"), "--watch", folder)
	defer s.end(t)
	for end := time.Now().Add(time.Minute); !strings.Contains(read(t, s.url+"/library"), "是指向文件夹之外的链接"); {
		if time.Now().After(end) {
			t.Fatal("the page does not say why the link was not followed")
		}
	}
	if got := total(t, s.url, "口令"); got != 0 {
		t.Errorf("%d hits for what lies outside", got)
	}
}
