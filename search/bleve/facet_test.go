package bleve

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// moreFacets are the facets there are and so many more: the keywords “8:a” and “8:b”
// are values of the facet more8. The last hangs on the day.
func moreFacets(more int) search.FacetTable {
	out := slices.Clone(search.Facets)
	for range more - 1 {
		mark := fmt.Sprint(len(out), ":")
		out = append(out, search.Facet{Name: fmt.Sprint("more", len(out)), Label: mark, Typed: true, Of: func(h search.Head) (values []string) {
			for _, k := range h.Fields.Keywords {
				if value, ok := strings.CutPrefix(k, mark); ok {
					values = append(values, value)
				}
			}
			return values
		}})
	}
	return append(out, search.Facet{Name: "begun", Label: "已施行", Typed: true, Values: []corpus.Term{{Value: "no", Label: "否"}, {Value: "yes", Label: "是"}},
		On: func(t corpus.Timeline, day corpus.Date) string {
			switch {
			case t.Effective == "":
				return ""
			case t.Effective <= day:
				return "yes"
			}
			return "no"
		}})
}

// TestFacetsOfWhatIsLeft: the passages of a document that was removed are in the index
// until they are merged away, and count nowhere.
func TestFacetsOfWhatIsLeft(t *testing.T) {
	e := shelved(t)
	update(t, e, indexer.Change{Remove: []string{"讲话", "条例旧"}, Seq: 2})
	for _, q := range []search.Query{{}, {Text: "党员大会"}, {Filter: search.Filter{"kind": {"speech"}}}} {
		for _, f := range ask(t, e, q).Facets {
			for _, v := range f.Values {
				if f.Field == "kind" && v.Value == "speech" && v.Count > 0 {
					t.Errorf("%+v: %s counts %d", q, v.Value, v.Count)
				}
			}
		}
	}
}

// TestManyFacets: with nine facets and with more, a filter lets through what a look at
// every document lets through, and every facet counts what it counts.
func TestManyFacets(t *testing.T) {
	for _, more := range []int{2, 5, 40} {
		facets := moreFacets(more)
		t.Run(fmt.Sprint(len(facets)), func(t *testing.T) {
			e, err := OpenFacets(t.TempDir(), facets)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = e.Close() })
			rapid.Check(t, func(rt *rapid.T) {
				var entries []indexer.Entry
				for i := range rapid.IntRange(1, 6).Draw(rt, "documents") {
					entries = append(entries, drawFaceted(rt, facets, fmt.Sprint(i)))
				}
				update(t, e, indexer.Change{Remove: []string{"0", "1", "2", "3", "4", "5"}, Put: entries, Seq: 1})
				for range 5 {
					q := search.Query{Today: "2026-11-22", AsOf: rapid.SampledFrom([]corpus.Date{"2015-01-01", "2026-11-22"}).Draw(rt, "day"), Limit: 100, Filter: search.Filter{}}
					for range rapid.IntRange(0, 3).Draw(rt, "filters") {
						f := rapid.SampledFrom(facets).Draw(rt, "of")
						q.Filter[f.Name] = rapid.SliceOfN(rapid.SampledFrom(drawable(f)), 1, 2).Draw(rt, "chosen")
					}
					if diff := cmp.Diff(lookAtAll(entries, facets, q), answered(ask(t, e, q))); diff != "" {
						rt.Fatalf("%v (-want +got):\n%s", q.Filter, diff)
					}
				}
			})
		})
	}
}

// drawable are values that a document of the test may have in a facet, and one that
// none has.
func drawable(f search.Facet) []string {
	switch f.Name {
	case "kind", "rank", "status", "begun":
		out := []string{}
		for _, v := range f.Values {
			out = append(out, v.Value)
		}
		return out
	case "year":
		return []string{"2010", "2020", "1999"}
	}
	return []string{"a", "b", "c", "none"}
}

func drawFaceted(t *rapid.T, facets search.FacetTable, id string) indexer.Entry {
	some := func(of string) []string {
		return slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 2).Draw(t, of))))
	}
	f := corpus.Fields{Kind: rapid.SampledFrom([]corpus.Kind{corpus.Regulation, corpus.Speech}).Draw(t, "kind"),
		Rank: rapid.SampledFrom([]corpus.Rank{"", corpus.RankCentralParty, corpus.RankStatute}).Draw(t, "rank"), Issuer: some("issuer"), Topics: some("topics"),
		Effective: rapid.SampledFrom([]corpus.Date{"", "2010-02-03", "2020-05-06"}).Draw(t, "effective")}
	for i := range facets {
		for _, v := range some(facets[i].Name) {
			f.Keywords = append(f.Keywords, fmt.Sprint(i, ":", v))
		}
	}
	return entry(id, f, 0, "党费")
}

