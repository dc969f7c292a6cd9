package library

import (
	"cmp"
	"context"
	"encoding/json"

	"tiaowen/corpus"
)

// The parts of a list are its lines, and a line that is put in above others shifts
// them all. So a text of a file of several is the document that had that text, where
// ever it stood; only what is left goes by its title, and at last by its place.

// matched are the documents that the texts of a file are, by the number of the text:
// one at most for each, and each once.
func matched(rows []row, texts []corpus.Source) map[int]row {
	m := match{rows: rows, texts: texts, of: map[int]row{}, taken: map[string]bool{}}
	if len(texts) == 1 && len(rows) == 1 {
		m.pair(partOfRow, partOfText) // the file is the paper, whatever it says now
		return m.of
	}
	wholeRow := func(r row) string { return r.source.Stated + "\n" + r.text }
	wholeText := func(s corpus.Source) string { return string(s.Stated) + "\n" + s.Text }
	m.pair(func(r row) string { return r.part + "\n" + wholeRow(r) }, func(s corpus.Source) string { return s.Part + "\n" + wholeText(s) })
	m.pair(wholeRow, wholeText)
	m.pair(func(r row) string { return r.part + "\n" + r.text }, func(s corpus.Source) string { return s.Part + "\n" + s.Text })
	m.pair(func(r row) string { return withoutSpace(r.text) }, func(s corpus.Source) string { return withoutSpace(s.Text) })
	m.pair(func(r row) string { return titleOf(r.source.Hints, r.source.Stated) }, func(s corpus.Source) string { return titleOf(s.Hints, string(s.Stated)) })
	m.pair(partOfRow, partOfText)
	return m.of
}

func partOfRow(r row) string            { return "part " + r.part }
func partOfText(s corpus.Source) string { return "part " + s.Part }

// titleOf is the title that a column gives, empty if none does.
func titleOf(hints corpus.Fields, stated string) string {
	var given struct {
		Title string `json:"title"`
	}
	_ = json.Unmarshal([]byte(stated), &given) // what is stated may be broken
	return cmp.Or(given.Title, hints.Title)
}

// match pairs texts with documents.
type match struct {
	rows  []row
	texts []corpus.Source
	of    map[int]row
	taken map[string]bool
}

// pair pairs those that are left and have the same key, in their order; documents that
// are in the file go before those that were in it once. No key, no pair.
func (m *match) pair(ofRow func(row) string, ofText func(corpus.Source) string) {
	if len(m.of) == len(m.texts) || len(m.of) == len(m.rows) {
		return
	}
	free := map[string][]row{}
	for _, gone := range []bool{false, true} {
		for _, r := range m.rows {
			if key := ofRow(r); key != "" && !m.taken[r.id] && (r.removed == byFile) == gone {
				free[key] = append(free[key], r)
			}
		}
	}
	for i, s := range m.texts {
		key := ofText(s)
		if _, has := m.of[i]; has || len(free[key]) == 0 {
			continue
		}
		m.of[i] = free[key][0]
		m.taken[free[key][0].id] = true
		free[key] = free[key][1:]
	}
}

// shift gives the documents that texts are the texts' parts. Those that stood there and
// are no text any more get parts that no file has.
func (t *tx) shift(ctx context.Context, path string, texts []corpus.Source, of map[int]row) error {
	moved := false
	for i, r := range of {
		moved = moved || r.part != texts[i].Part
	}
	if !moved {
		return nil
	}
	wanted := map[string]bool{}
	for _, s := range texts {
		wanted[s.Part] = true
	}
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return err
	}
	const setPart = `UPDATE documents SET part = ? WHERE id = ?`
	for _, r := range rows {
		if wanted[r.part] {
			if _, err := t.ExecContext(ctx, setPart, "\n"+r.id, r.id); err != nil {
				return err
			}
		}
	}
	for i, r := range of {
		if _, err := t.ExecContext(ctx, setPart, texts[i].Part, r.id); err != nil {
			return err
		}
	}
	return nil
}
