package cite_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// goldMark is a line of citations_gold.jsonl, which citations_gold.md explains.
type goldMark struct {
	File    string
	Start   int
	End     int
	FNV     string
	Targets []struct{ Document, Locator string }
	Kind    string
	Note    string
	// span is the mark in the text as read.
	span corpus.Span
}

// tally counts what was found of a set of marks.
type tally struct{ marks, right, found, exact int }

func (n tally) recall() float64    { return float64(n.right) / float64(max(n.marks, 1)) }
func (n tally) precision() float64 { return float64(n.right) / float64(max(n.found, 1)) }

func (n *tally) add(m tally) {
	n.marks += m.marks
	n.right += m.right
	n.found += m.found
	n.exact += m.exact
}

func (n tally) String() string {
	return fmt.Sprintf("%d marks, %d found, %d right: precision %.4f, recall %.4f, same span %d", n.marks, n.found, n.right, n.precision(), n.recall(), n.exact)
}

// TestGoldCitations compares the citations found with those marked by hand. The
// rules were tuned on the files with an odd place in the list; the others tell
// how they do elsewhere, as far as marks can that were read before the rules
// were written. Package search tests them on texts nobody marked: there every
// law's citations of itself must lead somewhere.
func TestGoldCitations(t *testing.T) {
	var files []string
	marks := map[string][]goldMark{}
	for _, m := range readGold(t) {
		if m.Kind == "stretch" {
			files = append(files, m.File)
		}
		marks[m.File] = append(marks[m.File], m)
	}
	var all, tuned, held tally
	for i, file := range files {
		n := scoreFile(t, file, marks[file])
		all.add(n)
		if i%2 == 0 {
			tuned.add(n)
		} else {
			held.add(n)
		}
	}
	t.Logf("all:   %v", all)
	t.Logf("tuned: %v", tuned)
	t.Logf("held:  %v", held)
	for name, n := range map[string]tally{"all": all, "held out": held} {
		if n.precision() < .995 || n.recall() < .995 {
			t.Errorf("%s: precision %.4f, recall %.4f", name, n.precision(), n.recall())
		}
	}
}

