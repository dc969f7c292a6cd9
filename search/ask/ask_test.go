package ask

import (
	"context"
	"errors"
	"slices"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
	"tiaowen/search/suggest"
)

// doubtful is an engine that holds nothing to bear on what is not named.
type doubtful struct{ asked []search.Query }

func (e *doubtful) Search(_ context.Context, q search.Query) (search.Result, error) {
	e.asked = append(e.asked, q)
	if q.Document != "" {
		return search.Result{Hits: []search.Hit{{Document: search.Head{ID: q.Document}}}}, nil
	}
	if q.Cursor != "" && !q.Named {
		return search.Result{}, search.ErrCursor
	}
	if !q.Named {
		return search.Result{Verdict: search.NoBasis}, nil
	}
	return search.Result{Verdict: search.OK, Total: 1, Hits: []search.Hit{{}}, NextCursor: "2", Query: search.Understanding{Text: q.Text, Absent: []string{q.Text}}}, nil
}

// TestNamedIsNeverRefused: an address is answered, whatever the engine holds of
// its words, a title in pinyin by the words of the title; a question may be
// refused.
func TestNamedIsNeverRefused(t *testing.T) {
	s := searchtest.Shelf{}
	s.Add(searchtest.Written(corpus.Fields{Title: "样本税条例", Promulgated: "2011-01-01"}, searchtest.ArticlesOf(1, 12)))
	resolver := resolve.NewResolver(naming.DefaultAliases(), s)
	resolver.Put(s.Titled()...)
	asker := func() (*Asker, *doubtful) {
		e := &doubtful{}
		return NewAsker(e, resolver, func() *search.Synonyms { return nil }, suggest.NewVocabulary(nil, naming.DefaultAliases())), e
	}
	for text, want := range map[string]struct {
		verdict search.Verdict
		words   string
	}{
		"样本税条例第三条":          {search.OK, "样本税条例第三条"},
		"从未听说的办法第三条":        {search.OK, "从未听说的办法第三条"},
		"yangbenshuitiaoli": {search.OK, "样本税条例"},
		"红烧肉怎么做":            {search.NoBasis, "红烧肉怎么做"},
	} {
		d, e := asker()
		res, err := d.Search(context.Background(), search.Query{Text: text, Today: searchtest.Today})
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
		if res.Query.Resolved != nil && res.Query.Absent != nil {
			t.Errorf("%s: an address is said to stand nowhere: %q", text, res.Query.Absent)
		}
		if want.verdict == search.OK && res.Query.Text != text {
			t.Errorf("%s: answered as %s", text, res.Query.Text)
		}
	}
	for _, text := range []string{"从未听说的办法第三条", "yangbenshuitiaoli"} {
		d, e := asker()
		first, err := d.Search(context.Background(), search.Query{Text: text, Today: searchtest.Today})
		if err != nil {
			t.Fatal(err)
		}
		words := e.asked[len(e.asked)-1].Text
		// What the address names may have gone meanwhile: the walk goes on.
		resolver.Remove("样本税条例_2011-01-01")
		second, err := d.Search(context.Background(), search.Query{Text: text, Cursor: first.NextCursor, Today: searchtest.Today})
		if err != nil || len(second.Hits) != 1 || second.Query.Text != text || e.asked[len(e.asked)-1].Text != words {
			t.Errorf("second page: %v, %v", second.Hits, err)
		}
		for _, bad := range []string{first.NextCursor[1:], first.NextCursor + "0", "." + first.NextCursor} {
			if _, err := d.Search(context.Background(), search.Query{Text: text, Cursor: bad, Today: searchtest.Today}); !errors.Is(err, search.ErrCursor) {
				t.Errorf("%s: %v", bad, err)
			}
		}
		if _, err := d.Search(context.Background(), search.Query{Text: text + "二", Cursor: first.NextCursor, Today: searchtest.Today}); !errors.Is(err, search.ErrCursor) {
			t.Errorf("a cursor of another query: %v", err)
		}
		resolver.Put(s.Titled()...)
	}
}

// TestSeveralDocuments: an address of two titles puts the provision of each first,
// out of its own text.
func TestSeveralDocuments(t *testing.T) {
	s := searchtest.Shelf{}
	s.Add(searchtest.Written(corpus.Fields{Title: "样本税条例", Promulgated: "2011-01-01"}, searchtest.ArticlesOf(1, 12)))
	s.Add(searchtest.Written(corpus.Fields{Title: "样本登记办法", Promulgated: "2012-01-01"}, searchtest.ArticlesOf(1, 5)))
	resolver := resolve.NewResolver(naming.DefaultAliases(), s)
	resolver.Put(s.Titled()...)
	a := NewAsker(&doubtful{}, resolver, func() *search.Synonyms { return nil }, suggest.NewVocabulary(nil, naming.DefaultAliases()))
	res, err := a.Search(context.Background(), search.Query{Text: "《样本登记办法》第三条、《样本税条例》第二条", Today: searchtest.Today})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range res.Hits[:min(len(res.Hits), 2)] {
		got = append(got, h.Document.ID+"#"+h.Passage.Locator)
	}
	want := []string{"样本登记办法_2012-01-01#art_3", "样本税条例_2011-01-01#art_2"}
	if !slices.Equal(got, want) {
		t.Errorf("first come %v, want %v", got, want)
	}
}

// TestVersionStands: of equal passages the one in force stands, unless the query names
// a text.
func TestVersionStands(t *testing.T) {
	s := searchtest.Shelf{}
	s.Add(searchtest.Written(corpus.Fields{Title: "样本税条例", Promulgated: "2011-01-01"}, searchtest.ArticlesOf(1, 3)))
	resolver := resolve.NewResolver(naming.DefaultAliases(), s)
	resolver.Put(s.Titled()...)
	for text, want := range map[string]bool{"样本税条例第三条": true, "样本税条例": true, "样本税": false, "样本税条例第三十条": false} {
		e := &doubtful{}
		d := NewAsker(e, resolver, func() *search.Synonyms { return nil }, suggest.NewVocabulary(nil, naming.DefaultAliases()))
		if _, err := d.Search(context.Background(), search.Query{Text: text, Today: searchtest.Today}); err != nil {
			t.Fatal(err)
		}
		asked := e.asked[slices.IndexFunc(e.asked, func(q search.Query) bool { return q.Document == "" })]
		if asked.AsFound != want {
			t.Errorf("%s: as found %t", text, asked.AsFound)
		}
	}
}
