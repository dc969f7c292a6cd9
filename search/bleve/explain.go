package bleve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// explanation is what says why hits are where they are: what a search was asked and
// by which clues it scored, so that the parts add up to the score whatever the
// ranking does. Nothing is searched again for it.
type explanation struct {
	*reader
	q search.Query
	steps
}

// contribution is what one term added to the score of a passage.
type contribution struct {
	field int
	text  string
	value float32
}

// fieldPhrase is the field of a string that must stand in the passage.
const fieldPhrase = zap.FieldCount

// fieldSense is that of what the passage means.
const fieldSense = fieldPhrase + 1

// part is a step on the way to a score: it is added, or multiplied with.
type part struct {
	label string
	times bool
	value float32
}

// String writes a part as a reader of the API sees it.
func (p part) String() string {
	if p.times {
		return fmt.Sprintf("%s：×%.3f", p.label, p.value)
	}
	return fmt.Sprintf("%s：+%.2f", p.label, p.value)
}

// shownStrings is how many strings of a question a part names.
const shownStrings = 6

// contributions are what each clue added to the score of a hit.
func (e *explanation) contributions(h hit) []contribution {
	var out []contribution
	add := func(field int, text string, value float32) {
		if value != 0 {
			out = append(out, contribution{field, text, value})
		}
	}
	s := e.segmentOf(h.number)
	n := h.number - s.base
	for _, c := range slices.Concat(e.asked.clues.lone, e.asked.clues.grams) {
		add(c.field, c.text, c.in(e.view, s, n))
	}
	_, again := slices.BinarySearch(e.looked, h.number)
	if again {
		for _, c := range slices.Concat(e.asked.clues.letters, e.asked.clues.beside) {
			add(c.field, c.text, c.in(e.view, s, n))
		}
	}
	add(fieldPhrase, strings.Join(e.asked.phrases, "、"), e.asked.strict.of(h.number))
	if e.asked.sense != nil && again {
		add(fieldSense, "", e.senseWorth(e.asked.sense, h.number))
	}
	for _, c := range e.asked.clues.titles {
		if e.titled(c, h.ordinal) {
			add(zap.Title, c.text, c.weight*e.table.rows[h.ordinal].titled(c.essay))
		}
	}
	return out
}

// in is what a clue adds to the score of a passage; 0 if it does not hold the term.
func (c *clue) in(v *view, s *segmentView, n uint32) float32 {
	l := &c.lists[s.seg]
	rank, ok := l.Find(n)
	switch {
	case !ok:
		return 0
	case c.field == zap.Grams:
		return c.weight * v.worthOf(l.Times[rank], s.length[n])
	}
	return c.weight * c.norm[s.length[n]]
}

// titled reports whether a document is one of those whose title holds a term.
func (e *explanation) titled(c clue, ordinal uint32) bool {
	has := false
	for i, s := range e.segs {
		e.each(s, &c.lists[i], func(numbers []uint32) {
			has = has || slices.ContainsFunc(numbers, func(n uint32) bool { return s.ordinal[n] == ordinal })
		})
	}
	return has
}

// explain says in words what the score of a hit is made of, in the order in
// which it was: each line adds to what came before or multiplies it.
func (e *explanation) explain(h rescored, folded string) []string {
	var out []string
	for _, p := range e.parts(h, folded) {
		out = append(out, p.String())
	}
	switch {
	case e.browsed():
		out = append(out, "没有检索词，按日期排列")
	case e.q.Sort != search.ByRelevance:
		out = append(out, "按日期排列，得分不决定先后")
	default:
		out = append(out, fmt.Sprintf("得分：%.2f", h.score))
	}
	if h.high&notApart == 0 {
		out = append(out, "目录、题注、附件等单列的段落，排在正文之后")
	}
	return out
}

// browsed reports whether nothing was asked.
func (e *explanation) browsed() bool { return !e.asked.question() && e.asked.phrases == nil }

// parts are the steps to the score of a hit.
func (e *explanation) parts(h rescored, folded string) []part {
	if e.browsed() {
		return nil
	}
	out := e.words(h.hit, folded)
	row := e.table.rows[h.ordinal]
	prior, apart, factor := e.weights.prior(row.prior), e.weights.apart(e.asked.lean, row.field), e.docs.factors[h.ordinal]
	if prior != 1 {
		out = append(out, part{"效力级别和体裁（" + standing(row.head.Fields) + "）", true, prior})
	}
	if apart != 1 {
		out = append(out, part{"所问的" + speaksOf(e.asked.lean), true, apart})
	}
	if status := row.head.Timeline.On(e.q.AsOf); outdated(status) {
		out = append(out, part{corpus.Label(corpus.Statuses, string(status)) + "，排在现行有效的之后", true, factor / (prior * apart)})
	}
	if h.opened != h.collected {
		out = append(out, part{"开头说明列举的就是所问的，长短不计", false, h.opened - h.collected})
	}
	if h.voted != h.opened {
		out = append(out, part{"本文献另有段落也被找到", true, h.voted / h.opened})
	}
	if h.score != h.voted {
		out = append(out, part{"复看：所问的字词集中在这一段里", false, h.score - h.voted})
	}
	return out
}

// standing is what a document's prior comes from.
func standing(f corpus.Fields) string {
	if f.Kind == corpus.Regulation && f.Rank != "" {
		return corpus.Label(corpus.Ranks, string(f.Rank))
	}
	return cmp.Or(corpus.Label(corpus.Genres, string(f.Genre)), corpus.Label(corpus.Kinds, string(f.Kind)))
}

// speaksOf says why a document of the other field comes after.
func speaksOf(lean float64) string {
	if lean > 0 {
		return "多半是党务，国法排在后面"
	}
	return "多半是国法，党内法规排在后面"
}

// words are the parts that the words of the query have in the score of a passage.
func (e *explanation) words(h hit, folded string) []part {
	sums := map[int]float32{}
	names := map[int][]string{}
	var typed, synonyms []credited
	for _, c := range e.contributions(h) {
		if c.field == zap.Grams {
			e.credit(&typed, &synonyms, c, folded)
			continue
		}
		sums[c.field] += c.value
		if !slices.Contains(names[c.field], c.text) {
			names[c.field] = append(names[c.field], c.text)
		}
	}
	var out []part
	out = appendCredited(out, "文中有", typed)
	out = appendCredited(out, "文中有同义的", synonyms)
	for _, f := range []struct {
		field int
		label string
	}{{fieldPhrase, "文中有"}, {zap.Runes, "单字"}, {zap.Words, "词典里的词"}, {zap.Trail, "上级标题里有"}, {zap.Title, "文献标题里有"}} {
		if list := chained(names[f.field]); list != nil {
			out = append(out, part{f.label + "“" + strings.Join(list[:min(len(list), shownStrings)], "、") + "”", false, sums[f.field]})
		}
	}
	if value := sums[fieldSense]; value != 0 {
		cosine, _ := e.likeness(e.asked.sense, h.number)
		out = append(out, part{fmt.Sprintf("意思相近（%.2f）", cosine), false, value})
	}
	return out
}
