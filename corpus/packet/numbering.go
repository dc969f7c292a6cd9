package packet

import (
	"regexp"
	"strconv"
	"strings"

	"tiaowen/corpus"
)

// deepest is the lowest level of headings that official papers know.
const deepest = 4

// numbering counts the headings of each level.
type numbering [deepest]int

// next is the number of the next heading of a level, as official papers write
// it (GB/T 9704—2012, 7.3.3): 一、 （一） 1. （1）.
func (n *numbering) next(level int) string {
	n[level-1]++
	for i := level; i < deepest; i++ {
		n[i] = 0
	}
	count := n[level-1]
	switch level {
	case 1:
		return corpus.FormatNumeral(count) + "、"
	case 2:
		return "（" + corpus.FormatNumeral(count) + "）"
	case 3:
		return strconv.Itoa(count) + "."
	}
	return "（" + strconv.Itoa(count) + "）"
}

// ownNumber is a number that a heading already bears; a year in brackets is
// none.
var ownNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十百]+、|[（(](?:[一二三四五六七八九十百]+|[0-9]{1,2})[）)]、?|[0-9]{1,2}[.．、])`)

// heading is the text of a heading under its new number.
func (n *numbering) heading(level int, text string) string {
	text = oneLine(text)
	rest := text[len(ownNumber.FindString(text)):]
	// 2.5 is a figure, not the number of a heading.
	if rest != text && (rest == "" || rest[0] < '0' || rest[0] > '9') {
		text = strings.TrimSpace(rest)
	}
	return n.next(level) + text
}
