package extract

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The numbers of a list are not in a page's text: the browser counts.

// listStyles are the ways of counting that pages ask for, as Word's XML names
// them, by the attribute type and by the style.
var listStyles = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
	"decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
	"upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-decimal": "ideographDigital",
	"cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
	"simp-chinese-formal": "chineseLegalSimplified", "trad-chinese-formal": "ideographLegalTraditional", "cjk-heavenly-stem": "ideographTraditional",
	"cjk-earthly-branch": "ideographZodiac", "none": "none", "disc": "none", "circle": "none", "square": "none",
}

var (
	styleOfList  = regexp.MustCompile(`(?i)list-style(?:-type)?\s*:\s*(?:[a-z]+\s+)?([a-z-]+)`)
	sheetWithout = regexp.MustCompile(`(?is)(?:^|[\s,}])ol\b[^{}]*\{[^}]*list-style(?:-type)?\s*:\s*none`)
	// ownMark is how an item begins that bears its number in its text.
	ownMark = regexp.MustCompile(`^[\s\x{3000}]*(?:第[〇零一二三四五六七八九十百千0-9０-９]+[编章节条款项]|[（(\[〔【][〇一二三四五六七八九十百0-9０-９a-zA-Z]+[）)\]〕】]|[一二三四五六七八九十百]+[、.．]|[0-9０-９a-zA-Z]{1,3}[.．、)）]|[①-⑳⑴-⒇⒈-⒛㈠-㈩])`)
)

// list writes an ordered list with its numbers.
func (w *pageWriter) list(n *html.Node) {
	w.endLine()
	number, step := 1, 1
	if hasAttribute(n, "reversed") {
		number, step = countItems(n), -1
	}
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil {
		number = start
	}
	style := w.listStyle(n, "decimal")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li || leftOut(c) {
			w.node(c)
			continue
		}
		if value, err := strconv.Atoi(attribute(c, "value")); err == nil {
			number = value
		}
		w.label = ""
		if own := w.listStyle(c, style); own != "none" && !ownMark.MatchString(firstText(c)) {
			w.label = itemLabel(own, number)
		}
		w.node(c)
		w.label = ""
		number += step
	}
	w.endLine()
}

// itemLabel is a number with the sign that its way of counting has after it.
func itemLabel(style string, number int) string {
	switch label := countIn(style, number); style {
	case "chineseCounting", "chineseLegalSimplified", "ideographLegalTraditional", "ideographDigital", "ideographTraditional", "ideographZodiac":
		return label + "、"
	default:
		return label + ". "
	}
}

// listStyle is the way of counting of a list or an item.
func (w *pageWriter) listStyle(n *html.Node, otherwise string) string {
	if n.DataAtom == atom.Ol && w.unnumbered {
		otherwise = "none"
	}
	if style, ok := listStyles[attribute(n, "type")]; ok {
		otherwise = style
	}
	if m := styleOfList.FindStringSubmatch(attribute(n, "style")); m != nil {
		if style, ok := listStyles[strings.ToLower(m[1])]; ok {
			otherwise = style
		}
	}
	return otherwise
}

func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func countItems(list *html.Node) int {
	n := 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li && !leftOut(c) {
			n++
		}
	}
	return n
}

// firstText is the first piece of text in n that is not blank.
func firstText(n *html.Node) string {
	if n.Type == html.TextNode {
		if strings.TrimSpace(n.Data) != "" {
			return n.Data
		}
		return ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if leftOut(c) {
			continue
		}
		if s := firstText(c); s != "" {
			return s
		}
	}
	return ""
}
