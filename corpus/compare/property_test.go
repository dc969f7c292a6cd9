package compare

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// writer writes sentences that differ from one another. rapid draws only its
// seed: left to itself it would repeat words until nothing could be told apart.
type writer struct {
	*rand.Rand
	words []string
}

func newWriter(seed uint64) *writer {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, seed))}
	for _, a := range "东西南北春夏秋冬山水云石松竹梅兰江河湖海林田路桥风雨霜雪日月星辰金木火土" {
		for _, b := range "门院台亭楼阁塔寺园圃溪泉岭谷坡岸洲岛港湾村镇街巷店铺坊市井苗种仓库车船舟" {
			w.words = append(w.words, string(a)+string(b))
		}
	}
	return w
}

func (w *writer) word() string { return w.words[w.IntN(len(w.words))] }

func (w *writer) sentences(n int) string {
	var b strings.Builder
	for range n {
		for range 9 + w.IntN(8) {
			b.WriteString(w.word())
		}
		b.WriteString("。")
	}
	return b.String()
}

// edit replaces up to three characters in ten, a word here and there.
func (w *writer) edit(text string) string {
	runes := []rune(text)
	for range 1 + w.IntN(len(runes)*3/20) {
		copy(runes[w.IntN(len(runes)-1):], []rune(w.word()))
	}
	return string(runes)
}

// fate is what a script does to an article.
type fate string

const (
	keep   fate = "keep"
	edit   fate = "edit"
	remove fate = "remove"
	split  fate = "split"
	merge  fate = "merge" // with the one after it
)

// group are old articles that stay together and the texts they become.
type group struct {
	fate  fate
	old   []int
	texts []string
}

// script is what was done to a regulation, and so what its comparison must say.
type script struct {
	old    []string
	groups []group
	moves  int
}

func drawScript(t *rapid.T, w *writer) script {
	s := script{}
	n := rapid.IntRange(5, 60).Draw(t, "articles")
	for range n {
		s.old = append(s.old, w.sentences(2+w.IntN(3)))
	}
	fates := append(slices.Repeat([]fate{keep}, 12), edit, edit, edit, remove, split, merge)
	for i := 0; i < n; i++ {
		g := group{fate: rapid.SampledFrom(fates).Draw(t, "fate"), old: []int{i}, texts: []string{s.old[i]}}
		switch g.fate {
		case edit:
			g.texts[0] = w.edit(g.texts[0])
		case remove:
			g.texts = nil
		case split:
			at := strings.Index(g.texts[0], "。") + len("。")
			g.texts = []string{s.old[i][:at], s.old[i][at:]}
		case merge:
			if i+1 == n {
				g.fate = keep
				break
			}
			i++
			g.old, g.texts = append(g.old, i), []string{s.old[i-1] + s.old[i]}
		}
		s.groups = append(s.groups, g)
	}
	s.insertAndMove(t, w)
	return s
}

func (s *script) insertAndMove(t *rapid.T, w *writer) {
	for range rapid.IntRange(0, len(s.old)/6).Draw(t, "insertions") {
		at := rapid.IntRange(0, len(s.groups)).Draw(t, "insert at")
		s.groups = slices.Insert(s.groups, at, group{fate: keep, texts: []string{w.sentences(2)}})
	}
	for range rapid.IntRange(0, 3).Draw(t, "moves") {
		from := rapid.IntRange(0, len(s.groups)-1).Draw(t, "from")
		g := s.groups[from]
		if g.fate != keep {
			continue
		}
		s.groups = slices.Delete(s.groups, from, from+1)
		s.groups = slices.Insert(s.groups, rapid.IntRange(0, len(s.groups)).Draw(t, "to"), g)
		s.moves++
	}
}

func (s script) new() []string {
	var out []string
	for _, g := range s.groups {
		out = append(out, g.texts...)
	}
	return out
}

// rowOfScript is a row as numbers, to compare with what a script expects.
type rowOfScript struct {
	Old, New []int
}

// expected are the rows of the fates asked for, new articles numbered from one.
func (s script) expected(fates ...fate) []rowOfScript {
	var out []rowOfScript
	next := 1
	for _, g := range s.groups {
		r := rowOfScript{}
		for _, i := range g.old {
			r.Old = append(r.Old, i+1)
		}
		for range g.texts {
			r.New = append(r.New, next)
			next++
		}
		if slices.Contains(fates, g.fate) {
			out = append(out, r)
		}
	}
	return out
}

