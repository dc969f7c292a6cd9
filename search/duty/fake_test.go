package duty_test

import (
	"context"
	"hash/fnv"
	"iter"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/duty"
	"tiaowen/search/resolve"
)

// shelf is a library, what is searched and how documents are cited, made by hand.
type shelf struct {
	drawn   map[string]requirement.Drawn
	titled  map[string]search.Titled
	topics  map[string][]string
	noticed map[string][]corpus.Diagnostic
}

func newShelf() *shelf {
	return &shelf{map[string]requirement.Drawn{}, map[string]search.Titled{}, map[string][]string{}, map[string][]corpus.Diagnostic{}}
}

func (s *shelf) RequirementsInText(_ context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return func(yield func(requirement.Drawn, error) bool) {
		for id, d := range s.drawn {
			if (ids == nil || slices.Contains(ids, id)) && !yield(d, nil) {
				return
			}
		}
	}
}

func (s *shelf) Requirements(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return func(yield func(requirement.Drawn, error) bool) {
		for d := range s.RequirementsInText(ctx, ids) {
			if d.Text = ""; !yield(d, nil) {
				return
			}
		}
	}
}

func (s *shelf) RequiredTexts(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return s.RequirementsInText(ctx, ids)
}

func (s *shelf) Noticed(context.Context, []string) (map[string][]corpus.Diagnostic, error) {
	return s.noticed, nil
}

// Search tells the topics of documents, of those whose text holds what is in quotes.
func (s *shelf) Search(_ context.Context, q search.Query) (res search.Result, err error) {
	for id, d := range s.drawn {
		if (q.Document == "" || q.Document == id) && strings.Contains(corpus.Fold(d.Text), corpus.Fold(strings.Trim(q.Text, `"`))) {
			res.Hits = append(res.Hits, search.Hit{Document: search.Head{ID: id, Topics: s.topics[id]}})
		}
	}
	return res, nil
}

func (s *shelf) Work(id string) (resolve.Work, bool) {
	d, known := s.titled[id]
	return resolve.Work{Title: search.CiteTitle(d.Fields.Title)}, known
}

// clause is a requirement of a document made by hand: its words, of which bearer and
// modal are cut out.
type clause struct {
	words, bearer, modal string
	modality             requirement.Modality
	quantity             *requirement.Quantity
	deadline             *requirement.Deadline
}

// put makes a document of clauses, an article each.
func (s *shelf) put(id string, f corpus.Fields, line corpus.Timeline, clauses ...clause) search.Titled {
	f.Title = id
	d := requirement.Drawn{ID: id, Seq: s.drawn[id].Seq + 1, Version: 1}
	for i, c := range clauses {
		number := corpus.FormatNumeral(i + 1)
		d.Text += "第" + number + "条　"
		at := len(d.Text)
		cut := func(words string) corpus.Span {
			if words == "" {
				return corpus.Span{}
			}
			start := at + strings.Index(c.words, words)
			return corpus.Span{Start: start, End: start + len(words)}
		}
		r := requirement.Requirement{Locator: "art_" + string(rune('1'+i)), Span: corpus.Span{Start: at, End: at + len(c.words)},
			Bearer: cut(c.bearer), Modal: cut(c.modal), Modality: c.modality, Quantity: c.quantity, Deadline: c.deadline}
		d.Text += c.words + "\n"
		d.Requirements = append(d.Requirements, requirement.Kept{Requirement: r, BearerWords: c.bearer, Cited: "第" + number + "条", Same: hashed(c.words)})
	}
	s.drawn[id] = d
	s.titled[id] = search.Titled{ID: id, Fields: f, Standing: corpus.Standing{Timeline: line}}
	return s.titled[id]
}

func hashed(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64() >> 16
}

// room is a room that has been told of the whole shelf.
func (s *shelf) room(t *testing.T) *duty.Room {
	t.Helper()
	r := duty.NewRoom(s, s, s, duty.DefaultBearers())
	for _, d := range s.titled {
		r.Put(d)
	}
	return r
}
