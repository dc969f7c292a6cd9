package parse

import (
	"encoding/json"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// uncover parts a file that is a paper and what it carries: the paper first. Any
// other file stays as it is, and so does one of which a person has said what it is.
func uncover(src corpus.Source) ([]corpus.Source, *cover) {
	var said struct {
		Title string      `json:"title"`
		Kind  corpus.Kind `json:"kind"`
	}
	_ = json.Unmarshal(src.Stated, &said) // a bad object is reported once, by Document
	if said.Kind != "" || src.Hints.CarriedBy != "" {
		return []corpus.Source{src}, nil
	}
	p := newParser(src)
	p.findContents()
	if p.paper = p.findPaper(); p.paper == nil {
		return []corpus.Source{src}, nil
	}
	starts := p.carriedStarts()
	if len(starts) == 0 {
		return []corpus.Source{src}, nil
	}
	parts, fields := p.apart(starts, said.Title)
	return parts, &cover{fields: fields, paper: p.paper, names: p.carried()}
}

// cover is a paper that was parted from what it carries, and stands at a place in
// the list of what its file holds.
type cover struct {
	at     int
	fields corpus.Fields
	paper  *paper
	names  []string
}

// takes reports whether a regulation that was parted from the one before it by its
// own articles is the next that the paper carries, and tells it so.
func (c *cover) takes(s *corpus.Source) bool {
	if c == nil {
		return false
	}
	p := newParser(*s)
	for i := range min(2, len(p.lines)) {
		if title, name := p.namedAt(i, c.names, false); name >= 0 {
			s.Hints = carriedHints(s.Hints, c.fields, title, c.paper)
			return true
		}
	}
	return false
}

// start is where a carried text begins and how it calls itself.
type start struct {
	line  int
	title string
}

// carriedStarts finds the texts that the paper carries, below its foot.
func (p *parser) carriedStarts() []start {
	names := p.carried()
	printing := names != nil
	if len(names) == 0 {
		for _, a := range p.paper.annexes {
			if provisionsEnding.MatchString(a) {
				names = append(names, a)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	var out []start
	first := p.paper.foot + 1
	if p.paper.foot < 0 {
		first = p.paper.body + 1
	}
	missing := slices.Clone(names)
	for i := first; i < len(p.lines) && len(missing) > 0; i++ {
		text := p.lines[i].text
		if p.contents[i] || text == "" || openNote.MatchString(text) || annexHead.MatchString(text) || ruleLine.MatchString(text) || belowFoot.MatchString(text) || isNumberLine(text) {
			continue
		}
		title, name := p.namedAt(i, missing, len(out) == 0)
		if name < 0 && len(out) == 0 && printing && p.paper.foot >= 0 && i <= p.paper.foot+12 && p.looksTitled(i) {
			title, name = corpus.CleanTitle(text), 0
		}
		if name >= 0 {
			out = append(out, start{i, title})
			missing = slices.Delete(missing, name, name+1)
		} else if len(out) == 0 && p.paper.foot >= 0 && hasStop(text) && len(text) > 90 {
			break // the paper goes on below its foot
		}
	}
	return out
}

// apart cuts the file. What kept the file's own part of an id before it was parted
// keeps it: the regulation it carries, else the paper.
func (p *parser) apart(starts []start, saidTitle string) ([]corpus.Source, corpus.Fields) {
	src, f := p.src, Document(cutSource(p.src, corpus.Span{Start: 0, End: lineStart(p.src.Text, p.lines[starts[0].line].span.Start)})).Fields
	out := make([]corpus.Source, 0, len(starts)+1)
	from := 0
	for i := range len(starts) + 1 {
		to := len(src.Text)
		if i < len(starts) {
			to = lineStart(src.Text, p.lines[starts[i].line].span.Start)
		}
		s := cutSource(src, corpus.Span{Start: from, End: to})
		s.Part = strings.TrimPrefix(src.Part+"."+string(rune('0'+min(i, 9))), ".")
		if i > 0 {
			s.Hints = carriedHints(src.Hints, f, starts[i-1].title, p.paper)
		} else {
			for _, c := range starts {
				s.Hints.Carries = append(s.Hints.Carries, c.title)
			}
		}
		out = append(out, s)
		from = to
	}
	main := 0
	if said := titleLetters(saidTitle); said == titleLetters(starts[0].title) || said == "" && provisionsEnding.MatchString(starts[0].title) {
		main = 1
	}
	for i := range out {
		if i == main {
			out[i].Part = src.Part
		} else {
			out[i].ID, out[i].Stated = "", nil
		}
	}
	return out, f
}

// carriedHints is what the cover says of the text it carries: when and under which
// number it was printed, and by whom. What is only forwarded was issued by others.
func carriedHints(given, cover corpus.Fields, title string, o *paper) corpus.Fields {
	h := corpus.Fields{Title: title, CarriedBy: cover.Title, Source: given.Source, URL: given.URL}
	if verb := forwardVerb.FindString(o.title); verb == "转发" || verb == "批转" || speechTitle.MatchString(title) {
		return h
	}
	h.Issuer, h.DocNo, h.Promulgated, h.Effective = cover.Issuer, cover.DocNo, cover.Promulgated, cover.Effective
	return h
}
