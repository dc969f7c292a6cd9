package parse

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

var (
	repealClause = regexp.MustCompile(`(?:《[^《》]{2,90}(?:〈[^〉]*〉[^《》]*)*》[^《》。；]{0,60})+(?:同时|即行|予以|一律|相应|一并|均)*废止`)
	titleInMarks = regexp.MustCompile(`《([^《》]{2,90})》`)
	docNoBehind  = regexp.MustCompile(`^[ ]*[（(]([^（）()]{2,40}号)[令]?[）)]`)
	// issuerBefore is who issued a text whose title begins with 关于 after it:
	// 最高人民法院于2001年1月1日发布的《关于…》.
	issuerBefore = regexp.MustCompile(`((?:最高人民法院|最高人民检察院|国务院办公厅|国务院|公安部|司法部|[\p{Han}]{2,12}(?:委员会|办公厅|总局|人民政府))(?:[、和]?(?:最高人民法院|最高人民检察院|[\p{Han}]{2,12}(?:部|局|委员会)))*)(?:于?[^，。；《》]{0,30}(?:发布|公布|印发|下发|制定|颁布)的)?$`)
)

// repealsIn lists the texts that a closing clause repeals. A clause about
// single provisions (《…》第三条同时废止) repeals no document. Of a title that
// begins with 关于 the issuer is taken from before it, else from own, the title
// of the text that the clause stands in.
func repealsIn(text, own string) []corpus.Repeal {
	var out []corpus.Repeal
	for _, at := range repealClause.FindAllStringIndex(text, -1) {
		clause := text[at[0]:at[1]]
		for _, m := range titleInMarks.FindAllStringSubmatchIndex(clause, -1) {
			after := clause[m[1]:]
			if strings.HasPrefix(after, "第") || strings.HasPrefix(after, "中") || strings.HasPrefix(after, "的第") || strings.HasPrefix(after, "部分") {
				continue
			}
			r := corpus.Repeal{Title: clause[m[2]:m[3]], DocNo: docNoAfter(after)}
			if strings.HasPrefix(r.Title, "关于") {
				r.Title = issuerOf(text[:at[0]+m[0]], own) + r.Title
			}
			out = append(out, r)
		}
	}
	return out
}

func docNoAfter(after string) string {
	m := docNoBehind.FindStringSubmatch(after)
	if m == nil {
		return ""
	}
	return docNoIn(m[1])
}

// docNoIn writes a 发文字号 or the number of an order as the fields hold them.
func docNoIn(text string) string {
	if m := docNumber.FindStringSubmatch(text); m != nil {
		return m[1] + "〔" + corpus.Fold(m[2]) + "〕" + corpus.Fold(m[3]) + "号"
	}
	if m := orderNumber.FindStringSubmatch(text); m != nil {
		return strings.TrimPrefix(m[1], "中华人民共和国") + "第" + corpus.Fold(m[2]) + "号"
	}
	return ""
}

func issuerOf(before, own string) string {
	if m := issuerBefore.FindStringSubmatch(before); m != nil {
		return m[1]
	}
	if issuer, _, found := strings.Cut(own, "关于"); found {
		return issuer
	}
	return ""
}

var (
	// repealingTitle is a text that is nothing but a list of what is repealed.
	repealingTitle = regexp.MustCompile(`废止[^《》]{0,30}(?:决定|通知|公告|目录|清单|通告|令)|(?:废止|失效)的?[^《》]{0,20}(?:目录|清单)`)
	listOpens      = regexp.MustCompile(`(?:下列|以下)[^。]{0,30}` + listable + `[^。]{0,40}(?:废止|失效)[^。]{0,12}[：:]$|(?:废止|失效)[^。]{0,8}(?:下列|以下)[^。]{0,20}` + listable + `[^。]{0,12}[：:]$|(?:废止|失效)[^。]{0,40}(?:目录|清单|如下)[：:。]?$`)
	headOpens      = regexp.MustCompile(`^[^。：:]{0,20}(?:决定)?(?:予以)?(?:废止|宣布失效)[^。，：:]{0,24}$`)
	listCloses     = regexp.MustCompile(`(?:修改|修订|保留|继续有效|调整)[^。]{0,40}(?:[：:]|目录|清单)$|^[^。：:]{0,16}(?:修改|修订|保留|继续有效)[^。，：:]{0,24}$`)
	listed         = regexp.MustCompile(`^(?:[0-9０-９]{1,3}[ \t]*[.．、,，\t ]|[（(][0-9一二三四五六七八九十]{1,4}[）)]|[一二三四五六七八九十]{1,4}、|[|])[ \t　]*`)
	partOnly       = regexp.MustCompile(`第[0-9一二三四五六七八九十百]+条|部分条款`)
)

