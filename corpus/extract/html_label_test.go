package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// The table that a site sets above a paper is no text, but its fields are known.
func TestPageLabels(t *testing.T) {
	want := corpus.Fields{Title: "示例市人民政府关于修桥的批复", DocNo: "示政函〔2021〕5号", Issuer: []string{"示例市人民政府"},
		Promulgated: "2021-03-04", Published: "2021-03-09"}
	text := `<div id="UCAP-CONTENT"><p>` + strings.Repeat("一段正文。", 60) + `</p></div>`
	for name, head := range map[string]string{
		"cells": `<table><tr><td><b>发文机关：</b></td><td>示例市人民政府</td><td><b>成文日期：</b></td><td>2021年03月04日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">示例市人民政府关于修桥的批复</td></tr>
<tr><td>发文字号：</td><td>示政函〔2021〕5号</td><td>发布日期：</td><td>2021年03月09日</td></tr></table>`,
		"heads of rows": `<table><tr><th>标题</th><td>示例市人民政府关于修桥的批复</td></tr><tr><th>发文机关</th><td>示例市人民政府</td></tr>
<tr><th>文号</th><td>示政函〔2021〕5号</td></tr><tr><th>成文日期</th><td>2021-03-04</td></tr><tr><th>发布日期</th><td>2021-03-09</td></tr></table>`,
		"a list": `<ul><li><strong>发文机关：</strong>示例市人民政府</li><li><strong>发文字号：</strong>示政函〔2021〕5号</li><li>名称：示例市人民政府关于修桥的批复</li>
<li>发文日期:2021年3月4日</li><li>公开日期:2021年3月9日</li></ul>`,
		"boxes in a row": `<div class="row"><div>发文机关：</div><div>示例市人民政府</div><div>成文日期：</div><div>2021年3月4日</div></div>
<div class="row"><span>标题：</span><span>示例市人民政府关于修桥的批复</span><span>文号：</span><span>示政函〔2021〕5号</span><span>发布时间：</span><span>2021-03-09 10:00</span></div>`,
		"terms and what they mean": `<dl><dt>标题</dt><dd>示例市人民政府关于修桥的批复</dd><dt>发文字号</dt><dd>示政函〔2021〕5号</dd><dt>发文机关</dt><dd>示例市人民政府</dd>
<dt>成文日期</dt><dd>2021年3月4日</dd><dt>发布日期</dt><dd>2021年3月9日</dd></dl>`,
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "page.html", "<html><head><title>某网站</title></head><body>"+head+text+"</body></html>")
			if diff := cmp.Diff(want, s.Hints); diff != "" {
				t.Error(diff)
			}
			if strings.Contains(s.Text, "发文机关") {
				t.Error("the table is in the text")
			}
		})
	}
}
