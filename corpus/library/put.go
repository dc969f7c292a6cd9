package library

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"tiaowen/corpus"
)

// Outcome says what became of a file.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	// Quarantined means that the file is kept but withheld: see quarantine.go.
	Quarantined Outcome = "quarantined"
)

// SameID is the code of the diagnostic on a document whose title and version
// date another document had first.
const SameID = "same_id"

// Put keeps a file and the texts read from it, in one transaction. Documents
// the path held before are replaced part by part and keep their ids and their
// corrections; parts that are no longer in the file are removed.
//
// A document that a person removed comes back, under its old id, when its text
// has become another one; with the text it had it stays away. Bytes that are
// held under another path make that path a second one and change nothing. The
// records are those of the texts that are present afterwards, or withheld, in
// their order.
func (l *Library) Put(ctx context.Context, f File, texts []corpus.Source) ([]Record, Outcome, error) {
	kept, err := l.PutAll(ctx, []Incoming{{f, texts}})
	if err != nil {
		return nil, "", err
	}
	return kept[0].Records, kept[0].Outcome, nil
}

// Incoming is a file with the texts read from it.
type Incoming struct {
	File  File
	Texts []corpus.Source
}

// Kept is what became of one.
type Kept struct {
	Records []Record
	Outcome Outcome
}

