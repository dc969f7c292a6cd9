package extract

import (
	"strconv"
	"strings"
)

// odtLists are the lists of a document: how their styles look and how far each
// has been counted.
type odtLists struct {
	styles map[string]*odtStyleLevels
	// counts are those of the lists met so far, by id; last is the id of the
	// latest list of a style.
	counts map[string]*odtCounts
	last   map[string]string
}

const odtLevels = 10

// odtOutline is the name of the list that numbers headings.
const odtOutline = "\x00outline"

// odtStyleLevels are the levels of a style of lists.
type odtStyleLevels [odtLevels]odtLevel

type odtLevel struct {
	format         string // a name that countIn knows
	prefix, suffix string
	pattern        string // 第%1%条, which newer programs write beside these
	levels         int    // how many levels' numbers are shown
	start          int
	close          bool // nothing stands between number and paragraph
}

type odtCounts struct {
	counts [odtLevels]int
	begun  [odtLevels]bool
}

func newODTLists() odtLists {
	return odtLists{styles: map[string]*odtStyleLevels{}, counts: map[string]*odtCounts{}, last: map[string]string{}}
}

// define takes up a style of lists.
func (l *odtLists) define(e element) {
	name := e.attr("name")
	if e.name == "text:outline-style" {
		name = odtOutline
	}
	style := &odtStyleLevels{}
	e.walk.each(func(e element) {
		i, err := strconv.Atoi(e.attr("level"))
		if err != nil || i < 1 || i > odtLevels || e.name == "text:list-level-style-bullet" {
			return
		}
		level := odtLevel{format: odtFormatOf(e.attr("num-format")), prefix: e.attr("num-prefix"), suffix: e.attr("num-suffix"),
			pattern: e.attr("num-list-format"), levels: 1, start: 1}
		if n, err := strconv.Atoi(e.attr("display-levels")); err == nil {
			level.levels = n
		}
		if n, err := strconv.Atoi(e.attr("start-value")); err == nil {
			level.start = n
		}
		e.walk.each(func(e element) {
			e.walk.each(func(e element) { level.close = level.close || e.attr("label-followed-by") == "nothing" }, nil)
		}, nil)
		if len(level.prefix)+len(level.suffix)+len(level.pattern) <= longestLabel {
			style[i-1] = level
		}
	}, nil)
	l.styles[name] = style
}

// odtFormatOf is Word's name for a way of counting, which OpenDocument shows
// by how it begins.
func odtFormatOf(format string) string {
	first, _, _ := strings.Cut(format, ",")
	switch first {
	case "":
		return "none"
	case "a", "A", "i", "I":
		return map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}[first]
	case "一":
		return "chineseCountingThousand"
	case "壹":
		return "chineseLegalSimplified"
	case "①":
		return "decimalEnclosedCircle"
	case "１":
		return "decimalFullWidth"
	case "甲":
		return "ideographTraditional"
	case "子":
		return "ideographZodiac"
	}
	return "decimal"
}

// next counts a list on at a level, from 1, and gives the number with what
// stands behind it. start restarts it if it is not 0.
func (l *odtLists) next(id, style string, level, start int) string {
	levels := l.styles[style]
	if levels == nil || level < 1 || level > odtLevels {
		return ""
	}
	c := l.counts[id]
	if c == nil {
		c = &odtCounts{}
		l.counts[id] = c
	}
	i := level - 1
	switch {
	case start > 0:
		c.counts[i] = start
	case c.begun[i]:
		c.counts[i]++
	default:
		c.counts[i] = levels[i].start
	}
	c.begun[i] = true
	for j := level; j < odtLevels; j++ {
		c.begun[j] = false
	}
	label := levels.show(c, i)
	if levels[i].close {
		return label
	}
	return label + labelGap(label)
}

func (l *odtLists) outline(level int) string { return l.next(odtOutline, odtOutline, level, 0) }

// show writes the number of level i, counted from 0.
func (levels *odtStyleLevels) show(c *odtCounts, i int) string {
	this := levels[i]
	number := func(j int) string {
		n := c.counts[j]
		if !c.begun[j] {
			n = levels[j].start
		}
		return countIn(levels[j].format, n)
	}
	if this.format == "none" || this.format == "" {
		return ""
	}
	if this.pattern != "" {
		out := this.pattern
		for j := range i + 1 {
			out = strings.ReplaceAll(out, "%"+strconv.Itoa(j+1)+"%", number(j))
		}
		return out
	}
	var shown []string
	for j := max(i+1-this.levels, 0); j <= i; j++ {
		if s := number(j); s != "" {
			shown = append(shown, s)
		}
	}
	return this.prefix + strings.Join(shown, ".") + this.suffix
}

// odtList is a list being read.
type odtList struct {
	id, style string
	level     int
}

// listBlock reads a list. One in another goes on counting under its name; one
// of its own continues an earlier one if it says so.
func (w *odtWriter) listBlock(e element) {
	outer := w.list
	style := e.attr("style-name")
	switch {
	case outer != nil:
		w.list = &odtList{id: outer.id, style: outer.style, level: outer.level + 1}
		if style != "" {
			w.list.style = style
		}
	default:
		w.list = &odtList{id: w.lists.identify(e, style), style: style, level: 1}
	}
	w.walk.each(func(e element) {
		switch e.name {
		case "text:list-item":
			w.listItem(e)
		case "text:list-header":
			w.blocks()
		}
	}, nil)
	w.list = outer
}

// identify finds the list that e is or continues.
func (l *odtLists) identify(e element, style string) string {
	id := e.attr("id")
	if id == "" {
		id = "\x00" + strconv.Itoa(len(l.counts)) // which only grow
	}
	switch before := e.attr("continue-list"); {
	case before != "" && l.counts[before] != nil:
		l.counts[id] = l.counts[before]
	case e.attr("continue-numbering") == "true" && l.counts[l.last[style]] != nil:
		l.counts[id] = l.counts[l.last[style]]
	default:
		l.counts[id] = &odtCounts{}
	}
	l.last[style] = id
	return id
}

// listItem reads an item: its number is before its first paragraph.
func (w *odtWriter) listItem(e element) {
	list, first := w.list, true
	start, _ := strconv.Atoi(e.attr("start-value"))
	w.walk.each(func(e element) {
		if first && (e.name == "text:p" || e.name == "text:h") {
			style := list.style
			if style == "" {
				if s := w.find("paragraph", e.attr("style-name"), func(s *odtStyle) bool { return s.list != "" }); s != nil {
					style = s.list
				}
			}
			w.label = w.lists.next(list.id, style, list.level, start)
			first = false
		}
		w.block(e)
	}, nil)
}
