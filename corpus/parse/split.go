package parse

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// Split takes apart a file that holds several regulations one after the other:
// a handbook, a collection. A new one begins where the articles start again at
// 第一条, or where a title stands beside a 发文字号; the notice that forwards a
// regulation goes with it, annexes stay with what they are annexed to though their articles begin anew, and what
// stands before the first title goes with the first. Any other file is one text.
// A paper and what it carries then become documents of their own: see uncover.
func Split(src corpus.Source) []corpus.Source {
	var out []corpus.Source
	var last *cover
	for _, s := range splitRegulations(src) {
		if last.takes(&s) {
			out[last.at].Hints.Carries = append(out[last.at].Hints.Carries, s.Hints.Title)
			out = append(out, s)
			continue
		}
		parts, c := uncover(s)
		if c != nil {
			c.at, last = len(out), c
		}
		out = append(out, parts...)
	}
	return out
}

func splitRegulations(src corpus.Source) []corpus.Source {
	p := newParser(src)
	p.findContents()
	starts := p.regulationStarts()
	if len(starts) < 2 {
		return []corpus.Source{src}
	}
	out := make([]corpus.Source, len(starts))
	for i, first := range starts {
		from, to := 0, len(src.Text)
		if i > 0 {
			from = lineStart(src.Text, p.lines[first].span.Start)
		}
		if i+1 < len(starts) {
			to = lineStart(src.Text, p.lines[starts[i+1]].span.Start)
		}
		out[i] = cutSource(src, corpus.Span{Start: from, End: to})
		out[i].Part = strings.TrimPrefix(src.Part+"."+strconv.Itoa(i+1), ".")
	}
	out[0].Diagnostics = append(out[0].Diagnostics, corpus.Diagnostic{Code: "split", Severity: corpus.Note,
		Message: "文件里有 " + strconv.Itoa(len(out)) + " 份文献，已分开收入"})
	return out
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// cutSource is the part of a source in span. What was noticed about the whole
// file stays with its first part.
func cutSource(src corpus.Source, span corpus.Span) corpus.Source {
	out := src
	out.Text = span.In(src.Text)
	out.Marks, out.Repairs, out.Diagnostics, out.Pages = nil, nil, nil, nil
	shift := 0 // how far the text as read had moved where this part begins
	for _, r := range src.Repairs {
		switch {
		case r.Span.End <= span.Start:
			shift = r.Was.End - r.Span.End
		case span.Contains(r.Span):
			r.Span, r.Was = r.Span.Shift(-span.Start), r.Was.Shift(-span.Start-shift)
			out.Repairs = append(out.Repairs, r)
		}
	}
	for _, m := range src.Marks {
		if m.Span.Start >= span.Start && m.Span.End <= span.End {
			m.Span = m.Span.Shift(-span.Start)
			out.Marks = append(out.Marks, m)
		}
	}
	for _, p := range src.Pages {
		if p.Span.Overlaps(span) {
			p.Span = corpus.Span{Start: max(p.Span.Start, span.Start), End: min(p.Span.End, span.End)}.Shift(-span.Start)
			out.Pages = append(out.Pages, p)
		}
	}
	for _, d := range src.Diagnostics {
		switch {
		case d.Span == nil && span.Start == 0:
			out.Diagnostics = append(out.Diagnostics, d)
		case d.Span != nil && span.Contains(*d.Span):
			shifted := d.Span.Shift(-span.Start)
			d.Span = &shifted
			out.Diagnostics = append(out.Diagnostics, d)
		}
	}
	return out
}

// regulationStarts are the first lines of the regulations in a file.
func (p *parser) regulationStarts() []int {
	var starts []int
	last := 0        // first line that can belong to the next one
	articles := 0    // seen since the last start
	forwarded := 0   // numbered title waiting for its articles
	title := -1      // line of the title read last
	annexed := false // the regulation itself is annexed to what stands before it
	for i, m := range p.markers {
		if p.contents[i] {
			continue
		}
		switch {
		case m.form == formArticle && !runsOn(p.rest(i)):
			if m.number == 1 && m.branch == 0 && (articles > 0 || forwarded > 0 || len(starts) == 0) {
				if head, ok := p.headOf(i, last); ok && (forwarded == 0 || !p.forwards(forwarded, head)) && (title < 0 || !p.copies(head, title)) {
					title = head
					first := p.titleStart(head, last)
					under := p.underAnnex(first, last)
					if !under || articles == 0 || annexed || p.letterBetween(last, first) {
						starts = append(starts, first)
						articles, annexed = 0, under
					}
				}
			}
			forwarded = 0
			articles++
			last = i + 1
		case p.isNumberedTitle(i) && (articles > 0 || len(starts) > 0 && forwarded == 0 || forwarded > 0 && !p.forwards(forwarded, i)):
			first := p.titleStart(i, last)
			starts = append(starts, first)
			forwarded, articles, annexed = max(first, 1), 0, false
			last = i + 1
		}
	}
	return starts
}

// underAnnex reports whether the title on line first is that of an annex: it, or a line
// right above it, says so.
func (p *parser) underAnnex(first, last int) bool {
	for i := first; i >= max(last, first-2); i-- {
		if _, _, _, ok := p.annexHeadAt(i); ok {
			return true
		}
	}
	return false
}

// letter matches what is said to those to whom a text is sent, which begins another
// paper than the one before it.
var letter = pattern.MustCompile(`现?将《.{2,60}》.{0,20}印?发(?:给你们|你们)|(?:现予|予以)(?:印发|转发|公布)|请.{0,12}(?:遵照|贯彻|认真)执行`)

// letterBetween reports whether such words stand between two lines.
func (p *parser) letterBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if letter.MatchString(p.lines[i].text) {
			return true
		}
	}
	return false
}

