package formula

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// book holds what some texts in wording of our own say.
func book() *Formulas {
	var b Book
	b.Put(document("甲", "发布日期：2020-01-01\n增强“四种能力”（学习能力、调研能力、协调能力、执行能力）。要做到“三勤”，即眼勤、手勤和腿勤。坚持“两个坚守”：坚守岗位职责，坚守工作纪律。"))
	b.Put(document("乙", "“三勤”（眼勤、口勤、腿勤）。“四守”：个人守岗位，小组守片区，全队守村庄，大家守家园。“两项职能”：领导职能、监督职能。“三种责任”：主体责任、监督责任、班子成员领导责任。"))
	d := document("规定", "第一条 支部的任务是：\n（一）组织学习；\n（二）开展活动；\n（三）联系群众。\n第二条 本规定自发布之日起施行。\n第三条 本规定由支部解释。")
	b.Put(d)
	node, _ := d.Root.Find("art_1")
	tasks, _ := ByProvision("支部三项任务", d, node)
	return b.All(nil, tasks)
}

// A draft that names a formula and spells it is told what is wrong; one that only
// names it, or means something else by the number, is told nothing.
func TestCheck(t *testing.T) {
	f := book()
	tests := []struct{ text, want string }{
		{"增强“四种能力”：学习能力、调研能力、协调能力、执行能力。", "ok"},
		{"增强四种能力（学习能力、调研能力、协调能力和执行能力）。", "ok"},
		{"提升学习能力、调研能力、协调能力、执行能力等“四种能力”。", "ok"},
		{"提升學習能力、調研能力、協調能力、執行能力這“四種能力”。", "ok"},
		{"增强“四种能力”，即学习能力、调研能力、协调能力。", "missing"},
		{"增强“四种能力”，即学习能力、调研能力、执行能力、协调能力。", "order"},
		{"增强“四种能力”，即学习能力、调研能力、调研能力、执行能力。", "repeated"},
		{"增强“四种能力”，即学习能力、调查能力、协调能力、执行能力。", "wrong_member"},
		{"增强“四种能力”，即学习能力、调研能力、协调能力、执行能力、创新能力。", "wrong_member"},
		{"要提高学习能力、调研能力、协调能力、办事能力，增强“四种能力”。", "wrong_member"},
		{"要提高学习能力、调研能力，增强“四种能力”。", ""},
		{"增强“四种能力”，落实责任。", ""},
		{"增强“四种能力”，即看书能力、写字能力、讲话能力、办事能力。", ""},
		{"增强“四种能力”（学习能力、调研能力等）。", ""},
		{"增强“四种能力”、做到“三勤”、“两个坚守”。", ""},
		{"学习能力、调研能力、协调能力要同时提高。", ""},
		{"增强“四种能力”（党员学习能力、干部调研能力、协调能力、执行能力）。", "ok"},
		{"按“三勤”说，眼睛快是眼勤，嘴巴快是口勤，腿脚快是腿勤。", ""},
		{"落实“两项职能”（党委领导职能、纪委监督职能）。", "ok"},
		{"落实“两项职能”（领导职能、监查职能）。", "wrong_member"},
		{"压实“三种责任”（主体责任、监督责任、领导责任）。", "ok"}, // the source says 班子成员领导责任
		{"要做到“三勤”（眼勤、手勤、腿勤）。", "ok"},
		{"要做到“三勤”（眼勤、口勤、腿勤）。", "ok"}, // another source says so
		{"要做到“三勤”（眼勤、口勤、手勤）。", "wrong_member"},
		{"“两个坚守”是坚守岗位职责，坚守工作纪律。", "ok"},
		{"“两个坚守”：坚守岗位职责，坚守会议纪律。", "wrong_member"},
		{"“两个坚守”：坚守家园，坚守本心。", ""},
		{"做到“四守”，即个人守岗位，小组守片区，全队守村庄，大家守家园。", "ok"},
		{"做到“四守”，即小组守片区，个人守岗位，全队守村庄，大家守家园。", "order"},
		{"党支部要完成三项任务：组织学习、开展活动、联系群众。", "ok"},
		{"支部的三项任务：组织学习、联系群众。", "missing"},
		{"工会的三项任务：组织学习、联系群众。", ""},
	}
	for _, test := range tests {
		got := ""
		for _, found := range f.Check(test.text, "") {
			got += string(found.Status)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.text, got, test.want)
		}
	}
}

// A finding says where its members stand, which of them are wrong and what the
// source nearest to them says.
func TestCheckFinding(t *testing.T) {
	text := "　　增强“四种能力”，即学习能力、调查能力、协调能力、执行能力。"
	found := book().Check(text, "")
	if len(found) != 1 {
		t.Fatal(found)
	}
	at := found[0]
	w := at.Formula.Wordings[at.Wording]
	got := fmt.Sprint(at.Span.In(text), " ", at.Name.In(text), " ", at.At[0].In(text), " ", w.Text, " ", w.Places[0].ID)
	if diff := cmp.Diff("学习能力、调查能力、协调能力、执行能力 四种能力 调查能力 学习能力、调研能力、协调能力、执行能力 甲", got); diff != "" {
		t.Error(diff)
	}
}

// What a document says anew is what holds.
func TestBookChanges(t *testing.T) {
	var b Book
	b.Put(document("甲", "“三勤”（眼勤、手勤、腿勤）。"))
	b.Put(document("甲", "“三勤”（眼勤、口勤、腿勤）。"))
	if got := b.All(nil).List(); len(got) != 1 || len(got[0].Wordings) != 1 || got[0].Wordings[0].Members[1] != "口勤" {
		t.Errorf("%+v", got)
	}
	b.Remove("甲")
	if got := b.All(nil).List(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
