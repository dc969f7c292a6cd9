package extract

import (
	"strings"
	"testing"
)

// The numbers a browser counts are in the text.
func TestHTMLLists(t *testing.T) {
	for name, test := range map[string]struct{ body, text string }{
		"plain":              {"<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"},
		"letters":            {`<ol type="a"><li>甲<li>乙</ol>`, "a. 甲\nb. 乙"},
		"Roman":              {`<ol type="I"><li>甲<li>乙</ol>`, "I. 甲\nII. 乙"},
		"Chinese":            {`<ol style="list-style-type: simp-chinese-informal"><li>甲<li>乙</ol>`, "一、甲\n二、乙"},
		"start":              {`<ol start="5"><li>甲<li>乙</ol>`, "5. 甲\n6. 乙"},
		"a value":            {`<ol><li>甲<li value="7">乙<li>丙</ol>`, "1. 甲\n7. 乙\n8. 丙"},
		"reversed":           {`<ol reversed><li>甲<li>乙</ol>`, "2. 甲\n1. 乙"},
		"lists in lists":     {`<ol><li>甲；<ol type="a"><li>子<li>丑</ol></li><li>乙。</li></ol>`, "1. 甲；\na. 子\nb. 丑\n2. 乙。"},
		"paragraphs in it":   {`<ol><li><p>甲</p><p>又甲</p></li><li><p>乙</p></li></ol>`, "1. 甲\n又甲\n2. 乙"},
		"without numbers":    {`<ol style="list-style:none"><li>甲<li>乙</ol>`, "甲\n乙"},
		"by the sheet":       {`<style>ul, ol { margin:0; list-style: none }</style><ol><li>甲<li>乙</ol>`, "甲\n乙"},
		"bullets":            {`<ul><li>甲<li>乙</ul>`, "甲\n乙"},
		"numbers of its own": {`<ol><li>（一）甲<li>（二）乙</ol>`, "（一）甲\n（二）乙"},
		"articles":           {`<ol><li>第一条　甲<li>第二条　乙</ol>`, "第一条　甲\n第二条　乙"},
		"an empty item":      {`<ol><li></li><li>乙</ol>`, "2. 乙"},
		"a hidden item":      {`<ol><li hidden>甲</li><li>乙</ol>`, "1. 乙"},
		"in a cell":          {`<table><tr><td>类<td><ol><li>甲<li>乙</ol></table>`, "类\t1. 甲 2. 乙"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "页.html", "<html><body>"+test.body+"<p>末段</p></body></html>")
			if want := test.text + "\n末段"; s.Text != want {
				t.Errorf("text = %q, want %q", s.Text, want)
			}
		})
	}
}

// Cells stand in their columns, whatever fills the rows above.
func TestHTMLSpans(t *testing.T) {
	for name, test := range map[string]struct{ rows, text string }{
		"a cell over two rows":    {`<tr><td rowspan=2>甲<td>一<tr><td>二`, "甲\t一\n\t二"},
		"in the middle":           {`<tr><td>甲<td rowspan=2>乙<td>丙<tr><td>丁<td>戊`, "甲\t乙\t丙\n丁\t\t戊"},
		"two columns wide":        {`<tr><td colspan=2>甲<td>乙<tr><td>一<td>二<td>三`, "甲\t\t乙\n一\t二\t三"},
		"wide and high":           {`<tr><td colspan=2 rowspan=2>甲<td>乙<tr><td>三<tr><td>一<td>二<td>三`, "甲\t\t乙\n\t\t三\n一\t二\t三"},
		"over three rows":         {`<tr><td rowspan=3>甲<td>一<tr><td>二<tr><td>三<tr><td>乙<td>四`, "甲\t一\n\t二\n\t三\n乙\t四"},
		"to the end":              {`<tr><td rowspan=0>甲<td>一<tr><td>二`, "甲\t一\n\t二"},
		"nonsense":                {`<tr><td rowspan=x colspan=-3>甲<td>一<tr><td>乙<td>二`, "甲\t一\n乙\t二"},
		"beyond reason":           {`<tr><td colspan=99999999>甲<td>一<tr><td rowspan=99999999>乙<td>二`, "甲\t一\n乙\t二"},
		"not from head to body":   {`<thead><tr><td rowspan=5>甲<td>一</thead><tbody><tr><td>乙<td>二</tbody>`, "甲\t一\n乙\t二"},
		"several over each other": {`<tr><td rowspan=2>甲<td rowspan=3>乙<td>丙<tr><td>丁<tr><td>戊<td>己`, "甲\t乙\t丙\n\t\t丁\n戊\t\t己"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "页.html", "<html><body><table>"+test.rows+"</table><p>末段</p></body></html>")
			if want := test.text + "\n末段"; s.Text != want {
				t.Errorf("text = %q, want %q", s.Text, want)
			}
		})
	}
}

