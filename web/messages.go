package web

import (
	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search/resolve"
)

// This file is the one table of the words that handlers put on pages. What
// stands in the same place on every visit is in the templates.

// label is a name that callers use with the words a reader sees.
type label = corpus.Term

// Names of the pages, for the title bar.
const (
	titleSearch  = "检索"
	titleLibrary = "资料库"
	titleEdit    = "更正著录"
	titleDelete  = "删除文献"
	titleDiscard = "彻底删除"
	titleUpload  = "导入结果"
	titleHelp    = "使用说明"
	titleQuit    = "已退出"
	titleLogin   = "登录"
	titleAddress = "条款地址"
	titleCompare = "对照"
	titleSimilar = "相近段落"
	titleTable   = "检索结果"
	titlePast    = "条文沿革"
	titleCheck   = "核对"
)

// What callers name in English, as pages say it.
var (
	whyLabels = []label{
		{Value: "alias", Label: "又称"}, {Value: "synonym", Label: "同义词"}, {Value: "correction", Label: "字形或读音相近"},
		{Value: "pinyin", Label: "按拼音"},
	}
	laneLabels = corpus.LaneNames
	// laneOf says what stands in a lane.
	laneOf = []label{
		{Value: string(corpus.Regulation), Label: "法规、公文"}, {Value: string(corpus.Speech), Label: "讲话"}, {Value: string(corpus.Essay), Label: "文章、公文"},
	}
	layoutLabels   = []label{{Value: "", Label: "列表"}, {Value: layoutDocuments, Label: "按文献"}, {Value: layoutLanes, Label: "分三栏看"}}
	severityLabels = []label{
		{Value: string(corpus.Fault), Label: "有误"}, {Value: string(corpus.Warning), Label: "请核对"}, {Value: string(corpus.Note), Label: "说明"},
	}
	outcomeLabels = []label{
		{Value: "added", Label: "已收入"}, {Value: "updated", Label: "已更新"}, {Value: "unchanged", Label: "无变化"},
		{Value: "restored", Label: "已恢复"}, {Value: "quarantined", Label: "已隔离"}, {Value: "failed", Label: "未收入"},
	}
	actionLabels = []label{{Value: "correct", Label: "更正"}, {Value: "remove", Label: "删除"}, {Value: "replace", Label: "更新"}, {Value: "restore", Label: "恢复"}, {Value: "undo", Label: "撤销"}}
	doneLabels   = []label{
		{Value: "corrected", Label: "更正已保存，检索结果已同步。"}, {Value: "same", Label: "没有改动。"},
		{Value: "replaced", Label: "已用新收的文本更新原有的文献，编号不变。需要时可在“最近改动”中撤销。"},
		{Value: "removed", Label: "文献已删除。需要时可在“最近改动”中撤销。"}, {Value: "undone", Label: "已撤销。"}, {Value: "redone", Label: "已重做。"},
		{Value: "released", Label: "已放行，现在可以检索到。"}, {Value: "discarded", Label: "已彻底删除，文本和原件都不在资料库中了。"},
	}
)

