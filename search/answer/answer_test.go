package answer

import (
	"strings"
	"testing"

	"tiaowen/corpus"
)

const club = `样本读书会办法

第一条　为了办好读书会，制定本办法。

第二条　读书会每月召开2次，由带头人召集。带头人一般任期2年。

第三条　带头人的主要职责是：

（一）列出书单；
（二）保管簿子。

第四条　设立读书会，应当报街道图书站批准。图书站应当在10日内审批。

第五条　读者连续3次不还书的，予以除名，停止借书资格。

第六条　有读者5人以上的，可以成立读书会。

第七条　读书会不得收会费。借书期限从登记之日起计算。

第八条　押金每册20元。
`

// TestAnswer: what a clause lays down is told in its own words, and what stands with
// something else is not told.
func TestAnswer(t *testing.T) {
	a, hits := box(t, corpus.InForce, club)
	for _, c := range []struct{ text, kind, value, in string }{
		{"读书会多久开一次", "frequency", "每月召开2次", "第二条"},
		{"读书会一个月开几次", "frequency", "每月召开2次", "第二条"},
		{"带头人任期几年", "term", "2年", "第二条"},
		{"读书会由谁召集", "bearer", "带头人", "第二条"},
		{"带头人的职责是什么", "duty", "（一）列出书单；\n（二）保管簿子。", "第三条"},
		{"谁批准设立读书会", "bearer", "街道图书站", "第四条"},
		{"读者不还书会怎样", "consequence", "予以除名，停止借书资格", "第五条"},
		{"多少读者可以成立读书会", "headcount", "5人以上", "第六条"},
		{"多少读者可以成立一个读书会", "headcount", "5人以上", "第六条"},
		{"读书会能不能收会费", "permission", "不得收会费", "第七条"},
		{"借书从什么时候算起", "start", "从登记之日起计算", "第七条"},
		{"押金多少钱", "amount", "20元", "第八条"},
		{"簿子多久开一次", "", "", ""},    // something else
		{"读书会小组多久开一次", "", "", ""}, // another body
		{"读书会由谁批评", "", "", ""},    // another deed
		{"会费每月交多少", "", "", ""},
		{"读书会", "", "", ""}, // asks nothing
		{"第二条", "", "", ""},
	} {
		got, err := a.Answer(t.Context(), c.text, hits)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.value == "" && len(got) > 0:
			t.Errorf("%s: told %q of %q", c.text, got[0].Value, got[0].Text)
		case c.value == "":
		case len(got) == 0:
			t.Errorf("%s: nothing", c.text)
		case !strings.Contains(got[0].Value, c.value) || string(got[0].Seeks) != c.kind:
			t.Errorf("%s: %s %q of %q, not %s %q", c.text, got[0].Seeks, got[0].Value, got[0].Text, c.kind, c.value)
		case !got[0].Span.Empty() && got[0].Span.In(got[0].Text) != got[0].Value:
			t.Errorf("%s: %q is not at its place in %q", c.text, got[0].Value, got[0].Text)
		}
	}
}

// TestAnswerOfOthers: what a second text says of the same stands beside the answer, what
// says the same does not, and what does not apply any more says nothing.
func TestAnswerOfOthers(t *testing.T) {
	local := strings.NewReplacer("样本读书会办法", "某街道读书会办法", "每月召开2次", "每周召开1次").Replace(club)
	same := strings.Replace(club, "样本读书会办法", "某区读书会办法", 1)
	a, hits := box(t, corpus.InForce, club, local, same)
	got, err := a.Answer(t.Context(), "读书会多久开一次", hits)
	if err != nil || len(got) != 1 || len(got[0].Others) != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	if got[0].Value == got[0].Others[0].Value || got[0].Document.ID == got[0].Others[0].Document.ID {
		t.Errorf("%q beside %q", got[0].Others[0].Value, got[0].Value)
	}
	a, hits = box(t, corpus.Repealed, club)
	if got, err := a.Answer(t.Context(), "读书会多久开一次", hits); err != nil || len(got) > 0 {
		t.Errorf("a repealed text tells %+v, %v", got, err)
	}
}

// TestSlip: a letter that sounds like the right one, or two that changed places, are set
// right where nothing else answers.
func TestSlip(t *testing.T) {
	a, hits := box(t, corpus.InForce, club)
	if got, err := a.Answer(t.Context(), "读书汇多久开一次", hits); err != nil || len(got) == 0 {
		t.Errorf("%+v %v", got, err)
	}
	never := func(string) bool { return false }
	for _, c := range []struct{ text, want string }{{"读会书多久开一次", "读书会多久开一次"}, {"读书汇", "读书会"}, {"读书社", ""}, {"读书会", ""}} {
		if got, ok := a.slips.meant(c.text, never); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q", c.text, got)
		}
	}
}
