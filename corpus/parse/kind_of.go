package parse

import (
	"encoding/json"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// genreEnding is how titles of regulations end. （试行） and the like belong to
// the title but not to the genre.
var genreEnding = pattern.MustCompile(`(章程|准则|守则|须知|条例|规程|规定|办法|规则|细则|意见|通知|决定|决议|方案|规划|纲要|批复|解释|答复|复函|安排|公约|修正案|基本法|法|法典|宪法|规范|标准|制度|命令|公告|议定书|说明|要点)(?:$|[（(〔\[].{0,20}[）)〕\]]$)`)

var (
	speechTitle  = pattern.MustCompile(`讲话|致辞|致词|演讲|贺信|贺电|工作报告|指示$|重要指示|书面发言|开幕词|闭幕词|大会上的报告|会上的报告`)
	speechStart  = pattern.MustCompile(`^(同志们|各位代表|各位委员|各位同志|女士们)[：:，,！!]?`)
	spokenBy     = pattern.MustCompile(`^(?:讲话人|报告人|演讲人)[:：]`)
	speechFolder = pattern.MustCompile(`讲话|论述|选集|毛选|文选|(^|/)(speech|speeches|maoxuan)(/|$)`)
)

// findKind decides what the text is: what a person stated, then what it looks
// like, then the folder it lay in.
func (p *parser) findKind() {
	var stated struct {
		Kind  corpus.Kind `json:"kind"`
		Title string      `json:"title"`
	}
	_ = json.Unmarshal(p.src.Stated, &stated) // a bad object is reported once, by Document
	title := stated.Title
	if title == "" {
		title = p.likelyTitle()
	}
	switch {
	case corpus.Known(corpus.Kinds, string(stated.Kind)):
		p.kind = stated.Kind
	case p.src.Hints.CarriedBy != "":
		p.kind = p.carriedKind()
	case p.paper != nil && !p.holdsRegulation():
		p.kind = corpus.Official
	case p.articleRun() >= 3 && !speechTitle.MatchString(title):
		p.kind = corpus.Regulation
	case p.hasHeader() || p.looksEnacted(title):
		p.kind = corpus.Regulation
	case speechTitle.MatchString(title) || p.opensAsSpeech(-1) || speechFolder.MatchString(p.src.Place()):
		p.kind = corpus.Speech
	case p.src.Hints.Kind != "":
		p.kind = p.src.Hints.Kind
	default:
		p.kind = corpus.Essay
	}
	p.fields.Kind = p.kind
	switch {
	case p.kind != corpus.Official:
		p.paper = nil
	case p.paper == nil && p.src.Hints.CarriedBy == "":
		p.paper = p.statedPaper()
	case p.src.Hints.CarriedBy != "":
		p.paper = p.carriedPaper()
	}
}

// likelyTitle is the title as far as it can be told before the kind is known.
func (p *parser) likelyTitle() string {
	if len(p.lines) > 0 && p.lines[0].heading > 0 {
		return p.lines[0].text
	}
	if p.src.Hints.Title != "" {
		return p.src.Hints.Title
	}
	i := 0
	for i < len(p.lines) && besideNumber.MatchString(p.lines[i].text) {
		i++
	}
	if i+1 < len(p.lines) && p.titleGoesOn(i+1) && genreEnding.MatchString(simplified(p.lines[i+1].text)) {
		return p.lines[i].text + p.lines[i+1].text
	}
	if i < len(p.lines) && p.lines[i].runes() <= 60 && !hasStop(p.lines[i].text) {
		return p.lines[i].text
	}
	if i < len(p.lines) {
		if first, _, found := strings.Cut(p.lines[i].text, " "); found && speechName.MatchString(first) {
			return first // a title that runs into its text
		}
	}
	title, _ := nameAndDate(p.src.Place())
	return title
}

// articleRun is the length of the longest run of lines numbered 第N条, 第N+1条…
// in the first half of what such lines there are: an essay quotes one or two
// articles, a regulation is made of them.
func (p *parser) articleRun() int {
	best, run, last, chars := 0, 0, 0, 0
	for i, m := range p.markers {
		if m.form != formArticle || p.contents[i] || runsOn(p.rest(i)) {
			continue
		}
		if run == 0 {
			chars = p.lines[i].span.Start
		}
		switch {
		case m.branch > 0 || m.number == last:
		case m.number == last+1:
			run++
		default:
			run = 1
		}
		last = m.number
		best = max(best, run)
	}
	// A short quotation far down in a long text is no regulation.
	if best < 6 && chars > 3000 && chars*2 > len(p.src.Text) {
		return 0
	}
	return best
}

// hasHeader reports whether the file sets history lines apart, as the law
// collections do.
func (p *parser) hasHeader() bool {
	for _, m := range p.src.Marks {
		if m.Kind == corpus.MarkHeader && strings.TrimSpace(m.Span.In(p.src.Text)) != "" {
			return true
		}
	}
	return false
}

// issuingTitle is how a title names the body that issued it.
var issuingTitle = pattern.MustCompile(`^(中国共产党|中共|中华人民共和国|全国人民代表大会|国务院|最高人民|关于.{2,40}的(意见|通知|决定|决议|办法|规定|方案|批复)|.{2,24}(委员会|人民政府|省委|市委|党组|办公厅|组织部|部|局|法院|检察院)关于)`)

// looksEnacted reports whether the title is one of a regulation without 条, or
// with too few to tell: it ends with a genre and begins with who issued it.
func (p *parser) looksEnacted(title string) bool {
	_, version := nameAndDate(p.src.Place())
	return genreEnding.MatchString(simplified(title)) && (version != "" || issuingTitle.MatchString(title) || p.hasArticles()) && !strings.ContainsAny(title, "？?")
}

// opensAsSpeech reports whether the first lines greet listeners; below the foot of
// a paper, if it has one, another text begins.
func (p *parser) opensAsSpeech(foot int) bool {
	for i, l := range p.lines {
		if i > 8 || foot >= 0 && i > foot {
			break
		}
		if speechStart.MatchString(l.text) && (l.runes() <= 20 || i == 0 && strings.ContainsAny(speechStart.FindString(l.text), "：:！!")) || spokenBy.MatchString(l.text) {
			return true
		}
	}
	return false
}
