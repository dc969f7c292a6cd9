package extract

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// What stands above and below the pages is no part of a text, nor is what lies
// over them or what is said of it elsewhere, but a paper may say only there that
// it is secret. Such a mark must be seen by whoever judges
// the text.

// markHead puts the marks of secrecy among heads before a text that has none
// itself.
func markHead(s *corpus.Source, heads []string) {
	if _, _, found := corpus.FindSecrecy(s.Text); found {
		return
	}
	var marks []string
	for _, head := range heads {
		for _, part := range strings.FieldsFunc(head, func(r rune) bool { return r == '\n' || r == '\t' }) {
			part, _ = tidy(strings.ToValidUTF8(part, "\ufffd"))
			span, _, found := corpus.FindSecrecy(part)
			if mark := span.In(part); found && !slices.Contains(marks, mark) {
				marks = append(marks, mark)
			}
		}
	}
	const most = 3 // pages differ by a number
	if marks = marks[:min(len(marks), most)]; len(marks) == 0 {
		return
	}
	before := strings.Join(marks, "\n") + "\n"
	s.Text = before + s.Text
	for i := range s.Marks {
		s.Marks[i].Span = s.Marks[i].Span.Shift(len(before))
	}
	for i := range s.Pages {
		s.Pages[i].Span = s.Pages[i].Span.Shift(len(before))
	}
	for i := range s.Diagnostics {
		if span := s.Diagnostics[i].Span; span != nil {
			shifted := span.Shift(len(before))
			s.Diagnostics[i].Span = &shifted
		}
	}
	s.Diagnostics = append(s.Diagnostics, note(NoteHeadMark, corpus.Warning, "正文之外（页眉、页脚、水印或所附字段）标有“%s”，已放到正文之前", strings.Join(marks, "”“")))
}
