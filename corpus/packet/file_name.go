package packet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameBytes is the longest name of a file without its ending: most file systems
// end at 255 bytes, and whoever keeps a second copy adds a number.
const nameBytes = 240

// deviceName is what Windows takes for a device, whatever the ending.
var deviceName = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:$|[ .])`)

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
	for len(name) > nameBytes {
		_, last := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-last]
	}
	name = strings.Trim(name, " .-")
	if name == "" || deviceName.MatchString(name) {
		name = strings.TrimSuffix("备课材料-"+name, "-")
	}
	return name + "." + ending
}
