package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

var (
	// dayText is a day as it is signed with, numbers of either kind.
	dayText = `(?:[0-9０-９]{4}|[〇零○Ｏ0OoО一二三四五六七八九]{4})\s*年\s*(?:[0-9０-９]{1,2}|[元一二三四五六七八九十]{1,3})\s*月\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*日`
	// pureDay is a line that is a day alone.
	pureDay = pattern.MustCompile(`^(?:[（(](?:代章|公章|盖章|印章|章)[）)])?[（(]?(` + dayText + `|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})(?:\s*\d{1,2}\s*[时点:：](?:\s*\d{1,2}分?)?)?[）)]?\s*(?:[（(][^）)]*[）)]|关于[^。；]{4,60}|印发)?$`)
	// sealed is what stands behind a day where the seal is.
	sealed = pattern.MustCompile(`[（(]([\p{Han}]{2,40}?)(?:公章|印章|盖章|代章|章)[）)]$`)
	// signedDay is a line with an office and a day behind it.
	signedDay = pattern.MustCompile(`^(.{2,80}?)[\s\x{3000}，,]*(` + dayText + `|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})\s*(?:[（(][^）)]*[）)]|主题词.*|抄送.*|附件.*|关于.*)?$`)
	// inlineDay is the foot of a paper whose lines were joined.
	inlineDay = pattern.MustCompile(`[。！：\s]([\p{Han}（）()]{3,60})[\s\x{3000}]*(` + dayText + `)\s*(?:[（(][^）)]*[）)])?\s*$`)
	openNote  = pattern.MustCompile(`^[（(](?:此件|本文|公开方式|信息公开|联系人|此文)`)
	// annexHead begins an annex: 附件 or 附件1 and nothing else.
	annexHead = pattern.MustCompile(`^附[\s\x{3000}]*(?:件|表|录)?[\s\x{3000}]*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]?$`)
	annexList = pattern.MustCompile(`^附[\s\x{3000}]*(?:件|表|录)?(?:清单|目录)?[\s\x{3000}]*[:：][\s\x{3000}]*(.+)$|^附[\s\x{3000}]*件[\s\x{3000}]*[:：]?$`)
	// annexItem is an annex with its number: 2.名单, 附件二：名单.
	annexItem = pattern.MustCompile(`^(?:附[\s\x{3000}]*[件表]\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[.．、：:]|[0-9０-９]{1,2}\s*[.．、：:])[\s\x{3000}]*(.+)$`)
)

// paperFoot finds 发文机关署名 and 成文日期: the first day that stands alone below a
// signature or behind one, before any annex; else a day alone below the text.
func (p *parser) paperFoot(o *paper) {
	weak := -1
	annexed := false
	for i := o.body; i < len(p.lines); i++ {
		text := closedDigits(p.lines[i].text)
		if openNote.MatchString(text) {
			o.note = true
		}
		if weak >= 0 && p.looksTitled(i) {
			break // a text that the paper carries begins
		}
		if annexHead.MatchString(text) && i > o.body+1 {
			annexed = true
		}
		if len(text) > 240 {
			if i+3 >= len(p.lines) && o.foot < 0 {
				p.inlineFoot(o, i)
			}
			continue
		}
		if pureDay.MatchString(text) {
			if p.signedAbove(o, i) {
				p.takeFoot(o, i, text)
				return
			}
			if m := sealed.FindStringSubmatch(text); m != nil && offices(m[1]) != nil {
				o.footOffices, o.signed = offices(m[1]), true
				p.takeFoot(o, i, text)
				return
			}
			if weak < 0 && !annexed && i > o.body && (endsSentence(p.lines[i-1].text) || annexList.MatchString(p.lines[i-1].text) || annexItem.MatchString(p.lines[i-1].text)) {
				weak = i
			}
			continue
		}
		if m := signedDay.FindStringSubmatch(text); m != nil && i > o.body && (offices(m[1]) != nil || postAndName.MatchString(corpus.CleanTitle(m[1]))) {
			p.signedAbove(o, i)
			o.footOffices, o.signed = append(o.footOffices, offices(m[1])...), true
			p.takeFoot(o, i, m[2])
			return
		}
		if inlineDay.MatchString(text) && i+1 == len(p.lines) {
			p.inlineFoot(o, i)
		}
	}
	if o.foot < 0 && weak >= 0 {
		p.takeFoot(o, weak, p.lines[weak].text)
	}
}

func (p *parser) takeFoot(o *paper, i int, day string) {
	if o.docNo == "" {
		o.docNo = p.numberBelow(i)
	}
	o.foot, o.footDate = i, dateIn(strings.NewReplacer("元月", "一月", "О", "O", "o", "O").Replace(day))
	if i+1 < len(p.lines) && openNote.MatchString(p.lines[i+1].text) || strings.Contains(p.lines[i].text, "此件") {
		o.note = true
	}
}

// signedAbove reads the signatures above line i upward.
func (p *parser) signedAbove(o *paper, i int) bool {
	const mostOffices = 20
	first := true
	for j := i - 1; j >= o.body && i-j <= mostOffices; j-- {
		text := p.lines[j].text
		names := offices(text)
		switch {
		case postAndName.MatchString(corpus.CleanTitle(text)) && names == nil:
			o.signed = true
			if named := officeOfPost(corpus.CleanTitle(text)); named != "" {
				o.footOffices = append([]string{named}, o.footOffices...)
			}
		case names != nil:
			o.footOffices = append(append([]string(nil), names...), o.footOffices...)
			o.signed = true
		case first && p.signsAs(o, text):
			o.footOffices, o.signed = []string{corpus.CleanTitle(text)}, true
		default:
			if at := strings.LastIndex(text, "。"); at >= 0 && at+len("。") < len(text) { // joined to the text's last line
				if names := offices(text[at+len("。"):]); names != nil {
					o.footOffices, o.signed = append(append([]string(nil), names...), o.footOffices...), true
				}
			}
			return o.signed
		}
		first = false
	}
	return o.signed
}

// officeOfPost is the office that a person signs for: 某县人民检察院检察长 某某.
func officeOfPost(signature string) string {
	m := postAndName.FindStringSubmatch(signature)
	if m == nil || !isOffice(m[1]) || m[1] == "中华人民共和国" {
		return ""
	}
	return m[1]
}

// signsAs reports whether a line that is not called as offices are signs the paper
// all the same: the title or the masthead names it.
func (p *parser) signsAs(o *paper, text string) bool {
	name := corpus.CleanTitle(text)
	if n := utf8.RuneCountInString(name); n < 2 || n > 30 || !officeChars.MatchString(name) || closing.MatchString(name) {
		return false
	}
	return strings.HasPrefix(corpus.CleanTitle(o.title), name) || strings.Contains(strings.Join(o.mark, "、"), name)
}

// inlineFoot reads the foot of a paper on one line.
func (p *parser) inlineFoot(o *paper, i int) {
	text := p.lines[i].text
	m := inlineDay.FindStringSubmatch(text)
	if m == nil {
		return
	}
	named := m[1]
	if by := o.labels["publisher"]; by != "" && strings.HasSuffix(named, by) {
		named = by // joined to what stands before it
	}
	o.footOffices, o.signed = offices(named), offices(named) != nil
	p.takeFoot(o, i, m[2])
}
