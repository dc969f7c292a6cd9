package extract

import (
	"regexp"
	"strings"

	"tiaowen/corpus"
)

// markdown is read line by line and not by a library: a library gives HTML,
// and here every character that is not markup must stay where it is. What is
// markup follows CommonMark, except where Chinese texts use its signs as text
// (see inline.go). Numbered lists are text: a law's numbers are its own.
type markdown struct{}

func (markdown) name() string      { return "Markdown" }
func (markdown) endings() []string { return []string{".md", ".markdown"} }
func (markdown) claims(*file) bool { return false }

func (markdown) read(f *file) ([]corpus.Source, error) {
	text, err := f.text()
	if err != nil {
		return nil, err
	}
	front, body, _ := cutFrontMatter(text)
	b := newBlocks(body)
	b.run()
	out := b.d.b.String()
	if !strings.HasSuffix(body, "\n") {
		out = strings.TrimSuffix(out, "\n")
	}
	if strings.TrimSpace(out) == "" {
		return nil, refuse(NoText, "文件里只有标记，没有文字")
	}
	source := b.d.source(out)
	front.apply(&source)
	return []corpus.Source{source}, nil
}

// blocks goes through the lines of a Markdown text.
type blocks struct {
	lines []string
	at    int
	d     draft

	// paragraph holds lines that belong together: emphasis may run over them.
	paragraph []string
	// table is where the rows now being written began, -1 outside of a table.
	table int
	// info is where the block after the last first-level heading began.
	info int
	// fence closes the code block now open.
	fence string
	// commentEnd and tableEnd are the lines where the next --> and </table>
	// stand, as next found them; noTable is the end of a table that failed.
	commentEnd, tableEnd, noTable int
}

func newBlocks(text string) *blocks {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	return &blocks{lines: lines, table: -1}
}

var (
	quotePattern   = regexp.MustCompile(`^ {0,3}(?:> ?)+`)
	headingPattern = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t\x{3000}\x{a0}]+(.*?))?[ \t]*$`)
	closingHashes  = regexp.MustCompile(`(?:^|[ \t]+)#+$`)
	// A heading whose space was forgotten, as ##第一章. One # alone may be a tag.
	tightHeading  = regexp.MustCompile(`^ {0,3}(#{2,6})([\p{Han}（“《].*?)[ \t]*$`)
	rulePattern   = regexp.MustCompile(`^ {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$`)
	underline     = regexp.MustCompile(`^ {0,3}(=+|-{3,}) *$`)
	fencePattern  = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	bulletPattern = regexp.MustCompile(`^( *)[-*+] +(\S.*)$`)
	delimiterRow  = regexp.MustCompile(`^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$`)
	definition    = regexp.MustCompile(`^ {0,3}\[[^\]^]+\]: *<?(?:https?:|mailto:|#|/|\./)\S*(?: +["'(].*)? *$`)
	footnote      = regexp.MustCompile(`^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$`)
)

func (b *blocks) run() {
	for b.at = 0; b.at < len(b.lines); b.at++ {
		line := b.lines[b.at]
		if b.fence != "" {
			b.insideFence(line)
			continue
		}
		b.line(quotePattern.ReplaceAllString(line, ""))
	}
	b.flush()
	b.endTable()
}

// line decides what a line is.
func (b *blocks) line(line string) {
	if b.isRow(line) {
		b.row(line)
		return
	}
	b.endTable()
	switch {
	case strings.TrimRight(line, " \t") == "":
		b.flush()
		b.d.write("\n")
	case strings.HasPrefix(strings.TrimLeft(line, " "), "<!--") && b.comment(line):
	case isTableTag(line) && b.htmlTable():
	case fencePattern.MatchString(line):
		b.flush()
		b.fence = strings.TrimSpace(fencePattern.FindString(line))
	case headingPattern.MatchString(line):
		m := headingPattern.FindStringSubmatch(line)
		b.heading(len(m[1]), closingHashes.ReplaceAllString(m[2], ""))
	case tightHeading.MatchString(line):
		m := tightHeading.FindStringSubmatch(line)
		b.heading(len(m[1]), m[2])
	case b.isUnderline(line):
		title := b.paragraph[0]
		b.paragraph = nil
		b.heading(map[byte]int{'=': 1, '-': 2}[strings.TrimSpace(line)[0]], title)
	case rulePattern.MatchString(line):
		b.flush()
		b.d.write("\n")
	case definition.MatchString(line):
		b.flush()
	case footnote.MatchString(line):
		b.footnote(footnote.FindStringSubmatch(line))
	default:
		b.paragraph = append(b.paragraph, dropBullet(dropBreak(line)))
	}
}

