package check

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// letters are a text as two texts are compared: folded, without white space and
// punctuation. What stands between two figures is kept, for 3.5 is not 35, and so are
// signs that say something (%, +, ℃).
type letters struct {
	text  string
	runes []rune
	// from is where in text the letter stands that a rune belongs to.
	from []int32
}

func lettersOf(text string) letters {
	l := letters{text: text, runes: make([]rune, 0, len(text)/3), from: make([]int32, 0, len(text)/3)}
	var buf [24]byte
	for i, r := range text {
		for _, f := range string(corpus.AppendFold(buf[:0], r)) {
			if !says(f) {
				if f = l.between(f, text[i+utf8.RuneLen(r):]); f == 0 {
					continue
				}
			}
			l.runes = append(l.runes, f)
			l.from = append(l.from, int32(i))
		}
	}
	return l
}

// says reports whether a folded rune counts wherever it stands.
func says(r rune) bool {
	if r >= 0x4e00 && r <= 0x9fff || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return true
	}
	return r == '%' || r == '‰' || !unicode.IsPunct(r) && !unicode.IsSpace(r) && r != utf8.RuneError
}

// between is what a sign counts as that stands between two figures, 0 if for nothing:
// behind is the text behind it.
func (l *letters) between(sign rune, behind string) rune {
	if len(l.runes) == 0 {
		return 0
	}
	before := l.runes[len(l.runes)-1]
	next, _ := utf8.DecodeRuneInString(behind)
	if next = corpus.FoldRune(next); next < 0 {
		return 0
	}
	isFigure := func(r rune) bool { return r >= '0' && r <= '9' }
	switch {
	case isFigure(before) && isFigure(next):
		switch sign {
		case '.', ',', ':', '/':
			return sign
		case '-', '–', '—', '~':
			return '-'
		case '、':
			return ','
		}
	case corpus.IsNumeralRune(before) && corpus.IsNumeralRune(next):
		switch sign {
		case '、', '·':
			return ','
		case '-', '–', '—', '~':
			return '-'
		}
	}
	return 0
}

func (l letters) len() int { return len(l.runes) }

// span is where the letters from i to j stand in the text.
func (l letters) span(i, j int) corpus.Span {
	if i >= j {
		at := len(l.text)
		if i < len(l.from) {
			at = int(l.from[i])
		}
		return corpus.Span{Start: at, End: at}
	}
	last := int(l.from[j-1])
	_, width := utf8.DecodeRuneInString(l.text[last:])
	return corpus.Span{Start: int(l.from[i]), End: last + width}
}

// at is the first letter that stands at a byte of the text or behind it.
func (l letters) at(offset int) int {
	return sort.Search(len(l.from), func(i int) bool { return int(l.from[i]) >= offset })
}

// normalised says in what ways two texts with the same letters differ; none if they are
// equal to the byte. Both begin and end as the letters do that are compared.
func normalised(a, b string) []Normalisation {
	if a == b {
		return nil
	}
	found := map[Normalisation]bool{}
	x, y := lettersOf(a), lettersOf(b)
	i, j := 0, 0 // bytes that have been compared
	for n := range min(x.len(), y.len()) {
		p, q := x.span(n, n+1), y.span(n, n+1)
		if p.Start < i || q.Start < j {
			continue // a further letter of one sign
		}
		compareSigns(found, a[i:p.Start], b[j:q.Start])
		compareLetter(found, p.In(a), q.In(b))
		i, j = p.End, q.End
	}
	compareSigns(found, a[i:], b[j:])
	var out []Normalisation
	for _, n := range []Normalisation{Punctuation, Width, Script, Space} {
		if found[n] {
			out = append(out, n)
		}
	}
	return out
}

// compareSigns compares what stands between two letters.
func compareSigns(found map[Normalisation]bool, a, b string) {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if corpus.FoldRune(r) < 0 {
				return -1
			}
			return r
		}, s)
	}
	p, q := plain(a), plain(b)
	switch {
	case a == b:
	case p == q:
		found[Space] = true
	case corpus.Fold(p) == corpus.Fold(q):
		found[Width] = true
	default:
		found[Punctuation] = true
	}
	if p != q && p != a && plain(b) == b || p != q && p == a && plain(b) != b {
		found[Space] = true
	}
}

// compareLetter compares how two write the same letter.
func compareLetter(found map[Normalisation]bool, a, b string) {
	if a == b {
		return
	}
	if narrow(a) == narrow(b) {
		found[Width] = true
	} else {
		found[Script] = true
	}
}

// narrow is a letter in half width.
func narrow(s string) string {
	r, width := utf8.DecodeRuneInString(s)
	if r >= 0xff01 && r <= 0xff5e && width == len(s) {
		return string(r - 0xff01 + '!')
	}
	return s
}
