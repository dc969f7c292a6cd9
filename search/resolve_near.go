package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Bounds of what a name that is no title may be taken for. 合同法 is a piece of
// 劳动合同法 and 民事诉讼法 is one character from 刑事诉讼法: short names are only
// ever offered, never answered.
const (
	sureLength  = 6 // characters a name must have to be taken for a title it is near to
	nearLength  = 4 // and to be compared character by character at all
	maxChoices  = 10
	probeLength = 10 // candidates looked into for the article that was named
)

// near collects documents by how they were found.
type near struct{ piece, end, mistyped, scattered []*entry }

// nearly matches a name that is none, but near to one.
func (r *Resolver) nearly(t typed, day corpus.Date) TitleMatch {
	if genre := genreOf(t.key); genre != "" {
		return r.ofGenre(genre, day)
	}
	if isPinyin(t.folded) {
		return r.byPinyin(t, day)
	}
	if t.runes < 2 || t.version.docNo != "" && t.plain == "" {
		return TitleMatch{}
	}
	n := r.titles.near(t)
	for _, tier := range []struct {
		hits      []*entry
		exactness Exactness
		rivals    []*entry
		half      bool
	}{
		{n.end, PartOfTitle, n.scattered, true},
		{n.mistyped, Mistyped, n.piece, false},
		{n.scattered, Scattered, append(n.piece, n.mistyped...), true},
	} {
		m := r.matched(tier.hits, tier.exactness, t, day)
		if len(tier.hits) == 0 || !m.Sure || t.runes < sureLength || r.rivalled(tier.hits[0], tier.rivals) || tier.half && !halfOf(t, tier.hits[0]) {
			continue
		}
		return m.told(t)
	}
	all := append(append(n.piece, n.mistyped...), n.scattered...)
	if len(all) == 0 {
		return TitleMatch{Editions: r.titles.similar(t, day)}
	}
	exactness := PartOfTitle
	if len(n.piece) == 0 {
		exactness = Mistyped
	}
	m := r.matched(all[:min(len(all), 4*maxChoices)], exactness, t, day)
	m.Sure = false
	return m
}

// rivalled reports whether other works than e's are among rivals.
func (r *Resolver) rivalled(e *entry, rivals []*entry) bool {
	return slices.ContainsFunc(rivals, func(o *entry) bool { return o.work != e.work })
}

// halfOf reports whether a name is at least half of the shortest that e goes by.
func halfOf(t typed, e *entry) bool {
	for _, n := range e.names {
		if 2*t.runes >= n.runes && (scattered(t.key, n.key)) {
			return true
		}
	}
	return false
}

// told says in a notice how the name was taken.
func (m TitleMatch) told(t typed) TitleMatch {
	title := m.Editions[0].Parts[0].Fields.Title
	switch m.Exactness {
	case Mistyped, Pinyin:
		m.Corrected = title
		m.Notices = append(m.Notices, Notice{"corrected_title", "没有名为“" + t.folded + "”的文件，按" + citeTitle(title, "") + "查找"})
	default:
		m.Notices = append(m.Notices, Notice{"partial_title", "“" + t.folded + "”不是完整的标题，按" + citeTitle(title, "") + "查找"})
	}
	return m
}

// near reads all names once. Most are ruled out by their signature.
func (ts *titles) near(t typed) near {
	var out near
	for _, e := range ts.order {
		best := 0
		for i := range e.names {
			best = max(best, t.nearness(&e.names[i], e.Fields.Kind))
		}
		switch best {
		case nearEnd:
			out.end = append(out.end, e)
			out.piece = append(out.piece, e)
		case nearPiece:
			out.piece = append(out.piece, e)
		case nearMistyped:
			out.mistyped = append(out.mistyped, e)
		case nearScattered:
			out.scattered = append(out.scattered, e)
		}
	}
	return out
}

const (
	nearScattered = iota + 1
	nearMistyped
	nearPiece
	nearEnd
)

