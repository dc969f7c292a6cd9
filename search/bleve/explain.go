package bleve

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// explanation is what a search notes of the hits it shows if it is asked why
// they are where they are. The query is ranked a second time, and after each
// term what it added to each of them is noted: so the parts add up to the score
// whatever the ranking does.
type explanation struct {
	m       matched
	notes   map[uint32][]note  // by number
	first   map[uint32]float32 // scores before the second look
	voted   map[uint32]float32 // and after the vote
	numbers []uint32
}

// note is what one term added to the score of a passage.
type note struct {
	field int
	text  string
	value float32
}

// fieldNeedle is the field of a string that must stand in the passage.
const fieldNeedle = zap.FieldCount

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

// observe ranks again what the hits were ranked by.
func (c *collector) observe(ctx context.Context, m matched, hits []hit) {
	e := &c.why
	e.m, e.notes = m, map[uint32][]note{}
	hits = slices.Clone(hits)
	for i := range c.lanes {
		hits = append(hits, c.lanes[i].hits.heap...)
	}
	for _, h := range hits {
		e.numbers = append(e.numbers, h.number)
	}
	slices.Sort(e.numbers)
	e.numbers = slices.Compact(e.numbers)
	c.dirty = true
	clear(c.scores)
	for o := range c.about {
		c.about[o].boost = 0
	}
	c.rankAgain(ctx, m)
	c.noted = nil
}

// rankAgain goes the way of match. When time is up what it has noted is shown to
// nobody.
func (c *collector) rankAgain(ctx context.Context, m matched) {
	before := make(map[uint32][2]float32, len(c.why.numbers))
	c.noted = func(field int, text string) {
		for _, n := range c.why.numbers {
			boost := &c.about[c.segmentOf(n).ordinal[n-c.segmentOf(n).base]].boost
			was := before[n]
			if added := c.scores[n] - was[0]; added != 0 {
				c.why.notes[n] = append(c.why.notes[n], note{field, text, added})
			}
			if added := *boost - was[1]; added != 0 {
				c.why.notes[n] = append(c.why.notes[n], note{zap.Title, text, added})
			}
			before[n] = [2]float32{c.scores[n], *boost}
		}
	}
	if m.asked != nil {
		a := &asking{}
		_ = c.rank(ctx, m.ranked, c.wordsOf(m.asked), a)
		_ = c.lookCloser(ctx, c.closerOf(c.why.numbers, m), a)
	}
	if len(m.needles) == 0 {
		return
	}
	if _, err := c.stand(ctx, m.needles); err == nil {
		c.noted(fieldNeedle, strings.Join(m.needles, "、"))
	}
	for _, needle := range m.needles {
		zap.EachGram(needle, func(gram string, _ int) {
			if err := c.addTitle(gram, c.weights.Title, 1); err == nil {
				c.noted(zap.Title, gram)
			}
		})
	}
}

// look keeps the scores of hits before the second look and after the vote.
func (c *collector) look(hits []hit) {
	if !c.q.Explain {
		return
	}
	scores := make(map[uint32]float32, len(hits))
	for _, h := range hits {
		scores[h.number] = h.score
	}
	if c.why.first == nil {
		c.why.first = scores
	} else {
		c.why.voted = scores
	}
}

// explain says in words what the score of a hit is made of, in the order in
// which it was: each line adds to what came before or multiplies it.
func (c *collector) explain(h hit, folded string) []string {
	var out []string
	for _, p := range c.parts(h, folded) {
		out = append(out, p.String())
	}
	switch {
	case c.why.m.everything:
		out = append(out, "没有检索词，按日期排列")
	case c.q.Sort != search.ByRelevance:
		out = append(out, "按日期排列，得分不决定先后")
	default:
		out = append(out, fmt.Sprintf("得分：%.2f", h.score))
	}
	if h.high&notApart == 0 {
		out = append(out, "目录、题注、附件等单列的段落，排在正文之后")
	}
	return out
}