// headOf finds the last line of the title of the regulation whose first article
// is line i, looked for between last and i.
func (p *parser) headOf(i, last int) (int, bool) {
	const reach = 40
	for j := i - 1; j >= max(last, i-reach); j-- {
		if p.isRegulationTitle(j) {
			return j, true
		}
	}
	return 0, false
}

// isRegulationTitle reports whether line j reads as the title of a regulation.
func (p *parser) isRegulationTitle(j int) bool {
	l := p.lines[j]
	return !p.contents[j] && l.runes() <= 60 && !hasStop(l.text) && !strings.HasPrefix(l.text, "《") && genreEnding.MatchString(simplified(l.text)) &&
		(p.markers[j].form == noMarker) && !isHistory(l.text) && l.mark != corpus.MarkTable && !strings.ContainsAny(l.text, "，,")
}

// besideNumber matches a line that is a 发文字号 and nothing else.
var besideNumber = pattern.MustCompile(`^[（(]?[ ]*[\p{Han}]{1,12}[ ]*[〔\[（(【﹝［][ ]*(?:19|20)[0-9０-９]{2}[ ]*[〕\])）】﹞］][ ]*(?:第)?[ ]*[0-9０-９]{1,4}[ ]*号[ ]*[）)]?$`)

// isNumberedTitle reports whether line i is a title with a 发文字号 on the line
// above or within two lines below.
func (p *parser) isNumberedTitle(i int) bool {
	if !p.isRegulationTitle(i) {
		return false
	}
	above := i - 1
	if p.titleGoesOn(i) {
		above--
	}
	for _, j := range []int{above, i + 1} {
		if j >= 0 && j < len(p.lines) && besideNumber.MatchString(p.lines[j].text) {
			return true
		}
	}
	return false
}

// forwards reports whether the notice that begins at line first forwards the
// regulation whose title is line i: it names it.
func (p *parser) forwards(first, i int) bool {
	title := p.lines[i].text
	between := p.src.Text[p.lines[first-1].span.Start:p.lines[i].span.Start]
	if p.titleGoesOn(i) {
		title = p.lines[i-1].text + title
		between = p.src.Text[p.lines[first-1].span.Start:p.lines[i-1].span.Start]
	}
	return strings.Contains(corpus.Fold(between), "《"+corpus.Fold(title)+"》")
}

// titleStart is the first line of the title that line i ends: a title broken
// over two lines, a number above it.
func (p *parser) titleStart(i, last int) int {
	if i > last && p.titleGoesOn(i) {
		i--
	}
	if i > last && besideNumber.MatchString(p.lines[i-1].text) {
		i--
	}
	return i
}

// titleGoesOn reports whether line i is the second line of a title: short, and
// right below a line that is not complete.
func (p *parser) titleGoesOn(i int) bool {
	if i == 0 {
		return false
	}
	before, l := p.lines[i-1], p.lines[i]
	adjacent := strings.Count(p.src.Text[before.span.End:l.span.Start], "\n") == 1
	bare := strings.TrimRight(trialTail.ReplaceAllString(l.text, ""), " ")
	return adjacent && utf8.RuneCountInString(bare) <= 16 && before.runes() >= 6 && before.runes() <= 40 &&
		!endsSentence(before.text) && p.markers[i-1].form == noMarker && !isIssuer(l.text) && before.mark == "" &&
		!besideNumber.MatchString(before.text) && !isHistory(before.text) && len(corpus.FindDates(before.text)) == 0
}