// nearness says how a name is near to another, 0 for not at all. A piece that
// is the end of a regulation's title is nearer than another: 海洋环境保护法 must
// not become its 实施条例.
func (t *typed) nearness(n *name, kind corpus.Kind) int {
	lack := t.keySign.lacks(n.keySign)
	if lack == 0 && t.keyRunes < n.keyRunes {
		switch {
		case strings.HasSuffix(n.key, t.key) || kind != corpus.Regulation && strings.Contains(n.key, t.key):
			return nearEnd
		case strings.Contains(n.key, t.key):
			return nearPiece
		}
	}
	if t.runes < nearLength {
		return 0
	}
	apart := t.keyRunes - n.keyRunes
	if lack <= 1 && apart >= -1 && apart <= 1 && n.keySign.lacks(t.keySign) <= 1 && oneApart(t.key, n.key) {
		return nearMistyped
	}
	if t.plainSign.lacks(n.plainSign) <= 1 && n.plainSign.lacks(t.plainSign) <= 1 && oneApart(t.plain, n.plain) {
		return nearMistyped
	}
	if lack == 0 && t.ending != "" && t.ending == n.ending && scattered(t.key, n.key) {
		return nearScattered
	}
	return 0
}

// similarShare is how much of two names' characters must be the same for the
// one to be offered where the other does not exist.
const similarShare = 0.6

// similar are up to three works whose names have most characters in common
// with a name that nothing goes by.
func (ts *titles) similar(t typed, day corpus.Date) []Edition {
	type scored struct {
		entry *entry
		share float64
	}
	var best []scored
	for _, e := range ts.order {
		share := 0.0
		for i := range e.names {
			n := &e.names[i]
			common := t.keySign.size() - t.keySign.lacks(n.keySign)
			share = max(share, 2*float64(common)/float64(max(1, t.keySign.size()+n.keySign.size())))
		}
		if share >= similarShare {
			best = append(best, scored{e, share})
		}
	}
	slices.SortStableFunc(best, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.entry.ID, b.entry.ID))
	})
	var out []Edition
	for _, s := range best[:min(len(best), 3)] {
		for _, group := range ts.works([]*entry{s.entry}, typed{}) {
			if e, ok := edition(group, version{}, day); ok && !slices.ContainsFunc(out, func(o Edition) bool { return o.Parts[0].ID == e.Parts[0].ID }) {
				out = append(out, e)
			}
		}
	}
	return out
}

// ofGenre are the regulations of a genre, which its bare name may mean.
func (r *Resolver) ofGenre(genre string, day corpus.Date) TitleMatch {
	var hits []*entry
	for _, e := range r.titles.order {
		if e.Fields.Kind == corpus.Regulation && strings.HasSuffix(e.names[0].key, genre) && (genre != "法" || e.names[0].ending == "法") {
			hits = append(hits, e)
		}
	}
	// Only the best are made editions of: there may be a thousand.
	slices.SortFunc(hits, func(a, b *entry) int {
		return cmp.Or(
			cmp.Compare(applies[a.Standing.Timeline.On(day)], applies[b.Standing.Timeline.On(day)]),
			cmp.Compare(rankOf(a.Fields), rankOf(b.Fields)),
			cmp.Compare(utf8.RuneCountInString(a.Fields.Title), utf8.RuneCountInString(b.Fields.Title)),
			cmp.Compare(a.ID, b.ID),
		)
	})
	m := TitleMatch{Exactness: GenreOnly}
	if len(hits) > 0 {
		m = r.matched(hits[:min(len(hits), 2*probeLength)], GenreOnly, typed{}, day)
	}
	m.Sure = false
	m.Notices = append(m.Notices, Notice{"genre_only", "“" + genre + "”不是一部文件的名称，请写明是哪一部"})
	return m
}

// byPinyin finds names by their pinyin or its initials.
func (r *Resolver) byPinyin(t typed, day corpus.Date) TitleMatch {
	var full, initials []*entry
	letters := pinyinLetters(t.folded)
	for _, e := range r.titles.order {
		switch r.titles.readings.match(letters, e.names) {
		case pinyinFull:
			full = append(full, e)
		case pinyinInitials:
			initials = append(initials, e)
		}
	}
	hits := full
	if len(hits) == 0 {
		hits = initials
	}
	if len(hits) == 0 {
		return TitleMatch{}
	}
	m := r.matched(hits, Pinyin, typed{}, day)
	if m.Sure {
		return m.told(t)
	}
	return m
}
