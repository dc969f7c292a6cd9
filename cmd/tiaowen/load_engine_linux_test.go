package main

import (
	"log/slog"
	"testing"
	"time"

	"tiaowen/search"
)

// engine is what a question and a string cost in this process without a server: what
// stands beyond that in the table is what HTTP and the writing of answers add.
func (l *load) engine(t *testing.T) (question, str answered) {
	t.Helper()
	e := env{globals: globals{Data: l.data, Meaning: meaningOff}, log: slog.New(slog.DiscardHandler), stdout: t.Output(), stderr: t.Output()}
	s, err := openStore(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	alone := func(list []string, quote string) (a answered) {
		for end := time.Now().Add(aloneFor / 3); time.Now().Before(end); { // until it is warm
			l.search(t, s, quote+far(list, len(a.took))+quote)
			a.took = append(a.took, 0)
		}
		n, began := len(a.took), processor(t)
		a.took = nil
		for end := time.Now().Add(aloneFor); time.Now().Before(end); {
			a.took = append(a.took, l.search(t, s, quote+far(list, n+len(a.took))+quote))
		}
		a.spent = processor(t) - began
		return a
	}
	return alone(l.questions, ""), alone(l.strings, `"`)
}

// search is how long one search takes.
func (l *load) search(t *testing.T, s *store, text string) time.Duration {
	began := time.Now()
	if _, err := s.asker.Search(t.Context(), search.Query{Text: text, Limit: 10}); err != nil {
		t.Fatal(err)
	}
	return time.Since(began)
}
