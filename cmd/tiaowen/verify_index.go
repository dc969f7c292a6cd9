package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/problem"
	"tiaowen/search"
	"tiaowen/search/bleve"
)

// indexLooks is how often an index that seems wrong is looked at while a server
// has it open, which may be in the middle of a change.
const indexLooks = 20

// lookAgain verifies the index, and shows what looks at a sound one's copy.
func lookAgain(ctx context.Context, data string, l *library.Library, looks func(*bleve.Engine)) (at indexState, found []library.Fault, err error) {
	for range indexLooks {
		at, found, err = verifyIndex(ctx, data, l, looks)
		if err != nil || at == indexSound || !inUse(data) {
			break
		}
		select {
		case <-ctx.Done():
			return at, append([]library.Fault{}, found...), ctx.Err()
		case <-time.After(250 * time.Millisecond):
		}
	}
	return at, append([]library.Fault{}, found...), err
}

// inUse reports whether another process has the data folder open.
func inUse(data string) bool {
	if !exists(filepath.Join(data, "lock")) {
		return false // and to ask would make one
	}
	lock := flock.New(filepath.Join(data, "lock"))
	held, err := lock.TryLock()
	_ = lock.Unlock()
	return err == nil && !held
}

// verifyIndex opens a copy of the index, which verifies it, and asks the copy for
// every document of the library.
func verifyIndex(ctx context.Context, data string, l *library.Library, looks func(*bleve.Engine)) (at indexState, found []library.Fault, err error) {
	is := func(at indexState, format string, args ...any) (indexState, []library.Fault, error) {
		return at, []library.Fault{{What: fmt.Sprintf(format, args...)}}, nil
	}
	seq, err := l.Seq(ctx)
	if err != nil {
		return "", nil, err
	}
	scratch, done, err := scratchFolder(data, scratchPattern)
	if err != nil {
		return "", nil, err
	}
	defer done()
	from := filepath.Join(data, "index")
	if made, _ := os.ReadDir(from); len(made) == 0 && seq > 0 {
		return is(indexAbsent, "还没有")
	}
	err = copyIndex(from, scratch)
	if problem.Unwritten(err) { // beside the data; elsewhere there may be room
		other, errOther := os.MkdirTemp("", scratchPattern)
		if errOther != nil {
			return "", nil, problem.In("核对索引", errOther)
		}
		defer os.RemoveAll(other)
		scratch, err = other, copyIndex(from, other)
	}
	if err != nil {
		if problem.KindOf(err) == problem.NoPermission || problem.Unwritten(err) {
			return "", nil, problem.In("索引", err)
		}
		if seq == 0 {
			return indexSound, nil, nil
		}
		return is(indexDamaged, "不完整：%s", problem.Message(err))
	}
	engine, err := bleve.Open(scratch)
	if err != nil {
		return is(indexDamaged, "打不开：%s", problem.Message(err))
	}
	defer engine.Close()
	switch at := engine.Seq(); {
	case engine.Fault() != nil:
		return is(indexDamaged, "损坏：%v", engine.Fault())
	case at > seq:
		if l, err := lossOf(data); err == nil && l != nil && !l.Accepted.IsZero() && l.tells(seq, at) {
			return is(indexBehind, "还是资料库丢失改动之前的（%d，资料库 %d）", at, seq)
		}
		return is(indexAhead, "比资料库新（%d，资料库 %d）", at, seq)
	case at < seq:
		return is(indexBehind, "落后于资料库（%d，资料库 %d）", at, seq)
	}
	found, err = compareIndex(ctx, engine, l)
	if len(found) > 0 {
		return indexDamaged, found, err
	}
	if err == nil {
		looks(engine)
	}
	return indexSound, nil, err
}

const scratchPattern = ".verify-"

// scratchFolder is on the file system of the data folder, where a link is a
// copy, if one may write there.
func scratchFolder(data, pattern string) (folder string, done func(), err error) {
	sweepAside(data, pattern)
	if folder, done, err = workAside(data, pattern); err == nil {
		return folder, done, nil
	}
	return workAside(os.TempDir(), pattern)
}

// compareIndex asks for the passages of every document, and for all there are.
func compareIndex(ctx context.Context, engine search.Searcher, l *library.Library) (found []library.Fault, err error) {
	passages := 0
	for r, err := range l.All(ctx) {
		if err != nil {
			return nil, err
		}
		want := len(parse.Passages(&r.Document))
		got, err := engine.Search(ctx, search.Query{Document: r.Document.ID, Today: today(), Limit: 1})
		if err != nil || got.Total != want {
			found = append(found, library.Fault{Document: r.Document.ID, What: fmt.Sprintf("应有 %d 段，索引中有 %d 段", want, got.Total)})
		}
		passages += want
	}
	all, err := engine.Search(ctx, search.Query{Today: today(), Limit: 1})
	if err != nil || all.Total != passages {
		found = append(found, library.Fault{What: fmt.Sprintf("应共有 %d 段，索引中有 %d 段", passages, all.Total)})
	}
	return found, ctx.Err()
}

// copyIndex copies the generation of an index that counts, and what its passages mean. Segments are never
// written again, so a link is a copy.
func copyIndex(from, to string) error {
	name, err := os.ReadFile(filepath.Join(from, "CURRENT"))
	if err != nil {
		return err
	}
	root := filepath.Join(from, filepath.Base(strings.TrimSpace(string(name))))
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, below)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		if filepath.Ext(path) == ".zap" && os.Link(path, target) == nil {
			return nil
		}
		return copyFile(path, target)
	})
	if err != nil {
		return err
	}
	_ = copyFile(filepath.Join(from, "codes"), filepath.Join(to, "codes")) // works without
	return os.WriteFile(filepath.Join(to, "CURRENT"), name, 0o600)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
