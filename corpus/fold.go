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
// white space, control characters and characters of no width. One rune becomes
// at most one rune, so that every place in a folded text has its place in the
// source.
func FoldRune(r rune) rune {
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
		return FoldRune(r - 0xff01 + '!')
	case r == '\u3000' || r == '\ufeff' || r == '\u00ad' || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return -1
	case r == '○':
		return '〇'
	case r == '﹒' || r == '•' || r == '‧' || r == '・':
		return '·'
	}
	return unicode.ToLower(r)
}

// Fold is s with every rune folded.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if f := FoldRune(r); f >= 0 {
			b.WriteRune(f)
		}
	}
	return b.String()
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
	var b strings.Builder
	b.Grow(len(s))
	from := make([]int32, 0, len(s)+1)
	for i, r := range s {
		f := FoldRune(r)
		if f < 0 {
			continue
		}
		b.WriteRune(f)
		for range utf8.RuneLen(f) {
			from = append(from, int32(i))
		}
	}
	return Folded{Text: b.String(), from: append(from, int32(len(s))), src: s}
}

// Source turns a span of f.Text, at rune borders, into the span of the source
// that it came from, without white space after its last rune.
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

// simplified maps every rune from simplifiedFrom on to what it is folded to. It
// is a dense table because folding is done for every character of a million
// passages.
var simplified = sync.OnceValue(func() []uint16 {
	table := make([]uint16, 0x10000-simplifiedFrom)
	for i := range table {
		table[i] = uint16(i + simplifiedFrom)
	}
	to := []rune(foldTo)
	for i, r := range []rune(foldFrom) {
		if r >= simplifiedFrom && r < 0x10000 {
			table[r-simplifiedFrom] = uint16(to[i])
		}
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
