package parse

import (
	"strings"
	"unicode"

	"tiaowen/corpus/pattern"
)

// A translation beside a text, or a stretch of another language in it, shows by its
// letters.

// letters counts the Han and the other letters of a text, those of no Latin script, and
// its words in Latin ones.
func letters(text string) (han, other, exotic, words int) {
	inWord := 0
	for _, r := range text {
		if plainHan(r) || strings.ContainsRune("，。、；：", r) { // most there is
			if plainHan(r) {
				han++
			}
			if inWord >= 2 {
				words++
			}
			inWord = 0
			continue
		}
		latin := unicode.Is(unicode.Latin, r) && r != 'x' && r != 'X' && r != 'Ｘ' // a name left open: xx同志
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case latin || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			other++
			if !latin && !unicode.Is(unicode.Greek, r) {
				exotic++
			}
		}
		if latin {
			inWord++
			continue
		}
		if inWord >= 2 {
			words++
		}
		inWord = 0
	}
	if inWord >= 2 {
		words++
	}
	return han, other, exotic, words
}

// plainHan reports whether r is one of the common Han characters.
func plainHan(r rune) bool { return r >= 0x4e00 && r < 0xa000 }

// surelyForeign reports whether a text is in another language: several words, or
// letters of a script that Chinese texts do not use, and hardly any Han.
func surelyForeign(text string) bool {
	han, other, exotic, words := letters(text)
	return other >= 6 && han < 4 && han*5 < other && (words >= 3 || exotic >= 6) || exotic >= 6 && exotic > 2*han
}

// hardlyChinese reports whether a text has letters, and no Han.
func hardlyChinese(text string) bool {
	han, other, _, _ := letters(text)
	return han == 0 && other >= 2
}

// foreign reports whether most of the letters of a text are no Han.
func foreign(text string) bool {
	han, other := 0, 0
	for _, r := range text {
		switch {
		case plainHan(r) || unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLetter(r):
			other++
		}
	}
	return other >= 6 && other > 2*han
}

// longForeign reports whether a sentence in another language stands in a Chinese text.
func longForeign(text string) bool {
	_, other, exotic, words := letters(text)
	return other >= 12 && words >= 6 && latinRun.MatchString(text) || exotic >= 3 && exoticRun.MatchString(text)
}

var (
	latinRun  = pattern.MustCompile(`(?:[A-Za-z]{2,}[,;]?[ ]+(?:[A-Za-z][ ]+)?){5,}[A-Za-z]{2,}`)
	exoticRun = pattern.MustCompile(`[\p{Tibetan}\p{Arabic}\p{Mongolian}\p{Cyrillic}\p{Hangul}\p{Yi}]{3,}`)
)
