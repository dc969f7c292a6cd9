package web

import (
	"tiaowen/corpus"
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
	titleUpload  = "导入结果"
	titleHelp    = "使用说明"
	titleLogin   = "登录"
)

// What callers name in English, as pages say it.
var (
	facetLabels = []label{
		{Value: "kind", Label: "类型"}, {Value: "topic", Label: "主题"}, {Value: "genre", Label: "文种"},
		{Value: "rank", Label: "效力级别"}, {Value: "issuer", Label: "制定机关"}, {Value: "status", Label: "时效性"},
		{Value: "year", Label: "年份"},
	}
	whyLabels = []label{
		{Value: "alias", Label: "简称"}, {Value: "synonym", Label: "同义"}, {Value: "correction", Label: "更正"},
		{Value: "pinyin", Label: "拼音"},
	}
	severityLabels = []label{
		{Value: string(corpus.Fault), Label: "有误"}, {Value: string(corpus.Warning), Label: "请核对"}, {Value: string(corpus.Note), Label: "说明"},
	}
	outcomeLabels = []label{
		{Value: "added", Label: "已收入"}, {Value: "updated", Label: "已更新"}, {Value: "unchanged", Label: "无变化"},
		{Value: "quarantined", Label: "已隔离"}, {Value: "failed", Label: "未收入"},
	}
	actionLabels = []label{{Value: "correct", Label: "更正"}, {Value: "remove", Label: "删除"}}
	doneLabels   = []label{
		{Value: "corrected", Label: "更正已保存，检索结果已同步。"}, {Value: "same", Label: "没有改动。"},
		{Value: "removed", Label: "文献已删除。需要时可在“最近改动”中撤销。"}, {Value: "undone", Label: "已撤销。"},
	}
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
}

// Sentences about a search.
const (
	msgFound       = "找到 %d 条，出自 %d 篇文献"
	msgFoundDocs   = "共 %d 篇文献"
	msgFoundNone   = "没有找到"
	msgNoBasis     = "资料库中没有能直接回答的内容"
	msgTook        = "用时 %s 毫秒"
	msgFrom        = "%s起"
	msgTo          = "至%s"
	msgInside      = "仅在《%s》中"
	msgExpansion   = "也检索了“%s”（“%s”的%s）"
	msgSuccessor   = "查看新版（%s）"
	msgYear        = "%s年"
	msgWithout     = "去掉“%s”"
	msgOnlyTerm    = "只查“%s”"
	msgNoDate      = "日期不详"
	msgOpening     = "开头"
	msgUploadNone  = "请先选择文件。"
	msgChanged     = "在您打开页面之后，这篇文献已被改动，您的修改没有保存。请重新打开后再改。"
	msgLoginWrong  = "口令不对，请核对后再试。"
	msgFieldBad    = "“%s”不能填“%s”。"
	msgTitleEmpty  = "标题不能为空。"
	msgBadDateHint = "日期请写成 2018、2018-10 或 2018-10-28。"
)
