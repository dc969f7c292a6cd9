package bleve

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// grams are the pairs of letters of a text.
func gramsOf(text string) map[string]bool {
	out := map[string]bool{}
	zap.EachGram(corpus.Fold(text), func(gram string, _ int) { out[gram] = true })
	return out
}

// TestHolders: whatever is written, who holds all rare pairs of a text is found, with
// its text as it was put, and who is not asked for is not. Texts so short that all their
// pairs vote are compared with a scan.
func TestHolders(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := openIn(t, t.TempDir())
		defer func() { _ = e.Close() }()
		w := twin{}
		for seq := range int64(rapid.IntRange(1, 5).Draw(rt, "changes")) {
			c := drawChange(rt, seq+1)
			update(t, e, c)
			w.apply(c)
		}
		text := drawString(rt, w)
		wanted := gramsOf(text)
		within := []string(nil)
		if rapid.Bool().Draw(rt, "within") {
			within = []string{"甲"}
		}
		holders, err := e.Holders(context.Background(), search.Wanted{Text: text, Least: 1, Limit: 1000, Within: within})
		if err != nil {
			rt.Fatal(err)
		}
		var got, want []string
		for _, h := range holders {
			got = append(got, h.Document+"#"+h.Passage.Locator)
			if h.Text != h.Passage.Indexed(w[h.Document].Text) {
				rt.Fatalf("%q is not the text %q", h.Text, h.Passage.Indexed(w[h.Document].Text))
			}
		}
		want = w.holders(wanted, within)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			rt.Fatalf("%q: got %v, want %v", text, got, want)
		}
	})
}

// holders are the passages that have all of some pairs but those that nobody has.
func (t twin) holders(wanted map[string]bool, within []string) []string {
	var out []string
	known := map[string]bool{}
	var own []map[string]bool
	var names []string
	for id, e := range t {
		for _, p := range e.Passages {
			grams := gramsOf(p.Indexed(e.Text))
			own, names = append(own, grams), append(names, id+"#"+p.Locator)
			for g := range grams {
				known[g] = true
			}
		}
	}
	for i, grams := range own {
		has, asked := true, false
		for g := range wanted {
			if known[g] {
				has, asked = has && grams[g], true
			}
		}
		id := names[i][:len(names[i])-len("#p_0")]
		if has && asked && (within == nil || slices.Contains(within, id)) {
			out = append(out, names[i])
		}
	}
	slices.Sort(out)
	return out
}

// TestHoldersOrder: those that hold most come first, of those that hold as much the
// oldest, and no more than are wanted.
func TestHoldersOrder(t *testing.T) {
	e := open(t)
	at := func(id string, on corpus.Date, lines ...string) indexer.Entry {
		return entry(id, corpus.Fields{Promulgated: on}, 0, lines...)
	}
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{
		at("甲", "2020-01-01", "样本读书会每月十日开一次"),
		at("乙", "2010-01-01", "样本读书会每月十日开一次"),
		at("丙", "2000-01-01", "样本读书会每周开会"),
		at("丁", "", "另外的事情"),
	}})
	found := func(of search.Wanted) (out []string) {
		holders, err := e.Holders(context.Background(), of)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range holders {
			out = append(out, h.Document)
		}
		return out
	}
	for _, c := range []struct {
		of   search.Wanted
		want []string
	}{
		{search.Wanted{Text: "读书会每月十日开一次", Least: .2, Limit: 9}, []string{"乙", "甲", "丙"}},
		{search.Wanted{Text: "读书会每月十日开一次", Least: .9, Limit: 9}, []string{"乙", "甲"}},
		{search.Wanted{Text: "读书会每月十日开一次", Least: .2, Limit: 1}, []string{"乙"}},
		{search.Wanted{Text: "读书会每月十日开一次", Least: .2, Limit: 9, Within: []string{"丙", "丁"}}, []string{"丙"}},
		{search.Wanted{Text: "讀書會每月十日開壹次", Least: .5, Limit: 9}, []string{"乙", "甲"}},
		{search.Wanted{Text: "会", Limit: 9}, nil},
		{search.Wanted{Text: "，。", Limit: 9}, nil},
		{search.Wanted{Text: "", Limit: 9}, nil},
	} {
		if got := found(c.of); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.of, got, c.want)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Holders(context.Background(), search.Wanted{Text: "读书会", Limit: 1}); err == nil {
		t.Error("a closed index answers")
	}
}
