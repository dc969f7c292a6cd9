package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// What a regulation states about itself: its 题注, its 附则, the lines above its
// title. Whatever is not stated stays empty.
var (
	historyVerb = pattern.MustCompile(`通过|公布|发布|修订|修正|施行|批准|公告|印发|审议|令第`)
	docNumber   = pattern.MustCompile(`([\p{Han}]{1,12})[ ]*[〔\[（(【﹝［][ ]*((?:19|20)[0-9０-９]{2})[ ]*[〕\])）】﹞］][ ]*(?:第)?[ ]*([0-9０-９]{1,4})[ ]*号`)
	orderNumber = pattern.MustCompile(`([\p{Han}]{2,20}令)[ \x{3000}]*第?[ \x{3000}]*([0-9０-９〇零一二三四五六七八九十百]{1,6})[ \x{3000}]*号`)
	interpreter = pattern.MustCompile(`由([\p{Han}、]{2,30}?)(?:商[\p{Han}、]{2,20})?(?:负责)?解释`)
)

// isHistory reports whether a line tells when and by whom the regulation was
// adopted or issued.
func isHistory(text string) bool {
	return len(corpus.FindDates(text)) > 0 && historyVerb.MatchString(text) && !strings.Contains(text, "制定本") &&
		(utf8.RuneCountInString(text) < 60 || strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(") || strings.HasPrefix(text, "根据") || datesFirst(text)) &&
		!strings.HasPrefix(text, "《")
}

func datesFirst(text string) bool {
	dates := corpus.FindDates(text)
	return len(dates) > 0 && dates[0].Span.Start == 0
}

// readFields fills the fields from the text.
func (p *parser) readFields() {
	p.takeHints()
	if p.paper != nil {
		p.takePaper()
		return
	}
	if p.kind == corpus.Regulation {
		p.readHistory()
		p.readNumber()
		p.readClauses()
		p.readIssuer()
		if p.fields.Effective == "" {
			p.fields.Effective = p.src.Hints.Effective
		}
		p.fields.Genre, p.fields.Rank = rankOf(p.fields, p.src.Place())
		return
	}
	if p.isRepealing() {
		p.readHistory()
		p.readLists()
	}
	p.readByline()
	p.readAbstract()
	p.readReferences()
	p.fields.Genre = genreOf(p.kind, p.fields.Title, p.src.Text)
}

// takeHints starts from what the container of the text claims.
func (p *parser) takeHints() {
	h, f := p.src.Hints, &p.fields
	if !h.Published.Valid() {
		h.Published = ""
	}
	if !h.Promulgated.Valid() {
		h.Promulgated = ""
	}
	f.Source, f.URL, f.Authors, f.DOI = h.Source, h.URL, namesOnly(strings.Join(h.Authors, "、")), h.DOI
	if f.Published == "" && p.kind != corpus.Regulation {
		f.Published = h.Published
	}
	f.DocNo, f.Issuer, f.Carries, f.CarriedBy = h.DocNo, h.Issuer, h.Carries, h.CarriedBy
	if p.kind == corpus.Regulation && f.Promulgated == "" {
		f.Promulgated = h.Promulgated
	}
}

// readHistory reads the 题注: what each date in it is the date of.
func (p *parser) readHistory() {
	var lines []string
	for i := 0; i < p.body && i < len(p.lines); i++ {
		if l := p.lines[i]; !p.contents[i] && !p.title.contains(i) && (l.mark == corpus.MarkHeader || isHistory(l.text)) {
			lines = append(lines, l.text)
		}
	}
	p.fields.History = strings.Join(lines, "\n")
	var issued, revised corpus.Date
	text := p.fields.History
	dates := corpus.FindDates(text)
	for i, d := range dates {
		end := len(text)
		if i+1 < len(dates) {
			end = dates[i+1].Span.Start
		}
		after := text[d.Span.End:end]
		switch {
		case strings.Contains(after, "通过") && !strings.Contains(after, "修正") && !strings.Contains(after, "修订"):
			p.fields.Adopted = corpus.Later(p.fields.Adopted, d.Date)
		case strings.Contains(after, "修正"), strings.Contains(after, "修订"):
			revised = corpus.Later(revised, d.Date)
		case strings.HasPrefix(strings.TrimLeft(after, " 起"), "施行"), strings.HasPrefix(after, "起"):
			p.fields.Effective = d.Date
		case strings.Contains(after, "公布"), strings.Contains(after, "发布"), strings.Contains(after, "公告"), strings.Contains(after, "印发"), strings.Contains(after, "令第"):
			issued = corpus.Later(issued, d.Date)
		}
	}
	if p.fields.Promulgated == "" {
		p.fields.Promulgated = corpus.Later(corpus.Later(issued, revised), p.orderDate())
	}
	if p.fields.Promulgated == "" {
		p.fields.Promulgated = p.fields.Adopted
	}
}

// orderDate is the date below the order that issued the regulation: a line
// above the title that holds nothing but a date.
func (p *parser) orderDate() corpus.Date {
	for i := 0; i < p.title.from && i < len(p.lines); i++ {
		if dates := corpus.FindDates(p.lines[i].text); len(dates) == 1 && dates[0].Span.Len() == len(p.lines[i].text) {
			return dates[0].Date
		}
	}
	return ""
}

// readNumber reads the 发文字号 or the number of the order above the body.
func (p *parser) readNumber() {
	for i := 0; i < p.body && i < len(p.lines) && p.fields.DocNo == ""; i++ {
		text := p.lines[i].text
		if i+1 < len(p.lines) && strings.HasSuffix(text, "令") {
			text += p.lines[i+1].text // 国务院令 / 第387号
		}
		if p.lines[i].runes() > 60 && p.lines[i].mark != corpus.MarkHeader || strings.HasPrefix(text, "《") {
			continue
		}
		if strings.Contains(text, "《") { // what stands beside a title is that text's number
			p.fields.DocNo = orderNoIn(text)
		} else {
			p.fields.DocNo = docNoIn(text)
		}
	}
}

// readClauses reads the closing clauses: from when and until when it is in
// force, what it repeals, and who interprets it. They stand at the end, so the
// text is read from there.
func (p *parser) readClauses() {
	started := p.fields.Effective != ""
	for i := len(p.lines) - 1; i >= 0; i-- {
		text := p.lines[i].text
		if strings.HasPrefix(text, "“") {
			continue
		}
		if i >= p.body && mayEndOthers(text) && endsOthers.MatchString(text) {
			for _, r := range repealsIn(text, p.fields.Title) {
				p.repeal(r, i)
			}
		}
		if p.term == nil && i >= p.body {
			if t, ok := termOf(text); ok {
				p.term, p.termLine = &t, i
			}
		}
		if p.fields.Interpreter == "" && strings.Contains(text, "解释") && strings.Contains(text, "本") {
			if m := interpreter.FindStringSubmatch(text); m != nil {
				p.fields.Interpreter = m[1]
			}
		}
		if !started && (i >= p.body || strings.Contains(text, "之日起")) {
			var slip bool
			if p.fields.Effective, slip, started = startOfEffect(text, p.fields); slip {
				p.tree.notice("date_slip", corpus.Warning, p.lines[i].span, "施行日期中有字母误作数字，按%s读出", p.fields.Effective.Chinese())
			}
		}
	}
	if p.term != nil && !started {
		p.fields.Effective = p.term.start
	}
	p.doubtStart(started)
	p.readLists()
	p.readGround()
}

// unreadStart is a day of effect that is none: 自2018年13月1日起施行. A whole year,
// 自1985年度起施行, is no mistake.
var unreadStart = pattern.MustCompile(`(?:自|从|于|` + ownText + `)[ ]*[0-9０-９〇零○一二三四五六七八九]{4}[ ]*年[ ]*[^度，。；《》][^，。；《》]{0,11}?[日号]?[ ]*(?:之日)?起?` + takesEffect)

// doubtStart leaves open whether a text applies whose day of effect names a day that
// does not exist.
func (p *parser) doubtStart(started bool) {
	if started || p.fields.Effective != "" || p.src.Hints.Effective != "" {
		return
	}
	for i := len(p.lines) - 1; i >= p.body; i-- {
		text := p.lines[i].text
		if !mayBegin(text) {
			continue
		}
		if m := unreadStart.FindString(text); m != "" && subject.MatchString(text) && len(corpus.FindDates(m)) == 0 {
			p.startLine = i
			p.fields.Doubt = &corpus.Doubt{Reason: corpus.StartUnknown}
			return
		}
	}
}

// repeal notes what line i repeals.
func (p *parser) repeal(r corpus.Repeal, i int) {
	if !slices.ContainsFunc(p.fields.Repeals, func(o corpus.Repeal) bool { return o.Title == r.Title && o.DocNo == r.DocNo }) {
		p.fields.Repeals = append(p.fields.Repeals, r)
		p.repealLines = append(p.repealLines, i)
	}
}

// locateClauses says in which provisions of the tree the clauses stand.
func (p *parser) locateClauses() {
	for k, i := range p.repealLines {
		p.fields.Repeals[k].Clause = locatorAt(p.root, p.lines[i].span.Start)
	}
	if p.startLine > 0 {
		p.fields.Doubt.Clause = locatorAt(p.root, p.lines[p.startLine].span.Start)
	}
	if p.term != nil {
		p.term.apply(&p.fields, locatorAt(p.root, p.lines[p.termLine].span.Start))
	}
}

// locatorAt is the article that an offset stands in, else the innermost
// provision that has an address.
func locatorAt(root *corpus.Provision, at int) string {
	locator, article := "", false
	root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Locator != "" && !article && n.Span.Start <= at && at < n.Span.End {
			locator, article = n.Locator, n.Kind == corpus.NodeArticle
		}
		return true
	})
	return locator
}

