package check

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
)

const (
	// leastGiven is how many letters a quotation has that somebody is named for, and
	// leastUngiven one that nobody is: shorter ones are phrases, and nobody's.
	leastGiven, leastUngiven = 7, 16
	// longestQuote is how many bytes a quotation has at most; more stand between marks
	// that do not belong together.
	longestQuote = 30_000
)

// quotes are the quotations of the draft.
func (k *checking) quotes(ctx context.Context) ([]Quote, error) {
	var out []Quote
	text := k.draft.Document.Text
	done := 0 // where the last one ended that was one
	var before *quotation
	var last attribution
	for _, q := range quotations(text) {
		if q.outer.Start < done || q.depth > deepest || q.inner.Len() > longestQuote {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		given, err := k.attribute(ctx, q, before, last)
		if err != nil {
			return nil, err
		}
		one, ok, err := k.quote(ctx, q.inner, given)
		if err != nil {
			return nil, err
		}
		if ok || !given.none() {
			before, last = &q, given
		}
		if ok {
			out = append(out, one)
			done = q.outer.End
		}
	}
	return out, nil
}

// quote says what a quotation is; false if it is none to be judged.
func (k *checking) quote(ctx context.Context, span corpus.Span, given attribution) (Quote, bool, error) {
	text := span.In(k.draft.Document.Text)
	span = corpus.TrimSpan(k.draft.Document.Text, span)
	n := lettersOf(text).len()
	if n < leastGiven || given.none() && n < leastUngiven {
		return Quote{}, false, nil
	}
	var found []located
	for _, piece := range pieces(text) {
		l, err := k.locate(ctx, piece, given)
		if err != nil {
			return Quote{}, false, err
		}
		if l.piece.len() >= 2 {
			found = append(found, l)
		}
	}
	if len(found) == 0 {
		return Quote{}, false, nil
	}
	q := Quote{Span: span, Marked: true, AttributedTo: given.words, Giver: given.giver}
	if err := k.judge(ctx, &q, found, given); err != nil {
		return q, false, err
	}
	if q.Status != Exact && q.Status != ExactNormalized && (q.Giver == "" || given.term && n < shortQuote) {
		return q, false, nil // somebody's talk, or a term
	}
	return q, true, nil
}

// omission is how a draft says that words are left out or put in by itself.
var omission = regexp.MustCompile(`…+|\.{3,}|。{3,}|·{3,}|[［\[〔【][^］\]〕】]{0,40}[］\]〕】]|（略）|\(略\)`)

// pieces cuts a quotation where it says that words are left out.
func pieces(text string) []string {
	var out []string
	at := 0
	for _, m := range omission.FindAllStringIndex(text, -1) {
		out = append(out, text[at:m[0]])
		at = m[1]
	}
	out = append(out, text[at:])
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}
