package main

import (
	"context"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/answer"
)

// required gives the answer box what documents require, out of the library. What was
// read of a document last stays at hand: a question asks for the same few again and
// again, and unpacking one takes longer than answering.
type required struct {
	library *library.Library

	mu sync.Mutex // guards what follows
	// at hand are requirements by document, of the state that seq says.
	atHand map[string]atHand
}

type atHand struct {
	seq  int64
	list []requirement.Kept
}

// mostAtHand is how many documents are kept at hand.
const mostAtHand = 256

func newRequired(l *library.Library) *required {
	return &required{library: l, atHand: map[string]atHand{}}
}

// Requirements are those of a document that lie in a span of its text.
func (r *required) Requirements(ctx context.Context, of search.Head, in corpus.Span) ([]answer.Drawn, error) {
	list, err := r.all(ctx, of)
	if err != nil {
		return nil, err
	}
	var out []answer.Drawn
	for _, k := range list {
		if in.Contains(k.Span) {
			out = append(out, answer.Drawn{Requirement: k.Requirement, BearerText: k.BearerWords})
		}
	}
	return out, nil
}

func (r *required) all(ctx context.Context, of search.Head) ([]requirement.Kept, error) {
	r.mu.Lock()
	had, ok := r.atHand[of.ID]
	r.mu.Unlock()
	if ok && had.seq == of.Seq {
		return had.list, nil
	}
	for d, err := range r.library.Requirements(ctx, []string{of.ID}) {
		if err != nil {
			return nil, err
		}
		// What changed since the search found it is not what its spans are of.
		if d.Seq != of.Seq {
			return nil, nil
		}
		if d.Version == requirement.Version {
			r.keep(of, d.Requirements)
		}
		return d.Requirements, nil
	}
	return nil, nil
}

func (r *required) keep(of search.Head, list []requirement.Kept) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.atHand) >= mostAtHand {
		clear(r.atHand)
	}
	r.atHand[of.ID] = atHand{of.Seq, list}
}
