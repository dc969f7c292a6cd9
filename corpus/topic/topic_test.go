package topic

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"

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

func namesOf(found []Found) []string {
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
		doc  corpus.Document
		want []string
	}{
		"nothing":           {corpus.Document{}, nil},
		"no word":           {corpus.Document{Text: pad}, nil},
		"title":             {corpus.Document{Fields: corpus.Fields{Title: "关于开会的规矩"}}, []string{"会议"}},
		"title only word":   {corpus.Document{Fields: corpus.Fields{Title: "园艺入门"}}, []string{"花木"}},
		"not in the text":   {corpus.Document{Text: strings.Repeat("园艺", 100)}, nil},
		"text":              {corpus.Document{Text: strings.Repeat("开会,", 50)}, []string{"会议"}},
		"traditional":       {corpus.Document{Text: strings.Repeat("開 會,", 50)}, []string{"会议"}},
		"word of two":       {corpus.Document{Text: strings.Repeat("种树,", 200)}, []string{"花木", "文书"}},
		"abstract":          {corpus.Document{Fields: corpus.Fields{Abstract: "先布置会场，再开会。"}}, []string{"会议"}},
		"keywords":          {corpus.Document{Fields: corpus.Fields{Keywords: []string{"会场", "开会"}}}, []string{"会议"}},
		"word against":      {corpus.Document{Fields: corpus.Fields{Title: "塑料花与盆景"}}, nil},
		"nothing but place": {corpus.Document{Fields: corpus.Fields{Title: "大树王公司开会"}}, []string{"会议"}},
		"strongest first":   {corpus.Document{Fields: corpus.Fields{Title: "开会"}, Text: strings.Repeat("会场种树", 60)}, []string{"会议", "花木", "文书"}},
		"weak beside strong": {corpus.Document{Fields: corpus.Fields{Title: "会场内外：如何开会"}, Text: pad + "存档"},
			[]string{"会议"}},
		"given": {corpus.Document{Fields: corpus.Fields{Title: "开会", Topics: []string{"自拟", "文书", "自拟", " "}}}, []string{"自拟", "文书"}},
		"blank given counts as none": {corpus.Document{Fields: corpus.Fields{Title: "开会", Topics: []string{""}}},
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
	d := corpus.Document{Text: text, Root: &corpus.Provision{Kind: corpus.NodeRoot, Children: []*corpus.Provision{
		{Kind: corpus.NodeChapter, Caption: "会场"}, {Kind: corpus.NodeTOC, Caption: "存档"},
		{Kind: corpus.NodeChapter, Caption: "开会", Children: []*corpus.Provision{{Kind: corpus.NodeSection, Caption: "会场"}}},
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
	d := corpus.Document{Fields: corpus.Fields{Title: "盆景展"}, Text: "盆景展\n" + strings.Repeat("种树", 3) + "，看盆景。"}
	found := lexiconOf(t, gardenLexicon).Topics(&d)
	want := []Word{{"盆景", 2}, {"种树", 3}}
	if len(found) == 0 || !cmp.Equal(found[0].Words, want) {
		t.Errorf("got %v, want the words %v", found, want)
	}
}

func TestTopicsAtMostFour(t *testing.T) {
	l := lexiconOf(t, "[甲]\n甲甲\n[乙]\n甲甲\n[丙]\n甲甲\n[丁]\n甲甲\n[戊]\n甲甲\n")
	got := namesOf(l.Topics(&corpus.Document{Fields: corpus.Fields{Title: "甲甲甲甲", Abstract: "甲甲"}}))
	if diff := cmp.Diff([]string{"甲", "乙", "丙", "丁"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFieldOf(t *testing.T) {
	cases := map[string]struct {
		fields corpus.Fields
		want   field
	}{
		"party rank":     {corpus.Fields{Kind: corpus.Regulation, Rank: corpus.RankMinistryParty, Title: "某办法"}, partyAffairs},
		"state rank":     {corpus.Fields{Kind: corpus.Regulation, Rank: corpus.RankStatute, Title: "党员服务法"}, stateLaw},
		"party title":    {corpus.Fields{Kind: corpus.Regulation, Title: "中国共产党某工作条例"}, partyAffairs},
		"spaced title":   {corpus.Fields{Kind: corpus.Regulation, Title: "中國 共產黨某規則"}, partyAffairs},
		"law-like title": {corpus.Fields{Kind: corpus.Regulation, Title: "园林条例"}, stateLaw},
		"essay":          {corpus.Fields{Kind: corpus.Essay, Title: "谈园林条例"}, noField},
		"unknown":        {corpus.Fields{}, noField},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := fieldOf(&corpus.Document{Fields: c.fields}); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

// TestTopicsOfOtherField: a law on meetings has its own field before the Party's.
func TestTopicsOfOtherField(t *testing.T) {
	d := corpus.Document{Fields: corpus.Fields{Kind: corpus.Regulation, Title: "盆景展开会规则"}}
	l := lexiconOf(t, gardenLexicon)
	if got := namesOf(l.Topics(&d)); !cmp.Equal(got, []string{"花木"}) {
		t.Errorf("state law: got %v", got)
	}
	d.Fields.Rank = corpus.RankCentralParty
	if got := namesOf(l.Topics(&d)); !cmp.Equal(got, []string{"会议"}) {
		t.Errorf("party regulation: got %v", got)
	}
}

func TestDefault(t *testing.T) {
	cases := map[string]struct {
		fields corpus.Fields
		want   string
	}{
		"dues":       {corpus.Fields{Kind: corpus.Regulation, Title: "本单位党费收缴办法"}, "党费"},
		"admission":  {corpus.Fields{Kind: corpus.Regulation, Title: "发展党员流程规定"}, "发展党员"},
		"election":   {corpus.Fields{Kind: corpus.Essay, Title: "支部换届选举的几点做法"}, "换届选举"},
		"documents":  {corpus.Fields{Kind: corpus.Essay, Title: "公文格式常见错误"}, "公文处理"},
		"digital":    {corpus.Fields{Kind: corpus.Essay, Title: "智慧党建平台建设"}, "智慧党建"},
		"crime":      {corpus.Fields{Kind: corpus.Regulation, Title: "关于审理某类刑事案件的解释"}, "刑法"},
		"procedure":  {corpus.Fields{Kind: corpus.Regulation, Title: "民事诉讼证据规则"}, "诉讼与程序"},
		"defence":    {corpus.Fields{Kind: corpus.Regulation, Title: "中华人民共和国国防法"}, "国防与军事"},
		"no defence": {corpus.Fields{Kind: corpus.Regulation, Title: "中华人民共和国防洪法"}, "安全生产与应急"},
		"farm":       {corpus.Fields{Kind: corpus.Regulation, Title: "农民用水条例"}, "农业农村"},
		"workers":    {corpus.Fields{Kind: corpus.Regulation, Title: "农民工培训条例"}, "社会保障与劳动"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := namesOf(Default().Topics(&corpus.Document{Fields: c.fields}))
			if len(got) == 0 || got[0] != c.want {
				t.Errorf("got %v, want %s first", got, c.want)
			}
		})
	}
}

func TestTopicsProperties(t *testing.T) {
	l := Default()
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
func drawTopicDocument(t *rapid.T) *corpus.Document {
	word := rapid.OneOf(rapid.SampledFrom([]string{"党费", "刑法", "违纪", "組織生活", "污染", "，", "\n"}), rapid.String())
	text := rapid.Map(rapid.SliceOfN(word, 0, 30), func(s []string) string { return strings.Join(s, "") })
	d := &corpus.Document{Text: text.Draw(t, "text"), Fields: corpus.Fields{
		Title:    text.Draw(t, "title"),
		Abstract: text.Draw(t, "abstract"),
		Keywords: rapid.SliceOfN(word, 0, 3).Draw(t, "keywords"),
		Kind:     rapid.SampledFrom([]corpus.Kind{"", corpus.Regulation, corpus.Essay, corpus.Speech}).Draw(t, "kind"),
		Rank:     rapid.SampledFrom([]corpus.Rank{"", corpus.RankStatute, corpus.RankCentralParty, "odd"}).Draw(t, "rank"),
		Topics:   rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"党费", "自拟"}), 0, 2, rapid.ID).Draw(t, "topics"),
	}}
	if rapid.Bool().Draw(t, "tree") {
		d.Root = &corpus.Provision{Kind: corpus.NodeRoot, Children: []*corpus.Provision{{Kind: corpus.NodeHeading, Caption: text.Draw(t, "caption")}}}
	}
	return d
}

// checkFound holds what is true of any topics that words earned.
func checkFound(t interface{ Errorf(string, ...any) }, l *Lexicon, found []Found) {
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