// parts are the steps to the score of a hit.
func (c *collector) parts(h hit, folded string) []part {
	if c.why.m.everything {
		return nil
	}
	s := c.segmentOf(h.number)
	row := c.table.rows[s.ordinal[h.number-s.base]]
	out := c.held(h, folded)
	prior := c.weights.prior(row.prior)
	if prior != 1 {
		out = append(out, part{"效力级别和体裁（" + standing(row.head.Fields) + "）", true, prior})
	}
	if factor := c.factors[s.ordinal[h.number-s.base]]; factor != prior {
		status := corpus.Label(corpus.Statuses, string(row.head.Timeline.On(c.q.AsOf)))
		out = append(out, part{status + "，排在现行有效的之后", true, factor / prior})
	}
	first, again := c.why.first[h.number]
	if !again {
		return out
	}
	voted := c.why.voted[h.number]
	if voted != first {
		out = append(out, part{"本文献另有段落也被找到", true, voted / first})
	}
	if h.score != voted {
		out = append(out, part{"复看：所问的字词集中在这一段里", false, h.score - voted})
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

// held are the parts that the words of the query have in a passage.
func (c *collector) held(h hit, folded string) []part {
	sums := map[int]float32{}
	names := map[int][]string{}
	var typed, synonyms []held
	for _, n := range c.why.notes[h.number] {
		if n.field == zap.Grams {
			c.credit(&typed, &synonyms, n, folded)
			continue
		}
		sums[n.field] += n.value
		if !slices.Contains(names[n.field], n.text) {
			names[n.field] = append(names[n.field], n.text)
		}
	}
	var out []part
	out = appendHeld(out, "文中有", typed)
	out = appendHeld(out, "文中有同义的", synonyms)
	for _, f := range []struct {
		field int
		label string
	}{{fieldNeedle, "文中有"}, {zap.Runes, "单字"}, {zap.Words, "词典里的词"}, {zap.Trail, "上级标题里有"}, {zap.Title, "文献标题里有"}} {
		if list := chained(names[f.field]); list != nil {
			out = append(out, part{f.label + "“" + strings.Join(list[:min(len(list), shownStrings)], "、") + "”", false, sums[f.field]})
		}
	}
	return out
}

// chained joins neighbouring pairs of letters that overlap to the string they
// are of.
func chained(names []string) []string {
	var out []string
	for _, name := range names {
		_, width := utf8.DecodeRuneInString(name)
		if last := len(out) - 1; last >= 0 && width < len(name) && strings.HasSuffix(out[last], name[:width]) {
			out[last] += name[width:]
			continue
		}
		out = append(out, name)
	}
	return out
}

// held is a string of the question that stands in a passage: what it weighs
// there, and its rarest two letters alone.
type held struct {
	text          string
	value, rarest float32
}

// credit counts what two neighbouring letters added to the string they are of:
// the longest of the question that stands in the passage.
func (c *collector) credit(typed, synonyms *[]held, n note, folded string) {
	for _, w := range c.why.m.ranked {
		if !strings.Contains(w.Text, n.text) {
			continue
		}
		list, text := typed, n.text
		for _, piece := range pieces(w.Text, folded) {
			if strings.Contains(piece, n.text) {
				text = piece
				break
			}
		}
		if w.Weight != 1 {
			list, text = synonyms, text+c.instead(w.Text)
		}
		i := slices.IndexFunc(*list, func(h held) bool { return h.text == text })
		if i < 0 {
			i = len(*list)
			*list = append(*list, held{text: text})
		}
		(*list)[i].value += n.value
		(*list)[i].rarest = max((*list)[i].rarest, n.value)
		return
	}
}

// instead says for which word of the question a synonym was put in.
func (c *collector) instead(synonym string) string {
	for _, e := range c.why.m.expansions {
		if corpus.Fold(e.To) == synonym {
			return "（问‘" + e.From + "’）"
		}
	}
	return ""
}

// appendHeld writes strings as one part, the rarest first.
func appendHeld(out []part, label string, list []held) []part {
	if len(list) == 0 {
		return out
	}
	slices.SortStableFunc(list, func(a, b held) int { return cmp.Compare(b.rarest, a.rarest) })
	sum := float32(0)
	var texts []string
	for i, h := range list {
		sum += h.value
		if i < shownStrings {
			texts = append(texts, fmt.Sprintf("“%s” %.2f", h.text, h.value))
		}
	}
	if more := len(list) - shownStrings; more > 0 {
		texts = append(texts, fmt.Sprintf("另 %d 处", more))
	}
	return append(out, part{label + strings.Join(texts, "、"), false, sum})
}
