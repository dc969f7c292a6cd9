package parse

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// A text that was set well shows where a 款 begins and which lines are items. One that
// came by way of a page, a scan or a column may have lines that are none of either: a
// page's head, a watermark's letter, a note, half a sentence. They are not taken out,
// for they may be the text; but the article is said to be doubtful.

// object goes through the articles, and a preamble, and notes what speaks against their counts.
func (p *parser) object() {
	if p.root == nil {
		return
	}
	var articles []*corpus.Provision
	p.root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Kind == corpus.NodeArticle || n.Kind == corpus.NodePreamble {
			articles = append(articles, n)
		}
		return n.Kind != corpus.NodeArticle
	})
	traditional := traditionalIn(p.src.Text)*20 > utf8.RuneCountInString(p.src.Text)
	for i, n := range articles {
		o := objecting{text: p.src.Text, article: n, wrapped: p.wrapped, traditional: traditional}
		o.paragraphs()
		if p.numbered {
			o.add("line_numbers", n.Head, "原文每行（或每五行）编有行号，行号仍在文字里")
		}
		if i+1 < len(articles) && n.Kind == corpus.NodeArticle && scopeOf(n) == scopeOf(articles[i+1]) {
			o.gap(articles[i+1])
		}
		n.Objections = o.found
	}
	p.objectToReading(articles)
	for _, n := range articles {
		if len(n.Objections) > 0 {
			p.tree.notice(corpus.DoubtfulStructure, corpus.Warning, n.Span, "%s的款项划分存疑：%s", n.Label, n.Doubts())
			p.tree.noticed[len(p.tree.noticed)-1].Objections = n.Objections
		}
	}
}

// scopeOf is the annex in whose articles n counts, empty for those of the text itself.
func scopeOf(article *corpus.Provision) string {
	before, _, annexed := strings.Cut(article.Locator, "__")
	if !annexed {
		return ""
	}
	return before
}

// objecting looks at one article.
type objecting struct {
	text    string
	article *corpus.Provision
	// wrapped says that lines are broken inside sentences all through the text.
	wrapped bool
	// traditional says that the text is in Traditional characters.
	traditional bool
	found       []corpus.Objection
}

func (o *objecting) add(code string, at corpus.Span, format string, args ...any) {
	if !slices.ContainsFunc(o.found, func(f corpus.Objection) bool { return f.Code == code }) {
		o.found = append(o.found, corpus.Objection{Code: code, Message: fmt.Sprintf(format, args...), Span: at})
	}
}

// gap is a number that does not follow: the article that is missing may stand in this.
func (o *objecting) gap(next *corpus.Provision) {
	if next.Number > o.article.Number+1 || next.Number < o.article.Number {
		o.add("number_gap", next.Head, "%s之后是%s，条号不连续，可能有一条没有认出", o.article.Label, next.Label)
	}
}

// paragraphs looks at the 款 and what hangs on them.
func (o *objecting) paragraphs() {
	seen := map[string]bool{}
	open := false // a note that may go on
	before := ""  // how the 款 before ended
	for _, n := range o.article.Children {
		if n.Kind != corpus.NodeParagraph {
			continue
		}
		o.unread(before, n)
		before = strings.TrimRightFunc(lastOwn(n).Lead(o.text), corpus.Invisible)
		if open {
			o.add("note_end", n.Span, "注释之后的文字可能仍是注释")
		}
		open = o.notes(n)
		o.line(n, n.Lead(o.text), seen)
		o.items(n, seen)
		if lowest := lastOwn(n); lowest.Kind != corpus.NodeTable {
			if last := strings.TrimRightFunc(lowest.Lead(o.text), corpus.Invisible); last != "" && !endsSentence(last) {
				o.add("broken_line", n.Span, "有一款（项）不是以完整的句子结束")
			}
		}
	}
}

// unread looks for a list whose marks were not known: what comes after a 款 that ends
// as one does that announces more.
func (o *objecting) unread(before string, n *corpus.Provision) {
	words := strings.TrimFunc(n.Lead(o.text), corpus.Invisible)
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case defines.MatchString(words): // the terms of 下列用语的含义 are sentences, each a 款
	case last == '：' || last == ':':
		o.add("unannounced_list", n.Span, "“%s”之前的话以冒号结束，它和以下各行可能是列举的各项", shortened(words))
	case last == '；' || last == ';':
		o.add("unannounced_list", n.Span, "“%s”之前的话以分号结束，前后各行可能是列举的各项", shortened(words))
	case bullet.MatchString(words):
		o.add("unannounced_list", n.Span, "“%s”像是列举中的一项", shortened(words))
	case before != "" && apart(words): // the only 款 of an article may be （本条删去。）
		o.add("note_line", n.Span, "有一行全在括号里，可能不是正文：“%s”", shortened(words))
	}
}

