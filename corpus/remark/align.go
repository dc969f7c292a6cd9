package remark

import (
	"bytes"
	"html"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
)

// piece is a stretch of the text as read and what of the file holds it.
type piece struct {
	span corpus.Span
	text *text // nil for a mark of a note, and for what stands in one
	run  int   // -1: the part has nothing for it
	note string
}

// align finds what holds the pieces, and where each of them ends.
func (s *story) align(trace extract.Trace, c *scanner) {
	marks := map[string]int{}
	for i, p := range trace.Pieces {
		next := len(s.text)
		if i+1 < len(trace.Pieces) {
			next = trace.Pieces[i+1].Start
		}
		q := piece{span: corpus.Span{Start: p.Start, End: next}, run: -1}
		switch t := c.texts[p.At]; {
		case p.Part != trace.Main:
			q.note = p.Note
		case p.Refers:
			if r, ok := c.refers[p.At]; ok {
				q.run = r
				if _, met := marks[p.Note]; !met {
					marks[p.Note] = r
				}
			}
			q.span.End = min(next, p.Start+strings.IndexByte(s.text[p.Start:], ']')+1)
		case t != nil:
			q.text, q.run = t, t.run
			t.direct = t.direct && !bytes.Contains(s.raw[t.start:t.end], []byte("<"))
			if t.direct {
				q.span.End = s.end(t, q.span)
			}
		}
		s.pieces = append(s.pieces, q)
	}
	for i := range s.pieces {
		if p := &s.pieces[i]; p.note != "" {
			if r, ok := marks[p.note]; ok {
				p.run = r
			}
		}
	}
}

// character is one of the text as read, and where the file writes it.
type character struct{ read, written, length int }

// charactersOf are those of a piece that an element holds. Those of the last piece
// asked for are kept: a text may be one run with a thousand remarks on it.
func (s *story) charactersOf(p piece) []character {
	if s.last != p.text {
		s.last, s.lastCharacters = p.text, s.characters(p.text, p.span)
	}
	return s.lastCharacters
}

// from is the number of the first character at or behind a place in the text.
func from(all []character, at int) int {
	return sort.Search(len(all), func(i int) bool { return all[i].read >= at })
}

// characters pairs those of the text as read, in span, with those of an element
// that holds them. White space may have been taken away or be another one.
func (s *story) characters(t *text, span corpus.Span) []character {
	var out []character
	at := span.Start
	start, end := t.shown(s.raw)
	for i := start; i < end; {
		r, n := writtenRune(s.raw[i:end])
		got, size := utf8.DecodeRuneInString(s.text[at:span.End])
		if got == '^' && r != '^' && len(out) == 0 { // said of a raised figure
			at += size
			got, size = utf8.DecodeRuneInString(s.text[at:span.End])
		}
		switch {
		case size == 0:
			return out
		case got == r, unicode.IsSpace(got) && unicode.IsSpace(r):
			out = append(out, character{at, i, n})
			at += size
		case unicode.IsSpace(r), unicode.IsControl(r):
		default:
			return out
		}
		i += n
	}
	return out
}

// end is where in the text as read a piece ends.
func (s *story) end(t *text, span corpus.Span) int {
	all := s.characters(t, span)
	if len(all) == 0 {
		return span.Start
	}
	last := all[len(all)-1].read
	_, n := utf8.DecodeRuneInString(s.text[last:])
	return last + n
}

// shown is what of an element Word shows: spaces at its ends only if it says so.
func (t *text) shown(raw []byte) (start, end int) {
	if t.kept {
		return t.start, t.end
	}
	in := raw[t.start:t.end]
	start = t.start + len(in) - len(bytes.TrimLeft(in, " \t\r\n"))
	return start, start + len(bytes.TrimRight(raw[start:t.end], " \t\r\n"))
}

// writtenRune is a character as XML writes it, and its length there.
func writtenRune(b []byte) (rune, int) {
	if b[0] == '&' {
		if end := bytes.IndexByte(b, ';'); end > 0 {
			r, _ := utf8.DecodeRuneInString(html.UnescapeString(string(b[:end+1])))
			return r, end + 1
		}
	}
	if bytes.HasPrefix(b, []byte("\r\n")) {
		return '\n', len("\r\n")
	}
	return utf8.DecodeRune(b)
}

// within are the numbers of the first piece that reaches into span and of the
// one behind the last.
func (s *story) within(span corpus.Span) (from, to int) {
	from = sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].span.End > span.Start })
	for to = from; to < len(s.pieces) && s.pieces[to].span.Start < span.End; to++ {
	}
	return from, to
}
