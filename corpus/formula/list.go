package formula

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// list is an enumeration in a sentence. Its members are without what joins them.
type list struct {
	members []corpus.Span
	// unfinished is true if it says that there are more (等).
	unfinished bool
}

func (l list) span() corpus.Span {
	return corpus.Span{Start: l.members[0].Start, End: l.members[len(l.members)-1].End}
}

// sentences cuts a text where nothing is enumerated any further.
func sentences(text string, visit func(corpus.Span)) {
	start := 0
	for i, r := range text {
		if strings.ContainsRune("。！？!?\n", r) {
			if i > start {
				visit(corpus.Span{Start: start, End: i})
			}
			start = i + utf8.RuneLen(r)
		}
	}
	if start < len(text) {
		visit(corpus.Span{Start: start, End: len(text)})
	}
}

// reach is how far from its name, in bytes, a formula is spelled: ten members of
// forty characters. A sentence without an end is not gone through for each name in it.
const reach = 1200

// around is what of a sentence is within reach of a name.
func around(text string, s, name corpus.Span) corpus.Span {
	out := corpus.Span{Start: max(s.Start, name.Start-reach), End: min(s.End, name.End+reach)}
	for out.Start < name.Start && !utf8.RuneStart(text[out.Start]) {
		out.Start++
	}
	for out.End < s.End && !utf8.RuneStart(text[out.End]) {
		out.End++
	}
	return out
}

// cut cuts a stretch at any of some characters; empty pieces are left out.
func cut(text string, s corpus.Span, at string) []corpus.Span {
	var out []corpus.Span
	start := s.Start
	for i, r := range s.In(text) {
		if strings.ContainsRune(at, r) {
			if s.Start+i > start {
				out = append(out, corpus.Span{Start: start, End: s.Start + i})
			}
			start = s.Start + i + utf8.RuneLen(r)
		}
	}
	if s.End > start {
		out = append(out, corpus.Span{Start: start, End: s.End})
	}
	return out
}

const (
	clauseEnds = "，,；;：:（）()—"
	most       = 12 // members of a list that may be one of a formula
)

// byCommas are the lists within clauses: joined by 、, the last one also by 和.
func byCommas(text string, s corpus.Span) []list {
	var out []list
	for _, clause := range cut(text, s, clauseEnds) {
		parts := cut(text, clause, "、")
		if len(parts) == 0 || len(parts) > most {
			continue
		}
		l := list{members: trimmed(text, parts)}
		l.finish(text)
		if len(l.members) >= 2 {
			out = append(out, l)
		}
		if last, ok := joined(text, parts[len(parts)-1]); ok {
			other := list{members: trimmed(text, append(parts[:len(parts)-1:len(parts)-1], last...))}
			other.finish(text)
			out = append(out, other)
		}
	}
	return out
}

// joined cuts a stretch at the word that joins the last of a list.
func joined(text string, s corpus.Span) ([]corpus.Span, bool) {
	in := s.In(text)
	for _, word := range []string{"以及", "和", "与", "與", "及"} {
		if i := strings.Index(in, word); i > 0 && i+len(word) < len(in) {
			return []corpus.Span{{Start: s.Start, End: s.Start + i}, {Start: s.Start + i + len(word), End: s.End}}, true
		}
	}
	return nil, false
}

// byClauses are the lists whose members are clauses: as many as possible, one
// behind the other, that all hold a word.
func byClauses(text string, s corpus.Span, word string) []list {
	if word == "" {
		return nil
	}
	var out []list
	var run []corpus.Span
	end := func() {
		if len(run) >= 2 && len(run) <= most {
			l := list{members: trimmed(text, run)}
			l.finish(text)
			out = append(out, l)
		}
		run = nil
	}
	for _, at := range []string{clauseEnds, clauseEnds + "、"} {
		for _, clause := range cut(text, s, at) {
			if strings.Count(clause.In(text), word) != 1 {
				end()
				continue
			}
			run = append(run, clause)
		}
		end()
	}
	return out
}

// trimmed are stretches without white space, quotation marks and ordinals.
func trimmed(text string, parts []corpus.Span) []corpus.Span {
	out := make([]corpus.Span, len(parts))
	for i, p := range parts {
		p = corpus.TrimSpan(text, p)
		in := p.In(text)
		left := strings.TrimLeft(in, quoteMarks+" 　")
		for _, ordinal := range []string{"一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是"} {
			left = strings.TrimPrefix(left, ordinal)
		}
		p.Start += len(in) - len(left)
		p.End = p.Start + len(strings.TrimRight(left, quoteMarks+" 　"))
		out[i] = p
	}
	return out
}

// finish cuts off what says that a list is one, or not all.
func (l *list) finish(text string) {
	last := &l.members[len(l.members)-1]
	in := last.In(text)
	for i, r := range in {
		if i == 0 || r != '等' && !strings.HasPrefix(in[i:], "这") {
			continue
		}
		behind := strings.TrimPrefix(in[i:], "等")
		first, _ := utf8.DecodeRuneInString(behind)
		l.unfinished = r == '等' && numerals[first] == 0
		last.End = last.Start + i
		return
	}
}
