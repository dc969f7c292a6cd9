package ask

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
	"tiaowen/search/suggest"
)

// pile is an engine that gives its hits in order, by the page.
type pile []search.Hit

func (p pile) Search(_ context.Context, q search.Query) (search.Result, error) {
	if q.Document != "" { // asked for the head
		return search.Result{Hits: []search.Hit{{Document: search.Head{ID: q.Document, Fields: corpus.Fields{Title: q.Document}}}}}, nil
	}
	from, err := strconv.Atoi(strings.TrimPrefix("0"+q.Cursor, "0"))
	if q.Cursor == "" {
		from, err = 0, nil
	}
	if err != nil || from > len(p) {
		return search.Result{}, search.ErrCursor
	}
	to := min(len(p), from+q.Limit)
	res := search.Result{Verdict: search.OK, Hits: slices.Clone(p[from:to])}
	for _, h := range p {
		res.Total += 1 + len(h.Also)
	}
	if to < len(p) {
		res.NextCursor = strconv.Itoa(to)
	}
	return res, nil
}

// placed is a hit at an address with others that say the same.
func placed(address string, also ...string) search.Hit {
	id, locator, _ := strings.Cut(address, "#")
	h := search.Hit{Document: search.Head{ID: id, Fields: corpus.Fields{Title: id}}, Passage: corpus.Passage{Locator: locator}, Citation: address}
	for _, other := range also {
		h.Also = append(h.Also, search.Equal{Address: other, Citation: other})
	}
	return h
}

// askerOf asks an engine over twelve texts of three articles.
func askerOf(engine search.Searcher) *Asker {
	s := searchtest.Shelf{}
	for i := range 12 {
		s.Add(searchtest.Written(corpus.Fields{Title: fmt.Sprintf("样本%d号办法", i)}, searchtest.ArticlesOf(1, 3)))
	}
	resolver := resolve.NewResolver(naming.DefaultAliases(), s)
	resolver.Put(s.Titled()...)
	return NewAsker(engine, resolver, func() *search.Synonyms { return nil }, suggest.NewVocabulary(nil, naming.DefaultAliases()))
}

// walk goes through all pages of what leaders and an engine give, and lists the places
// of each.
func walk(t *testing.T, a *Asker, lead []search.Hit, limit int) (pages [][]string, totals []int) {
	t.Helper()
	q := search.Query{Text: "样本", Limit: limit}
	for range 200 {
		res, err := a.led(t.Context(), q, slices.Clone(lead), new(variant), func(q search.Query) (search.Result, error) { return a.engine.Search(t.Context(), q) },
			func(search.Result) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Hits) > limit {
			t.Fatalf("%d hits on a page of %d", len(res.Hits), limit)
		}
		var page []string
		for _, h := range res.Hits {
			page = append(page, h.Address())
			for _, e := range h.Also {
				page = append(page, e.Address)
			}
		}
		pages, totals = append(pages, page), append(totals, res.Total)
		if res.NextCursor == "" {
			return pages, totals
		}
		q.Cursor = res.NextCursor
	}
	t.Fatal("no last page")
	return nil, nil
}

