package web

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// A draft is shown paragraph by paragraph, beside each what was found in it. Findings
// lie in each other: a citation in a quotation in a citation. So a paragraph is cut
// wherever one begins or ends, a piece bears the gravest of the severities that are open
// there, and behind the last piece of a finding its verdict stands in words.

// draftRow is a paragraph with what begins in it.
type draftRow struct {
	Skipped  int // paragraphs left out before it
	Number   int
	Pieces   []draftPiece
	Findings []findingView
}

// draftPiece is a run of text, then the verdicts of what ends there.
type draftPiece struct {
	Text     string
	Severity corpus.Severity // empty where nothing was found
	Starts   []int           // numbers of the findings that begin here
	Ends     []findingTag
}

// findingTag names a finding behind its last word.
type findingTag struct {
	N        int
	Label    string
	Severity corpus.Severity
}

const (
	// longDraft is how many bytes are shown whole; of a longer draft, paragraphs in which
	// nothing was found are left out.
	longDraft = 200 << 10
	// mostFindings is how many are shown beside the text.
	mostFindings = 1000
)

// draftLayout lays out a draft.
type draftLayout struct {
	text  string
	found []finding
	cuts  []int // where findings begin and end, sorted
	start map[int][]int
	end   map[int][]int
	open  [3]int // by severity, how many are open
}

func layDraft(text string, found []finding) []draftRow {
	l := &draftLayout{text: text, found: found, start: map[int][]int{}, end: map[int][]int{}}
	for i, f := range found {
		span := corpus.TrimSpan(text, f.span) // so that it begins and ends within lines
		if span.Empty() {
			continue
		}
		l.start[span.Start], l.end[span.End] = append(l.start[span.Start], i), append(l.end[span.End], i)
		l.cuts = append(l.cuts, span.Start, span.End)
	}
	slices.Sort(l.cuts)
	var rows []draftRow
	at, skipped, number := 0, 0, 0
	for line := range strings.Lines(text) {
		span := corpus.Span{Start: at, End: at + len(line)}
		at = span.End
		row := l.row(span)
		if strings.TrimFunc(line, corpus.Invisible) == "" {
			continue
		}
		number++
		if row.Number = number; !row.marked() && len(text) > longDraft {
			skipped++
			continue
		}
		row.Skipped, skipped = skipped, 0
		rows = append(rows, row)
	}
	if skipped > 0 {
		rows = append(rows, draftRow{Skipped: skipped})
	}
	return rows
}

// marked reports whether anything was found in a paragraph.
func (r draftRow) marked() bool {
	return slices.ContainsFunc(r.Pieces, func(p draftPiece) bool { return p.Severity != "" || len(p.Ends) > 0 })
}

// row cuts a line.
func (l *draftLayout) row(line corpus.Span) draftRow {
	var row draftRow
	last := line.Start + len(strings.TrimRight(line.In(l.text), "\n"))
	for at := line.Start; at < last; {
		var piece draftPiece
		for _, i := range l.start[at] {
			piece.Starts = append(piece.Starts, l.found[i].N)
			l.open[grave(l.found[i].Severity)]++
			if l.found[i].N <= mostFindings {
				row.Findings = append(row.Findings, newFindingView(l.found[i]))
			}
		}
		for len(l.cuts) > 0 && l.cuts[0] <= at {
			l.cuts = l.cuts[1:]
		}
		end := last
		if len(l.cuts) > 0 {
			end = min(end, l.cuts[0])
		}
		piece.Text, piece.Severity = l.text[at:end], l.gravest()
		for _, i := range l.end[end] {
			piece.Ends = append(piece.Ends, findingTag{l.found[i].N, l.found[i].Label, l.found[i].Severity})
			l.open[grave(l.found[i].Severity)]--
		}
		row.Pieces = append(row.Pieces, piece)
		at = end
	}
	return row
}

// The severities by weight.
var severities = []corpus.Severity{corpus.Note, corpus.Warning, corpus.Fault}

func grave(s corpus.Severity) int { return max(0, slices.Index(severities, s)) }

// gravest is that of all that is open.
func (l *draftLayout) gravest() corpus.Severity {
	for i := len(severities) - 1; i >= 0; i-- {
		if l.open[i] > 0 {
			return severities[i]
		}
	}
	return ""
}
