package web

import "tiaowen/corpus"

// Repair is a place where the text as kept is not the text as read.
type Repair struct {
	Rule       string  `json:"rule" doc:"修复规则的固定名称"`
	Before     string  `json:"before" doc:"读到的文字"`
	After      string  `json:"after" doc:"修复后的文字"`
	Confidence float64 `json:"confidence" minimum:"0" maximum:"1"`
	Start      int     `json:"start" doc:"修复后文字在全文中的位置"`
	End        int     `json:"end"`
	WasStart   int     `json:"was_start" doc:"在修复前的全文中的位置"`
	WasEnd     int     `json:"was_end"`
}

func newRepairs(d *corpus.Document) []Repair {
	out := make([]Repair, 0, len(d.Repairs))
	count := runeCounter{text: d.Text}
	shift := 0 // code points by which the text was longer or shorter before
	for _, r := range d.Repairs {
		start, end := count.to(r.Span.Start), count.to(r.Span.End)
		was := len([]rune(r.Before))
		out = append(out, Repair{
			Rule: r.Rule, Before: r.Before, After: r.After, Confidence: r.Confidence,
			Start: start, End: end, WasStart: start + shift, WasEnd: start + shift + was,
		})
		shift += was - (end - start)
	}
	return out
}
