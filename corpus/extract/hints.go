package extract

import (
	"regexp"
	"strings"

	"tiaowen/corpus"
)

// hintNames tell which field a container means by a name: keys of front
// matter and JSON lines, <meta> of web pages (gov.cn's own, Open Graph), in
// lower case. What a container calls description is an advertisement of its
// page and no abstract; it is not taken.
var hintNames = map[string]string{
	"title": "title", "标题": "title", "題名": "title", "题名": "title", "文件名称": "title", "名称": "title", "法规名称": "title", "articletitle": "title", "og:title": "title",
	"author": "authors", "authors": "authors", "作者": "authors", "article:author": "authors",
	"date": "published", "year": "published", "published": "published", "pubdate": "published", "publish_date": "published", "刊发日期": "published", "时间": "published", "年份": "published",
	"发布日期": "published", "发布时间": "published", "日期": "published", "article:published_time": "published",
	"source": "source", "contentsource": "source", "来源": "source",
	"url": "url", "link": "url", "链接": "url", "og:url": "url",
	"keywords": "keywords", "tags": "keywords", "关键词": "keywords",
	"abstract": "abstract", "摘要": "abstract",
	"speaker": "speaker", "occasion": "occasion", "affiliation": "affiliation", "doi": "doi",
	"issuer": "issuer", "发文机关": "issuer", "制定机关": "issuer", "发文单位": "issuer", "发布机关": "issuer", "颁布机关": "issuer", "发布单位": "issuer",
	"doc_no": "doc_no", "发文字号": "doc_no", "文号": "doc_no",
	"promulgated": "promulgated", "公布日期": "promulgated", "印发日期": "promulgated", "成文日期": "promulgated",
	"effective": "effective", "施行日期": "effective", "生效日期": "effective", "实施日期": "effective",
	"讲话人": "speaker", "场合": "occasion", "作者单位": "affiliation",
}

// hint puts what a container claims into f, if the name and the value can be
// understood and nothing said so before.
func hint(f *corpus.Fields, name string, values ...string) {
	var clean []string
	for _, v := range values {
		if v, _ = tidy(v); strings.TrimSpace(v) != "" {
			clean = append(clean, strings.Join(strings.Fields(v), " "))
		}
	}
	if len(clean) == 0 {
		return
	}
	field := hintNames[strings.ToLower(strings.TrimSpace(name))]
	lists := map[string]*[]string{"authors": &f.Authors, "keywords": &f.Keywords, "issuer": &f.Issuer}
	dates := map[string]*corpus.Date{"published": &f.Published, "promulgated": &f.Promulgated, "effective": &f.Effective}
	texts := map[string]*string{"title": &f.Title, "source": &f.Source, "url": &f.URL, "abstract": &f.Abstract,
		"speaker": &f.Speaker, "occasion": &f.Occasion, "affiliation": &f.Affiliation, "doi": &f.DOI, "doc_no": &f.DocNo}
	if list := lists[field]; list != nil && len(*list) == 0 {
		*list = separate(clean)
	}
	if date := dates[field]; date != nil && *date == "" {
		*date = readDate(clean[0])
	}
	if text := texts[field]; text != nil && *text == "" {
		*text = clean[0]
	}
}

// separate cuts lists that were written as one string.
func separate(values []string) []string {
	var out []string
	for _, v := range values {
		for _, part := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune("、，,；;", r) }) {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

var compactDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:\d{6})?$`)

// readDate understands 2019, 2019-07, 2019-07-09 10:30, 20190709, 2019年7月9日.
func readDate(s string) corpus.Date {
	if d := corpus.Date(s); d.Valid() {
		return d
	}
	if m := compactDate.FindStringSubmatch(s); m != nil {
		s = m[1] + "-" + m[2] + "-" + m[3]
	}
	if found := corpus.FindDates(s); len(found) > 0 {
		return found[0].Date
	}
	return ""
}
