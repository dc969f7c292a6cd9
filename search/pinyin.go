package search

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// readings are the ways to say a character, without tones: 重 is zhong and
// chong. They are looked up once for each character of the titles held.
type readings struct {
	of   map[rune][]string
	args pinyin.Args
}

// maxSounds bounds the readings of one character; the dictionary has up to nine, most of them
// never heard.
const maxSounds = 4

func newReadings() *readings {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return &readings{of: map[rune][]string{}, args: args}
}

// learn looks up the characters of s.
func (rs *readings) learn(s string) {
	for _, r := range s {
		if _, known := rs.of[r]; known || r < utf8.RuneSelf {
			continue
		}
		var sounds []string
		for _, s := range pinyin.SinglePinyin(r, rs.args) {
			s = strings.ReplaceAll(s, "ü", "v")
			if len(sounds) < maxSounds {
				sounds = append(sounds, s)
			}
		}
		rs.of[r] = sounds
	}
}

// How a name was typed in Latin letters.
const (
	pinyinNone = iota
	pinyinInitials
	pinyinFull
)

// isPinyin reports whether a folded name is typed in Latin letters: all of it
// but for an apostrophe or a numeral, and four letters at least.
func isPinyin(folded string) bool {
	letters := pinyinLetters(folded)
	if len(letters) < 4 || len(letters) > 200 {
		return false
	}
	latin := 0
	for _, r := range letters {
		if r >= 'a' && r <= 'z' {
			latin++
		}
	}
	return latin == utf8.RuneCountInString(letters)
}

// pinyinLetters drops what people put between syllables.
func pinyinLetters(folded string) string {
	return strings.NewReplacer("'", "", "’", "", "-", "", "·", "", "ü", "v").Replace(folded)
}

// match says how letters are the pinyin of a plain name.
func (rs *readings) match(letters, plain string) int {
	if 3*len(letters) == len(plain) && rs.initials(letters, plain) {
		return pinyinInitials
	}
	if steps := 64 * len(plain); 3*len(letters) > len(plain) && rs.spelled(letters, plain, &steps) {
		return pinyinFull
	}
	return pinyinNone
}

// beginnings are the letters that a name may begin with, a bit each.
func (rs *readings) beginnings(plain string) uint32 {
	r, _ := utf8.DecodeRuneInString(plain)
	bits := letterBit(byte(min(r, 0x7f)))
	for _, sound := range rs.of[r] {
		bits |= letterBit(sound[0])
	}
	return bits
}

func letterBit(letter byte) uint32 {
	if letter < 'a' || letter > 'z' {
		return 0
	}
	return 1 << (letter - 'a')
}

// initials reports whether letters are the first letters of the characters.
func (rs *readings) initials(letters, plain string) bool {
	i := 0
	for _, r := range plain {
		if !rs.begins(r, letters[i]) {
			return false
		}
		i++
	}
	return i == len(letters)
}

func (rs *readings) begins(r rune, letter byte) bool {
	for _, sound := range rs.of[r] {
		if sound[0] == letter {
			return true
		}
	}
	return r == rune(letter)
}

// spelled reports whether letters are the characters' sounds one after the
// other. steps bounds the ways tried where characters have several sounds.
func (rs *readings) spelled(letters, plain string, steps *int) bool {
	if letters == "" || plain == "" {
		return letters == plain
	}
	if *steps--; *steps < 0 {
		return false
	}
	r, width := utf8.DecodeRuneInString(plain)
	if r < utf8.RuneSelf {
		return letters[0] == plain[0] && rs.spelled(letters[1:], plain[1:], steps)
	}
	for _, sound := range rs.of[r] {
		if rest, found := strings.CutPrefix(letters, sound); found && rs.spelled(rest, plain[width:], steps) {
			return true
		}
	}
	return false
}
