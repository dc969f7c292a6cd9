package parse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// labelNames are the names of the lines that sites and databases put above a
// paper, and what each says; "" is for what is of no use to a reader.
var labelNames = map[string]string{
	"标题": "title", "文件名称": "title", "公文标题": "title", "名称": "title", "题名": "title",
	"文号": "doc_no", "发文字号": "doc_no", "文件编号": "doc_no", "公文文号": "doc_no", "文件字号": "doc_no", "文件号": "doc_no",
	"发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer", "制定机关": "issuer", "颁布机关": "issuer", "颁布单位": "issuer", "印发机关": "issuer",
	"发布机构": "publisher", "发布单位": "publisher", "发布机关": "publisher", "公开机构": "publisher", "信息来源": "publisher", "责任部门": "publisher", "公开责任部门": "publisher",
	"成文日期": "promulgated", "发文日期": "promulgated", "成文时间": "promulgated", "发文时间": "promulgated", "生成日期": "promulgated", "印发日期": "promulgated", "签发日期": "promulgated", "制发日期": "promulgated",
	"发布日期": "published", "发布时间": "published", "公开日期": "published", "公布日期": "published", "颁布日期": "published", "颁布时间": "published",
	"来源": "source", "原文链接": "url", "链接": "url", "网址": "url", "原文地址": "url",
	"索引号": "", "主题分类": "", "体裁分类": "", "主题词": "", "栏目": "", "分类": "", "公开方式": "", "公开类别": "", "有效性": "", "效力状态": "", "时效性": "", "文件状态": "",
	"检索时间": "", "检索关键词": "", "更新时间": "", "文档类型": "", "文种": "", "本地目录": "", "信息分类": "", "信息索引号": "", "组配分类": "", "服务对象": "", "浏览次数": "", "阅读次数": "",
	"字号": "", "字体": "", "阅读": "", "浏览": "", "点击": "", "编辑": "", "责任编辑": "", "作者": "", "实施日期": "", "施行日期": "", "失效日期": "", "效力级别": "", "法规类别": "", "关键词": "", "统一登记号": "", "登记号": "", "有效期": "",
}

var (
	// ruleLine is a line that only parts what stands above from what stands below.
	ruleLine = regexp.MustCompile(`^[\s=\-—─－_*#★☆~·•.|]*(?:正\s*文|政策全文|全文|文件内容|政策原文|内容|基本信息|信息公开|政府信息公开)?[\s=\-—─－_*#★☆~·•.|]*$`)
	// siteLine is what a site or a database writes around a text.
	siteLine = regexp.MustCompile(`^【[^】]*引证码】|^https?://|^页面链接|^首页\s*[>＞»]|^当前位置|^新华社.{1,8}\d+月\d+日电$|^(?:打印|分享|关闭|收藏|下载)+`)
)

// labels reads a line of labels into o and reports whether it is one. A line may
// hold several, as the rows of a table do.
func (p *parser) labelLine(o *paper, text string) bool {
	if utf8.RuneCountInString(text) > 300 {
		return false
	}
	if siteLine.MatchString(text) {
		return true
	}
	found := false
	cells := strings.FieldsFunc(text, func(r rune) bool { return r == '\t' || r == '|' || r == '｜' })
	for i := 0; i < len(cells); i++ {
		name, value, ok := cutLabel(cells[i])
		if !ok {
			continue
		}
		found = true
		if value == "" && i+1 < len(cells) {
			if _, _, next := cutLabel(cells[i+1]); !next {
				value = strings.TrimFunc(cells[i+1], corpus.Invisible)
				i++
			}
		}
		if name != "" && o.labels[name] == "" {
			o.labels[name] = value
		}
	}
	return found
}

// cutLabel reads 发文字号：某发〔2020〕1号.
func cutLabel(cell string) (name, value string, ok bool) {
	if key, value, found := strings.Cut(strings.TrimPrefix(cell, "【"), "】"); found && len(key) < len(cell)-len("】")-len(value) {
		if name, ok := labelNames[key]; ok { // 【发文字号】某发〔2020〕1号
			return name, strings.TrimFunc(value, func(r rune) bool { return corpus.Invisible(r) || r == ':' || r == '：' }), true
		}
	}
	at := strings.IndexAny(cell, ":：")
	if at < 0 || at > 60 {
		return "", "", false
	}
	key := strings.Map(func(r rune) rune {
		if corpus.Invisible(r) || strings.ContainsRune("*-·•【】[]#●■◆", r) {
			return -1
		}
		return r
	}, cell[:at])
	name, ok = labelNames[key]
	_, size := utf8.DecodeRuneInString(cell[at:])
	return name, strings.TrimFunc(cell[at+size:], func(r rune) bool { return corpus.Invisible(r) || r == '*' }), ok
}
