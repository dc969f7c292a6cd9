package cite

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestPointers(t *testing.T) {
	for text, want := range map[string]string{
		"第十二条":                 "art_12",
		"第12条第3款":              "art_12__para_3",
		"第一百二十条之一第二款":          "art_120-1__para_2",
		"第二十六条第（六）项":           "art_26__item_6",
		"第二十六条第六项规定":           "art_26__item_6",
		"第三十一条第一款第（一）、（二）项":    "art_31__para_1__item_1 art_31__para_1__item_2",
		"第五条、第七条":              "art_5 art_7",
		"第五至七条":                "art_5- art_7",
		"第五条至第七条":              "art_5- art_7",
		"第一百四十一条至一百四十四条":       "art_141- art_144",
		"第五条和第六条第二款":           "art_5 art_6__para_2",
		"第八条第一款、第三款":           "art_8__para_1 art_8__para_3",
		"第八条第二款第（三）项第4目":       "art_8__para_2__item_3__subitem_4",
		"第二编第四章第八节":            "part_2__chp_4__sec_8",
		"序言第七自然段":              "preamble__para_7",
		"附件二":                  "annex_2",
		"第十条，第十一条":             "art_10 art_11",
		"第二条 第 三 款":            "art_2__para_3",
		"第三条或者第四条规定":           "art_3 art_4",
		"第十条之规定":               "art_10",
		"第八条和十项制度":             "art_8",
		"第八条第（一）（三）项":          "art_8__item_1 art_8__item_3",
		"第五条、七条":               "art_5 art_7",
		"第三百零七条之一前三款":          "art_307-1__para_1- art_307-1__para_3",
		"第六条前款":                "art_6",
		"第六条第三款前三项":            "art_6__para_3__item_1- art_6__para_3__item_3",
		"第三编第四章和第五章":           "part_3__chp_4 part_3__chp_5",
		"第二章第三节、第一百条":          "chp_2__sec_3 art_100",
		"第零条":                  "art_0",
		"第五条第〇款":               "art_5__para_0",
		"十二条":                  "",
		"第三方":                  "",
		"第一，":                  "",
		"第999999999999999999条": "",
	} {
		var got []string
		list, width := Pointers(corpus.Fold(text), false)
		for _, p := range list {
			l := p.Locator()
			if p.Through {
				l += "-"
			}
			got = append(got, l)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (width %d): %s", text, width, diff)
		}
	}
}

func TestPointersLoose(t *testing.T) {
	for text, want := range map[string]string{
		"12条":     "art_12",
		"12条3款6项": "art_12__para_3__item_6",
		"十二条二款三项": "art_12__para_2__item_3",
		"26条6项":   "art_26__item_6",
		"一百二条":    "art_120",
		"廿条":      "art_20",
		"３章":      "chp_3",
	} {
		list, width := Pointers(corpus.Fold(text), true)
		if len(list) != 1 || list[0].Locator() != want || width != len(corpus.Fold(text)) {
			t.Errorf("%s: %+v, width %d", text, list, width)
		}
	}
}

// TestPointersAsTyped: what only a person who types an address may write.
func TestPointersAsTyped(t *testing.T) {
	for text, want := range map[string]corpus.Pointer{
		"第二条末款":       {Article: 2, Paragraph: corpus.Last},
		"第二条最后一款":     {Article: 2, Paragraph: corpus.Last},
		"第二条倒数第二款":    {Article: 2, Paragraph: corpus.Last - 1},
		"第二条首款":       {Article: 2, Paragraph: 1},
		"第二条第一款末项":    {Article: 2, Paragraph: 1, Item: corpus.Last},
		"最后一条":        {Article: corpus.Last},
		"总则第一条":       {Heading: "总则", Article: 1},
		"第三章附则第七条":    {Chapter: 3, Heading: "附则", Article: 7},
		"附则":          {Heading: "附则"},
		"第二条，第二款":     {Article: 2, Paragraph: 2},
		"第二条第一款，第三项":  {Article: 2, Paragraph: 1, Item: 3},
		"第一百二十条之一，二款": {Article: 120, Branch: 1, Paragraph: 2},
	} {
		list, width := Pointers(corpus.Fold(text), true)
		want.Span = corpus.Span{}
		for i := range list {
			list[i].Span = corpus.Span{}
		}
		if diff := cmp.Diff([]corpus.Pointer{want}, list); diff != "" || width != len(corpus.Fold(text)) {
			t.Errorf("%s (width %d): %s", text, width, diff)
		}
	}
	for text, want := range map[string]int{"末款": 0, "总则第一条": 0, "最后一条": 0, "第二条末款": len("第二条")} {
		if _, width := Pointers(text, false); width != want {
			t.Errorf("%s: %d bytes are read in a text, want %d", text, width, want)
		}
	}
}

func TestRelativePointers(t *testing.T) {
	for text, want := range map[string]corpus.Pointer{
		"前款规定":    {From: corpus.FromParagraph, Back: 1},
		"前两款":     {From: corpus.FromParagraph, Back: 2},
		"前三项":     {From: corpus.FromItem, Back: 3},
		"本条第二款":   {From: corpus.FromArticle, Paragraph: 2},
		"前条":      {From: corpus.FromArticle, Back: 1},
		"前款第（三）项": {From: corpus.FromParagraph, Back: 1, Item: 3},
	} {
		list, _ := Pointers(corpus.Fold(text), false)
		if len(list) != 1 {
			t.Errorf("%s: %d pointers", text, len(list))
			continue
		}
		list[0].Span = corpus.Span{}
		if diff := cmp.Diff(want, list[0]); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// FuzzPointers: whatever the text, what is read lies inside it.
func FuzzPointers(f *testing.F) {
	f.Add("第三十一条第一款第(一)、(二)项", true)
	f.Add("前两款", false)
	f.Fuzz(func(t *testing.T, text string, loose bool) {
		list, width := Pointers(text, loose)
		if width < 0 || width > len(text) || width > 0 && len(list) == 0 || utf8.ValidString(text) && !utf8.ValidString(text[:width]) {
			t.Fatalf("%q: %d pointers in %d bytes", text, len(list), width)
		}
	})
}

// An article of a list does not stand in the chapter named before it.
func TestInheritedLevels(t *testing.T) {
	list, _ := Pointers("第二编第三章第二节、第一百九十条第一款、第二款", false)
	var got []corpus.Pointer
	for _, p := range list {
		p.Span = corpus.Span{}
		got = append(got, p)
	}
	want := []corpus.Pointer{{Part: 2, Chapter: 3, Section: 2}, {Article: 190, Paragraph: 1}, {Article: 190, Paragraph: 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
