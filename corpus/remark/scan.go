package remark

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"tiaowen/corpus/extract"
)

// place is an element of the part in which others stand.
type place struct {
	name           string
	start, content int
	closed         bool // a control that holds one value
	raised         bool
	properties     [2]int
	run            int // in story.runs, plus one
}

// scanner goes through the part once.
type scanner struct {
	story     *story
	decoder   *xml.Decoder
	wanted    map[int64]extract.Piece
	texts     map[int64]*text
	refers    map[int64]int
	above     []place
	paragraph int
}

// scan finds the runs of the pieces that were traced.
func scan(raw []byte, trace extract.Trace) (*story, error) {
	s := &story{raw: raw, text: trace.Text, ids: map[int]bool{}}
	c := &scanner{story: s, decoder: newDecoder(raw), wanted: map[int64]extract.Piece{}, texts: map[int64]*text{}, refers: map[int64]int{}}
	for _, p := range trace.Pieces {
		if p.Part == trace.Main {
			c.wanted[p.At] = p
		}
	}
	for {
		start := int(c.decoder.InputOffset())
		token, err := c.decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, unreadable(raw, trace.Main)
		}
		switch t := token.(type) {
		case xml.StartElement:
			c.enter(t, start)
		case xml.EndElement:
			c.leave(start)
		}
	}
	s.align(trace, c)
	return s, nil
}

func newDecoder(raw []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(raw))
	return d
}

// unreadable tells a part in another charset from a damaged one.
func unreadable(raw []byte, part string) error {
	head := strings.ToLower(string(raw[:min(len(raw), 200)]))
	if !strings.HasPrefix(strings.TrimPrefix(head, "\ufeff"), "<") || strings.Contains(head, "encoding=") && !strings.Contains(head, "utf-8") {
		return foreign(part)
	}
	return broken(part)
}

func (c *scanner) enter(e xml.StartElement, start int) {
	if len(c.above) == 0 {
		c.story.declare(e)
	}
	at := c.decoder.InputOffset()
	p := place{name: "?" + e.Name.Local, start: start, content: int(at)}
	if isWord(e.Name.Space) {
		p.name = e.Name.Local
	}
	c.above = append(c.above, p)
	for _, a := range e.Attr {
		if n, err := strconv.Atoi(a.Value); err == nil && a.Name.Local == "id" && isWord(a.Name.Space) {
			c.story.ids[n] = true
		}
	}
	switch p.name {
	case "p":
		if c.host() == len(c.above)-1 {
			c.paragraph++
			if c.story.firstBody == 0 && !bytes.HasSuffix(c.story.raw[:at], []byte("/>")) && !c.within("?AlternateContent") {
				c.story.firstBody = int(at)
			}
		}
	case "vertAlign":
		c.raise(e)
	case "text", "date", "dropDownList", "comboBox", "dataBinding", "?checkbox":
		if n := len(c.above); n > 2 && c.above[n-2].name == "sdtPr" {
			c.above[n-3].closed = true
		}
	}
	if wanted, ok := c.wanted[at]; ok {
		if r := c.anchor(); r < 0 {
			return
		} else if wanted.Refers {
			c.refers[at] = r
		} else {
			c.hold(at, start, e, r)
		}
	}
}

// raise notes that a run stands above the line.
func (c *scanner) raise(e xml.StartElement) {
	n := len(c.above)
	for _, a := range e.Attr {
		if a.Name.Local == "val" && a.Value == "superscript" && n > 2 && c.above[n-2].name == "rPr" {
			c.above[n-3].raised = true
		}
	}
}

// host is where above the paragraph stands that others are boxes in; -1 for none.
func (c *scanner) host() int {
	for i := range c.above {
		if c.above[i].name == "p" {
			return i
		}
	}
	return -1
}

func (c *scanner) within(name string) bool {
	for i := range c.above {
		if c.above[i].name == name {
			return true
		}
	}
	return false
}

// around are elements between a paragraph and its runs in which marks may stand.
var around = map[string]bool{"hyperlink": true, "ins": true, "moveTo": true, "smartTag": true, "customXml": true, "sdt": true, "sdtContent": true}

// anchor is the number of the run that the element being entered stands in.
func (c *scanner) anchor() int {
	h := c.host()
	if h < 0 {
		return -1
	}
	at, alien := h+1, false
	for at < len(c.above)-1 && around[c.above[at].name] && !c.above[at].closed {
		alien = alien || c.above[at].name == "ins" || c.above[at].name == "moveTo"
		at++
	}
	p := &c.above[at]
	if p.run == 0 {
		r := run{start: p.start, body: p.content, open: c.story.raw[p.start:p.content], paragraph: c.paragraph, foreign: alien}
		r.whole = p.name != "r" || p.raised
		for i := range h {
			r.lost = r.lost || c.above[i].name == "?AlternateContent"
		}
		if p.properties[1] > 0 {
			r.body, r.properties = p.properties[1], c.story.raw[p.properties[0]:p.properties[1]]
		}
		c.story.runs = append(c.story.runs, r)
		p.run = len(c.story.runs)
	}
	return p.run - 1
}

// hold takes up the element being entered as one of a run's texts.
func (c *scanner) hold(at int64, start int, e xml.StartElement, in int) {
	t := &text{open: start, start: int(at), run: in}
	for _, a := range e.Attr {
		t.kept = t.kept || a.Name.Local == "space" && a.Value == "preserve"
	}
	n := len(c.above)
	t.direct = c.above[n-2].run == in+1 && e.Name.Local == "t" && isWord(e.Name.Space)
	t.boxed = c.host() != c.lastParagraph()
	c.texts[at] = t
	c.story.runs[in].texts = append(c.story.runs[in].texts, t)
}

func (c *scanner) lastParagraph() int {
	for i := len(c.above) - 1; i >= 0; i-- {
		if c.above[i].name == "p" {
			return i
		}
	}
	return -1
}

func (c *scanner) leave(start int) {
	n := len(c.above) - 1
	p := c.above[n]
	c.above = c.above[:n]
	end := int(c.decoder.InputOffset())
	switch {
	case p.run > 0:
		r := &c.story.runs[p.run-1]
		r.close, r.end = start, end
	case n > 0 && p.name == "rPr" && c.above[n-1].name == "r":
		c.above[n-1].properties = [2]int{p.start, end}
	case n > 0 && p.name == "pPr" && c.story.firstBody == c.above[n-1].content:
		c.story.firstBody = end
	}
	if t := c.texts[int64(p.content)]; t != nil {
		t.end, t.close = start, end
	}
}
