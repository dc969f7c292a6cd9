package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tiaowen/search/bleve"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// meant is what was found of what is kept of the meanings of passages.
type meant struct {
	Model string `json:"model"`
	// Bytes is the size of the file; 0 if there is none.
	Bytes int64 `json:"bytes"`
	// Fault is why not all of the file counts; empty if all does. It is made again.
	Fault string `json:"fault,omitempty"`
	// Of so many passages it is known, and so many there are: of all, and without those of
	// state law.
	Known         int `json:"known"`
	Passages      int `json:"passages"`
	PartyKnown    int `json:"party_known"`
	PartyPassages int `json:"party_passages"`
}

// lookAtMeanings looks at the copy of an engine, which checks the checksum of every record.
func lookAtMeanings(data string, engine *bleve.Engine) meant {
	m := meant{Model: meaning.Model}
	if info, err := os.Stat(codesPath(data)); err == nil {
		m.Bytes = info.Size()
	}
	if err := readableFile(codesPath(data)); err != nil {
		m.Fault = err.Error()
	}
	known := func() codes.Known { _, known := engine.Lacking(); return known }
	engine.Want(ofParty)
	fault, err := engine.Mean(meaning.New())
	if err != nil {
		m.Fault = err.Error()
		return m
	}
	if fault != nil {
		m.Fault = fault.Error()
	}
	party := known()
	engine.Want(nil)
	all := known()
	m.Known, m.Passages, m.PartyKnown, m.PartyPassages = all.Known, all.Passages, party.Known, party.Passages
	return m
}

// readableFile is nil if a file can be read, or there is none.
func readableFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file", path)
	case err != nil:
		return fmt.Errorf("look at codes: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("look at codes: %w", err)
	}
	return f.Close()
}

// kernelWords say what this machine computes with.
func kernelWords() string {
	if kernel := meaning.Kernel(); kernel != "plain" {
		return " " + kernel + " 指令"
	}
	return "普通指令（这台机器没有 AVX2，慢约十倍）"
}

// checkMeaning says how far questions can be answered by what they mean.
func checkMeaning(g globals, m *meant) finding {
	f := finding{Name: "按意思检索", State: well}
	known, passages := 0, 0
	switch {
	case !g.means():
		f.Says = "没有开启（--meaning=off）"
		return f
	case m == nil:
		f.Says = "索引与资料库一致之后再看"
		return f
	case g.Meaning == meaningParty:
		known, passages = m.PartyKnown, m.PartyPassages
	default:
		known, passages = m.Known, m.Passages
	}
	f.Says = fmt.Sprintf("已理解 %d／%d 段，模型 %s，记录 %.1f MB，完好；计算用%s", known, passages, m.Model, float64(m.Bytes)/(1<<20), kernelWords())
	switch {
	case m.Fault != "":
		f.State, f.Says = warn, fmt.Sprintf("已理解 %d／%d 段，记录有损坏、不能读，或者是别的版本写的", known, passages)
		f.Remedy = "启动 tiaowen serve，缺的自动重新理解；不能读的，把 index/codes 的属主、权限改回来，或者删去它。不影响按词语检索"
	case known < passages:
		f.Remedy = "tiaowen serve 运行时自动理解其余的，这里只数已经记下的；没有在运行的，也可以用 tiaowen learn 现在就做"
	}
	return f
}
