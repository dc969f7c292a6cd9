package parse

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// What stands above the text of a paper: 份号, 密级, 紧急程度, 发文机关标志, 发文字号,
// 签发人, 标题, and the lines that a site puts above all of it. They come in this
// order on paper and in any order on pages, so each line is told by itself and only
// the title by where it stands.

// headLine is what a line of the head is.
type headLine int

const (
	headText   headLine = iota // the title, or an office
	headOther                  // told and taken: number, secrecy, signer
	headDate                   // a day, in brackets or with an office
	headNumber                 // 第188号, 〔2023〕14号, which belongs to what stands above
	headMark                   // the masthead: …文件
)

const (
	// longestHead is how many lines stand above a paper's text at most, those of a
	// joint masthead and of a site's table among them.
	longestHead = 60
	// longestTitle is how many code points a title has, longestTitleLines how many
	// lines.
	longestTitle, longestTitleLines = 160, 6
)

var (
	copyNumber  = pattern.MustCompile(`^(?:No\.?|№|份号[:：]?)?\s*[0-9０-９]{5,7}$`)
	urgencyLine = pattern.MustCompile(`^(特急|加急|特提|平急|急件|紧急)$`)
	secrecyTerm = pattern.MustCompile(`(?:绝密|机密|秘密)(?:\s*★\s*[^\s]{0,6})?`)
	numberLine  = pattern.MustCompile(`^[（(]?\s*([\p{Han}\s\x{3000}]{1,24}?)[\s\x{3000}]*[〔\[（(【﹝［]\s*((?:19|20)[0-9０-９]{2}|[5-9][0-9])\s*[〕\])）】﹞］]\s*(?:第)?\s*([0-9０-９]{1,5})\s*号\s*[）)]?`)
	// yearFirst is a number of the form （83）某法刑字第15号.
	yearFirst  = pattern.MustCompile(`^[〔\[（(]((?:19|20)?[0-9]{2})[〕\])）]([\p{Han}]{1,12}字?第?[0-9]{1,5}号)$`)
	bareNumber = pattern.MustCompile(`^[（(【〔\[]?(?:[〔\[（(【﹝［][〇零一二三四五六七八九十百]+届[〕\])）】﹞］])?(?:第\s*[0-9０-９〇零一二三四五六七八九十百]+\s*[号期次]|[〔\[（(【﹝［]?\s*(?:19|20)[0-9０-９]{2}\s*[〕\])）】﹞］年]?\s*第?\s*[0-9０-９〇零一二三四五六七八九十百]{1,4}\s*[号期次])[）)】〕\]]?(?:[（(]?总第[0-9０-９〇零一二三四五六七八九十百]+[号期次][）)]?)?$`)
	// calledNumber is a number that says what it is the number of.
	calledNumber = pattern.MustCompile(`^[（(]?([\p{Han}][\p{Han} 、\x{3000}]{1,60}?(?:公告|通告|公报|布告|命令|令))[\s\x{3000}]*[（(【〔\[]?((?:(?:19|20)[0-9０-９]{2}[\s\x{3000}]*年)?[\s\x{3000}]*第[\s\x{3000}]*[0-9０-９〇零一二三四五六七八九十百]+[\s\x{3000}]*号)[）)】〕\]]?[）)]?$`)
	signerPart   = pattern.MustCompile(`签\s*发(?:\s*人)?\s*[:：]\s*([\p{Han}·\s、\x{3000}]{2,30})`)
	headDated    = pattern.MustCompile(`^[（(〔\[].{0,80}[）)〕\]]$`)
	parenDate    = pattern.MustCompile(`^[（(〔\[][^（(）)〕\]]{0,20}日[）)〕\]]`)
)

// paperHead reads the head.
func (p *parser) paperHead(o *paper) {
	var roles [longestHead]headLine
	var heads []int // lines that belong to the paper itself
	end := min(longestHead, len(p.lines))
	text := 0
	column := p.labelColumn()
	for i := 0; i < end; i++ {
		line := p.lines[i].text
		if p.contents[i] || ruleLine.MatchString(line) || p.labelLine(o, line) || column && p.labelAlone(o, line) || p.labelBelow(o, line) {
			continue
		}
		if p.startsText(o, i) {
			end = i
			break
		}
		if text++; text > 30 {
			end = i
			break
		}
		roles[i] = p.headRole(o, i)
		heads = append(heads, i)
	}
	o.body = end
	p.numberBeforeText(o)
	p.paperTitle(o, heads, roles[:])
	p.statedTitle(o, heads)
	if o.title == "" {
		p.titleBeforeAddressee(o, heads, roles[:])
	}
	if o.title == "" {
		p.numberedTitle(o, heads)
	}
	if o.title == "" {
		p.titleElsewhere(o)
	}
	if o.title == "" {
		p.planTitle(o, heads, roles[:])
	}
	p.headNumbers(o, heads, roles[:])
	p.headOffices(o, heads, roles[:])
	if o.docNo == "" && o.labels["doc_no"] != "" {
		o.docNo = plainNumber(o.labels["doc_no"])
	}
	for o.body > 0 && o.body <= len(p.lines) && o.body-1 >= o.lines.to && o.lines.to > 0 && roleOf(roles[:], heads, o.body-1) == headText && !contains(o.headIssuers, p.lines[o.body-1].text) {
		o.body-- // a short line below the title is the text's
	}
}

func roleOf(roles []headLine, heads []int, i int) headLine {
	for _, h := range heads {
		if h == i {
			return roles[i]
		}
	}
	return headOther
}

func contains(names []string, line string) bool {
	for _, n := range names {
		if strings.Contains(line, n) {
			return true
		}
	}
	return false
}

