package meaning

import "testing"

// FuzzTokens: any text has tokens between begin and end, no more than asked for, all of
// which the model knows, and cutting it into parts loses nothing.
func FuzzTokens(f *testing.F) {
	e := New()
	for _, text := range []string{"", "预备期多长", "\xff\xfe会", "a\u0301\u200b\u0085b", "ｗｉｆｉ 密码", "𠮷👍🏽", "[CLS]##的"} {
		f.Add(text, 10)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = 2 + most&511
		tokens := e.tokens.tokens(text, most)
		if len(tokens) > most || tokens[0] != begin || tokens[len(tokens)-1] != end {
			t.Fatalf("%q: %v of at most %d", text, tokens, most)
		}
		for _, n := range tokens {
			if n < 0 || n >= words {
				t.Fatalf("%q: token %d", text, n)
			}
		}
		all := ""
		for _, part := range e.Parts("", text) {
			if e.tokens.count(part) > positions-2 {
				t.Fatalf("%q: a part is too long", text)
			}
			all += part
		}
		if all != text {
			t.Fatalf("%q: the parts together are %q", text, all)
		}
	})
}
