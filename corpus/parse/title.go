package parse

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// findTitle finds the lines of the title and the first line of the body.
func (p *parser) findTitle() {
	if p.paper != nil {
		p.title, p.body, p.fields.Title = p.paper.lines, p.paper.body, p.paper.title
		return
	}
	p.body = p.bodyStart()
	switch {
	case len(p.lines) == 0:
	case p.src.Hints.CarriedBy != "" && !p.carriedLines().empty():
		p.title = p.carriedLines()
	case p.lines[0].heading > 0 && !p.isSectionLine(0):
		p.title = lineRange{0, 1}
	case p.kind == corpus.Regulation:
		p.title = p.enactedTitle()
	case p.isTitleLine(p.firstShown()):
		first := p.firstShown()
		p.title = lineRange{first, first + 1}
	}
	if !p.title.empty() {
		var parts []string
		for _, l := range p.lines[p.title.from:p.title.to] {
			parts = append(parts, l.text)
		}
		p.fields.Title = corpus.CleanTitle(strings.Join(parts, ""))
		if p.kind != corpus.Regulation {
			p.fields.Title = quotedWhole(strings.Join(strings.FieldsFunc(strings.Join(parts, " "), corpus.Invisible), " "))
		}
		p.body = max(p.body, p.title.to)
	} else if p.kind != corpus.Regulation {
		p.openingTitle()
		p.body = max(p.body, p.title.to)
	}
	if name, date := nameAndDate(p.src.Place()); p.fields.Title == "" || date != "" {
		if p.fields.Title == "" && p.src.Hints.Title != "" {
			name = p.src.Hints.Title
		}
		if p.fields.Title == "" {
			p.fields.Title = corpus.CleanTitle(name)
		}
		if p.kind == corpus.Regulation {
			p.fields.Promulgated = date
		} else {
			p.fields.Published = date
		}
	}
	if p.fields.Title == "" {
		p.fields.Title = "无题"
		p.tree.notice("no_title", corpus.Warning, corpus.Span{}, "正文和文件名都没有标题")
	}
	p.secondTitle()
	p.noticeMisprint()
	p.takeHeading()
}

// noticeMisprint notes a line above the title that is the title with one
// character wrong, missing or too many: the head of a forwarding notice.
func (p *parser) noticeMisprint() {
	title := []rune(corpus.Fold(p.fields.Title))
	for i := 0; i < p.title.from && i < len(p.lines); i++ {
		if line := []rune(corpus.Fold(p.lines[i].text)); len(line) >= 6 && oneSlip(line, title) {
			p.tree.notice("title_misprint", corpus.Warning, p.lines[i].span, "此处标题与正文标题《%s》差一个字，疑为误排", p.fields.Title)
		}
	}
}

// oneSlip reports whether a and b differ by one character put, left out or
// replaced.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	head := 0
	for head < len(a) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head+tail >= len(b)-1 && !(len(a) == len(b) && head == len(a))
}

// takeHeading moves the body up to a heading without a number that stands
// right above its first article: a bare 总则 after the title.
func (p *parser) takeHeading() {
	i := p.body - 1
	if p.kind != corpus.Regulation || i < p.title.to || p.body >= len(p.lines) || p.markers[p.body].form != formArticle && !isDivision(p.lines[i].text) || p.contents[i] {
		return
	}
	l := p.lines[i]
	plain := l.mark == "" && l.runes() <= 20 && !endsSentence(l.text) && !isHistory(l.text) && !docNumber.MatchString(l.text) && len(corpus.FindDates(l.text)) == 0
	if plain && (p.markers[i].form == noMarker || p.markers[i].form == formHan) && corpus.Fold(l.text) != corpus.Fold(p.fields.Title) || l.heading > 0 {
		p.body = i
	}
}

// firstShown is the first line outside the table of contents.
func (p *parser) firstShown() int {
	for i := range p.lines {
		if !p.contents[i] && !corpus.SecrecyMark(p.lines[i].text, true) {
			return i
		}
	}
	return 0
}

// secondTitle reads a second heading right below the first: a book of a code
// that is kept in several files (# 民法典, # 侵权责任编) names its part there.
func (p *parser) secondTitle() {
	i := p.title.to
	if p.kind == corpus.Regulation && !p.title.empty() && i < len(p.lines) && p.lines[i].heading > 0 &&
		p.lines[i].heading <= p.lines[p.title.from].heading && p.markers[i].form == noMarker {
		p.fields.Part = corpus.CleanTitle(p.lines[i].text)
		p.title.to++
		p.body = max(p.body, p.title.to)
	}
}