// unlisted reports whether a line begins as an item does; 第一阶段， also begins a 款
// that tells of it.
func unlisted(line string) bool {
	form := readListed(line).form
	return form != noMarker && form != formStage
}

// defines matches a sentence that says what a term means.
var defines = pattern.MustCompile(`^[^。；]{1,30}指.*。$`)

// bullet matches what marks the lines of a list that has no numbers.
var bullet = pattern.MustCompile(`^[•●○◆◇■□▪▲△►➢➤★☆√✓◎·‧∙—–―-][^0-9—–―-]`)

// brackets are what a line may stand in that is no sentence of the text.
var brackets = map[rune]rune{'（': '）', '(': ')', '【': '】', '［': '］', '[': ']', '〔': '〕', '〖': '〗'}

// apart reports whether one pair of brackets holds all of a line.
func apart(words string) bool {
	open, size := utf8.DecodeRuneInString(words)
	shut, ok := brackets[open]
	if !ok || !strings.HasSuffix(words, string(shut)) {
		return false
	}
	depth := 1
	for i, r := range words[size:] {
		switch r {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return size+i+utf8.RuneLen(shut) == len(words)
			}
		}
	}
	return false
}

// named reports whether the list of a 款 stands right below the name of its article.
func (o *objecting) named(n *corpus.Provision) bool {
	return o.article.Caption != "" && len(o.article.Children) > 0 && o.article.Children[0] == n && n.Lead(o.text) == ""
}

// notes looks at the notes among the text of n; it reports whether the last of them is
// one of which nothing shows where it ends.
func (o *objecting) notes(n *corpus.Provision) (open bool) {
	for i, c := range n.Children {
		if c.Kind != corpus.NodeNote {
			open = o.notes(c)
			continue
		}
		end := n.Span.End
		if i+1 < len(n.Children) {
			end = n.Children[i+1].Span.Start
		}
		if strings.TrimFunc(o.text[c.Span.End:end], corpus.Invisible) != "" {
			o.add("note_inside", c.Span, "有一行不属于正文的文字夹在一款（项）中间")
		}
		open = false
		for line := range strings.Lines(c.Span.In(o.text)) {
			line = strings.TrimFunc(line, corpus.Invisible)
			switch {
			case doubtRemark.MatchString(line):
				o.add("note_line", c.Span, "有一行像是注释或页码：“%s”", shortened(line))
			case openRemark.MatchString(line) || blockHead.MatchString(line):
				open = true
			}
		}
	}
	return open
}

// innerMark matches the number of an item where a sentence has ended.
var innerMark = pattern.MustCompile(`[；。;][ \x{3000}]*[（(](` + numeralClass + `)[）)]`)

// item looks at how an item ends: before the next one begins, and as the others do.
func (o *objecting) item(n, above *corpus.Provision) {
	words := n.Lead(o.text)
	for _, m := range innerMark.FindAllStringSubmatch(words, -1) {
		if next, ok := corpus.ParseNumeral(m[1]); ok && next == n.Number+1 {
			o.add("item_numbers", n.Span, "%s之内又有下一个编号", n.Label)
		}
	}
	if words == "" || endsSentence(words) {
		return
	}
	ended, all := 0, 0
	for _, c := range above.Children {
		if c.Kind == n.Kind {
			all++
			if endsSentence(c.Lead(o.text)) {
				ended++
			}
		}
	}
	if ended*2 > all {
		o.add("broken_line", n.Span, "%s不像其他各项那样以标点结束", n.Label)
	}
}

// lastOwn is the last of n and what is below it that is no note.
func lastOwn(n *corpus.Provision) *corpus.Provision {
	for i := len(n.Children) - 1; i >= 0; i-- {
		if n.Children[i].Kind != corpus.NodeNote {
			return lastOwn(n.Children[i])
		}
	}
	return n
}

