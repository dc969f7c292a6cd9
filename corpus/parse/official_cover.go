package parse

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// A paper often is but the cover of another text: 印发, 转发, an order that makes a
// regulation known. Cover and text become documents of their own that name each
// other.

var (
	forwardVerb = regexp.MustCompile(`印发|转发|批转|公布|颁布|颁发|发布|下发`)
	// carrySentence is a sentence that hands a text on.
	carrySentence = regexp.MustCompile(`(?:印发|转发|公布|发布|下发|批转|颁布|颁发)(?:给|，|,|施行|实施|如下|你们|$)|现(?:予以?|将)?[^，。]{0,8}(?:印发|公布|发布|转发)`)
	citedAs       = regexp.MustCompile(`(?:根据|按照|依据|遵照|贯彻|落实|依照|废止|原|按)[^，。《]{0,8}$`)
	unquoted      = regexp.MustCompile(`(?:印发|转发|批转|公布|颁布|发布|下发)(.{4,}?)的?(?:通知|决定|公告|命令|令|函|通报)$`)
	carriedEnding = regexp.MustCompile(`(?:方案|计划|规划|办法|规定|条例|细则|规则|准则|章程|意见|政策|措施|预案|制度|要点|纲要|标准|规范|指南|规程|守则|讲话|报告|安排|指引|决定|通知|批复|纪要|解释|法|法典|修正案|公约|协定|目录)(?:[（(〔\[].{0,20}[）)〕\]])?$`)
	// provisionsEnding is how a text is called that is made of provisions.
	provisionsEnding = regexp.MustCompile(`(?:条例|规定|办法|细则|规则|准则|章程|规程|守则|制度|方案|标准|解释|法|法典)(?:[（(〔\[].{0,20}[）)〕\]])?$`)
	belowFoot        = regexp.MustCompile(`^(?:主题词|抄送|抄报|印送|分送|发[:：]|附[:：]|\d{4}年.{2,8}印发)|印发$`)
	carryingGenres   = []corpus.Genre{corpus.GenreNotice, corpus.GenreOrder, corpus.GenreDecision, corpus.GenreAnnouncement,
		corpus.GenreOfficeLetter, corpus.GenreReply, corpus.GenreCircular}
)

// carried are the titles of what the paper prints or forwards, as it names them:
// in quotes in its title, else in the sentence that hands them on, else plainly
// in the title.
func (p *parser) carried() []string {
	o := p.paper
	if !slices.Contains(carryingGenres, o.genre) {
		return nil
	}
	verb := forwardVerb.FindStringIndex(o.title)
	if verb != nil {
		if names := quotedTitles(o.title[verb[0]:]); names != nil {
			return names
		}
	}
	end := min(len(p.lines), o.body+8)
	if o.foot >= 0 {
		end = min(end, o.foot+1)
	}
	for i := o.body; i < end; i++ {
		for _, sentence := range strings.FieldsFunc(p.lines[i].text, func(r rune) bool { return r == '。' || r == '；' }) {
			if names := texts(quotedTitles(sentence)); names != nil && carrySentence.MatchString(sentence) {
				return names
			}
		}
	}
	if m := unquoted.FindStringSubmatch(o.title); m != nil && carriedEnding.MatchString(m[1]) {
		return []string{m[1]}
	}
	return nil
}

// texts are the titles that are called as texts are which papers carry.
func texts(titles []string) []string {
	return slices.DeleteFunc(titles, func(s string) bool { return !carriedEnding.MatchString(s) })
}

// quotedTitles are the titles in 《》; one inside another belongs to it.
func quotedTitles(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '《':
			if depth++; depth == 1 {
				start = i + len("《")
			}
		case '》':
			if depth--; depth == 0 && i > start {
				if before := text[:start-len("《")]; !citedAs.MatchString(before) {
					out = append(out, strings.Join(strings.Fields(text[start:i]), " "))
				}
			}
			depth = max(depth, 0)
		}
	}
	return out
}

