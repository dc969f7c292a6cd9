package indexer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/formula"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
)

// TestFormulas: what texts say of formulas is known once they were read, follows them
// when they change or go, and follows the list of a person.
func TestFormulas(t *testing.T) {
	in, l := newIntake(t, newShelf())
	resolver := resolve.NewResolver(naming.DefaultAliases(), texts{l})
	own := &formula.Own{}
	kept := NewFormulas(l, resolver, func() *formula.Own { return own }, func() corpus.Date { return "2026-01-01" })
	in.Watch(Watchers{resolver, kept})
	add := func(text string) {
		t.Helper()
		if _, err := in.AddAll(t.Context(), []File{{Path: "a.txt", Data: []byte(text)}}); err != nil {
			t.Fatal(err)
		}
	}
	known := func() string {
		t.Helper()
		kept.Current()
		if _, whole := kept.Current(); whole {
			t.Error("whole before it was read")
		}
		if err := kept.Ready(t.Context()); err != nil {
			t.Error(err)
		}
		all, whole := kept.Current()
		if !whole {
			t.Error("not whole when it was read")
		}
		var out []string
		for _, f := range all.List() {
			out = append(out, f.Name+" "+strings.Join(f.Wordings[0].Members, "、"))
		}
		return strings.Join(out, "；")
	}
	const title = "示例市示例读书会守则\n（2020年2月3日示例市某会发布）\n"
	add(title + "第一条 要做到“四勤”（眼勤、手勤、口勤、腿勤）。\n第二条 读书会的任务是：\n（一）读书；\n（二）写字；\n（三）说话。\n第三条 本守则自发布之日起施行。")
	if diff := cmp.Diff("四勤 眼勤、手勤、口勤、腿勤", known()); diff != "" {
		t.Error(diff)
	}
	add(title + "第一条 要做到“三勤”（眼勤、手勤、腿勤）。\n第二条 读书会的任务是：\n（一）读书；\n（二）写字；\n（三）说话。\n第三条 本守则自发布之日起施行。")
	if diff := cmp.Diff("三勤 眼勤、手勤、腿勤", known()); diff != "" {
		t.Error(diff)
	}
	var err error
	if own, err = formula.ParseOwn(strings.NewReader("读书会三项任务 = 示例市示例读书会守则第二条\n读书会三项权利 = 无此守则第二条\n- 三勤")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("读书会三项任务 读书、写字、说话", known()); diff != "" {
		t.Error(diff)
	}
	if err := in.Remove(t.Context(), "示例市示例读书会守则_2020-02-03", ""); err != nil {
		t.Fatal(err)
	}
	if got := known(); got != "" {
		t.Error(got)
	}
}
