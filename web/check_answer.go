package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/check"
	"tiaowen/search/shelf"
)

// checked is what was found in a draft, as the API tells it and as it was found.
type checked struct {
	CheckAnswer
	report check.Report
	id     string // of the document, if it is one that is held
	file   []byte // the draft's own file with remarks, if that was asked for
}

// checkDraft holds a draft against the library.
func (s *Server) checkDraft(ctx context.Context, d draft) (checked, error) {
	report, err := s.cfg.Checker.Check(ctx, d.Draft)
	if err != nil {
		return checked{}, err
	}
	a := &answering{Server: s, ctx: ctx, day: cmp.Or(d.AsOf, d.Today), at: runesAt(report), paragraphs: paragraphsOf(report.Text)}
	out := checked{report: report, id: d.Document.ID, CheckAnswer: CheckAnswer{Text: report.Text, Name: d.name, AsOf: a.day, Secrecy: heldWords(d.held),
		Citations: []CheckedCitation{}, Quotes: []CheckedQuote{}, Formulas: []CheckedFormula{}, Diagnostics: []OutcomeDiagnostic{}}}
	if out.id == "" {
		out.Diagnostics = newOutcomeDiagnostics(d.Document.Diagnostics)
	}
	for _, c := range report.Citations {
		out.Citations = append(out.Citations, a.citation(report.Text, c))
		out.Counts.add(c.Severity())
	}
	for _, q := range report.Quotes {
		out.Quotes = append(out.Quotes, a.quote(report.Text, q))
		out.Counts.add(q.Severity())
	}
	for _, f := range report.Formulas {
		out.Formulas = append(out.Formulas, a.formula(report.Text, f))
		out.Counts.add(f.Severity())
	}
	out.FormulasPending = report.FormulasPending
	return out, nil
}

func (c *CheckCounts) add(s corpus.Severity) {
	switch s {
	case corpus.Fault:
		c.Faults++
	case corpus.Warning:
		c.Warnings++
	default:
		c.Notes++
	}
}

// answering puts findings into the words of the API.
type answering struct {
	*Server
	ctx context.Context
	day corpus.Date
	at  map[int]int // code points by bytes
	paragraphs
}

func (a *answering) verdict(text string, span corpus.Span) Verdict {
	return Verdict{Start: a.at[span.Start], End: a.at[span.End], Paragraph: a.paragraph(span.Start), Text: span.In(text), Diff: []DiffPiece{}}
}

func (a *answering) citation(text string, c check.Citation) CheckedCitation {
	out := CheckedCitation{Verdict: a.verdict(text, c.Span), Status: c.Status, Address: known(c.Address), Citation: known(c.Citation), Wording: c.Text,
		Choices: newChoices(c.Choices), Notices: newNotices(c.Notices), Doubts: cautions(a.doubts(c.Address))}
	out.Label, out.Severity, out.Message, out.Diff = c.Label(), c.Severity(), citationWords(c), newDiff(c.Diff)
	if c.Suggestion != nil {
		out.Suggestion = &newChoices([]search.Choice{*c.Suggestion})[0]
	}
	if c.Address != "" {
		out.URL = known(addressURL(c.Address))
	}
	return out
}

func (a *answering) quote(text string, q check.Quote) CheckedQuote {
	out := CheckedQuote{Verdict: a.verdict(text, q.Span), Status: q.Status, Marked: q.Marked, AttributedTo: known(q.AttributedTo),
		Normalized: append([]check.Normalisation{}, q.Normalized...), Sources: a.sources(q.Sources)}
	out.Label, out.Severity, out.Message, out.Diff = q.Label(), q.Severity(), quoteWords(q), newDiff(q.Diff)
	return out
}

func (a *answering) formula(text string, f check.Formula) CheckedFormula {
	out := CheckedFormula{Verdict: a.verdict(text, f.Span), Status: f.Status, Name: f.Name, Sources: a.sources(f.Sources), Suggestion: f.Suggestion, At: []Range{}}
	for _, at := range f.At {
		out.At = append(out.At, Range{a.at[at.Start], a.at[at.End]})
	}
	out.Label, out.Severity, out.Message = f.Label(), f.Severity(), formulaWords(text, f)
	return out
}

func (a *answering) sources(list []check.Source) []CheckedSource {
	out := make([]CheckedSource, 0, len(list))
	for _, s := range list {
		out = append(out, CheckedSource{s.Address, s.Citation, s.Text, known(s.Date), statusOr(s.Status), s.Compared, cautions(s.Doubts), addressURL(s.Address)})
	}
	return out
}

// doubts are what speaks against the provision at an address, and against its being in
// force.
func (a *answering) doubts(address string) []corpus.Caution {
	if address == "" {
		return nil
	}
	id, locator, _ := strings.Cut(address, "#")
	var out []corpus.Caution
	if d, err := a.cfg.Resolver.Document(a.ctx, id); err == nil && len(d.Diagnostics) > 0 {
		if place, ok := shelf.PlaceAt(d, locator); ok {
			out = d.Cautions(place.Node.Span)
		}
	}
	known, ok := a.cfg.Resolver.Known(id)
	if !ok {
		return out
	}
	if c, ok := search.StandingCaution(known.Standing.Timeline.On(a.day), known.Standing.Timeline.Doubt); ok {
		out = append(out, c)
	}
	return out
}

// runesAt are the places of all findings in code points. Findings lie in each other.
func runesAt(r check.Report) map[int]int {
	var ends []int
	for _, span := range spansOf(r) {
		ends = append(ends, span.Start, span.End)
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	spans := make([]corpus.Span, 0, len(ends))
	for _, at := range ends {
		spans = append(spans, corpus.Span{Start: at, End: at})
	}
	out := make(map[int]int, len(ends))
	for i, at := range corpus.Runes(r.Text, spans) {
		out[ends[i]] = at.Start
	}
	return out
}

func spansOf(r check.Report) []corpus.Span {
	var out []corpus.Span
	for _, c := range r.Citations {
		out = append(out, c.Span)
	}
	for _, q := range r.Quotes {
		out = append(out, q.Span)
	}
	for _, f := range r.Formulas {
		out = append(append(out, f.Span), f.At...)
	}
	return out
}
