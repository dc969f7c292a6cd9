package extract

import (
	"strconv"
	"strings"
)

// docxNumbers counts the numbered paragraphs of a document. A paragraph names
// a list (w:num), a list its definition (w:abstractNum), which has nine levels;
// lists of one definition are counted together unless one starts anew.
type docxNumbers struct {
	definitions map[string]*docxDefinition
	lists       map[string]*docxList
}

const docxLevels = 9

// longestLabel is how many bytes the pattern of a number may have. A longer one
// is no number, and repeated by every paragraph it would fill the memory.
const longestLabel = 200

type docxDefinition struct {
	levels [docxLevels]docxLevel
	// link names the style whose list is this one's definition.
	link string
	// counts are the numbers last given; begun says at which levels any was.
	counts [docxLevels]int
	begun  [docxLevels]bool
}

type docxLevel struct {
	start   int
	format  string
	text    string // %1 stands for the number of the first level
	suffix  string // tab, space or nothing
	restart string // "": after any higher level; 0: never; n: after level n
	legal   bool   // all numbers in Arabic numerals
	style   string
}

// docxList is a use of a definition.
type docxList struct {
	definition string
	// starts are numbers at which levels start anew when the list is first met.
	starts map[int]int
	own    map[int]docxLevel
	met    [docxLevels]bool
}

func (d *docx) readNumbers() error {
	d.numbers = docxNumbers{definitions: map[string]*docxDefinition{}, lists: map[string]*docxList{}}
	name := d.parts["numbering"]
	if !d.a.has(name) {
		return nil
	}
	return d.a.walkEntry(name, func(root element) {
		root.walk.each(func(e element) {
			switch e.name {
			case "w:abstractNum":
				d.numbers.definitions[e.attr("abstractNumId")] = readDefinition(e)
			case "w:num":
				d.numbers.lists[e.attr("numId")] = readDocxList(e)
			}
		}, nil)
	})
}

func readDefinition(e element) *docxDefinition {
	definition := &docxDefinition{}
	for i := range definition.levels {
		definition.levels[i].start = 1
	}
	e.walk.each(func(e element) {
		switch e.name {
		case "w:numStyleLink":
			definition.link = e.attr("val")
		case "w:lvl":
			if i, ok := levelIndex(e.attr("ilvl")); ok {
				definition.levels[i] = readDocxLevel(e)
			}
		}
	}, nil)
	return definition
}

func levelIndex(s string) (int, bool) {
	if s == "" {
		return 0, true
	}
	i, err := strconv.Atoi(s)
	return i, err == nil && i >= 0 && i < docxLevels
}

func readDocxLevel(e element) docxLevel {
	l := docxLevel{}
	e.walk.each(func(e element) {
		value := e.attr("val")
		switch e.name {
		case "w:start":
			l.start, _ = strconv.Atoi(value)
		case "w:numFmt":
			l.format = value
		case "mc:AlternateContent":
			// Formats of later versions; the fallback is plain decimal.
			e.walk.each(func(e element) {
				e.walk.each(func(e element) {
					if e.name == "w:numFmt" && l.format == "" {
						l.format = e.attr("val")
					}
				}, nil)
			}, nil)
		case "w:lvlText":
			if len(value) <= longestLabel {
				l.text = value
			}
		case "w:suff":
			l.suffix = value
		case "w:lvlRestart":
			l.restart = value
		case "w:isLgl":
			l.legal = isOn(value)
		case "w:pStyle":
			l.style = value
		}
	}, nil)
	return l
}

func readDocxList(e element) *docxList {
	list := &docxList{starts: map[int]int{}, own: map[int]docxLevel{}}
	e.walk.each(func(e element) {
		switch e.name {
		case "w:abstractNumId":
			list.definition = e.attr("val")
		case "w:lvlOverride":
			i, ok := levelIndex(e.attr("ilvl"))
			if !ok {
				return
			}
			e.walk.each(func(e element) {
				switch e.name {
				case "w:startOverride":
					list.starts[i], _ = strconv.Atoi(e.attr("val"))
				case "w:lvl":
					list.own[i] = readDocxLevel(e)
				}
			}, nil)
		}
	}, nil)
	return list
}

// label counts a paragraph and gives its number with what stands behind it;
// empty for a paragraph without one.
func (d *docx) label(p docxProperties) string {
	id, byStyle := p.list, ""
	if id == "" {
		id = d.styles.find(p.style, func(style string, s *docxStyle) string {
			byStyle = style
			return s.list
		})
	}
	list, definition := d.numbers.resolve(id, &d.styles)
	if definition == nil {
		return ""
	}
	level, ok := levelIndex(p.level)
	if p.level == "" && p.list == "" {
		level = definition.levelOf(byStyle, p.style, d.styles.find(p.style, func(_ string, s *docxStyle) string { return s.level }))
	}
	if !ok {
		return ""
	}
	definition.count(list, level)
	return definition.show(list, level)
}

// resolve finds a list and what defines it. Numbers 0 and unknown mean none.
func (n *docxNumbers) resolve(id string, styles *docxStyles) (*docxList, *docxDefinition) {
	list := n.lists[id]
	if list == nil {
		return nil, nil
	}
	definition := n.definitions[list.definition]
	if definition != nil && definition.link != "" {
		linked := styles.find(definition.link, func(_ string, s *docxStyle) string { return s.list })
		if other := n.lists[linked]; other != nil {
			definition = n.definitions[other.definition]
		}
	}
	return list, definition
}

// levelOf is the level that a style stands for: the one that names it, else
// the one it names.
func (d *docxDefinition) levelOf(byStyle, style, stated string) int {
	for _, id := range []string{style, byStyle} {
		for i, l := range d.levels {
			if id != "" && l.style == id {
				return i
			}
		}
	}
	if i, ok := levelIndex(stated); ok {
		return i
	}
	return 0
}

func (d *docxDefinition) level(list *docxList, i int) docxLevel {
	if own, ok := list.own[i]; ok {
		return own
	}
	return d.levels[i]
}

// count goes on to the next number of a level.
func (d *docxDefinition) count(list *docxList, level int) {
	start, anew := list.starts[level]
	switch {
	case anew && !list.met[level]:
		d.counts[level] = start
	case !d.begun[level]:
		d.counts[level] = d.level(list, level).start
	default:
		d.counts[level]++
	}
	d.begun[level], list.met[level] = true, true
	for i := level + 1; i < docxLevels; i++ {
		restart := d.level(list, i).restart
		n, err := strconv.Atoi(restart)
		if restart == "" || err != nil || level < n {
			d.begun[i] = false
		}
	}
}

// show writes the number of a level as its text says.
func (d *docxDefinition) show(list *docxList, level int) string {
	this := d.level(list, level)
	if this.format == "bullet" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(this.text); i++ {
		if this.text[i] != '%' || i+1 == len(this.text) || this.text[i+1] < '1' || this.text[i+1] > '9' {
			b.WriteByte(this.text[i])
			continue
		}
		i++
		at := int(this.text[i] - '1')
		other := d.level(list, at)
		n := d.counts[at]
		if !d.begun[at] {
			n = other.start
		}
		if this.legal && other.format != "none" {
			other.format = "decimal"
		}
		b.WriteString(countIn(other.format, n))
	}
	if this.suffix == "nothing" {
		return b.String()
	}
	return b.String() + labelGap(b.String())
}
