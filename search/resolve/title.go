package resolve

import (
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// TitleMatch is what a name stands for.
type TitleMatch struct {
	Exactness Exactness
	// Sure says that the name stands for one edition, the first. Otherwise the
	// editions are what may have been meant, best first.
	Sure     bool
	Editions []Edition
	// Known are full titles that go by the name and are not held.
	Known []string
	// Event is what a name such as “7·9”重要讲话 stands for.
	Event *naming.Event
	// Corrected is the right name where the one given was taken for another.
	Corrected string
	Notices   []search.Notice
}

// Exactness says how a name was matched.
type Exactness int

// The ways to match a name, the surest first. From PartOfTitle on it is a
// reading that a person has to confirm or at least be told of.
const (
	NoMatch       Exactness = iota
	FullTitle               // the title itself or an alias
	ShortTitle              // what is left out made no difference
	DocumentNo              // 发文字号
	EventName               // “7·9”重要讲话
	NotHeld                 // a known name of a text the library does not hold
	NoSuchVersion           // the work is held, the version asked for is not
	GenreOnly               // 条例: the name of a genre
	PartOfTitle             // a piece of the title
	Mistyped                // one character differs
	Scattered               // the characters stand in the title in this order
	Pinyin                  // typed as pinyin or its initials
)

// typed is a name as somebody wrote it.
type typed struct {
	naming.Name
	folded  string
	version naming.Version
}

func newTyped(title string) typed {
	folded := corpus.Fold(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(title), "《"), "》"))
	cut, v := naming.CutVersion(naming.WithoutSample(folded))
	return typed{Name: naming.New(naming.Letters(cut), false), folded: folded, version: v}
}

// ResolveTitle says what a name stands for on a day, asOf or else today.
func (r *Resolver) ResolveTitle(title string, asOf, today corpus.Date) TitleMatch {
	day := asOf
	if day == "" {
		day = today
	}
	t := newTyped(title)
	r.mu.RLock()
	defer r.mu.RUnlock()
	if m, ok := r.exactly(t, day); ok {
		return m
	}
	return r.nearly(t, day)
}

// exactly matches a name that is one: the title, its short form, an alias, a
// 发文字号, an event, also of a text that is not held.
func (r *Resolver) exactly(t typed, day corpus.Date) (TitleMatch, bool) {
	if hits, exactness := r.titles.named(t); len(hits) > 0 {
		return r.known(t, r.matched(hits, exactness, t, day)), true
	}
	if naming.IsDocNumber(t.folded) {
		no := naming.DocNumber(t.folded)
		if hits := r.titles.byDocNo[no]; len(hits) > 0 {
			return r.matched(hits, DocumentNo, typed{version: naming.Version{DocNo: no}}, day), true
		}
	}
	if m, ok := r.event(t, day); ok {
		return m, true
	}
	if m := r.known(t, TitleMatch{}); len(m.Known) > 0 {
		m.Exactness = NotHeld
		return m, true
	}
	if m, ok := r.onTrial(t, day); ok {
		return m, true
	}
	return r.ofYear(t, day)
}

// onTrial matches a name whose 试行 or 暂行 stands elsewhere than in the title:
// without its brackets, or before the word for the genre or behind it.
func (r *Resolver) onTrial(t typed, day corpus.Date) (TitleMatch, bool) {
	on := func(e *entry) bool { return onTrialTitle(e, "试行") || onTrialTitle(e, "暂行") }
	for _, said := range append([]typed{t}, t.withoutYear()...) {
		for _, title := range naming.OnTrial(said.folded) {
			again := newTyped(title)
			again.version.Date = max(again.version.Date, said.version.Date)
			if hits, exactness := r.titles.named(again); slices.ContainsFunc(hits, on) {
				return r.matched(hits, exactness, again, day), true
			}
		}
	}
	return TitleMatch{}, false
}

// former offers the earlier versions of a work, of which none was named; all that
// there is where none is held.
func (r *Resolver) former(m TitleMatch, day corpus.Date) TitleMatch {
	now := m.Editions[0]
	e := r.titles.byID[now.Parts[0].ID]
	var earlier []Edition
	for _, other := range r.titles.byWork[e.work] {
		date := other.Fields.VersionDate()
		if date == "" || date >= e.Fields.VersionDate() || other.Fields.Part != e.Fields.Part {
			continue
		}
		if old, ok := edition(r.titles.byWork[e.work], naming.Version{Date: date}, day); ok {
			earlier = append(earlier, old)
		}
	}
	m.Sure = false
	m.Notices = append(m.Notices, search.Notice{Code: "former_version", Message: "所指的是以前的版本，请写明是哪一年的"})
	if len(earlier) == 0 {
		m.Exactness = NoSuchVersion
		return m
	}
	m.Editions = earlier
	return m
}

func onTrialTitle(e *entry, word string) bool { return strings.Contains(e.Fields.Title, word) }

// How a version is named without brackets, before a title and after it.
var (
	yearBefore = regexp.MustCompile(`^((?:19|20)\d{2})年?(?:新?修订|修正|公布|发布|印发|通过)?版?的?`)
	yearAfter  = regexp.MustCompile(`((?:19|20)\d{2})年?(?:新?修订|修正|公布|印发)?版?$`)
)

