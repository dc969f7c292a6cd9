package trie

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestTrie: what was built in is found, and nothing else.
func TestTrie(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.StringOfN(rapid.RuneFrom([]rune("甲乙丙a𠮷é")), 1, 5, -1)
		want := rapid.MapOf(texts, rapid.Custom(func(t *rapid.T) Kind {
			return Kind{rapid.Uint32Range(1, mostFrequent).Draw(t, "frequency"), rapid.Bool().Draw(t, "noun")}
		})).Draw(t, "words")
		var list []Word
		total := 0.0
		for text, kind := range want {
			list = append(list, Word{text, kind})
			total += float64(kind.Frequency)
		}
		raw, err := Build(list)
		if err != nil {
			t.Fatal(err)
		}
		set, err := Open(raw)
		if err != nil || set.Total() != total {
			t.Fatal(err, set.Total(), total)
		}
		got, before := map[string]Kind{}, ""
		set.Each(func(word string, k Kind) {
			if got[word] = k; word <= before {
				t.Fatalf("%q after %q", word, before)
			}
			before = word
		})
		if diff := cmp.Diff(want, maps.Clone(got)); diff != "" {
			t.Fatal(diff)
		}
		asked := texts.Draw(t, "asked")
		kind, known := want[asked]
		if got, found := set.Find(asked); got != kind || found != known {
			t.Fatalf("%q: %+v %v, want %+v %v", asked, got, found, kind, known)
		}
	})
}

// TestNoTrie: what is no trie is refused, and so are words that cannot be held.
func TestNoTrie(t *testing.T) {
	raw, err := Build([]Word{{"甲", Kind{Frequency: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", raw[:10], raw[:headerBytes], raw[:len(raw)-1], "\xff\xff\xff" + raw[3:]} {
		if _, err := Open(bad); err == nil {
			t.Errorf("%q is opened", bad)
		}
	}
	for _, bad := range [][]Word{{{"", Kind{Frequency: 1}}}, {{"甲", Kind{}}}, {{"甲", Kind{Frequency: mostFrequent + 1}}}, {{"\xff", Kind{Frequency: 1}}}, {{"甲", Kind{Frequency: 1}}, {"甲", Kind{Frequency: 2}}}} {
		if _, err := Build(bad); err == nil {
			t.Errorf("%v is built", bad)
		}
	}
}
