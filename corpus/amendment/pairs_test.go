package amendment

import (
	"os"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/requirement"
)

// version is a regulation of which one article says text; ／ stands for a line break.
func version(text, year string) *corpus.Document {
	d := parse.Document(corpus.Source{Path: "文化站规定.txt", Exact: true, Text: "文化站规定\n（" + year + "年3月1日公布）\n第一条　为了办好文化站，制定本规定。\n第二条　" +
		strings.ReplaceAll(text, "／", "\n") + "\n第三条　活动室的桌椅由值日生摆放，灯光开关贴有标签。\n第四条　本规定自" + year + "年4月1日起施行。\n"})
	d.Fields.Kind = corpus.Regulation
	return &d
}

func between(before, after *corpus.Document) []Change {
	c := compare.Versions(before, after)
	return Between(&c, requirement.Draw(before), requirement.Draw(after))
}

// said is what changes say, as pairs.txt writes it.
func said(before, after *corpus.Document, list []Change) []string {
	var out []string
	for _, c := range list {
		switch c.Kind {
		case New:
			out = append(out, "new "+c.New.Span.In(after.Text))
		case Dropped:
			out = append(out, "dropped "+c.Old.Span.In(before.Text))
		}
		for _, d := range c.Differences {
			out = append(out, string(d.Field)+" "+d.Old.In(before.Text)+" → "+d.New.In(after.Text))
		}
	}
	return out
}

// TestPairs holds what is said of a dozen pairs of each kind against what a reader says.
func TestPairs(t *testing.T) {
	raw, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	section, right, all := "", 0, 0
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section = line
		}
		cells := strings.Split(line, " |")
		if len(cells) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		all++
		before, after := version(strings.TrimSpace(cells[0]), "2010"), version(strings.TrimSpace(cells[1]), "2020")
		got := said(before, after, between(before, after))
		if !expected(strings.TrimSpace(cells[2]), got) {
			t.Errorf("%s %s\n→ %s\nsays %q\nwant %s", section, cells[0], cells[1], got, cells[2])
		} else {
			right++
		}
	}
	t.Logf("%d of %d pairs", right, all)
}

// expected reports whether got is what is wanted: whole words for what differs, words
// of the clause for what is new or gone.
func expected(want string, got []string) bool {
	if want == "" {
		return len(got) == 0
	}
	list := strings.Split(want, "; ")
	if len(list) != len(got) {
		return false
	}
	for i, w := range list {
		kind, words, _ := strings.Cut(w, " ")
		if kind == "new" || kind == "dropped" {
			if !strings.HasPrefix(got[i], kind+" ") || !strings.Contains(got[i], words) {
				return false
			}
		} else if strings.TrimSpace(got[i]) != w {
			return false
		}
	}
	return true
}