// PutAll is Put for several files in one transaction, for the disk is waited for
// at the end of each: all of them are kept, or none.
func (l *Library) PutAll(ctx context.Context, files []Incoming) ([]Kept, error) {
	out := make([]Kept, 0, len(files))
	err := l.write(ctx, "put files", func(t *tx) error {
		for _, f := range files {
			records, outcome, err := t.put(ctx, f.File, f.Texts)
			if err != nil {
				return fmt.Errorf("%s: %w", f.File.Path, err)
			}
			out = append(out, Kept{records, outcome})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (t *tx) put(ctx context.Context, f File, texts []corpus.Source) ([]Record, Outcome, error) {
	held, err := sumAt(ctx, t, f.Path)
	if err != nil {
		return nil, "", err
	}
	if held == "" {
		if rows, ok, err := t.known(ctx, f); err != nil || ok {
			return shownOf(rows), outcomeOf(rows), err
		}
	}
	if held != f.sum() {
		if err := errors.Join(t.keepFile(ctx, f), t.forgetOriginal(ctx, held)); err != nil {
			return nil, "", err
		}
	}
	reason, err := t.judge(ctx, f.Path, texts)
	if err != nil {
		return nil, "", err
	}
	records, changed, err := t.replace(ctx, f.Path, texts, reason)
	switch {
	case err != nil:
		return nil, "", err
	case reason != "":
		return records, Quarantined, nil
	case held == "":
		return records, Added, nil
	case held == f.sum() && !changed:
		return records, Unchanged, nil
	}
	return records, Updated, nil
}

// shownOf are the documents that a file is said to have become.
func shownOf(rows []row) []Record {
	var out []Record
	for _, r := range rows {
		if r.shown() {
			out = append(out, r.record())
		}
	}
	return out
}

// outcomeOf is what becomes of a file whose bytes are known.
func outcomeOf(rows []row) Outcome {
	for _, r := range rows {
		if r.withheld != "" {
			return Quarantined
		}
	}
	return Unchanged
}

// replace makes the texts the documents of path, withheld if there is a reason.
func (t *tx) replace(ctx context.Context, path string, texts []corpus.Source, reason string) (records []Record, changed bool, err error) {
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return nil, false, err
	}
	held := map[string]row{}
	for _, r := range rows {
		held[r.part] = r
	}
	seen := map[string]bool{}
	for _, src := range texts {
		if seen[src.Part] {
			return nil, false, fmt.Errorf("part %q comes twice", src.Part)
		}
		seen[src.Part] = true
		old, had := held[src.Part]
		r, rec, did, err := t.keep(ctx, fresh(path, src, reason), old, had)
		if err != nil {
			return nil, false, err
		}
		changed = changed || did
		if r.shown() {
			records = append(records, rec)
		}
	}
	for _, r := range rows {
		if seen[r.part] || r.removed == byFile {
			continue
		}
		changed = true
		if err := t.vanish(ctx, r); err != nil {
			return nil, false, err
		}
	}
	return records, changed, nil
}

func fresh(path string, src corpus.Source, reason string) row {
	state := present
	if reason != "" {
		state = byMark
	}
	return row{path: path, part: src.Part, text: src.Text, paths: []string{path}, removed: state, withheld: reason, wish: src.ID, source: source{
		Name: src.Name, Marks: src.Marks, Repairs: src.Repairs, Stated: string(src.Stated), Hints: src.Hints, Diagnostics: src.Diagnostics,
	}}
}

// keep adds a document or puts it in the place of old, if there was one.
func (t *tx) keep(ctx context.Context, r, old row, had bool) (row, Record, bool, error) {
	if !had {
		rec, err := t.add(ctx, &r)
		return r, rec, true, err
	}
	r.id, r.imported, r.corrections, r.noted, r.paths = old.id, old.imported, old.corrections, old.noted, old.paths
	if old.removed == byPerson {
		if r.text == old.text {
			r.removed = byPerson
		} else if err := t.voidRemoval(ctx, old.id); err != nil {
			return row{}, Record{}, false, err
		}
	}
	if old.removed == r.removed && sameSource(r, old) {
		return old, old.record(), false, nil
	}
	rec, err := t.update(ctx, &r, old)
	return r, rec, true, err
}

// sameSource compares sources as they are written: an empty list of marks and
// none are the same.
func sameSource(a, b row) bool {
	if a.text != b.text {
		return false
	}
	x, errX := json.Marshal(a.source)
	y, errY := json.Marshal(b.source)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// add gives a new document its id and its dates.
func (t *tx) add(ctx context.Context, r *row) (Record, error) {
	r.imported, r.changed = t.now.UTC(), t.now.UTC()
	rec := r.record()
	if err := t.name(ctx, r, cmp.Or(r.wish, rec.Document.Fields.BaseID())); err != nil {
		return Record{}, err
	}
	rec.Document.ID = r.id
	rec.Document.Diagnostics = append(rec.Document.Diagnostics, r.noted...)
	seq, err := t.next(ctx)
	if err != nil {
		return Record{}, err
	}
	r.seq, r.textSeq, rec.Seq = seq, seq, seq
	// The id may have been that of a document deleted for good.
	if _, err := t.ExecContext(ctx, `DELETE FROM gone WHERE id = ?`, r.id); err != nil {
		return Record{}, err
	}
	return rec, t.save(ctx, *r, rec)
}

// name finds an id that no other document has, not even a removed one: its id
// may stand in somebody's notes, and the removal may be undone.
func (t *tx) name(ctx context.Context, r *row, base string) error {
	r.id = base
	n := max(t.suffix[base], 1)
	for taken := true; ; n++ {
		if n > 1 {
			r.id = fmt.Sprintf("%s~%d", base, n)
		}
		err := t.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?)`, r.id).Scan(&taken)
		if err != nil {
			return err
		}
		if !taken {
			break
		}
	}
	t.suffix[base] = n
	if n == 1 {
		return nil
	}
	var first string
	err := t.QueryRowContext(ctx, `SELECT text FROM documents WHERE id = ? AND removed = ''`, base).Scan(&first)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	says := "收入时已有编号为“%s”的文献，正文不同，本篇编号加后缀“~%d”；请核对标题和日期，是否另一版本"
	switch {
	case err != nil: // it was removed, or is withheld
		says = "编号“%s”已经用过，本篇编号加后缀“~%d”"
	case withoutSpace(first) == withoutSpace(r.text):
		says = "收入时与编号为“%s”的文献正文相同，只是文件不同，本篇编号加后缀“~%d”；多余的可以删去"
	}
	r.noted = append(r.noted, corpus.Diagnostic{Code: SameID, Severity: corpus.Warning, Message: fmt.Sprintf(says, base, n)})
	return nil
}

// withoutSpace is what two files of one text have in common, whatever programs
// wrote them.
func withoutSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// update puts r in the place of old, which has the same id.
func (t *tx) update(ctx context.Context, r *row, old row) (Record, error) {
	seq, err := t.next(ctx)
	if err != nil {
		return Record{}, err
	}
	r.changed = t.now.UTC()
	r.seq, r.textSeq = seq, old.textSeq
	rec := r.record()
	if old.removed != present || !cutAlike(old.record().Document, rec.Document) {
		r.textSeq = seq
	}
	return rec, t.save(ctx, *r, rec)
}

// vanish removes a document whose part is no longer in its file. Nobody can
// undo that, nor a person's removal before it.
func (t *tx) vanish(ctx context.Context, r row) error {
	if err := t.voidRemoval(ctx, r.id); err != nil {
		return err
	}
	gone := r
	gone.removed = byFile
	_, err := t.update(ctx, &gone, r)
	return err
}
