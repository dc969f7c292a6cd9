package search

import (
	"context"
	"testing"

	"tiaowen/corpus"
)

// doubtful is an engine that holds nothing to bear on what is not named.
type doubtful struct{ asked []Query }

func (e *doubtful) Search(_ context.Context, q Query) (Result, error) {
	e.asked = append(e.asked, q)
	if q.Document != "" {
		return Result{Hits: []Hit{{Document: Head{ID: q.Document}}}}, nil
	}
	if q.Cursor != "" && !q.Named {
		return Result{}, ErrCursor
	}
	if !q.Named {
		return Result{Verdict: NoBasis}, nil
	}
	return Result{Verdict: OK, Total: 1, Hits: []Hit{{}}, Query: Understanding{Text: q.Text}}, nil
}

// TestNamedIsNeverRefused: an address is answered, whatever the engine holds of
// its words, a title in pinyin by the words of the title; a question may be
// refused.
func TestNamedIsNeverRefused(t *testing.T) {
	s := shelf{}
	s.add(written(corpus.Fields{Title: "样本税条例", Promulgated: "2011-01-01"}, articlesOf(1, 12)))
	resolver := NewResolver(DefaultAliases(), s)
	resolver.Put(s.titled()...)
	desk := func() (*Desk, *doubtful) {
		e := &doubtful{}
		return NewDesk(e, resolver, func() *Synonyms { return nil }, NewVocabulary(nil, DefaultAliases())), e
	}
	for text, want := range map[string]struct {
		verdict Verdict
		words   string
	}{
		"样本税条例第三条":          {OK, "样本税条例第三条"},
		"从未听说的办法第三条":        {OK, "从未听说的办法第三条"},
		"yangbenshuitiaoli": {OK, "样本税条例"},
		"红烧肉怎么做":            {NoBasis, "红烧肉怎么做"},
	} {
		d, e := desk()
		res, err := d.Search(context.Background(), Query{Text: text, Today: today})
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		words := ""
		for _, q := range e.asked {
			if q.Document == "" {
				words = q.Text
			}
		}
		if res.Verdict != want.verdict || words != want.words {
			t.Errorf("%s: %s by %s, want %s by %s", text, res.Verdict, words, want.verdict, want.words)
		}
		if want.verdict == OK && res.Query.Text != text {
			t.Errorf("%s: answered as %s", text, res.Query.Text)
		}
	}
	d, _ := desk()
	if res, err := d.Search(context.Background(), Query{Text: "从未听说的办法第三条", Cursor: "2", Today: today}); err != nil || len(res.Hits) != 1 {
		t.Errorf("second page: %v, %v", res.Hits, err)
	}
}
