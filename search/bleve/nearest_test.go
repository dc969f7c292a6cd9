package bleve

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/meaning"
)

// drawMeant is a document of the concepts, some of whose passages are long, stand apart or
// say what others say.
func drawMeant(t *rapid.T, id string) indexer.Entry {
	f := corpus.Fields{Kind: rapid.SampledFrom([]corpus.Kind{corpus.Regulation, corpus.Speech, corpus.Essay}).Draw(t, "kind"),
		Effective: rapid.SampledFrom([]corpus.Date{"", "2010-02-03", "2020-05-06"}).Draw(t, "effective"), Title: id + rapid.SampledFrom([]string{"", "经费"}).Draw(t, "title")}
	words := slices.Concat([]string{"物资", "｜", "一概不予受理；", "另行通知各有关方面。"}, slices.Concat(concepts...))
	var lines []string
	for range rapid.IntRange(1, 4).Draw(t, "passages") {
		line := rapid.SampledFrom([]string{"", "~", "一律应当按照规定及时办理有关事项", "一律应当按照规定及时办理有关事项"}).Draw(t, "begins")
		lines = append(lines, line+strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 3).Draw(t, "words"), "，"))
	}
	e := entry(id, f, 0, lines...)
	if rapid.Bool().Draw(t, "gone") {
		e.Head.Timeline.Succeeded = "2021-01-01"
	}
	return e
}

// meantPassage is a passage of a library with what the twin must know of it.
type meantPassage struct {
	indexer.Entry
	at    int
	worth float64
	said  string
}

func (p meantPassage) name() string { return p.Head.ID + "#" + p.Passages[p.at].Locator }

// nearestByHand is what nearest finds, by looking at all passages: those of the documents
// that may be shown without what must not stand in them.
func nearestByHand(e *Engine, entries []indexer.Entry, q search.Query, text, not string) (names []string) {
	code, w := (conceptual{}).Code(text), e.weights
	var all []meantPassage
	for _, entry := range entries {
		if kinds := q.Filter["kind"]; kinds != nil && !slices.Contains(kinds, string(entry.Head.Fields.Kind)) || q.Document != "" && q.Document != entry.Head.ID {
			continue
		}
		factor := w.prior(defaultPriors.of(entry.Head.Fields))
		if entry.Head.Timeline.Succeeded != "" {
			factor *= float32(w.Outdated)
		}
		for i, p := range entry.Passages {
			own := entry.Text[p.Span.Start:p.Span.End]
			if p.Apart || not != "" && strings.Contains(own, not) {
				continue
			}
			worth := nearByHand(code, entry, p, own) * float32(math.Pow(float64(factor), w.MeaningStanding))
			if worth > float32(w.MeaningFloor) {
				all = append(all, meantPassage{entry, i, float64(worth), corpus.Fold(own)})
			}
		}
	}
	slices.SortFunc(all, func(a, b meantPassage) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(b.Head.Fields.Effective, a.Head.Fields.Effective), cmp.Compare(a.Head.ID, b.Head.ID), cmp.Compare(a.at, b.at))
	})
	return withCopies(all, entries, q, not, w.MeaningDepth)
}

// nearByHand is how near a passage is to a question: the mean of its nearest part and of
// its nearest sentence, if that is nearer.
func nearByHand(question meaning.Code, e indexer.Entry, p corpus.Passage, own string) float32 {
	most := func(texts []string) (cosine float32) {
		cosine = -1
		for _, text := range texts {
			code, dots := (conceptual{}).Code(text), []int32{0}
			meaning.Dots(&question, code[:], dots)
			cosine = max(cosine, meaning.Cosine(dots[0]))
		}
		return cosine
	}
	whole := most((conceptual{}).Parts(strings.Join(append([]string{e.Head.Fields.Title}, p.Path...), " ")+": ", own))
	var sentences []string
	if !e.Head.Fields.StateLaw() {
		for _, s := range meaning.Sentences(own) {
			sentences = append(sentences, e.Head.Fields.Title+": "+s)
		}
	}
	return (whole + max(whole, most(sentences))) / 2
}

// withCopies are the first of some passages, those that say the same counted once, and
// all that say the same as these.
func withCopies(all []meantPassage, entries []indexer.Entry, q search.Query, not string, depth int) (names []string) {
	said := map[string]bool{}
	for _, p := range all {
		switch long := len([]rune(p.said)) > search.ShortText; {
		case depth == 0:
		case !long:
			names, depth = append(names, p.name()), depth-1
		case !said[p.said]:
			said[p.said], depth = true, depth-1
		}
	}
	for _, entry := range entries {
		if kinds := q.Filter["kind"]; kinds != nil && !slices.Contains(kinds, string(entry.Head.Fields.Kind)) || q.Document != "" && q.Document != entry.Head.ID {
			continue
		}
		for i, p := range entry.Passages {
			own := entry.Text[p.Span.Start:p.Span.End]
			if said[corpus.Fold(own)] && (not == "" || !strings.Contains(own, not)) {
				names = append(names, meantPassage{Entry: entry, at: i}.name())
			}
		}
	}
	slices.Sort(names)
	return names
}

