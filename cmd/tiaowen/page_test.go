package main

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// shownPage is what a reader can see and do on a page of results.
type shownPage struct {
	boxes  map[string][]facetBox
	hidden map[string][]string // what the form carries unseen
	chips  map[string]string   // words and address
	sorts  []string            // addresses
	sorted string              // the order that is marked as the present one
	next   string
}

// facetBox is one checkbox of a facet.
type facetBox struct {
	legend, value, label string
	count                int
	checked              bool
}

func (p shownPage) checked(name, value string) bool {
	return slices.ContainsFunc(p.boxes[name], func(b facetBox) bool { return b.value == value && b.checked })
}

func readPage(t *testing.T, raw []byte) shownPage {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	p := shownPage{boxes: map[string][]facetBox{}, hidden: map[string][]string{}, chips: map[string]string{}}
	legend := ""
	for n := range root.Descendants() {
		a := attributesOf(n)
		switch {
		case n.Data == "legend":
			legend = wordsOf(n)
		case n.Data == "input" && a["type"] == "checkbox" && a["form"] == "find":
			box := facetBox{legend: legend, value: a["value"]}
			_, box.checked = a["checked"]
			label, count := n.NextSibling, n.NextSibling.NextSibling
			box.label = wordsOf(label)
			box.count, _ = strconv.Atoi(wordsOf(count.FirstChild))
			p.boxes[a["name"]] = append(p.boxes[a["name"]], box)
		case n.Data == "input" && a["type"] == "hidden" && a["form"] == "find":
			p.hidden[a["name"]] = append(p.hidden[a["name"]], a["value"])
		case n.Data == "a" && a["class"] == "chip":
			p.chips[strings.TrimSuffix(strings.TrimPrefix(wordsOf(n), "取消"), "×")] = a["href"]
		case n.Data == "a" && attributesOf(n.Parent)["aria-label"] == "排序":
			p.sorts = append(p.sorts, a["href"])
			if a["aria-current"] == "true" {
				p.sorted = wordsOf(n)
			}
		case n.Data == "a" && a["class"] == "pager-next":
			p.next = a["href"]
		}
	}
	return p
}

func attributesOf(n *html.Node) map[string]string {
	out := map[string]string{}
	for _, a := range n.Attr {
		out[a.Key] = a.Val
	}
	return out
}

func wordsOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