// faceted is the documents found, and what is counted of them: name=value:count.
type faceted struct{ Documents, Counts []string }

func answered(res search.Result) faceted {
	var out faceted
	for _, h := range res.Hits {
		out.Documents = append(out.Documents, h.Document.ID)
	}
	for _, f := range res.Facets {
		for _, v := range f.Values {
			if v.Count > 0 {
				out.Counts = append(out.Counts, fmt.Sprintf("%s=%s:%d", f.Field, v.Value, v.Count))
			}
			if v.Law > 0 {
				out.Counts = append(out.Counts, fmt.Sprintf("law of %s=%s:%d", f.Field, v.Value, v.Law))
			}
		}
	}
	slices.Sort(out.Documents)
	slices.Sort(out.Counts)
	return out
}

// lookAtAll is what is found by looking at every document.
func lookAtAll(entries []indexer.Entry, facets search.FacetTable, q search.Query) faceted {
	var out faceted
	counts := map[string]int{}
	for _, e := range entries {
		values := map[string][]string{}
		var fails []string
		for _, f := range facets {
			if values[f.Name] = valuesOn(f, e.Head, q.AsOf); len(q.Filter[f.Name]) > 0 && !meet(values[f.Name], q.Filter[f.Name]) {
				fails = append(fails, f.Name)
			}
		}
		if len(fails) == 0 {
			out.Documents = append(out.Documents, e.Head.ID)
		}
		for _, f := range facets {
			if len(fails) == 0 || len(fails) == 1 && fails[0] == f.Name {
				for _, v := range values[f.Name] {
					counts[f.Name+"="+v]++
					if e.Head.Fields.StateLaw() {
						counts["law of "+f.Name+"="+v]++
					}
				}
			}
		}
	}
	for name, n := range counts {
		out.Counts = append(out.Counts, fmt.Sprint(name, ":", n))
	}
	slices.Sort(out.Documents)
	slices.Sort(out.Counts)
	return out
}

func valuesOn(f search.Facet, h indexer.Head, day corpus.Date) []string {
	values := []string{}
	if f.On != nil {
		values = append(values, f.On(h.Timeline, day))
	} else {
		values = append(values, f.Of(search.Head{ID: h.ID, Fields: h.Fields, Topics: h.Topics})...)
	}
	return slices.DeleteFunc(values, func(v string) bool { return v == "" })
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(v string) bool { return slices.Contains(b, v) })
}

// TestTypedFacets: what is typed as name:value narrows, and no facet leaves it aside.
func TestTypedFacets(t *testing.T) {
	e, err := OpenFacets(t.TempDir(), moreFacets(3))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	first := fmt.Sprint(len(search.Facets))
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{
		entry("甲", corpus.Fields{Effective: "2010-01-01", Issuer: []string{"示例市委"}, Keywords: []string{first + ":红色"}}, 0, "党费"),
		entry("乙", corpus.Fields{Effective: "2020-01-01", Issuer: []string{"示例县委"}, Keywords: []string{first + ":蓝色"}}, 0, "党费"),
		entry("丙", corpus.Fields{Kind: corpus.Essay}, 0, "党费"),
	}})
	for text, want := range map[string]string{
		"kind:文章":                               "丙",
		"issuer:示例":                             "乙 甲",
		"issuer:市 issuer:县":                     "乙 甲",
		"issuer:省":                              "",
		"year:2020":                             "乙",
		"year:２０２０ kind:法规":                     "乙",
		"year:2020 kind:文章":                     "",
		"more" + first + ":红":                   "甲",
		"more" + first + ":色 begun:是 year:2010": "甲",
		"begun:是":                               "乙 甲",
		"begun:否":                               "",
	} {
		res := ask(t, e, search.Query{Text: text + " 党费", Today: "2026-11-22"})
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.Document.ID)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %v, want %s", text, got, want)
		}
		for _, f := range res.Facets {
			n := 0
			for _, v := range f.Values {
				n += v.Count
			}
			if n > len(got) {
				t.Errorf("%s: %s counts %d of %d documents", text, f.Field, n, len(got))
			}
		}
	}
}

// TestUnknownChoices: what no table has is refused, and never taken for something else.
func TestUnknownChoices(t *testing.T) {
	e := shelved(t)
	for name, q := range map[string]search.Query{
		"match": {Match: "most"}, "sort": {Sort: "title"}, "group": {Group: "kind"}, "colour": {Filter: search.Filter{"colour": {"red"}}},
	} {
		_, err := e.Search(t.Context(), q)
		var wrong *search.QueryError
		if !errors.As(err, &wrong) || wrong.Field != name {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := OpenFacets(t.TempDir(), make(search.FacetTable, mostFacets+1)); err == nil {
		t.Error("more facets were taken than can be told apart")
	}
}