// startsText reports whether the text proper begins with line i.
func (p *parser) startsText(o *paper, i int) bool {
	l := p.lines[i]
	if l.heading > 0 && paperGenre(l.text) != "" {
		return false
	}
	if headDated.MatchString(l.text) && len(corpus.FindDates(l.text)) > 0 {
		return false
	}
	if hasStop(scanTail.ReplaceAllString(l.text, "")) || l.mark == corpus.MarkTable {
		return true
	}
	switch p.markers[i].form {
	case formHan, formHanParen, formChapter, formArticle, formArabic:
		return !runsOn(p.rest(i)) && !numberLine.MatchString(l.text)
	}
	if strings.HasSuffix(l.text, "：") || strings.HasSuffix(l.text, ":") {
		return true
	}
	return l.runes() > longestTitle
}

// headRole tells what line i of the head is and takes what it says.
func (p *parser) headRole(o *paper, i int) headLine {
	text := closedDigits(p.lines[i].text)
	tight := strings.Join(strings.FieldsFunc(text, corpus.Invisible), "")
	if m := signerPart.FindStringSubmatch(text); m != nil {
		o.signer = signerName(m[1])
	}
	switch {
	case copyNumber.MatchString(tight) && p.lines[i].heading == 0:
		return headOther
	case secrecyTerm.MatchString(text) && corpus.SecrecyMark(text, true):
		o.secrecy = strings.Join(strings.Fields(secrecyTerm.FindString(text)), "")
		for _, word := range strings.Fields(text) {
			if urgencyLine.MatchString(word) {
				o.urgency = word
			}
		}
		return headOther
	case urgencyLine.MatchString(tight):
		o.urgency = tight
		return headOther
	case numberLine.MatchString(text) && !strings.Contains(text, "《"):
		m := numberLine.FindStringSubmatch(text)
		if rest := strings.TrimSpace(text[len(numberLine.FindString(text)):]); o.docNo == "" && (rest == "" || strings.HasPrefix(rest, "签发") || !officeChars.MatchString(rest)) {
			o.docNo = codeNumber(m)
			p.telegram(o, text)
		}
		return headOther
	case bareNumber.MatchString(tight):
		return headNumber
	case yearFirst.MatchString(tight):
		if m := yearFirst.FindStringSubmatch(tight); o.docNo == "" {
			o.docNo = "（" + m[1] + "）" + m[2]
		}
		return headOther
	case calledNumber.MatchString(text) && !strings.Contains(text, "关于"):
		if m := calledNumber.FindStringSubmatch(text); o.docNo == "" {
			o.docNo = strings.TrimPrefix(jointWords(m[1]), "中华人民共和国") + plainNumber(m[2])
		}
		return headOther
	case docNumber.MatchString(text) && !strings.Contains(text, "《") && !strings.Contains(text, "关于"): // beside what kind of telegram it is
		if m := docNumber.FindStringSubmatch(text); o.docNo == "" {
			o.docNo = codeNumber(m)
			p.telegram(o, text)
		}
		return headOther
	case strings.HasPrefix(text, "签发人"):
		return headOther
	case (headDated.MatchString(text) || len(text) < 120) && len(corpus.FindDates(text)) > 0 && p.headDay(o, text):
		return headDate
	case isMasthead(text):
		o.mastheads++
		return headMark
	}
	return headText
}

// isMasthead reports whether a line is a red head: the office with 文件, or 文件 alone
// beside the offices of a joint issue.
func isMasthead(text string) bool {
	bare := corpus.CleanTitle(text)
	before, found := strings.CutSuffix(bare, "文件")
	return found && !strings.Contains(bare, "关于") && !strings.Contains(bare, "《") && (before == "" || isOffice(before) || offices(strings.TrimSuffix(strings.TrimSpace(text), "文件")) != nil)
}

// headDay reads a date of the head: alone, in brackets with who issued the paper or
// adopted it, or behind the office that did.
func (p *parser) headDay(o *paper, text string) bool {
	dates := corpus.FindDates(text)
	d := dates[len(dates)-1]
	for _, x := range dates {
		if len(x.Date) == 10 {
			d = x
			break
		}
	}
	if len(d.Date) < 7 {
		return false
	}
	bare := strings.TrimFunc(text, func(r rune) bool { return corpus.Invisible(r) || strings.ContainsRune("（）()〔〕[]", r) })
	rest := strings.TrimFunc(strings.Replace(bare, d.Span.In(text), "", 1), corpus.Invisible)
	named := offices(rest)
	switch {
	case rest == "", headDated.MatchString(text):
	case named != nil && strings.HasSuffix(bare, d.Span.In(text)):
	default:
		return false
	}
	if o.headDate == "" {
		o.headDate = d.Date
	}
	if named != nil && o.headIssuers == nil {
		o.headIssuers = named
	}
	return true
}

// headOffices are the offices above the number or the title that are no part of the
// title, and those below it that issued the paper.
func (p *parser) headOffices(o *paper, heads []int, roles []headLine) {
	dated := o.headIssuers != nil // the line of the day has them
	for _, i := range heads {
		text := p.lines[i].text
		switch {
		case o.lines.contains(i):
		case roles[i] == headMark:
			if names := offices(strings.TrimSuffix(strings.TrimSpace(text), "文件")); names != nil {
				o.mark = append(o.mark, names...)
			} else if before, _ := strings.CutSuffix(corpus.CleanTitle(text), "文件"); before != "" && isOffice(before) {
				o.mark = append(o.mark, before)
			}
		case roles[i] == headText && i < o.lines.from:
			o.mark = append(o.mark, offices(text)...)
		case roles[i] == headText && i >= o.lines.to && o.lines.to > 0 && o.headDate != "" && !dated:
			o.headIssuers = append(o.headIssuers, offices(text)...)
		}
	}
}
