package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// define makes a short name stand for a document to the end of the text.
func (f *finder) define(name string, r reference) {
	full := r.defined
	if full == "" {
		full = r.title
	}
	f.names.add(name, reference{title: name, defined: full, kind: corpus.CiteDefined})
}

// definedName is the name that 以下简称《…》 gives, and where that begins; empty
// if it gives none.
func definedName(inner string) (name string, at int) {
	at = -1
	for _, word := range []string{"简称", "下称"} {
		if j := strings.Index(inner, word); j >= 0 && (at < 0 || j < at) && startsDefinition(inner[:j]) {
			at, name = j, inner[j+len(word):]
		}
	}
	if at < 0 {
		return "", -1
	}
	name = strings.TrimLeft(strings.TrimPrefix(name, "为"), `:“"‘`)
	stops := `”"’,。;)`
	if marked, ok := strings.CutPrefix(name, "《"); ok {
		name, stops = marked, "》"
	}
	if end := strings.IndexAny(name, stops); end >= 0 {
		name = name[:end]
	}
	if utf8.RuneCountInString(name) > 30 {
		return "", -1
	}
	return name, at
}

// startsDefinition reports whether 简称 after before defines what stands left
// of the brackets: nothing else stands before it, or a comma.
func startsDefinition(before string) bool {
	before = strings.TrimSuffix(strings.TrimSuffix(before, "分别"), "以下")
	before = strings.TrimSuffix(before, "以")
	return before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";")
}

// defineEach reads 以下分别简称《甲》、《乙》 after two titles.
func (f *finder) defineEach(inner string, last reference) bool {
	if !strings.Contains(inner, "分别") {
		return false
	}
	var names []string
	for at := strings.Index(inner, "《"); at >= 0 && at < len(inner); {
		end := closingMark(inner, at)
		if end == 0 {
			break
		}
		names = append(names, inner[at+len("《"):end-len("》")])
		next := strings.Index(inner[end:], "《")
		if next < 0 {
			break
		}
		at = end + next
	}
	before := len(names) - 1
	if before < 1 || len(f.out) < before {
		return false
	}
	for i, c := range f.out[len(f.out)-before:] {
		f.define(names[i], reference{title: c.Title, defined: c.Defined})
	}
	f.define(names[before], last)
	return true
}

// definition reads 以下简称 outside brackets, right after a title.
func (f *finder) definition(i int) int {
	text := f.folded.Text
	from := max(0, i-len(",以下简"))
	start := from + strings.LastIndex(text[from:i], ",")
	if start < from || f.named.unit != f.index || f.named.end != start || start < f.done-1 {
		return 0
	}
	rest := text[start+1:]
	if name, _ := definedName(rest[:min(len(rest), 120)]); name != "" {
		f.define(name, f.named.reference)
		at := strings.Index(rest, name)
		end := start + 1 + at + len(name)
		if strings.HasPrefix(text[end:], "》") {
			end += len("》")
		}
		return end
	}
	return 0
}
