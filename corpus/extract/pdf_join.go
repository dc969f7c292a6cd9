package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// joined is a text made of lines, and what was taken out of it.
type joined struct {
	text    string
	numbers int      // page numbers
	running []string // the lines above and below the text of every page
	removed []removed
	twice   int
	placed  []placedLine
	notes   []corpus.Span // the notes at the end of the text
	foot    []int         // the pages they stood on
}

// placedLine is where a line came to stand in the text.
type placedLine struct {
	page  int
	span  corpus.Span
	doubt pdfDoubt
}

// join makes the text of what was read.
func (r *pdfReading) join() joined {
	beside, strips := runningStrips(r.removed)
	lines := slices.Clone(r.lines)
	for i := range lines {
		if slices.ContainsFunc(beside, func(o removed) bool { return o.code == NoteTurned && o.page == lines[i].page }) {
			lines[i].doubt |= doubtLost
		}
	}
	out := joinLines(lines, r.rules)
	out.running = append(out.running, strips...)
	out.removed = append(beside, out.removed...)
	out.twice = r.twice
	return out
}

// joinLines makes paragraphs of lines and takes out page numbers, running heads
// and writing laid over the text, which would stand in the middle of sentences.
// The notes at the foot of pages go to the end.
func joinLines(lines []pdfLine, rules []pdfRule) joined {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l pdfLine) bool { return strings.TrimSpace(l.text) == "" })
	lines, laid := dropOverlaid(lines)
	lines, out := dropRunning(lines)
	out.removed = laid
	lines, notes := takeNotes(lines, rules)
	settleRaised(lines, notes)
	var b strings.Builder
	out.paragraphs(&b, lines)
	for i, note := range notes {
		if i > 0 || b.Len() > 0 {
			b.WriteByte('\n')
		}
		start := b.Len()
		out.paragraphs(&b, note)
		out.notes = append(out.notes, corpus.Span{Start: start, End: b.Len()})
		out.foot = append(out.foot, note[0].page)
	}
	out.text = b.String()
	return out
}

// paragraphs writes lines as paragraphs.
func (j *joined) paragraphs(b *strings.Builder, lines []pdfLine) {
	wide, narrow := measureBoth(lines)
	usual := textSize(lines)
	for i, line := range lines {
		line.text, _ = tidy(strings.ToValidUTF8(line.text, "\ufffd"))
		body := strings.TrimRight(line.text, " \t\u00a0\u3000")
		if i > 0 {
			previous := lines[i-1]
			layout := wide
			if line.narrow && previous.narrow {
				layout = narrow
			}
			begins, open := layout.begins(previous, line)
			if open {
				line.doubt |= doubtBreak
			}
			if begins {
				b.WriteByte('\n')
			} else {
				body = strings.TrimLeft(body, " ")
				b.WriteString(between(previous.text, body))
			}
		}
		start := b.Len()
		b.WriteString(body)
		if line.size < 0.87*usual && !line.isRow() && line.gaps == 0 {
			line.doubt |= doubtSmall
		}
		if strings.ContainsRune(body, '\ufffd') || strings.IndexFunc(body, isPrivate) >= 0 {
			line.doubt |= doubtCodes
		}
		j.placed = append(j.placed, placedLine{line.page, corpus.Span{Start: start, End: b.Len()}, line.doubt})
	}
}

func isPrivate(r rune) bool { return unicode.Is(unicode.Co, r) }

// between is what stands between two lines of a paragraph.
func between(previous, line string) string {
	before, _ := utf8.DecodeLastRuneInString(previous)
	first, _ := utf8.DecodeRuneInString(line)
	if !wide(before) && !wide(first) && !unicode.IsSpace(before) && line != "" {
		return " "
	}
	return ""
}

// measureBoth measures the lines over the whole page and those in columns.
func measureBoth(lines []pdfLine) (wide, narrow layout) {
	var across, within []pdfLine
	for _, l := range lines {
		if l.narrow {
			within = append(within, l)
		} else {
			across = append(across, l)
		}
	}
	return measure(across), measure(within)
}

// source is the text with its notes marked and everything said of it.
func (j joined) source() corpus.Source {
	s := corpus.Source{Text: j.text, Pages: j.pages()}
	for _, span := range j.notes {
		s.Marks = append(s.Marks, corpus.Mark{Kind: corpus.MarkNote, Span: span})
	}
	s.Diagnostics = append(j.takenOut(), j.doubts()...)
	return s
}

// pages are the runs of lines of one page each, as they came to stand in the text: the
// lines of a page's notes are a run of their own.
func (j joined) pages() []corpus.Page {
	var out []corpus.Page
	for _, line := range j.placed {
		if n := len(out) - 1; n >= 0 && out[n].Number == line.page+1 {
			out[n].Span.End = line.span.End
			continue
		}
		out = append(out, corpus.Page{Number: line.page + 1, Span: line.span})
	}
	return out
}

// heads are all words that stood outside of the text.
func (j joined) heads() []string {
	out := slices.Clone(j.running)
	for _, r := range j.removed {
		out = append(out, r.text)
	}
	return out
}

