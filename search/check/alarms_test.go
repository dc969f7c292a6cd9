package check

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search/searchtest"
)

// alarm is a place of a text that is said to be wrong.
type alarm struct {
	file   string
	at     int // in code points
	status string
	span   corpus.Span
}

func (a alarm) String() string { return fmt.Sprintf("%s\t%d\t%s", a.file, a.at, a.status) }

// wrong are the verdicts by which a draft fails.
var wrong = []string{string(NoArticle), string(NoParagraph), string(NoItem), string(ContentMismatch), string(Moved), string(Repealed), string(NotYet),
	string(Altered), string(Stitched), string(Misattributed), string(Superseded)}

// alarms are those of a report. A text that the library does not hold is none: whether
// there is such a text it cannot know.
func alarms(file string, r Report) []alarm {
	var out []alarm
	add := func(status string, span corpus.Span) {
		if slices.Contains(wrong, status) {
			out = append(out, alarm{file, utf8.RuneCountInString(r.Text[:span.Start]), status, span})
		}
	}
	for _, c := range r.Citations {
		add(string(c.Status), c.Span)
	}
	for _, q := range r.Quotes {
		if q.Marked {
			add(string(q.Status), q.Span)
		}
	}
	return out
}

// TestFalseAlarms checks the articles as they were published. testdata/alarms.tsv says
// of every alarm, by file, place and verdict, whether it was right, as read by eye; one
// that is not listed counts as false.
func TestFalseAlarms(t *testing.T) { testFalseAlarms(t, realLibrary(t)) }

func testFalseAlarms(t *testing.T, l *library) {
	right := judgedAlarms(t)
	articles := searchtest.RealShelf(t, "articles")
	citations, quotes, all, falseCitations, falseAlarms := 0, 0, 0, 0, 0
	for _, id := range slices.Sorted(maps.Keys(articles)) {
		d := articles[id]
		r, err := l.checker.Check(t.Context(), Draft{Document: &d, Today: searchtest.Today})
		if err != nil {
			t.Fatal(err)
		}
		citations, quotes = citations+len(r.Citations), quotes+len(r.Quotes)
		for _, a := range alarms(d.Path[strings.LastIndex(d.Path, "/")+1:], r) {
			all++
			if !right[a.String()] {
				falseAlarms++
				if slices.ContainsFunc(r.Citations, func(c Citation) bool { return c.Span == a.span }) {
					falseCitations++
				}
				t.Logf("%s\t%s", a, a.span.In(d.Text))
			}
		}
	}
	t.Logf("%d articles, %d citations, %d quotations, %d alarms, %d of them false, %d of citations", len(articles), citations, quotes, all, falseAlarms, falseCitations)
	if float64(falseCitations) > .01*float64(citations) || float64(falseAlarms) > .3*float64(len(articles)) {
		t.Errorf("%d false alarms, %d of %d citations", falseAlarms, falseCitations, citations)
	}
}

// judgedAlarms are the alarms that are right.
func judgedAlarms(t *testing.T) map[string]bool {
	raw, err := os.ReadFile(filepath.Join("testdata", "alarms.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) > 3 && f[3] == "right" {
			out[strings.Join(f[:3], "\t")] = true
		}
	}
	return out
}
