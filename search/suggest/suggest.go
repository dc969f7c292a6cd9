package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Suggestion is something a person may be typing. Address is that of a title or
// a provision; a topic or a term is searched by its Text.
type Suggestion struct {
	Kind SubjectKind
	Text string
	// Label is what a reader tells it apart by.
	Label   string
	Address string
}

// subject is what a word stands for, with what ranks it among its like.
type subject struct {
	Suggestion
	order int // by kind, what is superseded after all that is not
	runes int
	date  corpus.Date
}

// What comes first of what fits as well.
const (
	orderRegulation = iota
	orderTopic
	orderTerm
	orderSpeech
	orderEssay
	orderSuperseded
)

func newTermSubject(text string, kind SubjectKind) *subject {
	s := &subject{Suggestion: Suggestion{Kind: SubjectTerm, Text: text, Label: "词语"}, order: orderTerm, runes: utf8.RuneCountInString(text)}
	if kind == SubjectTopic {
		s.Kind, s.Label, s.order = SubjectTopic, "主题", orderTopic
	}
	return s
}

func newTitleSubject(d search.Titled) *subject {
	f := d.Fields
	s := &subject{
		Suggestion: Suggestion{Kind: SubjectTitle, Text: strings.TrimSpace(f.Title + " " + f.Part), Address: d.ID},
		order:      orderEssay, runes: utf8.RuneCountInString(f.Title), date: f.VersionDate(),
	}
	label := []string{corpus.Label(corpus.Kinds, string(f.Kind))}
	switch f.Kind {
	case corpus.Regulation:
		s.order = orderRegulation
		if f.Rank != "" {
			label[0] = corpus.Label(corpus.Ranks, string(f.Rank))
		}
	case corpus.Speech:
		s.order = orderSpeech
	}
	if s.date != "" {
		label = append(label, s.date.Chinese())
	}
	if d.Standing.Successor != "" {
		s.order = orderSuperseded
		label = append(label, "已被取代")
	}
	s.Label = strings.Join(label, " · ")
	return s
}

// Bounds of suggestions.
const (
	maxTyped       = 60  // characters: nothing is called longer
	maxSuggestions = 100 // whatever the limit asked for
	minScattered   = 3   // characters that may stand apart in a name
)

// Suggest lists what a text may be on the way to, the best first: names that
// begin with it, written or spelled, then names with it inside. Neither titles
// nor words crowd the others out.
func (v *Vocabulary) Suggest(text string, limit int) []Suggestion {
	t := newTyping(text)
	limit = min(limit, maxSuggestions)
	if limit <= 0 || t.plain == "" || t.runes > maxTyped {
		return nil
	}
	titles, words := shortlist{limit: limit}, shortlist{limit: limit}
	v.mu.RLock()
	for i := range v.list {
		l := &v.list[i]
		f := t.fit(l, v.readings)
		if f == noFit {
			continue
		}
		for _, s := range l.word.subjects {
			if s.Kind == SubjectTitle {
				titles.offer(fitting{f, s})
			} else {
				words.offer(fitting{f, s})
			}
		}
	}
	v.mu.RUnlock()
	v.addOrdinary(&words, t)
	out := make([]Suggestion, 0, limit)
	for _, f := range merge(titles.best, words.best, limit) {
		out = append(out, f.subject.Suggestion)
	}
	return out
}

// addOrdinary offers words of the texts that are spelled so, and those that begin so
// where there is nothing else.
func (v *Vocabulary) addOrdinary(words *shortlist, t typing) {
	if !t.latin {
		return
	}
	for i, w := range v.ordinary.spoken(t.plain, false) {
		words.offer(fitting{fitWhole, ordinarySubject(w, i)})
	}
	if len(words.best) > 0 {
		return
	}
	list := v.ordinary.spoken(t.plain, true)
	if list == nil {
		v.mu.RLock()
		to, ok := v.sounded(t.plain)
		v.mu.RUnlock()
		if !ok {
			return
		}
		list = []string{to}
	}
	for i, w := range list {
		words.offer(fitting{fitBegins, ordinarySubject(w, i)})
	}
}

// ordinarySubject is the nth word of those that sound alike, in most passages first.
func ordinarySubject(text string, n int) *subject {
	s := newTermSubject(text, SubjectTerm)
	s.order += n
	return s
}

// merge gives words up to half of the places, and either what the other leaves.
// A word that is the name of a text too is that text.
func merge(titles, words []fitting, limit int) []fitting {
	words = slices.DeleteFunc(words, func(w fitting) bool {
		return slices.ContainsFunc(titles, func(t fitting) bool { return t.subject.Text == w.subject.Text })
	})
	titles = titles[:min(len(titles), limit-min(len(words), limit/2))]
	words = words[:min(len(words), limit-len(titles))]
	all := slices.Concat(titles, words)
	slices.SortFunc(all, fitting.compare)
	return all
}

// fitting is a subject that fits what was typed.
type fitting struct {
	fit     fit
	subject *subject
}

// compare puts first what fits better, then what is asked for more, applies
// today, and is shorter.
func (f fitting) compare(o fitting) int {
	a, b := f.subject, o.subject
	switch {
	case f.fit != o.fit:
		return cmp.Compare(f.fit, o.fit)
	case a.order != b.order:
		return cmp.Compare(a.order, b.order)
	case a.runes != b.runes:
		return cmp.Compare(a.runes, b.runes)
	}
	return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(b.date, a.date), cmp.Compare(a.Address, b.Address))
}

// shortlist keeps the best of what is offered, each text once: the versions of
// a regulation are one suggestion.
type shortlist struct {
	limit int
	best  []fitting
}

func (s *shortlist) offer(f fitting) {
	if len(s.best) == s.limit && f.compare(s.best[s.limit-1]) >= 0 {
		return
	}
	if i := slices.IndexFunc(s.best, func(o fitting) bool { return o.subject.Text == f.subject.Text }); i >= 0 {
		if f.compare(s.best[i]) >= 0 {
			return
		}
		s.best = slices.Delete(s.best, i, i+1)
	}
	at, _ := slices.BinarySearchFunc(s.best, f, fitting.compare)
	s.best = slices.Insert(s.best, at, f)
	s.best = s.best[:min(len(s.best), s.limit)]
}
