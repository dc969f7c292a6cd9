package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tiaowen/corpus"
)

// Sites of government set a table above a paper: 发文机关, 成文日期, 标题, 发文字号,
// 发布日期. It is no part of the text, but it says what the paper is.

// pageLabels are the names in such tables, without padding, and the hint each is.
// Who runs the site (发布机构) need not have issued the paper.
var pageLabels = map[string]string{
	"标题": "title", "名称": "title", "文件名称": "title", "公文标题": "title", "信息名称": "title",
	"发文字号": "doc_no", "文号": "doc_no", "文件编号": "doc_no", "公文文号": "doc_no",
	"发文机关": "issuer", "发文单位": "issuer", "制定机关": "issuer", "制发机关": "issuer", "颁布单位": "issuer", "印发机关": "issuer",
	"成文日期": "promulgated", "成文时间": "promulgated", "发文日期": "promulgated", "发文时间": "promulgated", "生成日期": "promulgated", "签发日期": "promulgated",
	"发布日期": "published", "发布时间": "published", "公开日期": "published",
	"发布机构": "source", "信息来源": "source",
}

// labelBytes is how long a cell of such a table may be, labelNodes how many nodes
// may lie in it.
const (
	labelBytes = 600
	labelNodes = 40
)

// labels collects what the tables outside part say.
func (p *page) labels(n, part *html.Node, into *corpus.Fields) {
	if n == part || leftOut(n) {
		return
	}
	if name, value, ok := labelled(n); ok {
		if value == "" {
			value, _ = shortText(nextElement(n))
		}
		if _, _, another := cutPageLabel(value); !another {
			hint(into, name, value)
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.labels(c, part, into)
	}
}

// labelled reads an element that is a label, with its value or alone.
func labelled(n *html.Node) (name, value string, ok bool) {
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Dt, atom.Li, atom.P, atom.Div, atom.Span, atom.B, atom.Strong, atom.Label, atom.Em, atom.I, atom.A:
	default:
		return "", "", false
	}
	text, short := shortText(n)
	if !short {
		return "", "", false
	}
	if n.DataAtom == atom.Th || n.DataAtom == atom.Dt || n.DataAtom == atom.Td {
		if name, ok := pageLabels[strings.Join(strings.Fields(text), "")]; ok {
			return name, "", true
		}
	}
	return cutPageLabel(text)
}

// cutPageLabel reads 发文字号：某发〔2020〕1号.
func cutPageLabel(text string) (name, value string, ok bool) {
	key, value, found := strings.Cut(text, "：")
	if !found {
		key, value, found = strings.Cut(text, ":")
	}
	if !found {
		return "", "", false
	}
	name, ok = pageLabels[strings.Trim(strings.Join(strings.Fields(key), ""), "[]【】·")]
	if tight := strings.Join(strings.Fields(value), ""); ok && strings.ContainsAny(tight, ":：") {
		for other := range pageLabels { // several labels in one box: each is read by itself
			if strings.Contains(tight, other+"：") || strings.Contains(tight, other+":") {
				return "", "", false
			}
		}
	}
	return name, strings.TrimSpace(value), ok
}

// nextElement is the element that follows n.
func nextElement(n *html.Node) *html.Node {
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// shortText is the text in n, false if it is more than a cell holds.
func shortText(n *html.Node) (string, bool) {
	var b strings.Builder
	nodes := 0
	var walk func(*html.Node) bool
	walk = func(n *html.Node) bool {
		if nodes++; nodes > labelNodes || b.Len() > labelBytes {
			return false
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !leftOut(c) && !walk(c) {
				return false
			}
		}
		return true
	}
	if n == nil || !walk(n) || b.Len() > labelBytes {
		return "", false
	}
	return strings.Join(strings.Fields(b.String()), " "), true
}
