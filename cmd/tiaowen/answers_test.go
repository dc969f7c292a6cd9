package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
)

// judgedQuestion is a line of search/answer/testdata/questions_*.jsonl.
type judgedQuestion struct {
	ID, Q, Set, Expect, Why string
	Answers                 []struct {
		File, Document, Locator, Kind string
		Value                         [2]int
	}
}

// answerFigures are what the judged questions came to.
type answerFigures struct{ values, first, wrong, shown, none, quiet int }

func (f answerFigures) String() string {
	return fmt.Sprintf("right first %d of %d, wrong first %d, a wrong value beside in %d, others missed; nothing shown %d of %d", f.first, f.values, f.wrong, f.shown, f.quiet, f.none)
}

// answerFloors are what the sets have come to. The kept half was first run when the
// rules stood on the open one alone: 29 of 87 right first, 11 wrong first, 41 of 44 quiet.
// What it showed was mended by kinds since, so it is not unseen any more. The fresh set was
// written after that without looking at the rules or the halves, and came to 36 of 60
// right first, 1 wrong first, a wrong value in 2, 19 of 20 quiet when it was first run. The
// wrong values of all three were mended by kinds then (search/answer/another.go), and the
// later set was written: 31 of 44 right first, none wrong first, a wrong value in 1, 30 of
// 31 quiet when it was first run. Of the kept half it were 47 until questions were ranked
// by their field and by bounded synonyms: two passages are not among the best any more.
var answerFloors = map[string]answerFigures{
	"open":  {first: 91, wrong: 0, shown: 0, values: 100, quiet: 36, none: 36},
	"kept":  {first: 45, wrong: 0, shown: 0, values: 87, quiet: 44, none: 44},
	"fresh": {first: 36, wrong: 0, shown: 0, values: 60, quiet: 20, none: 20},
	"later": {first: 31, wrong: 0, shown: 0, values: 44, quiet: 31, none: 31},
}

// TestAnswers asks the questions that were written before any rule: the right value
// first where the texts have one, nothing where they have none.
func TestAnswers(t *testing.T) {
	s := answerStore(t)
	for half, least := range answerFloors {
		t.Run(half, func(t *testing.T) {
			var got answerFigures
			for _, q := range judgedQuestions(t, half) {
				got.judge(t, s, q)
			}
			t.Log(got)
			if got.first < least.first || got.wrong > least.wrong || got.shown > least.shown || got.quiet < least.quiet {
				t.Errorf("%s falls behind %s", got, least)
			}
		})
	}
}

func judgedQuestions(t *testing.T, half string) (out []judgedQuestion) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "search", "answer", "testdata", "questions_"+half+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q judgedQuestion
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// answerStore holds the texts that the questions were written over, and no others.
func answerStore(t testing.TB) *store {
	t.Helper()
	var files []string
	for _, name := range []string{"party/regulations", "party/handbook.md"} {
		files = append(files, sharedtest.Path(t, strings.Split(name, "/")...))
	}
	law := sharedtest.Path(t, "law")
	for _, name := range []string{"公务员法(2018-12-29)", "监察法(2018-03-20)", "监察法(2024-12-25)", "公职人员政务处分法(2020-06-20)", "村民委员会组织法(2018-12-29)", "城市居民委员会组织法(2018-12-29)"} {
		found, err := filepath.Glob(filepath.Join(law, "*", "*"+name+".md"))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", name, err)
		}
		files = append(files, found[0])
	}
	return storeOf(t, files)
}

func (f *answerFigures) judge(t *testing.T, s *store, q judgedQuestion) {
	res, err := s.asker.Search(t.Context(), search.Query{Text: q.Q, Today: "2026-11-22"})
	if err != nil {
		t.Fatal(err)
	}
	if q.Expect == "none" {
		f.none++
		if len(res.Answers) == 0 {
			f.quiet++
		} else {
			t.Logf("%s %s (%s): shown %s", q.ID, q.Q, q.Why, shownAnswer(res.Answers[0]))
		}
		return
	}
	f.values++
	place, strays := -1, 0
	for i, a := range res.Answers {
		switch right := rightAnswer(t, s, q, a); {
		case right && place < 0:
			place = i
		case !right:
			strays++
			t.Logf("%s %s: beside %d %s", q.ID, q.Q, i, shownAnswer(a))
		}
	}
	if strays > 0 {
		f.shown++
	}
	switch {
	case place == 0:
		f.first++
	case len(res.Answers) > 0:
		f.wrong++
		t.Logf("%s %s: first %s (right at %d)", q.ID, q.Q, shownAnswer(res.Answers[0]), place)
	default:
		t.Logf("%s %s: nothing (%s)", q.ID, q.Q, q.Answers[0].Locator)
	}
}

func shownAnswer(a search.Answer) string { return string(a.Seeks) + " " + a.Value + " " + a.Citation }

// rightAnswer reports whether a value is one of those marked: in the same provision, and
// one holds the other.
func rightAnswer(t *testing.T, s *store, q judgedQuestion, a search.Answer) bool {
	id, _, _ := strings.Cut(a.Address, "#")
	rec, err := s.library.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	d := &rec.Document
	_, locator, _ := strings.Cut(a.Address, "#")
	node, _ := d.Root.Find(locator)
	for _, want := range q.Answers {
		if !slices.ContainsFunc(rec.Paths, func(p string) bool { return strings.HasSuffix(p, filepath.Base(want.File)) }) ||
			want.Document != "" && want.Document != d.Fields.Title || !articleOf(locator, want.Locator) {
			continue
		}
		value := string([]rune(d.Text)[want.Value[0]:want.Value[1]])
		start := strings.Index(d.Text[:node.Span.End], a.Text)
		if !a.Span.Empty() && start >= 0 {
			from := utf8.RuneCountInString(d.Text[:start+a.Span.Start])
			to := from + utf8.RuneCountInString(a.Value)
			if from <= want.Value[0] && want.Value[1] <= to || want.Value[0] <= from && to <= want.Value[1] {
				return true
			}
		} else if strings.Contains(value, a.Value) || strings.Contains(a.Value, value) {
			return true
		}
	}
	return false
}

// articleOf reports whether two locators are of one article.
func articleOf(a, b string) bool {
	a, _, _ = strings.Cut(a, "__")
	b, _, _ = strings.Cut(b, "__")
	return a == b
}
