package answer

import (
	"slices"
	"testing"

	"tiaowen/corpus"
)

// TestAnother: a value that stands with the words of a question but is of something else
// is not told, not even beside the right one.
func TestAnother(t *testing.T) {
	for _, c := range []struct {
		name, text, question string
		want                 []string
	}{
		{"who asks is not who is asked", "带头人每年由读书会召集。党支部书记负责召集读者。", "支书召集谁", nil},
		{"before something else", "读书会的借书期限一般不超过3个月，带头人提前6个月召集读者核对借书。", "借书最长多久", []string{"不超过3个月"}},
		{"before something else alone", "读者借书，由带头人提前6个月召集核对。", "借书最长多久", nil},
		{"two in one sentence", "读书会设带头人3人，图书站设带头人5人。", "读书会设几个带头人", []string{"3人"}},
		{"in brackets", "带头人通过批评读者等方式（读者每季度至少交1篇札记，由带头人收存），办好读书会。", "带头人多久批评一次读者", nil},
		{"no brackets", "带头人每季度至少批评1次读者。", "带头人多久批评一次读者", []string{"每季度至少批评1次"}},
		{"what a share is of", "读书会赞成人数超过应召集读者的半数为通过。", "读书会召集的读者要什么比例", nil},
		{"the meeting of another body", "读书会应当管好簿子。\n召开读者大会，须有半数以上读者召集。", "读书会要召集什么比例的读者", nil},
		{"another deed", "调整读书会，由图书站批准。成立读书会的，应当写入簿子。", "成立读书会由谁批准", nil},
		{"done to what has a longer name", "有读者5人以上的读书会，应当设立读书会小组。", "几个读者能设立读书会", nil},
		{"done to it as well", "有读者3人以上的，应当设立读书会。", "几个读者能设立一个读书会", []string{"3人以上"}},
		{"the deed", "成立读书会，由图书站批准。", "成立读书会由谁批准", []string{"图书站"}},
		{"in the title of a form", "带头人每季度召集读者1次，记入《读书会簿子登记表》。", "簿子多久召集一次", nil},
		{"the most, not the rule", "读书会设带头人3至5人，带头人一般不超过7人。", "读书会最多几个带头人", []string{"不超过7人"}},
		{"a body that is not there", "设立读书会的图书站，设带头人3人；不设读书会的，设带头人5人。", "设读书会的图书站设几个带头人", []string{"3人"}},
	} {
		a, hits := box(t, corpus.InForce, "样本书屋办法\n\n第一条　为了办好书屋，制定本办法。\n\n第二条　"+c.text+"\n\n第三条　本办法自公布之日起施行。\n")
		answers, err := a.Answer(t.Context(), c.question, hits)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range answers {
			got = append(got, x.Value)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %s: %q, not %q", c.name, c.question, got, c.want)
		}
	}
}
