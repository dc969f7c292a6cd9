package amendment

import (
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/requirement"
)

// code is a regulation of many articles; every tenth article differs by round.
func code(articles int, round string) *corpus.Document {
	var b strings.Builder
	b.WriteString("文化站规则\n（2010年3月1日公布）\n")
	for i := range articles {
		every := "每季度"
		if i%10 == 0 {
			every = round
		}
		fmt.Fprintf(&b, "第%s条　%d号活动室的组长应当%s盘点一次器材，不得借出第%d柜的钥匙。\n值班人员发现损坏的，应当在%d日内报告站长，站长可以指定专人修理。\n", corpus.FormatNumeral(i+1), i, every, i*7, i%20+1)
	}
	d := parse.Document(corpus.Source{Path: "文化站规则.txt", Text: b.String(), Exact: true})
	d.Fields.Kind = corpus.Regulation
	return &d
}

// BenchmarkBetween says what changed between two codes of 1,260 articles.
func BenchmarkBetween(b *testing.B) {
	before, after := code(1260, "每季度"), code(1260, "每月")
	c := compare.Versions(before, after)
	old, fresh := requirement.Draw(before), requirement.Draw(after)
	for b.Loop() {
		if n := len(Between(&c, old, fresh)); n != 126 {
			b.Fatalf("%d changes", n)
		}
	}
}