// items looks at a list.
func (o *objecting) items(above *corpus.Provision, seen map[string]bool) {
	number := 0
	for _, n := range above.Children {
		if n.Kind != corpus.NodeItem && n.Kind != corpus.NodeSubitem {
			continue
		}
		switch {
		case number == 0 && n.Number != 1, number > 0 && n.Number != number+1:
			o.add("item_numbers", n.Span, "%s前后的编号不连续或重复", n.Label)
		case number == 0 && n.Kind == corpus.NodeItem && above.Lead(o.text) != "" && !endsSentence(above.Lead(o.text)):
			o.add("broken_line", above.Span, "%s之前的话没有完", n.Label)
		case number == 0 && n.Kind == corpus.NodeItem && !announces(above.Lead(o.text)) && !o.named(above):
			o.add("unannounced_list", n.Span, "%s之前没有引出列举的话", n.Label)
		}
		number = n.Number
		o.item(n, above)
		o.line(n, n.Lead(o.text), seen)
		if misread.MatchString(n.Lead(o.text)) {
			o.add("item_numbers", n.Span, "%s之后有一行像是没有认出的编号", n.Label)
		}
		o.items(n, seen)
	}
}

var (
	noteLine  = pattern.MustCompile(`^(?:注\s*[：:0-9]|备注[：:]|说明[：:]|编者|编辑[：:]|来源[：:]|责任编辑|译文|译注|[\[〔［][0-9０-９]{1,2}[\]〕］]|[*＊※†])`)
	pageLine  = pattern.MustCompile(`^(?:[—–－-]\s*[0-9０-９]{1,4}\s*[—–－-]|第\s*[0-9０-９]{1,4}\s*页.*|[0-9０-９]{1,4}\s*[/／]\s*[0-9０-９]{1,4}|[0-9０-９]{1,4})$`)
	misread   = pattern.MustCompile(`\n[ \x{3000}]*[（(][^）)]{1,2}[）)]`)
	oddMark   = pattern.MustCompile(`^[（(][^（()）\p{Han}0-9０-９A-Za-z]{1,2}[）)]`)
	innerGap  = pattern.MustCompile(`[^\s\x{3000}](?:\t|[ \x{3000}]{3,})[^\s\x{3000}]`)
	beginsMid = "，。、；：！？）》】」』”’,.;:!?)"
)

// line looks at the words of a 款, a 项 or a 目, its items apart, and at each of the
// lines that were joined to it.
func (o *objecting) line(n *corpus.Provision, words string, seen map[string]bool) {
	at := n.Span
	lines := strings.Split(words, "\n")
	for i, line := range lines {
		if line = strings.TrimFunc(line, corpus.Invisible); line == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(line)
		switch {
		case i == 0 && strings.ContainsRune(beginsMid, first):
			o.add("broken_line", at, "有一款从句子中间开始")
		case noteLine.MatchString(line):
			o.add("note_line", at, "有一行像是注释或编者的话：“%s”", shortened(line))
		case pageLine.MatchString(line):
			o.add("page_line", at, "有一行像是页码：“%s”", shortened(line))
		case (n.Kind == corpus.NodeParagraph || i > 0) && unlisted(line):
			o.add("unannounced_list", at, "“%s”像是列举中的一项，但没有引出列举的话", shortened(line))
		case !o.traditional && traditionalIn(line) > 2 && traditionalIn(line)*6 > utf8.RuneCountInString(line):
			o.add("other_script", at, "有一行用的是繁体：“%s”", shortened(line))
		case i == 0 && oddMark.MatchString(line):
			o.add("item_numbers", at, "“%s”像是没有认出的编号", shortened(line))
		case longForeign(line):
			o.add("foreign_script", at, "有一行中外文混排：“%s”", shortened(line))
		case foreign(line):
			o.add("foreign_script", at, "有一行主要是外文：“%s”", shortened(line))
		case mayGap(line) && innerGap.MatchString(line):
			o.add("table_text", at, "有一行像是表格或分栏：“%s”", shortened(line))
		case len(lines) > 1 && !o.wrapped && !endsSentence(line):
			o.add("broken_line", at, "有一行不是完整的句子：“%s”", shortened(line))
		}
		folded := corpus.Fold(line)
		if utf8.RuneCountInString(folded) >= shortestRepeat {
			if seen[folded] {
				o.add("repeated_text", at, "有两行文字相同：“%s”", shortened(line))
			}
			seen[folded] = true
		}
	}
}

// shortestRepeat is from how many characters on two lines of an article that are equal
// are one that was read twice.
const shortestRepeat = 8

func shortened(words string) string {
	const most = 12
	if runes := []rune(words); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return words
}
