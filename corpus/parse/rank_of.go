package parse

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// endingGenres are the genres that the name of a Party regulation ends with.
var endingGenres = []struct {
	ending string
	genre  corpus.Genre
}{
	{"准则", corpus.GenreCode}, {"条例", corpus.GenreRegulations}, {"细则", corpus.GenreDetailedRules}, {"规则", corpus.GenreRules},
	{"规定", corpus.GenreProvisions}, {"办法", corpus.GenreMeasures},
}

var (
	partyTitle  = pattern.MustCompile(`中国共产党|中共|党内|党员|党支部|党组|党委|党费|机关党|党务|党的|党风|党建`)
	localParty  = pattern.MustCompile(`中共.+(省委|市委|县委|区委|工委|委员会)`)
	institution = pattern.MustCompile(`大学|学院|学校|公司|集团|医院|研究院|研究所|中学|银行`)
	plainPaper  = pattern.MustCompile(`(意见|通知|决定|方案|规划|纲要|批复|答复|要点|公告)$`)
	trialTail   = pattern.MustCompile(`[（(〔\[][^（(〔\[]{0,20}[）)〕\]]$`)
)

// rankOf derives genre and rank from title, issuer and, for state law only,
// the folder a collection keeps the kind of law in. What is not certain stays
// empty.
func rankOf(f corpus.Fields, path string) (corpus.Genre, corpus.Rank) {
	title := trialTail.ReplaceAllString(f.Title, "")
	issuer := strings.Join(f.Issuer, "、")
	if title == "中国共产党章程" {
		return corpus.GenreConstitution, corpus.RankPartyConstitution
	}
	if partyTitle.MatchString(title) && !strings.Contains(title, "中华人民共和国") || strings.HasPrefix(issuer, "中共") || strings.HasPrefix(issuer, "中央") && !strings.Contains(issuer, "军事") {
		return partyRank(f.Title, title, issuer)
	}
	return stateRank(title, issuer, f.DocNo, path)
}

func partyRank(full, title, issuer string) (corpus.Genre, corpus.Rank) {
	genre := corpus.GenreNormative
	for _, e := range endingGenres {
		if strings.HasSuffix(title, e.ending) {
			genre = e.genre
			break
		}
	}
	switch {
	case genre == corpus.GenreNormative:
		return genre, corpus.RankPartyNormative
	case institution.MatchString(issuer):
		return genre, corpus.RankPartyNormative
	case localParty.MatchString(issuer) && !strings.Contains(issuer, "中央"):
		return genre, corpus.RankLocalParty
	case strings.Contains(issuer, "中共中央") && !strings.Contains(issuer, "部") && !strings.Contains(issuer, "办公厅"), strings.HasPrefix(full, "中国共产党"):
		return genre, corpus.RankCentralParty
	case issuer != "":
		return genre, corpus.RankMinistryParty
	}
	return genre, ""
}

func stateRank(title, issuer, number, path string) (corpus.Genre, corpus.Rank) {
	switch {
	case strings.HasPrefix(title, "中华人民共和国宪法"), title == "宪法":
		return corpus.GenreStateConst, corpus.RankConstitution
	case strings.Contains(issuer, "最高人民"), strings.Contains(path, "司法解释"):
		return corpus.GenreInterpretation, corpus.RankInterpretation
	case strings.Contains(issuer, "监察委员会"):
		return corpus.GenreSupervision, corpus.RankAdministrative
	case strings.HasPrefix(issuer, "全国人民代表大会"):
		return corpus.GenreStatute, corpus.RankStatute
	case strings.HasPrefix(issuer, "国务院办公厅"):
		return corpus.GenreNormative, corpus.RankNormative
	case strings.HasPrefix(issuer, "国务院"), issuer == "中央军事委员会", strings.Contains(path, "行政法规"):
		return corpus.GenreAdministrative, corpus.RankAdministrative
	case strings.Contains(issuer, "人民代表大会"):
		return corpus.GenreLocal, corpus.RankLocal
	case strings.Contains(number, "令"), strings.Contains(path, "部门规章"):
		return corpus.GenreDepartmental, corpus.RankDepartmental
	case strings.HasPrefix(title, "中华人民共和国") && strings.HasSuffix(title, "法"):
		return corpus.GenreStatute, corpus.RankStatute
	case plainPaper.MatchString(title):
		return corpus.GenreNormative, corpus.RankNormative
	}
	for _, folder := range []string{"宪法相关法", "民法", "刑法", "行政法", "经济法", "社会法", "诉讼"} {
		if strings.Contains(path, "/"+folder) && strings.HasSuffix(title, "法") {
			return corpus.GenreStatute, corpus.RankStatute
		}
	}
	return "", ""
}

// essayGenres tell the genre of a speech or an essay by words of its title, in
// the order tried.
var essayGenres = []struct {
	kind  corpus.Kind
	words *pattern.Pattern
	genre corpus.Genre
}{
	{corpus.Speech, pattern.MustCompile(`贺信|贺电`), corpus.GenreLetter},
	{corpus.Speech, pattern.MustCompile(`指示`), corpus.GenreInstruction},
	{corpus.Speech, pattern.MustCompile(`讲话|致辞|致词|演讲|发言|开幕词|闭幕词`), corpus.GenreAddress},
	{corpus.Speech, pattern.MustCompile(`报告`), corpus.GenreReport},
	{corpus.Essay, pattern.MustCompile(`调研|调查报告|调查与思考`), corpus.GenreSurvey},
	{corpus.Essay, pattern.MustCompile(`经验|做法|纪实|工作总结|实践与探索|典型材料`), corpus.GenreExperience},
	{corpus.Essay, pattern.MustCompile(`案(?:例|情|看|件剖析|的定性)|如何定性|怎样定性|如何认定|怎样认定|是否构成|构成何|怎么办|如何处理`), corpus.GenreCase},
	{corpus.Essay, pattern.MustCompile(`研究|思考|探析|浅析|浅谈|浅议|论|辨析|理解与适用|理解与把握|几点|对策|若干问题`), corpus.GenreTheory},
}

// caseOpening is how case discussions begin.
var caseOpening = pattern.MustCompile(`基本案情|典型案例|案情简介|【案情|案例：`)

func genreOf(kind corpus.Kind, title, text string) corpus.Genre {
	for _, g := range essayGenres {
		if g.kind == kind && g.words.MatchString(title) {
			return g.genre
		}
	}
	if kind == corpus.Essay && caseOpening.MatchString(text[:min(len(text), 1200)]) {
		return corpus.GenreCase
	}
	return ""
}
