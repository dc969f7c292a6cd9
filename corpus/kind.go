package corpus

// Kind is what a document is, which decides how it is cut and cited.
type Kind string

// The kinds.
const (
	Regulation Kind = "regulation" // 法规: 党内法规 and state law
	Speech     Kind = "speech"     // 讲话
	Official   Kind = "official"   // 公文: a paper of an office in the form of GB/T 9704
	Essay      Kind = "essay"      // 文章
)

// Lanes are the kinds that results are laid out by: 依据, 论述, 做法.
var Lanes = []Kind{Regulation, Speech, Essay}

// LaneNames are what a reader looks for in each of them.
var LaneNames = []Term{{string(Regulation), "依据"}, {string(Speech), "论述"}, {string(Essay), "做法"}}

// Genre is the 文种.
type Genre string

// The genres. The seven names of 党内法规 come first.
const (
	GenreConstitution   Genre = "party_constitution" // 党章
	GenreCode           Genre = "code"               // 准则
	GenreRegulations    Genre = "regulations"        // 条例
	GenreProvisions     Genre = "provisions"         // 规定
	GenreMeasures       Genre = "measures"           // 办法
	GenreRules          Genre = "rules"              // 规则
	GenreDetailedRules  Genre = "detailed_rules"     // 细则
	GenreStateConst     Genre = "state_constitution" // 宪法
	GenreStatute        Genre = "statute"            // 法律
	GenreAdministrative Genre = "administrative"     // 行政法规
	GenreSupervision    Genre = "supervision"        // 监察法规
	GenreLocal          Genre = "local"              // 地方性法规
	GenreDepartmental   Genre = "departmental"       // 部门规章
	GenreInterpretation Genre = "interpretation"     // 司法解释
	GenreNormative      Genre = "normative"          // 规范性文件
	GenreAddress        Genre = "address"            // 讲话
	GenreReport         Genre = "report"             // 报告
	GenreInstruction    Genre = "instruction"        // 指示
	GenreLetter         Genre = "letter"             // 贺信
	GenreTheory         Genre = "theory"             // 理论文章
	GenreExperience     Genre = "experience"         // 经验材料
	GenreSurvey         Genre = "survey"             // 调研报告
	GenreCase           Genre = "case"               // 案例
)

// The genres of official papers, in the order of 《党政机关公文处理工作条例》. 报告 is
// GenreReport, the same name as a speech's.
const (
	GenreResolution   Genre = "resolution"      // 决议
	GenreDecision     Genre = "decision"        // 决定
	GenreOrder        Genre = "order"           // 命令, 令
	GenreBulletin     Genre = "bulletin"        // 公报
	GenreAnnouncement Genre = "announcement"    // 公告
	GenrePublicNotice Genre = "public_notice"   // 通告
	GenreOpinion      Genre = "opinion"         // 意见
	GenreNotice       Genre = "notice"          // 通知
	GenreCircular     Genre = "circular"        // 通报
	GenreRequest      Genre = "request"         // 请示
	GenreReply        Genre = "reply"           // 批复
	GenreMotion       Genre = "motion"          // 议案
	GenreOfficeLetter Genre = "official_letter" // 函
	GenreMinutes      Genre = "minutes"         // 纪要
)

// Rank is the 效力级别.
type Rank string

// The ranks, Party first, each line from high to low.
const (
	RankPartyConstitution Rank = "party_constitution" // 党章
	RankCentralParty      Rank = "central_party"      // 中央党内法规
	RankMinistryParty     Rank = "ministry_party"     // 部委党内法规
	RankLocalParty        Rank = "local_party"        // 地方党内法规
	RankPartyNormative    Rank = "party_normative"    // 党的规范性文件
	RankConstitution      Rank = "constitution"       // 宪法
	RankStatute           Rank = "statute"            // 法律
	RankAdministrative    Rank = "administrative"     // 行政法规
	RankLocal             Rank = "local"              // 地方性法规
	RankDepartmental      Rank = "departmental"       // 部门规章
	RankInterpretation    Rank = "interpretation"     // 司法解释
	RankNormative         Rank = "normative"          // 规范性文件
)

