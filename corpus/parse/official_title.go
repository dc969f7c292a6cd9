package parse

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

var (
	// aboutWord is where the matter of a title begins.
	aboutWord = pattern.MustCompile(`关于|印发|转发|批转|公布|颁布|颁发|发布|任免|表彰|授予|同意|对.{0,40}(?:建议|提案)`)
	severalOf = pattern.MustCompile(`等(?:[一二三四五六七八九十0-9]{0,3}(?:个)?(?:部门|单位|部委|厅局|委局|家|地)|部门|单位)?$`)
	// meeting is a congress or a session, which issues its resolutions itself.
	meeting = pattern.MustCompile(`^(中国共产党[\p{Han}]{0,20}?第[一二三四五六七八九十百]+(?:次(?:全国)?代表大会|届[\p{Han}]{2,12}第[一二三四五六七八九十]+次全体会议)` +
		`|[\p{Han}]{0,12}第[一二三四五六七八九十]+届(?:全国)?人民代表大会(?:常务委员会)?第[一二三四五六七八九十]+次会议` +
		`|(?:中国人民政治协商会议|政协)[\p{Han}]{0,12}第[一二三四五六七八九十]+届(?:全国)?委员会(?:常务委员会)?第[一二三四五六七八九十]+次会议` +
		`|[\p{Han}]{2,24}第[一二三四五六七八九十]+(?:次|届)[\p{Han}]{0,10}代表大会(?:第[一二三四五六七八九十]+次(?:全体)?会议)?` +
		`|[\p{Han}]{2,24}第[一二三四五六七八九十]+届[\p{Han}]{1,10}会第[一二三四五六七八九十]+次(?:全体)?会议)`)
)

// meetingOf is the meeting whose resolution or communiqué a title names.
func meetingOf(title string) string {
	if g := paperGenre(title); g != corpus.GenreResolution && g != corpus.GenreBulletin && g != corpus.GenreDecision {
		return ""
	}
	return meeting.FindString(title)
}

// titleOffices are the offices that a title begins with: 某局 某委关于…, 某局等四部门关于….
func titleOffices(title string) []string {
	at := aboutWord.FindStringIndex(title)
	if at == nil || at[0] == 0 {
		for _, e := range paperEndings {
			before, found := strings.CutSuffix(noteTail.ReplaceAllString(title, ""), e.ending)
			if found && (e.genre == corpus.GenreOrder || e.genre == corpus.GenreAnnouncement || e.genre == corpus.GenrePublicNotice) && isOffice(before) {
				return []string{before}
			}
		}
		return orderOffice(title)
	}
	return offices(severalOf.ReplaceAllString(strings.TrimFunc(title[:at[0]], corpus.Invisible), ""))
}

// orderOffice is who gave the order that a title names: 某省人民政府令第188号.
func orderOffice(title string) []string {
	before, after, found := strings.Cut(title, "令第")
	for _, kind := range []string{"动员", "嘉奖", "通缉", "禁火", "封山"} {
		before = strings.TrimSuffix(before, kind)
	}
	if before = strings.TrimPrefix(before, "中华人民共和国"); found && strings.HasSuffix(after, "号") && isOffice(before) {
		return []string{before}
	}
	return nil
}

// paperTitle finds the title among the lines of the head: the last that ends as
// titles do, with the lines above it that begin it.
func (p *parser) paperTitle(o *paper, heads []int, roles []headLine) {
	for k := len(heads) - 1; k >= 0; k-- {
		i := heads[k]
		text := p.lines[i].text
		if roles[i] != headText || utf8.RuneCountInString(text) > longestTitle {
			continue
		}
		last := i
		genre := paperGenre(corpus.CleanTitle(text))
		if k > 0 && headDated.MatchString(text) && roles[heads[k-1]] == headText && len(corpus.FindDates(text)) == 0 {
			// （试行） on a line of its own
			genre, k = paperGenre(corpus.CleanTitle(p.lines[heads[k-1]].text)), k-1
		}
		if genre == "" {
			continue
		}
		o.lines = lineRange{p.titleBegin(heads, roles, k, p.lines[heads[k]].text), last + 1}
		o.title, o.genre = scanTail.ReplaceAllString(joinTitle(p.titleTexts(o.lines)), ""), genre
		p.titleOfLabels(o)
		return
	}
}

// titleTexts are the lines of a title. A joint of rule and blank is none.
func (p *parser) titleTexts(r lineRange) []string {
	var out []string
	for i := r.from; i < r.to; i++ {
		if !ruleLine.MatchString(p.lines[i].text) {
			out = append(out, p.lines[i].text)
		}
	}
	return out
}

