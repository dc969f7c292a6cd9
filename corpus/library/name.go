package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"tiaowen/corpus"
)

// add gives a new document its dates and an id made of base; rec is what it was
// read as.
func (t *tx) add(ctx context.Context, r *row, rec *Record, base string) error {
	at, err := t.moment(ctx)
	if err != nil {
		return err
	}
	r.imported, r.changed = t.now.UTC(), at
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
	if err := t.forgetDeleted(ctx, r.id); err != nil {
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
	var removed removal
	err := t.QueryRowContext(ctx, `SELECT text, removed FROM documents WHERE id = ?`, base).Scan(&first, &removed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if removed == byMark { // nobody who reads this document is to learn of that one
		return nil
	}
	says := "收入时已有编号为“%s”的文献，正文不同，本篇编号加后缀“~%d”；请核对标题和日期，是否另一版本"
	switch {
	case err != nil || removed != present:
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
