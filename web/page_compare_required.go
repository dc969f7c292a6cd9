package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/amendment"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/requirement"
)

// requiredView is what changed in what two versions require, above their comparison.
type requiredView struct {
	Summary string
	Changed []requiredRow
	New     requiredList
	Dropped requiredList
}

// requiredRow is a clause whose requirement changed.
type requiredRow struct {
	Words    []string // what differs: 频次, 主体
	Old, New requiredCell
	Also     string
}

// requiredCell is a clause of one version with what differs marked.
type requiredCell struct {
	Cite, Href string
	// Led are words carried over from before the clause: the bearer of a list, or its
	// 应当.
	Led    []compare.Op
	Ops    []compare.Op
	Doubts []doubtView
}

// requiredList is what is new, or gone.
type requiredList struct {
	Label string
	Open  bool
	Rows  []requiredClause
}

type requiredClause struct {
	Label string // 应当, 不得
	requiredCell
}

// fewRequired is how many of a list are shown unfolded.
const fewRequired = 12

// layRequired lays out what changed; nil where there is nothing to compare.
func layRequired(c compared) *requiredView {
	if !c.requires {
		return nil
	}
	v := &requiredView{New: requiredList{Label: msgRequiredNew}, Dropped: requiredList{Label: msgRequiredDropped}}
	for _, x := range c.required {
		switch x.Kind {
		case amendment.New:
			v.New.Rows = append(v.New.Rows, c.requiredClause(isVersion, x.New))
		case amendment.Dropped:
			v.Dropped.Rows = append(v.Dropped.Rows, c.requiredClause(wasVersion, x.Old))
		default:
			v.Changed = append(v.Changed, c.requiredRow(x))
		}
	}
	for _, l := range []*requiredList{&v.New, &v.Dropped} {
		l.Open = len(l.Rows) <= fewRequired
		l.Label = fmt.Sprintf(l.Label, len(l.Rows))
	}
	v.Summary = fmt.Sprintf(msgRequiredChanges, len(v.Changed), len(v.New.Rows), len(v.Dropped.Rows))
	if len(c.required) == 0 {
		v.Summary = msgRequiredSame
	}
	return v
}

func (c compared) requiredRow(x amendment.Change) requiredRow {
	var row requiredRow
	var was, is []corpus.Span
	for _, d := range x.Differences {
		if label := differenceLabel(d); !slices.Contains(row.Words, label) {
			row.Words = append(row.Words, label)
		}
		was, is = append(was, d.Old), append(is, d.New)
	}
	row.Old, row.New = c.requiredCell(wasVersion, x.Old, was), c.requiredCell(isVersion, x.New, is)
	if x.Also > 0 {
		row.Also = fmt.Sprintf(msgRequiredAlso, x.Also)
	}
	return row
}

// requiredClause is a clause that one version alone has, with its bearer if that
// stands before it.
func (c compared) requiredClause(version int, x *amendment.Clause) requiredClause {
	out := requiredClause{Label: corpus.Label(requirement.Modalities, string(x.Requirements[0].Modality)), requiredCell: c.requiredCell(version, x, nil)}
	if b := x.Bearer(); !b.Empty() && !x.Sentence.Contains(b) {
		out.Led = []compare.Op{{Kind: compare.Equal, Text: flat(b.In(c.version(version).Text))}}
	}
	return out
}

// requiredCell marks the words in the sentence of a clause.
func (c compared) requiredCell(version int, x *amendment.Clause, words []corpus.Span) requiredCell {
	d, kind := c.version(version), compare.Delete
	if version == isVersion {
		kind = compare.Insert
	}
	out := requiredCell{Cite: c.cite(version, x, ""), Href: address(d.ID, x.Locator), Doubts: viewDoubts(d.Cautions(x.Span))}
	slices.SortFunc(words, func(a, b corpus.Span) int { return cmp.Compare(a.Start, b.Start) })
	at := x.Sentence.Start
	for _, w := range words {
		switch {
		case w.Empty():
		case !x.Sentence.Contains(w):
			out.Led = append(out.Led, compare.Op{Kind: kind, Text: flat(w.In(d.Text))})
		case w.Start >= at:
			if w.Start > at {
				out.Ops = append(out.Ops, compare.Op{Kind: compare.Equal, Text: flat(d.Text[at:w.Start])})
			}
			out.Ops = append(out.Ops, compare.Op{Kind: kind, Text: flat(w.In(d.Text))})
			at = w.End
		}
	}
	if at < x.Sentence.End {
		out.Ops = append(out.Ops, compare.Op{Kind: compare.Equal, Text: flat(d.Text[at:x.Sentence.End])})
	}
	return out
}

// flat undoes the line breaks of a sentence.
func flat(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}
