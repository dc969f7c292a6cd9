package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lexiconOf reads a lexicon written in a test.
func lexiconOf(t testing.TB, text string) *Lexicon {
	t.Helper()
	l, err := ParseLexicon(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func namesOf(found []TopicFound) []string {
	var names []string
	for _, f := range found {
		names = append(names, f.Topic)
	}
	return names
}

const gardenLexicon = `
[花木] 国法
种树 2
盆景 2
标题:园艺 2
-塑料花 4
大树王公司 0
大树
[会议] 党务
会场 2
开会 2
[文书]
种树 1.5
存档 2
`

func TestTopicsRules(t *testing.T) {
	// A chance word must not carry a text: the strongest topic needs more.
	pad := strings.Repeat("话", 1000)
	cases := map[string]struct {
		doc  Document
		want []string
	}{
		"nothing":           {Document{}, nil},
		"no word":           {Document{Text: pad}, nil},
		"title":             {Document{Fields: Fields{Title: "关于开会的规矩"}}, []string{"会议"}},
		"title only word":   {Document{Fields: Fields{Title: "园艺入门"}}, []string{"花木"}},
		"not in the text":   {Document{Text: strings.Repeat("园艺", 100)}, nil},
		"text":              {Document{Text: strings.Repeat("开会,", 50)}, []string{"会议"}},
		"traditional":       {Document{Text: strings.Repeat("開 會,", 50)}, []string{"会议"}},
		"word of two":       {Document{Text: strings.Repeat("种树,", 200)}, []string{"花木", "文书"}},
		"abstract":          {Document{Fields: Fields{Abstract: "先布置会场，再开会。"}}, []string{"会议"}},
		"keywords":          {Document{Fields: Fields{Keywords: []string{"会场", "开会"}}}, []string{"会议"}},
		"word against":      {Document{Fields: Fields{Title: "塑料花与盆景"}}, nil},
		"nothing but place": {Document{Fields: Fields{Title: "大树王公司开会"}}, []string{"会议"}},
		"strongest first":   {Document{Fields: Fields{Title: "开会"}, Text: strings.Repeat("会场种树", 60)}, []string{"会议", "花木", "文书"}},
		"weak beside strong": {Document{Fields: Fields{Title: "会场内外：如何开会"}, Text: pad + "存档"},
			[]string{"会议"}},
		"given": {Document{Fields: Fields{Title: "开会", Topics: []string{"自拟", "文书", "自拟", " "}}}, []string{"自拟", "文书"}},
		"blank given counts as none": {Document{Fields: Fields{Title: "开会", Topics: []string{""}}},
			[]string{"会议"}},
	}
	l := lexiconOf(t, gardenLexicon)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, namesOf(l.Topics(&c.doc))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTopicsHeadings(t *testing.T) {
	text := "第一章 会场\n第二章 开会\n第三章 会场\n"
	d := Document{Text: text, Root: &Provision{Kind: NodeRoot, Children: []*Provision{
		{Kind: NodeChapter, Caption: "会场"}, {Kind: NodeTOC, Caption: "存档"},
		{Kind: NodeChapter, Caption: "开会", Children: []*Provision{{Kind: NodeSection, Caption: "会场"}}},
	}}}
	l := lexiconOf(t, gardenLexicon)
	with := l.Topics(&d)
	d.Root = nil
	without := l.Topics(&d)
	if diff := cmp.Diff([]string{"会议"}, namesOf(with)); diff != "" {
		t.Fatal(diff)
	}
	if with[0].Score <= without[0].Score {
		t.Errorf("headings add nothing: %v against %v", with[0].Score, without[0].Score)
	}
}

func TestTopicsWords(t *testing.T) {
	d := Document{Fields: Fields{Title: "盆景展"}, Text: "盆景展\n" + strings.Repeat("种树", 3) + "，看盆景。"}
	found := lexiconOf(t, gardenLexicon).Topics(&d)
	want := []TopicWord{{"盆景", 2}, {"种树", 3}}
	if len(found) == 0 || !cmp.Equal(found[0].Words, want) {
		t.Errorf("got %v, want the words %v", found, want)
	}
}

func TestTopicsAtMostFour(t *testing.T) {
	l := lexiconOf(t, "[甲]\n甲甲\n[乙]\n甲甲\n[丙]\n甲甲\n[丁]\n甲甲\n[戊]\n甲甲\n")
	got := namesOf(l.Topics(&Document{Fields: Fields{Title: "甲甲甲甲", Abstract: "甲甲"}}))
	if diff := cmp.Diff([]string{"甲", "乙", "丙", "丁"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFieldOf(t *testing.T) {
	cases := map[string]struct {
		fields Fields
		want   field
	}{
		"party rank":     {Fields{Kind: Regulation, Rank: RankMinistryParty, Title: "某办法"}, partyAffairs},
		"state rank":     {Fields{Kind: Regulation, Rank: RankStatute, Title: "党员服务法"}, stateLaw},
		"party title":    {Fields{Kind: Regulation, Title: "中国共产党某工作条例"}, partyAffairs},
		"spaced title":   {Fields{Kind: Regulation, Title: "中國 共產黨某規則"}, partyAffairs},
		"law-like title": {Fields{Kind: Regulation, Title: "园林条例"}, stateLaw},
		"essay":          {Fields{Kind: Essay, Title: "谈园林条例"}, noField},
		"unknown":        {Fields{}, noField},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := fieldOf(&Document{Fields: c.fields}); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

// TestTopicsOfOtherField: a law on meetings has its own field before the Party's.
func TestTopicsOfOtherField(t *testing.T) {
	d := Document{Fields: Fields{Kind: Regulation, Title: "盆景展开会规则"}}
	l := lexiconOf(t, gardenLexicon)
	if got := namesOf(l.Topics(&d)); !cmp.Equal(got, []string{"花木"}) {
		t.Errorf("state law: got %v", got)
	}
	d.Fields.Rank = RankCentralParty
	if got := namesOf(l.Topics(&d)); !cmp.Equal(got, []string{"会议"}) {
		t.Errorf("party regulation: got %v", got)
	}
}

func TestDefaultLexicon(t *testing.T) {
	cases := map[string]struct {
		fields Fields
		want   string
	}{
		"dues":       {Fields{Kind: Regulation, Title: "本单位党费收缴办法"}, "党费"},
		"admission":  {Fields{Kind: Regulation, Title: "发展党员流程规定"}, "发展党员"},
		"election":   {Fields{Kind: Essay, Title: "支部换届选举的几点做法"}, "换届选举"},
		"documents":  {Fields{Kind: Essay, Title: "公文格式常见错误"}, "公文处理"},
		"digital":    {Fields{Kind: Essay, Title: "智慧党建平台建设"}, "智慧党建"},
		"crime":      {Fields{Kind: Regulation, Title: "关于审理某类刑事案件的解释"}, "刑法"},
		"procedure":  {Fields{Kind: Regulation, Title: "民事诉讼证据规则"}, "诉讼与程序"},
		"defence":    {Fields{Kind: Regulation, Title: "中华人民共和国国防法"}, "国防与军事"},
		"no defence": {Fields{Kind: Regulation, Title: "中华人民共和国防洪法"}, "安全生产与应急"},
		"farm":       {Fields{Kind: Regulation, Title: "农民用水条例"}, "农业农村"},
		"workers":    {Fields{Kind: Regulation, Title: "农民工培训条例"}, "社会保障与劳动"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := namesOf(DefaultLexicon().Topics(&Document{Fields: c.fields}))
			if len(got) == 0 || got[0] != c.want {
				t.Errorf("got %v, want %s first", got, c.want)
			}
		})
	}
}

func TestTopicsProperties(t *testing.T) {
	l := DefaultLexicon()
	rapid.Check(t, func(t *rapid.T) {
		d := drawTopicDocument(t)
		found := l.Topics(d)
		if diff := cmp.Diff(found, l.Topics(d)); diff != "" {
			t.Error("not the same twice", diff)
		}
		if len(d.Fields.Topics) > 0 {
			if diff := cmp.Diff(d.Fields.Topics, namesOf(found)); diff != "" {
				t.Error("given topics are not kept", diff)
			}
			return
		}
		checkFound(t, l, found)
	})
}

// drawTopicDocument makes a document of words of the lexicon and of noise.
func drawTopicDocument(t *rapid.T) *Document {
	word := rapid.OneOf(rapid.SampledFrom([]string{"党费", "刑法", "违纪", "組織生活", "污染", "，", "\n"}), rapid.String())
	text := rapid.Map(rapid.SliceOfN(word, 0, 30), func(s []string) string { return strings.Join(s, "") })
	d := &Document{Text: text.Draw(t, "text"), Fields: Fields{
		Title:    text.Draw(t, "title"),
		Abstract: text.Draw(t, "abstract"),
		Keywords: rapid.SliceOfN(word, 0, 3).Draw(t, "keywords"),
		Kind:     rapid.SampledFrom([]Kind{"", Regulation, Essay, Speech}).Draw(t, "kind"),
		Rank:     rapid.SampledFrom([]Rank{"", RankStatute, RankCentralParty, "odd"}).Draw(t, "rank"),
		Topics:   rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"党费", "自拟"}), 0, 2, rapid.ID).Draw(t, "topics"),
	}}
	if rapid.Bool().Draw(t, "tree") {
		d.Root = &Provision{Kind: NodeRoot, Children: []*Provision{{Kind: NodeHeading, Caption: text.Draw(t, "caption")}}}
	}
	return d
}

// checkFound holds what is true of any topics that words earned.
func checkFound(t interface{ Errorf(string, ...any) }, l *Lexicon, found []TopicFound) {
	if len(found) > maxTopics {
		t.Errorf("%d topics", len(found))
	}
	for i, f := range found {
		if !slices.Contains(l.Names(), f.Topic) || f.Score <= 0 || f.Score >= 1 || len(f.Words) == 0 {
			t.Errorf("topic %+v", f)
		}
		if i > 0 && found[i-1].Score < f.Score {
			t.Errorf("%s comes before the stronger %s", found[i-1].Topic, f.Topic)
		}
		for _, w := range f.Words {
			if w.Count < 1 {
				t.Errorf("word %+v", w)
			}
		}
	}
}

func TestLexiconWords(t *testing.T) {
	l := lexiconOf(t, "[花木]\n盆景\n园林 3\n-发票 2\n标题:花卉 2\n[会议]\n开会\n")
	if diff := cmp.Diff([]string{"园林", "盆景"}, l.Words("花木")); diff != "" {
		t.Error(diff)
	}
	if got := l.Words("没有"); got != nil {
		t.Errorf("words of no topic: %v", got)
	}
}
