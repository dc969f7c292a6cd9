package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// tidy gives s LF line ends and takes out the control characters, which stand
// for nothing a reader sees. It counts those; line ends are not counted.
func tidy(s string) (text string, removed int) {
	if strings.IndexFunc(s, untidy) < 0 {
		return s, 0
	}
	var b strings.Builder
	b.Grow(len(s))
	last := rune('\n')
	for i, r := range s {
		switch {
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			continue
		case r == '\r':
			r = '\n'
		case (r == '\f' || r == '\v') && last != '\n':
			// A page or column ends here: nothing must grow together over it.
			r = '\n'
			removed++
		case untidy(r):
			removed++
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String(), removed
}

func untidy(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// longLine is more characters than any paragraph of a real text holds; a line
// beyond it is a text whose line ends were lost.
const longLine = 20_000

// notice says what is odd about a text and was left as it is.
func notice(text string) []corpus.Diagnostic {
	var out []corpus.Diagnostic
	if n := strings.Count(text, "\ufffd"); n > 0 {
		d := note(NoteReplacement, corpus.Warning, "有 %d 个字无法识别，显示为 �", n)
		at := strings.Index(text, "\ufffd")
		d.Span = &corpus.Span{Start: at, End: at + len("\ufffd")}
		out = append(out, d)
	}
	if n := count(text, isZeroWidth); n > 0 {
		out = append(out, note(NoteZeroWidth, corpus.Note, "有 %d 个看不见的零宽字符，原样保留", n))
	}
	out = append(out, noticeMojibake(text)...)
	return append(out, noticeLines(text)...)
}

func noticeMojibake(text string) []corpus.Diagnostic {
	span, n := mojibake(text)
	if n == 0 {
		return nil
	}
	d := note(NoteMojibake, corpus.Warning, "有 %d 处疑似乱码，原样保留，请核对原文", n)
	d.Span = &span
	return []corpus.Diagnostic{d}
}

func count(text string, is func(rune) bool) int {
	n := 0
	for _, r := range text {
		if is(r) {
			n++
		}
	}
	return n
}

func isZeroWidth(r rune) bool {
	return r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad'
}

// noticeLines looks at how the text is cut into lines.
func noticeLines(text string) []corpus.Diagnostic {
	var out []corpus.Diagnostic
	var w wrapping
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		n := utf8.RuneCountInString(line)
		if n > longLine && len(out) == 0 {
			d := note(NoteLongLine, corpus.Warning, "有一行长达 %d 字，可能丢失了换行", n)
			d.Span = &corpus.Span{Start: at, End: at + len(line)}
			out = append(out, d)
		}
		w.add(line, n)
		at += len(line) + 1
	}
	if w.wrapped() {
		out = append(out, note(NoteHardWrap, corpus.Note, "句子中间有硬换行，原样保留"))
	}
	return out
}

// wrapping gathers what tells hard-wrapped lines: most are of one length, break
// off in mid-sentence and go on in the next line without an indent.
type wrapping struct {
	lines, open int
	lengths     [200]int
	before      int // length of the line before, if it broke off
}

func (w *wrapping) add(line string, n int) {
	const shortest = 20 // anything shorter is a heading
	if first, _ := utf8.DecodeRuneInString(line); w.before > 0 && line != "" && !unicode.IsSpace(first) {
		w.open++
		w.lengths[w.before]++
	}
	w.before = 0
	if strings.TrimSpace(line) == "" {
		return
	}
	w.lines++
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(line, unicode.IsSpace))
	if n >= shortest && n < len(w.lengths) && (unicode.IsLetter(last) || strings.ContainsRune("，、", last)) {
		w.before = n
	}
}

func (w *wrapping) wrapped() bool {
	const atLeast = 10
	if w.lines < atLeast || w.open*2 < w.lines {
		return false
	}
	// Four lengths in a row hold what a line of full-width characters may lose
	// to a punctuation mark that must not begin the next.
	most := 0
	for i := range len(w.lengths) - 3 {
		most = max(most, w.lengths[i]+w.lengths[i+1]+w.lengths[i+2]+w.lengths[i+3])
	}
	return most*2 > w.open
}
