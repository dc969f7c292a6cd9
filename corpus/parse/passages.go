package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Bounds of passages outside articles, in code points. An article is one
// passage whatever its length, up to longestArticle, where it is cut between
// its 款 and 项.
const (
	shortPassage   = 200
	longPassage    = 500
	longestArticle = 4000
	// longestRun bounds one paragraph in one passage; the rest of a longer one
	// is cut at a sentence, and the passage is indexed with a tail.
	longestRun = 2000
	// tailLength is how much of the next passage is indexed with one that was
	// cut inside a paragraph: strings up to 40 characters are found across.
	tailLength = 48
)

// Passages cuts d into passages. They tile the text: every byte is in exactly
// one. A heading goes with what it heads.
func Passages(d *corpus.Document) []corpus.Passage {
	c := cutter{d: d}
	c.node(d.Root, nil)
	c.flush(len(d.Text))
	c.countRunes()
	return c.out
}

type cutter struct {
	d   *corpus.Document
	out []corpus.Passage
	// next is the passage being gathered: it begins at start and takes its name
	// from the first paragraph or article in it. length is in code points.
	next   corpus.Passage
	start  int
	named  bool
	length int
}

// node cuts a node and what is below it.
func (c *cutter) node(n *corpus.Provision, above []*corpus.Provision) {
	path := append(above, n)
	switch n.Kind {
	case corpus.NodeArticle:
		c.flush(c.headStart(n))
		c.name(n, above, false)
		c.article(n)
		return
	case corpus.NodeTOC, corpus.NodeTable, corpus.NodeNote, corpus.NodeHistory, corpus.NodeFront, corpus.NodeTitle:
		c.flush(n.Span.Start)
		c.name(n, above, n.Kind != corpus.NodeFront)
		c.long(n.Span)
		c.flush(n.Span.End)
		return
	case corpus.NodeParagraph:
		c.paragraph(n, above)
		return
	case corpus.NodeRoot:
	default:
		if c.named {
			c.flush(n.Span.Start)
		}
		c.lead(n, path)
	}
	for _, child := range n.Children {
		c.node(child, path)
	}
}

// lead names a passage after a heading that has text of its own right below it
// and no paragraph node for it (the lines between 第一章 and 第一条).
func (c *cutter) lead(n *corpus.Provision, path []*corpus.Provision) {
	if len(n.Children) == 0 {
		c.name(n, path[:len(path)-1], n.Kind == corpus.NodeAnnex)
		c.long(corpus.Span{Start: n.Span.Start, End: n.Span.End})
		c.flush(n.Span.End)
	}
}

// headStart is where the passage of an article begins: at the headings
// gathered before it, or at its own start.
func (c *cutter) headStart(n *corpus.Provision) int {
	if !c.named && c.start < n.Span.Start {
		return c.start
	}
	return n.Span.Start
}

// name gives the gathered passage its name, if it has none yet.
func (c *cutter) name(n *corpus.Provision, above []*corpus.Provision, apart bool) {
	if c.named {
		return
	}
	c.named = true
	c.next = corpus.Passage{Locator: n.Locator, Label: n.Label, Apart: apart}
	for _, a := range above {
		if h := a.Heading(); h != "" && a.Kind != corpus.NodeArticle {
			c.next.Path = append(c.next.Path, h)
		}
	}
	if n.Kind == corpus.NodeArticle {
		c.next.Path = append(c.next.Path, n.Heading())
	} else if h := n.Heading(); h != "" && n.Kind != corpus.NodeParagraph {
		c.next.Path = append(c.next.Path, h)
	}
	if c.next.Label == "" {
		c.next.Label = n.Caption
	}
}

// flush ends the gathered passage at end.
func (c *cutter) flush(end int) {
	if end <= c.start {
		return
	}
	if !c.named {
		// Nothing but headings or white space: it goes with the passage before,
		// or waits for the one that follows.
		if len(c.out) == 0 || strings.TrimFunc(c.d.Text[c.start:end], corpus.Invisible) != "" && end < len(c.d.Text) {
			if end < len(c.d.Text) {
				return
			}
			c.name(&corpus.Provision{Locator: "p_1"}, nil, false)
		} else {
			c.out[len(c.out)-1].Span.End = end
			c.start, c.length = end, 0
			return
		}
	}
	c.next.Span = corpus.Span{Start: c.start, End: end}
	c.out = append(c.out, c.next)
	c.start, c.named, c.length = end, false, 0
}

