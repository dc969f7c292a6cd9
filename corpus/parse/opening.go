package parse

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// One text of many in a file has no name of its own. What a column does not say of
// it, its first lines may: labels, a title that runs into the text, or at least the
// words it begins with.

// longestOpening is how many code points of a text without a title stand for one.
const longestOpening = 30

// openingTitle finds the title of a text that has no line for it; it is empty for
// a text that has one, and for a file of its own, whose name says more.
func (p *parser) openingTitle() {
	if len(p.lines) == 0 {
		return
	}
	first := p.firstShown()
	text := p.lines[first].text
	if name, value, ok := cutLabel(text); ok && name == "title" && value != "" {
		p.fields.Title, p.title = quotedWhole(value), lineRange{first, first + 1}
		return
	}
	if p.runInHead(first) || !oneOfMany.MatchString(p.src.Part) || p.src.Hints.Title != "" || p.statesTitle() {
		return
	}
	if l := p.lines[first]; l.runes() >= 2 && l.runes() <= 60 && !hasStop(l.text) && !p.isSectionLine(first) && !isByline(l.text) && !speechStart.MatchString(l.text) && len(p.lines) > first+1 {
		p.fields.Title, p.title = corpus.CleanTitle(l.text), lineRange{first, first + 1}
		return
	}
	if first+1 < len(p.lines) && speechStart.MatchString(text) && p.lines[first].runes() <= 20 {
		text = p.lines[first+1].text
	}
	p.fields.Title = opening(strings.TrimPrefix(text, speechStart.FindString(text)))
}

// oneOfMany is the part of a line or a row: its number. What lies packed in an
// archive has a name of its own.
var oneOfMany = pattern.MustCompile(`(?:^|/)\d+$`)

func (p *parser) statesTitle() bool {
	var said struct {
		Title string `json:"title"`
	}
	_ = json.Unmarshal(p.src.Stated, &said) // a bad object is reported once, by Document
	return said.Title != ""
}

// opening are the first words of a text, up to where they pause.
func opening(text string) string {
	if end := strings.IndexAny(text, "。！？；"); end >= 0 {
		text = text[:end]
	}
	runes := []rune(text)
	if len(runes) <= longestOpening {
		return string(runes)
	}
	return string(runes[:longestOpening]) + "…"
}

// speechName is how the title of a speech ends that runs into its text.
var speechName = pattern.MustCompile(`(?:讲话|致辞|致词|演讲|发言|开幕词|闭幕词|报告)$`)

// runInHead reads title, day and speaker from a line on which the text follows them:
// 在某会上的讲话 2023年12月30日 李某某 同志们：….
func (p *parser) runInHead(i int) bool {
	words := strings.Fields(p.lines[i].text)
	if len(words) < 2 || !hasStop(p.lines[i].text) || !speechName.MatchString(words[0]) || hasStop(words[0]) || utf8.RuneCountInString(words[0]) > 60 {
		return false
	}
	p.fields.Title = words[0]
	for _, w := range words[1:min(len(words), 4)] {
		switch {
		case len(corpus.FindDates(w)) == 1 && utf8.RuneCountInString(w) <= 14:
			p.fields.Published = corpus.FindDates(w)[0].Date
		case speakerOn(w) != "":
			p.fields.Speaker = speakerOn(w)
		default:
			return true
		}
	}
	return true
}

// quotedWhole is a title without 《》 around all of it.
func quotedWhole(title string) string {
	if inner, found := strings.CutPrefix(title, "《"); found && strings.HasSuffix(inner, "》") && strings.Count(inner, "《") == 0 {
		return strings.TrimSuffix(inner, "》")
	}
	return title
}

// titleSays reads from a speech's title who held it and when:
// 李某某在某会上的讲话（2021年7月1日）.
func (p *parser) titleSays() {
	f := &p.fields
	if m := personInTitle.FindStringSubmatch(f.Title); m != nil && f.Speaker == "" && isPerson(m[1]) {
		f.Speaker = m[1]
	}
	if dates := corpus.FindDates(trialTail.FindString(f.Title)); len(dates) == 1 && len(f.Published) < len(dates[0].Date) {
		f.Published = dates[0].Date
	}
}

var personInTitle = pattern.MustCompile(`^([\p{Han}]{2,4}?)(?:同志)?在.+(?:讲话|致辞|致词|演讲|发言|报告)`)
