package extract

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// entryName is the name of an entry as a person may see it: in UTF-8, with
// slashes, without anything that would lead out of a folder. It is empty for
// an entry without a name.
func entryName(entry *zip.File) string {
	name := entry.Name
	if !entry.NonUTF8 {
		return cleanName(name)
	}
	if said, ok := unicodePath(entry); ok {
		return cleanName(said)
	}
	// Packers on Chinese Windows write GBK and say so by not saying UTF-8;
	// those of other systems write UTF-8 and often forget to. Short names may be
	// in order as both; then the one that reads like Chinese is it.
	decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	asGBK, _ := score(decoded)
	asUTF8, _ := score(name)
	if err == nil && (!utf8.ValidString(name) || asGBK > asUTF8) {
		name = decoded
	}
	return cleanName(strings.ToValidUTF8(name, "\ufffd"))
}

// unicodePath is the name in UTF-8 that packers put beside the one in their own
// charset: the extra field 0x7075 of Info-ZIP, which holds the checksum of the
// name it stands for.
func unicodePath(entry *zip.File) (name string, ok bool) {
	const field, head = 0x7075, 4
	for rest := entry.Extra; len(rest) >= head; {
		id, size := binary.LittleEndian.Uint16(rest), int(binary.LittleEndian.Uint16(rest[2:]))
		rest = rest[head:]
		if size > len(rest) {
			return "", false
		}
		const version = 1
		if body := rest[:size]; id == field && size > 5 && body[0] == version {
			name = string(body[5:])
			return name, binary.LittleEndian.Uint32(body[1:]) == crc32.ChecksumIEEE([]byte(entry.Name)) && utf8.ValidString(name)
		}
		rest = rest[size:]
	}
	return "", false
}

func cleanName(name string) string {
	name, _ = tidy(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
	if len(name) > 1 && name[1] == ':' {
		name = name[2:]
	}
	// Trimmed before it is cleaned: " /." and "x/ .." become paths only when the
	// spaces around their parts are gone.
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	return strings.TrimPrefix(path.Clean("/"+strings.Join(parts, "/")), "/")
}

// free gives a name that no entry has yet: packers may write one twice, and
// what is cleaned off may be all that told two apart. times says how often each
// name was given.
func (a *archive) free(name string, times map[string]int) string {
	if name == "" {
		name = "无名"
	}
	last := ending(name)
	if strings.HasSuffix(name, SidecarEnding) {
		last = SidecarEnding
	}
	stem, out := name[:len(name)-len(last)], name
	for a.entries[out] != nil {
		times[name]++
		out = fmt.Sprintf("%s~%d%s", stem, times[name]+1, name[len(stem):])
	}
	return out
}
