package shelf

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

// held is a shelf of documents in memory as this package asks for them.
type held struct{ searchtest.Shelf }

func (h held) Document(ctx context.Context, id string) (*corpus.Document, bool, error) {
	d, ok := h.Shelf[id]
	return &d, ok, nil
}

// scan is a searcher that looks into every article.
type scan struct{ searchtest.Shelf }

func (s scan) Search(_ context.Context, q search.Query) (res search.Result, err error) {
	want := corpus.Fold(strings.Trim(q.Text, `"`))
	for id, d := range s.Shelf {
		if strings.Contains(corpus.Fold(d.Text), want) {
			res.Hits = append(res.Hits, search.Hit{Document: search.Head{ID: id, Fields: d.Fields}})
		}
	}
	return res, nil
}

// versions are two of one rule, in the later of which the second article has become
// the third, and another text that repeats it.
func versions() (searchtest.Shelf, *Shelf) {
	s := searchtest.Shelf{}
	add := func(title string, on corpus.Date, body string) {
		s.Add(searchtest.Written(corpus.Fields{Title: title, Promulgated: on, Effective: on}, body))
	}
	add("样本读书会办法", "2010-01-01", "第一条　为了办好样本读书会，制定本办法。\n\n第二条　读书会每月十日开一次，先读后议，当场记在簿上。\n\n第三条　本办法由示例部门解释。\n")
	add("样本读书会办法", "2020-01-01", "第一条　为了办好样本读书会，制定本办法。\n\n第二条　读书会设带头人一名。\n\n第三条　读书会每月二十日开一次，先读后议，当场记在簿上。\n")
	add("另一办法", "2021-01-01", "第一条　另有安排的，从其安排。\n\n第二条　读书会每月十日开一次，先读后议，当场记在簿上。\n")
	r := resolve.NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	return s, New(held{s}, r, scan{s}, func() corpus.Date { return searchtest.Today })
}

