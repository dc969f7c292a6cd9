package library

import (
	"compress/flate"
	"encoding/json"
	"fmt"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// What is drawn of a document is one row: a list of these as JSON, packed. Whoever
// filters reads all of them anyway, and a row a document costs an import next to
// nothing, where a row a requirement would cost as much as the text.
type packedRequired struct {
	Locator string `json:"l"`
	Cited   string `json:"c,omitempty"`
	Bearer  string `json:"b,omitempty"`
	// Spans are start and length of clause, bearer, modal words, action, object,
	// condition and consequence; all starts but the first count from the clause's.
	// What is empty at the end is left out.
	Spans    []int           `json:"s"`
	Modality string          `json:"m"`
	Same     uint64          `json:"h,omitempty"`
	Quantity *packedQuantity `json:"q,omitempty"`
	Deadline *packedDeadline `json:"d,omitempty"`
}

type packedQuantity struct {
	Kind      string   `json:"k"`
	Span      [2]int   `json:"s"`
	Low       *float64 `json:"l,omitempty"`
	High      *float64 `json:"h,omitempty"`
	Exclusive bool     `json:"x,omitempty"`
	Unit      string   `json:"u,omitempty"`
	Per       string   `json:"p,omitempty"`
	Threshold bool     `json:"t,omitempty"`
}

type packedDeadline struct {
	Length float64 `json:"n"`
	Unit   string  `json:"u"`
	Before bool    `json:"b,omitempty"`
	From   [2]int  `json:"f"`
}

// spansOf are the spans of a requirement in the order in which they are packed.
func spansOf(r *requirement.Requirement) []*corpus.Span {
	return []*corpus.Span{&r.Span, &r.Bearer, &r.Modal, &r.Action, &r.Object, &r.Condition, &r.Consequence}
}

func packRequired(w *flate.Writer, list []requirement.Kept) ([]byte, error) {
	if len(list) == 0 {
		return []byte{}, nil
	}
	out := make([]packedRequired, 0, len(list))
	for i := range list {
		out = append(out, packedOf(list[i]))
	}
	plain, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return packBy(w, plain)
}

func packedOf(r requirement.Kept) packedRequired {
	p := packedRequired{Locator: r.Locator, Cited: r.Cited, Bearer: r.BearerWords, Modality: string(r.Modality), Same: r.Same}
	from := r.Span.Start
	relative := func(s corpus.Span) [2]int {
		if s.Empty() {
			return [2]int{}
		}
		return [2]int{s.Start - from, s.Len()}
	}
	for i, s := range spansOf(&r.Requirement) {
		at := relative(*s)
		if i == 0 {
			at = [2]int{from, s.Len()}
		}
		p.Spans = append(p.Spans, at[0], at[1])
	}
	for n := len(p.Spans); n > 2 && p.Spans[n-1] == 0; n -= 2 {
		p.Spans = p.Spans[:n-2]
	}
	if q := r.Quantity; q != nil {
		p.Quantity = &packedQuantity{string(q.Kind), relative(q.Span), q.Low, q.High, q.Exclusive, q.Unit, q.Per, q.Threshold}
	}
	if d := r.Deadline; d != nil {
		p.Deadline = &packedDeadline{d.Length, d.Unit, d.Before, relative(d.From)}
	}
	return p
}

// unpackRequired reads what packRequired wrote. Where text is given every span must lie
// in it: ErrDamaged if one does not.
func unpackRequired(packed []byte, text string) ([]requirement.Kept, error) {
	plain, err := plainRequired(packed)
	if err != nil || len(plain) == 0 {
		return nil, err
	}
	var list []packedRequired
	if err := json.Unmarshal(plain, &list); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	out := make([]requirement.Kept, 0, len(list))
	for _, p := range list {
		r := p.required()
		if text != "" && !within(&r, text) {
			return nil, fmt.Errorf("%w: a requirement of %s lies outside of its text", ErrDamaged, p.Locator)
		}
		out = append(out, r)
	}
	return out, nil
}

// plainRequired is the JSON of a row, empty for an empty one.
func plainRequired(packed []byte) ([]byte, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	plain, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return plain, nil
}

func (p packedRequired) required() requirement.Kept {
	r := requirement.Kept{Requirement: requirement.Requirement{Locator: p.Locator, Modality: requirement.Modality(p.Modality)},
		BearerWords: p.Bearer, Cited: p.Cited, Same: p.Same}
	from := 0
	absolute := func(start, length int) corpus.Span {
		if length == 0 {
			return corpus.Span{}
		}
		return corpus.Span{Start: from + start, End: from + start + length}
	}
	for i, s := range spansOf(&r.Requirement) {
		if 2*i+1 >= len(p.Spans) {
			break
		}
		*s = absolute(p.Spans[2*i], p.Spans[2*i+1])
		if i == 0 {
			from = s.Start
		}
	}
	if q := p.Quantity; q != nil {
		r.Quantity = &requirement.Quantity{Kind: requirement.Kind(q.Kind), Span: absolute(q.Span[0], q.Span[1]), Low: q.Low, High: q.High,
			Exclusive: q.Exclusive, Unit: q.Unit, Per: q.Per, Threshold: q.Threshold}
	}
	if d := p.Deadline; d != nil {
		r.Deadline = &requirement.Deadline{Length: d.Length, Unit: d.Unit, Before: d.Before, From: absolute(d.From[0], d.From[1])}
	}
	return r
}

// within reports whether all that r cuts out lies in text.
func within(r *requirement.Kept, text string) bool {
	spans := spansOf(&r.Requirement)
	if r.Quantity != nil {
		spans = append(spans, &r.Quantity.Span)
	}
	if r.Deadline != nil {
		spans = append(spans, &r.Deadline.From)
	}
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			return false
		}
	}
	return true
}

// citedWords are how the provisions of a document are cited after its title, by locator.
// What stands in no article is cited with the part of the work.
func citedWords(d *corpus.Document) map[string]string {
	out := map[string]string{}
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		words := strings.Join(n.CitedAs(above), "")
		article := n.Kind == corpus.NodeArticle
		for _, a := range above {
			article = article || a.Kind == corpus.NodeArticle
		}
		if !article {
			words = d.Fields.Part + words
		}
		out[n.Locator] = words
		return true
	})
	return out
}
