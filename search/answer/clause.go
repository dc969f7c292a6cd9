package answer

import (
	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// Drawn is a requirement of a document with its bearer, which may stand outside of
// the passage that holds it.
type Drawn struct {
	requirement.Requirement
	BearerText string
}

// clause is a requirement that may answer, with the passage that holds it.
type clause struct {
	hit   *search.Hit
	rank  int // of the hit, from 0
	drawn Drawn
	seeks search.Sought
	value corpus.Span // in the document
	// part is the part of the passage's sentence that the requirement stands in.
	part corpus.Span
	// list says that the value is a list of 项.
	list bool
	// named says that the value is named as who does it, beside the subject.
	named bool
	// goesOn says that it is about a part of what the sentences before it are about.
	goesOn bool
	// opens says that it names nothing beside what the question is about.
	opens bool
	// own are the folded words of the requirement, piece those of the value between commas,
	// bearer those of who has to; sentence
	// are those of its part of a sentence, with the lead above an item, which lead is, and plain without it; before those of
	// what stands before it if it goes on about the same, above the title and headings.
	own, piece, bearer, lead, plain, sentence, before, title, above string
	// line is that of the 款 in the passage.
	line corpus.Span
}

// mayHold reports whether a requirement may have something of what is sought, before its
// words are looked at.
func mayHold(r requirement.Requirement, seeks search.Sought) bool {
	switch seeks {
	case search.SoughtBearer:
		return true
	case search.SoughtPermission:
		return r.Modality == requirement.May || r.Modality == requirement.MustNot
	}
	return r.Quantity != nil && string(r.Quantity.Kind) == string(seeks)
}

// newClause is a requirement as an answer to what is sought; nil if it has nothing of
// that.
func (q *question) newClause(hit *search.Hit, rank int, d Drawn, seeks search.Sought) *clause {
	passage := hit.Passage.Span
	if !mayHold(d.Requirement, seeks) || !passage.Contains(d.Span) || isForm(d.Span.Shift(-passage.Start).In(hit.Text)) {
		return nil
	}
	c := &clause{hit: hit, rank: rank, drawn: d, seeks: seeks}
	at := d.Span.Shift(-passage.Start)
	c.part = part(hit.Text, at)
	if c.value = q.spanOf(c); c.value.Empty() {
		return nil
	}
	c.own = both(c.ownWords(at))
	if seeks != search.SoughtBearer {
		c.bearer = corpus.Fold(d.BearerText)
	}
	c.surround(q, at)
	return c
}

// ofPart is a part of a passage as an answer.
func (q *question) ofPart(hit *search.Hit, rank int, f found, drawn []Drawn) *clause {
	passage := hit.Passage.Span
	c := &clause{hit: hit, rank: rank, seeks: q.seeks[0], part: f.part, value: f.value.Shift(passage.Start), list: f.list}
	c.drawn.Span, c.drawn.Locator = f.part.Shift(passage.Start), hit.Passage.Locator
	for _, d := range drawn {
		if !f.list && c.drawn.Span.Contains(d.Span) {
			c.drawn.Locator = d.Locator
			break
		}
	}
	// What follows is not what it follows from.
	c.own = both(hit.Text[f.part.Start:max(f.part.Start, f.value.Start)])
	if c.seeks == search.SoughtDuty || f.value.Start < f.part.Start {
		c.own = both(f.part.In(hit.Text))
	}
	c.surround(q, f.part)
	return c
}

// spanOf is what a clause has of what is sought, in the document.
func (q *question) spanOf(c *clause) corpus.Span {
	r := c.drawn.Requirement
	switch c.seeks {
	case search.SoughtBearer:
		return q.bearerOf(c)
	case search.SoughtPermission:
		if deed := q.deed(); deed != nil && (r.Modality == requirement.MustNot || r.Modality == requirement.May) && r.Span.Contains(r.Modal) &&
			r.Modal.End <= r.Action.Start && deed.in(corpus.Fold(r.Action.Shift(-c.hit.Passage.Span.Start).In(c.hit.Text))) > 0 {
			return corpus.Span{Start: r.Modal.Start, End: r.Action.End}
		}
	case search.SoughtConsequence, search.SoughtDuty, search.SoughtStart: // see partsIn
	default:
		if r.Quantity != nil && string(r.Quantity.Kind) == string(c.seeks) {
			return r.Quantity.Span
		}
	}
	return corpus.Span{}
}

// bearerOf is who does the deed that a question asks of: who is named before it, else the
// subject of a clause in whose action it stands.
func (q *question) bearerOf(c *clause) corpus.Span {
	passage := c.hit.Passage.Span
	deed := q.deed()
	if deed == nil {
		return corpus.Span{}
	}
	r := c.drawn.Requirement
	own := r.Span.Shift(-passage.Start)
	if s := doer(own.In(c.hit.Text), append([]string{deed.word}, deed.same...)); !s.Empty() {
		c.named = true
		return s.Shift(r.Span.Start)
	}
	at := r.Bearer.Shift(-passage.Start)
	if !c.part.Contains(at) || r.Action.Empty() || !passage.Contains(r.Action) ||
		deed.in(corpus.Fold(r.Action.Shift(-passage.Start).In(c.hit.Text))) == 0 {
		return corpus.Span{}
	}
	return r.Bearer
}

// length is how many letters the requirement's own words have: of two that fit alike
// the shorter is nearer to what was asked. Duties are as long as they are.
func (c *clause) length() float64 {
	if c.seeks == search.SoughtDuty {
		return 0
	}
	return float64(letters(c.drawn.Span.Shift(-c.hit.Passage.Span.Start).In(c.hit.Text)))
}
