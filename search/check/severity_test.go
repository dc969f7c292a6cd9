package check

import (
	"testing"

	"tiaowen/corpus"
)

// TestSeverity: what the issue calls wrong is a fault, what only --strict minds a
// warning, and every verdict has words of its own.
func TestSeverity(t *testing.T) {
	want := map[corpus.Severity]map[string]bool{
		corpus.Note:    {"citation ok": true, "citation alias_ok": true, "quote exact": true, "quote elided": true, "formula ok": true},
		corpus.Warning: {"citation ambiguous": true, "quote exact_normalized": true, "quote not_in_corpus": true},
	}
	hold := func(name string, got corpus.Severity, label, value string) {
		expected := corpus.Fault
		for severity, names := range want {
			if names[name] {
				expected = severity
			}
		}
		if got != expected {
			t.Errorf("%s is a %s, not a %s", name, got, expected)
		}
		if label == "" || label == value {
			t.Errorf("%s has no words", name)
		}
	}
	for _, s := range CitationStatuses {
		c := Citation{Status: CitationStatus(s.Value)}
		hold("citation "+s.Value, c.Severity(), c.Label(), s.Value)
	}
	for _, s := range QuoteStatuses {
		q := Quote{Status: QuoteStatus(s.Value), Marked: true}
		hold("quote "+s.Value, q.Severity(), q.Label(), s.Value)
		if q.Marked = false; q.Severity() != corpus.Note {
			t.Errorf("an unmarked stretch that is %s is a fault", s.Value)
		}
	}
	for _, s := range FormulaStatuses {
		f := Formula{Status: FormulaStatus(s.Value)}
		hold("formula "+s.Value, f.Severity(), f.Label(), s.Value)
	}
}
