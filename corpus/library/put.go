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
	// Restored means that documents came back that a person had removed.
	Restored Outcome = "restored"
	// Quarantined means that the file is kept but withheld: see quarantine.go.
	Quarantined Outcome = "quarantined"
	// Away means that all there is of the file was removed by a person, and stays
	// so because nobody asked for it.
	Away Outcome = "away"
	// Unkept means that the file could not be kept; Err says why.
	Unkept Outcome = "unkept"
)

// SameID is the code of the diagnostic on a document whose title and version
// date another document had first.
const SameID = "same_id"

// Put keeps a file and the texts read from it, in one transaction. Documents
// the path held before are replaced part by part and keep their ids and their
// corrections; parts that are no longer in the file are removed. What they were
// is kept as an earlier state, which Undo brings back.
//
// A document that a person removed comes back, under its old id. Bytes that are
// held under another path make that path a second one and change nothing else. The
// records are those of the texts that are present afterwards, or withheld, in
// their order.
func (l *Library) Put(ctx context.Context, f File, texts []corpus.Source) ([]Record, Outcome, error) {
	kept, err := l.PutAll(ctx, []Incoming{{File: f, Texts: texts}})
	if err == nil {
		err = kept[0].Err
	}
	if err != nil {
		return nil, "", err
	}
	return kept[0].Records, kept[0].Outcome, nil
}

// Incoming is a file with the texts read from it.
type Incoming struct {
	File  File
	Texts []corpus.Source
	// Unasked means that nobody asked for the file: it was found in a folder that is
	// followed. What a person removed stays away then, if it is the same text.
	Unasked bool
}

// Kept is what became of one.
type Kept struct {
	Records []Record
	Outcome Outcome
	// Away are the ids of the documents that stay removed.
	Away []string
	// Err is why nothing of the file was kept.
	Err error
}