// Term is one value of a closed list with the words a reader sees.
type Term struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Kinds, Genres, Ranks and Statuses are the closed lists in their order.
var (
	Kinds = []Term{
		{string(Regulation), "法规"}, {string(Speech), "讲话"}, {string(Official), "公文"}, {string(Essay), "文章"},
	}
	Genres = []Term{
		{string(GenreConstitution), "党章"}, {string(GenreCode), "准则"}, {string(GenreRegulations), "条例"},
		{string(GenreProvisions), "规定"}, {string(GenreMeasures), "办法"}, {string(GenreRules), "规则"},
		{string(GenreDetailedRules), "细则"}, {string(GenreStateConst), "宪法"}, {string(GenreStatute), "法律"},
		{string(GenreAdministrative), "行政法规"}, {string(GenreSupervision), "监察法规"}, {string(GenreLocal), "地方性法规"},
		{string(GenreDepartmental), "部门规章"}, {string(GenreInterpretation), "司法解释"}, {string(GenreNormative), "规范性文件"},
		{string(GenreAddress), "讲话"}, {string(GenreReport), "报告"}, {string(GenreInstruction), "指示"},
		{string(GenreLetter), "贺信"}, {string(GenreTheory), "理论文章"}, {string(GenreExperience), "经验材料"},
		{string(GenreSurvey), "调研报告"}, {string(GenreCase), "案例"},
		{string(GenreResolution), "决议"}, {string(GenreDecision), "决定"}, {string(GenreOrder), "命令"},
		{string(GenreBulletin), "公报"}, {string(GenreAnnouncement), "公告"}, {string(GenrePublicNotice), "通告"},
		{string(GenreOpinion), "意见"}, {string(GenreNotice), "通知"}, {string(GenreCircular), "通报"},
		{string(GenreRequest), "请示"}, {string(GenreReply), "批复"}, {string(GenreMotion), "议案"},
		{string(GenreOfficeLetter), "函"}, {string(GenreMinutes), "纪要"},
	}
	Ranks = []Term{
		{string(RankPartyConstitution), "党章"}, {string(RankCentralParty), "中央党内法规"},
		{string(RankMinistryParty), "部委党内法规"}, {string(RankLocalParty), "地方党内法规"},
		{string(RankPartyNormative), "党的规范性文件"}, {string(RankConstitution), "宪法"},
		{string(RankStatute), "法律"}, {string(RankAdministrative), "行政法规"}, {string(RankLocal), "地方性法规"},
		{string(RankDepartmental), "部门规章"}, {string(RankInterpretation), "司法解释"}, {string(RankNormative), "规范性文件"},
	}
	Statuses = []Term{
		{string(InForce), "现行有效"}, {string(NotYet), "尚未生效"}, {string(Amended), "已修改"},
		{string(Repealed), "已废止"}, {string(Lapsed), "失效"}, {string(Unverified), "效力待核"}, {string(Unknown), "时效不明"},
	}
)

// Label is the Chinese label of value in a closed list, or value itself when
// the list does not know it.
func Label(list []Term, value string) string {
	for _, t := range list {
		if t.Value == value {
			return t.Label
		}
	}
	return value
}

// Known reports whether value is in a closed list.
func Known(list []Term, value string) bool {
	for _, t := range list {
		if t.Value == value {
			return true
		}
	}
	return false
}

// StateLaw reports whether f is of a law of the state or of what is made under one, and
// not of a text of the Party or a plain paper.
func (f Fields) StateLaw() bool {
	switch f.Rank {
	case RankConstitution, RankStatute, RankAdministrative, RankLocal, RankDepartmental, RankInterpretation:
		return true
	}
	return false
}
