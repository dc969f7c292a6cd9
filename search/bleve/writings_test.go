package bleve

import (
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/indexer"
	"tiaowen/search"
)

// TestWritings: a string is found however text and query write it, alone and in
// quotes, and its mark is the text's own writing.
func TestWritings(t *testing.T) {
	for name, c := range map[string]struct{ text, typed, marked string }{
		"line break":                   {"样本由登记\n机构保管。", "登记机构", "登记\n机构"},
		"ideographic space":            {"样　　本由机构保管。", "样本由", "样　　本由"},
		"blanks typed inside quotes":   {"样本由机构保管。", "样本 由 机构", "样本由机构"},
		"soft hyphen, zero width":      {"样\u00ad本由\u200b机构保管。", "样本由机构", "样\u00ad本由\u200b机构"},
		"soft hyphen typed":            {"样本由机构保管。", "样\u00ad本由", "样本由"},
		"one Simplified for two":       {"發展頭髮樣本。", "发展头发", "發展頭髮"},
		"the other Traditional":        {"皇后之前后。", "前後", "前后"},
		"dry and do":                   {"干部晾乾樣本。", "晾干", "晾乾"},
		"full-width digits":            {"共１２份样本。", "12份", "１２份"},
		"full-width typed":             {"共12份样本。", "１２份", "12份"},
		"circle for nought":            {"二○一九年样本。", "二〇一九年", "二○一九年"},
		"Roman numeral":                {"第Ⅳ类样本。", "第ⅳ类", "第Ⅳ类"},
		"number in brackets":           {"㈠甲类样本。", "㈠甲类", "㈠甲类"},
		"number in a circle":           {"见①号样本。", "①号样本", "①号样本"},
		"compatibility form":           {"样本基\uf90a用途。", "基金用途", "基\uf90a用途"},
		"radical in place of a letter": {"⽀部样本⼯作。", "支部样本工作", "⽀部样本⼯作"},
		"supplementary plane":          {"𠮷字样本。", "𠮷字", "𠮷字"},
		"combining mark":               {"cafe\u0301样本。", "e\u0301样本", "e\u0301样本"},
		"mark of repetition":           {"人々的样本。", "人々的", "人々的"},
		"upper case":                   {"ＡＢｃ样本。", "abC样本", "ＡＢｃ样本"},
		"across punctuation":           {"样本，由“甲”机构保管。", "样本，由“甲”机构", "样本，由“甲”机构"},
	} {
		t.Run(name, func(t *testing.T) {
			e := open(t)
			doc := parse.Document(corpus.Source{Path: "样本.txt", Text: "样本说明\n\n" + c.text + "\n\n另起一段，与它无关。\n"})
			rebuild(t, e, []indexer.Entry{{Head: indexer.Head{ID: "d", Fields: doc.Fields}, Text: doc.Text, Passages: parse.Passages(&doc)}}, 1)
			for _, text := range []string{c.typed, "“" + c.typed + "”", `"` + c.typed + `"`} {
				res := ask(t, e, search.Query{Text: text, Limit: 10})
				if res.Total != 1 {
					t.Fatalf("%q: %d passages, want 1", text, res.Total)
				}
				var marked []string
				for _, m := range res.Hits[0].Matches {
					marked = append(marked, m.In(res.Hits[0].Text))
				}
				if got := strings.Join(marked, "|"); got != c.marked && text != c.typed {
					t.Errorf("%q: marked %q, want %q", text, got, c.marked)
				}
			}
		})
	}
}
