package extract

import (
	"regexp"
	"unicode/utf16"
)

// docStyle is what a style of paragraphs says.
type docStyle struct {
	level           int // of a heading; 0 for running text
	title           bool
	list, listLevel int
}

var headingStyle = regexp.MustCompile(`^(?i:heading|标题) ?([1-9])$`)

// styles reads the style sheet; the place in the list is a style's number.
func (d *docFile) styles() []docStyle {
	const styleSheet = 1
	sheet, _ := d.entry(styleSheet)
	if len(sheet) < 6 {
		return nil
	}
	count, base := u16(sheet, 2), u16(sheet, 4)
	at := 2 + u16(sheet, 0)
	var raw [][]byte
	for i := 0; i < count && at+2 <= len(sheet); i++ {
		size := u16(sheet, at)
		at += 2
		raw = append(raw, sheet[min(at, len(sheet)):min(at+size, len(sheet))])
		at += size
	}
	out := make([]docStyle, len(raw))
	for i := range raw {
		out[i] = readStyle(raw, i, base, 0)
	}
	return out
}

// readStyle reads style i over the style it is based on.
func readStyle(raw [][]byte, i, base, depth int) docStyle {
	const deepest, paragraphs, root = 10, 1, 0xfff
	if i >= len(raw) || len(raw[i]) < 10 || depth > deepest {
		return docStyle{}
	}
	std := raw[i]
	kind, parent := u16(std, 2)&0xf, u16(std, 2)>>4
	if kind != paragraphs {
		return docStyle{}
	}
	var s docStyle
	if parent != root && parent != i {
		s = readStyle(raw, parent, base, depth+1)
	}
	name, rest := styleName(std, base)
	if len(rest) > 4 {
		size := u16(rest, 0)
		s = s.changed(rest[4:min(max(2+size, 4), len(rest))])
	}
	const title = 62
	builtIn := u16(std, 0) & 0xfff
	switch m := headingStyle.FindStringSubmatch(name); {
	case builtIn >= 1 && builtIn <= 9:
		s.level = builtIn
	case builtIn == title:
		s.title = true
	case m != nil:
		s.level = int(m[1][0] - '0')
	}
	return s
}

// styleName gives the name and what comes after it: the size of the changes to
// paragraphs, the style's own number, the changes.
func styleName(std []byte, base int) (string, []byte) {
	if base+2 > len(std) {
		return "", nil
	}
	count := u16(std, base)
	end := base + 2 + 2*count
	if end+2 > len(std) {
		return "", nil
	}
	units := make([]uint16, count)
	for i := range units {
		units[i] = uint16(u16(std, base+2+2*i))
	}
	return string(utf16.Decode(units)), std[end+2:]
}

// changed is s after changes to a paragraph.
func (s docStyle) changed(changes []byte) docStyle {
	eachChange(changes, func(op, value int) {
		switch op {
		case opLevel:
			if s.level = value + 1; value > 8 {
				s.level = 0
			}
		case opList:
			s.list = value
		case opListLevel:
			s.listLevel = value
		}
	})
	return s
}
