package remark

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
)

// refused is a part as it is once every change of ours is refused.
func refused(main string) string {
	main = ourInsertion.ReplaceAllString(main, "")
	return ourDeletion.ReplaceAllStringFunc(main, func(m string) string {
		in := ourDeletion.FindStringSubmatch(m)[1]
		return strings.NewReplacer("<w:delText", "<w:t", "</w:delText>", "</w:t>").Replace(in)
	})
}

var (
	ourInsertion = regexp.MustCompile(`(?s)<w:ins w:id="\d+" w:author="条文核对"[^>]*>.*?</w:ins>`)
	ourDeletion  = regexp.MustCompile(`(?s)<w:del w:id="\d+" w:author="条文核对"[^>]*>(.*?)</w:del>`)
)

// What should stand there is a change: taken, it gives the right text, refused
// the draft's.
func TestTrack(t *testing.T) {
	tests := []struct {
		name, body, about, instead, taken string
		tracked                           bool
	}{
		{"a word", p(r("第八条规定")), "第八条", "第七条", "第七条规定", true},
		{"all of it", p(r("甲乙")), "甲乙", "丙", "丙", true},
		{"at the beginning", p(r("甲乙")), "甲", "丙甲", "丙甲乙", true},
		{"at the end", p(r("甲乙")), "乙", "乙丙", "甲乙丙", true},
		{"between", p(r("甲乙")), "甲乙", "甲丙乙", "甲丙乙", true},
		{"nothing instead", p(r("甲乙丙")), "乙", "", "甲丙", true},
		{"nothing to change", p(r("甲乙丙")), "乙", "乙", "甲乙丙", true},
		{"over runs", p(r("甲乙") + r("丙丁")), "乙丙", "戊", "甲戊丁", true},
		{"two places", p(r("应当每月召开一次会议")), "应当每月召开一次", "可以每月召开两次", "可以每月召开两次会议", true},
		{"what XML writes otherwise", p(r("甲&lt;乙")), "<", "&", "甲&乙", true},
		{"spaces not kept", p(`<w:r><w:t> 甲 乙 </w:t></w:r>`), "甲 乙", "甲 丙", "甲 丙", true},
		{"width", p(r("第(一)项")), "(一)", "（一）", "第（一）项", true},
		{"over paragraphs", p(r("甲乙")) + p(r("丙丁")), "乙\n丙", "戊", "甲乙\n丙丁", false},
		{"over a tab", p(`<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>`), "甲\t乙", "丙", "甲\t乙", false},
		{"beside a tab", p(`<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>`), "甲\t乙", "甲\t丙", "甲\t丙", true},
		{"lines", p(r("甲")), "甲", "乙\n丙", "甲", false},
		{"in a change", p(`<w:ins w:id="1" w:author="某">` + r("甲") + `</w:ins>`), "甲", "乙", "甲", false},
		{"a field in one element", p(`<w:fldSimple w:instr="REF a">` + r("甲") + `</w:fldSimple>`), "甲", "乙", "甲", false},
		{"over a note", p(r("甲") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r("乙")), "甲[1]乙", "丙", "甲[1]乙\n[1] 注", false},
		{"a link", p(`<w:hyperlink>` + r("甲乙") + `</w:hyperlink>`), "乙", "丙", "甲丙", true},
		{"a cell", `<w:tbl><w:tr><w:tc>` + p(r("甲")) + `</w:tc><w:tc>` + p(r("乙")) + `</w:tc></w:tr></w:tbl>`, "乙", "丙", "甲\t丙", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := wordFile(t, test.body, map[string]string{
				"word/footnotes.xml": `<w:footnotes ` + wordNames + `><w:footnote w:id="2">` + p(r("注")) + `</w:footnote></w:footnotes>`,
			})
			out, main := annotated(t, file, []Remark{{Span: of(t, textOf(t, file), test.about), Text: "改", Instead: &test.instead}}, Options{Track: true, Made: made})
			if out.Placed[0].Tracked != test.tracked {
				t.Error(out.Placed, main)
			}
			if diff := cmp.Diff(test.taken, textOf(t, out.File)); diff != "" {
				t.Error(diff, main)
			}
			checkRefused(t, file, main)
		})
	}
}

// checkRefused holds a part whose changes are refused to what the file had.
func checkRefused(t *testing.T, file []byte, main string) {
	t.Helper()
	_, plain := partsOf(t, file)
	sameLooks(t, refused(main), plain["word/document.xml"])
}

// Two remarks that would change the same words: the first does.
func TestTrackOverlapping(t *testing.T) {
	one, other := "戊", "己"
	file := wordFile(t, p(r("甲乙丙丁")), nil)
	out, main := annotated(t, file, []Remark{{Span: corpus.Span{Start: 3, End: 9}, Instead: &one}, {Span: corpus.Span{Start: 6, End: 12}, Instead: &other}, {Span: corpus.Span{Start: 0, End: 3}, Instead: &other}}, Options{Track: true})
	if got := textOf(t, out.File); got != "己戊丁" || out.Placed[1].Tracked {
		t.Error(got, out.Placed, main)
	}
}

// corrections change a text all over.
func corrections(text string) (out []Remark) {
	n, every := 0, 23+len(text)/2000
	for i, r := range text {
		if n++; n%every != 0 || r == '\n' || r == '\t' {
			continue
		}
		size := utf8.RuneLen(r)
		with := []string{"改", "", "改" + string(r), string(r) + "改", "<&>"}[n/every%5]
		out = append(out, Remark{Span: corpus.Span{Start: i, End: i + size}, Text: "批注", Instead: &with})
	}
	return out
}

// Changes all over a real document: taken, they give the right text; refused, the
// document is what it was.
func TestSharedTrack(t *testing.T) {
	for _, path := range realFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			file := read(t, path)
			if _, err := extract.Read("稿.docx", file); err != nil {
				t.Skip(err)
			}
			text := textOf(t, file)
			remarks := corrections(text)
			out, main := annotated(t, file, remarks, Options{Track: true, Made: made})
			// Spaces at the ends of lines and cells go where nothing stands behind them.
			if got, want := spaced(textOf(t, out.File)), spaced(corrected(text, remarks, out.Placed)); got != want {
				i := 0
				for i < min(len(got), len(want)) && got[i] == want[i] {
					i++
				}
				t.Errorf("at %d: %.100q, want %.100q", i, got[i:], want[i:])
			}
			checkRefused(t, file, main)
			tracked := 0
			for _, placed := range out.Placed {
				if placed.Tracked {
					tracked++
				}
			}
			t.Logf("%d of %d tracked", tracked, len(remarks))
		})
	}
}

// corrected is a text with those corrections that were tracked.
func corrected(text string, remarks []Remark, placed []Placed) string {
	var b strings.Builder
	at := 0
	for i, r := range remarks {
		if placed[i].Tracked {
			b.WriteString(text[at:r.Span.Start])
			b.WriteString(*r.Instead)
			at = r.Span.End
		}
	}
	return b.String() + text[at:]
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }
