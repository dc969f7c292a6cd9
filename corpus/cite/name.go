package cite

import (
	"strings"
	"sync"
	"unicode/utf8"

	"tiaowen/corpus"
)

// reference is the document that a citation names.
type reference struct {
	title, defined string
	kind           corpus.CitationKind
}

// none says that no document was named.
func (r reference) none() bool { return r == reference{} }

// Names is the title to look for.
func (r reference) Names() string {
	return corpus.Citation{Title: r.title, Defined: r.defined}.Names()
}

// nameIndex finds names that end at a given place of a folded text. Names are
// looked up by their end, because what goes before a title without marks is any
// word, while what follows it is a number.
type nameIndex struct {
	names map[string]reference
	// widths are the lengths in bytes of the names that end with a rune, longest
	// first.
	widths map[rune][]int
}

func newNameIndex() *nameIndex {
	return &nameIndex{names: map[string]reference{}, widths: map[rune][]int{}}
}

// add makes a folded name known; the latest meaning counts.
func (x *nameIndex) add(name string, r reference) {
	last, _ := utf8.DecodeLastRuneInString(name)
	if _, known := x.names[name]; !known {
		at := 0
		widths := x.widths[last]
		for at < len(widths) && widths[at] > len(name) {
			at++
		}
		if at == len(widths) || widths[at] != len(name) {
			widths = append(widths, 0)
			copy(widths[at+1:], widths[at:])
			widths[at] = len(name)
			x.widths[last] = widths
		}
	}
	x.names[name] = r
}

// endingAt is the longest name that ends at end, where rune last stands.
func (x *nameIndex) endingAt(text string, end int, last rune) (r reference, width int) {
	for _, w := range x.widths[last] {
		if w > end {
			continue
		}
		if r, ok := x.names[text[end-w:end]]; ok {
			return r, w
		}
	}
	return reference{}, 0
}

// knownNames are titles that people write without 《》, as they write them. A
// title that is missing here is still found where a text has it in 《》 first,
// or where it follows 依照 and the like.
const knownNames = `党章 党纪处分条例 纪律处分条例 党内监督条例 支部工作条例 党支部工作条例 问责条例 党内问责条例 巡视工作条例 巡视条例
干部任用条例 发展党员工作细则 发展党员细则 党员教育管理工作条例 党员权利保障条例 党组工作条例 机关基层组织工作条例 机关党建条例
农村基层组织工作条例 高校基层组织工作条例 国企基层组织工作条例 廉洁自律准则 监督执纪工作规则 党内法规制定条例 组织处理规定 党费规定
案件检查工作条例 政治生活若干准则 统一战线工作条例 宣传工作条例 政法工作条例 重大事项请示报告条例
宪法 刑法 民法典 民法通则 民法总则 物权法 合同法 担保法 侵权责任法 婚姻法 继承法 收养法 立法法 监督法 选举法 代表法 国籍法 国旗法 国歌法
国徽法 戒严法 国防法 兵役法 反分裂国家法 监察法 监察官法 公务员法 政务处分法 公职人员政务处分法 行政监察法 法官法 检察官法 律师法
公证法 仲裁法 人民调解法 人民陪审员法 法律援助法 人民法院组织法 人民检察院组织法 国务院组织法 全国人民代表大会组织法 村民委员会组织法
城市居民委员会组织法 地方各级人民代表大会和地方各级人民政府组织法 民族区域自治法 香港特别行政区基本法 澳门特别行政区基本法 基本法
行政处罚法 行政许可法 行政强制法 行政复议法 行政诉讼法 国家赔偿法 治安管理处罚法 刑事诉讼法 刑诉法 民事诉讼法 民诉法
海事诉讼特别程序法 劳动争议调解仲裁法 劳动法 劳动合同法 就业促进法 社会保险法 工会法 安全生产法 职业病防治法 矿山安全法 特种设备安全法
未成年人保护法 预防未成年人犯罪法 老年人权益保障法 妇女权益保障法 残疾人保障法 母婴保健法 反家庭暴力法 人口与计划生育法 慈善法 红十字会法
教育法 义务教育法 高等教育法 职业教育法 民办教育促进法 教师法 学位条例 科学技术进步法 促进科技成果转化法 科学技术普及法
著作权法 专利法 商标法 反不正当竞争法 反垄断法 消费者权益保护法 产品质量法 食品安全法 药品管理法 疫苗管理法 广告法 价格法 电子商务法
公司法 合伙企业法 个人独资企业法 全民所有制工业企业法 乡镇企业法 外商投资法 中外合资经营企业法 中外合作经营企业法 外资企业法 企业破产法
企业国有资产法 中小企业促进法 农民专业合作社法 证券法 证券投资基金法 信托法 保险法 票据法 海商法 商业银行法 中国人民银行法 银行业监督管理法
反洗钱法 期货和衍生品法 招标投标法 政府采购法 拍卖法 对外贸易法 海关法 进出口商品检验法 会计法 审计法 统计法 预算法 税收征收管理法 税收征管法
企业所得税法 个人所得税法 增值税法 消费税法 车船税法 契税法 印花税法 资源税法 环境保护税法 耕地占用税法 城市维护建设税法 烟叶税法 船舶吨税法
土地管理法 城市房地产管理法 城乡规划法 建筑法 农村土地承包法 农业法 种子法 畜牧法 渔业法 森林法 草原法 防沙治沙法 野生动物保护法
动物防疫法 农产品质量安全法 水法 防洪法 水土保持法 矿产资源法 煤炭法 电力法 节约能源法 可再生能源法 循环经济促进法 清洁生产促进法
环境保护法 环境影响评价法 大气污染防治法 水污染防治法 土壤污染防治法 固体废物污染环境防治法 噪声污染防治法 海洋环境保护法 海域使用管理法
海岛保护法 长江保护法 黄河保护法 气象法 测绘法 防震减灾法 消防法 突发事件应对法 传染病防治法 国境卫生检疫法 献血法 精神卫生法 执业医师法 医师法
基本医疗卫生与健康促进法 中医药法 道路交通安全法 公路法 铁路法 民用航空法 港口法 航道法 海上交通安全法 邮政法 电信条例 网络安全法 数据安全法
个人信息保护法 密码法 电子签名法 保守国家秘密法 保密法 国家安全法 反间谍法 反恐怖主义法 国家情报法 反有组织犯罪法 反电信网络诈骗法 禁毒法
枪支管理法 居民身份证法 护照法 出境入境管理法 监狱法 社区矫正法 人民警察法 人民武装警察法 海警法 引渡法 国际刑事司法协助法 集会游行示威法
档案法 文物保护法 非物质文化遗产法 公共图书馆法 公共文化服务保障法 电影产业促进法 体育法 旅游法 英雄烈士保护法 退役军人保障法 军事设施保护法
国防教育法 国防动员法 预备役人员法 现役军官法 行政机关公务员处分条例 政府信息公开条例 信访条例 信访工作条例 信访工作法 乡村振兴促进法 家庭教育促进法 爱国主义教育法
关税法 耕地保护法 涉外民事关系法律适用法 领海及毗连区法 专属经济区和大陆架法 缔结条约程序法 驻外外交人员法 外国国家豁免法 对外关系法 反外国制裁法 出口管制法`

