package corpus

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// FoldRune is what r is compared as: Simplified for Traditional, the character
// for its radical or compatibility form, which PDFs hold in its place (⽀部), half
// width for full width, lower case for upper. It is -1 for what comparing leaves out:
// white space, control characters and characters of no width. [Fold] does more: what
// one sign says in several characters is several there (㎡, №, ㈠).
func FoldRune(r rune) rune {
	if f, alone := foldedTo(r); alone {
		return f
	}
	return foldRune(r)
}

// foldRune is FoldRune by its rules.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if r <= ' ' || r == 0x7f {
			return -1
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0x3400 && r <= 0x9fff || r >= 0x2e80 && r <= 0x2fdf || r >= 0xf900 && r <= 0xfaff:
		return rune(simplified()[r-simplifiedFrom])
	case r >= 0xff01 && r <= 0xff5e: // full-width ASCII
		return foldRune(r - 0xff01 + '!')
	case r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef: // variation selectors
		return -1
	case r >= 0x20000:
		if f, ok := beyond()[r]; ok {
			return f
		}
		return r
	case r == '\u3000' || r == '\ufeff' || r == '\u00ad' || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return -1
	case r == '○':
		return '〇'
	case r == '﹒' || r == '•' || r == '‧' || r == '・':
		return '·'
	}
	return unicode.ToLower(r)
}

// AppendFold appends what r is compared as: what FoldRune says, but several characters
// where r is one sign for them, and 零 for every way to write a zero among Han numerals.
func AppendFold(out []byte, r rune) []byte {
	f, alone := foldedTo(r)
	if !alone {
		if s := signs(r); s != "" {
			return append(out, s...)
		}
		f = foldRune(r)
	}
	if f >= 0 {
		return utf8.AppendRune(out, f)
	}
	return out
}

// foldedTo is the one character that r is folded to, -1 if it is left out; false where
// the rules have to be asked.
func foldedTo(r rune) (f rune, alone bool) {
	if uint32(r) >= planeRunes {
		return 0, false
	}
	switch f := folding()[r]; f {
	case byRule:
		return 0, false
	case leftOut:
		return -1, true
	default:
		return rune(f), true
	}
}

// What is no character, for what folding has none for.
const (
	leftOut = 0xd800
	byRule  = 0xd801

	planeRunes = 0x10000
)

// folding has what every character of the Basic Multilingual Plane is folded to: asking
// the rules takes several times as long, and every character of a million passages is
// folded.
var folding = sync.OnceValue(func() *[planeRunes]uint16 {
	var table [planeRunes]uint16
	for r := range rune(planeRunes) {
		switch f := foldRune(r); {
		case signs(r) != "" || !utf8.ValidRune(r):
			table[r] = byRule
		case f < 0:
			table[r] = leftOut
		default:
			table[r] = uint16(f)
		}
	}
	return &table
})

// signs is what the sign r stands for; empty if r is compared as FoldRune says.
func signs(r rune) string {
	switch {
	case r < 0xaa:
		return ""
	case r == '〇' || r == '○' || r == '◯':
		return "零"
	case r <= 0xbe, r >= 0x2070 && r <= 0x218f, r >= 0x2460 && r <= 0x24ff, r >= 0x3200 && r <= 0x33ff,
		r >= 0xfb00 && r <= 0xfb06, r >= 0xfe10 && r <= 0xfe6b, r >= 0xffe0 && r <= 0xffe6:
		return signsTable()[r]
	}
	return ""
}

// Fold is s with every rune folded.
func Fold(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := decode(s[i:])
		out = AppendFold(out, r)
		i += size
	}
	return string(out)
}

// decode is utf8.DecodeRuneInString, with a shorter way for most Chinese characters:
// those of three bytes that begin with none that asks for a closer look.
func decode(s string) (rune, int) {
	if len(s) >= 3 && s[0] > 0xe0 && s[0] < 0xed && s[1]^0x80|s[2]^0x80 < 0x40 {
		return rune(s[0]&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s)
}

// Folded is a folded text that knows the way back.
type Folded struct {
	Text string
	// from[i] is where in the source the rune stands that the byte i of Text
	// belongs to; the last element is the source's length.
	from []int32
	src  string
}

// FoldBack folds s and remembers where each byte came from.
func FoldBack(s string) Folded {
	out := make([]byte, 0, len(s))
	from := make([]int32, 0, len(s)+1)
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = decode(s[i:])
		out = AppendFold(out, r)
		for len(from) < len(out) {
			from = append(from, int32(i))
		}
	}
	return Folded{Text: string(out), from: append(from, int32(len(s))), src: s}
}

// Source turns a span of f.Text, at rune borders, into the span of the source
// that it came from, without white space after its last rune. A place inside of what
// one sign stands for is that of the sign.
func (f Folded) Source(s Span) Span {
	if s.Empty() {
		return Span{int(f.from[s.Start]), int(f.from[s.Start])}
	}
	last := int(f.from[s.End-1])
	_, width := utf8.DecodeRuneInString(f.src[last:])
	return Span{int(f.from[s.Start]), last + width}
}

// Find lists where needle, already folded, stands in f, as spans of the source.
// Occurrences do not overlap.
func (f Folded) Find(needle string) []Span {
	var out []Span
	if needle == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(f.Text[at:], needle)
		if i < 0 {
			return out
		}
		out = append(out, f.Source(Span{at + i, at + i + len(needle)}))
		at += i + len(needle)
	}
}

const simplifiedFrom = 0x2e80

// simplified maps every rune from simplifiedFrom on to what it is folded to.
var simplified = sync.OnceValue(func() []uint16 {
	table := make([]uint16, 0x10000-simplifiedFrom)
	for i := range table {
		table[i] = uint16(i + simplifiedFrom)
	}
	to := []rune(foldTo)
	for i, r := range []rune(foldFrom) {
		if r < 0x10000 {
			table[r-simplifiedFrom] = uint16(to[i])
		}
	}
	return table
})

// beyond maps what lies beyond the Basic Multilingual Plane: names of people, mostly.
var beyond = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	to := []rune(foldTo)
	for i, r := range []rune(foldFrom) {
		if r >= 0x10000 {
			table[r] = to[i]
		}
	}
	return table
})

// signsTable maps signs to what they stand for.
var signsTable = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	for _, one := range strings.Fields(foldSigns) {
		r, width := utf8.DecodeRuneInString(one)
		table[r] = one[width:]
	}
	return table
})

// CleanTitle is a title without padding: spaces between Han characters go, and
// runs of white space elsewhere become one space.
func CleanTitle(s string) string {
	fields := strings.FieldsFunc(s, Invisible)
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(fields[i-1])
			after, _ := utf8.DecodeRuneInString(f)
			if before < 0x2e80 && after < 0x2e80 {
				b.WriteByte(' ')
			}
		}
		b.WriteString(f)
	}
	return strings.Trim(b.String(), "《》_*#")
}
