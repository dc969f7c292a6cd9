package search

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// readings are the ways to say a character, without tones: 重 is zhong and
// chong. They are looked up once for each character of the names held.
type readings struct {
	// of is indexed by character, because every name is read for every word of
	// pinyin that is typed.
	of   [lastHan - firstHan + 1][]string
	args pinyin.Args
}

const firstHan, lastHan = 0x4e00, 0x9fff

func isHan(r rune) bool { return r >= firstHan && r <= lastHan }

// maxSounds bounds the readings of one character, the commonest first; the
// dictionary has up to nine, most of them
// never heard.
const maxSounds = 2

func newReadings() *readings {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return &readings{args: args}
}

// learn looks up the characters of s.
func (rs *readings) learn(s string) {
	for _, r := range s {
		if isHan(r) && rs.of[r-firstHan] == nil {
			rs.of[r-firstHan] = rs.sounds(r)
		}
	}
}

// learnt are the sounds of a character that a name held has.
func (rs *readings) learnt(r rune) []string {
	if !isHan(r) {
		return nil
	}
	return rs.of[r-firstHan]
}

// sounds are the ways to say any character. It learns nothing, so that many may
// ask at once.
func (rs *readings) sounds(r rune) []string {
	if sounds := rs.learnt(r); sounds != nil {
		return sounds
	}
	var sounds []string
	for _, s := range pinyin.SinglePinyin(r, rs.args) {
		if len(sounds) < maxSounds {
			sounds = append(sounds, strings.ReplaceAll(s, "ü", "v"))
		}
	}
	return sounds
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
	return len(letters) >= 4 && len(letters) <= 200 && isLatin(letters)
}

// isLatin reports whether s is letters from a to z and nothing else.
func isLatin(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
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
	if 3*len(letters) > len(plain) && (&spelling{readings: rs, steps: 64 * len(plain)}).reads(letters, plain) {
		return pinyinFull
	}
	return pinyinNone
}

// beginnings are the letters that a name may begin with, a bit each.
func (rs *readings) beginnings(plain string) uint32 {
	r, _ := utf8.DecodeRuneInString(plain)
	bits := letterBit(byte(min(r, 0x7f)))
	for _, sound := range rs.learnt(r) {
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
	for _, sound := range rs.learnt(r) {
		if sound[0] == letter {
			return true
		}
	}
	return r == rune(letter)
}

// spelling reads what was typed as the characters of a name one after the
// other, each by itself or by one of its sounds.
type spelling struct {
	*readings
	// short lets characters stand by their first letters: zt for 主题.
	short bool
	// open lets the name go on, and cuts the last sound: zhut for 主题党日.
	open bool
	// steps bounds the ways tried where characters have several sounds.
	steps int
	// left is what was left of plain when it was read; further says that it might
	// have been if plain went on.
	left    string
	further bool
}

// reads reports whether typed is plain, or the beginning of it if s is open.
func (s *spelling) reads(typed, plain string) bool {
	if typed == "" || plain == "" {
		s.left, s.further = plain, s.further || plain == ""
		return typed == "" && (plain == "" || s.open)
	}
	if s.steps--; s.steps < 0 {
		return false
	}
	r, width := utf8.DecodeRuneInString(plain)
	if rest, found := strings.CutPrefix(typed, plain[:width]); found && s.reads(rest, plain[width:]) {
		return true
	}
	for _, sound := range s.learnt(r) {
		if s.open && strings.HasPrefix(sound, typed) {
			s.left = plain[width:]
			return true
		}
		if rest, found := strings.CutPrefix(typed, sound); found && s.reads(rest, plain[width:]) {
			return true
		}
		if s.short && s.readsShort(sound, typed, plain[width:]) {
			return true
		}
	}
	return false
}

// readsShort takes the first letter of a sound for it, or zh, ch, sh.
func (s *spelling) readsShort(sound, typed, plain string) bool {
	if sound[0] != typed[0] {
		return false
	}
	if s.reads(typed[1:], plain) {
		return true
	}
	return len(sound) > 1 && sound[1] == 'h' && strings.HasPrefix(typed, sound[:2]) && s.reads(typed[2:], plain)
}
