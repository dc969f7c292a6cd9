package pinyin

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Readings are the ways to say a character, without tones: 重 is zhong and
// chong. They are looked up once for each character of the names held.
type Readings struct {
	// of is indexed by character, because every name is read for every word of
	// pinyin that is typed.
	of   [lastHan - firstHan + 1][]string
	args pinyin.Args
}

const firstHan, lastHan = 0x4e00, 0x9fff

func IsHan(r rune) bool { return r >= firstHan && r <= lastHan }

// maxSounds bounds the readings of one character, the commonest first; the
// dictionary has up to nine, most of them
// never heard.
const maxSounds = 2

func NewReadings() *Readings {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return &Readings{args: args}
}

// Learn looks up the characters of s.
func (rs *Readings) Learn(s string) {
	for _, r := range s {
		if IsHan(r) && rs.of[r-firstHan] == nil {
			rs.of[r-firstHan] = rs.Sounds(r)
		}
	}
}

// learnt are the sounds of a character that a name held has.
func (rs *Readings) learnt(r rune) []string {
	if !IsHan(r) {
		return nil
	}
	return rs.of[r-firstHan]
}

// Sounds are the ways to say any character. It learns nothing, so that many may
// ask at once.
func (rs *Readings) Sounds(r rune) []string {
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
	None = iota
	Initials
	Full
)

// IsSpelling reports whether a folded name is typed in Latin letters: all of it
// but for an apostrophe or a numeral, and four letters at least.
func IsSpelling(folded string) bool {
	letters := Letters(folded)
	return len(letters) >= 4 && len(letters) <= 200 && IsLatin(letters)
}

// IsLatin reports whether s is letters from a to z and nothing else.
func IsLatin(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// Letters drops what people put between syllables, and the marks of tones.
func Letters(folded string) string {
	return strings.NewReplacer("'", "", "’", "", "-", "", "·", "").Replace(Toneless(folded))
}

// Match says how letters are the pinyin of a plain name.
func (rs *Readings) Match(letters, plain string) int {
	if 3*len(letters) == len(plain) && rs.initials(letters, plain) {
		return Initials
	}
	if 3*len(letters) > len(plain) && (&Spelling{Readings: rs, Steps: 64 * len(plain)}).Reads(letters, plain) {
		return Full
	}
	return None
}

// Beginnings are the letters that a name may begin with, a bit each.
func (rs *Readings) Beginnings(plain string) uint32 {
	r, _ := utf8.DecodeRuneInString(plain)
	bits := LetterBit(byte(min(r, 0x7f)))
	for _, sound := range rs.learnt(r) {
		bits |= LetterBit(sound[0])
	}
	return bits
}

func LetterBit(letter byte) uint32 {
	if letter < 'a' || letter > 'z' {
		return 0
	}
	return 1 << (letter - 'a')
}

// initials reports whether letters are the first letters of the characters.
func (rs *Readings) initials(letters, plain string) bool {
	i := 0
	for _, r := range plain {
		if !rs.begins(r, letters[i]) {
			return false
		}
		i++
	}
	return i == len(letters)
}

func (rs *Readings) begins(r rune, letter byte) bool {
	for _, sound := range rs.learnt(r) {
		if sound[0] == letter {
			return true
		}
	}
	return r == rune(letter)
}

// Spelling reads what was typed as the characters of a name one after the
// other, each by itself or by one of its sounds.
type Spelling struct {
	*Readings
	// Short lets characters stand by their first letters: zt for 主题.
	Short bool
	// Open lets the name go on, and cuts the last sound: zhut for 主题党日.
	Open bool
	// Steps bounds the ways tried where characters have several sounds.
	Steps int
	// Left is what was left of plain when it was read; further says that it might
	// have been if plain went on.
	Left    string
	Further bool
}

// Reads reports whether typed is plain, or the beginning of it if s is open.
func (s *Spelling) Reads(typed, plain string) bool {
	if typed == "" || plain == "" {
		s.Left, s.Further = plain, s.Further || plain == ""
		return typed == "" && (plain == "" || s.Open)
	}
	if s.Steps--; s.Steps < 0 {
		return false
	}
	r, width := utf8.DecodeRuneInString(plain)
	if rest, found := strings.CutPrefix(typed, plain[:width]); found && s.Reads(rest, plain[width:]) {
		return true
	}
	for _, sound := range s.learnt(r) {
		if s.Open && strings.HasPrefix(sound, typed) {
			s.Left = plain[width:]
			return true
		}
		if rest, found := strings.CutPrefix(typed, sound); found && s.Reads(rest, plain[width:]) {
			return true
		}
		if s.Short && s.readsShort(sound, typed, plain[width:]) {
			return true
		}
	}
	return false
}

// readsShort takes the first letter of a sound for it, or zh, ch, sh.
func (s *Spelling) readsShort(sound, typed, plain string) bool {
	if sound[0] != typed[0] {
		return false
	}
	if s.Reads(typed[1:], plain) {
		return true
	}
	return len(sound) > 1 && sound[1] == 'h' && strings.HasPrefix(typed, sound[:2]) && s.Reads(typed[2:], plain)
}
