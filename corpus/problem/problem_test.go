package problem

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestTable: every kind that the code names is in the table, with a title; its
// code is fit for programs, and to callers of the API it is a failure.
func TestTable(t *testing.T) {
	for _, kind := range namedKinds(t) {
		if table[kind].Title == "" {
			t.Errorf("%s is not in the table", kind)
		}
	}
	code := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	for kind, words := range table {
		if !code.MatchString(string(kind)) || words.Title == "" {
			t.Errorf("%s: %+v", kind, words)
		}
		if words.Status != 0 && (words.Status < 400 || words.Status > 599) {
			t.Errorf("%s: status %d", kind, words.Status)
		}
	}
}

// namedKinds are the constants of kind.go.
func namedKinds(t *testing.T) (out []Kind) {
	file, err := parser.ParseFile(token.NewFileSet(), "kind.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for _, v := range spec.Values {
			text, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, Kind(text))
		}
		return true
	})
	if len(out) == 0 {
		t.Fatal("kind.go names no kind")
	}
	return out
}

// TestOf: what is told of an error follows from the values in it, whatever
// wraps them.
func TestOf(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "open", Path: "甲/乙.txt", Err: err} }
	full := New(DiskFull, "library: disk full")
	for _, c := range []struct {
		err     error
		kind    Kind
		message string
	}{
		{at(syscall.ENOENT), NoFile, "甲/乙.txt 不存在"},
		{fmt.Errorf("open library x: %w", at(syscall.EACCES)), NoPermission, "甲/乙.txt 没有权限"},
		{In("备份到 丙", fmt.Errorf("copy: %w", at(syscall.EROFS))), ReadOnlyDisk, "备份到 丙：甲/乙.txt 只能读，不能写"},
		{In("文件夹 甲/乙.txt", at(syscall.ENOENT)), NoFile, "文件夹 甲/乙.txt 不存在"},
		{In("恢复", In("读清单", io.ErrUnexpectedEOF)), DamagedFile, "恢复：读清单：文件不完整或已损坏"},
		{at(syscall.ENOTDIR), NotAFolder, "甲/乙.txt 不是文件夹"},
		{at(syscall.EISDIR), IsAFolder, "甲/乙.txt 是文件夹"},
		{at(syscall.EEXIST), FileExists, "甲/乙.txt 已经存在"},
		{at(syscall.ENOTEMPTY), NotEmpty, "甲/乙.txt 里有东西"},
		{&os.LinkError{Op: "rename", Old: "甲", New: "乙", Err: syscall.ENOSPC}, DiskFull, "乙 磁盘已满"},
		{zip.ErrFormat, NotAZip, "不是 ZIP 文件"},
		{fmt.Errorf("read: %w", flate.CorruptInputError(7)), DamagedFile, "文件不完整或已损坏"},
		{fmt.Errorf("ask: %w", context.Canceled), Canceled, "已中断"},
		{context.DeadlineExceeded, Timeout, "检索超时"},
		{In("资料库 ./data", fmt.Errorf("open: %w: %w", full, at(syscall.EIO))), DiskFull, "资料库 ./data：磁盘已满"},
		{errors.Join(errors.New("strange"), fmt.Errorf("%w", full)), DiskFull, "磁盘已满"},
		{&Error{Kind: NotEmpty, Says: "里面有人"}, NotEmpty, "里面有人"},
		{In("用法", &Error{Kind: BadUsage, Faults: []Fault{{Message: "甲不对"}, {Message: "乙不对"}}}), BadUsage, "用法：用法有误：甲不对；乙不对"},
		{errors.New("strange"), Internal, "出错了：strange"},
		{In("恢复", fmt.Errorf("swap: %w", errors.New("strange"))), Internal, "恢复：出错了：swap: strange"},
		{at(syscall.EIO), Internal, "出错了：" + at(syscall.EIO).Error()},
	} {
		got := Of(c.err)
		if got.Kind != c.kind || got.Message != c.message {
			t.Errorf("%v: %s %q, want %s %q", c.err, got.Kind, got.Message, c.kind, c.message)
		}
		if KindOf(c.err) != c.kind || Message(c.err) != c.message {
			t.Errorf("%v: KindOf or Message differ", c.err)
		}
	}
}

// TestRealErrors: the system's own errors are known as they come.
func TestRealErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, missing := os.Open(filepath.Join(dir, "missing"))
	_, notZip := zip.OpenReader(file)
	_, isFolder := os.ReadFile(dir)
	_, cut := io.ReadFull(strings.NewReader("a"), make([]byte, 2))
	_, corrupt := io.ReadAll(flate.NewReader(bytes.NewReader([]byte{0xff, 0xff})))
	_, exists := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	for _, c := range []struct {
		err  error
		want Kind
	}{
		{missing, NoFile},
		{notZip, NotAZip},
		{isFolder, IsAFolder},
		{cut, DamagedFile},
		{corrupt, DamagedFile},
		{exists, FileExists},
		{os.MkdirAll(filepath.Join(file, "below"), 0o700), NotAFolder},
		{os.Remove(dir), NotEmpty},
	} {
		if got := KindOf(c.err); got != c.want {
			t.Errorf("%v is %s, want %s", c.err, got, c.want)
		}
	}
}

// TestTexts: the log keeps the cause, and what packages compare with is found
// through it.
func TestTexts(t *testing.T) {
	held := New(InUse, "data folder is in use")
	err := fmt.Errorf("serve: %w", &Error{Kind: InUse, Says: "只能有一个服务", Cause: held})
	if !errors.Is(err, held) || err.Error() != "serve: data folder is in use" {
		t.Errorf("%v", err)
	}
	if got := (&Error{Kind: NotEmpty, Says: "里有东西"}).Error(); got != "not_empty: 里有东西" {
		t.Errorf("without a cause: %s", got)
	}
	if got := (&Error{Kind: BadUsage, Faults: []Fault{{Message: "甲不对"}}}).Error(); got != "bad_usage: 用法有误：甲不对" {
		t.Errorf("with faults: %s", got)
	}
	if In("哪里", nil) != nil {
		t.Error("nothing went wrong, somewhere")
	}
}
