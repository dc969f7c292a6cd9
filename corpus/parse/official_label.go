package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
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
	"文章来源": "source", "稿件来源": "source", "时间": "published", "日期": "published", "发稿时间": "published", "发布于": "published", "录入时间": "published", "上传时间": "published",
	"发布人": "", "发布者": "", "录入": "", "录入者": "", "审核": "", "审核人": "", "校对": "", "点击数": "", "点击率": "", "点击量": "", "访问量": "", "访问次数": "", "浏览量": "", "浏览数": "", "阅读量": "", "阅读数": "", "点击次数": "", "人气": "", "文章作者": "", "文章类型": "", "撰稿": "", "审稿": "", "初审": "", "复审": "", "终审": "",
	"是否有效": "", "公开形式": "", "公开范围": "", "公开时限": "", "信息公开选项": "", "有效期限": "", "内容概述": "", "文件类型": "", "所属机构": "", "分享到": "", "分享": "", "视力保护色": "", "字体大小": "",
	"字号": "", "字体": "", "阅读": "", "浏览": "", "点击": "", "编辑": "", "责任编辑": "", "作者": "", "实施日期": "", "施行日期": "", "失效日期": "", "效力级别": "", "法规类别": "", "关键词": "", "统一登记号": "", "登记号": "", "有效期": "",
}

var (
	// ruleLine is a line that only parts what stands above from what stands below.
	ruleLine = pattern.MustCompile(`^[\s=\-—─－_*#★☆~·•.|]*(?:正\s*文|政策全文|全文|文件内容|政策原文|内容|基本信息|信息公开|政府信息公开)?[\s=\-—─－_*#★☆~·•.|]*$`)
	// gluedNumber is a label and its number without anything between, as a table
	// comes out whose cells were lost.
	gluedNumber = pattern.MustCompile(`^(?:发文字号|公文文号|文件编号|文\s*号)([\p{Han}]{1,14}[〔\[（(【﹝［](?:19|20)[0-9]{2}[〕\])）】﹞］]第?[0-9]{1,5}号)`)
	// siteLine is what a site or a database writes around a text.
	siteLine = pattern.MustCompile(`^【[^】]*引证码】|^https?://|^页面链接|^首页\s*[>＞»]|^当前位置|^新华社.{1,8}\d+月\d+日电$|^您?(?:现在|当前|所在|目前)的?(?:所在)?位置|^(?:[\[\]【】（）()|｜/\s\x{3000}]|打印|分享|关闭|收藏|下载|返回顶部|关闭窗口|打印本页|设为首页|加入收藏|无障碍浏览|微信|微博|新浪微博|QQ空间|朋友圈|复制链接|打印此页|关闭本页|大|中|小)+$|^\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$`)
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
	text = closedDigits(text)
	if m := gluedNumber.FindStringSubmatch(text); m != nil && o.labels["doc_no"] == "" {
		o.labels["doc_no"] = m[1]
		return true
	}
	cells := strings.FieldsFunc(text, func(r rune) bool { return r == '\t' || r == '|' || r == '｜' })
	if len(cells) == 1 {
		cells = labelWords(text)
		if first, _, ok := cutLabel(cells[0]); len(cells) > 1 && !ok && first == "" && paperGenre(cells[0]) != "" {
			found = true // the title, and what a site puts beside it
			if o.labels["title"] == "" {
				o.labels["title"] = cells[0]
			}
		}
	}
	for i := 0; i < len(cells); i++ {
		name, value, ok := cutLabel(cells[i])
		if said, bare := labelNames[labelKey(cells[i])]; !ok && bare && i+1 < len(cells) {
			name, ok = said, true // a cell of a table needs no colon
		}
		if !ok || name == "published" && value != "" && dateIn(value) == "" { // 时间：上午九时 is no label
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
		o.below = ""
		if value == "" {
			o.below = name
		}
	}
	return found
}

// labelWords parts a line before each word of it that is a label with its value:
// 时间：2024-02-01 16:20 作者：佚名.
func labelWords(text string) []string {
	words := strings.FieldsFunc(text, corpus.Invisible)
	named := 0
	for _, word := range words {
		if labelIs(word) {
			named++
		}
	}
	if len(words) == 2*named && labelIs(words[0]) && named > 1 {
		return words // the cells of a row, whose ends were lost
	}
	var cells []string
	for _, word := range words {
		if _, _, ok := cutLabel(word); ok || len(cells) == 0 {
			cells = append(cells, word)
		} else {
			cells[len(cells)-1] += " " + word
		}
	}
	if len(cells) == 0 {
		return []string{text}
	}
	return cells
}

func labelIs(word string) bool {
	_, is := labelNames[word]
	return is
}

// labelAlone reads a line that is a label without a colon, as the cells of a table
// come out that was copied from a page: what it says stands on the next.
func (p *parser) labelAlone(o *paper, text string) bool {
	name, found := labelNames[labelKey(text)]
	if found {
		o.below = name
	}
	return found
}

// labelColumn reports whether the head has such lines: one alone may be a word.
func (p *parser) labelColumn() bool {
	const least = 2
	found := 0
	for i := range min(longestHead, len(p.lines)) {
		if _, is := labelNames[labelKey(p.lines[i].text)]; is {
			found++
		}
	}
	return found >= least
}

// labelBelow reads a line that stands below the label it belongs to. A label without
// a value stands above any line, so the line must be what the label says.
func (p *parser) labelBelow(o *paper, text string) bool {
	name := o.below
	o.below = ""
	fits := false
	switch name {
	case "title":
		fits = paperGenre(text) != ""
	case "doc_no":
		fits = plainNumber(text) != "" && utf8.RuneCountInString(text) <= 40 && paperGenre(text) == ""
	case "issuer", "publisher":
		fits = offices(text) != nil
	case "promulgated", "published":
		fits = dateIn(text) != "" && utf8.RuneCountInString(text) <= 20
	}
	if fits && o.labels[name] == "" {
		o.labels[name] = text
	}
	return fits
}

// labelKey is the name of a label without padding and marks: 文　号, **文号**.
func labelKey(s string) string {
	if len(s) > 60 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if corpus.Invisible(r) || strings.ContainsRune("*-·•【】[]#●■◆", r) {
			return -1
		}
		return r
	}, s)
}

// cutLabel reads 发文字号：某发〔2020〕1号.
func cutLabel(cell string) (name, value string, ok bool) {
	if key, value, found := strings.Cut(strings.TrimPrefix(cell, "【"), "】"); found && len(key) < len(cell)-len("】")-len(value) {
		if name, ok := labelNames[labelKey(key)]; ok { // 【发文字号】某发〔2020〕1号
			return name, strings.TrimFunc(value, func(r rune) bool { return corpus.Invisible(r) || r == ':' || r == '：' }), true
		}
	}
	at := strings.IndexAny(cell, ":：")
	if at < 0 || at > 60 {
		return "", "", false
	}
	name, ok = labelNames[labelKey(cell[:at])]
	_, size := utf8.DecodeRuneInString(cell[at:])
	return name, strings.TrimFunc(cell[at+size:], func(r rune) bool { return corpus.Invisible(r) || r == '*' }), ok
}
