package bleve

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer"
	"tiaowen/search"
)

// cutAt is the length in code points of a passage of an essay or a speech.
const cutAt = 400

// realTexts are the laws, one passage an article, and the essays and speeches
// cut to at most cutAt letters, with all seven fields that are counted.
func realTexts(t testing.TB) []indexer.Entry {
	t.Helper()
	out := laws(t)
	out = append(out, essays(t)...)
	out = append(out, reports(t)...)
	for i := range out {
		describe(&out[i].Head, i)
	}
	return out
}

// describe gives a head what the rough readers here do not look for, so that
// every field has values to count: made up, and the same in every run.
func describe(h *indexer.Head, n int) {
	f := &h.Fields
	f.Rank = corpus.Rank(corpus.Ranks[n%len(corpus.Ranks)].Value)
	if f.Promulgated == "" {
		f.Promulgated = corpus.Date(fmt.Sprintf("%d-%02d-01", 1990+n%35, 1+n%12))
	}
	h.Timeline.Effective = f.Promulgated
	h.Topics = []string{fmt.Sprintf("主题%d", n%17), fmt.Sprintf("主题%d", 17+n%13)}
}

func essays(t testing.TB) []indexer.Entry {
	t.Helper()
	var out []indexer.Entry
	err := filepath.WalkDir(sharedtest.Path(t, "articles"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(path), ".md")
		out = append(out, cutEvenly("articles/"+name, corpus.Fields{Title: name, Kind: corpus.Essay, Genre: corpus.GenreCase}, string(raw)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func reports(t testing.TB) []indexer.Entry {
	t.Helper()
	f, err := os.Open(sharedtest.Path(t, "speech", "government_work_reports.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []indexer.Entry
	for d := json.NewDecoder(f); d.More(); {
		var report struct{ Title, Content string }
		if err := d.Decode(&report); err != nil {
			t.Fatal(err)
		}
		out = append(out, cutEvenly("speech/"+report.Title, corpus.Fields{Title: report.Title, Kind: corpus.Speech, Genre: corpus.GenreReport}, report.Content))
	}
	return out
}

// cutEvenly cuts a text into passages of at most cutAt letters, between
// sentences where it can.
func cutEvenly(id string, f corpus.Fields, text string) indexer.Entry {
	text = strings.ToValidUTF8(text, "\ufffd")
	e := indexer.Entry{Head: indexer.Head{ID: id, Fields: f}, Text: text}
	start, at, length := 0, 0, 0
	flush := func() {
		if strings.TrimSpace(text[start:at]) != "" {
			n := fmt.Sprint(len(e.Passages) + 1)
			e.Passages = append(e.Passages, corpus.Passage{Locator: "p_" + n, Label: n, Span: corpus.Span{Start: start, End: at}})
		}
		start, length = at, 0
	}
	for _, sentence := range strings.SplitAfter(text, "。") {
		if n := utf8.RuneCountInString(sentence); length+n > cutAt {
			flush()
		}
		for _, r := range sentence {
			if length == cutAt {
				flush()
			}
			at += utf8.RuneLen(r)
			length++
		}
	}
	flush()
	return e
}

// repeated is all entries, and then, until there are as many passages as
// wanted, the same under new titles, their sentences shuffled by a fixed seed.
// It is the same every time and never in memory as a whole.
func repeated(entries []indexer.Entry, passages int) iter.Seq[indexer.Entry] {
	return func(yield func(indexer.Entry) bool) {
		have := 0
		for _, e := range entries {
			if have += len(e.Passages); !yield(e) {
				return
			}
		}
		r := rand.New(rand.NewPCG(1, 2))
		for i := 0; have < passages; i++ {
			e := entries[i%len(entries)]
			if have += len(e.Passages); !yield(shuffled(r, e, i)) {
				return
			}
		}
	}
}

// shuffled is the nth copy of an entry, with the sentences of each passage in
// another order.
func shuffled(r *rand.Rand, e indexer.Entry, n int) indexer.Entry {
	copied := indexer.Entry{Head: e.Head}
	copied.Head.ID = fmt.Sprintf("%s~%d", e.Head.ID, n)
	copied.Head.Fields.Title = fmt.Sprintf("%s（第%d次印）", e.Head.Fields.Title, n)
	var text strings.Builder
	for _, p := range e.Passages {
		sentences := strings.SplitAfter(p.Text(e.Text), "。")
		r.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
		p.Span.Start = text.Len()
		for _, s := range sentences {
			text.WriteString(s)
		}
		p.Span.End = text.Len()
		copied.Passages = append(copied.Passages, p)
	}
	copied.Text = text.String()
	return copied
}

// cutOut is a string of n letters that stands in some passage.
func cutOut(r *rand.Rand, entries []indexer.Entry, n int) string {
	for {
		e := entries[r.IntN(len(entries))]
		if len(e.Passages) == 0 {
			continue
		}
		text := []rune(e.Passages[r.IntN(len(e.Passages))].Text(e.Text))
		if len(text) <= n {
			continue
		}
		at := r.IntN(len(text) - n)
		s := text[at : at+n]
		if !slices.ContainsFunc(s, func(r rune) bool { return !search.IsLetter(r) }) {
			return string(s)
		}
	}
}