// What became of an address, what its choices are, and why a text does not apply.
var (
	resolveLabels = []label{
		{Value: "ok", Label: "跳到条文"}, {Value: "ambiguous", Label: "所指不止一处，请选择"}, {Value: "no_document", Label: "资料库没有这部文件"},
		{Value: "no_article", Label: "没有这一条"}, {Value: "no_paragraph", Label: "没有这一款"}, {Value: "no_item", Label: "没有这一项"},
	}
	nearLabels = []label{
		{Value: "ok", Label: "各编："}, {Value: "ambiguous", Label: "可能是："}, {Value: "no_document", Label: "名称相近的："},
		{Value: "no_article", Label: "最接近的："}, {Value: "no_paragraph", Label: "最接近的："}, {Value: "no_item", Label: "最接近的："},
	}
	notAppliedLabels = []label{
		{Value: string(corpus.Amended), Label: "这不是最新版本。"}, {Value: string(corpus.Repealed), Label: "这部法规已经废止。"},
		{Value: string(corpus.Lapsed), Label: "这部法规已经失效。"}, {Value: string(corpus.NotYet), Label: "这一版本尚未施行。"},
		{Value: string(corpus.Unverified), Label: "效力待核。"}, {Value: string(corpus.Unknown), Label: "这一版本的施行日期不详。"}, {Value: string(corpus.InForce), Label: "另有一份同日的文本。"},
	}
	changeLabels = []label{
		{Value: string(compare.Edited), Label: "修改"}, {Value: string(compare.Renumbered), Label: "改号"}, {Value: string(compare.Moved), Label: "移位"},
		{Value: string(compare.Split), Label: "拆分"}, {Value: string(compare.Merged), Label: "合并"}, {Value: string(compare.Added), Label: "新增"},
		{Value: string(compare.Removed), Label: "删去"},
	}
	// stageLabels say what was done to a clause since the version before.
	stageLabels = []label{
		{Value: resolve.FirstHeld, Label: "所存最早"}, {Value: string(compare.Unchanged), Label: "未变"}, {Value: string(compare.Edited), Label: "修改"},
		{Value: string(compare.Renumbered), Label: "改号，文字未变"}, {Value: string(compare.Moved), Label: "移位，文字未变"}, {Value: string(compare.Split), Label: "拆分"},
		{Value: string(compare.Merged), Label: "合并"}, {Value: resolve.ClauseNew, Label: "增加"}, {Value: resolve.ClauseGone, Label: "删除"},
	}
	compareViews = []label{{Value: "side", Label: "左右对照"}, {Value: "marked", Label: "合并标注"}, {Value: "changes", Label: "只看改动"}}
)

// fieldLabels name the fields of a document, in the order of the edit form.
var fieldLabels = []label{
	{Value: "title", Label: "标题"}, {Value: "aliases", Label: "别名"}, {Value: "kind", Label: "类型"}, {Value: "genre", Label: "文种"},
	{Value: "rank", Label: "效力级别"}, {Value: "issuer", Label: "制定机关"}, {Value: "doc_no", Label: "发文字号"},
	{Value: "adopted", Label: "通过日期"}, {Value: "promulgated", Label: "公布日期"}, {Value: "effective", Label: "施行日期"},
	{Value: "ceased", Label: "失效日期"}, {Value: "history", Label: "题注"}, {Value: "interpreter", Label: "解释机关"},
	{Value: "topics", Label: "主题"}, {Value: "source", Label: "来源"}, {Value: "url", Label: "网址"}, {Value: "authors", Label: "作者"},
	{Value: "affiliation", Label: "单位"}, {Value: "speaker", Label: "讲话人"}, {Value: "occasion", Label: "场合"},
	{Value: "published", Label: "发表日期"}, {Value: "abstract", Label: "摘要"}, {Value: "keywords", Label: "关键词"},
	{Value: "doi", Label: "DOI"}, {Value: "references", Label: "参考文献"},
	{Value: "addressee", Label: "主送机关"}, {Value: "signer", Label: "签发人"}, {Value: "secrecy", Label: "密级和保密期限"},
	{Value: "urgency", Label: "紧急程度"}, {Value: "annexes", Label: "附件说明"}, {Value: "carries", Label: "印发、转发的文件"},
	{Value: "carried_by", Label: "随文"},
}

