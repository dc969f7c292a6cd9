package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// The words of official papers: how titles end, how offices are called, what
// stands on the head and at the foot. GB/T 9704 fixes where each stands, and the
// 《党政机关公文处理工作条例》 the fifteen names; the older 指示, and the 答复 to a
// deputy, which is a letter, are read besides.

// paperEndings are the ends of a paper's title, longer ones first, with its genre.
var paperEndings = []struct {
	ending string
	genre  corpus.Genre
}{
	{"决议", corpus.GenreResolution}, {"决定", corpus.GenreDecision}, {"命令", corpus.GenreOrder}, {"令", corpus.GenreOrder},
	{"公报", corpus.GenreBulletin}, {"公告", corpus.GenreAnnouncement}, {"公示", corpus.GenreAnnouncement}, {"通告", corpus.GenrePublicNotice}, {"意见", corpus.GenreOpinion},
	{"通知", corpus.GenreNotice}, {"通报", corpus.GenreCircular}, {"报告", corpus.GenreReport}, {"请示", corpus.GenreRequest},
	{"批复", corpus.GenreReply}, {"议案", corpus.GenreMotion}, {"函", corpus.GenreOfficeLetter}, {"答复", corpus.GenreOfficeLetter},
	{"纪要", corpus.GenreMinutes}, {"指示", corpus.GenreInstruction}, {"批示", corpus.GenreInstruction}, {"批语", corpus.GenreInstruction},
	{"指示信", corpus.GenreInstruction}, {"布告", corpus.GenrePublicNotice},
}

var (
	// noteTail is what may follow a title's last word: a bracket that belongs to
	// it, or what a reader of scans made of a footnote mark.
	noteTail = pattern.MustCompile(`(?:[!！*＊①②③\]]|\[\d+|[（(〔\[][^（(〔\[]{0,20}[）)〕\]])+$`)
	// scanTail is the part of it that is no part of the title.
	scanTail = pattern.MustCompile(`(?:[!！*＊①②③]|\[\d+\])+$`)
	// plainReport are reports that no office sends to another.
	plainReport = pattern.MustCompile(`(调研|考察|调查|研究|实践|述职|学习|读书|剖析|分析|检查|心得|总结|课题|评估|审计|可行性|工作)报告$`)
	// office is a name as offices bear them.
	office = pattern.MustCompile(`(部|委|局|署|院|厅|办|会|府|社|行|处|所|中心|党组|纪委|监委|公司|集团|大学|学校|中学|小学|学院|中央|人大|政协|书记处|机关|指挥部|领导小组|组|室|科|队|台|馆|站|团|联|镇|乡|村|街道|社区|军区|军分区|总支|支部|基金|协会|学会|国务院|银行|幼儿园|工会|联盟|联合会|试验区|新区|开发区|管委会|海关|监狱|党校|法庭|农场|林场|牧场|渔场|工厂|总厂|分厂)$`)
	// officeChars are what such a name is written with.
	officeChars = pattern.MustCompile(`^[\p{Han}（）()·]{2,40}$`)
	// closing are the set phrases that papers end with, and no office is called.
	closing = pattern.MustCompile(`^(特此|此复|专此|妥否|当否|以上|请|望|盼|附件|附[:：]|联系|主题词|抄送|抄报|此致|敬礼|现|为|经|根据|谢谢|感谢)`)
	// postAndName is the signature of a person, without spaces: 省长高某某, 市长：叶某.
	postAndName = pattern.MustCompile(`^([\p{Han}]{0,18}?)代?(?:总理|主席|省长|市长|县长|区长|州长|旗长|盟长|乡长|镇长|部长|局长|署长|主任|行长|院长|检察长|书记|司令员|政治委员|委员长|校长|理事长|指挥长|总指挥|政委)[:：]?[\p{Han}·]{2,8}$`)
)

// paperGenre is the genre that a title ends with, empty if it is none of a paper.
func paperGenre(title string) corpus.Genre {
	bare := noteTail.ReplaceAllString(strings.TrimRightFunc(title, corpus.Invisible), "")
	if strings.HasSuffix(bare, "公开信") || strings.HasSuffix(bare, "贺函") {
		return ""
	}
	for _, e := range paperEndings {
		if strings.HasSuffix(bare, e.ending) {
			return e.genre
		}
	}
	if m := printedTitle.FindStringSubmatch(bare); m != nil {
		if genre := paperGenre(m[2]); m[1] == "印发" && genre != "" {
			return genre
		}
		return corpus.GenreNotice
	}
	return ""
}

// printedTitle is a title that lacks its last word: 某局转发《某通知》.
var printedTitle = pattern.MustCompile(`(印发|转发|批转)《([^《]+)》$`)

// isOffice reports whether s is the name of an office.
func isOffice(s string) bool {
	return officeChars.MatchString(s) && office.MatchString(s) && !closing.MatchString(s) && paperGenre(s) == ""
}

// sealMark is what stands behind a signature in place of the seal.
var sealMark = pattern.MustCompile(`[（(](?:盖章|公章|印章|代章|章|印|代)[）)]`)

// offices are the names on a line, if nothing else stands on it. Names set wide
// are one name: 松 岭 大 学.
func offices(line string) []string {
	names := strings.FieldsFunc(sealMark.ReplaceAllString(line, ""), func(r rune) bool { return corpus.Invisible(r) || r == '、' || r == '，' })
	if len(names) == 0 {
		return nil
	}
	short := 0
	for _, n := range names {
		if utf8.RuneCountInString(n) == 1 {
			short++
		}
	}
	if short > 1 && short*2 > len(names) {
		names = []string{strings.Join(names, "")}
	}
	var out []string
	for _, n := range names {
		if !isOffice(n) {
			return nil
		}
		out = append(out, partOffices(n)...)
	}
	return out
}

// partOffices parts names that were joined without a space: 某县公安局某县民政局. The
// place they begin with comes again after a whole name: 中共某市委某市人民政府.
func partOffices(s string) []string {
	runes := []rune(s)
	const place, shortest = 3, 5 // code points
	from := 0
	if party, found := strings.CutPrefix(s, "中共"); found && utf8.RuneCountInString(party) > place {
		from = utf8.RuneCountInString("中共")
	}
	for i := from + shortest - 1; i+shortest <= len(runes); i++ {
		again := string(runes[i:i+place]) == string(runes[from:from+place]) || string(runes[i:min(len(runes), i+place+2)]) == "中共"+string(runes[from:from+place])
		if again && isOffice(string(runes[:i])) {
			return append([]string{string(runes[:i])}, partOffices(string(runes[i:]))...)
		}
	}
	return []string{s}
}
