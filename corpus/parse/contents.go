package parse

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// findContents marks the lines of tables of contents: what follows a line 目录
// up to where its first entry comes again, and, without that word, a run of at
// least four headings most of which come again further down.
func (p *parser) findContents() {
	for i := 0; i < len(p.lines); i++ {
		end := 0
		if saysContents(p.lines[i].text) {
			end = p.contentsAfter(i + 1)
		} else if p.isEntry(i) {
			end = p.repeatedRun(i)
		}
		for ; i < end; i++ {
			p.contents[i] = true
		}
		if end > 0 {
			i = end - 1
		}
	}
}

// saysContents reports whether a line is nothing but the word 目录, however it is set.
func saysContents(text string) bool {
	for _, r := range text { // of most lines the first character says that they are not
		if f := corpus.FoldRune(r); f == '目' {
			break
		} else if f >= 0 {
			return false
		}
	}
	folded := corpus.Fold(text)
	return folded == "目录" || folded == "目次"
}

// isEntry reports whether line i could be a line of a table of contents.
func (p *parser) isEntry(i int) bool {
	m := p.markers[i]
	return m.form != noMarker && m.form != formArticle && p.lines[i].runes() <= 45 && !hasStop(p.lines[i].text)
}

// contentsAfter is the line after the contents that begin at from, or 0.
func (p *parser) contentsAfter(from int) int {
	if from >= len(p.lines) {
		return 0
	}
	first := entryKey(p.lines[from].text)
	for i := from; i < len(p.lines); i++ {
		l := p.lines[i]
		if i > from && entryKey(l.text) == first {
			return i
		}
		if l.runes() > 60 || hasStop(l.text) || p.markers[i].form == formArticle && endsSentence(l.text) {
			// The first entry never came again: the contents are the entries alone.
			for i = from; i < len(p.lines) && p.isEntry(i); i++ {
			}
			return i
		}
	}
	return 0
}

// repeatedRun is the line after a run of entries at from that all but a few
// come again below, or 0.
func (p *parser) repeatedRun(from int) int {
	end := from
	for end < len(p.lines) && p.isEntry(end) {
		end++
	}
	if end-from < 4 {
		return 0
	}
	var below []string // the keys of the lines from end on
	for _, l := range p.lines[end:] {
		below = append(below, entryKey(l.text))
	}
	again := 0
	at := 0
	for i := from; i < end; i++ {
		key := entryKey(p.lines[i].text)
		for j := at; j < len(below); j++ {
			if strings.HasPrefix(below[j], key) {
				again++
				at = j + 1
				break
			}
		}
	}
	if again*2 < end-from {
		return 0
	}
	return end
}

// pageNumber is what a table of contents sets behind an entry.
var pageNumber = pattern.MustCompile(`(?:\t+|[.．…·]{2,}|[—-]{2,})[ \t]*(?:[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7})[ ]*$`)

// entryKey is an entry as it is compared: folded, without leader dots and a
// page number at its end.
func entryKey(text string) string {
	key := corpus.Fold(pageNumber.ReplaceAllString(text, ""))
	if bare := strings.TrimRight(key, "0123456789"); strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, "…") {
		key = strings.TrimRight(bare, ".…·-")
	}
	return key
}
