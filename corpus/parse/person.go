package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// A line of two to four characters below a title may be an author or a heading:
// 周岩, 基本案情. A person's begins with a surname, and is none of the words that
// begin with the same character.

// surnames are those of one character, the common ones first.
const surnames = `王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆皮卡湛禹狄贝邝经甫支昝卢储麻强国逯仝阚那郗植冶敬凡代英亢东於亓付肖闫邰闻党仉牧隗宣桓富荀羊诸单龚幸司韶印宿怀蒲从鄂索咸籍卿蔚越夔隆师勾融訾辛空曾毋乜养须丰巢蒯相后红游竺权逯益公晋楚闫法汝鄢涂钦年爱阳佴第五言福邴苍双莘谯贡劳逄姬冉宰郦雍璩濮寿通扈郏浦尚农别庄晏瞿阎充慕茹习宦鱼容暨居衡步耿满弘匡寇广禄阙殳沃利越师厍晁敖冷訾那简饶岩召覃韦蒙磨甘零卜农`

// compoundSurnames are those of two characters.
var compoundSurnames = []string{"欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙", "宇文", "东方", "独孤", "南宫", "端木", "申屠", "轩辕", "呼延", "澹台", "濮阳", "淳于", "单于", "太史", "闻人", "万俟", "钟离", "拓跋", "赫连"}

// notPersons are words and parts of words that begin like names, or that stand
// beside names and say what the person did.
var notPersons = []string{
	"案情", "案例", "简介", "评析", "分析", "启示", "背景", "意见", "按语", "摘要", "前言", "引言", "导语", "结语", "后记", "附录", "问题", "做法", "体会",
	"作者", "记者", "通讯员", "特约", "编辑", "编者", "责编", "主持人", "嘉宾", "撰稿", "供稿", "执笔", "课题", "本报", "本刊", "摄影", "来源", "单位", "日期", "时间",
	"方法", "成效", "任务", "路径", "项目", "成果", "经过", "经验", "应对", "关键", "关于", "高校", "文件", "平安", "安全", "党建", "党委", "党员", "党支部", "党组", "常委", "农村", "公安",
	"水利", "许可", "权利", "支部", "支委", "严重", "史料", "阅读", "时评", "言论", "单元", "明确", "管理", "和谐", "计划", "通知", "公告", "通报", "国家", "东部", "经济", "成绩", "文化", "文明",
	"方案", "规定", "条例", "办法", "制度", "总结", "报告", "讲话", "纪要", "目录", "相关", "应当", "如何", "为何", "何谓", "何为", "何以", "解读", "解答", "从严", "全面", "明白", "安排", "连线", "广角", "法规", "法律", "纪检", "纪委", "监委", "党纪",
	"建议", "对策", "思考", "现状", "原因", "情况", "过程", "结果", "依据", "要求", "目标", "原则", "措施", "特点", "意义", "概述", "综述", "讨论", "争议", "焦点", "观点", "理由", "点评", "提示", "链接", "延伸", "万元",
}

// likeNames are words that would be the names of persons: a surname and what could
// follow it.
var likeNames = strings.Fields("管辖 管辖权 程序 时效 成因 解析 解释 余论 宗旨 关系 关注 陈述 宣判 和解 车辆 计算 平等 金额 查办 查证 查明 强制 边界 方式 方针 方向 高度 高效 全文 党规 经费 易错 易混 应急 安置 许诺 " +
	"金融 温馨 花絮 石油 房产 车险 井下 应诉 巩固 查处 查封 钱款 商业 商务 时限 时政 明示 明知 强迫 强化 司法 司机 单独 单方 单元 贡献 全程 全部 戴罪 江苏 江西 宁夏 甘肃 安徽 云南 贵州 吉林 广东 广西 温州 常州 徐州 郑州 杭州 柳州 池州 宿迁 宿州 滕州 广州 成都 石家庄 海口 海南 贵阳 沈阳 安阳 乐山 毕节")

// isPerson reports whether s is the name of a person.
func isPerson(s string) bool {
	s = corpus.Fold(s)
	if slices.Contains(likeNames, s) {
		return false
	}
	for _, w := range notPersons {
		if strings.Contains(s, w) {
			return false
		}
	}
	n := utf8.RuneCountInString(s)
	if strings.Contains(s, "·") {
		return n >= 4 && n <= 20
	}
	for _, c := range compoundSurnames {
		if strings.HasPrefix(s, c) && n >= 3 && n <= 4 {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	return n >= 2 && n <= 3 && strings.ContainsRune(surnames, first)
}

// persons are the names on a line, nil if anything on it is none: a word that says
// what somebody did is passed over, 王某某　记者.
func persons(line string) []string {
	names := splitNames(strings.TrimPrefix(strings.TrimLeft(line, "□■◆●◎○"), "文/"))
	if len(names) == 2 && utf8.RuneCountInString(names[0])+utf8.RuneCountInString(names[1]) == 2 {
		names = []string{names[0] + names[1]} // a name padded to three: 李　某
	}
	var out []string
	for _, n := range names {
		switch {
		case roleWord(n):
		case isPerson(n):
			out = append(out, n)
		default:
			return nil
		}
	}
	return out
}

// roleWord reports whether s says what somebody did and is nobody's name.
func roleWord(s string) bool {
	switch strings.TrimRight(corpus.Fold(s), ":") {
	case "作者", "本文作者", "记者", "本报记者", "本刊记者", "通讯员", "本报通讯员", "特约记者", "见习记者", "实习生", "编辑", "责编", "责任编辑", "撰稿", "撰文", "供稿", "执笔", "文", "图", "主持人", "嘉宾", "特邀嘉宾", "特约撰稿", "评论员":
		return true
	}
	return false
}

// namesOnly are the names that a byline gives, without the words beside them. A pen
// name need not look like one.
func namesOnly(value string) []string {
	var out []string
	for _, n := range splitNames(value) {
		for _, w := range []string{"本报记者", "本刊记者", "特约记者", "记者", "通讯员", "作者", "撰稿", "供稿"} {
			if rest := strings.TrimLeft(strings.TrimPrefix(n, w), ":："); rest != n {
				n = rest
				break
			}
		}
		if n = strings.TrimFunc(n, corpus.Invisible); n != "" && !roleWord(n) && !headingWord(n) {
			out = append(out, n)
		}
	}
	return out
}

// headingWord reports whether s is a heading of case write-ups and reports.
func headingWord(s string) bool {
	for _, w := range notPersons[:17] {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
