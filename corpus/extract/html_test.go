package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

func TestHTML(t *testing.T) {
	tests := []struct {
		name, in, text string
		marks          []string
	}{
		{"paragraphs", "<p>　　甲</p><p></p><div>乙<br>丙</div>丁", "　　甲\n乙\n丙\n丁", nil},
		{"headings", "<h1>学习制度</h1><h3>第一章　总则</h3><p>甲</p>", "学习制度\n第一章　总则\n甲",
			[]string{"heading 1 学习制度", "heading 3 第一章　总则"}},
		{"silent elements", "<style>a{}</style><nav>首页</nav><script>x()</script><p>甲</p><footer>版权</footer><!-- 注 -->", "甲", nil},
		{"hidden elements", `<p hidden>甲</p><div style="display: none">乙</div><p class="a noprint">丙</p><p>丁</p>`, "丁", nil},
		{"white space of the source", "<p>\n  党支部\n  会议 plan\n\tb  两个空格\n</p>\n<p>乙</p>", "党支部会议 plan b  两个空格\n乙", nil},
		{"inline elements", "<p><b>第一条</b>　<span>甲</span><a href=b>乙</a></p>", "第一条　甲乙", nil},
		{"entities", "<p>甲&nbsp;乙&lt;丙&#12288;丁&#13;戊&#1;</p>", "甲\u00a0乙<丙　丁戊", nil},
		{"table", "<p>前</p><table><tr><th>条款</th><th>名称</th></tr><tr><td><p>一</p></td><td>甲<br>乙</td></tr></table><p>后</p>",
			"前\n条款\t名称\n一\t甲 乙\n后", []string{"table 0 条款\t名称\n一\t甲 乙"}},
		{"empty cells", "<table><tr><td>甲</td><td></td><td>乙</td></tr></table>", "甲\t\t乙", []string{"table 0 甲\t\t乙"}},
		{"layout table", "<table><tr><td><h2>题</h2><p>甲</p><p>乙</p></td><td>旁</td></tr></table>", "题\n甲\n乙\n旁", []string{"heading 2 题"}},
		{"nested tables", "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>", "甲\t乙", []string{"table 0 甲\t乙"}},
		{"preformatted", "<pre>甲\n  乙</pre>", "甲\n  乙", nil},
		{"list", "<ul><li>甲</li><li>乙</li></ul>", "甲\n乙", nil},
		{"never closed", "<p>甲<p>乙<b>丙", "甲\n乙丙", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "页.html", test.in)
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.marks, marked(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHTMLHints(t *testing.T) {
	s := readOne(t, "页.html", `<html><head><title>报送办法_某网站</title>
<meta name="ArticleTitle" content="报送办法"><meta name="PubDate" content="2021-03-04 10:00">
<meta name="ContentSource" content="某报"><meta name="Author" content="张三、李四">
<meta name="Keywords" content="党建;学习"><link rel="canonical" href="https://example.org/1.html"></head>
<body><p>正文</p></body></html>`)
	want := corpus.Fields{Title: "报送办法", Published: "2021-03-04", Source: "某报", Authors: []string{"张三", "李四"},
		Keywords: []string{"党建", "学习"}, URL: "https://example.org/1.html"}
	if diff := cmp.Diff(want, s.Hints); diff != "" {
		t.Error(diff)
	}
	if s.Text != "正文" {
		t.Errorf("text = %q", s.Text)
	}
	if s := readOne(t, "页.html", "<title>只有窗口标题</title><p>甲</p>"); s.Hints.Title != "只有窗口标题" {
		t.Errorf("title = %q", s.Hints.Title)
	}
}

func TestHTMLMainPart(t *testing.T) {
	body := strings.Repeat("<p>各支部应当按月组织学习，并且记录。</p>", 15)
	text := strings.TrimSuffix(strings.Repeat("各支部应当按月组织学习，并且记录。\n", 15), "\n")
	tests := []struct {
		name, page, text string
		noted            bool
	}{
		{"named part", `<div>菜单</div><h1>通知</h1><div id="UCAP-CONTENT">` + body + `</div><div>版权</div>`, "通知\n" + text, true},
		{"part in part", `<div>菜单</div><article>栏目<div class="x TRS_Editor">` + body + `</div></article>`, text, true},
		{"parts beside each other in one", `<div>菜单</div><article><div class=TRS_Editor>` + body + `</div><div class=TRS_Editor>` + body + `</div></article>`, text + "\n" + text, true},
		{"parts beside each other", `<div>菜单</div><article>` + body + `</article><article>` + body + `</article>`, "菜单\n" + text + "\n" + text, false},
		{"too little", `<div>菜单</div><article>甲</article>` + body, "菜单\n甲\n" + text, false},
		{"none", `<div>菜单</div>` + body, "菜单\n" + text, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "页.html", test.page)
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if slices.Contains(codes(s), NoteMainText) != test.noted {
				t.Errorf("diagnostics = %v", codes(s))
			}
		})
	}
}

func TestHTMLCharset(t *testing.T) {
	page := `<html><head><meta charset="gb2312"></head><body><p>各支部应当学习</p></body></html>`
	if s := readOne(t, "页.html", encoded(t, simplifiedchinese.GBK, page)); s.Text != "各支部应当学习" {
		t.Errorf("text = %q", s.Text)
	}
	// A page that lies about its charset is read by what it is in.
	if s := readOne(t, "页.html", page); s.Text != "各支部应当学习" {
		t.Errorf("text = %q", s.Text)
	}
}
