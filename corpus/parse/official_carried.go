package parse

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

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
var regulationName = pattern.MustCompile(`(?:条例|规定|办法|细则|规则|准则|章程|规程|解释|法|法典)(?:[（(〔\[].{0,20}[）)〕\]])?$`)

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