func TestQuote(t *testing.T) {
	_, s := versions()
	for name, c := range map[string]struct {
		address string
		piece   Piece
		want    string // the text, or the error
	}{
		"a provision":         {"样本读书会办法_2020-01-01#art_2", Whole(), "读书会设带头人一名。"},
		"by its name":         {"样本读书会办法第二条", Whole(), "读书会设带头人一名。"},
		"an older version":    {"样本读书会办法（2010年）第三条", Whole(), "本办法由示例部门解释。"},
		"a list":              {"样本读书会办法第一条、第二条", Whole(), "为了办好样本读书会，制定本办法。|读书会设带头人一名。"},
		"a span":              {"样本读书会办法_2020-01-01#art_2", Piece{Span: corpus.Span{Start: 4, End: 7}, Passage: -1}, "带头人"},
		"a span beyond":       {"样本读书会办法_2020-01-01#art_2", Piece{Span: corpus.Span{Start: 4, End: 70}, Passage: -1}, ErrOutside.Error()},
		"words chosen":        {"样本读书会办法_2020-01-01#art_2", Piece{Quote: "带頭 人一名", Passage: -1}, "带头人一名"},
		"words of elsewhere":  {"样本读书会办法_2020-01-01#art_2", Piece{Quote: "先读后议", Passage: -1}, ErrElsewhere.Error()},
		"a passage that went": {"样本读书会办法_2020-01-01#art_2", Piece{Passage: 3}, ErrMoved.Error()},
		"no such provision":   {"样本读书会办法_2020-01-01#art_9", Whole(), ErrNoProvision.Error()},
		"nor by name":         {"样本读书会办法第九条", Whole(), ErrNoProvision.Error()},
		"no such document":    {"从未听说的办法第九条", Whole(), ErrNoDocument.Error()},
		"no address":          {"读书", Whole(), ErrNoDocument.Error()},
		"several meant":       {"办法第二条", Whole(), (&AmbiguousError{}).Error()},
	} {
		passages, err := s.Quote(context.Background(), c.address, c.piece)
		var got []string
		for _, p := range passages {
			got = append(got, p.Text)
		}
		if err != nil {
			got = []string{err.Error()}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestCut: a piece says at which end words of its provision were left out; what was
// left out that is no word, or was not left out, is not said.
func TestCut(t *testing.T) {
	_, s := versions()
	const second = "样本读书会办法_2010-01-01#art_2" // 读书会每月十日开一次，先读后议，当场记在簿上。
	for name, c := range map[string]struct {
		piece Piece
		want  string
	}{
		"all of it":             {Whole(), ""},
		"its beginning":         {Piece{Quote: "读书会每月十日开一次", Passage: -1}, "after"},
		"its end":               {Piece{Quote: "当场记在簿上。", Passage: -1}, "before"},
		"without the full stop": {Piece{Quote: "读书会每月十日开一次，先读后议，当场记在簿上", Passage: -1}, ""},
		"inside":                {Piece{Quote: "先读后议", Passage: -1}, "both"},
		"by a span":             {Piece{Span: corpus.Span{Start: 3, End: 10}, Passage: -1}, "both"},
		"a span at the start":   {Piece{Span: corpus.Span{Start: 0, End: 10}, Passage: -1}, "after"},
		"with its number":       {Piece{Quote: "第二条　读书会每月十日开一次", Passage: -1}, "after"},
		"and the next":          {Piece{Quote: "当场记在簿上。第三条　本办法由示例部门解释。", Passage: -1}, "before"},
		"into the next":         {Piece{Quote: "当场记在簿上。第三条　本办法", Passage: -1}, "both"},
	} {
		passages, err := s.Quote(context.Background(), second, c.piece)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := passages[0]; string(got.Cut) != c.want || got.Hash != packet.Hash(got.Text) {
			t.Errorf("%s: cut %q, want %q: %s", name, got.Cut, c.want, got.Text)
		}
		checked, err := s.Recheck(context.Background(), packet.Packet{Items: []packet.Item{packet.NewQuote(passages[0])}})
		if err != nil || checked[0].Status == packet.Gone || checked[0].Status == packet.Changed {
			t.Errorf("%s: rechecked as %+v: %v", name, checked, err)
		}
	}
}

// TestRecheck: a passage that was taken is found again under the number it has now,
// in the version that applies now, or in another text.
func TestRecheck(t *testing.T) {
	texts, s := versions()
	ctx := context.Background()
	var p packet.Packet
	for _, address := range []string{"样本读书会办法_2010-01-01#art_1", "样本读书会办法_2010-01-01#art_2", "样本读书会办法_2020-01-01#art_2"} {
		passages, err := s.Quote(ctx, address, Whole())
		if err != nil {
			t.Fatal(err)
		}
		p.Items = append(p.Items, packet.NewQuote(passages[0]))
	}
	fates := func() (out []string) {
		checked, err := s.Recheck(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checked {
			line := string(c.Status)
			if c.Now != nil {
				line += " " + c.Now.Address
			}
			out = append(out, line)
		}
		return out
	}
	want := []string{"superseded 样本读书会办法_2020-01-01#art_1", "superseded 样本读书会办法_2020-01-01#art_3", "unchanged 样本读书会办法_2020-01-01#art_2"}
	if diff := cmp.Diff(want, fates()); diff != "" {
		t.Error(diff)
	}
	delete(texts, "样本读书会办法_2010-01-01")
	if got := fates()[1]; !strings.HasPrefix(got, "superseded") && !strings.HasPrefix(got, "moved") {
		t.Errorf("of a text that is gone: %s", got)
	}
}

// TestSearchFails: what a searcher cannot do is told apart from what is not held.
func TestSearchFails(t *testing.T) {
	texts, s := versions()
	passages, err := s.Quote(context.Background(), "另一办法第二条", Whole())
	if err != nil {
		t.Fatal(err)
	}
	delete(texts, "另一办法_2021-01-01")
	s.searcher = failing{}
	if _, err := s.Recheck(context.Background(), packet.Packet{Items: []packet.Item{packet.NewQuote(passages[0])}}); !errors.Is(err, ErrSearch) {
		t.Errorf("%v", err)
	}
}

type failing struct{}

func (failing) Search(context.Context, search.Query) (search.Result, error) {
	return search.Result{}, errors.New("no index")
}
