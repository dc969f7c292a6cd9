package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

var (
	repealClause = pattern.MustCompile(`(?:《[^《》]{2,90}(?:〈[^〉]*〉[^《》]*)*》[^《》。；]{0,60})+(?:同时|即行|予以|一律|相应|一并|均)*废止`)
	titleInMarks = pattern.MustCompile(`《([^《》]{2,90})》`)
	docNoBehind  = pattern.MustCompile(`^[ ]*[（(]([^（）()]{2,40}号)[令]?[）)]`)
	// issuerBefore is who issued a text whose title begins with 关于 after it:
	// 最高人民法院于2001年1月1日发布的《关于…》.
	issuerBefore = pattern.MustCompile(`((?:最高人民法院|最高人民检察院|国务院办公厅|国务院|公安部|司法部|[\p{Han}]{2,12}(?:委员会|办公厅|总局|人民政府))(?:[、和]?(?:最高人民法院|最高人民检察院|[\p{Han}]{2,12}(?:部|局|委员会)))*)(?:于?[^，。；《》]{0,30}(?:发布|公布|印发|下发|制定|颁布)的)?$`)
)

const (
	titles   = `((?:《[^《》]{2,90}(?:〈[^〉]*〉[^《》]*)*》(?:[ ]*[（(][^（）()]{2,60}[）)])?(?:以及|[、和及与，])*)+)`
	atOnce   = `(?:同时|即行|予以|一律|相应|一并|均予?|全部|自行|自动|随之|宣布|正式)*`
	noLonger = `(?:失效|停止执行|停止施行|停止实施|停止适用|不再执行|不再施行|不再适用)`
)

var (
	// endsOthers is a line that may put an end to other texts.
	endsOthers = pattern.MustCompile(`废止|` + noLonger)
	// lapseClause says of titles that they no longer apply; a part of them, or what was
	// made under them, may stand between in the clauses that say no such thing.
	lapseClause = pattern.MustCompile(titles + `(?:自[^，。；《》]{2,24}起[，,]?)?` + atOnce + noLonger)
	// repealsFirst is 同时废止《甲》、《乙》。
	repealsFirst = pattern.MustCompile(`(?:^|[，,。；;起]|同时|并|一并|现|予以|即行|宣布|决定|[　 ])(废止|` + noLonger + `)(?:原|[0-9]{4}年[^《》。；，]{0,24}的)?` + titles + `(?:[。；;]|$)`)
	// asGround ends what stands before a title that something is done under.
	asGround = pattern.MustCompile(`(?:依照|根据|按照|依据|遵照|违反|不得以|凭|持|对|由|按)$`)
	// trialAfter belongs to the title, wherever it stands.
	trialAfter = pattern.MustCompile(`^[（(](?:试行|暂行)[）)]`)
	// saysAside follows 废止 where the clause tells of an end in passing.
	saysAside = pattern.MustCompile(`^(?:的|为由|后|前|之前|之后|以前|以后|时)`)
)

// repealsIn lists the texts that a closing clause repeals, or says of that they no
// longer apply. A clause about single provisions (《…》第三条同时废止) repeals no
// document. Of a title that begins with 关于 the issuer is taken from before it, else
// from own, the title of the text that the clause stands in.
func repealsIn(text, own string) []corpus.Repeal {
	var out []corpus.Repeal
	add := func(at corpus.Span, as corpus.Status) {
		for _, m := range titleInMarks.FindAllStringSubmatchIndex(at.In(text), -1) {
			after := at.In(text)[m[1]:]
			before, _ := near(text, corpus.Span{Start: at.Start + m[0], End: at.Start + m[0]})
			if partly(after) || asGround.MatchString(before) {
				continue
			}
			r := corpus.Repeal{Title: at.In(text)[m[2]:m[3]] + trialAfter.FindString(after), DocNo: docNoAfter(after), As: as}
			if strings.HasPrefix(r.Title, "关于") {
				r.Title = issuerOf(before, own) + r.Title
			}
			if !slices.ContainsFunc(out, func(o corpus.Repeal) bool { return o.Title == r.Title && o.DocNo == r.DocNo }) {
				out = append(out, r)
			}
		}
	}
	for _, at := range repealClause.FindAllStringIndex(text, -1) {
		if !saysAside.MatchString(text[at[1]:]) {
			add(corpus.Span{Start: at[0], End: at[1]}, "")
		}
	}
	for _, at := range lapseClause.FindAllStringSubmatchIndex(text, -1) {
		if !saysAside.MatchString(text[at[1]:]) {
			add(corpus.Span{Start: at[2], End: at[3]}, corpus.Lapsed)
		}
	}
	for _, at := range repealsFirst.FindAllStringSubmatchIndex(text, -1) {
		as := corpus.Status("")
		if text[at[2]:at[3]] != "废止" {
			as = corpus.Lapsed
		}
		add(corpus.Span{Start: at[4], End: at[5]}, as)
	}
	return out
}

// partly reports whether what follows a title says that only a part of it is meant.
func partly(after string) bool {
	for _, words := range []string{"第", "中", "的第", "部分", "附件", "有关"} {
		if strings.HasPrefix(after, words) {
			return true
		}
	}
	return false
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
		return m[1] + "〔" + simplified(m[2]) + "〕" + simplified(m[3]) + "号"
	}
	return orderNoIn(text)
}

