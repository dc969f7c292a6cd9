package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

// A stretch read one byte off looks like this: GBK 。“專項 is A1A3 A1B0 8CA3 ED97;
// with the first byte lost (shown as ?) what follows is read A3A1 B08C A3ED …,
// ！皩ｍ, and whoever made full width half leaves ?!皩m. It ends where an ASCII
// byte stands that was the second of a pair: 開 is E95F, and 5F is left as _.
// Pairs that are no character are left out by the reader, so that one such pair
// may be missing anywhere.

// longestShift is how many characters a stretch is looked for in. A longer one is
// broken by its next ASCII second byte anyway: every third pair of Traditional
// text has one.
const longestShift = 24

// shifted repairs the stretch that begins with the ? at from. What came of the same
// characters before comes of them again.
func (l *language) shifted(text string, from int) (corpus.Repair, bool) {
	if text[from] != '?' {
		return corpus.Repair{}, false
	}
	tail, n := text[from+1:], 0
	for i, r := range tail {
		if n++; n > longestShift || r == '\n' {
			tail = tail[:i]
			break
		}
	}
	r, known := l.tried[tail]
	if !known {
		r = l.unshift(tail)
		l.tried[strings.Clone(tail)] = r
	}
	r.Was = corpus.Span{Start: from, End: from + len(r.Before)}
	return r, r.Before != ""
}

// unshift is the repair of a ? and what stands after it, empty if there is none: the
// longest sure one, for a shorter would leave the rest as it is.
func (l *language) unshift(tail string) (best corpus.Repair) {
	pairs, ends := shiftedPairs(tail)
	for _, end := range ends {
		bytes := append([]byte(nil), pairs[:end.bytes]...)
		bytes = append(bytes, end.last)
		before := "?" + tail[:end.width]
		if r, ok := l.decide(RuleShifted, before, l.readings(bytes)); ok && len(r.Before) > len(best.Before) {
			best = r
		}
	}
	return best
}

// shiftEnd is where a stretch may end: after width bytes of the text, its last an
// ASCII character that was the second byte of a pair.
type shiftEnd struct {
	width, bytes int
	last         byte
}

// fewestSigns is how many characters that no text has a use for must stand in a
// stretch: one may be a rare name beside a question mark.
const fewestSigns = 2

// shiftedPairs are the bytes of the characters that follow a lost byte, as GBK
// with ASCII made full width, and the places where the stretch may end: those
// with signs enough before them that something is wrong.
func shiftedPairs(tail string) (bytes []byte, ends []shiftEnd) {
	signs := 0
	for i, r := range tail {
		if r < utf8.RuneSelf {
			if r >= 0x40 && r < 0x7f && signs >= fewestSigns {
				ends = append(ends, shiftEnd{i + 1, len(bytes), byte(r)})
			}
			if r <= ' ' {
				break
			}
			bytes = append(bytes, 0xa3, byte(r)+0x80)
			continue
		}
		if r >= 0x4e00 && r <= 0x9fff && !everyday()[r] && !everyday()[corpus.FoldRune(r)] {
			signs++
		}
		pair, err := simplifiedchinese.GBK.NewEncoder().String(string(r))
		if err != nil || len(pair) != 2 {
			break
		}
		bytes = append(bytes, pair...)
	}
	return bytes, ends
}

// missing is the cost of supposing that a pair is missing, in nats: it must buy a
// word, not a quotation mark.
const missing = 8

// readings are the ways to read bytes that follow one lost byte: with any byte
// for it, and with a pair missing at any one place or nowhere.
func (l *language) readings(bytes []byte) []reading {
	if len(bytes)%2 == 0 {
		return nil
	}
	var out []reading
	keep := func(penalty float64, parts ...[]byte) {
		if text, ok := decodePairs(slices.Concat(parts...)); ok {
			out = append(out, reading{text, l.cost(text) + penalty})
		}
	}
	for _, first := range l.firstBytes(bytes) {
		whole := append([]byte{first}, bytes...)
		keep(0, whole)
		for at := 2; at+1 < len(whole); at += 2 {
			for _, pair := range missingPairs(whole[at], whole[at+1]) {
				keep(missing, whole[:at+1], pair[:], whole[at+1:])
			}
		}
	}
	return out
}

// likelyFirst is how many bytes are tried for the lost one.
const likelyFirst = 3

// firstBytes are the likeliest bytes before the ones given, by the first few
// characters that come out.
func (l *language) firstBytes(bytes []byte) []byte {
	type candidate struct {
		first byte
		cost  float64
	}
	const few = 5
	var all []candidate
	for first := byte(0x81); first < 0xff; first++ {
		if text, ok := decodePairs(append([]byte{first}, bytes[:min(few, len(bytes))]...)); ok {
			all = append(all, candidate{first, l.cost(text)})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int { return cmp.Compare(a.cost, b.cost) })
	var out []byte
	for _, c := range all[:min(likelyFirst, len(all))] {
		out = append(out, c.first)
	}
	return out
}

// missingPairs are the pairs that no character has in GBK, and that give
// everyday characters with the byte before and the byte after.
func missingPairs(before, after byte) [][2]byte {
	var out [][2]byte
	for _, area := range unassigned {
		for lead := area.leadFrom; lead <= area.leadTo; lead++ {
			if _, ok := decodePairs([]byte{before, lead}); !ok {
				continue
			}
			for trail := area.trailFrom; trail <= area.trailTo; trail++ {
				if _, ok := decodePairs([]byte{trail, after}); ok {
					out = append(out, [2]byte{lead, trail})
				}
			}
		}
	}
	return out
}

// unassigned are the areas for characters of the user's own (GBK, appendix B).
var unassigned = []struct{ leadFrom, leadTo, trailFrom, trailTo byte }{
	{0xaa, 0xaf, 0xa1, 0xfe},
	{0xf8, 0xfe, 0xa1, 0xfe},
	{0xa1, 0xa7, 0x40, 0xa0},
}

// decodePairs reads bytes as pairs of GBK; it fails on what is no pair, or not
// a mark of punctuation or an everyday character.
func decodePairs(bytes []byte) (string, bool) {
	decoded, err := simplifiedchinese.GBK.NewDecoder().Bytes(bytes)
	if err != nil || utf8.RuneCount(decoded)*2 != len(bytes) {
		return "", false
	}
	for _, r := range string(decoded) {
		if !everyday()[r] && !everyday()[corpus.FoldRune(r)] && !strings.ContainsRune(punctuation, r) {
			return "", false
		}
	}
	return string(decoded), true
}
