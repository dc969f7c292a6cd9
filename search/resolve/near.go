package resolve

import (
	"cmp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/pinyin"
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
	if genre := naming.GenreOf(t.Key); genre != "" {
		return r.ofGenre(genre, day)
	}
	if pinyin.IsSpelling(t.folded) {
		return r.byPinyin(t, day)
	}
	if t.Runes < 2 || t.version.DocNo != "" && t.Plain == "" {
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
		{n.scattered, Scattered, slices.Concat(n.piece, n.mistyped), true},
	} {
		m := r.matched(tier.hits, tier.exactness, t, day)
		if len(tier.hits) == 0 || !m.Sure || t.Runes < sureLength || r.rivalled(tier.hits[0], tier.rivals) || tier.half && !halfOf(t, tier.hits[0]) {
			continue
		}
		return m.told(t)
	}
	all := slices.Concat(n.piece, n.mistyped, n.scattered)
	if len(all) == 0 {
		return r.nearlyOfYear(t, day)
	}
	exactness := PartOfTitle
	if len(n.piece) == 0 {
		exactness = Mistyped
	}
	m := r.matched(all[:min(len(all), 4*maxChoices)], exactness, t, day)
	m.Sure = false
	return m
}

// nearlyOfYear matches a name with a year beside it that is near to a title: what
// may have been meant is offered, of that year if there is such.
func (r *Resolver) nearlyOfYear(t typed, day corpus.Date) TitleMatch {
	for _, again := range t.withoutYear() {
		if again.Runes < 2 {
			continue
		}
		m := r.nearly(again, day)
		m.Sure, m.Corrected = false, ""
		if m.Exactness == NoSuchVersion {
			again.version = naming.Version{}
			m = r.nearly(again, day)
			m.Sure, m.Corrected = false, ""
		}
		if len(m.Editions) > 0 {
			return m
		}
	}
	return TitleMatch{}
}

// rivalled reports whether other works than e's are among rivals.
func (r *Resolver) rivalled(e *entry, rivals []*entry) bool {
	return slices.ContainsFunc(rivals, func(o *entry) bool { return o.work != e.work })
}

// halfOf reports whether a name is at least half of the shortest that e goes by.
func halfOf(t typed, e *entry) bool {
	for _, n := range e.names {
		if 2*t.Runes >= n.Runes && (naming.Scattered(t.Key, n.Key)) {
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
		m.Notices = append(m.Notices, search.Notice{Code: "corrected_title", Message: "没有名为“" + t.folded + "”的文件，按" + search.CiteVersion(title, "") + "查找"})
	default:
		m.Notices = append(m.Notices, search.Notice{Code: "partial_title", Message: "“" + t.folded + "”不是完整的标题，按" + search.CiteVersion(title, "") + "查找"})
	}
	return m
}

// near reads all names once. Most are ruled out by their signature.
func (ts *titles) near(t typed) near {
	best := map[*entry]int{}
	var met []*entry
	for i := range ts.list {
		l := &ts.list[i]
		lack := t.KeySign.Lacks(l.key)
		if lack > 1 && t.PlainSign.Lacks(l.plain) > 1 {
			continue
		}
		if how := t.nearness(l.name, lack, l.entry.Fields.Kind); how > 0 {
			if best[l.entry] == 0 {
				met = append(met, l.entry)
			}
			best[l.entry] = max(best[l.entry], how)
		}
	}
	var out near
	for _, e := range met {
		switch best[e] {
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
	nearPiece
	nearMistyped
	nearEnd
)

// nearness says how a name is near to another, 0 for not at all. A piece that
// is the end of a regulation's title is nearer than another: 海洋环境保护法 must
// not become its 实施条例.
func (t *typed) nearness(n *naming.Name, lack int, kind corpus.Kind) int {
	piece := lack == 0 && t.KeyRunes < n.KeyRunes && strings.Contains(n.Key, t.Key)
	switch {
	case piece && (kind != corpus.Regulation || strings.HasSuffix(n.Key, t.Key)):
		return nearEnd
	case t.Runes >= nearLength && t.mistypes(n, lack):
		return nearMistyped
	case piece:
		return nearPiece
	case t.Runes >= nearLength && lack == 0 && t.Ending != "" && t.Ending == n.Ending && naming.Scattered(t.Key, n.Key):
		return nearScattered
	}
	return 0
}

// mistypes reports whether one character of either form is wrong.
func (t *typed) mistypes(n *naming.Name, lack int) bool {
	apart := t.KeyRunes - n.KeyRunes
	return lack <= 1 && apart >= -1 && apart <= 1 && n.KeySign.Lacks(t.KeySign) <= 1 && naming.OneApart(t.Key, n.Key) ||
		t.PlainSign.Lacks(n.PlainSign) <= 1 && n.PlainSign.Lacks(t.PlainSign) <= 1 && naming.OneApart(t.Plain, n.Plain)
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
	size := t.KeySign.Size()
	for _, l := range ts.list {
		common := size - t.KeySign.Lacks(l.key)
		if 3*common < size { // too little to be worth a division
			continue
		}
		if share := 2 * float64(common) / float64(size+l.key.Size()); share >= similarShare {
			best = append(best, scored{l.entry, share})
		}
	}
	slices.SortStableFunc(best, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.entry.ID, b.entry.ID))
	})
	best = slices.CompactFunc(best, func(a, b scored) bool { return a.entry == b.entry })
	var out []Edition
	for _, s := range best[:min(len(best), 3)] {
		for _, group := range ts.works([]*entry{s.entry}, typed{}) {
			if e, ok := edition(group, naming.Version{}, day); ok && !slices.ContainsFunc(out, func(o Edition) bool { return o.Parts[0].ID == e.Parts[0].ID }) {
				out = append(out, e)
			}
		}
	}
	return out
}

