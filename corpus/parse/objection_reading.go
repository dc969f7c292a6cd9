package parse

import (
	"slices"

	"tiaowen/corpus"
)

// What the reader of the file was not sure of, the parser cannot be either.

// doubtfulReadings are the diagnostics of a reader of files after which lines may not
// be what they seem, and what is said of them. The codes are those of corpus/extract.
var doubtfulReadings = map[string]string{
	"text_turned": "页面上有转向的文字", "text_vertical": "原文竖排", "columns_crossing": "原文分栏，行序可能有误", "overprint": "有重叠印刷的文字",
	"foot_note": "页下的注释可能夹在正文里", "small_print": "有小字，可能是批注或注释", "ocr": "文字是识别出来的", "recognised": "文字是识别出来的", "pdf_garbled": "有认不出的字符", "paragraph_break": "有一处看不出是不是另起一段", "glyph_coded": "有认不出的字符",
}

// objectToReading notes of every article, and of what stands outside of articles, in
// whose text the reader had doubts; one that names no place was about all of it.
func (p *parser) objectToReading(articles []*corpus.Provision) {
	units := append(slices.Clip(articles), apartFromArticles(p.root)...)
	for _, d := range p.src.Diagnostics {
		says := doubtfulReading(d)
		if says == "" {
			continue
		}
		for _, n := range units {
			if (d.Span == nil || d.Span.Overlaps(n.Span)) && !slices.ContainsFunc(n.Objections, func(o corpus.Objection) bool { return o.Message == says }) {
				n.Objections = append(n.Objections, corpus.Objection{Code: d.Code, Message: says, Span: n.Span})
			}
		}
	}
}

// apartFromArticles are the outermost headings and paragraphs that hold no article and
// are in none.
func apartFromArticles(root *corpus.Provision) (out []*corpus.Provision) {
	root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		switch n.Kind {
		case corpus.NodeArticle:
			return false
		case corpus.NodeHeading, corpus.NodeParagraph, corpus.NodeItem:
			out = append(out, n)
			return false
		}
		return true
	})
	return out
}

// doubtfulReading says what a diagnostic of a reader leaves in doubt; empty if nothing.
func doubtfulReading(d corpus.Diagnostic) string {
	if d.Code == "foot_note" && d.Severity == corpus.Note || d.Code == "text_turned" && d.Span == nil {
		return "" // it speaks of what is no longer in the text
	}
	return doubtfulReadings[d.Code]
}

// objected are the diagnostics of a reader with the doubts that they leave in the text
// itself: what stands outside of articles has no other word of them.
func objected(read []corpus.Diagnostic, text string) []corpus.Diagnostic {
	out := slices.Clone(read)
	for i, d := range out {
		if says := doubtfulReading(d); says != "" {
			at := corpus.Span{End: len(text)}
			if d.Span != nil {
				at = *d.Span
			}
			out[i].Objections = []corpus.Objection{{Code: d.Code, Message: says, Span: at}}
		}
	}
	return out
}