// The title is what the page calls itself, and the name of the site is none.
func TestHTMLTitles(t *testing.T) {
	long := strings.Repeat("图书室每周一至周五开放，借阅人凭证件入室。", 15)
	page := func(head, body string) string {
		return "<html><head>" + head + "</head><body>" + body + "</body></html>"
	}
	title := "<title>关于借书的通知_某某图书馆</title>"
	for name, test := range map[string]struct{ page, heading, first string }{
		"an h1 that is the title":         {page(title, "<h1>关于借书的通知</h1><p>正文。</p>"), "关于借书的通知", "关于借书的通知"},
		"the site as h1":                  {page(title, "<h1>某某图书馆</h1><div>关于借书的通知</div><p>正文。</p>"), "关于借书的通知", ""},
		"the site first in its own title": {page("<title>某某图书馆 - 关于借书的通知</title>", "<h1>某某图书馆</h1><h2>关于借书的通知</h2><p>正文。</p>"), "关于借书的通知", ""},
		"by meta":                         {page(`<title>通知公告</title><meta name="ArticleTitle" content="关于借书的通知">`, "<h1>通知公告</h1><p>关于借书的通知</p><p>正文。</p>"), "关于借书的通知", ""},
		"two h1":                          {page(title, "<h1>某某图书馆</h1><h1>关于借书的通知</h1><p>正文。</p>"), "关于借书的通知", ""},
		"above the text proper":           {page(title, `<h1>某某图书馆</h1><div class="t">关于借书的通知</div><div id="zoom"><p>`+long+`</p></div>`), "关于借书的通知", "关于借书的通知"},
		"in the text proper":              {page(title, `<h1>某某图书馆</h1><div id="zoom"><p>关于借书的通知</p><p>`+long+`</p></div>`), "关于借书的通知", "关于借书的通知"},
		"over two lines":                  {page(title, "<h1>某某图书馆</h1><div>关于借书<br>的通知</div><p>正文。</p>"), "关于借书\n的通知", ""},
		"a page that says nothing":        {page("", "<h1>关于借书的通知</h1><p>正文。</p>"), "关于借书的通知", "关于借书的通知"},
		"a title that stands nowhere":     {page("<title>正文内容页面</title>", "<h1>关于借书的通知</h1><p>正文。</p>"), "关于借书的通知", "关于借书的通知"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "页.html", test.page)
			var headings []string
			for _, m := range s.Marks {
				if m.Level == 1 {
					headings = append(headings, m.Span.In(s.Text))
				}
			}
			if len(headings) != 1 || headings[0] != test.heading {
				t.Errorf("headings %q of %q, want %q", headings, s.Text, test.heading)
			}
			if test.first != "" && !strings.HasPrefix(s.Text, test.first+"\n") {
				t.Errorf("text begins %.60q", s.Text)
			}
			if strings.Count(strings.ReplaceAll(s.Text, "\n", ""), "关于借书的通知") != 1 {
				t.Errorf("the title is not there once: %.90q", s.Text)
			}
		})
	}
}
