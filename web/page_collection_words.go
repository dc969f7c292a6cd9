package web

import "tiaowen/corpus/packet"

// Words of the pages about collections, rechecking and topics.
const (
	titleCollections = "备课夹"
	titleCollect     = "加入备课夹"
	titleRecheck     = "复核"
	titleTopics      = "专题"

	msgImported      = "导入的备课夹"
	msgUnnamed       = "未命名的备课夹"
	msgCollected     = "已加入《%s》"
	msgCollectedOnce = "《%s》里已经有这一条"
	msgNameMissing   = "请先写下备课夹的名称。"
	msgNameLong      = "名称至多 200 个字符。"
	msgHeadingLong   = "标题至多 200 个字符。"
	msgNoteLong      = "说明和批注至多 10,000 个字符。"
	msgTextMissing   = "请先写下文字。"
	msgFileMissing   = "请先选择文件。"
	msgMeanwhile     = "在您打开页面之后，这个备课夹已被他人改动，您的改动没有保存。下面是它现在的样子。"
	msgItemPlace     = "第 %d 条"
	msgAlsoSame      = "另见 %d 处"
	msgNotResolved   = "找不到“%s”。可以写成：支部工作条例第十二条。"
	msgSeveral       = "“%s”所指不止一处，请写得更完整：%s"
)

// collectionDone say what was just done; an address can name only what is listed.
var collectionDone = []label{
	{Value: "made", Label: "备课夹已建立。在检索结果和条文旁点“加入备课夹”，材料就到这里来。"}, {Value: "imported", Label: "已导入。"},
	{Value: "added", Label: "已加入。"}, {Value: "there", Label: "这一条已经在备课夹里。"}, {Value: "renewed", Label: "已换成现在的文字，需要时可以在备课夹里撤销。"}, {Value: "renewed-all", Label: "文字没有变的已全部换成现在的出处；在备课夹里撤销上一步，这一次换的一起换回来。"}, {Value: "use", Label: "以后点“加入备课夹”，材料就到这里来。"}, {Value: "moved", Label: "已移到另一个备课夹。"},
	{Value: "taken", Label: "已移除，需要时可以撤销。"}, {Value: "saved", Label: "已保存。"}, {Value: "undone", Label: "已撤销。"},
	{Value: "removed", Label: "备课夹已删除，需要时可以恢复。"}, {Value: "restored", Label: "备课夹已恢复。"},
}

// fateHints say what to do about a passage.
var fateHints = map[packet.Fate]string{
	packet.Unchanged: "可以照用", packet.Moved: "改引文", packet.Changed: "请对照", packet.Superseded: "请改引现行版本",
	packet.Repealed: "不能再作依据", packet.Gone: "请另找出处",
}
