package web

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// laid is the text of steps, without white space, and that of the hits by
// number.
func laid(steps []step) (text string, hits map[int]string) {
	var b strings.Builder
	hits = map[int]string{}
	for _, s := range steps {
		for _, p := range s.all() {
			b.WriteString(p.Text)
			if p.Hit > 0 {
				hits[p.Hit] += squeeze(p.Text)
			}
		}
	}
	return squeeze(b.String()), hits
}

// shown is the text that the page must show: all but the title, which is its
// heading, and the bars between the cells of tables.
func shown(d *corpus.Document) string {
	text := []byte(d.Text)
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Kind == corpus.NodeTitle && squeeze(n.Span.In(d.Text)) == squeeze(d.Fields.Title) {
			blank(text[n.Span.Start:n.Span.End], "")
		}
		if n.Kind == corpus.NodeTable {
			blank(text[n.Span.Start:n.Span.End], "|\t")
		}
		return true
	})
	return squeeze(string(text))
}

// blank puts spaces for the bytes that are in set, or for all if set is empty.
func blank(text []byte, set string) {
	for i, c := range text {
		if set == "" || strings.IndexByte(set, c) >= 0 {
			text[i] = ' '
		}
	}
}

func TestLayTextLosesNothing(t *testing.T) {
	for _, r := range newMemory(t).records {
		d := r.Document
		steps, _ := layText(&d, nil, nil, beside{})
		got, _ := laid(steps)
		if diff := cmp.Diff(shown(&d), got); diff != "" {
			t.Errorf("%s (-text +page):\n%s", d.ID, diff)
		}
	}
}

// A mark on a page holds what it held in the text, wherever paragraphs begin.
func TestLayTextMarks(t *testing.T) {
	documents := newMemory(t).records
	rapid.Check(t, func(rt *rapid.T) {
		d := documents[rapid.IntRange(0, len(documents)-1).Draw(rt, "document")].Document
		var marks []corpus.Span
		for range rapid.IntRange(1, 20).Draw(rt, "marks") {
			runes := []rune(d.Text)
			from := rapid.IntRange(0, len(runes)-1).Draw(rt, "from")
			to := min(len(runes), from+rapid.IntRange(1, 60).Draw(rt, "length"))
			start := len(string(runes[:from]))
			marks = append(marks, corpus.Span{Start: start, End: start + len(string(runes[from:to]))})
		}
		steps, seen := layText(&d, search.Merge(marks), nil, beside{})
		got, hits := laid(steps)
		if want := shown(&d); got != want {
			rt.Fatalf("marks change the text:\n%s\n%s", want, got)
		}
		if seen != len(hits) {
			rt.Fatalf("%d hits counted, %d written", seen, len(hits))
		}
		firsts := 0
		for _, s := range steps {
			for _, p := range s.all() {
				if p.First {
					if firsts++; p.Hit != firsts {
						rt.Fatalf("hit %d comes as number %d", p.Hit, firsts)
					}
				}
			}
		}
		if firsts != seen {
			rt.Fatalf("%d hits begin, %d are counted", firsts, seen)
		}
	})
}

func TestLayTextArticle(t *testing.T) {
	d := fakeDocument()
	at := strings.Index(fakeText, "戰鬥")
	steps, hits := layText(&d, []corpus.Span{{Start: at, End: at + len("戰鬥堡壘")}}, nil, beside{})
	var got []string
	for _, s := range steps {
		line := string(s.Do)
		for _, part := range []string{s.ID, s.Class, s.Cite} {
			if part != "" {
				line += " " + part
			}
		}
		for _, p := range s.all() {
			if p.Hit > 0 {
				line += "<" + p.Text + ">"
			} else {
				line += "|" + p.Text
			}
		}
		got = append(got, line)
	}
	want := []string{
		"text para|某条例（试行）",
		"open art_1 第一条", "text art_1__para_1 para 第一条|第一条|𠮷祥<戰鬥堡壘>|。", "close",
		"open art_2 第二条", "text art_2__para_1 para 第二条第一款|第二条|支部\U00020BB7做兩件事：",
		"text art_2__para_1__item_1 item 第二条第一款第（一）项|（一）開會；",
		"text art_2__para_1__item_2 item 第二条第一款第（二）项|（二）記錄。",
		"text art_2__para_2 para 第二条第二款|會後歸檔。", "close",
	}
	if diff := cmp.Diff(want, got); diff != "" || hits != 1 {
		t.Errorf("%d hits; (-want +got):\n%s", hits, diff)
	}
}

func TestUnbreak(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"one line":        {"一行", "一行"},
		"inside sentence": {"党支部\n委员会", "党支部委员会"},
		"latin":           {"plain\ntext", "plain text"},
		"mixed":           {"第3\n条", "第3条"},
		"empty line":      {"上\n\n下", "上下"},
		"at the ends":     {"\n中\n", "中"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := unbreak(tt.text); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestTableCells(t *testing.T) {
	text := "项目|标准\n交纳党费|每月\n\n无线\t有列\n"
	table := &corpus.Provision{Kind: corpus.NodeTable, Locator: "table_1", Span: corpus.Span{End: len(text)}}
	d := corpus.Document{Text: text, Root: &corpus.Provision{Kind: corpus.NodeRoot, Span: table.Span, Children: []*corpus.Provision{table}}}
	at := strings.Index(text, "党费")
	steps, hits := layText(&d, []corpus.Span{{Start: at, End: at + len("党费")}}, nil, beside{})
	want := []step{{Do: stepTable, ID: "table_1", Class: "table", Rows: [][]cell{
		{{{Text: "项目"}}, {{Text: "标准"}}},
		{{{Text: "交纳"}, {Text: "党费", Hit: 1, First: true}}, {{Text: "每月"}}},
		{{{Text: "无线"}}, {{Text: "有列"}}},
	}}}
	if diff := cmp.Diff(want, steps); diff != "" || hits != 1 {
		t.Errorf("%d hits; (-want +got):\n%s", hits, diff)
	}
}

func TestPlaces(t *testing.T) {
	hit := func(n int) []piece { return []piece{{Text: "党", Hit: n, First: true}} }
	got := places([]step{
		{Do: stepText, Text: hit(1)},
		{Do: stepHeading, Cite: "第一章", Head: hit(2)},
		{Do: stepOpen, Cite: "第三条"}, {Do: stepText, Text: append(hit(3), hit(4)...)}, {Do: stepClose},
		{Do: stepOpen, Cite: "第四条"}, {Do: stepText, Text: []piece{{Text: "无"}}}, {Do: stepClose},
	})
	want := []link{{"开头", "#hit-1", 1}, {"第一章", "#hit-2", 1}, {"第三条", "#hit-3", 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// BenchmarkDocumentPage lays out and writes a code of 1,260 articles.
func BenchmarkDocumentPage(b *testing.B) {
	sh := &memory{}
	sh.take(b, "示例通用法典.txt", code(1260))
	pages, err := parseTemplates()
	if err != nil {
		b.Fatal(err)
	}
	m := &markup{}
	b.ReportAllocs()
	for b.Loop() {
		v := viewDocument(sh.records[0], search.Head{}, resolve.Work{})
		v.lay(&sh.records[0].Document, nil, nil, beside{})
		if err := m.page(pages, "document", &page{Body: v}); err != nil {
			b.Fatal(err)
		}
	}
}