// bodyStart is the first line that is structure or running text: everything
// before it is title, history, who wrote it and the like.
func (p *parser) bodyStart() int {
	if p.kind == corpus.Regulation {
		for i, m := range p.markers {
			if !p.contents[i] && m.form >= formPart && m.form <= formArticle && !runsOn(p.rest(i)) {
				return i
			}
		}
	}
	for i := range p.lines {
		if !p.contents[i] && !p.isFront(i) {
			return i
		}
	}
	return len(p.lines)
}

// isSectionLine reports whether line i is numbered as a part of the text.
func (p *parser) isSectionLine(i int) bool { return p.markers[i].form != noMarker }

// isTitleLine reports whether line i can be the title of a speech or an essay.
func (p *parser) isTitleLine(i int) bool {
	if i >= len(p.lines) {
		return false
	}
	l := p.lines[i]
	r, _ := utf8.DecodeRuneInString(l.text)
	indented := strings.HasSuffix(p.src.Text[:l.span.Start], "\u3000\u3000")
	return l.runes() >= 6 && l.runes() <= 60 && !hasStop(strings.TrimRight(l.text, "？！")) && !p.isSectionLine(i) &&
		!strings.ContainsRune("【[［（(“_", r) && !isTitleLabel(l.text) && !strings.HasSuffix(l.text, "：") && !indented && !isByline(l.text) &&
		!strings.ContainsAny(l.text, ">＞»") // the way to the page on a site: 首页>栏目
}

// isTitleLabel reports whether a line says that a title follows on it.
func isTitleLabel(text string) bool {
	name, value, ok := cutLabel(text)
	return ok && name == "title" && value != ""
}

// enactedTitle finds the title of a regulation that no markup names: the last
// line before the body that ends as such titles do. A title over several lines
// has the issuing bodies alone on the first.
func (p *parser) enactedTitle() lineRange {
	first := p.firstStructure()
	for i := min(first, len(p.lines)) - 1; i >= 0; i-- {
		l := p.lines[i]
		if p.contents[i] || l.runes() > 70 || hasStop(l.text) || !genreEnding.MatchString(simplified(l.text)) || isHistory(l.text) || p.isSectionLine(i) || divisionName.MatchString(simplified(l.text)) {
			continue
		}
		i = p.firstOfCopies(i)
		from := i
		if p.titleGoesOn(i) && i < first {
			from = i - 1
		}
		if i > 0 && strings.HasPrefix(l.text, "关于") && p.lines[i-1].runes() <= 30 && isIssuer(p.lines[i-1].text) {
			from = i - 1
		}
		return lineRange{from, i + 1}
	}
	if p.isTitleLine(0) && first > 0 {
		return lineRange{0, 1}
	}
	return lineRange{}
}

// firstOfCopies is the first line that says what line i says in other characters, else i.
func (p *parser) firstOfCopies(i int) int {
	for j := range i {
		if p.copies(i, j) {
			return j
		}
	}
	return i
}

// copies reports whether line i is line j in Simplified or Traditional characters.
func (p *parser) copies(i, j int) bool {
	a, b := p.lines[i].text, p.lines[j].text
	return otherScript(a, b) && corpus.Fold(a) == corpus.Fold(b)
}

// firstStructure is the first line of the structure of a regulation, or of its
// table of contents.
func (p *parser) firstStructure() int {
	for i := range p.lines {
		form := p.markers[i].form
		if p.contents[i] || form >= formPart && (form <= formArticle || form == formHan && p.articleRun() == 0) && !runsOn(p.rest(i)) {
			return i
		}
	}
	return len(p.lines)
}

var issuerLine = pattern.MustCompile(`^[\p{Han}、 \x{3000}]{2,30}$`)

func isIssuer(text string) bool {
	return issuerLine.MatchString(text) && !genreEnding.MatchString(simplified(text))
}

var versionInName = pattern.MustCompile(`[（(](\d{4}-\d{2}-\d{2})[）)]$`)

// nameAndDate reads title and version date from a file's name: 名(YYYY-MM-DD).md.
// A leading number that orders files (001-, 03_) is dropped.
func nameAndDate(file string) (string, corpus.Date) {
	base := path.Base(file)
	name := strings.TrimSuffix(base, path.Ext(base))
	var date corpus.Date
	if m := versionInName.FindStringSubmatch(name); m != nil && corpus.Date(m[1]).Valid() {
		date = corpus.Date(m[1])
		name = strings.TrimSuffix(name, m[0])
	}
	bare := strings.TrimLeft(name, "0123456789")
	if r, size := utf8.DecodeRuneInString(bare); len(bare) < len(name) && (r == '-' || r == '_' || r == '.') && strings.IndexFunc(bare, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
		name = bare[size:]
	}
	if name == "." || name == "/" {
		name = ""
	}
	return name, date
}
