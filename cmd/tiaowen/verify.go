package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
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
	// Meaning is nil where the index is not the library's.
	Meaning *meant `json:"meaning,omitempty"`
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
	if !e.means() {
		v.Meaning = nil
	}
	v.OK = v.OK && (v.Meaning == nil || v.Meaning.Fault == "")
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
	case len(v.Library) > 0 && !slices.ContainsFunc(v.Library, notDerived):
		fmt.Fprintln(w, "文献完好，只是从中摘出的要求有损坏："+restart+"自动重新摘出")
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
	case v.Meaning != nil && v.Meaning.Fault != "":
		fmt.Fprintln(w, "资料库与索引完好，段落意思的记录有损坏、不能读，或者是别的版本写的："+restart+"缺的自动重新理解；不能读的先改回权限，或者删去 index/codes")
	case v.Lost != nil:
		fmt.Fprintf(w, "%d 篇文献，资料库与索引一致\n", v.Documents)
	default:
		fmt.Fprintf(w, "完好：%d 篇文献，资料库与索引一致\n", v.Documents)
	}
	if v.Held > 0 {
		fmt.Fprintf(w, "另有 %d 篇带密级或内部标志，隔离着，不在索引里\n", v.Held)
	}
}

// notDerived reports whether a fault is of what nothing else can give again.
func notDerived(f library.Fault) bool { return !f.Derived }

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
	v.Library = append(v.Library, faults...)
	if err != nil || slices.ContainsFunc(faults, notDerived) {
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
	v.State, v.Index, err = lookAgain(ctx, data, l, func(e *bleve.Engine) { m := lookAtMeanings(data, e); v.Meaning = &m })
	if err == nil {
		v.Lost, err = openLoss(data)
	}
	if err == nil && v.Lost == nil && v.State == indexAhead {
		v.Lost, err = aheadOf(ctx, data)
	}
	v.OK = err == nil && len(v.Library) == 0 && v.State == indexSound && v.Lost == nil
	return v, err
}