// article cuts an article: whole, or between 款 and 项 when it is very long.
func (c *cutter) article(n *corpus.Provision) {
	if utf8.RuneCountInString(n.Span.In(c.d.Text)) <= longestArticle {
		c.flush(n.Span.End)
		return
	}
	name := c.next
	again := func(at *corpus.Provision) {
		c.flush(at.Span.Start)
		if !c.named {
			c.next, c.named = name, true
			c.next.Locator = at.Locator
		}
	}
	for _, para := range n.Children {
		parts := []*corpus.Provision{para}
		if utf8.RuneCountInString(para.Span.In(c.d.Text)) > longPassage {
			parts = append(parts, para.Children...)
		}
		for i, part := range parts {
			end := part.Span.End
			if i == 0 && len(parts) > 1 {
				end = parts[1].Span.Start
			}
			size := utf8.RuneCountInString(c.d.Text[part.Span.Start:end])
			if c.length > 0 && c.length+size > longPassage {
				again(part)
			}
			c.length += size
			c.long(corpus.Span{Start: part.Span.Start, End: end})
			if !c.named {
				c.next, c.named = name, true
				c.next.Locator = part.Locator
			}
		}
	}
	c.flush(n.Span.End)
}

// paragraph adds a paragraph to the passage being gathered, or begins a new one
// when that is long enough.
func (c *cutter) paragraph(n *corpus.Provision, above []*corpus.Provision) {
	size := utf8.RuneCountInString(strings.TrimFunc(n.Span.In(c.d.Text), corpus.Invisible))
	if c.named && (c.length >= shortPassage || c.length+size > longPassage) && c.length > 0 {
		c.flush(n.Span.Start)
	}
	c.name(n, above, apartUnder(above))
	c.length += size
	c.long(n.Span)
}

// apartUnder reports whether paragraphs below these nodes rank last.
func apartUnder(above []*corpus.Provision) bool {
	for _, a := range above {
		if a.Kind == corpus.NodeNote || a.Kind == corpus.NodeTable {
			return true
		}
	}
	return false
}

// long cuts a stretch that is too long for one passage at its sentences.
func (c *cutter) long(s corpus.Span) {
	text := c.d.Text
	for from := s.Start; longer(text[from:s.End], longestRun); {
		end := from + cutAt(text[from:s.End], longestRun*3/4, longestRun)
		name := c.next
		c.next.Tail = tailBytes(text[end:s.End])
		c.flush(end)
		c.next, c.named = name, true
		c.next.Tail = 0
		from = end
	}
}

// longer reports whether text has more than n code points, without counting them all.
func longer(text string, n int) bool {
	return len(text) > utf8.UTFMax*n || utf8.RuneCountInString(text) > n
}

// cutAt is where to cut text: after the last sentence that ends between least
// and most code points, else at most.
func cutAt(text string, least, most int) int {
	count, best := 0, 0
	for i, r := range text {
		if count >= most {
			if best > 0 {
				return best
			}
			return i
		}
		count++
		if count >= least && strings.ContainsRune("。；！？\n", r) {
			best = i + utf8.RuneLen(r)
		}
	}
	return len(text)
}

// tailBytes is the length of the first tailLength folded code points of text. It looks no
// further than longestRun: behind that many characters that show nothing, millions of
// blank lines perhaps, nothing goes on.
func tailBytes(text string) int {
	count, seen := 0, 0
	for i, r := range text {
		if count >= tailLength || seen >= longestRun {
			return i
		}
		seen++
		if corpus.FoldRune(r) >= 0 {
			count++
		}
	}
	return len(text)
}

// countRunes fills in the spans in code points.
func (c *cutter) countRunes() {
	spans := make([]corpus.Span, len(c.out))
	for i, p := range c.out {
		spans[i] = p.Span
	}
	for i, s := range corpus.Runes(c.d.Text, spans) {
		c.out[i].Runes = s
	}
}