// joinedTitle is a title whose last line was joined to the addressee below it, as
// readers of pages do.
var joinedTitle = pattern.MustCompile(`^([^：:。；！？]{2,300}(?:决定|通知|通报|报告|请示|批复|函|议案|意见|指示))((?:各|省|市|县|区|中共|国务院|[\p{Han}]{2,30}(?:人民政府|委员会|局|厅|部|院|会|单位|学校|公司|办公室|人))[^。；！？：:]{0,600})[：:]$`)

// titleBeforeAddressee reads such a line.
func (p *parser) titleBeforeAddressee(o *paper, heads []int, roles []headLine) {
	if o.body >= len(p.lines) || o.body >= longestHead {
		return
	}
	m := joinedTitle.FindStringSubmatch(p.lines[o.body].text)
	if m == nil {
		return
	}
	heads, roles[o.body] = append(heads, o.body), headText
	o.lines = lineRange{p.titleBegin(heads, roles, len(heads)-1, m[1]), o.body}
	o.title = joinTitle(append(p.titleTexts(o.lines), m[1]))
	if !aboutWord.MatchString(o.title) {
		o.title, o.lines = "", lineRange{}
		return
	}
	o.genre, o.addressee = paperGenre(o.title), corpus.CleanTitle(m[2])
}

// titleBegin goes up from heads[k], the last line of a title, which ends with last,
// to its first.
func (p *parser) titleBegin(heads []int, roles []headLine, k int, last string) int {
	title := corpus.CleanTitle(last)
	for n := 1; n < longestTitleLines && k > 0; n++ {
		above := heads[k-1]
		text := p.lines[above].text
		bare := corpus.CleanTitle(text)
		if roles[above] == headText && nameBroken(text, title) {
			title, k = bare+title, k-1
			continue
		}
		named := offices(text) != nil || severalOf.MatchString(bare) || meeting.FindString(bare) == bare
		whole := strings.Count(title, "《") >= strings.Count(title, "》") && aboutWord.MatchString(title) && (strings.HasPrefix(title, "关于") || strings.HasPrefix(title, "印发") || strings.HasPrefix(title, "转发") || strings.HasPrefix(title, "对") || titleOffices(title) != nil)
		switch {
		case paperGenre(title) == corpus.GenreOrder && !aboutWord.MatchString(title) && !named:
			return heads[k] // 某省人民政府令 is all of it
		case strings.ContainsAny(text, "：:") && !strings.Contains(text, "《"):
			return heads[k] // 办理结果：A
		case roles[above] != headText || p.lines[above].heading > 0 && p.lines[heads[k]].heading == 0, heads[k]-above > 3:
			return heads[k]
		case whole && !named, whole && !strings.HasPrefix(title, "关于") && titleOffices(title) != nil && (offices(p.lines[heads[k]].text) == nil || strings.Contains(title, bare)):
			return heads[k]
		case !whole && paperGenre(bare) != "" && !strings.HasPrefix(title, "的") && (aboutWord.MatchString(bare) || paperGenre(bare) == paperGenre(title)):
			return heads[k]
		}
		title = bare + title
		k--
	}
	return heads[k]
}

// nameBroken reports whether a line breaks off inside the name of an office that the
// title below it ends: 某市卫生健康委员 / 会关于….
func nameBroken(above, title string) bool {
	at := aboutWord.FindStringIndex(title)
	words := strings.FieldsFunc(above, func(r rune) bool { return corpus.Invisible(r) || r == '、' })
	if at == nil || at[0] == 0 || len(words) == 0 || offices(above) != nil || aboutWord.MatchString(above) {
		return false
	}
	head, last := corpus.CleanTitle(title[:at[0]]), words[len(words)-1]
	if ofPlace.MatchString(head) || !isOffice(last+head) || len(words) > 1 && offices(strings.Join(words[:len(words)-1], " ")) == nil {
		return false
	}
	return len(words) > 1 || ofPlace.MatchString(last)
}

// ofPlace is a name that says where its office is, or whose.
var ofPlace = pattern.MustCompile(`^(?:中共|中国|国家|国务院|全国|共青团)|^[\p{Han}]{2,12}?(?:省|市|县|区|州|旗|镇|乡|村)`)