// ofYear matches a name with the year of a version before or after it, without
// brackets: 2020年政府工作报告.
func (r *Resolver) ofYear(t typed, day corpus.Date) (TitleMatch, bool) {
	for _, again := range t.withoutYear() {
		hits, exactness := r.titles.named(again)
		// Speeches of one title are no versions of one: if none is of the year,
		// it may still stand in the title.
		if len(hits) > 0 {
			if m := r.matched(hits, exactness, again, day); m.Exactness != NoSuchVersion || hits[0].Fields.Kind == corpus.Regulation {
				return m, true
			}
		}
		if m := r.known(again, TitleMatch{Exactness: NotHeld}); len(hits) == 0 && len(m.Known) > 0 {
			return m, true
		}
	}
	return TitleMatch{}, false
}

// withoutYear are the ways to read a name as one with a year beside it.
func (t typed) withoutYear() []typed {
	var out []typed
	folded := naming.FullYears(t.folded)
	for _, pattern := range []*regexp.Regexp{yearBefore, yearAfter} {
		m := pattern.FindStringSubmatchIndex(folded)
		if m == nil {
			continue
		}
		again := newTyped(folded[:m[0]] + folded[m[1]:])
		again.version.Date = corpus.Date(folded[m[2]:m[3]])
		out = append(out, again)
	}
	return out
}

// named are the documents one of whose names is t; only those it is the title
// or an alias of, if there are any.
func (ts *titles) named(t typed) ([]*entry, Exactness) {
	if t.Plain == "" {
		return nil, NoMatch
	}
	hits := ts.byKey[t.Key]
	var full []*entry
	for _, e := range hits {
		if slices.ContainsFunc(e.names, func(n naming.Name) bool { return n.Given && n.Plain == t.Plain }) {
			full = append(full, e)
		}
	}
	if len(full) > 0 {
		return full, FullTitle
	}
	return hits, ShortTitle
}

// known adds the texts that go by the name and are not held: 准则 is the name
// of two, and to hold one of them does not make it the one that is meant.
func (r *Resolver) known(t typed, m TitleMatch) TitleMatch {
	for _, full := range r.aliases.Known(t.Plain) {
		if len(r.titles.byKey[naming.Key(full)]) == 0 {
			m.Known = append(m.Known, full)
		}
	}
	if len(m.Known) > 0 {
		m.Sure = false
		m.Notices = append(m.Notices, search.Notice{Code: "not_held", Message: "资料库没有" + citeTitles(m.Known)})
	}
	return m
}

func citeTitles(full []string) string {
	var out []string
	for _, t := range full {
		out = append(out, search.CiteVersion(t, ""))
	}
	return strings.Join(out, "、")
}

// matched makes editions of the documents a name led to.
func (r *Resolver) matched(hits []*entry, exactness Exactness, t typed, day corpus.Date) TitleMatch {
	m := TitleMatch{Exactness: exactness}
	var other []Edition
	for _, group := range r.titles.works(hits, t) {
		if e, ok := edition(group, t.version, day); ok {
			m.Editions = append(m.Editions, e)
		} else if e, ok := edition(group, naming.Version{}, day); ok {
			other = append(other, e)
		}
	}
	if len(m.Editions) == 0 {
		m.Exactness, m.Editions = NoSuchVersion, other
		m.Notices = append(m.Notices, search.Notice{Code: "no_such_version", Message: "资料库没有所引的版本，另有其他版本"})
	}
	slices.SortFunc(m.Editions, compareEditions)
	m.Sure = len(m.Editions) == 1 && m.Exactness != NoSuchVersion
	return m
}

// works groups documents by work. The other versions of a work come along,
// even if they bear another title, but only the part if the name was a part's.
func (ts *titles) works(hits []*entry, t typed) [][]*entry {
	var order []string
	groups := map[string][]*entry{}
	for _, e := range hits {
		part := slices.ContainsFunc(e.names, func(n naming.Name) bool { return n.Part && n.Key == t.Key })
		key := e.work
		if part {
			key += "#" + e.Fields.Part
		}
		if groups[key] != nil {
			continue
		}
		order = append(order, key)
		for _, other := range ts.byWork[e.work] {
			if !part || other.Fields.Part == e.Fields.Part {
				groups[key] = append(groups[key], other)
			}
		}
	}
	out := make([][]*entry, len(order))
	for i, key := range order {
		out[i] = groups[key]
	}
	return out
}

// event finds the speech that people call by its day.
func (r *Resolver) event(t typed, day corpus.Date) (TitleMatch, bool) {
	events := r.aliases.Events[t.Plain]
	if len(events) == 0 {
		return TitleMatch{}, false
	}
	var hits []*entry
	for _, ev := range events {
		hits = append(hits, r.titles.spoken(ev)...)
	}
	if len(hits) == 0 {
		ev := events[0]
		m := TitleMatch{Exactness: NotHeld, Event: &ev}
		for _, ev := range events {
			m.Known = append(m.Known, ev.Title)
			m.Notices = append(m.Notices, search.Notice{Code: "not_held", Message: "资料库没有这篇讲话或指示：" + ev.Date.Chinese() + " " + ev.Title})
		}
		return m, true
	}
	m := r.matched(hits, EventName, typed{}, day)
	m.Event = &events[0]
	m.Sure = m.Sure && len(events) == 1
	return m, true
}

// spoken lists the speeches of an event: those whose title says so, else, if
// the day is known, those of that day.
func (ts *titles) spoken(ev naming.Event) []*entry {
	var named, dated []*entry
	words := naming.Plain(ev.Title)
	for _, e := range ts.order {
		if e.Fields.Kind != corpus.Speech || !strings.HasPrefix(string(e.Fields.VersionDate()), string(ev.Date)) {
			continue
		}
		if strings.Contains(e.names[0].Plain, words) {
			named = append(named, e)
		}
		if len(ev.Date) == len("2006-01-02") {
			dated = append(dated, e)
		}
	}
	if len(named) > 0 {
		return named
	}
	return dated
}