// isRepealing reports whether the text is nothing but a list of what is repealed.
func (p *parser) isRepealing() bool {
	return repealingTitle.MatchString(p.fields.Title) && !strings.Contains(p.fields.Title, "《")
}

// listable are the words for what a list of repealed texts holds.
const listable = `(?:文件|规章|法规|条例|决定|规定|办法|解释|通知|法律|制度)`

// readLists reads the lists of repealed texts: an annex of a law, a decision
// that repeals many. A title stands in 《》, or alone in its line.
func (p *parser) readLists() {
	repealing := p.isRepealing()
	open := false
	for i := p.body; i < len(p.lines); i++ {
		text := p.lines[i].text
		item := listed.ReplaceAllString(text, "")
		numbered := item != text
		switch {
		case listCloses.MatchString(item):
			open = false
		case !strings.HasPrefix(item, "《") && (listOpens.MatchString(item) || repealing && headOpens.MatchString(item)):
			open = true
		case open && (numbered || repealing || strings.HasPrefix(item, "《")):
			for _, r := range listedTitles(item, p.fields.Title, numbered) {
				p.repeal(r, i)
			}
		case open && strings.HasSuffix(text, "。"):
			open = false
		}
	}
}

// listedTitles reads one entry of a list.
func listedTitles(item, own string, numbered bool) []corpus.Repeal {
	marks := titleInMarks.FindAllStringSubmatchIndex(item, -1)
	var out []corpus.Repeal
	for n, m := range marks {
		title, after := item[m[2]:m[3]], item[m[1]:]
		if partOnly.MatchString(after) || n > 0 && !strings.HasSuffix(strings.TrimRight(item[:m[0]], " "), "、") {
			continue
		}
		if strings.HasPrefix(title, "关于") {
			title = issuerOf(item[:m[0]], own) + title
		}
		out = append(out, corpus.Repeal{Title: title, DocNo: docNoAfter(after)})
	}
	if len(marks) > 0 || !numbered {
		return out
	}
	cells := strings.FieldsFunc(item, func(r rune) bool { return r == '\t' || r == '|' })
	if len(cells) == 0 {
		return nil
	}
	title, no := strings.TrimSpace(cells[0]), docNoIn(strings.Join(cells[1:], " "))
	if open := strings.LastIndexAny(title, "（("); open > 0 && (docNoIn(title[open:]) != "" || len(corpus.FindDates(title[open:])) > 0) {
		title, no = strings.TrimSpace(title[:open]), docNoIn(title[open:])
	}
	title = strings.TrimRight(title, "；;。，,")
	if n := utf8.RuneCountInString(title); n < 4 || n > 90 || strings.ContainsAny(title, "。；，：") || !slices.ContainsFunc(listedGenres, func(g string) bool { return strings.HasSuffix(unbracketed(title), g) }) {
		return nil
	}
	if strings.HasPrefix(title, "关于") {
		title = issuerOf("", own) + title
	}
	return []corpus.Repeal{{Title: title, DocNo: no}}
}

// unbracketed is a title without a bracket at its end.
func unbracketed(title string) string {
	if open := strings.LastIndexAny(title, "（("); open > 0 {
		return title[:open]
	}
	return title
}

// listedGenres are what the title of an entry without 《》 ends in.
var listedGenres = []string{"法", "条例", "规定", "办法", "细则", "规则", "决定", "通知", "意见", "通告", "公告", "解释", "批复", "决议", "规程", "命令", "方案", "函", "准则", "章程", "复函", "指示", "通则"}
