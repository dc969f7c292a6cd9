package extract

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

// misread are characters that come in numbers only when UTF-8 was read as GBK
// or as Latin-1, and the words that programs leave of memory and of U+FFFD.
const misread = "锛銆鐨鍦涓鏄绗鍏浠鏈鎴鍥鍙瀹鏂灏娉锟屯ÃÂâäåæçèéï¼½¿€"

// gap is how many other characters may stand between two signs of one piece of
// mojibake: half of its bytes may happen to give an ordinary character.
const gap = 2

// mojibake finds places that look decoded with a wrong charset: two signs or
// more close together. It gives the first place, and how many there are.
func mojibake(text string) (first corpus.Span, found int) {
	start, end, signs, since := -1, 0, 0, 0
	finish := func() {
		if signs >= 2 {
			if found == 0 {
				first = corpus.Span{Start: start, End: end}
			}
			found++
		}
		start, signs, since = -1, 0, 0
	}
	for i, r := range text {
		if isMisread(r) {
			if start < 0 {
				start = i
			}
			end = i + len(string(r))
			signs++
			since = 0
			continue
		}
		if since++; start >= 0 && since > gap {
			finish()
		}
	}
	finish()
	return first, found
}

// isMisread reports whether r is a sign: one of the telling characters, or a
// Chinese one that even folded is none of the 6,763 of GB2312. Good texts have
// such a character now and then, in a name, but not two together.
func isMisread(r rune) bool {
	if r < 0x80 {
		return false
	}
	if r >= 0x4e00 && r <= 0x9fff && !everyday()[r] && !everyday()[corpus.FoldRune(r)] {
		return true
	}
	return strings.ContainsRune(misread, r)
}

// everyday are the Chinese characters of GB2312.
var everyday = sync.OnceValue(func() map[rune]bool {
	var pairs []byte
	for high := byte(0xb0); high <= 0xf7; high++ {
		for low := byte(0xa1); low <= 0xfe; low++ {
			pairs = append(pairs, high, low)
		}
	}
	set := map[rune]bool{}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(pairs)
	if err != nil {
		return set
	}
	for _, r := range string(decoded) {
		if unicode.Is(unicode.Han, r) { // five code points have no character
			set[r] = true
		}
	}
	return set
})
