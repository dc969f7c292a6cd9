package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
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

func newTitleSubject(d Titled) *subject {
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
	out := make([]Suggestion, 0, limit)
	for _, f := range merge(titles.best, words.best, limit) {
		out = append(out, f.subject.Suggestion)
	}
	return out
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

// typing is what was typed so far.
type typing struct {
	plain string
	runes int
	sign  signature
	// latin says that there are letters in it which may be pinyin; written are
	// its characters without them, first the letter it begins with.
	latin   bool
	written signature
	first   uint32
	// read is the beginning of a name that it spells, remembered because titles
	// begin alike by the thousand.
	read string
	// starts remembers of two characters whether names that begin with them can
	// be spelled by it.
	starts map[[2]rune]bool
}

func newTyping(text string) typing {
	plain := strings.ReplaceAll(plainName(strings.Trim(text, "《》 ")), "ü", "v")
	t := typing{plain: plain, runes: utf8.RuneCountInString(plain), sign: sign(plain)}
	han := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return -1
		}
		return r
	}, plain)
	if t.latin = len(han) < len(plain); t.latin {
		t.written, t.first, t.starts = sign(han), letterBit(plain[0]), map[[2]rune]bool{}
	}
	return t
}

// fit says how a name answers what was typed, the better the less.
type fit int

const (
	fitWhole fit = iota
	fitWholeShort
	fitBegins
	fitBeginsShort // initials, alone or mixed with sounds and characters
	fitInside
	fitScattered
	noFit
)

func (t *typing) fit(l *spoken, rs *readings) fit {
	plain := l.word.plain
	switch {
	case t.sign.lacks(l.sign) > 0:
	case t.plain == plain:
		return fitWhole
	case strings.HasPrefix(plain, t.plain):
		return fitBegins
	case l.word.short:
	case strings.Contains(plain, t.plain):
		return fitInside
	case t.runes >= minScattered && scattered(t.plain, plain):
		return fitScattered
	}
	if !t.latin || t.first != 0 && t.first&l.first == 0 || t.written.lacks(l.sign) > 0 || !t.mayStart(l.start, rs) {
		return noFit
	}
	return t.spelled(l.word, rs)
}

// mayStart reports whether a name that begins with two characters may be spelled
// by what was typed: thousands begin alike and need not be read.
func (t *typing) mayStart(start [2]rune, rs *readings) bool {
	may, known := t.starts[start]
	if !known {
		s := spelling{readings: rs, short: true, open: true, steps: 100}
		may = s.reads(t.plain, string(start[:])) || s.further
		t.starts[start] = may
	}
	return may
}

// spelled is how a name answers if letters typed are pinyin.
func (t *typing) spelled(w *word, rs *readings) fit {
	s := spelling{readings: rs}
	reads := func(short, open bool) bool {
		s.short, s.open, s.steps = short, open, 4*len(t.plain)
		return s.reads(t.plain, w.plain)
	}
	if t.read != "" && len(t.read) < len(w.plain) && strings.HasPrefix(w.plain, t.read) {
		return fitBegins
	}
	// Every character takes a letter at least.
	mayBeWhole := len(w.runes) <= t.runes
	switch {
	case mayBeWhole && reads(false, false):
		return fitWhole
	case mayBeWhole && reads(true, false):
		return fitWholeShort
	case reads(false, true):
		t.read = strings.TrimSuffix(w.plain, s.left)
		return fitBegins
	case reads(true, true):
		return fitBeginsShort
	}
	return noFit
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

// Addresses answers what is typed as an address; a *Resolver does.
type Addresses interface {
	Resolve(ctx context.Context, text string, asOf, today corpus.Date) (Resolution, error)
}

// Complete is Suggest with provisions first, if the text looks like a title and
// a number: 支部工作条例12. Of titles that several go by it names each provision.
// An error means that a text could not be read.
func (v *Vocabulary) Complete(ctx context.Context, addresses Addresses, text string, today corpus.Date, limit int) ([]Suggestion, error) {
	title, ok := cutNumber(text)
	if !ok || limit <= 0 {
		return v.Suggest(text, limit), nil
	}
	r, err := addresses.Resolve(ctx, text, "", today)
	if err != nil {
		return nil, err
	}
	out := provisions(r)
	seen := map[Suggestion]bool{}
	for _, s := range slices.Concat(v.Suggest(text, limit), v.Suggest(title, limit)) {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out[:min(len(out), limit)], nil
}

// cutNumber is the title before the number that a text ends with.
func cutNumber(text string) (title string, ok bool) {
	if utf8.RuneCountInString(text) > maxTyped {
		return "", false
	}
	for _, rd := range readAddress(corpus.Fold(text)) {
		if !rd.bare() && rd.title != "" {
			return rd.title, true
		}
	}
	return "", false
}

// maxOffered leaves room for other suggestions.
const maxOffered = 3

// provisions are those a resolution found or offers.
func provisions(r Resolution) []Suggestion {
	var out []Suggestion
	if r.Status == ResolveOK && r.Provision != nil {
		out = append(out, Suggestion{SubjectProvision, r.Citation, glimpse(r.Provision), r.Address})
	}
	if r.Status == Ambiguous {
		for _, c := range r.Choices[:min(len(r.Choices), maxOffered)] {
			if strings.Contains(c.Address, "#") {
				out = append(out, Suggestion{SubjectProvision, c.Citation, c.Label, c.Address})
			}
		}
	}
	return out
}

// glimpse is how a provision begins, or what it is called.
func glimpse(p *Provision) string {
	if p.Caption != "" {
		return p.Caption
	}
	const most = 30
	text := strings.Join(strings.Fields(p.Text), " ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
