package answer

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// another reports whether the value of a clause is of something else than the question,
// though its words stand with it: nothing is told then, for a wrong value is worse than none.
func (q *question) another(c *clause) bool {
	return q.asksOf(c) || q.doneToAnother(c) || c.leadTime() && !q.before && !strings.Contains(q.text, "前") ||
		slices.ContainsFunc(q.units, func(u unit) bool {
			return c.onlyIn(u) || c.ofAnotherBody(u) || c.bracketed(u) || c.notDone(u) || c.inTitle(u)
		})
}

// inTitle reports whether a word of the question stands with a clause only within the
// title of another text or form, which it does not name.
func (c *clause) inTitle(u unit) bool {
	if u.sort != name && u.sort != deed || u.light || u.in(c.plain) == 0 || c.scope(u) || max(u.in(c.bearer), u.in(c.lead)) > 0 {
		return false
	}
	var bare strings.Builder
	for i, piece := range strings.Split(strings.ReplaceAll(c.plain, "》", "《"), "《") {
		if inside := i%2 == 1; !inside || slices.ContainsFunc(u.forms(), func(w string) bool { return strings.HasSuffix(piece, w) }) {
			bare.WriteString(piece)
		}
		bare.WriteByte(' ')
	}
	return u.in(bare.String()) == 0
}

// notDone reports whether a deed beside the one that is asked of, be it light, is not what
// the clause speaks of: who approves a change of a branch need not approve its founding.
func (c *clause) notDone(u unit) bool {
	return (c.seeks == search.SoughtBearer || c.drawn.Quantity != nil && !u.light) && u.sort == deed && !u.lead && c.near(u) == 0
}

// doneToAnother reports whether what the question says is done to a body is done in a
// clause to another one, whose name only begins with that: who asks for founding a branch
// is not told of founding its committee.
func (q *question) doneToAnother(c *clause) bool {
	longer := false
	for i := 1; i < len(q.units); i++ {
		u, v := q.units[i-1], q.units[i]
		if u.sort == name || v.sort != name || !slices.Contains(v.pairs, u.word+v.word) {
			continue
		}
		for _, deed := range append([]string{u.word}, u.same...) {
			for _, body := range append([]string{v.word}, v.same...) {
				_, behind, there := strings.Cut(c.own, deed+body)
				switch {
				case there && slices.ContainsFunc(bodies, func(b string) bool { return letters(b) > 1 && strings.HasPrefix(behind, b) }):
					longer = true
				case there:
					return false
				}
			}
		}
	}
	return longer
}

// asksOf reports whether the bearer of a clause is what the question speaks of, by any of
// its names: then it is not the one who is asked for.
func (q *question) asksOf(c *clause) bool {
	if c.seeks != search.SoughtBearer {
		return false
	}
	value := corpus.Fold(c.valueText())
	return strings.Contains(q.text, value) ||
		slices.ContainsFunc(q.units, func(u unit) bool { return slices.Contains(u.same, value) })
}

// leadTime reports whether a value says how long before something else.
func (c *clause) leadTime() bool {
	return c.seeks == search.Sought(requirement.Limit) && strings.HasSuffix(c.beforeValue(), "提前")
}

// onlyIn reports whether a deed stands nowhere but in what a share is of: 应到会人数的半数
// says nothing of 到会.
func (c *clause) onlyIn(u unit) bool {
	if c.seeks != search.Sought(requirement.Share) || u.sort != deed || u.light || u.in(corpus.Fold(c.valueText())) == 0 {
		return false
	}
	return u.in(strings.Replace(c.piece, corpus.Fold(c.valueText()), " ", 1)) == 0
}

// meetings end the names of bodies that meet.
var meetings = []string{"大会", "会议", "小组会"}

// ofAnotherBody reports whether a body of the question is only carried over to a clause
// that speaks of the meeting of another.
func (c *clause) ofAnotherBody(u unit) bool {
	return c.drawn.Quantity != nil && c.seeks != search.SoughtBearer && u.sort == name && endsAsBody(u.word) &&
		u.in(c.plain) == 0 && !c.scope(u) && hasAny(c.plain, meetings)
}

// bracketed reports whether the value stands in brackets that say of what it is, and the
// deed of the question outside of them.
func (c *clause) bracketed(u unit) bool {
	if c.drawn.Quantity == nil || u.sort != deed && !u.lead || u.light {
		return false
	}
	before := c.beforeValue()
	open := strings.LastIndex(before, "(")
	if open < 0 || strings.LastIndex(before, ")") > open {
		return false
	}
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	behind, _, _ := strings.Cut(corpus.Fold(c.hit.Text[value.Start:max(value.Start, c.part.End)]), ")")
	inside := before[open:] + behind
	topic := strings.TrimPrefix(before[open:], "(或")
	for _, w := range emptyWords {
		topic = strings.ReplaceAll(topic, w, "")
	}
	return letters(strings.Map(onlyLetters, topic)) > mostTopic && u.in(inside) == 0
}

// beforeValue are the folded words of a clause's part of a sentence up to its value.
func (c *clause) beforeValue() string {
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	return corpus.Fold(c.hit.Text[min(c.part.Start, value.Start):value.Start])
}

// elsewhere reports whether a clause is of less than the best one of its text: what
// names the best one's subject, between commas or in its own words, does not stand in it.
// The rule and its exception speak of the same.
func (q *question) elsewhere(c, best *clause) bool {
	if c == best || c.hit.Document.ID != best.hit.Document.ID {
		return false
	}
	return q.paired(best) && !q.paired(c) || q.bound != 0 && best.bounds() && !c.bounds() || slices.ContainsFunc(q.units, func(u unit) bool {
		return (u.sort == name || u.sort == deed) && !u.light &&
			(u.within(best.piece) && !u.within(c.piece) || u.in(best.own) > 0 && u.in(c.own) == 0)
	})
}

// bounds reports whether a number is open at one end: 不超过7人.
func (c *clause) bounds() bool {
	n := c.drawn.Quantity
	return n != nil && (n.Low == nil) != (n.High == nil)
}

// within reports whether the letters of a unit, or of another name of it, are in a text,
// even as the beginning of a longer name: 常委会 in 常委会委员.
func (u unit) within(text string) bool {
	return strings.Contains(text, u.word) || hasAny(text, u.same)
}
