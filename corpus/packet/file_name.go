package packet

import (
	"strings"
	"unicode"
)

// nameRunes is the longest name of a file without its ending: 80 characters of
// Chinese are 240 bytes, and most file systems end at 255.
const nameRunes = 80

// FileName is the title as the name of a file of that ending, without what file
// systems do not allow.
func (p Packet) FileName(ending string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|%`, r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return '-'
		}
		return r
	}, oneLine(p.Title))
	if runes := []rune(name); len(runes) > nameRunes {
		name = string(runes[:nameRunes])
	}
	name = strings.Trim(name, " .-")
	if name == "" {
		name = "备课材料"
	}
	return name + "." + ending
}
