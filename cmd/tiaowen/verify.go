package main

import (
	"context"
	"encoding/json"
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

type verifyCmd struct {
	JSON bool `help:"输出 JSON。" name:"json"`
}

// verdict is what was found of a data folder.
type verdict struct {
	OK        bool            `json:"ok"`
	Documents int             `json:"documents"`
	Held      int             `json:"quarantined"`
	Library   []library.Fault `json:"library"`
	Index     []library.Fault `json:"index"`
	// Lost is what the library once had and nobody has accepted the loss of.
	Lost *loss `json:"lost,omitempty"`
	// State says what the faults of the index are.
	State indexState `json:"index_state"`
}

// indexState is how an index stands to its library.
type indexState string

const (
	indexSound   indexState = "sound"
	indexDamaged indexState = "damaged"
	indexAbsent  indexState = "absent"  // not built yet, or removed
	indexBehind  indexState = "behind"  // the last changes are not in it yet
	indexAhead   indexState = "ahead"   // it has seen changes that the library has lost
	indexUnknown indexState = "unknown" // the library is damaged, or an older program's
)

// Run says whether library and index are as they were written, and the index
// what the library makes of it. It changes neither, and works beside a server.
func (c verifyCmd) Run(ctx context.Context, e env) error {
	v, err := verifyData(ctx, e.Data)
	if err != nil {
		return err
	}
	if c.JSON {
		err = json.NewEncoder(e.stdout).Encode(v)
	} else {
		v.print(e.stdout)
	}
	if err == nil && !v.OK {
		return exitError(exitSome)
	}
	return err
}

func (v verdict) print(w io.Writer) {
	for _, f := range v.Library {
		fmt.Fprintln(w, "资料库"+faultLine(f))
	}
	for _, f := range v.Index {
		fmt.Fprintln(w, "索引"+faultLine(f))
	}
	const restart = "启动 tiaowen serve（已在运行的重新启动），"
	if v.Lost != nil {
		fmt.Fprintln(w, v.Lost.says()+"。"+lossRemedy+"。余下的：")
	}
	switch {
	case len(v.Library) > 0:
		fmt.Fprintln(w, "资料库有损坏：停止服务，用 tiaowen restore 从备份恢复")
	case v.State == indexUnknown:
		fmt.Fprintln(w, "资料库完好；"+problem.Message(library.ErrOlder)+"，升级之后再核对索引")
	case v.State == indexAbsent:
		fmt.Fprintln(w, "资料库完好，只是还没有索引："+restart+"索引由资料库建立")
	case v.State == indexBehind:
		fmt.Fprintln(w, "资料库完好，索引落后几步："+restart+"索引自动跟上")
	case v.State == indexAhead:
		fmt.Fprintf(w, "%d 篇文献没有损坏；索引启动后由资料库重建\n", v.Documents)
	case v.State == indexDamaged:
		fmt.Fprintln(w, "资料库完好，索引有损坏："+restart+"索引自动重建")
	case v.Lost != nil:
		fmt.Fprintf(w, "%d 篇文献，资料库与索引一致\n", v.Documents)
	default:
		fmt.Fprintf(w, "完好：%d 篇文献，资料库与索引一致\n", v.Documents)
	}
	if v.Held > 0 {
		fmt.Fprintf(w, "另有 %d 篇带密级或内部标志，隔离着，不在索引里\n", v.Held)
	}
}

func faultLine(f library.Fault) string {
	line := "：" + f.What
	if f.Path != "" {
		line = " " + f.Path + line
	}
	if f.Document != "" {
		line = "《" + f.Document + "》" + line
	}
	return line
}

func verifyData(ctx context.Context, data string) (v verdict, err error) {
	switch _, err := os.Stat(data); {
	case errors.Is(err, fs.ErrNotExist):
		return v, &problem.Error{Kind: problem.NoFile, Says: "找不到资料库文件夹 " + data, Cause: err}
	case err != nil:
		return v, problem.In("资料库文件夹 "+data, err)
	}
	v.Library, v.Index, v.State = []library.Fault{}, []library.Fault{}, indexUnknown
	faults, err := library.Verify(ctx, data)
	if err != nil || len(faults) > 0 {
		v.Library = append(v.Library, faults...)
		return v, err // what the index should be is not known
	}
	l, err := library.View(ctx, data)
	if errors.Is(err, library.ErrOlder) {
		v.OK = true
		return v, nil
	}
	if err != nil {
		return v, err
	}
	defer l.Close()
	heads, err := l.Heads(ctx)
	if err != nil {
		return v, err
	}
	held, err := l.Quarantined(ctx)
	if err != nil {
		return v, err
	}
	v.Documents, v.Held = len(heads), len(held)
	v.State, v.Index, err = lookAgain(ctx, data, l)
	if err == nil {
		v.Lost, err = openLoss(data)
	}
	if err == nil && v.Lost == nil && v.State == indexAhead {
		v.Lost, err = aheadOf(ctx, data)
	}
	v.OK = err == nil && v.State == indexSound && v.Lost == nil
	return v, err
}

// indexLooks is how often an index that seems wrong is looked at while a server
// has it open, which may be in the middle of a change.
const indexLooks = 20

func lookAgain(ctx context.Context, data string, l *library.Library) (at indexState, found []library.Fault, err error) {
	for range indexLooks {
		at, found, err = verifyIndex(ctx, data, l)
		if err != nil || at == indexSound || !inUse(data) {
			break
		}
		time.Sleep(250 * time.Millisecond)
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
func verifyIndex(ctx context.Context, data string, l *library.Library) (at indexState, found []library.Fault, err error) {
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
	if unwritten(err) { // beside the data; elsewhere there may be room
		other, errOther := os.MkdirTemp("", scratchPattern)
		if errOther != nil {
			return "", nil, problem.In("核对索引", errOther)
		}
		defer os.RemoveAll(other)
		scratch, err = other, copyIndex(from, other)
	}
	if err != nil {
		if problem.KindOf(err) == problem.NoPermission || unwritten(err) {
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

// copyIndex copies the generation of an index that counts. Segments are never
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
