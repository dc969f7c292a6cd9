package packet

import (
	"bytes"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// pieceOf is a packet with a piece of a provision that was cut there.
func pieceOf(text string, cut Cut) Packet {
	p := NewPassage("示例规定", "art_3", text, "《示例规定》第三条", regulation())
	p.Piece, p.Cut = true, cut
	return Packet{Items: []Item{NewQuote(p)}}
}

// TestElided: …… stands where words were left out and nowhere else, beside the text
// and not in it.
func TestElided(t *testing.T) {
	table := "名称|次数\n党员大会|每季度1次"
	for _, c := range []struct {
		text string
		cut  Cut
		want string
	}{
		{"列出清单", "", "列出清单"}, {"列出清单", CutBefore, "……列出清单"},
		{"列出清单，", CutAfter, "列出清单，……"}, {"列出清单", CutBoth, "……列出清单……"},
		{"列出\n清单", CutBoth, "……列出|清单……"},
		{table, CutBoth, "……|#|……"}, {table, CutAfter, "#|……"},
	} {
		p := pieceOf(c.text, c.cut)
		before := *p.Items[0].Passage
		s, err := newSheet(p, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range s.passage(*p.Items[0].Passage, 1).Blocks {
			if b.Rows != nil {
				b.Text = "#"
			}
			got = append(got, b.Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q cut %s: %q, want %q", c.text, c.cut, got, c.want)
		}
		read, err := ReadJSON(strings.NewReader(jsonOf(t, p)))
		if err != nil {
			t.Fatal(err)
		}
		if after := *read.Items[0].Passage; after.Text != c.text || Hash(after.Text) != before.Hash || after.Cut != c.cut {
			t.Errorf("%q cut %s goes out as %+v", c.text, c.cut, after)
		}
	}
}

// TestSourceOnce: the source of a passage is told in one place, where it was
// asked for, and a piece is named as one.
func TestSourceOnce(t *testing.T) {
	places := map[SourcesAt]string{
		InFootnotes: "公布，2018年10月28日施行）第三条（节选）。",
		InLines:     "——《示例市机关党支部工作规定（试行）》（2018年10月28日施行）第三条（节选）",
		InList:      "[1]第三条（节选）",
	}
	places[""] = places[InFootnotes]
	p := pieceOf("列出清单", CutBoth)
	for at, want := range places {
		for name, write := range writers {
			if name == "json" {
				continue
			}
			var out bytes.Buffer
			if err := write(t.Context(), &out, p, Options{Sources: at}); err != nil {
				t.Fatal(err)
			}
			words := out.String()
			switch name {
			case "docx":
				parts := partsOf(t, out.Bytes())
				words = strings.Join(append(linesOf(t, parts["word/document.xml"]), linesOf(t, parts["word/footnotes.xml"])...), "\n")
			case "html":
				_, page := htmlOf(t, p, Options{Sources: at})
				words = textOf(page)
			case "md":
				words = strings.ReplaceAll(words, "\\", "")
			}
			if strings.Count(words, "工作规定（试行）") != 1 || strings.Count(words, want) != 1 {
				t.Errorf("%s, %s: not %q once in\n%s", name, at, want, words)
			}
		}
	}
	if _, err := newSheet(p, Options{Sources: "margin"}); err == nil {
		t.Error("sources in the margin")
	}
}

// TestLineSource: a line that is the only one to tell a source tells the part too.
func TestLineSource(t *testing.T) {
	for want, p := range map[string]Passage{
		"林示范：《把支部建在一线》，示例市机关党的建设工作会议，2024年5月16日，“二、（一）”部分": NewPassage("s", "h_2__h_1", "", "《把支部建在一线》二、（一）", speech()),
		"《示例市机关党支部工作规定（试行）》（2018年10月28日施行）第三条":             NewPassage("r", "art_3", "", "", regulation()),
		"《失传规定》第一条": NewPassage("x", "art_1", "", "《失传规定》第一条", corpus.Fields{}),
	} {
		if got := lineSource(p); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestForLearners: what the trainer wrote for himself does not go out, and the
// packet it was made of keeps it.
func TestForLearners(t *testing.T) {
	p := example()
	learners := p.ForLearners()
	for name, write := range writers {
		var out bytes.Buffer
		if err := write(t.Context(), &out, learners, Options{}); err != nil {
			t.Fatal(err)
		}
		words := out.String()
		if name == "docx" {
			words = string(partsOf(t, out.Bytes())["word/document.xml"])
		}
		for _, own := range []string{"讲到这里", "本材料供", "【说明】"} {
			if strings.Contains(words, own) {
				t.Errorf("%s: %s is in the version for learners", name, own)
			}
		}
		if !strings.Contains(words, "支部强不强") || !strings.Contains(words, "做法一") {
			t.Errorf("%s: a passage or a heading has gone", name)
		}
	}
	if p.Items[3].Passage.Note == "" || p.Items[0].Kind != KindNote {
		t.Error("the packet itself has changed")
	}
}

// TestQuotationStyle: in Word a quotation has a style of its own, and nothing that
// the trainer wrote has it.
func TestQuotationStyle(t *testing.T) {
	parts := partsOf(t, docxOf(t, example(), Options{}))
	styles := string(parts["word/styles.xml"])
	quotation, _, _ := strings.Cut(styles[strings.Index(styles, `w:styleId="Quotation"`):], "</w:style>")
	for _, want := range []string{`<w:name w:val="引文"/>`, "楷体_GB2312", `<w:ind w:left="632"`} {
		if !strings.Contains(quotation, want) {
			t.Errorf("the style of quotations lacks %s: %s", want, quotation)
		}
	}
	for _, line := range strings.Split(string(parts["word/document.xml"]), "\n") {
		quoted := strings.Contains(line, `w:val="Quotation"`)
		own := strings.Contains(line, "讲到这里") || strings.Contains(line, "本材料供") || strings.Contains(line, `w:val="Heading`)
		if quoted && own || strings.Contains(line, "支部委员会会议") && !quoted {
			t.Errorf("set as the other: %s", line)
		}
	}
}
