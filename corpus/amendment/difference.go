package amendment

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// differences are the fields of a couple that differ for sure.
func (r *reader) differences(e couple, t *trace) []Difference {
	out := r.quantities(e, t)
	if d, ok := r.modality(e, t); ok {
		out = append(out, d)
	}
	if d, ok := r.bearer(e, t); ok {
		out = append(out, d)
	}
	return append(out, r.events(e)...)
}

// force is how strongly a modality asks. What is laid down without a modal word, as a
// duty or by a bound, has to be done like what 应当 is said of.
func force(m requirement.Modality) requirement.Modality {
	switch m {
	case requirement.ShouldGenerally, requirement.May, requirement.MustNot:
		return m
	}
	return requirement.Must
}

// modality is another force, if the one word stands where the other stood. 一般每月开会
// and 每月开会 differ too, if the word is all that was taken out; of 不得 and no word at
// all the rest of the clause decides.
func (r *reader) modality(e couple, t *trace) (Difference, bool) {
	was, sure := e.old.modal()
	is, sureToo := e.new.modal()
	d := Difference{Field: Modality, Old: was.Modal, New: is.Modal}
	switch {
	case !sure || !sureToo || force(was.Modality) == force(is.Modality) || !r.own(e, d.Old, d.New) && !r.led(e, d.Old, d.New):
		return d, false
	case !r.sameAction(was, is):
		return d, false
	case (d.Old.Empty() || d.New.Empty()) && e.words < nearlyAll:
		return d, false
	case d.Old.Empty():
		return d, is.Modality != requirement.MustNot && left(t.new, t.from, d.New)
	case d.New.Empty():
		return d, was.Modality != requirement.MustNot && left(t.old, t.to, d.Old)
	}
	return d, t.before(d.Old, d.New) || t.behind(d.Old, d.New)
}

// sameAction reports whether what is done is the same in both, or not told apart from
// the rest of the clause: who should inquire and who may ask for a report differ in more
// than in force.
func (r *reader) sameAction(was, is requirement.Requirement) bool {
	if was.Action.Empty() || is.Action.Empty() {
		return true
	}
	return gramsOf(was.Action.In(r.c.Old.Text)).like(gramsOf(is.Action.In(r.c.New.Text))) >= alikeActions
}

const (
	// alikeActions is how much two actions must have in common to be one.
	alikeActions = .5
	// nearlyAll is how much of two clauses must be the same where a modal word is all that
	// one of them has more.
	nearlyAll = .8
	// alikeEvents is the most that two events may have in common and be two.
	alikeEvents = .5
)

// bearer is somebody else, if what is said of the one is said of the other. Who stands
// in a condition may be whom the condition is about, and who counts (半数以上董事) is
// told by the quantity.
func (r *reader) bearer(e couple, t *trace) (Difference, bool) {
	d := Difference{Field: Bearer, Old: e.old.Bearer(), New: e.new.Bearer()}
	if d.Old.Empty() || d.New.Empty() || named(d.Old.In(r.c.Old.Text)) == named(d.New.In(r.c.New.Text)) {
		return d, false
	}
	if e.matter < sameMatter && !e.bare || pronoun(d.Old.In(r.c.Old.Text)) || pronoun(d.New.In(r.c.New.Text)) {
		return d, false
	}
	if e.old.inCondition(d.Old) || e.new.inCondition(d.New) || e.old.counted(d.Old) || e.new.counted(d.New) {
		return d, false
	}
	return d, (r.own(e, d.Old, d.New) || r.led(e, d.Old, d.New)) && t.behind(d.Old, d.New)
}

// own reports whether the words stand in the clauses themselves; an empty span does.
func (r *reader) own(e couple, was, is corpus.Span) bool {
	return (was.Empty() || e.old.Span.Contains(was)) && (is.Empty() || e.new.Span.Contains(is))
}

// led reports whether both are carried over from the lead of a list. What is carried
// over from a sentence before is less sure, and said with that sentence.
func (r *reader) led(e couple, was, is corpus.Span) bool {
	old, fresh := r.old.nodes[e.old.Locator], r.new.nodes[e.new.Locator]
	return old != nil && fresh != nil && !old.Span.Contains(was) && !fresh.Span.Contains(is)
}

// vague are words before a bearer that make it nobody else.
var vague = []string{"任何", "有关", "相关", "各", "本", "所有", "全体"}

// pronoun reports whether words stand for somebody named before, or in another
// provision.
func pronoun(words string) bool {
	_, after, numbered := strings.Cut(words, "第")
	return strings.HasPrefix(words, "其") || strings.HasPrefix(words, "该") || numbered && strings.Contains(after, "条")
}

// joined are the words between several bearers, which make them nobody else.
var joined = strings.NewReplacer("以及", "、", "和", "、", "及其", "、", "及", "、", "与", "、", "或者", "、", "或", "、")

// named is a bearer as it is compared.
func named(words string) string {
	out := strings.ReplaceAll(corpus.Fold(words), "各级", "")
	for _, v := range vague {
		out = strings.TrimPrefix(out, v)
	}
	return joined.Replace(out)
}

// events are the times of the clauses that run from something else.
func (r *reader) events(e couple) []Difference {
	was, is := timed(e.old), timed(e.new)
	if len(was) != 1 || len(is) != 1 || was[0].Before != is[0].Before {
		return nil
	}
	d := Difference{Field: Event, Old: was[0].From, New: is[0].From}
	old, fresh := corpus.Fold(d.Old.In(r.c.Old.Text)), corpus.Fold(d.New.In(r.c.New.Text))
	if d.Old.Empty() || d.New.Empty() || strings.Contains(old, fresh) || strings.Contains(fresh, old) || gramsOf(old).like(gramsOf(fresh)) > alikeEvents {
		return nil
	}
	return []Difference{d}
}

func timed(c *Clause) []requirement.Deadline {
	var out []requirement.Deadline
	for _, r := range c.Requirements {
		if r.Deadline != nil {
			out = append(out, *r.Deadline)
		}
	}
	return out
}
