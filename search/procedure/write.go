package procedure

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// String is the procedure in the form of the file, ready to be put into one.
func (p Procedure) String() string {
	var b strings.Builder
	line := func(key, value string) {
		for part := range strings.SplitSeq(value, "\n") {
			if part != "" {
				b.WriteString(key + "：" + part + "\n")
			}
		}
	}
	line(keyName, p.Name)
	list := func(key string, values []string, sign string) {
		all := strings.Join(values, sign)
		if utf8.RuneCountInString(all) <= longestValue && slices.Equal(parts(all, sign), values) {
			values = []string{all}
		}
		for _, v := range values {
			line(key, v)
		}
	}
	list(keyAlias, p.Aliases, "、")
	line(keyUntil, string(p.Until))
	if p.Sample {
		line(keySample, "是")
	}
	line(keyNote, p.Note)
	for _, s := range p.Steps {
		b.WriteString("\n")
		line(keyStep, s.Title)
		list(keyCitation, s.Citations, "；")
		line(keyBearer, s.Bearer)
		line(keyDeadline, s.Deadline)
		list(keyMaterials, s.Materials, "、")
		line(keyNote, s.Note)
	}
	return b.String()
}
