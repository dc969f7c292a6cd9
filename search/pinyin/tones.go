package pinyin

import (
	"strings"
	"unicode"
)

// tones are vowels with a mark for the tone behind the vowel alone; ü is v, as people
// type it.
const tones = "aāáǎà eēéěèê iīíǐì oōóǒò uūúǔù vüǖǘǚǜ nńňǹ mḿ"

var toneless = readTones()

func readTones() map[rune]rune {
	out := map[rune]rune{}
	for _, group := range strings.Fields(tones) {
		runes := []rune(group)
		for _, r := range runes[1:] {
			out[r] = runes[0]
		}
	}
	return out
}

// Toneless is a folded text with dǎngzhāng as dangzhang.
func Toneless(folded string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return r
		case unicode.Is(unicode.Mn, r): // a mark typed by itself
			return -1
		case toneless[r] != 0:
			return toneless[r]
		}
		return r
	}, folded)
}
