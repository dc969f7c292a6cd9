package web

import (
	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// Comparison is the JSON of two documents laid side by side.
type Comparison struct {
	From         DocumentHead        `json:"from"`
	To           DocumentHead        `json:"to"`
	SameWork     bool                `json:"same_work" doc:"是同一部法规的两个版本"`
	Notices      []Notice            `json:"notices"`
	Summary      compare.Summary     `json:"summary" doc:"以条计（不分条的以段计），inserted、deleted 以字计"`
	Requirements []RequirementChange `json:"requirements" doc:"要求的变化：数量、语气、主体、起算有变的，新增的，不再规定的；只列有把握的，按新版的次序。不是同一部法规的两个版本，为空"`
	Rows         []ComparisonRow     `json:"rows" doc:"按新版的次序；删去的排在原处"`
}

// ComparisonRow is what became of a 条, a paragraph or a heading.
type ComparisonRow struct {
	Kind       compare.Kind         `json:"kind" enum:"unchanged,edited,renumbered,moved,split,merged,added,removed"`
	Edited     bool                 `json:"edited"`
	Renumbered bool                 `json:"renumbered"`
	Heading    bool                 `json:"heading" doc:"是编、章、节等标题，不计入 summary"`
	Old        []ComparedProvision  `json:"old" doc:"新增的为空；合并的有几条"`
	New        []ComparedProvision  `json:"new" doc:"删去的为空；拆分的有几条"`
	Diff       []ComparisonFragment `json:"diff" doc:"从旧文到新文；不含条号"`
}

// ComparedProvision names a provision of one side.
type ComparedProvision struct {
	Locator string `json:"locator"`
	Label   string `json:"label"`
	Caption string `json:"caption"`
	URL     string `json:"url"`
}

// ComparisonFragment is a piece of text that both sides have, or one of them.
type ComparisonFragment struct {
	Op   compare.OpKind `json:"op" enum:"equal,delete,insert"`
	Text string         `json:"text"`
	Was  string         `json:"was,omitempty" doc:"旧文的写法，只在字形、全半角、空白不同时有"`
}

func newComparison(c compared) Comparison {
	out := Comparison{From: newDocumentHead(c.heads[0]), To: newDocumentHead(c.heads[1]), SameWork: c.sameWork, Notices: newNotices(c.notices),
		Summary: c.Summary, Requirements: c.requirementChanges(), Rows: make([]ComparisonRow, 0, len(c.Rows))}
	for _, r := range c.Rows {
		row := ComparisonRow{Kind: r.Kind, Edited: r.Edited, Renumbered: r.Renumbered, Heading: r.Heading,
			Old: newCompared(c.Old.ID, r.Old), New: newCompared(c.New.ID, r.New), Diff: []ComparisonFragment{}}
		for _, op := range r.Diff {
			row.Diff = append(row.Diff, ComparisonFragment{op.Kind, op.Text, op.Was})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func newCompared(id string, nodes []*corpus.Provision) []ComparedProvision {
	out := make([]ComparedProvision, 0, len(nodes))
	for _, n := range nodes {
		out = append(out, ComparedProvision{n.Locator, n.Label, n.Caption, address(id, n.Locator)})
	}
	return out
}