// known is the index of knownNames.
var known = sync.OnceValue(func() *nameIndex {
	x := newNameIndex()
	for _, name := range strings.Fields(knownNames) {
		x.add(name, reference{title: name, kind: corpus.CiteTitled})
		if strings.HasSuffix(name, "法") {
			for _, tail := range []string{"实施条例", "实施细则", "实施办法"} {
				x.add(name+tail, reference{title: name + tail, kind: corpus.CiteTitled})
			}
		}
	}
	return x
})

// genreWords are how the titles of texts with provisions end, longer ones
// before those they end with.
var genreWords = []string{
	"实施细则", "实施条例", "实施办法", "实施规定", "实施意见", "暂行条例", "暂行规定", "暂行办法", "补充规定", "若干规定", "管理办法", "管理规定", "工作条例", "处分条例", "工作规则", "工作细则",
	"修正案", "基本法", "议定书", "法典", "宪法", "宪章", "章程", "准则", "条例", "规定", "办法", "规则", "细则", "解释", "决定", "意见", "通知", "批复", "纪要", "解答", "答复", "复函",
	"纲要", "方案", "公约", "协定", "规范", "规程", "标准", "制度", "安排", "决议", "党章", "要点", "公告", "通则", "法",
}

// genreWordOf is the genre word that a folded name ends with, what tells the version
// left aside.
func genreWordOf(name string) string {
	if i := strings.IndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		name = name[:i]
	}
	for _, g := range genreWords {
		if strings.HasSuffix(name, g) {
			return g
		}
	}
	return ""
}

// isGeneric reports whether a folded name says no more than the genre.
func isGeneric(name string) bool {
	g := genreWordOf(name)
	return g != "" && g != "党章" && g != "宪法" && strings.HasPrefix(name, g)
}

// genreAt is the genre word at the start of a folded text, with (试行) after it.
func genreAt(text string) int {
	for _, g := range genreWords {
		if strings.HasPrefix(text, g) {
			width := len(g)
			for _, tail := range []string{"(试行)", "(暂行)"} {
				if strings.HasPrefix(text[width:], tail) {
					width += len(tail)
				}
			}
			return width
		}
	}
	return 0
}
