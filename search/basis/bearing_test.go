package basis

import (
	"testing"

	"tiaowen/search"
)

// TestBearing: each of the four reasons for which nothing bears on a question,
// and the same question where something does.
func TestBearing(t *testing.T) {
	common := func(text string) subject { return subject{text: text, weight: 2, typical: true} }
	foreign := func(text string) subject { return subject{text: text, weight: 8, strange: true} }
	saying := func(text string) subject { return subject{text: text, weight: 8} }
	party := func(text string) subject { return subject{text: text, weight: 4, party: true, typical: true} }
	meat := []subject{foreign("红烧肉"), foreign("腻")}
	font := []subject{party("党课"), foreign("讲稿"), foreign("字体")}
	area := []subject{party("支部"), foreign("面积")}
	bounds := DefaultBounds()
	for _, c := range []struct {
		name  string
		typed string
		words []subject
		texts []string
		want  Reason
	}{
		{"of other things", "红烧肉怎么不腻", meat, []string{"简化统一", "腻"}, Foreign},
		{"of other things that stand here", "红烧肉怎么不腻", meat, []string{"红烧肉不腻"}, ""},
		{"in a layman's words that the library knows", "红包怎么处置", []subject{{text: "处置", weight: 8, known: true}, saying("收了")}, []string{"处置"}, ""},
		{"short, of a thing that is not here", "章程印在毛衣上", []subject{common("章程"), foreign("毛衣"), saying("印在")}, []string{"章程"}, Strange},
		{"of a thing that is not here, and of several that are", "章程毛衣", []subject{common("章程"), common("表决"), foreign("毛衣"), saying("印在")}, []string{"章程"}, ""},
		{"matter without what is said of it in a layman's words", "党费涨了从哪天调", []subject{party("党费"), saying("涨了"), saying("哪天")}, []string{"党费按工资"}, ""},
		{"in words of the library", "红烧肉怎么处理", append(meat, common("处理"), common("办理")), []string{"处理"}, ""},
		{"matter without what is asked", "党课讲稿用什么字体", font, []string{"党支部定期上党课", "公文字体"}, Beside},
		{"matter with some of what is asked", "党课讲稿用什么字体", font, []string{"党课讲稿应当备案"}, ""},
		{"matter and nothing else", "党课是什么", font[:1], []string{"党课"}, ""},
		{"measure of something else", "支部面积多少平方米", area, []string{"支部占用面积", "面积一百平方米"}, Unmeasured},
		{"measure", "支部面积多少平方米", area, []string{"支部面积不少于20平方米"}, ""},
		{"measure of what is beside the question", "支部面积多少平方米", area, []string{"支部占用面积", "支部门前20平方米"}, Unmeasured},
		{"measure in percent", "支部交多少钱", []subject{party("支部")}, []string{"支部按百分之五上缴"}, ""},
		{"number that is no measure", "支部要多少人", []subject{party("支部")}, []string{"支部"}, ""},
		{"nothing asked", "", nil, []string{"支部"}, ""},
	} {
		b := &bearing{words: c.words, typed: c.typed, texts: c.texts, bounds: bounds}
		if got := b.missing(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestBearingBySynonym: a word whose synonym stands in a passage stands in it.
func TestBearingBySynonym(t *testing.T) {
	bounds := DefaultBounds()
	b := &bearing{bounds: bounds, texts: []string{"党支部的活动场所"}, synonyms: []search.Replaced{{From: search.Run{Folded: "活动室"}, To: search.Run{Folded: "活动场所"}}},
		words: []subject{{text: "党支部", weight: 4, party: true, typical: true}, {text: "活动室", weight: 8}}}
	if got := b.missing(); got != "" {
		t.Errorf("%q, want a basis", got)
	}
}
