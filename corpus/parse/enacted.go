package parse

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"tiaowen/corpus"
)

// What a regulation states about itself: its 题注, its 附则, the lines above its
// title. Whatever is not stated stays empty.
var (
	historyVerb = regexp.MustCompile(`通过|公布|发布|修订|修正|施行|批准|公告|印发|审议|令第`)
	docNumber   = regexp.MustCompile(`([\p{Han}]{1,12})[ ]*[〔\[（(【﹝［][ ]*((?:19|20)[0-9０-９]{2})[ ]*[〕\])）】﹞］][ ]*(?:第)?[ ]*([0-9０-９]{1,4})[ ]*号`)
	orderNumber = regexp.MustCompile(`([\p{Han}]{2,20}令)[ \x{3000}]*第?[ \x{3000}]*([0-9０-９〇零一二三四五六七八九十百]{1,6})[ \x{3000}]*号`)
	inForceFrom = regexp.MustCompile(`自[ ]*([0-9０-９〇零○一二三四五六七八九十 ]+年[0-9０-９一二三四五六七八九十 ]+月[0-9０-９一二三四五六七八九十 ]+日)[ ]*起[ ]*(?:施行|执行|实施|生效|试行)`)
	inForceNow  = regexp.MustCompile(`自(?:发布|公布|印发|下发)之日起(?:施行|执行|实施|生效|试行)`)
	interpreter = regexp.MustCompile(`由([\p{Han}、]{2,30}?)(?:商[\p{Han}、]{2,20})?(?:负责)?解释`)
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

// dayAfter is the day after the first of dates: a term that runs to a day
// includes it.
func dayAfter(dates []corpus.DateAt) corpus.Date {
	if len(dates) == 0 {
		return ""
	}
	day, err := time.Parse(time.DateOnly, string(dates[0].Date))
	if err != nil {
		return ""
	}
	return corpus.Date(day.AddDate(0, 0, 1).Format(time.DateOnly))
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
		if m := docNumber.FindStringSubmatch(text); m != nil && !strings.Contains(text, "《") {
			p.fields.DocNo = m[1] + "〔" + corpus.Fold(m[2]) + "〕" + corpus.Fold(m[3]) + "号"
		} else if m := orderNumber.FindStringSubmatch(text); m != nil {
			p.fields.DocNo = strings.TrimPrefix(m[1], "中华人民共和国") + "第" + corpus.Fold(m[2]) + "号"
		}
	}
}

// readClauses reads the closing clauses: from when it is in force, and who
// interprets it. They stand at the end, so the text is read from there.
func (p *parser) readClauses() {
	for i := len(p.lines) - 1; i >= 0; i-- {
		text := p.lines[i].text
		if strings.HasPrefix(text, "“") {
			continue
		}
		if strings.Contains(text, "废止") && i >= p.body {
			p.fields.Repeals = append(p.fields.Repeals, repealedTitles(text)...)
		}
		if m := termClause.FindStringSubmatch(text); m != nil && p.fields.Ceased == "" {
			p.fields.Ceased = dayAfter(corpus.FindDates(m[1]))
		}
		if !strings.Contains(text, "起") && !strings.Contains(text, "解释") {
			continue
		}
		if p.fields.Interpreter == "" && strings.Contains(text, "本") {
			if m := interpreter.FindStringSubmatch(text); m != nil {
				p.fields.Interpreter = m[1]
			}
		}
		if p.fields.Effective == "" {
			if m := inForceFrom.FindStringSubmatch(text); m != nil && i >= p.body {
				if d := corpus.FindDates(m[1]); len(d) > 0 {
					p.fields.Effective = d[0].Date
				}
			} else if inForceNow.MatchString(text) {
				p.fields.Effective = p.fields.Promulgated
			}
		}
	}
}

var (
	titleIssuer   = regexp.MustCompile(`^((?:[\p{Han}]{2,20}(?:委员会|人民法院|人民检察院|人民政府|国务院|办公厅|办公室|部|局|署|院|党组|省委|市委|县委|区委|中央)[、 ]?)+)(?:关于|印发)`)
	partyIssuer   = regexp.MustCompile(`中共中央办公厅|中共中央组织部|中央组织部|中央纪委|中央纪律检查委员会|中共[\p{Han}]{1,10}(?:省委|市委|县委|区委|委员会)|中共中央`)
	congress      = regexp.MustCompile(`第[一二三四五六七八九十]+届(全国人民代表大会常务委员会|全国人民代表大会)`)
	localCongress = regexp.MustCompile(`([\p{Han}]{2,8}(?:省|市|自治区|自治州|自治县))[\p{Han}]{0,12}?(人民代表大会常务委员会|人民代表大会)`)
	orderIssuer   = regexp.MustCompile(`(?:中华人民共和国)?([\p{Han}]{2,14}?(?:部|局|署|会|总局|委员会|办公室))令`)
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
