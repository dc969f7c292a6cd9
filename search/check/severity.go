package check

import "tiaowen/corpus"

// The verdicts with the words for them, in the order in which a report counts them.
var (
	CitationStatuses = []corpus.Term{
		{Value: string(OK), Label: "相符"}, {Value: string(AliasOK), Label: "相符（简称）"}, {Value: string(Ambiguous), Label: "所指不止一处"},
		{Value: string(NoDocument), Label: "资料库没有这部文件"}, {Value: string(NoArticle), Label: "没有这一条"}, {Value: string(NoParagraph), Label: "没有这一款"},
		{Value: string(NoItem), Label: "没有这一项"}, {Value: string(ContentMismatch), Label: "内容与该条不符"}, {Value: string(Moved), Label: "条号已变"},
		{Value: string(Repealed), Label: "已经废止"}, {Value: string(NotYet), Label: "尚未生效"},
	}
	QuoteStatuses = []corpus.Term{
		{Value: string(Exact), Label: "一字不差"}, {Value: string(ExactNormalized), Label: "文字相同，写法有别"}, {Value: string(Altered), Label: "文字有出入"},
		{Value: string(Elided), Label: "有省略，已标明"}, {Value: string(Stitched), Label: "由几处拼成"}, {Value: string(Misattributed), Label: "出处不符"},
		{Value: string(Superseded), Label: "是旧版本的文字"}, {Value: string(NotInCorpus), Label: "资料库中没有"},
	}
	FormulaStatuses = []corpus.Term{
		{Value: string(FormulaOK), Label: "齐全"}, {Value: string(Missing), Label: "有缺"}, {Value: string(Repeated), Label: "有重复"},
		{Value: string(Order), Label: "次序不同"}, {Value: string(WrongMember), Label: "有不同的一项"},
	}
	// UnmarkedStatuses are the words for a stretch that stands in a source too and that the
	// draft gives to nobody: no fault either way.
	UnmarkedStatuses = []corpus.Term{{Value: string(Exact), Label: "与来源一致"}, {Value: string(ExactNormalized), Label: "与来源一致"}, {Value: string(Altered), Label: "与来源近似"}}
	Normalisations   = []corpus.Term{
		{Value: string(Punctuation), Label: "标点"}, {Value: string(Width), Label: "全半角"}, {Value: string(Script), Label: "繁简字形"}, {Value: string(Space), Label: "空白"},
	}
)

// Severity is how much a verdict matters before a draft is put out: a fault is to be put
// right, a warning is what the library cannot decide or a slip that changes nothing, and
// a note is in order.
func (c Citation) Severity() corpus.Severity {
	switch c.Status {
	case OK, AliasOK:
		return corpus.Note
	case Ambiguous:
		return corpus.Warning
	}
	return corpus.Fault
}

// Severity is as that of a citation. Words that nobody is said to have said are no fault
// of anybody's.
func (q Quote) Severity() corpus.Severity {
	switch {
	case !q.Marked, q.Status == Exact, q.Status == Elided:
		return corpus.Note
	case q.Status == ExactNormalized, q.Status == NotInCorpus:
		return corpus.Warning
	}
	return corpus.Fault
}

// Severity is as that of a citation.
func (f Formula) Severity() corpus.Severity {
	if f.Status == FormulaOK {
		return corpus.Note
	}
	return corpus.Fault
}

// Label is the verdict in words.
func (c Citation) Label() string { return corpus.Label(CitationStatuses, string(c.Status)) }

// Label is the verdict in words.
func (q Quote) Label() string {
	if !q.Marked {
		return corpus.Label(UnmarkedStatuses, string(q.Status))
	}
	return corpus.Label(QuoteStatuses, string(q.Status))
}

// Label is the verdict in words.
func (f Formula) Label() string { return corpus.Label(FormulaStatuses, string(f.Status)) }
