package web

import (
	"context"
	"errors"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/remark"
	"tiaowen/search/check"
)

// comment writes what was found into the margin of the Word file that it was found in.
func (s *Server) comment(ctx context.Context, asked askedCheck, found checked) ([]byte, error) {
	var remarks []remark.Remark
	for _, f := range found.findings() {
		if f.Severity != corpus.Note {
			remarks = append(remarks, remark.Remark{Span: f.span, Text: f.remark(), Instead: f.instead()})
		}
	}
	out, err := s.cfg.Remarker.Remark(ctx, asked.file.Path, asked.file.Data, found.Text, remarks, remark.Options{Made: s.inShanghai(), Track: asked.tracked})
	var refused interface{ Reason() string }
	switch {
	case errors.As(err, &refused):
		p := newProblem("draft_unreadable", err)
		p.Detail = err.Error()
		p.Errors = []Fault{{"body.file", refused.Reason(), err.Error()}}
		return nil, p
	case errors.Is(err, remark.ErrOtherText):
		p := newProblem("draft_unreadable", err)
		p.Detail = msgCheckMended
		return nil, p
	}
	return out.File, err
}

// remark is what is said in the margin: the verdict, what it was held against and what
// to do, a line each.
func (f finding) remark() string {
	lines := []string{f.Label}
	if f.Message != "" {
		lines[0] += "：" + f.Message
	}
	if len(f.Sources) > 0 {
		first := f.Sources[0]
		if words := strings.Join(linesOf(first.Text), " "); words != "" && f.RightIs != msgRightQuote {
			lines = append(lines, "依据原文："+words)
		}
		lines = append(lines, "见"+first.Citation)
		if len(first.Doubts) > 0 {
			lines = append(lines, msgCheckFirst+corpus.CautionLine(first.Doubts))
		}
	}
	if advice := f.advice(); advice != "" {
		lines = append(lines, advice)
	}
	return strings.Join(lines, "\n")
}

// instead is what should stand in place of the whole of what was found, where that is
// sure; nil where it is not. A citation that does not name its text stands in a sentence
// that another could not, and how a source lists the members of a formula may not be how
// a sentence does.
func (f finding) instead() *string {
	if f.Right == "" {
		return nil
	}
	switch f.Sort {
	case sortFormula:
		return nil
	case sortCitation:
		if !strings.HasPrefix(f.Text, "《") {
			return nil
		}
	case sortQuote:
		return f.requoted()
	}
	return &f.Right
}

// requoted is a quotation with the source's words where it has others.
func (f finding) requoted() *string {
	if f.RightIs != msgRightQuote {
		return nil
	}
	if f.Status == string(check.ExactNormalized) {
		return &f.Right
	}
	var was, is strings.Builder
	source, draft := sides(f.Diff)
	for _, s := range draft {
		was.WriteString(s.Text)
	}
	for _, s := range source {
		is.WriteString(s.Text)
	}
	if was.Len() == 0 || strings.Count(f.Text, was.String()) != 1 {
		return nil
	}
	out := strings.Replace(f.Text, was.String(), is.String(), 1)
	return &out
}