func readGold(t *testing.T) []goldMark {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "citations_gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []goldMark
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var m goldMark
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// scoreFile scores one file within its stretch and logs what is missed.
func scoreFile(t *testing.T, file string, marks []goldMark) tally {
	raw, err := os.ReadFile(sharedtest.Path(t, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := extract.Read(file, raw)
	if err != nil {
		t.Fatal(err)
	}
	doc := parse.Document(sources[0])
	stretch := place(t, string(raw), doc.Text, marks)
	var found []corpus.Citation
	for _, c := range cite.Find(&doc) {
		if stretch.Contains(c.Span) {
			found = append(found, c)
		}
	}
	return score(t, path.Base(file), doc.Text, marks, found)
}

// score pairs marks with what was found on the same place.
func score(t *testing.T, name, text string, marks []goldMark, found []corpus.Citation) tally {
	var n tally
	used := make([]bool, len(found))
	for _, m := range marks {
		if m.Kind == "stretch" {
			continue
		}
		best := -1
		for i, c := range found {
			if !used[i] && c.Span.Start < m.span.End && m.span.Start < c.Span.End && (best < 0 || c.Span == m.span) {
				best = i
			}
		}
		if m.Kind == "ignore" {
			if best >= 0 {
				used[best] = true
				n.found-- // left out both ways
			}
			continue
		}
		n.marks++
		if best < 0 {
			t.Logf("%s: missed %s %s, wants %v %s", name, m.Kind, around(text, m.span), m.Targets, m.Note)
			continue
		}
		used[best] = true
		if !sameTarget(m, found[best]) {
			t.Logf("%s: wrong %s %s, wants %v %s\n\tgot %s", name, m.Kind, around(text, m.span), m.Targets, m.Note, describe(found[best]))
			continue
		}
		n.right++
		if found[best].Span == m.span {
			n.exact++
		} else {
			t.Logf("%s: other span %s, found %s", name, around(text, m.span), around(text, found[best].Span))
		}
	}
	n.found += len(found)
	for i, c := range found {
		if !used[i] {
			t.Logf("%s: unmarked %s %s", name, around(text, c.Span), describe(c))
		}
	}
	return n
}

func around(text string, s corpus.Span) string {
	from, to := max(0, s.Start-45), min(len(text), s.End+30)
	return strings.ReplaceAll(strings.ToValidUTF8(text[from:s.Start], "")+"【"+s.In(text)+"】"+strings.ToValidUTF8(text[s.End:to], ""), "\n", "⏎")
}

func describe(c corpus.Citation) string {
	var locators []string
	for _, p := range c.Pointers {
		locators = append(locators, p.Locator())
	}
	return fmt.Sprintf("%s %q (%s) %v", c.Kind, c.Title, c.Defined, locators)
}

var paragraphLevel = regexp.MustCompile(`__para_\d+`)

// sameTarget compares what is cited. Where one side names no 款 above its 项 the
// other need not either, and a paragraph of a preamble is its preamble.
func sameTarget(m goldMark, c corpus.Citation) bool {
	if len(m.Targets) == 0 {
		return c.Kind == corpus.CiteBare
	}
	if c.Kind == corpus.CiteBare {
		return false
	}
	if len(c.Pointers) == 0 {
		return len(m.Targets) == 1 && m.Targets[0].Locator == "" && sameTitle(m.Targets[0].Document, c.Names())
	}
	if len(c.Pointers) != len(m.Targets) {
		return false
	}
	for i, want := range m.Targets {
		got := c.Pointers[i].Locator()
		item := strings.Contains(got, "__item_") && paragraphLevel.ReplaceAllString(got, "") == paragraphLevel.ReplaceAllString(want.Locator, "") &&
			paragraphLevel.MatchString(got) != paragraphLevel.MatchString(want.Locator)
		preamble := want.Locator == "preamble" && strings.HasPrefix(got, "preamble")
		if got != want.Locator && !item && !preamble || !sameTitle(want.Document, c.Names()) || c.Pointers[i].From != corpus.Absolute {
			return false
		}
	}
	return true
}

var (
	goldAliases = map[string]string{
		"党章": "中国共产党章程", "党纪处分条例": "中国共产党纪律处分条例", "刑法修正案九": "刑法修正案(九)",
	}
	titlePrefix = regexp.MustCompile(`^(中华人民共和国|中国共产党|纪律检查机关|公职人员|最高人民法院|最高人民检察院|全国人民代表大会常务委员会|、)*$`)
	innerMarks  = strings.NewReplacer("〈", "", "〉", "", "《", "", "》", "")
)

// sameTitle compares the official title with a title as cited.
func sameTitle(want, got string) bool {
	if want == "self" {
		return got == ""
	}
	want, got = innerMarks.Replace(corpus.Fold(want)), innerMarks.Replace(corpus.Fold(got))
	if alias := goldAliases[got]; alias != "" {
		got = alias
	}
	before, ok := strings.CutSuffix(corpus.WorkKey(want), corpus.WorkKey(got))
	return got != "" && ok && titlePrefix.MatchString(before)
}

// place finds the marks, which count in code points of the raw file, in the
// text as read, and gives the stretch. Both texts are folded; what is only in
// one of them (markup) is passed over.
func place(t *testing.T, raw, text string, marks []goldMark) corpus.Span {
	points := []rune(strings.ReplaceAll(raw, "\r\n", "\n"))
	to := align(points, text)
	stretch := corpus.Span{}
	for i := range marks {
		m := &marks[i]
		sum := fnv.New32a()
		_, _ = sum.Write([]byte(string(points[m.Start:m.End])))
		if got := fmt.Sprintf("%08x", sum.Sum32()); got != m.FNV {
			t.Fatalf("%s %d: the file is not the one that was marked", m.File, m.Start)
		}
		m.span = corpus.Span{Start: -1}
		for at := m.Start; at < m.End; at++ {
			if to[at].Empty() {
				continue
			}
			if m.span.Start < 0 {
				m.span.Start = to[at].Start
			}
			m.span.End = to[at].End
		}
		if m.span.Start < 0 {
			t.Fatalf("%s %d: not in the text as read", m.File, m.Start)
		}
		if m.Kind == "stretch" {
			stretch = m.span
		}
	}
	return stretch
}

// align gives for each code point of the raw file its place in the text.
func align(points []rune, text string) []corpus.Span {
	to := make([]corpus.Span, len(points))
	folded := corpus.FoldBack(text)
	read := []rune(folded.Text)
	var places []corpus.Span
	at := 0
	for _, r := range read {
		width := len(string(r))
		places = append(places, folded.Source(corpus.Span{Start: at, End: at + width}))
		at += width
	}
	var wrote []rune
	var from []int
	for i, r := range points {
		if f := corpus.FoldRune(r); f >= 0 {
			wrote, from = append(wrote, f), append(from, i)
		}
	}
	for i, j := 0, 0; i < len(wrote) && j < len(read); {
		if wrote[i] == read[j] {
			to[from[i]] = places[j]
			i, j = i+1, j+1
			continue
		}
		di, dj := resume(wrote[i:], read[j:])
		i, j = i+di, j+dj
	}
	return to
}

// resume is how far to go on in each text until they agree again.
func resume(wrote, read []rune) (di, dj int) {
	const agree = 6
	for d := 1; d < 4000; d++ {
		if d < len(wrote) && same(wrote[d:], read, agree) {
			return d, 0
		}
		if d < 60 && d < len(read) && same(wrote, read[d:], agree) {
			return 0, d
		}
	}
	return 1, 1
}

func same(a, b []rune, n int) bool {
	n = min(n, len(a), len(b))
	return n > 0 && string(a[:n]) == string(b[:n])
}
