package web

import (
	"context"
	"strings"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/remark"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/check"
)

var _ Checker = (*check.Checker)(nil)

// fakeChecker finds what a test lets it find, and remembers what it was asked.
type fakeChecker struct {
	mu    sync.Mutex
	finds func(text string) check.Report
	err   error
	asked check.Draft
	times int
}

func (f *fakeChecker) Check(ctx context.Context, d check.Draft) (check.Report, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = d
	f.times++
	if f.err != nil || ctx.Err() != nil {
		return check.Report{}, f.err
	}
	report := f.finds(d.Document.Text)
	report.Text = d.Document.Text
	return report, nil
}

// inProcess writes remarks in this process.
type inProcess struct{}

func (inProcess) Remark(_ context.Context, path string, file []byte, text string, remarks []remark.Remark, o remark.Options) (remark.Annotated, error) {
	return remark.Write(path, file, text, remarks, o)
}

// readDraftFile reads a file as the intake does, but in this process.
func readDraftFile(ctx context.Context, f indexer.File) (indexer.Draft, error) {
	read := func(_ context.Context, f indexer.File) ([]corpus.Source, error) {
		return extract.ReadWith(f.Path, f.Data, extract.Options{Password: f.Password, Plain: f.Sent})
	}
	return indexer.NewIntake(nil, nil, nil, read).Draft(ctx, f)
}

func (f *fake) Draft(ctx context.Context, file indexer.File) (indexer.Draft, error) {
	return readDraftFile(ctx, file)
}

func (sh *memory) Draft(ctx context.Context, file indexer.File) (indexer.Draft, error) {
	return readDraftFile(ctx, file)
}

// everyVerdict finds one verdict after the other, each in the first words of a line, and
// in the first line all that can lie in each other.
func everyVerdict(source string) func(text string) check.Report {
	return func(text string) check.Report {
		var r check.Report
		at := 0
		var spans []corpus.Span
		for line := range strings.Lines(text) {
			if words := []rune(strings.TrimSpace(line)); len(words) >= 4 {
				start := at + strings.Index(line, string(words[0]))
				spans = append(spans, corpus.Span{Start: start, End: start + len(string(words[:4]))})
			}
			at += len(line)
		}
		from := check.Source{Address: source, Citation: "《某条例（试行）》第二条", Text: "支部做两件事", Date: "2020-01-01", Status: corpus.InForce, Compared: true}
		diff := []compare.Op{{Kind: compare.Equal, Text: "支部做"}, {Kind: compare.Delete, Text: "两"}, {Kind: compare.Insert, Text: "三"}, {Kind: compare.Equal, Text: "件事"}}
		choice := search.Choice{Address: source, Citation: "《某条例（试行）》第二条", Document: "某条例（试行）", Label: "第二条", Status: corpus.InForce}
		for i, span := range spans {
			switch n := len(check.CitationStatuses); {
			case i < n:
				c := check.Citation{Span: span, Status: check.CitationStatus(check.CitationStatuses[i].Value), Choices: []search.Choice{choice}, Text: from.Text,
					Notices: []search.Notice{{Code: "newer_version", Message: "已有新版本"}}}
				if c.Status != check.NoDocument {
					c.Address, c.Citation = source, from.Citation
				}
				if c.Status == check.ContentMismatch {
					c.Diff, c.Suggestion = diff, &choice
				}
				r.Citations = append(r.Citations, c)
			case i < n+len(check.QuoteStatuses):
				q := check.Quote{Span: span, Marked: true, AttributedTo: "某同志", Giver: check.ByPerson, Status: check.QuoteStatus(check.QuoteStatuses[i-n].Value), Sources: []check.Source{from, from}}
				switch q.Status {
				case check.Altered:
					q.Diff = diff
				case check.ExactNormalized:
					q.Normalized = []check.Normalisation{check.Punctuation, check.Width}
				case check.NotInCorpus:
					q.Sources = nil
				}
				r.Quotes = append(r.Quotes, q)
			case i < n+len(check.QuoteStatuses)+len(check.FormulaStatuses):
				s := check.FormulaStatuses[i-n-len(check.QuoteStatuses)]
				r.Formulas = append(r.Formulas, check.Formula{Span: span, Name: "两件事", Status: check.FormulaStatus(s.Value), Sources: []check.Source{from}, Suggestion: "开会、记录", At: []corpus.Span{span}})
			}
		}
		if len(spans) > 1 {
			r.Quotes = append([]check.Quote{{Span: corpus.Span{Start: spans[0].Start, End: spans[1].End}, Status: check.Exact, Sources: []check.Source{from}}}, r.Quotes...)
		}
		return r
	}
}

// verdictLines is a text with as many lines as there are verdicts.
func verdictLines() string {
	return strings.Repeat("某处说的话，到这里为止。\n", len(check.CitationStatuses)+len(check.QuoteStatuses)+len(check.FormulaStatuses))
}
