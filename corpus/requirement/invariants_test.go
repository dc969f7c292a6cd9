package requirement

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// regulation is a document of the text, as a program would send it.
func regulation(text string) corpus.Document {
	d := parse.Document(corpus.Source{Path: "甲条例.txt", Text: text, Exact: true})
	d.Fields.Kind = corpus.Regulation
	return d
}

// checkInvariants holds what Draw gives against what the types promise.
func checkInvariants(t *testing.T, d *corpus.Document, all []Requirement) {
	t.Helper()
	last := -1
	for _, r := range all {
		node, _ := d.Root.Find(r.Locator)
		if node == nil || !node.Span.Contains(r.Span) {
			t.Fatalf("locator %q does not hold %v", r.Locator, r.Span)
		}
		if r.Span.Empty() || r.Span.Start < last {
			t.Fatalf("%s: span %v behind %d", r.Locator, r.Span, last)
		}
		last = r.Span.Start
		spans := []corpus.Span{r.Span, r.Bearer, r.Modal, r.Action, r.Object, r.Condition, r.Consequence}
		if q := r.Quantity; q != nil {
			spans = append(spans, q.Span)
			if q.Span.Empty() || !r.Span.Contains(q.Span) {
				t.Fatalf("%s: quantity %v outside of %v", r.Locator, q.Span, r.Span)
			}
			if q.Low != nil && q.High != nil && *q.Low > *q.High {
				t.Fatalf("%s: %q from %v to %v", r.Locator, q.Span.In(d.Text), *q.Low, *q.High)
			}
			if !corpus.Known(Kinds, string(q.Kind)) {
				t.Fatalf("kind %q", q.Kind)
			}
		}
		if r.Deadline != nil {
			spans = append(spans, r.Deadline.From)
		}
		for _, s := range spans {
			checkSpan(t, d.Text, s)
		}
		if !corpus.Known(Modalities, string(r.Modality)) || r.Modality == Stated != r.Modal.Empty() && r.Modality != AtLeast && r.Modality != AtMost {
			t.Fatalf("%s: modality %q by %q", r.Locator, r.Modality, r.Modal.In(d.Text))
		}
	}
}

func checkSpan(t *testing.T, text string, s corpus.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		t.Fatalf("span %v of %d bytes", s, len(text))
	}
	if s.End < len(text) && !utf8.RuneStart(text[s.End]) || s.Start < len(text) && !utf8.RuneStart(text[s.Start]) {
		t.Fatalf("span %v cuts a character", s)
	}
	if in := s.In(text); in != strings.TrimFunc(in, corpus.Invisible) {
		t.Fatalf("span %v has white space at its ends: %q", s, in)
	}
}

// lawDocuments parses the real texts below dirs.
func lawDocuments(t testing.TB, dirs ...string) []corpus.Document {
	t.Helper()
	var out []corpus.Document
	for _, dir := range dirs {
		root := sharedtest.Path(t, dir)
		err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sources, err := extract.Read(filepath.ToSlash(path), raw)
			if err != nil {
				return nil // refused files are the business of extract
			}
			for _, s := range sources {
				for _, part := range parse.Split(s) {
					out = append(out, parse.Document(part))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestRealTexts draws all laws and regulations there are, and counts.
func TestRealTexts(t *testing.T) {
	kinds, modalities, all, bare, size := map[Kind]int{}, map[Modality]int{}, 0, 0, 0
	for _, d := range lawDocuments(t, "law", "party") {
		drawn := Draw(&d)
		checkInvariants(t, &d, drawn)
		all, size = all+len(drawn), size+len(d.Text)
		for _, r := range drawn {
			modalities[r.Modality]++
			if r.Bearer.Empty() {
				bare++
			}
			if r.Quantity != nil {
				kinds[r.Quantity.Kind]++
			}
		}
	}
	t.Logf("%d requirements in %d bytes, %d without a bearer; modalities %v; quantities %v", all, size, bare, modalities, kinds)
	if all < 50_000 {
		t.Errorf("%d requirements", all)
	}
}

// TestLinear draws texts of 5,000 and 50,000 characters that are hard on the rules: ten
// times the text may take no more than about ten times as long.
func TestLinear(t *testing.T) {
	for _, piece := range []string{
		"党支部应当每月召开一次会议，有三人以上的，由党委批准；", "由", "的", "三人", "3人、5%，", "（含三人", "经党委批准", "《", "党支部、", "应当由甲组织的",
		"，", "对党员的，", "每年", "不少于", "无意义的字词没有标点", "一二三四五六七八九十百千万",
	} {
		var short, long time.Duration
		for range 5 { // other programs may run
			if short, long = fastest(piece, 5_000), fastest(piece, 50_000); long <= 30*short+20*time.Millisecond {
				break
			}
		}
		if long > 30*short+20*time.Millisecond {
			t.Errorf("%q: %v for 5,000 characters, %v for 50,000", piece, short, long)
		}
	}
}

// fastest is the shortest of some times that it takes to draw pieces of size characters.
func fastest(piece string, size int) time.Duration {
	text := strings.Repeat(piece, size/utf8.RuneCountInString(piece)+1)
	span := corpus.Span{End: len(text)}
	d := corpus.Document{Text: text, Root: &corpus.Provision{Kind: corpus.NodeRoot, Span: span, Children: []*corpus.Provision{
		{Kind: corpus.NodeParagraph, Locator: "p_1", Span: span},
	}}}
	d.Fields.Kind = corpus.Regulation
	best := time.Hour
	for range 3 {
		start := time.Now()
		Draw(&d)
		best = min(best, time.Since(start))
	}
	return best
}

func BenchmarkDraw(b *testing.B) {
	documents := lawDocuments(b, "law/民法典", "law/经济法", "party/regulations")
	size := 0
	for _, d := range documents {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i := range documents {
			Draw(&documents[i])
		}
	}
}

func FuzzDraw(f *testing.F) {
	f.Add("第一条 党支部应当每月召开1次会议，（含3人）以上的，由党委批准。")
	f.Add("第二条 甲应当：\n（一）三至五人；\n（二）每2年不少于半数")
	f.Add("第三条 每月10日前，不得不经X批准\x00\xff（")
	f.Add("第三十条 3至5 １２ 三分之二 1:200 2.5% 十二万 半 —— 7")
	f.Add("甲 | 3人\n乙 | 4人\n丙应当：\n（一）由丁；")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		d := regulation(text)
		checkInvariants(t, &d, Draw(&d))
	})
}