// flush writes the paragraph gathered so far.
func (b *blocks) flush() {
	if len(b.paragraph) == 0 {
		return
	}
	b.d.write(inline(strings.Join(b.paragraph, "\n")))
	b.d.write("\n")
	b.paragraph = nil
}

func (b *blocks) heading(level int, title string) {
	b.flush()
	start := b.d.len()
	b.d.write(strings.ReplaceAll(inline(title), "\n", " "))
	b.d.mark(corpus.MarkHeading, level, start)
	b.d.write("\n")
	if level == 1 {
		b.info = b.d.len()
	}
}

func (b *blocks) footnote(m []string) {
	b.flush()
	start := b.d.len()
	b.d.write("[" + m[1] + "] " + inline(dropBreak(m[2])))
	b.d.mark(corpus.MarkNote, 0, start)
	b.d.write("\n")
}

// isUnderline reports whether line makes a heading of the one line above it. A
// sentence is no heading: the author meant a rule.
func (b *blocks) isUnderline(line string) bool {
	if len(b.paragraph) != 1 || !underline.MatchString(line) {
		return false
	}
	above := strings.TrimSpace(b.paragraph[0])
	return strings.HasPrefix(strings.TrimSpace(line), "=") || !strings.ContainsAny(above, "。；！？：，") && len(above) <= 120
}

func (b *blocks) insideFence(line string) {
	trimmed := strings.TrimSpace(line)
	if strings.HasPrefix(trimmed, b.fence) && strings.Trim(trimmed, b.fence[:1]) == "" {
		b.fence = ""
		return
	}
	b.d.write(line + "\n")
}

// infoEnd is the comment by which a file closes off its history lines.
const infoEnd = "INFO END"

// comment takes out a comment that fills whole lines. One that is never closed,
// or is followed by text, is left to inline.
func (b *blocks) comment(line string) bool {
	end := b.next(&b.commentEnd, "-->")
	if end < 0 {
		return false
	}
	last := b.lines[end]
	if end == b.at {
		last = strings.TrimLeft(line, " ")[len("<!--"):]
	}
	inside, after, closed := strings.Cut(last, "-->")
	if !closed || strings.TrimSpace(after) != "" {
		return false
	}
	b.flush()
	if end == b.at && strings.TrimSpace(inside) == infoEnd {
		b.d.mark(corpus.MarkHeader, 0, b.info)
	}
	b.at = end
	return true
}

// next is the first line from here on that contains sign, -1 if there is none.
// It is kept in found, so that asking again costs nothing.
func (b *blocks) next(found *int, sign string) int {
	if *found >= b.at || *found < 0 {
		return *found
	}
	for i := b.at; i < len(b.lines); i++ {
		if strings.Contains(b.lines[i], sign) {
			*found = i
			return i
		}
	}
	*found = -1
	return -1
}

// dropBreak takes off the spaces or the backslash that ask for a line break;
// the break itself is there.
func dropBreak(line string) string {
	if trimmed := strings.TrimRight(line, " "); len(line)-len(trimmed) >= 2 {
		return trimmed
	}
	if strings.HasSuffix(line, `\`) && !strings.HasSuffix(line, `\\`) {
		return strings.TrimSuffix(line, `\`)
	}
	return line
}

// dropBullet takes off the sign of an unnumbered list. A page number between
// two dashes is not one.
func dropBullet(line string) string {
	m := bulletPattern.FindStringSubmatch(line)
	if m == nil || strings.HasSuffix(m[2], " -") {
		return line
	}
	return m[1] + m[2]
}