// joinTitle joins the lines of a title. Padding goes, but offices that issue
// together stay apart.
func joinTitle(lines []string) string {
	var named []string
	for len(lines) > 1 {
		names := offices(lines[0])
		if names == nil {
			break
		}
		named = append(named, names...)
		lines = lines[1:]
	}
	rest := strings.Join(lines, "")
	if at := aboutWord.FindStringIndex(rest); at != nil && at[0] > 0 {
		if names := offices(rest[:at[0]]); len(names) > 1 {
			named, rest = append(named, names...), rest[at[0]:]
		}
	}
	title := corpus.CleanTitle(rest)
	if strings.HasPrefix(rest, "《") {
		title = "《" + strings.TrimPrefix(title, "《")
	}
	return strings.Join(named, " ") + title
}

// titleOfLabels lets a label that holds the whole title say it where the lines have
// only a part of it.
func (p *parser) titleOfLabels(o *paper) {
	for _, said := range []string{o.labels["title"], p.src.Hints.Title} {
		short, long := corpus.Fold(o.title), corpus.Fold(said)
		if long != short && paperGenre(said) == o.genre && strings.HasSuffix(long, short) {
			o.title = strings.Join(strings.Fields(said), " ")
			return
		}
	}
}

// statedTitle takes the title that a person gave: what stands in its place in the
// text is text, if it says something else.
func (p *parser) statedTitle(o *paper, heads []int) {
	var said struct {
		Title string `json:"title"`
	}
	_ = json.Unmarshal(p.src.Stated, &said) // a bad object is reported once, by Document
	if said.Title == "" || titleLetters(said.Title) == titleLetters(o.title) {
		return
	}
	if genre := paperGenre(said.Title); genre != "" && genre != o.genre {
		o.title, o.genre, o.lines = said.Title, genre, lineRange{}
		if len(heads) > 0 {
			o.body = min(o.body, heads[0])
		}
	}
}

// planTitle finds the title of a paper that is a plan or a set of measures, printed
// without a notice around it: only where the form leaves no doubt that it is a paper.
func (p *parser) planTitle(o *paper, heads []int, roles []headLine) {
	for k := len(heads) - 1; k >= 0; k-- {
		text := p.lines[heads[k]].text
		if roles[heads[k]] != headText || !planEnding.MatchString(text) {
			continue
		}
		o.lines = lineRange{p.titleBegin(heads, roles, k, text), heads[k] + 1}
		o.title = scanTail.ReplaceAllString(joinTitle(p.titleTexts(o.lines)), "")
		if aboutWord.MatchString(o.title) || titleBegins(o.title) || o.docNo != "" {
			o.genre = corpus.GenreNormative
			return
		}
		o.title, o.lines = "", lineRange{}
	}
}

// numberedTitle takes 某省人民政府令第63号 or 某局公告2023年第2号 on one line for the title
// where nothing else is one.
func (p *parser) numberedTitle(o *paper, heads []int) {
	for _, i := range heads {
		m := calledNumber.FindStringSubmatch(p.lines[i].text)
		if m == nil || strings.Contains(m[1], "关于") {
			continue
		}
		o.title, o.lines = corpus.CleanTitle(m[1]), lineRange{i, i + 1}
		if o.genre = paperGenre(o.title); o.genre == corpus.GenreOrder {
			o.title += plainNumber(m[2])
		}
		return
	}
}

// planEnding is how such titles end; what is called 办法 or 规定 is a regulation.
var planEnding = pattern.MustCompile(`(?:方案|计划|规划|措施|政策|要点|预案|指南|安排)(?:[（(〔\[].{0,20}[）)〕\]])?$`)

// titleBegins reports whether a title begins with the name of an office.
func titleBegins(title string) bool {
	runes := []rune(title)
	for n := 4; n < min(len(runes), 24); n++ {
		if isOffice(string(runes[:n])) {
			return true
		}
	}
	return false
}

// titleElsewhere takes the title from what stands beside the paper's own lines: a
// label, what the container claims, or the words before the text on one long line.
func (p *parser) titleElsewhere(o *paper) {
	take := func(title string) bool {
		title = strings.Join(strings.Fields(title), " ")
		if o.title != "" || utf8.RuneCountInString(title) < 6 || hasStop(title) || utf8.RuneCountInString(title) > longestTitle {
			return false
		}
		if o.genre = paperGenre(title); o.genre != "" {
			o.title = title
		}
		return o.genre != ""
	}
	if take(o.labels["title"]) {
		return
	}
	if o.body < len(p.lines) {
		if first, _, found := strings.Cut(p.lines[o.body].text, " "); found && take(first) {
			return
		}
	}
	take(p.src.Hints.Title)
}
