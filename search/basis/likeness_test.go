package basis

import "testing"

// TestLikeness: a question is refused where no passage is near it, the sooner the more of
// it names things that are not here; each row with how near the nearest passage is.
func TestLikeness(t *testing.T) {
	texts := []string{"支部党员大会每季度召开一次", "支部委员会每月召开一次", "党费按月交纳", "预备党员预备期为一年", "党员外出应当向支部报告", "支部书记主持会议"}
	for len(texts) < 40 { // words that stand here are spoken of more than seldom
		texts = append(texts, texts[:6]...)
	}
	words := map[string]Usage{"游艇": {Share: 1e-6, Noun: true}, "口红": {Share: 1e-6, Noun: true}, "滑板": {Share: 1e-6, Noun: true}, "麻花": {Share: 1e-6, Noun: true}, "帐篷": {Share: 1e-6, Noun: true}}
	for _, w := range []string{"支部", "党费", "党员", "书记", "预备期", "会议"} {
		words[w] = Usage{Own: true, Noun: true}
	}
	for _, w := range []string{"召开", "交纳", "报告", "主持", "月", "季度"} {
		words[w] = Usage{Share: 1e-4}
	}
	library := shelf{texts: texts, words: words}
	for _, c := range []struct {
		question string
		likest   float32
		refused  bool
	}{
		{"支部隔多久碰头", .56, false},
		{"书记不在听谁的", .52, false},
		{"外头打零工要讲一声吗", .53, false},
		{"考察要多少日子", .55, false},
		{"上交的份子怎么算", .54, false},
		{"支部给游艇上税吗", .62, false}, // near enough, whatever it names
		{"预备期里买口红", .62, false},
		{"支部委员会每月召开吗", .30, false}, // as it stands here
		{"党费按月交纳么", .40, false},
		{"碰头由谁张罗", .511, false},

		{"支部隔多久碰头", .45, true},
		{"书记不在听谁的", .50, true},
		{"游艇口红", .60, true},
		{"滑板帐篷", .605, true},
		{"麻花", .6, true},
		{"支部游艇", .52, true},
		{"书记的口红", .53, true},
		{"预备期滑板", .515, true},
		{"会议帐篷麻花", .55, true},
		{"党费买麻花", .53, true},
	} {
		q := asked(c.question)
		q.Likest, q.Known, q.PartyKnown = c.likest, true, true
		why, err := Missing(library, q, library.found(), DefaultBounds())
		if err != nil || why != map[bool]Reason{true: Unlike}[c.refused] {
			t.Errorf("%s at %.3f: %q %v, refused %t", c.question, c.likest, why, err, c.refused)
		}
	}
}

// TestLikenessUnknown: where the best passage may be nearer than is known, the words
// decide, but for what the Party's own texts would say.
func TestLikenessUnknown(t *testing.T) {
	party := &bearing{words: []subject{{text: "党费", weight: 4, party: true, typical: true}}, typed: "党费", bounds: DefaultBounds()}
	law := &bearing{words: []subject{{text: "抵押", weight: 4, typical: true}}, typed: "抵押", texts: []string{"不动产"}, bounds: DefaultBounds()}
	for _, c := range []struct {
		name   string
		of     *bearing
		likest float32
		known  bool
		want   Reason
		told   bool
	}{
		{"of the Party's", party, .4, false, Unlike, true},
		{"of the law", law, .4, false, "", false},
		{"of the law, known", law, .4, true, Unlike, true},
		{"of the law, near", law, .9, false, "", true},
		{"nothing is known", law, 0, false, "", false},
		{"no dictionary", nil, .4, false, "", false},
		{"no dictionary, known", nil, .4, true, Unlike, true},
		{"no dictionary, near", nil, .6, true, "", true},
	} {
		if got, told := likeness(c.of, Question{Likest: c.likest, Known: c.known, PartyKnown: true}, DefaultBounds()); got != c.want || told != c.told {
			t.Errorf("%s: %q %t, want %q %t", c.name, got, told, c.want, c.told)
		}
		if got, told := likeness(c.of, Question{Likest: c.likest, Known: c.known}, DefaultBounds()); got != "" || told && c.want != "" {
			t.Errorf("%s, while some of the Party's are not known: %q %t", c.name, got, told)
		}
	}
}
