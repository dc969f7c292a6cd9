package extract

import "unicode/utf16"

// Numbers that Word counts itself are not in the text. Without them a
// regulation typed with automatic numbers has no 第一条.

// docLists are the uses of the lists of a document, by their number, from 1.
type docLists []*docUse

const listLevels = 9

// docList is what the numbers of a list look like, and how far it is counted.
// Its uses are counted together unless one starts anew.
type docList struct {
	levels [listLevels]docLevel
	counts [listLevels]int // the numbers last given
	begun  [listLevels]bool
	// unsure is true once its numbers may be others than Word's.
	unsure bool
}

type docLevel struct {
	start  int
	format string
	text   []rune // a rune below nine is the place of that level's number
	gap    bool   // whether the paragraph stands off from its number
	legal  bool   // all numbers in Arabic numerals
	// restart is the level that begins this one anew, with those above it; 9
	// if all above do.
	restart int
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
	const none, nothing, legal, noRestart = 0xff, 2, 4, 8
	switch kind := int(b[4]); {
	case kind < len(docFormats):
		level.format = docFormats[kind]
	case kind == none:
		level.format = "none"
	}
	level.gap, level.legal, level.restart = b[15] != nothing, b[5]&legal != 0, listLevels
	if b[5]&noRestart != 0 {
		level.restart = int(b[26])
	}
	at := head + int(b[24]) + int(b[25])
	if at+2 > len(b) || at+2+2*u16(b, at) > len(b) {
		return level, nil, false
	}
	units := make([]uint16, u16(b, at))
	for i := range units {
		units[i] = uint16(u16(b, at+2+2*i))
	}
	if level.text = utf16.Decode(units); len(level.text) > longestLabel {
		level.text, level.format = nil, "" // see there
	}
	return level, b[at+2+2*len(units):], true
}

// docFormats are the ways of counting, by the number that Word has for each.
var docFormats = []string{
	"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "decimal", "decimal", "decimal", "decimal", "decimal",
	"ideographDigital", "japaneseCounting", "decimal", "decimal", "decimalFullWidth", "decimal", "decimal", "ideographDigital",
	"decimalEnclosedCircle", "decimalFullWidth", "decimal", "decimal", "decimalZero", "bullet", "decimal", "decimal",
	"decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
	"ideographZodiac", "decimal", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital",
	"chineseCounting", "chineseLegalSimplified", "chineseCountingThousand",
}