// Sentences about a search.
const (
	msgFound       = "找到 %d 条，出自 %d 篇文献"
	msgFoundDocs   = "共 %d 篇文献"
	msgFoundNone   = "没有找到"
	msgRelated     = "相关的有 %d 条，出自 %d 篇文献"
	msgRelatedDocs = "相关的有 %d 篇文献"
	// Where a passage need not hold all that was typed.
	msgNotTogether   = "没有同时含有%s的段落，以下按相关程度排列。"
	msgAbsent        = "资料库中没有出现过%s。"
	msgAbsentLeftOut = "资料库中没有出现过%s，检索时已略去。"
	msgMeantPartly   = "有些段落还没有按意思理解，这一次未必把意思相近的都找了出来。"
	msgMeantNot      = "这一次只按词语查，没有按意思查；检索的人多时会这样。"
	msgInsteadOf     = "把“%s”换成“%s”"
	msgNoBasis       = "资料库中没有能直接回答的内容"
	msgTook          = "用时 %s 毫秒"
	msgOtherAnswers  = "另有%d处规定与此不同"
	msgFrom          = "%s起"
	msgTo            = "至%s"
	msgInside        = "仅在《%s》中"
	msgQuoted        = "“%s”"
	msgAlso          = "也查了："
	msgAlsoOne       = "%s（“%s”的%s）"
	msgInstead       = "没有找到“%s”，以下是“%s”的结果（%s）。"
	msgHits          = "%d 条"
	msgUnitHits      = "条"
	msgUnitTexts     = "篇"
	msgTexts         = "%d 篇"
	msgAllHits       = "全部 %d 条"
	msgAllTexts      = "全部 %d 篇"
	msgAllLane       = "在列表里看"
	msgExplain       = "说明每条结果为什么在这里"
	msgUnexplain     = "不再说明"
	msgMoreInside    = "这一篇里另有 %d 条"
	msgTableRest     = "以上是前 %d 条，共 %d 条；其余请加筛选后分次导出。"
	msgAlsoLike      = "另有 %d 处文字几乎相同"
	msgWhyAddress    = "检索词就是这一条的地址"
	msgAsOf          = "截至%s的时效"
	msgDoubtClause   = "查看该条款"
	msgSuccessor     = "查看新版（%s）"
	msgRepealedBy    = "被%s废止"
	msgWithout       = "去掉“%s”"
	msgOnlyTerm      = "只查“%s”"
	msgUnquoted      = "去掉引号"
	msgNotAll        = "不要求全部词语都出现"
	msgNoDate        = "日期不详"
	msgOpening       = "开头"
	msgManyNone      = "请先在表里选中文献。"
	msgManyEmpty     = "请选要做的事，并填上内容。"
	msgManyDone      = "已改动 %d 篇，共选 %d 篇。"
	msgManySet       = "更正%s为"
	msgManyFailed    = "《%s》没有改动：%s"
	msgUploadNone    = "请先选择文件。"
	msgChanged       = "在您打开页面之后，这篇文献已被改动，您的修改没有保存。请重新打开后再改。"
	msgLoginWrong    = "口令不对，请核对后再试。"
	msgFieldBad      = "“%s”不能填“%s”。"
	msgTitleEmpty    = "标题不能为空。"
	msgBadDateHint   = "日期请写成 2018、2018-10 或 2018-10-28。"
)

// parameterLabels name what can stand in the address of a page and is no facet's.
var parameterLabels = []label{
	{Value: "q", Label: "检索词"}, {Value: "from", Label: "起始日期"}, {Value: "to", Label: "截止日期"}, {Value: "as_of", Label: "截至日期"},
	{Value: "match", Label: "匹配方式"}, {Value: "sort", Label: "排序"}, {Value: "group", Label: "分组"}, {Value: "meaning", Label: "按意思找"}, {Value: "lanes", Label: "分栏"},
	{Value: "collapse", Label: "合并相同段落"}, {Value: "limit", Label: "每页条数"}, {Value: "document", Label: "文献编号"}, {Value: "explain", Label: "说明"},
	{Value: cursorName, Label: "翻页标记"}, {Value: pageName, Label: "页码"},
}

// What is wrong with the address of a page, said beside the control.
const (
	msgFaultValue   = "%s“%s”不能用，没有采用。"
	msgFaultDate    = "可以写 2018-10-28、20181028、2018年10月28日，也可以只写 2018 或 2018-10。"
	msgFaultBefore  = "截止日期早于起始日期，没有采用。"
	msgFaultAllowed = "可用的值：%s。"
	msgFaultRange   = "应在 1 到 %d 之间。"
	msgFaultLong    = "检索词至多 %d 个字符，后面的没有查。"
	msgFaultTerms   = "检索词至多 %d 个词语，请减少一些。"
	msgFaultText    = "%s里有读不出的字（不是 UTF-8），没有采用。"
)