var (
	ground     = pattern.MustCompile(`(?:根据|依据|依照|按照|贯彻执行|贯彻实施|贯彻落实|适用|执行|实施)((?:《[^《》]{2,60}(?:〈[^〉]*〉[^《》]*)?》(?:（[^）]*）)?(?:第[^，《》]{1,20}条[^，《》]{0,12})?(?:以及|[、和及与，])*)+)`)
	groundLine = pattern.MustCompile(`制定|解释|规定如下|通知如下|作如下|批复|意见如下|提出以下|提出如下`)
)

// groundLines is how many lines of the body may hold the ground.
const groundLines = 12

// readGround reads what the text was made under: 根据《甲法》…，制定本办法.
func (p *parser) readGround() {
	for i := p.title.to; i < len(p.lines) && i < p.body+groundLines; i++ {
		text := p.lines[i].text
		if p.contents[i] || i < p.body && isHistory(text) {
			continue
		}
		if m := ground.FindStringSubmatch(text); m != nil && groundLine.MatchString(text) {
			for _, t := range titleInMarks.FindAllStringSubmatch(m[1], -1) {
				p.fields.Under = append(p.fields.Under, t[1])
			}
			return
		}
	}
}

var (
	titleIssuer   = pattern.MustCompile(`^((?:[\p{Han}]{2,20}(?:委员会|人民法院|人民检察院|人民政府|国务院|办公厅|办公室|部|局|署|院|党组|省委|市委|县委|区委|中央)[、 ]?)+)(?:关于|印发)`)
	partyIssuer   = pattern.MustCompile(`中共中央办公厅|中共中央组织部|中央组织部|中央纪委|中央纪律检查委员会|中共[\p{Han}]{1,10}(?:省委|市委|县委|区委|委员会)|中共中央`)
	congress      = pattern.MustCompile(`第[一二三四五六七八九十]+届(全国人民代表大会常务委员会|全国人民代表大会)`)
	localCongress = pattern.MustCompile(`([\p{Han}]{2,8}(?:省|市|自治区|自治州|自治县))[\p{Han}]{0,12}?(人民代表大会常务委员会|人民代表大会)`)
	orderIssuer   = pattern.MustCompile(`(?:中华人民共和国)?([\p{Han}]{2,14}?(?:部|局|署|会|总局|委员会|办公室))令`)
)

