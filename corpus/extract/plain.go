package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// plain is text without markup: it is taken as it stands, but for a block of
// `tiaowen:` keys that a person put before it.
type plain struct{}

func (plain) name() string      { return "纯文本" }
func (plain) endings() []string { return []string{".txt", ".text"} }
func (plain) claims(*file) bool { return false }

func (plain) read(f *file) ([]corpus.Source, error) {
	text, err := f.text()
	if err != nil {
		return nil, err
	}
	front, body, found := cutFrontMatter(text)
	if !found || !front.states() {
		return []corpus.Source{{Text: text, Exact: f.options.Plain, Marks: tabbedTables(text)}}, nil
	}
	source := corpus.Source{Text: body, Exact: f.options.Plain, Marks: tabbedTables(body)}
	front.apply(&source)
	return []corpus.Source{source}, nil
}

// notRow is how a line begins that is part of the text's structure, whatever
// tabs stand in it.
var notRow = regexp.MustCompile(`^[\s\x{3000}]*(?:第[〇零一二三四五六七八九十百千0-9０-９]+[编章节条]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|附则|附件|总则|目\s*录)`)

// tabbedTables marks rows of cells with tabs between them, as tables copied
// into a plain text are: two rows at least, of as many cells, in a line or so.
func tabbedTables(text string) []corpus.Mark {
	var marks []corpus.Mark
	start, end, rows, columns := 0, 0, 0, 0
	finish := func() {
		if rows > 1 {
			marks = append(marks, corpus.Mark{Kind: corpus.MarkTable, Span: corpus.Span{Start: start, End: end}})
		}
		rows = 0
	}
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		cells := cellsOf(line)
		if cells != columns || cells == 0 {
			finish()
			columns, start = cells, at
		}
		if cells > 0 {
			rows++
			end = at + len(line)
		}
		at += len(line) + 1
	}
	finish()
	return marks
}

// cellsOf is how many cells a line has, 0 if it is no row. Two cells of which
// the second is a number are a line of a table of contents.
func cellsOf(line string) int {
	const longest = 80 // characters of a cell
	if !strings.Contains(strings.Trim(line, " \t\u3000"), "\t") || notRow.MatchString(line) {
		return 0
	}
	cells := strings.Split(line, "\t")
	for _, c := range cells {
		if utf8.RuneCountInString(c) > longest {
			return 0
		}
	}
	if last := strings.Trim(cells[len(cells)-1], " .…·"); len(cells) == 2 && last != "" && strings.Trim(last, "0123456789ivxIVX-—") == "" {
		return 0
	}
	return len(cells)
}
