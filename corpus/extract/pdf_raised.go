package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks that send a reader to a note stand raised and small in the line. In a
// text they would be characters of it: 3 raised after 为 2 would be 23. While
// lines are gathered a raised mark stands between two noncharacters; when the
// notes of the page are known, those that have one are taken out.
const raisedOpen, raisedEnd = "\ufdd0", "\ufdd1"

var raisedMark = regexp.MustCompile(raisedOpen + "(.+?)" + raisedEnd)

// isRaised reports whether a piece is a small raised mark in a line.
func (p pdfPiece) isRaised(l *pdfLine) bool {
	const smaller, higher = 0.8, 0.15
	return !p.line && p.size <= smaller*l.size && p.base-l.base > higher*l.size && noteMark.MatchString(p.text)
}

var noteMark = regexp.MustCompile(`^[0-9①-⑳❶-❿⓪㊟※*＊†‡\[\]［］〔〕]+$`)

// raise adds a raised mark to a line, to the marks that it ends with.
func (l *pdfLine) raise(p pdfPiece) {
	if rest, ok := strings.CutSuffix(l.text, raisedEnd); ok {
		l.text = rest + p.text + raisedEnd
	} else {
		l.text += raisedOpen + p.text + raisedEnd
	}
	l.right = max(l.right, p.right)
}

// settleRaised takes the marks out of lines whose page has a note that begins
// with it; other raised figures stay.
func settleRaised(lines []pdfLine, notes [][]pdfLine) {
	has := map[int]map[string]bool{}
	for _, note := range notes {
		page := note[0].page
		if has[page] == nil {
			has[page] = map[string]bool{}
		}
		has[page][bareMark(noteHead.FindString(note[0].text))] = true
	}
	for i := range lines {
		lines[i].settle(has[lines[i].page])
	}
	for _, note := range notes {
		for i := range note {
			note[i].text = raisedMark.ReplaceAllString(note[i].text, "$1")
		}
	}
}

// settle takes the marks that are known out of a line. A figure that stays is
// set off from the figure it stands behind.
func (l *pdfLine) settle(known map[string]bool) {
	var b strings.Builder
	rest := l.text
	for m := raisedMark.FindStringSubmatchIndex(rest); m != nil; m = raisedMark.FindStringSubmatchIndex(rest) {
		b.WriteString(rest[:m[0]])
		mark := rest[m[2]:m[3]]
		rest = rest[m[1]:]
		if known[bareMark(mark)] {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(b.String())
		switch {
		case unicode.IsDigit(before) && unicode.IsDigit([]rune(mark)[0]):
			mark = "^" + mark
			l.doubt |= doubtRaised
		case !unicode.IsLetter(before) || wide(before):
			l.doubt |= doubtRaised
		}
		b.WriteString(mark)
	}
	l.text = b.String() + rest
}

// raisedOn are the marks raised on a page.
func raisedOn(page []pdfLine) map[string]bool {
	out := map[string]bool{}
	for _, line := range page {
		for _, m := range raisedMark.FindAllStringSubmatch(line.text, -1) {
			out[bareMark(m[1])] = true
		}
	}
	return out
}

// noteHead is the mark that a note begins with.
var noteHead = regexp.MustCompile(`^\s*(?:[①-⑳❶-❿⓪㊟※*＊†‡]+|[\[［〔]?[0-9]{1,3}[\]］〕]?)`)

// bareMark is a mark without brackets.
func bareMark(mark string) string { return strings.Trim(strings.TrimSpace(mark), "[]［］〔〕") }