func orderNoIn(text string) string {
	m := orderNumber.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return strings.TrimPrefix(m[1], "中华人民共和国") + "第" + simplified(m[2]) + "号"
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
	repealingTitle = pattern.MustCompile(`(?:废止|宣布失效|失效)[^《》]{0,30}(?:决定|通知|公告|目录|清单|通告|令)|(?:废止|失效)的?[^《》]{0,20}(?:目录|清单)`)
	listOpens      = pattern.MustCompile(`(?:下列|以下)[^。]{0,30}` + listable + `[^。]{0,40}(?:废止|失效)[^。]{0,30}[：:]$|(?:废止|失效)[^。]{0,8}(?:下列|以下)[^。]{0,20}` + listable + `[^。]{0,12}[：:]$|(?:废止|失效)[^。]{0,40}(?:目录|清单|如下)[：:。]?$`)
	headOpens      = pattern.MustCompile(`^[^。：:]{0,20}(?:决定)?(?:予以)?(?:废止|宣布失效)[^。，：:]{0,24}$`)
	listCloses     = pattern.MustCompile(`(?:修改|修订|保留|继续有效|调整)[^。]{0,40}(?:[：:]|目录|清单)$|^[^。：:]{0,16}(?:修改|修订|保留|继续有效)[^。，：:]{0,24}$`)
	listed         = pattern.MustCompile(`^(?:[0-9０-９]{1,3}[ \t]*[.．、,，\t ]|[（(][0-9一二三四五六七八九十]{1,4}[）)]|[一二三四五六七八九十]{1,4}、|[|])[ \t　]*`)
	partOnly       = pattern.MustCompile(`第[0-9一二三四五六七八九十百]+条|部分条款`)
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
	open, as := false, corpus.Status("")
	from := p.body
	if repealing { // of a mere list nothing is before it
		from = min(from, p.title.to)
	}
	for i := from; i < len(p.lines); i++ {
		text := p.lines[i].text
		if !open && !mayEndOthers(text) { // neither an entry nor the head of a list
			continue
		}
		item := listed.ReplaceAllString(text, "")
		numbered := item != text
		switch {
		case listCloses.MatchString(item):
			open = false
		case !strings.HasPrefix(item, "《") && (listOpens.MatchString(item) || repealing && headOpens.MatchString(item)):
			open, as = true, ""
			if strings.Contains(item, "失效") && !strings.Contains(item, "废止") {
				as = corpus.Lapsed
			}
		case open && (numbered || repealing || strings.HasPrefix(item, "《")):
			for _, r := range listedTitles(item, p.fields.Title, numbered) {
				r.As = as
				p.repeal(r, i)
			}
		case open && strings.HasSuffix(text, "。"):
			open = false
		}
	}
}

// listedTitles reads one entry of a list: titles in 《》, else the one that is alone in
// its line or in a cell of its row, with the number that stands there.
func listedTitles(item, own string, numbered bool) []corpus.Repeal {
	marks := titleInMarks.FindAllStringSubmatchIndex(item, -1)
	var out []corpus.Repeal
	for n, m := range marks {
		title, after := item[m[2]:m[3]], item[m[1]:]
		if partOnly.MatchString(after) || n > 0 && !strings.HasSuffix(strings.TrimRight(item[:m[0]], " "), "、") {
			continue
		}
		no := docNoAfter(after)
		if no == "" && len(marks) == 1 {
			no = docNoIn(titleInMarks.ReplaceAllString(item, " ")) // before it, or in another cell
		}
		out = append(out, corpus.Repeal{Title: issued(title, item[:m[0]], own), DocNo: no})
	}
	if len(marks) > 0 {
		return out
	}
	cells := strings.FieldsFunc(item, func(r rune) bool { return r == '\t' || r == '|' })
	for i, cell := range cells {
		title, no := bareTitle(cell)
		if title == "" {
			continue
		}
		if no == "" {
			no = docNoIn(strings.Join(slices.Concat(cells[:i], cells[i+1:]), " "))
		}
		if !numbered && (no == "" || len(cells) < 2) {
			return nil
		}
		return []corpus.Repeal{{Title: issued(title, "", own), DocNo: no}}
	}
	return nil
}

// issued is a title with its issuer if it begins with 关于.
func issued(title, before, own string) string {
	if strings.HasPrefix(title, "关于") {
		return issuerOf(before, own) + title
	}
	return title
}

// bareTitle reads a title without 《》, and the number in brackets behind it; empty if
// it is none.
func bareTitle(cell string) (title, no string) {
	title = strings.TrimSpace(cell)
	if open := strings.LastIndexAny(title, "（("); open > 0 && (docNoIn(title[open:]) != "" || len(corpus.FindDates(title[open:])) > 0) {
		title, no = strings.TrimSpace(title[:open]), docNoIn(title[open:])
	}
	title = strings.TrimRight(title, "；;。，,")
	if n := utf8.RuneCountInString(title); n < 4 || n > 90 || strings.ContainsAny(title, "。；，：") || !slices.ContainsFunc(listedGenres, func(g string) bool { return strings.HasSuffix(unbracketed(title), g) }) {
		return "", ""
	}
	return title, no
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