// TestNearest: a question finds what its words find and, of all that may be shown, what is
// nearest in meaning, whatever segments it lies in and whatever is equally near; what is
// counted is what is found; and a merge changes nothing.
func TestNearest(t *testing.T) {
	e := open(t)
	mean(t, e, conceptual{})
	w := DefaultWeights()
	w.BasisHits, w.Field = 0, 0
	seq := int64(0)
	rapid.Check(t, func(rt *rapid.T) {
		w.MeaningDepth = rapid.IntRange(1, 4).Draw(rt, "depth")
		if err := e.Weigh(w); err != nil {
			rt.Fatal(err)
		}
		entries := drawLibrary(rt, t, e, &seq)
		text := strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"多大", "收人", "掏钱", "聚会", "罚谁", "挑头", "物资"}), 1, 3, rapid.ID).Draw(rt, "asked"), "") + "怎么办"
		q := search.Query{Text: text, Apart: true, Limit: 100}
		not := rapid.SampledFrom([]string{"", "", "经费", "周岁"}).Draw(rt, "not")
		if not != "" {
			q.Text += " -" + not
		}
		switch rapid.IntRange(0, 3).Draw(rt, "filter") {
		case 0:
			q.Filter = search.Filter{"kind": {"speech", "essay"}}
		case 1:
			q.Document = entries[0].Head.ID
		}
		off := q
		off.Meaning = search.MeaningOff
		want, _ := walkThrough(t, e, off)
		want = append(want, nearestByHand(e, entries, q, text, not)...)
		slices.Sort(want)
		want = slices.Compact(want)
		got, _ := walkThrough(t, e, q)
		slices.Sort(got)
		if d := diff.Diff(want, got); d != "" {
			rt.Fatalf("%s: %s", q.Text, d)
		}
		q.Apart = rapid.Bool().Draw(rt, "apart")
		checkCounts(t, e, q)
		before := ask(t, e, q)
		seq++
		rebuild(t, e, entries, seq)
		after := ask(t, e, q)
		if d := diff.Diff(timeless(before), timeless(after)); d != "" {
			rt.Fatalf("after merging: %s", d)
		}
	})
}

// drawLibrary puts some documents into an empty index, one by one, some of them again, and
// learns what they mean.
func drawLibrary(rt *rapid.T, t *testing.T, e *Engine, seq *int64) (entries []indexer.Entry) {
	*seq++
	rebuild(t, e, nil, *seq)
	count := rapid.IntRange(1, 6).Draw(rt, "documents")
	for i := range count {
		entries = append(entries, drawMeant(rt, fmt.Sprint("文", i)))
	}
	for range rapid.IntRange(0, 3).Draw(rt, "again") {
		i := rapid.IntRange(0, count-1).Draw(rt, "which")
		*seq++
		update(t, e, indexer.Change{Put: entries[i : i+1], Seq: *seq})
		entries[i] = drawMeant(rt, entries[i].Head.ID)
	}
	for i := range entries {
		*seq++
		update(t, e, indexer.Change{Put: entries[i : i+1], Seq: *seq})
	}
	if gone := rapid.IntRange(0, count).Draw(rt, "gone"); gone < count && count > 1 {
		*seq++
		update(t, e, indexer.Change{Remove: []string{entries[gone].Head.ID}, Seq: *seq})
		entries = slices.Delete(entries, gone, gone+1)
	}
	learn(t, e)
	return entries
}

// TestNearestTies: of many passages that are equally near the newest are found, in whatever
// order they were written.
func TestNearestTies(t *testing.T) {
	var entries []indexer.Entry
	for i := range 100 {
		date := corpus.Date(fmt.Sprintf("%d-01-01", 1900+i))
		entries = append(entries, entry(fmt.Sprintf("文%02d", i), corpus.Fields{Effective: date}, 0, fmt.Sprintf("经费第%d号", i)))
	}
	for name, put := range map[string]func(){"oldest first": func() {}, "newest first": func() { slices.Reverse(entries) }} {
		put()
		e := meant(t, entries...)
		res := askWith(t, e, search.Query{Text: "掏钱怎么办"}, map[string]float64{"meaning_depth": 2})
		if d := diff.Diff([]string{"文99#0", "文98#0"}, found(res.Hits)); d != "" || res.Total != 2 {
			t.Errorf("%s: %d, %s", name, res.Total, d)
		}
	}
}
