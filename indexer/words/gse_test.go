package words

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/go-ego/gse"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer/words/trie"
)

// gses is gse's own segmenter, with the words of the field as well.
var gses = sync.OnceValue(func() *gse.Segmenter {
	seg := gse.Segmenter{NotLoadHMM: true, SkipLog: true, SkipSubSeg: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		panic(err)
	}
	frequency := map[string]float64{}
	for _, w := range DefaultWords().folded {
		if f, _, known := seg.Find(w); known {
			frequency[w] = f
			_ = seg.RemoveToken(w)
		}
	}
	for _, w := range DefaultWords().folded {
		_ = seg.AddToken(w, max(frequency[w], wordFrequency))
	}
	seg.CalcToken()
	return &seg
})

// TestCompiled: gse.trie holds the words of gse's dictionary, each as common and as
// much of a noun as there, and no others. If gse has others, go generate.
func TestCompiled(t *testing.T) {
	seg := gse.Segmenter{NotLoadHMM: true, SkipLog: true, SkipSubSeg: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		t.Fatal(err)
	}
	set, err := trie.Open(compiled)
	if err != nil {
		t.Fatal(err)
	}
	for i := range seg.Dict.Tokens {
		token := &seg.Dict.Tokens[i]
		want := trie.Kind{Frequency: uint32(token.Freq()), Noun: strings.HasPrefix(token.Pos(), "n")}
		if got, found := set.Find(token.Text()); !found || got != want {
			t.Fatalf("%s: %+v %v, gse has %+v", token.Text(), got, found, want)
		}
	}
	n := 0
	set.Each(func(string, trie.Kind) { n++ })
	if n != seg.Dict.NumTokens() || set.Total() != seg.Dict.TotalFreq() {
		t.Errorf("%d words, %v in all; gse has %d, %v", n, set.Total(), seg.Dict.NumTokens(), seg.Dict.TotalFreq())
	}
}

var numberOfProvision = regexp.MustCompile(`第[0-9零〇一二三四五六七八九十百千两]+[编章节条款项目](?:之[一二三四五六七八九十]+)?`)

// byGse are the words of a folded text as gse cuts it, clause by clause, with the
// numbers of provisions as words of their own.
func byGse(folded string) (out []string) {
	clauses := func(text string) {
		for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			for _, s := range gses().ModeSegment([]byte(clause)) {
				out = append(out, clause[s.Start():s.End()])
			}
		}
	}
	at := 0
	for _, m := range numberOfProvision.FindAllStringIndex(folded, -1) {
		clauses(folded[at:m[0]])
		out = append(out, folded[m[0]:m[1]])
		at = m[1]
	}
	clauses(folded[at:])
	return out
}

// TestCutsAsGse: real texts are cut word for word as gse cuts them.
func TestCutsAsGse(t *testing.T) {
	d := Load(DefaultWords())
	n := 0
	every := 40 // texts: a second's worth
	if os.Getenv("TIAOWEN_MUST") != "" {
		every = 4
	}
	for _, folder := range []string{"law", "articles", "party", "speech", "official"} {
		err := filepath.WalkDir(sharedtest.Path(t, folder), func(path string, f fs.DirEntry, err error) error {
			if n++; err != nil || f.IsDir() || n%every != 0 {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			folded := corpus.Fold(strings.ToValidUTF8(string(raw), ""))
			if got, want := d.CutFolded(folded), byGse(folded); !slices.Equal(got, want) {
				t.Errorf("%s: cut otherwise, from word %d on", path, differFrom(got, want))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func differFrom(a, b []string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// TestAnythingCutsAsGse: so is any text, also one that nobody writes.
func TestAnythingCutsAsGse(t *testing.T) {
	d := Load(DefaultWords())
	var pieces []string
	n := 0
	d.now.Load().general.Each(func(word string, _ trie.Kind) {
		if n++; n%97 == 0 {
			pieces = append(pieces, word)
		}
	})
	pieces = append(pieces, "第", "十", "条", "之一", "款", "a", "4s", "店", "é", "²", "𠮷", "，", "·", "𝟙", "ß", "的", "三会一课")
	rapid.Check(t, func(t *rapid.T) {
		folded := corpus.Fold(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), ""))
		if got, want := d.CutFolded(folded), byGse(folded); !slices.Equal(got, want) {
			t.Fatalf("%q is cut into %q, by gse into %q", folded, got, want)
		}
	})
}

// TestFindsAsGse: what is said of words is what gse says.
func TestFindsAsGse(t *testing.T) {
	d := Load(DefaultWords())
	for _, w := range append(DefaultWords().folded, "党员", "的", "研究", "没有的词", "党", "a") {
		frequency, class, _ := gses().Find(w)
		if got, want := d.Share(w), frequency/gses().Dict.TotalFreq(); got != want {
			t.Errorf("%s: share %v, gse has %v", w, got, want)
		}
		if got, want := d.Noun(w), strings.HasPrefix(class, "n"); got != want {
			t.Errorf("%s: noun %v, gse has %v", w, got, want)
		}
	}
}
