package extract

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// once drops what is drawn twice at the same place: programs without a bold
// font print characters again, a hair to the side. It says how many
// characters. Different characters over each other are both kept and doubted:
// one of them is not what a reader sees.
func once(pieces []pdfPiece) (kept []pdfPiece, twice int) {
	type square struct{ x, y int }
	grid := map[square][]int{} // places in kept
	for _, p := range pieces {
		side := 0.5 * p.size
		x, y := int(math.Floor(p.left/side)), int(math.Floor(p.base/side))
		same := false
		for dx := -1; dx <= 1 && !same; dx++ {
			for dy := -1; dy <= 1 && !same; dy++ {
				for _, i := range grid[square{x + dx, y + dy}] {
					same = same || p.covers(&kept[i])
				}
			}
		}
		if same {
			twice += p.seen()
			continue
		}
		const most = 60 // in one place, or a page made to be slow would be
		if at := grid[square{x, y}]; len(at) < most {
			grid[square{x, y}] = append(at, len(kept))
		}
		kept = append(kept, p)
	}
	return kept, twice
}

// covers reports whether a piece is another one drawn again. If it is another
// character, both are doubted.
func (p *pdfPiece) covers(other *pdfPiece) bool {
	const larger, angle = 1.25, 5
	if p.size > larger*other.size || other.size > larger*p.size || abs(p.angle-other.angle) > angle || p.added != other.added {
		return false
	}
	first, _ := utf8.DecodeRuneInString(p.text)
	near := 0.12 // em; ll and ii stand closer together than Chinese characters
	if wide(first) {
		near = 0.3
	}
	if abs(p.left-other.left) > near*p.size || abs(p.base-other.base) > near*p.size {
		return false
	}
	if p.text == other.text {
		return true
	}
	const over = 0.1
	if isFull(p.text) && isFull(other.text) && abs(p.base-other.base) < over*p.size && abs(p.left-other.left) < over*p.size {
		p.doubt |= doubtOverprint
		other.doubt |= doubtOverprint
	}
	return false
}

// isWritten reports whether s is a character of a word, and no line or frame
// that words are written on.
func isWritten(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isFull reports whether s is a Chinese character or a figure: letters stand
// over each other where a font lies about its widths.
func isFull(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r) || unicode.IsDigit(r)
}
