package web

import (
	"tiaowen/corpus"
	"tiaowen/corpus/amendment"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// RequirementChange is a clause that requires something else than before.
type RequirementChange struct {
	Kind        amendment.Kind          `json:"kind" enum:"changed,new,dropped"`
	Label       string                  `json:"label"`
	Old         *ChangedClause          `json:"old" doc:"旧版的一句；新增的为 null"`
	New         *ChangedClause          `json:"new" doc:"新版的一句；不再规定的为 null"`
	Differences []RequirementDifference `json:"differences" doc:"哪里不同；kind 不是 changed 的为空"`
	Also        int                     `json:"also" doc:"同一列举之下，另有几项有同样的改动"`
}

// ChangedClause is a clause of one version.
type ChangedClause struct {
	Address       string               `json:"address" doc:"所在的条款：编号#定位"`
	URL           string               `json:"url"`
	Citation      string               `json:"citation"`
	Text          string               `json:"text" doc:"所在的整句，原文；各处的 start、end 是其中的位置"`
	Start         int                  `json:"start" doc:"这一项要求在 text 里的位置"`
	End           int                  `json:"end"`
	Bearer        *ChangedWords        `json:"bearer" doc:"责任主体；没有说的、有几个的为 null"`
	Modality      requirement.Modality `json:"modality" enum:"must,should_generally,may,must_not,at_most,at_least,duty,stated"`
	ModalityLabel string               `json:"modality_label"`
	Doubts        []corpus.Caution     `json:"doubts" doc:"对这一款文字或划分的存疑之处；没有则为空"`
}

// ChangedWords are words of a version, and where in the text of the clause they stand.
type ChangedWords struct {
	Text  string `json:"text"`
	Start *int   `json:"start" doc:"承前文、不在 text 里的为 null"`
	End   *int   `json:"end"`
}

// RequirementDifference is what of a requirement differs.
type RequirementDifference struct {
	Field amendment.Field `json:"field" enum:"quantity,modality,bearer,event"`
	Label string          `json:"label" doc:"要求、主体、起算；数量的写它的类别：频次、期限、人数"`
	Of    string          `json:"of" enum:",frequency,deadline,headcount,term,share,hours,amount,age" doc:"数量的类别；不是数量的为空"`
	Old   *ChangedWords   `json:"old" doc:"旧版没有定的为 null"`
	New   *ChangedWords   `json:"new" doc:"新版不再定的为 null"`
}

func (c compared) requirementChanges() []RequirementChange {
	out := make([]RequirementChange, 0, len(c.required))
	for _, x := range c.required {
		one := RequirementChange{Kind: x.Kind, Label: corpus.Label(amendment.Kinds, string(x.Kind)), Also: x.Also,
			Old: c.changedClause(wasVersion, x.Old), New: c.changedClause(isVersion, x.New), Differences: []RequirementDifference{}}
		for _, d := range x.Differences {
			one.Differences = append(one.Differences, RequirementDifference{Field: d.Field, Label: differenceLabel(d), Of: string(d.Of),
				Old: changedWords(c.Old, x.Old.Sentence, d.Old), New: changedWords(c.New, x.New.Sentence, d.New)})
		}
		out = append(out, one)
	}
	return out
}

// differenceLabel names what differs; a quantity by its kind.
func differenceLabel(d amendment.Difference) string {
	if d.Of != "" {
		return corpus.Label(requirement.Kinds, string(d.Of))
	}
	return corpus.Label(amendment.Fields, string(d.Field))
}

// The two versions of a comparison.
const (
	wasVersion = 0
	isVersion  = 1
)

func (c compared) version(i int) *corpus.Document {
	if i == wasVersion {
		return c.Old
	}
	return c.New
}

// changedClause is a clause of a version; nil where there is none.
func (c compared) changedClause(version int, x *amendment.Clause) *ChangedClause {
	if x == nil {
		return nil
	}
	d, first := c.version(version), x.Requirements[0]
	at := corpus.Runes(d.Text[x.Sentence.Start:], []corpus.Span{x.Span.Shift(-x.Sentence.Start)})[0]
	return &ChangedClause{Address: d.ID + "#" + x.Locator, URL: address(d.ID, x.Locator), Citation: c.cite(version, x, c.titles[version]),
		Text: x.Sentence.In(d.Text), Start: at.Start, End: at.End, Bearer: changedWords(d, x.Sentence, x.Bearer()),
		Modality: first.Modality, ModalityLabel: corpus.Label(requirement.Modalities, string(first.Modality)), Doubts: cautions(d.Cautions(x.Span))}
}

// cite is the citation of the provision of a clause.
func (c compared) cite(version int, x *amendment.Clause, title string) string {
	d := c.version(version)
	node, above := d.Root.Find(x.Locator)
	return search.Cite(title, search.Place{Document: d, Node: node, Above: above})
}

// changedWords are words of d; nil for none.
func changedWords(d *corpus.Document, sentence, words corpus.Span) *ChangedWords {
	if words.Empty() {
		return nil
	}
	out := &ChangedWords{Text: words.In(d.Text)}
	if sentence.Contains(words) {
		at := corpus.Runes(d.Text[sentence.Start:], []corpus.Span{words.Shift(-sentence.Start)})[0]
		out.Start, out.End = &at.Start, &at.End
	}
	return out
}