// ofGenre are the regulations of a genre, which its bare name may mean. Only
// the best are made editions of: there may be a thousand.
func (r *Resolver) ofGenre(genre string, day corpus.Date) TitleMatch {
	const most = 2 * probeLength
	hits := make([]*entry, 0, most+1)
	for _, e := range r.titles.order {
		if e.Fields.Kind != corpus.Regulation || !strings.HasSuffix(e.names[0].Key, genre) || genre == "法" && e.names[0].Ending != "法" {
			continue
		}
		if len(hits) == most && compareEntries(e, hits[most-1], day) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(hits, e, func(a, b *entry) int { return compareEntries(a, b, day) })
		hits = slices.Insert(hits, at, e)
		hits = hits[:min(len(hits), most)]
	}
	m := TitleMatch{Exactness: GenreOnly}
	if len(hits) > 0 {
		m = r.matched(hits, GenreOnly, typed{}, day)
	}
	m.Sure = false
	m.Notices = append(m.Notices, search.Notice{Code: "genre_only", Message: "“" + genre + "”不是一部文件的名称，请写明是哪一部"})
	return m
}

// compareEntries is the order of compareEditions, for documents.
func compareEntries(a, b *entry, day corpus.Date) int {
	return cmp.Or(
		a.Standing.Timeline.On(day).Compare(b.Standing.Timeline.On(day)),
		cmp.Compare(a.rank, b.rank),
		cmp.Compare(len(a.Fields.Title), len(b.Fields.Title)),
		cmp.Compare(a.ID, b.ID),
	)
}

// byPinyin finds names by their pinyin or its initials.
func (r *Resolver) byPinyin(t typed, day corpus.Date) TitleMatch {
	letters := pinyin.Letters(t.folded)
	best, hits := pinyin.None, []*entry(nil)
	for i := range r.titles.list {
		l := &r.titles.list[i]
		if l.first&pinyin.LetterBit(letters[0]) == 0 {
			continue
		}
		switch how := r.titles.readings.Match(letters, l.name.Plain); {
		case how > best:
			best, hits = how, []*entry{l.entry}
		case how == best && how != pinyin.None && !slices.Contains(hits, l.entry):
			hits = append(hits, l.entry)
		}
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