// uncover parts a file that is a paper and what it carries: the paper first. Any
// other file stays as it is, and so does one of which a person has said what it is.
func uncover(src corpus.Source) ([]corpus.Source, *cover) {
	var said struct {
		Title string      `json:"title"`
		Kind  corpus.Kind `json:"kind"`
	}
	_ = json.Unmarshal(src.Stated, &said) // a bad object is reported once, by Document
	if said.Kind != "" || src.Hints.CarriedBy != "" {
		return []corpus.Source{src}, nil
	}
	p := newParser(src)
	p.findContents()
	if p.paper = p.findPaper(); p.paper == nil {
		return []corpus.Source{src}, nil
	}
	starts := p.carriedStarts()
	if len(starts) == 0 {
		return []corpus.Source{src}, nil
	}
	parts, fields := p.apart(starts, said.Title)
	return parts, &cover{fields: fields, paper: p.paper, names: p.carried()}
}

// cover is a paper that was parted from what it carries, and stands at a place in
// the list of what its file holds.
type cover struct {
	at     int
	fields corpus.Fields
	paper  *paper
	names  []string
}

// takes reports whether a regulation that was parted from the one before it by its
// own articles is the next that the paper carries, and tells it so.
func (c *cover) takes(s *corpus.Source) bool {
	if c == nil {
		return false
	}
	p := newParser(*s)
	for i := range min(2, len(p.lines)) {
		if title, name := p.namedAt(i, c.names, false); name >= 0 {
			s.Hints = carriedHints(s.Hints, c.fields, title, c.paper)
			return true
		}
	}
	return false
}

// start is where a carried text begins and how it calls itself.
type start struct {
	line  int
	title string
}

