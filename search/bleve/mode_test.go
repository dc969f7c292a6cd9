package bleve

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// termed are four texts about fees and marks.
func termed(t *testing.T) *Engine {
	e := open(t)
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{
		entry("细则", corpus.Fields{Title: "发展样本工作细则"}, 0, "第一条 公示不少于五十人参加。", "第二条 会费按月交纳，可以提名代表人选。", "第三条 发展样本应当公示。"),
		entry("办法", corpus.Fields{Title: "会费办法"}, 0, "第一条 标准为3.5万元，每年1.2%，型号A-10，共1,234份。", "第二条 每款5万人，一类3户，10个A，费用3元。", "第三条 150人以下，约定五十人。"),
		entry("规定", corpus.Fields{Title: "年份规定"}, 0, "第一条 二〇一九年一月起施行。", "第二条 二零一九年一月起施行。", "第三条 二O一九年一月起施行。", "第四条 第一〇八号文件。", "第五条 2019年1月，共50人。"),
	}})
	return e
}

// TestModes: what is asked for is looked for whole first; what stands nowhere is named
// and left out; only what stands nowhere at all is a question, and may have no basis.
func TestModes(t *testing.T) {
	e := termed(t)
	for _, c := range []struct {
		text   string
		match  search.Match
		mode   search.Mode
		absent string
		hits   string // id#number, sorted
	}{
		{"可以提名代表", "", search.ModeAll, "", "细则#1"},
		{"可以提名。", "", search.ModeAll, "", "细则#1"},
		{"会费 按月", "", search.ModeAll, "", "细则#1"},
		// A word that stands nowhere is left out, unless all are wanted.
		{"会费 团费", "", search.ModeAll, "团费", "细则#1"},
		{"团费 会费 岁费", "", search.ModeAll, "团费 岁费", "细则#1"},
		{"会费 团费", search.MatchAny, search.ModeAny, "团费", "细则#1"},
		{"会费 团费", search.MatchAll, search.ModeAll, "团费", ""},
		{`会费 "团费"`, "", search.ModeAll, "团费", ""},
		// They stand, but not together.
		{"提名 型号", "", search.ModeAny, "", "办法#0 细则#1"},
		// A title counts, but not alone, nor for what is in quotation marks.
		{"发展样本 公示", "", search.ModeAll, "", "细则#0 细则#2"},
		{"发展样本 工作细则", "", search.ModeAll, "", "细则#2"},
		{`"发展样本" "公示"`, "", search.ModeAll, "", "细则#2"},
		{"会费办法 型号", "", search.ModeAll, "", "办法#0"},
		// Whole first, then in parts.
		{"3.5万元", "", search.ModeAll, "", "办法#0"},
		{"1.2%", "", search.ModeAll, "", "办法#0"},
		{"Ａ－10", "", search.ModeAll, "", "办法#0"},
		{"1,234", "", search.ModeAll, "", "办法#0"},
		{"1,235 会费", "", search.ModeAll, "1,235", "细则#1"},
		{"3/5", "", search.ModeAll, "", "办法#0 办法#1"},
		// Numbers in any way they are written, but no piece of another.
		{"五十人", "", search.ModeAll, "", "办法#2 细则#0 规定#4"},
		{"50人", "", search.ModeAll, "", "办法#2 细则#0 规定#4"},
		{"５０人", "", search.ModeAll, "", "办法#2 细则#0 规定#4"},
		{"五十人 约定", "", search.ModeAll, "", "办法#2"},
		{"一百五十人", "", search.ModeAll, "", "办法#2"},
		{"二〇一九年一月", "", search.ModeAll, "", "规定#0 规定#1 规定#2 规定#4"},
		{"二零一九年一月", "", search.ModeAll, "", "规定#0 规定#1 规定#2 规定#4"},
		{"二○一九年1月", "", search.ModeAll, "", "规定#0 规定#1 规定#2 规定#4"},
		{"2019年1月", "", search.ModeAll, "", "规定#0 规定#1 规定#2 规定#4"},
		{"第108号", "", search.ModeAll, "", "规定#3"},
		{"第一零八号", "", search.ModeAll, "", "规定#3"},
		{`"二零一九年"`, "", search.ModeAll, "", "规定#0 规定#1"},
		{"三户", "", search.ModeAll, "", "办法#1"},
	} {
		t.Run(c.text, func(t *testing.T) {
			res := ask(t, e, search.Query{Text: c.text, Match: c.match})
			var hits []string
			for _, h := range res.Hits {
				hits = append(hits, h.Document.ID+"#"+h.Passage.Label)
				for _, o := range h.Also {
					hits = append(hits, strings.Replace(o.Address, "#p_", "#", 1))
				}
			}
			slices.Sort(hits)
			if got := strings.Join(hits, " "); got != c.hits || res.Query.Mode != c.mode || strings.Join(res.Query.Absent, " ") != c.absent || res.Verdict != search.OK {
				t.Errorf("%s %v %s: %s, want %s %s: %s", res.Query.Mode, res.Query.Absent, res.Verdict, got, c.mode, c.absent, c.hits)
			}
		})
	}
	for _, text := range []string{"水费 电费", "红烧肉可以怎么做"} {
		if res := ask(t, e, search.Query{Text: text}); res.Query.Mode != search.ModeQuestion || res.Verdict != search.NoBasis {
			t.Errorf("%s: %s, %s", text, res.Query.Mode, res.Verdict)
		}
	}
}

// TestFiguresAreMarked: of a number only the whole is marked, as it was written.
func TestFiguresAreMarked(t *testing.T) {
	e := termed(t)
	for text, want := range map[string]string{"3.5万元": "3.5万元", "五十人": "50人", "2019年1月": "2019年1月", "第108号": "第一〇八号"} {
		found := false
		for _, h := range ask(t, e, search.Query{Text: text}).Hits {
			for _, m := range h.Matches {
				found = found || m.In(h.Text) == want
			}
			if len(h.Matches) != 1 {
				t.Errorf("%s: %d marks in %s", text, len(h.Matches), h.Text)
			}
		}
		if !found {
			t.Errorf("%s: %s is not marked", text, want)
		}
	}
}
