package compare

import (
	"tiaowen/corpus"
)

// Comparison is two versions laid side by side.
type Comparison struct {
	Old, New *corpus.Document
	// Rows are in the order of the new version; what was removed stands where it
	// was in the old one.
	Rows    []Row
	Summary Summary
}

// Row is what became of one unit: a 条, a paragraph of a text without 条, or a
// heading.
type Row struct {
	Kind Kind
	// Renumbered and Edited say more than Kind can: a moved article is mostly
	// renumbered, and may be edited; a split one may be.
	Renumbered, Edited bool
	// Heading marks the rows of 编, 章, 节 and other headings, whose text is the
	// caption. They are not counted in the summary.
	Heading bool
	// Old is empty for what was added, New for what was removed. Old has several
	// elements if they were merged, New if one was split.
	Old, New []*corpus.Provision
	// Diff turns the old text into the new one. The texts are those of [Text],
	// several of them joined by line breaks.
	Diff []Op
}

// Kind is what happened to a unit, the strongest word for it.
type Kind string

// The kinds. One article that was edited and got another number is Edited, with
// Renumbered set; one that stands elsewhere is Moved whatever else happened.
const (
	Unchanged  Kind = "unchanged"
	Edited     Kind = "edited"
	Renumbered Kind = "renumbered"
	Moved      Kind = "moved"
	Split      Kind = "split"
	Merged     Kind = "merged"
	Added      Kind = "added"
	Removed    Kind = "removed"
)

// Summary counts rows, headings left out. A row counts as what its Kind says,
// and besides under Edited and Renumbered if those are set.
type Summary struct {
	Old        int `json:"old"` // units of the old version
	New        int `json:"new"`
	Unchanged  int `json:"unchanged"`
	Edited     int `json:"edited"`
	Renumbered int `json:"renumbered"`
	Moved      int `json:"moved"`
	Split      int `json:"split"`
	Merged     int `json:"merged"`
	Added      int `json:"added"`
	Removed    int `json:"removed"`
	// Inserted and Deleted count characters, white space left out, those of
	// added and removed units included.
	Inserted int `json:"inserted"`
	Deleted  int `json:"deleted"`
}

// Versions compares two versions of one work.
func Versions(before, after *corpus.Document) Comparison {
	was, is := readVersion(before), readVersion(after)
	units := alignUnits(was.units, is.units)
	headings := alignHeadings(was, is, units)
	c := Comparison{Old: before, New: after, Rows: layRows(was, is, units, headings)}
	c.Summary = summarize(c.Rows)
	return c
}

func summarize(rows []Row) Summary {
	var s Summary
	counters := map[Kind]*int{Unchanged: &s.Unchanged, Moved: &s.Moved, Split: &s.Split, Merged: &s.Merged, Added: &s.Added, Removed: &s.Removed}
	for _, r := range rows {
		if r.Heading {
			continue
		}
		s.Old += len(r.Old)
		s.New += len(r.New)
		if n := counters[r.Kind]; n != nil {
			*n++
		}
		if r.Edited {
			s.Edited++
		}
		if r.Renumbered {
			s.Renumbered++
		}
		for _, op := range r.Diff {
			switch op.Kind {
			case Insert:
				s.Inserted += countCharacters(op.Text)
			case Delete:
				s.Deleted += countCharacters(op.Text)
			}
		}
	}
	return s
}