// carriedStarts finds the texts that the paper carries, below its foot.
func (p *parser) carriedStarts() []start {
	names := p.carried()
	printing := names != nil
	if len(names) == 0 {
		for _, a := range p.paper.annexes {
			if provisionsEnding.MatchString(a) {
				names = append(names, a)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	var out []start
	first := p.paper.foot + 1
	if p.paper.foot < 0 {
		first = p.paper.body + 1
	}
	missing := slices.Clone(names)
	for i := first; i < len(p.lines) && len(missing) > 0; i++ {
		text := p.lines[i].text
		if p.contents[i] || text == "" || openNote.MatchString(text) || annexHead.MatchString(text) || ruleLine.MatchString(text) || belowFoot.MatchString(text) {
			continue
		}
		title, name := p.namedAt(i, missing, len(out) == 0)
		if name < 0 && len(out) == 0 && printing && p.paper.foot >= 0 && i <= p.paper.foot+12 && p.looksTitled(i) {
			title, name = corpus.CleanTitle(text), 0
		}
		if name >= 0 {
			out = append(out, start{i, title})
			missing = slices.Delete(missing, name, name+1)
		} else if len(out) == 0 && p.paper.foot >= 0 && hasStop(text) && len(text) > 90 {
			break // the paper goes on below its foot
		}
	}
	return out
}

// namedAt reports which of the names the lines from i on are, and as they have it;
// -1 if none. Loose also takes a title that lacks the place before it or has 的 more.
func (p *parser) namedAt(i int, names []string, loose bool) (title string, name int) {
	const mostLines = 4
	joined := ""
	for j := i; j < len(p.lines) && j < i+mostLines; j++ {
		l := p.lines[j]
		if hasStop(l.text) || l.runes() > longestTitle {
			break
		}
		joined += l.text
		for k, n := range names {
			a, b := titleLetters(joined), titleLetters(n)
			short := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
			if a == b || loose && short >= 6 && (strings.HasSuffix(b, a) || strings.HasSuffix(a, b)) {
				if j+1 < len(p.lines) && bracketed.MatchString(p.lines[j+1].text) && strings.HasSuffix(corpus.Fold(n), corpus.Fold(p.lines[j+1].text)) {
					joined += p.lines[j+1].text
				}
				return joinTitle([]string{joined}), k
			}
		}
	}
	return "", -1
}

// bracketed is a line that is a bracket, which belongs to the title above it.
var bracketed = regexp.MustCompile(`^[（(〔\[][^）)〕\]]{1,20}[）)〕\]]$`)

// titleLetters are the letters by which a title is known again: without punctuation
// and 的, which one place has and the other has not, and without （试行）.
func titleLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '的' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, corpus.Fold(trialTail.ReplaceAllString(strings.TrimSpace(s), "")))
}

// looksTitled reports whether line i reads as a title, above a text.
func (p *parser) looksTitled(i int) bool {
	l := p.lines[i]
	return i+1 < len(p.lines) && l.runes() >= 4 && l.runes() <= 60 && !hasStop(l.text) && carriedEnding.MatchString(l.text) && p.markers[i].form == noMarker && l.mark != corpus.MarkTable
}

// apart cuts the file. What kept the file's own part of an id before it was parted
// keeps it: the regulation it carries, else the paper.
func (p *parser) apart(starts []start, saidTitle string) ([]corpus.Source, corpus.Fields) {
	src, f := p.src, Document(cutSource(p.src, corpus.Span{Start: 0, End: lineStart(p.src.Text, p.lines[starts[0].line].span.Start)})).Fields
	out := make([]corpus.Source, 0, len(starts)+1)
	from := 0
	for i := range len(starts) + 1 {
		to := len(src.Text)
		if i < len(starts) {
			to = lineStart(src.Text, p.lines[starts[i].line].span.Start)
		}
		s := cutSource(src, corpus.Span{Start: from, End: to})
		s.Part = strings.TrimPrefix(src.Part+"."+string(rune('0'+min(i, 9))), ".")
		if i > 0 {
			s.Hints = carriedHints(src.Hints, f, starts[i-1].title, p.paper)
		} else {
			for _, c := range starts {
				s.Hints.Carries = append(s.Hints.Carries, c.title)
			}
		}
		out = append(out, s)
		from = to
	}
	main := 0
	if said := titleLetters(saidTitle); said == titleLetters(starts[0].title) || said == "" && provisionsEnding.MatchString(starts[0].title) {
		main = 1
	}
	for i := range out {
		if i == main {
			out[i].Part = src.Part
		} else {
			out[i].ID, out[i].Stated = "", nil
		}
	}
	return out, f
}

// carriedHints is what the cover says of the text it carries: when and under which
// number it was printed, and by whom. What is only forwarded was issued by others.
func carriedHints(given, cover corpus.Fields, title string, o *paper) corpus.Fields {
	h := corpus.Fields{Title: title, CarriedBy: cover.Title, Source: given.Source, URL: given.URL}
	if verb := forwardVerb.FindString(o.title); verb == "转发" || verb == "批转" || speechTitle.MatchString(title) {
		return h
	}
	h.Issuer, h.DocNo, h.Promulgated, h.Effective = cover.Issuer, cover.DocNo, cover.Promulgated, cover.Effective
	return h
}

// carriedKind is the kind of a text that a paper carries.
func (p *parser) carriedKind() corpus.Kind {
	title := p.src.Hints.Title
	switch {
	case p.articleRun() >= 2 || provisionsEnding.MatchString(title) && p.firstArticle() >= 0:
		return corpus.Regulation
	case speechTitle.MatchString(title) && (p.opensAsSpeech(-1) || paperGenre(title) == ""):
		return corpus.Speech
	case regulationName.MatchString(title):
		return corpus.Regulation
	}
	return corpus.Official
}

// regulationName is how regulations are called, with articles or without.
var regulationName = regexp.MustCompile(`(?:条例|规定|办法|细则|规则|准则|章程|规程|解释|法|法典)(?:[（(〔\[].{0,20}[）)〕\]])?$`)

// carriedPaper reads a plan or an opinion that a paper carries: its title is known.
func (p *parser) carriedPaper() *paper {
	o := &paper{foot: -1, labels: map[string]string{}}
	p.paperHead(o)
	o.title, o.lines = p.src.Hints.Title, p.carriedLines()
	if o.genre = paperGenre(o.title); o.genre == "" {
		o.genre = corpus.GenreNormative // a plan, a scheme
	}
	o.body = max(o.body, o.lines.to)
	p.paperFoot(o)
	o.docNo, o.addressee = "", ""
	return o
}

// carriedLines are the lines of the title that the cover has told.
func (p *parser) carriedLines() lineRange {
	want, joined := titleLetters(p.src.Hints.Title), ""
	for i := 0; i < len(p.lines) && i < longestTitleLines; i++ {
		joined += p.lines[i].text
		if titleLetters(joined) == want {
			to := i + 1
			if to < len(p.lines) && bracketed.MatchString(p.lines[to].text) && strings.HasSuffix(corpus.Fold(p.src.Hints.Title), corpus.Fold(p.lines[to].text)) {
				to++
			}
			return lineRange{0, to}
		}
	}
	return lineRange{}
}
