package indexer

import (
	"context"
	"errors"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// TestDraft: a draft is one text, whatever parts a library would keep it in; what its
// reader found stands where it stood; a mark of secrecy and a refusal are told.
func TestDraft(t *testing.T) {
	span := corpus.Span{Start: 0, End: len("甲规定")}
	in := &Intake{read: func(_ context.Context, f File) ([]corpus.Source, error) {
		switch f.Path {
		case "locked.docx":
			return nil, refusal{}
		case "marked.txt":
			return []corpus.Source{{Path: f.Path, Text: "机密★10年\n某地安排\n第一条　甲。\n"}}, nil
		}
		one := corpus.Source{Path: f.Path, Text: "甲规定\n第一条　甲。\n", Marks: []corpus.Mark{{Kind: corpus.MarkHeading, Level: 1, Span: span}},
			Diagnostics: []corpus.Diagnostic{{Code: "odd", Message: "怪", Span: &span}}}
		two := one
		two.Text = "乙规定\n第一条　乙。\n"
		return []corpus.Source{one, two}, nil
	}}
	got, err := in.Draft(t.Context(), File{Path: "两份.zip"})
	if err != nil || got.Reason != "" || got.Held != "" {
		t.Fatalf("%+v %v", got, err)
	}
	text := got.Document.Text
	if text != "甲规定\n第一条　甲。\n\n\n乙规定\n第一条　乙。\n" {
		t.Errorf("text %q", text)
	}
	var odd []string
	for _, d := range got.Document.Diagnostics {
		if d.Code == "odd" {
			odd = append(odd, d.Span.In(text))
		}
	}
	if strings.Join(odd, " ") != "甲规定 乙规定" || span.Start != 0 {
		t.Errorf("noticed at %q", odd)
	}
	if got, _ := in.Draft(t.Context(), File{Path: "marked.txt"}); got.Held == "" {
		t.Error("a mark of secrecy is not told")
	}
	if got, err := in.Draft(t.Context(), File{Path: "locked.docx"}); err != nil || got.Code != "locked" || got.Reason != "加了密" {
		t.Errorf("a refusal: %+v %v", got, err)
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := in.Draft(ended, File{Path: "甲.txt"}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
}

type refusal struct{}

func (refusal) Error() string  { return "加了密" }
func (refusal) Reason() string { return "locked" }
