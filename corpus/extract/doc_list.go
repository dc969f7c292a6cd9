package extract

import (
	"strings"
	"unicode/utf16"
)

// Numbers that Word counts itself are not in the text. Without them a
// regulation typed with automatic numbers has no 第一条.

// docLists counts the lists of a document.
type docLists struct {
	lists  []*docList // by their number, from 1
	counts map[*docList]*[listLevels]int
}

const listLevels = 9

// docList is what the numbers of a list look like.
type docList struct{ levels [listLevels]docLevel }

type docLevel struct {
	start  int
	format string
	text   []rune // a rune below nine is the place of that level's number
	gap    bool   // whether the paragraph stands off from its number
}

// lists reads the lists and which paragraphs' numbers mean them.
func (d *docFile) lists() docLists {
	const definitions, uses = 73, 74
	l := docLists{counts: map[*docList]*[listLevels]int{}}
	table, _ := d.entry(uses)
	if len(table) < 4 {
		return l
	}
	byID := d.listDefinitions(definitions)
	for i := range min(u32(table, 0), (len(table)-4)/16) {
		l.lists = append(l.lists, byID[u32(table, 4+16*i)])
	}
	return l
}

// listDefinitions reads the lists by their id. The heads of all stand first,
// then, beyond the length that the entry gives, the levels of all.
func (d *docFile) listDefinitions(number int) map[int]*docList {
	const head = 28
	table, rest := d.entry(number)
	if len(table) < 2 {
		return nil
	}
	count := min(u16(table, 0), (len(table)-2)/head)
	rest = append(table[2+head*count:len(table):len(table)], rest...)
	out := map[int]*docList{}
	for i := range count {
		at := 2 + head*i
		levels := listLevels
		if table[at+26]&1 != 0 {
			levels = 1
		}
		list := &docList{}
		for j := range levels {
			var ok bool
			if list.levels[j], rest, ok = readLevel(rest); !ok {
				return out
			}
		}
		out[u32(table, at)] = list
	}
	return out
}

func readLevel(b []byte) (level docLevel, rest []byte, ok bool) {
	const head = 28
	if len(b) < head {
		return level, nil, false
	}
	level.start = u32(b, 0)
	if int(b[4]) < len(docFormats) {
		level.format = docFormats[b[4]]
	}
	const nothing = 2
	level.gap = b[15] != nothing
	at := head + int(b[24]) + int(b[25])
	if at+2 > len(b) || at+2+2*u16(b, at) > len(b) {
		return level, nil, false
	}
	units := make([]uint16, u16(b, at))
	for i := range units {
		units[i] = uint16(u16(b, at+2+2*i))
	}
	level.text = utf16.Decode(units)
	return level, b[at+2+2*len(units):], true
}

// next counts list on at a level and gives the number to be shown.
func (l docLists) next(number, level int) string {
	if number < 1 || number > len(l.lists) || l.lists[number-1] == nil || level < 0 || level >= listLevels {
		return ""
	}
	list := l.lists[number-1]
	counts := l.counts[list]
	if counts == nil {
		counts = &[listLevels]int{}
		l.counts[list] = counts
	}
	counts[level]++
	for i := level + 1; i < listLevels; i++ {
		counts[i] = 0
	}
	return list.show(level, counts)
}

func (list *docList) show(level int, counts *[listLevels]int) string {
	this := list.levels[level]
	if this.format == "bullet" || this.format == "" {
		return ""
	}
	var b strings.Builder
	for _, r := range this.text {
		if r >= listLevels {
			b.WriteRune(r)
			continue
		}
		of := list.levels[r]
		b.WriteString(countIn(of.format, of.start+max(counts[r], 1)-1))
	}
	if b.Len() == 0 {
		return ""
	}
	if this.gap {
		b.WriteString(labelGap(b.String()))
	}
	return b.String()
}

// docFormats are the ways of counting, by the number that Word has for each.
var docFormats = []string{
	"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "decimal", "decimal", "decimal", "decimal", "decimal",
	"ideographDigital", "japaneseCounting", "decimal", "decimal", "decimalFullWidth", "decimal", "decimal", "ideographDigital",
	"decimalEnclosedCircle", "decimalFullWidth", "decimal", "decimal", "decimalZero", "bullet", "decimal", "decimal",
	"decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese", "decimalEnclosedCircle", "ideographTraditional",
	"ideographZodiac", "decimal", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital",
	"chineseCounting", "chineseLegalSimplified", "chineseCountingThousand",
}
