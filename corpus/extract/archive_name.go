package extract

import (
	"archive/zip"
	"fmt"
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
	// Packers on Chinese Windows write GBK and say so by not saying UTF-8;
	// those of other systems write UTF-8 and often forget to.
	if !utf8.ValidString(name) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = decoded
		}
		name = strings.ToValidUTF8(name, "\ufffd")
	}
	return cleanName(name)
}

func cleanName(name string) string {
	name, _ = tidy(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
	if len(name) > 1 && name[1] == ':' {
		name = name[2:]
	}
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	return strings.TrimSpace(name)
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
