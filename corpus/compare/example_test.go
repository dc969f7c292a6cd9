package compare_test

import (
	"fmt"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/parse"
)

// Two versions are laid side by side: what stayed, what changed, what moved.
func ExampleVersions() {
	version := func(text string) *corpus.Document {
		d := parse.Document(corpus.Source{Path: "样本读书会办法.txt", Text: "样本读书会办法\n\n" + text})
		return &d
	}
	before := version("第一条 为了办好样本读书会，制定本办法。\n\n第二条 读书会每月十日开一次，先读后议，当场记在簿上。\n")
	after := version("第一条 为了办好样本读书会，制定本办法。\n\n第二条 读书会设带头人一名，由成员推举。\n\n第三条 读书会每月二十日开一次，先读后议，当场记在簿上。\n")
	for _, row := range compare.Versions(before, after).Rows {
		fmt.Println(row.Kind, labels(row.Old), "→", labels(row.New))
	}
	// Output:
	// unchanged [第一条] → [第一条]
	// added [] → [第二条]
	// edited [第二条] → [第三条]
}

func labels(units []*corpus.Provision) (out []string) {
	for _, u := range units {
		out = append(out, u.Label)
	}
	return out
}
