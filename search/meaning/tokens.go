package meaning

import (
	_ "embed"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed vocabulary.txt
var vocabularyFile string

// Tokens with a meaning of their own, by their numbers.
const (
	unknown  = 100
	begin    = 101
	end      = 102
	longest  = 100 // letters of a word; a longer one is unknown
	followed = "##"
)

// tokenizer cuts texts into the tokens of a vocabulary, as BERT does (WordPiece,
// Devlin et al. 2018): words at blanks and signs, each Chinese character by itself, and
// of every word the longest piece that is a token, and so on.
type tokenizer map[string]int

func readVocabulary(file string) tokenizer {
	t := make(tokenizer, words)
	for word := range strings.SplitSeq(strings.TrimSuffix(file, "\n"), "\n") {
		t[word] = len(t)
	}
	return t
}

// tokens are those of a text, at most most, between begin and end.
func (t tokenizer) tokens(text string, most int) []int {
	out := []int{begin}
	for word := range split(text) {
		if out = t.word(out, word); len(out) >= most-1 {
			out = out[:most-1]
			break
		}
	}
	return append(out, end)
}

// word adds the tokens of a word.
func (t tokenizer) word(out []int, word string) []int {
	if utf8.RuneCountInString(word) > longest {
		return append(out, unknown)
	}
	before, prefix := len(out), ""
	for word != "" {
		to := len(word)
		for to > 0 {
			if n, ok := t[prefix+word[:to]]; ok {
				out = append(out, n)
				break
			}
			_, width := utf8.DecodeLastRuneInString(word[:to])
			to -= width
		}
		if to == 0 {
			return append(out[:before], unknown)
		}
		word, prefix = word[to:], followed
	}
	return out
}

// split cuts a text at blanks, and around signs and Chinese characters, which are words
// of their own. Signs that are not seen are left out.
func split(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var word strings.Builder
		flush := func() bool {
			whole := word.String()
			word.Reset()
			return whole == "" || yield(whole)
		}
		for _, r := range text {
			switch r = seen(r); {
			case r < 0:
			case r == ' ':
				if !flush() {
					return
				}
			case isHan(r) || isSign(r):
				if !flush() || !yield(string(r)) {
					return
				}
			default:
				word.WriteRune(r)
			}
		}
		flush()
	}
}

// seen is a blank for white space, and less than 0 for what is not seen.
func seen(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co):
		return -1
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// isHan reports whether r is of the blocks that BERT takes for Chinese characters.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0x20000 && r <= 0x2a6df || r >= 0x2a700 && r <= 0x2b73f ||
		r >= 0x2b740 && r <= 0x2b81f || r >= 0x2b820 && r <= 0x2ceaf || r >= 0xf900 && r <= 0xfaff || r >= 0x2f800 && r <= 0x2fa1f
}

// isSign reports whether r is punctuation to BERT: all of ASCII that is neither letter
// nor digit counts.
func isSign(r rune) bool {
	return r > ' ' && r < 0x7f && !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.IsPunct(r)
}
