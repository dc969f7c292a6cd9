package library

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"tiaowen/corpus/parse"
	"tiaowen/corpus/requirement"
)

// requirements draws every text again and compares. What older rules drew, or from what
// an older parser read, is renewed at the next start and no fault.
func (v *verifier) requirements(ctx context.Context) {
	for _, n := range v.keys(ctx, "requirements", "document") {
		var id string
		var packed []byte
		err := v.tx.QueryRowContext(ctx, `SELECT d.id, q.packed FROM requirements q JOIN documents d ON d.n = q.document
			WHERE q.document = ? AND q.version = ? AND d.parser = ?`, n, requirement.Version, parse.Version).Scan(&id, &packed)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err == nil {
			err = v.drawnAgain(ctx, id, packed)
		}
		if err != nil && ctx.Err() == nil {
			v.add(Fault{Document: id, What: "摘出的要求" + err.Error(), Derived: true})
		}
	}
}

// drawnAgain is nil if a document gives what is kept of it. That its text is damaged is
// told elsewhere.
func (v *verifier) drawnAgain(ctx context.Context, id string, packed []byte) error {
	r, err := scan(v.tx.QueryRowContext(ctx, selectRow+`WHERE d.id = ?`, id))
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	if err != nil {
		return errors.New("读不出：" + err.Error())
	}
	rec := r.record()
	w, err := newPacker()
	if err != nil {
		return err
	}
	want, err := packRequired(w, drawn(&rec.Document, requirement.Draw))
	if err != nil {
		return err
	}
	got, err := plainRequired(packed)
	if err != nil {
		return errors.New("读不出：" + err.Error())
	}
	if again, _ := plainRequired(want); !bytes.Equal(got, again) { // just packed
		return errors.New("与文本不符")
	}
	return nil
}