// Sentences about versions and their comparison.
const (
	msgPage          = "第%d页"
	msgAtTime        = "%s（%s）"
	msgNotThere      = "没有这一条"
	msgToday         = "今天"
	msgOnDay         = "%s当日"
	msgApplies       = "%s，适用的就是这一版本。"
	msgAppliesOther  = "%s适用的是"
	msgAppliesNone   = "%s，资料库中没有它的适用版本。"
	msgVersion       = "的版本"
	msgNotNewest     = "另有新版本。"
	msgTwin          = "（同日另一份）"
	msgCorrected     = "没有与“%s”同名的文件，已按%s查找。"
	msgCompareBefore = "与上一版对照"
	msgCompareAfter  = "与下一版对照"
	msgSameDocument  = "两边是同一篇文献。"
	msgOtherWork     = "两篇不是同一部法规的两个版本，对照结果仅供参考。"
	msgReversed      = "左边的版本晚于右边的版本，增删与实际相反。"
	msgNoSuchText    = "资料库中没有“%s”。"
	msgSeveralTexts  = "“%s”不止一篇，请写得更完整。"
	msgCitesSeveral  = "，共%d处"
	msgCiteAmbiguous = "所指不止一处"
	msgCiteNoText    = "资料库没有%s"
	msgCiteNoPlace   = "%s中没有所引的条款"
	msgCitedArticle  = "引用本条"
	msgCitedPart     = "引用本部分"
	msgCitedText     = "引用本文件"
	msgSkipped       = "略去未变的%d%s"
	msgChangeCount   = "%d处改动"
)

// Words of how far it is known what the passages mean.
const (
	msgLearning     = "已理解 %s／%s 段"
	msgLearntAll    = "%s 段都已理解"
	msgLearningRest = "，约剩%s"
	msgLearningHalt = "，暂停：%s，稍后自动再试"
	msgMinute       = "不到 1 分钟"
	msgMinutes      = " %d 分钟"
	msgHours        = " %.1f 小时"
)

// Words of 一件事.
const (
	titleProcedures   = "一件事"
	msgSteps          = "共 %d 步"
	msgStep           = "第%d步"
	msgStepsToCheck   = "%d 步请核对"
	msgProcedureUntil = "依据截至%s的文本写成"
	msgProcedureOwn   = "责任、时限、材料和说明是概括，以条款原文为准。"
	msgBearer         = "责任"
	msgDeadline       = "时限"
	msgMaterials      = "材料"
	msgElsewhere      = "依据另见"
	msgProcedureTaken = "一件事“%s”：%s，连同各步所引的条款"
)

// Words on the page that checks a draft; those of verdicts are in check_words.go.
const (
	msgCheckNothing  = "请粘贴文字，或选一个文件。"
	msgCheckNoWord   = "批注写在交来的 Word 文件里：请选一个 docx 文件。"
	msgCheckPending  = "资料库的文献还没有全部查过提法，提法的结果可能不全；过一会再核对就全了。"
	msgCheckMended   = "读出来的文字经过修补，与文件里的不一样，不能写批注。"
	msgChecked       = "共核对引用 %d 处、引文 %d 处、提法 %d 处。"
	msgCheckFaults   = "有误"
	msgCheckWarnings = "请核实"
	msgCheckNotes    = "无误"
)

// checkSeverities say how much a verdict matters.
var checkSeverities = []label{
	{Value: string(corpus.Fault), Label: msgCheckFaults}, {Value: string(corpus.Warning), Label: msgCheckWarnings}, {Value: string(corpus.Note), Label: msgCheckNotes},
}

// Words beside a text, and beside what is copied of it.
const (
	msgHistory    = "题注"
	msgTOC        = "原文目录"
	msgCheckFirst = "【请核对】"
)

// Sentences about what changed in what two versions require.
const (
	msgRequiredChanges = "改动%d处，新增%d处，不再规定%d处"
	msgRequiredSame    = "数量、语气、责任主体没有比出变化，也没有新增或不再规定的。"
	msgRequiredNew     = "新增的要求（%d）"
	msgRequiredDropped = "不再规定的（%d）"
	msgRequiredAlso    = "同一列举的另外%d项同此"
)