func rowsOf(c Comparison) []rowOfScript {
	var out []rowOfScript
	for _, r := range c.Rows {
		if !r.Heading {
			out = append(out, rowOfScript{numbers(r.Old), numbers(r.New)})
		}
	}
	return out
}

func numbers(nodes []*corpus.Provision) []int {
	var out []int
	for _, n := range nodes {
		out = append(out, n.Number)
	}
	return out
}

// TestScript changes a regulation by a random script and expects the comparison
// to give the script back: what was left alone, added and removed exactly, what
// was edited, split and merged nearly always.
func TestScript(t *testing.T) {
	asked, found := map[fate]int{}, map[fate]int{}
	rapid.Check(t, func(t *rapid.T) {
		s := drawScript(t, newWriter(rapid.Uint64().Draw(t, "seed")))
		c := Versions(parsed(regulation(s.old)), parsed(regulation(s.new())))
		got := rowsOf(c)
		has := func(want rowOfScript) bool {
			return slices.ContainsFunc(got, func(r rowOfScript) bool { return cmp.Equal(r, want) })
		}
		for _, want := range s.expected(keep, remove) {
			if !has(want) {
				t.Errorf("no row %v", want)
			}
		}
		for _, f := range []fate{edit, split, merge} {
			for _, want := range s.expected(f) {
				asked[f]++
				if has(want) {
					found[f]++
				}
			}
		}
		if c.Summary.Moved > s.moves {
			t.Errorf("%d moved, the script moved %d", c.Summary.Moved, s.moves)
		}
		checkComparison(t, c)
	})
	for f, n := range asked {
		if found[f]*100 < n*98 {
			t.Errorf("%s: %d of %d", f, found[f], n)
		}
	}
	t.Log(asked, found)
}

// checkComparison holds what is true of every comparison: each unit is in one
// row, new ones in order, and the diffs give both texts back.
func checkComparison(t interface{ Errorf(string, ...any) }, c Comparison) {
	var before, after []*corpus.Provision
	for _, r := range c.Rows {
		if len(r.Old)+len(r.New) == 0 {
			t.Errorf("empty row")
		}
		if !r.Heading {
			before, after = append(before, r.Old...), append(after, r.New...)
			checkDiff(t, r.Diff, textsOf(c.Old, r.Old), textsOf(c.New, r.New))
		}
	}
	was, is := readVersion(c.Old), readVersion(c.New)
	if len(before) != len(was.units) || len(after) != len(is.units) {
		t.Errorf("%d and %d units in rows, not %d and %d", len(before), len(after), len(was.units), len(is.units))
	}
	for i := 1; i < len(after); i++ {
		if after[i].Span.Start < after[i-1].Span.End {
			t.Errorf("%s stands before %s", after[i-1].Locator, after[i].Locator)
		}
	}
}

func textsOf(doc *corpus.Document, nodes []*corpus.Provision) string {
	var out []string
	for _, n := range nodes {
		out = append(out, Text(doc.Text, n))
	}
	return strings.Join(out, "\n")
}

func checkDiff(t interface{ Errorf(string, ...any) }, ops []Op, before, after string) {
	var was, is strings.Builder
	for i, op := range ops {
		was.WriteString(op.Old())
		is.WriteString(op.New())
		if op.Text == "" {
			t.Errorf("op %d is empty", i)
		}
	}
	if was.String() != before || is.String() != after {
		t.Errorf("diff of %q and %q gives %q and %q", before, after, was.String(), is.String())
	}
}

func TestTextsProperties(t *testing.T) {
	text := rapid.Map(rapid.SliceOf(rapid.OneOf(
		rapid.SampledFrom([]string{"应当", "党员", "。", "；", "\n", "　", " ", "Ａ", "a", "條", "条", "\u200b"}), rapid.String(),
	)), func(s []string) string { return strings.Join(s, "") })
	rapid.Check(t, func(t *rapid.T) {
		a, b := strings.ToValidUTF8(text.Draw(t, "a"), ""), strings.ToValidUTF8(text.Draw(t, "b"), "")
		checkDiff(t, Texts(a, b), a, b)
		small := newDiffer()
		small.steps = rapid.IntRange(0, 200).Draw(t, "steps")
		checkDiff(t, small.texts(a, b), a, b)
		for _, op := range Texts(a, a) {
			if op.Kind != Equal {
				t.Errorf("%q differs from itself", a)
			}
		}
	})
}