// TestLedPages: whatever leads, and wherever the engine has it, alone or beside what
// says the same, every place comes once on the pages together, none of which but the
// last is empty; the leaders come first.
func TestLedPages(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for trial := range 400 {
		var places []string
		for i := range 12 {
			for j := range 3 {
				places = append(places, fmt.Sprintf("样本%d号办法#art_%d", i, j+1))
			}
		}
		r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		var lead []search.Hit
		for _, p := range places[:1+r.IntN(4)] {
			lead = append(lead, placed(p))
		}
		// Of the leaders the engine has some, the others in the order of the places.
		from := r.IntN(len(lead) + 1)
		all := map[string]bool{}
		for _, p := range places[:len(lead)] {
			all[p] = true
		}
		var engine pile
		found := slices.Clone(places[from : len(lead)+r.IntN(12)])
		r.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
		for len(found) > 0 {
			n := min(len(found), 1+max(0, r.IntN(6)-2))
			engine = append(engine, placed(found[0], found[1:n]...))
			for _, p := range found[:n] {
				all[p] = true
			}
			found = found[n:]
		}
		a := askerOf(engine)
		for limit := 1; limit <= 5; limit++ {
			pages, totals := walk(t, a, lead, limit)
			var walked []string
			for i, page := range pages {
				if len(page) == 0 && i < len(pages)-1 {
					t.Fatalf("%d: page %d of %d by %d is empty", trial, i, len(pages), limit)
				}
				walked = append(walked, page...)
			}
			once := slices.Compact(slices.Sorted(slices.Values(walked)))
			if len(once) != len(walked) || len(once) != len(all) {
				t.Fatalf("%d: by %d: %d places, %d of them once, of %d: %v; leaders %v, engine %v", trial, limit, len(walked), len(once), len(all), pages, lead, engine)
			}
			if walked[0] != lead[0].Address() {
				t.Fatalf("%d: by %d: %s comes first, not %s", trial, limit, walked[0], lead[0].Address())
			}
			if slices.ContainsFunc(totals, func(n int) bool { return n != len(all) }) {
				t.Fatalf("%d: by %d: totals %v of %d", trial, limit, totals, len(all))
			}
		}
	}
}

// TestLedHits: what says the same as a leader is told beside it, whichever of them the
// engine showed, and no passage is counted twice.
func TestLedHits(t *testing.T) {
	const 甲, 乙, 丙, 丁 = "样本1号办法#art_1", "样本2号办法#art_1", "样本3号办法#art_1", "样本4号办法#art_1"
	for name, c := range map[string]struct {
		engine pile
		want   [][]string
		total  int
	}{
		"not among the hits": {pile{placed(乙, 丙)}, [][]string{{甲, 乙, 丙}}, 3},
		"a hit":              {pile{placed(乙), placed(甲, 丙, 丁)}, [][]string{{甲, 丙, 丁, 乙}}, 4},
		"beside a hit":       {pile{placed(丙, 丁, 甲), placed(乙)}, [][]string{{甲, 丙, 丁, 乙}}, 4},
		"on a later page":    {pile{placed(乙), placed(丙), placed(丁, 甲)}, [][]string{{甲, 乙, 丙}, {丁}}, 4},
		"a whole page":       {pile{placed(乙), placed(丙), placed(丁)}, [][]string{{甲, 乙, 丙}, {丁}}, 4},
	} {
		pages, totals := walk(t, askerOf(c.engine), []search.Hit{placed(甲)}, 3)
		if !slices.EqualFunc(pages, c.want, slices.Equal) || totals[0] != c.total {
			t.Errorf("%s: %v of %v, want %v of %d", name, pages, totals, c.want, c.total)
		}
	}
}

// TestLedCursor: the cursor of another query is none.
func TestLedCursor(t *testing.T) {
	a := askerOf(pile{placed("样本2号办法#art_1"), placed("样本3号办法#art_1")})
	res, err := a.Search(t.Context(), search.Query{Text: "样本1号办法第一条", Limit: 1, Today: searchtest.Today})
	if err != nil || res.NextCursor == "" {
		t.Fatal(res.NextCursor, err)
	}
	for _, text := range []string{"样本1号办法第二条", "样本", "样本2号办法第一条"} {
		if _, err := a.Search(t.Context(), search.Query{Text: text, Limit: 1, Cursor: res.NextCursor, Today: searchtest.Today}); !errors.Is(err, search.ErrCursor) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := a.Search(t.Context(), search.Query{Text: "样本1号办法第一条", Limit: 1, Cursor: "a.AAAA", Today: searchtest.Today}); !errors.Is(err, search.ErrCursor) {
		t.Errorf("nonsense: %v", err)
	}
}
