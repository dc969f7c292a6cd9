package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// docxProperties are what a paragraph or a style says of paragraphs. An empty
// string is said by nobody.
type docxProperties struct {
	style   string
	outline string // 0–8 are headings, 9 is text
	list    string // numId
	level   string // ilvl
	hidden  string
	// markDeleted is true if a revision takes the end of the paragraph away.
	markDeleted bool
	sectionEnds bool
	// dropCap is true for the large first character of the next paragraph.
	dropCap bool
}

// docxStyle is a style of paragraphs or characters.
type docxStyle struct {
	docxProperties
	name, base string
}

type docxStyles struct {
	byID map[string]*docxStyle
	// standard is the style of paragraphs that name none.
	standard string
	// outlines remember what find said of a style as a heading.
	outlines map[string]string
}

func (d *docx) readStyles() error {
	d.styles.byID, d.styles.outlines = map[string]*docxStyle{}, map[string]string{}
	name := d.parts["styles"]
	if !d.a.has(name) {
		return nil
	}
	return d.a.walkEntry(name, func(root element) {
		root.walk.each(func(e element) {
			if e.name != "w:style" {
				return
			}
			s := readDocxStyle(e)
			id := e.attr("styleId")
			d.styles.byID[id] = s
			if e.attr("type") == "paragraph" && isOn(e.attr("default")) && e.attr("default") != "" {
				d.styles.standard = id
			}
		}, nil)
	})
}

func readDocxStyle(e element) *docxStyle {
	s := &docxStyle{}
	e.walk.each(func(e element) {
		switch e.name {
		case "w:name":
			s.name = e.attr("val")
		case "w:basedOn":
			s.base = e.attr("val")
		case "w:pPr":
			s.read(e)
		case "w:rPr":
			e.walk.each(func(e element) {
				if e.name == "w:vanish" {
					s.hidden = onOff(e.attr("val"))
				}
			}, nil)
		}
	}, nil)
	return s
}

// read takes up w:pPr. What stands deeper, as properties before a revision,
// does not count.
func (p *docxProperties) read(e element) {
	e.walk.each(func(e element) {
		switch e.name {
		case "w:pStyle":
			p.style = e.attr("val")
		case "w:framePr":
			p.dropCap = e.attr("dropCap") == "drop" || e.attr("dropCap") == "margin"
		case "w:outlineLvl":
			p.outline = e.attr("val")
		case "w:sectPr":
			p.sectionEnds = true
		case "w:numPr":
			e.walk.each(func(e element) {
				switch e.name {
				case "w:numId":
					p.list = e.attr("val")
				case "w:ilvl":
					p.level = e.attr("val")
				}
			}, nil)
		case "w:rPr":
			e.walk.each(func(e element) {
				switch e.name {
				case "w:del", "w:moveFrom":
					p.markDeleted = true
				}
			}, nil)
		}
	}, nil)
}

func isOn(value string) bool { return onOff(value) == "on" }

// onOff reads a switch of Word's: there without a value it is on.
func onOff(value string) string {
	switch strings.ToLower(value) {
	case "0", "false", "off":
		return "off"
	}
	return "on"
}

// find looks through a style and those it is based on for the first of which
// want says more than nothing.
func (s *docxStyles) find(id string, want func(id string, s *docxStyle) string) string {
	const deepest = 30 // styles may be based on each other in a circle
	if id == "" {
		id = s.standard
	}
	for range deepest {
		style := s.byID[id]
		if style == nil {
			return ""
		}
		if found := want(id, style); found != "" {
			return found
		}
		id = style.base
	}
	return ""
}

// headingName are the names that Word, in English and in Chinese, and WPS give
// to the styles of headings; the names stay when the outline level is lost.
var headingName = regexp.MustCompile(`(?i)^(?:heading|标题|標題) ?([1-9])(?: char)?$`)

// heading is the level of a paragraph as a heading, 0 for text; title is true
// for the title of the document.
func (s *docxStyles) heading(p docxProperties) (level int, title bool) {
	if p.outline == "" {
		p.outline = s.outline(p.style)
	}
	if p.outline == "title" {
		return 1, true
	}
	const text = 9
	if n, err := strconv.Atoi(p.outline); err == nil && n >= 0 && n < text {
		return n + 1, false
	}
	return 0, false
}

// outline is the outline level of a style, "title" for that of a title.
func (s *docxStyles) outline(id string) string {
	if known, ok := s.outlines[id]; ok {
		return known
	}
	s.outlines[id] = s.find(id, func(_ string, style *docxStyle) string {
		name := strings.TrimSpace(style.name)
		if m := headingName.FindStringSubmatch(name); m != nil && style.outline == "" {
			return string(rune(m[1][0] - 1))
		}
		if lower := strings.ToLower(name); lower == "title" || lower == "标题" || lower == "標題" {
			return "title"
		}
		return style.outline
	})
	return s.outlines[id]
}

// hides reports whether a style hides its text.
func (s *docxStyles) hides(id string) bool {
	return id != "" && s.find(id, func(_ string, style *docxStyle) string { return style.hidden }) == "on"
}