// readIssuer names who issued the regulation, from the title, the order and
// the 题注.
func (p *parser) readIssuer() {
	f := &p.fields
	if len(f.Issuer) > 0 {
		return
	}
	front := f.History + "\n" + f.DocNo
	switch {
	case titleIssuer.MatchString(f.Title):
		f.Issuer = splitNames(titleIssuer.FindStringSubmatch(f.Title)[1])
	case strings.Contains(front, "中央军事委员会令") && strings.Contains(front, "国务院"):
		f.Issuer = []string{"国务院", "中央军事委员会"}
	case strings.Contains(front, "国务院令"), strings.Contains(front, "国务院第"), strings.Contains(front, "国务院批准"), strings.Contains(front, "国务院发布"):
		f.Issuer = []string{"国务院"}
	case partyIssuer.MatchString(front):
		f.Issuer = []string{partyIssuer.FindString(front)}
	case strings.Contains(front, "最高人民法院"):
		f.Issuer = []string{"最高人民法院"}
	case congress.MatchString(front):
		f.Issuer = []string{congress.FindStringSubmatch(front)[1]}
	case localCongress.MatchString(front):
		m := localCongress.FindStringSubmatch(front)
		f.Issuer = []string{m[1] + m[2]}
	case orderIssuer.MatchString(front):
		f.Issuer = []string{orderIssuer.FindStringSubmatch(front)[1]}
	}
}

func splitNames(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r == '、' || r == ' ' || r == '\u3000' || r == '，' || r == ';' || r == '；' || r == ','
	})
}
