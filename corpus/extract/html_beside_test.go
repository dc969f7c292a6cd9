package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Of a page only what a reader sees and may read as the text is text.
func TestHTMLBeside(t *testing.T) {
	for name, test := range map[string]struct {
		body, text string
		says       []string
	}{
		"a table within":     {`<table><tr><td>甲</td><td><table><tr><td>内一</td><td>内二</td></tr></table></td></tr><tr><td>乙</td><td>丙</td></tr></table>`, "甲\n内一\t内二\n乙\n丙", nil},
		"counted from three": {`<ol start=3><li>甲<li value=7>乙<li>丙</ol>`, "3. 甲\n7. 乙\n8. 丙", nil},
		"counted by letters": {`<ol type=a><li>子<li>丑</ol>`, "a. 子\nb. 丑", nil},
		"counted down":       {`<ol reversed><li>三<li>二<li>一</ol>`, "3. 三\n2. 二\n1. 一", nil},
		"lines in a cell":    {`<table><tr><td>第一行<br>第二行</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>`, "第一行 第二行\t乙\n丙\t丁", nil},
		"spans":              {`<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>`, "甲\t乙\n\t丙\t丁", nil},
		"a ruby":             {`<p>收信人<ruby>斐<rp>(</rp><rt>fěi</rt><rp>)</rp></ruby>然</p>`, "收信人斐然", nil},
		"hidden in ways":     {`<p>甲</p><p style="display: none">一</p><p hidden>二</p><p style="visibility:hidden">三</p><p style="FONT-SIZE:0px;color:red">四</p><p style="opacity:0">五</p>`, "甲", nil},
		"shown all the same": {`<p style="display:block">甲</p><p style="font-size:0.9em">乙</p><p style="opacity:0.8">丙</p>`, "甲\n乙\n丙", nil},
		"not for readers":    {`<p>甲</p><template><p>一</p></template><noscript>二</noscript><script>var a="三"</script><!-- 四 --><button>五</button><select><option>六</option></select>`, "甲", nil},
		"changes":            {`<p>第一条　<del>旧文</del><ins>新文</ins>。</p>`, "第一条　新文。", []string{NoteRevision}},
		"a line through":     {`<p>第一条　<s>划去</s>。</p>`, "第一条　划去。", []string{NoteStruck}},
		"details":            {`<details><summary>展开</summary><p>第一条　细目。</p></details>`, "展开\n第一条　细目。", nil},
		"entities":           {`<p>第一条&#12288;&lt;办法&gt;&amp;&hellip;&#x7B2C;&mdash;</p>`, "第一条　<办法>&…第—", nil},
		"a fraction":         {`<p>按<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>计</p>`, "按1/2计", []string{NoteFormula}},
		"a power":            {`<p>10<sup>2</sup>件</p>`, "10^2件", nil},
		"a note's mark":      {`<p>期限为3<sup><a href="#n">1</a></sup>日，面积十m<sup>2</sup>。</p>`, "期限为3[1]日，面积十m2。", nil},
		"paths and shares":   {`<div class="breadcrumb">首页 &gt; 正文</div><h1>保管规定</h1><div class="share-box">分享到：微信</div><p>第一条　甲。</p><div id="related">相关链接</div>`, "保管规定\n第一条　甲。", []string{NoteMainText}},
		"called so and text": {`<div class="share"><p>第一条　甲。</p><p>第二条　乙。</p></div>`, "第一条　甲。\n第二条　乙。", nil},
		"kept lines":         {"<pre>第一条　甲。\n第二条　乙。</pre>", "第一条　甲。\n第二条　乙。", nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "页.html", `<html><head><meta charset=utf-8></head><body>`+test.body+`</body></html>`)
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.says, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