// takenOut tells a person what was taken out.
func (j joined) takenOut() []corpus.Diagnostic {
	var out []corpus.Diagnostic
	if j.numbers > 0 {
		out = append(out, note(NotePageNumbers, corpus.Note, "去掉了 %d 个页码", j.numbers))
	}
	if len(j.running) > 0 {
		out = append(out, note(NoteRunning, corpus.Note, "去掉了各页重复的页眉页脚：%s", quoted(j.running)))
	}
	for _, kind := range removedKinds {
		var pages []int
		var words []string
		for _, r := range j.removed {
			if r.code != kind.code {
				continue
			}
			if !slices.Contains(pages, r.page) {
				pages = append(pages, r.page)
			}
			if !slices.Contains(words, r.text) {
				words = append(words, r.text)
			}
		}
		if len(pages) > 0 {
			slices.Sort(pages)
			out = append(out, note(kind.code, kind.severity, kind.message, pageNames(pages), quoted(words)))
		}
	}
	if j.twice > 0 {
		out = append(out, note(NoteTwice, corpus.Note, "有 %d 个字在原处重复印了一遍（加粗），只收一遍", j.twice))
	}
	if n := len(j.notes); n > 0 {
		d := note(NoteFoot, corpus.Note, "%s的脚注（%d 条）已移到文末", pageNames(slices.Compact(j.foot)), n)
		d.Span = &corpus.Span{Start: j.notes[0].Start, End: j.notes[n-1].End}
		out = append(out, d)
	}
	return out
}

// removedKinds are what is said of the things left out, by their codes.
var removedKinds = []struct {
	code     string
	severity corpus.Severity
	message  string
}{
	{NoteWatermark, corpus.Note, "%s有水印，没有收入：%s"},
	{NoteTurned, corpus.Warning, "%s有转了方向的文字，没有收入，请核对原件：%s"},
	{NoteLineNumbers, corpus.Note, "%s去掉了页边的行号：%s"},
	{NoteMargin, corpus.Note, "%s页边有小字的旁注，没有收入正文：%s"},
	{NoteRemarks, corpus.Note, "%s有批注或图章，没有收入：%s"},
}

// quoted are a few words in quotation marks.
func quoted(words []string) string {
	const most = 5
	shown := make([]string, 0, most)
	for _, w := range words[:min(len(words), most)] {
		shown = append(shown, "“"+shortened(w)+"”")
	}
	s := strings.Join(shown, "")
	if n := len(words) - most; n > 0 {
		s += fmt.Sprintf(" 等 %d 处", len(words))
	}
	return s
}

// doubtKinds are what is said of the lines whose place in the text is doubted.
var doubtKinds = []struct {
	doubt   pdfDoubt
	code    string
	message string
}{
	{doubtTurned, NoteTurned, "%s的这一部分在原件上转了方向，语序可能有误，请核对原件"},
	{doubtVertical, NoteVertical, "%s是竖排，已按栏从右至左读出，语序可能有误，请核对原件"},
	{doubtColumns, NoteColumnsCrossing, "%s分栏，文件里两栏交错，已按栏重排，语序可能有误，请核对原件"},
	{doubtOverprint, NoteOverprint, "%s有字叠印在别的字上，读出的文字可能有误，请核对原件"},
	{doubtUnseen, NoteOCRLayer, "%s的文字是程序识别的结果，会有错字，请核对原件"},
	{doubtCodes, NoteGlyphCoded, "%s有的字只有字形代码、没有对应的文字，已经丢失，请核对原件"},
	{doubtLost, NoteTurned, "%s有转了方向的文字没有收入，这里可能缺了内容，请核对原件"},
	{doubtSmall, NoteSmall, "%s这里有小字，可能是批注或注释，请核对原件"},
	{doubtRaised, NoteFoot, "%s有上标的注号，页末没有找到对应的注，请核对原件"},
	{doubtBreak, NoteBreak, "%s这里看不出是不是另起一段，请核对原件"},
	{doubtNote, NoteFoot, "%s页末有一段像是脚注，仍留在正文里，请核对原件"},
}

// doubts are diagnostics with the places they speak of: one for each run of
// lines of a page, of every kind.
func (j joined) doubts() []corpus.Diagnostic {
	var out []corpus.Diagnostic
	for _, kind := range doubtKinds {
		last, found := -2, 0
		const most = 60 // then the last one covers the rest
		for i, line := range j.placed {
			if line.doubt&kind.doubt == 0 {
				continue
			}
			if n := len(out) - 1; last == i-1 && j.placed[last].page == line.page || found == most {
				out[n].Span.End = max(out[n].Span.End, line.span.End)
			} else {
				d := note(kind.code, corpus.Warning, kind.message, pageNames([]int{line.page}))
				d.Span = &corpus.Span{Start: line.span.Start, End: line.span.End}
				out = append(out, d)
				found++
			}
			last = i
		}
	}
	return out
}