// PutAll is Put for several files in one transaction, for the disk is waited for
// at the end of each. A file that cannot be kept keeps none of the others out; an
// error means that nothing can be kept, and none of them is.
func (l *Library) PutAll(ctx context.Context, files []Incoming) ([]Kept, error) {
	out := make([]Kept, 0, len(files))
	err := l.write(ctx, "put files", func(t *tx) error {
		for _, f := range files {
			kept, err := t.putAlone(ctx, f)
			if err != nil {
				return fmt.Errorf("%s: %w", f.File.Path, err)
			}
			out = append(out, kept)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// putAlone is put so that a file that cannot be kept leaves no trace.
func (t *tx) putAlone(ctx context.Context, in Incoming) (Kept, error) {
	if _, err := t.ExecContext(ctx, `SAVEPOINT one_file`); err != nil {
		return Kept{}, err
	}
	t.voided = nil
	kept, err := t.tryPut(ctx, in)
	if err != nil && trouble(err) {
		return Kept{}, err
	}
	if err != nil || kept.Outcome == Away {
		if _, err := t.ExecContext(ctx, `ROLLBACK TO one_file`); err != nil {
			return Kept{}, err
		}
		clear(t.suffix) // ids that were given and taken back
	}
	if err != nil {
		kept = Kept{Outcome: Unkept, Err: fmt.Errorf("%s: %w", in.File.Path, err)}
	}
	_, err = t.ExecContext(ctx, `RELEASE one_file`)
	return kept, err
}

// tryPut is put; what fells the reader of a text is an error of its file.
func (t *tx) tryPut(ctx context.Context, in Incoming) (kept Kept, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", ErrUnreadable, fault)
		}
	}()
	return t.put(ctx, in)
}

func (t *tx) put(ctx context.Context, in Incoming) (Kept, error) {
	f := in.File
	h, err := holding(ctx, t, f)
	if err != nil {
		return Kept{}, err
	}
	if h.path != "" && h.path != f.Path {
		return t.again(ctx, h, in)
	}
	if err := t.settle(ctx, f.Path); err != nil {
		return Kept{}, err
	}
	was, err := placeAt(ctx, t, f.Path)
	if err != nil {
		return Kept{}, err
	}
	if was.sum != f.sum() {
		err = t.keepFile(ctx, f)
	} else if !f.Loose || len(f.Beside) > 0 {
		_, err = t.ExecContext(ctx, `UPDATE files SET beside = ?1 WHERE path = ?2 AND beside IS NOT ?1`, f.besideSum(), f.Path)
	}
	if err != nil {
		return Kept{}, err
	}
	reason, err := t.judge(ctx, f.Path, in.Texts)
	if err != nil {
		return Kept{}, err
	}
	c, err := t.replace(ctx, in, reason)
	if err == nil {
		err = errors.Join(t.keepEarlier(ctx, was, c), t.forgetOriginal(ctx, was.sum))
	}
	if err != nil {
		return Kept{}, err
	}
	return c.kept(was, f, reason), nil
}

// change is what a file does to the documents of its path.
type change struct {
	records []Record
	// before are the documents that became others, as they were. One that was not
	// there is one that is not in its file.
	before []row
	// seq is the number of the first change, 0 if there was none.
	seq      int64
	restored int
	away     []string
}

// note adds a document that became another.
func (c *change) note(before row, seq int64) {
	c.before = append(c.before, before)
	if c.seq == 0 {
		c.seq = seq
	}
}

// kept says it of a file at a place that was otherwise before.
func (c change) kept(was place, f File, reason string) Kept {
	k := Kept{Records: c.records, Outcome: Updated, Away: c.away}
	switch {
	case reason != "" && len(c.records) > 0:
		k.Outcome = Quarantined
	case c.restored > 0:
		k.Outcome = Restored
	case len(c.away) > 0 && len(c.records) == 0:
		k.Outcome = Away
	case was.sum == "":
		k.Outcome = Added
	case was.sum == f.sum() && c.seq == 0:
		k.Outcome = Unchanged
	}
	return k
}

// Again is what becomes of a file that is held as it is: its path is remembered,
// and documents of it that a person removed come back. ok is false if it is not
// held, and is to be read and put.
func (l *Library) Again(ctx context.Context, in Incoming) (k Kept, ok bool, err error) {
	h, err := holding(ctx, l.reader, in.File)
	if err == nil && h.path != "" && h.remembered && !h.removed { // nothing to write
		var rows []row
		if rows, err = ofFile(ctx, l.reader, h.path); err == nil {
			return Kept{Records: shownOf(rows), Outcome: outcomeOf(rows)}, true, nil
		}
	}
	if err != nil {
		return Kept{}, false, fmt.Errorf("look up file %s: %w", in.File.Path, kinded(err))
	}
	if h.path == "" {
		return Kept{}, false, nil
	}
	err = l.write(ctx, "take again "+in.File.Path, func(t *tx) error {
		h, err := holding(ctx, t, in.File)
		if ok = err == nil && h.path != ""; !ok {
			return err
		}
		k, err = t.again(ctx, h, in)
		return err
	})
	return k, ok && err == nil, err
}

// again is Again of a file that h holds.
func (t *tx) again(ctx context.Context, h holder, in Incoming) (Kept, error) {
	was, err := placeAt(ctx, t, h.path)
	if err != nil {
		return Kept{}, err
	}
	rows, err := ofFile(ctx, t, h.path)
	if err != nil {
		return Kept{}, err
	}
	var c change
	for i, old := range rows {
		if old.removed != byPerson {
			continue
		}
		if in.Unasked {
			c.away = append(c.away, old.id)
			continue
		}
		if err := t.voidRemoval(ctx, old.id); err != nil {
			return Kept{}, err
		}
		rows[i].removed = present
		if was.held != "" {
			rows[i].removed = byMark
		}
		if _, err := t.update(ctx, &rows[i], old); err != nil {
			return Kept{}, err
		}
		c.note(old, rows[i].seq)
		c.restored++
	}
	if err := t.keepEarlier(ctx, was, c); err != nil {
		return Kept{}, err
	}
	k := Kept{Records: shownOf(rows), Outcome: outcomeOf(rows), Away: c.away}
	if k.Outcome == Unchanged && c.restored > 0 {
		k.Outcome = Restored
	}
	switch {
	case k.Outcome == Unchanged && len(c.away) > 0 && len(k.Records) == 0:
		k.Outcome = Away
	case !h.remembered:
		if err = t.remember(ctx, in.File.Path, h.path); err == nil {
			rows, err = ofFile(ctx, t, h.path)
		}
		k.Records = shownOf(rows)
	}
	return k, err
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
		if r.removed == byMark {
			return Quarantined
		}
	}
	return Unchanged
}

// replace makes the texts the documents of their path, withheld if there is a
// reason.
func (t *tx) replace(ctx context.Context, in Incoming, reason string) (c change, err error) {
	path := in.File.Path
	rows, err := ofFile(ctx, t, path)
	if err != nil {
		return c, err
	}
	held := map[string]row{}
	for _, r := range rows {
		held[r.part] = r
	}
	seen := map[string]bool{}
	for _, src := range in.Texts {
		if seen[src.Part] {
			return c, fmt.Errorf("part %q comes twice", src.Part)
		}
		seen[src.Part] = true
		old, had := held[src.Part]
		if err := t.keep(ctx, &c, fresh(path, src, reason), old, had, in.Unasked); err != nil {
			return c, err
		}
	}
	for _, r := range rows {
		if seen[r.part] || r.removed == byFile {
			continue
		}
		seq, err := t.vanish(ctx, r)
		if err != nil {
			return c, err
		}
		c.note(r, seq)
	}
	return c, nil
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
func (t *tx) keep(ctx context.Context, c *change, r, old row, had, unasked bool) error {
	if !had {
		return t.addOrRestore(ctx, c, r, unasked)
	}
	r.id, r.imported, r.corrections, r.noted, r.paths = old.id, old.imported, old.corrections, old.noted, old.paths
	if old.removed == byPerson {
		if unasked && r.text == old.text {
			r.removed = byPerson
			c.away = append(c.away, r.id)
		} else if err := t.restore(ctx, c, old.id); err != nil {
			return err
		}
	}
	if old.removed == r.removed && sameSource(r, old) {
		if old.shown() {
			c.records = append(c.records, old.record())
		}
		return nil
	}
	rec, err := t.update(ctx, &r, old)
	if err != nil {
		return err
	}
	c.note(old, r.seq)
	return c.show(r, rec)
}

// show adds a document to those that the file has become. One that could be kept
// but not read is none.
func (c *change) show(r row, rec Record) error {
	if rec.Fault != nil {
		return rec.Fault
	}
	if r.shown() {
		c.records = append(c.records, rec)
	}
	return nil
}

// restore notes that a document comes back that a person removed.
func (t *tx) restore(ctx context.Context, c *change, id string) error {
	c.restored++
	return t.voidRemoval(ctx, id)
}

// addOrRestore adds a document, or brings back the one that a person removed with
// the same text: the same paper, saved by another program or under another name.
func (t *tx) addOrRestore(ctx context.Context, c *change, r row, unasked bool) error {
	rec := r.record()
	base := cmp.Or(r.wish, rec.Document.Fields.BaseID())
	old, found, err := t.removedTwin(ctx, base, r)
	if err != nil {
		return err
	}
	if !found {
		if err := t.add(ctx, &r, &rec, base); err != nil {
			return err
		}
		gone := r
		gone.removed = byFile
		c.note(gone, r.seq)
		return c.show(r, rec)
	}
	if unasked {
		c.away = append(c.away, old.id)
		return nil
	}
	if err := errors.Join(t.restore(ctx, c, old.id), t.move(ctx, old, r)); err != nil {
		return err
	}
	r.id, r.imported, r.corrections, r.noted = old.id, old.imported, old.corrections, old.noted
	if rec, err = t.update(ctx, &r, old); err != nil {
		return err
	}
	was := r
	was.removed = byPerson
	c.note(was, r.seq)
	return c.show(r, rec)
}

// removedTwin is a document of another file that a person removed, with the text of
// r and an id that was made of base.
func (t *tx) removedTwin(ctx context.Context, base string, r row) (old row, found bool, err error) {
	rows, err := selected(ctx, t, `WHERE d.removed = 'person' AND d.path <> ?2
		AND (d.id = ?1 OR d.id > ?1 || '~' AND d.id < ?1 || '~:') ORDER BY d.n`, base, r.path)
	for _, old := range rows {
		if withoutSpace(old.text) == withoutSpace(r.text) {
			return old, true, err
		}
	}
	return row{}, false, err
}

// move takes a document out of its file to the place of r. What can be undone of
// the file no longer touches it; a file without documents is none.
func (t *tx) move(ctx context.Context, old, r row) error {
	from, err := placeAt(ctx, t, old.path)
	if err != nil {
		return err
	}
	for _, query := range []string{
		`UPDATE documents SET path = ?3, part = ?4 WHERE id = ?1`,
		`DELETE FROM states WHERE id = ?1 AND seq IN (SELECT seq FROM replaced WHERE path = ?2)`,
		`UPDATE edits SET id = (SELECT id FROM documents WHERE path = ?2 ORDER BY n LIMIT 1)
			WHERE id = ?1 AND seq IN (SELECT seq FROM replaced WHERE path = ?2) AND EXISTS (SELECT 1 FROM documents WHERE path = ?2)`,
		`DELETE FROM files WHERE path = ?2 AND NOT EXISTS (SELECT 1 FROM documents WHERE path = ?2)`,
	} {
		if _, err := t.ExecContext(ctx, query, old.id, old.path, r.path, r.part); err != nil {
			return fmt.Errorf("move %s: %w", old.id, err)
		}
	}
	return t.forgetOriginal(ctx, from.sum)
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

// add gives a new document its dates and an id made of base; rec is what it was
// read as.
func (t *tx) add(ctx context.Context, r *row, rec *Record, base string) error {
	r.imported, r.changed = t.now.UTC(), t.now.UTC()
	rec.Imported, rec.Changed = r.imported, r.changed
	if err := t.name(ctx, r, base); err != nil {
		return err
	}
	rec.Document.ID = r.id
	rec.Document.Diagnostics = append(rec.Document.Diagnostics, r.noted...)
	seq, err := t.next(ctx)
	if err != nil {
		return err
	}
	r.seq, r.textSeq, rec.Seq = seq, seq, seq
	// The id may have been that of a document deleted for good.
	if _, err := t.ExecContext(ctx, `DELETE FROM gone WHERE id = ?`, r.id); err != nil {
		return err
	}
	return t.save(ctx, *r, *rec)
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

// vanish removes a document whose part is no longer in its file. A person's
// removal before it can be undone no more, unless this is.
func (t *tx) vanish(ctx context.Context, r row) (seq int64, err error) {
	if err := t.voidRemoval(ctx, r.id); err != nil {
		return 0, err
	}
	gone := r
	gone.removed = byFile
	_, err = t.update(ctx, &gone, r)
	return gone.seq, err
}
