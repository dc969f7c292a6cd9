package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"iter"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// Requirements yields what was drawn of the documents, or of all for nil, without their
// texts. Of documents that are not there it yields nothing. After an error it ends.
func (l *Library) Requirements(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return l.drawn(ctx, ids, packedColumn, `'', '', ''`)
}

// RequiredTexts is RequirementsInText without the requirements: whoever looks for words
// knows where they must stand.
func (l *Library) RequiredTexts(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return l.drawn(ctx, ids, `x''`, textColumns)
}

// What is read of a document and what was drawn of it.
const (
	packedColumn = `coalesce(q.packed, x'')`
	textColumns  = `d.sum, d.source, d.text`
)

// RequirementsInText is Requirements with the texts. A document whose text is not as it
// was written is not shown, and all others are.
func (l *Library) RequirementsInText(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return l.drawn(ctx, ids, packedColumn, textColumns)
}

// drawn yields what was drawn; texts are the columns by which a text is checked and read.
func (l *Library) drawn(ctx context.Context, ids []string, packed, texts string) iter.Seq2[requirement.Drawn, error] {
	query, args := `SELECT d.id, d.seq, coalesce(q.version, 0), `+packed+`, `+texts+` FROM documents d
		LEFT JOIN requirements q ON q.document = d.n WHERE d.removed = ''`, []any(nil)
	if ids != nil {
		wanted, _ := json.Marshal(ids) // strings
		query, args = query+` AND d.id IN (SELECT value FROM json_each(?))`, []any{string(wanted)}
	}
	return func(yield func(requirement.Drawn, error) bool) {
		rows, err := l.reader.QueryContext(ctx, query, args...)
		if err != nil {
			yield(requirement.Drawn{}, fmt.Errorf("read requirements: %w", kinded(err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			d, sound, err := scanDrawn(rows)
			if err != nil {
				yield(requirement.Drawn{}, fmt.Errorf("read requirements: %w", kinded(err)))
				return
			}
			if sound && !yield(d, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(requirement.Drawn{}, fmt.Errorf("read requirements: %w", kinded(err)))
		}
	}
}

// scanDrawn reads what drawn selects. What does not fit together is not sound: verify
// tells of it.
func scanDrawn(rows *sql.Rows) (d requirement.Drawn, sound bool, err error) {
	var packed []byte
	var sum, src string
	if err := rows.Scan(&d.ID, &d.Seq, &d.Version, &packed, &sum, &src, &d.Text); err != nil {
		return d, false, err
	}
	if sum != "" && sum != checksum(src, d.Text) {
		return d, false, nil
	}
	d.Requirements, err = unpackRequired(packed, d.Text)
	return d, err == nil, nil
}

// drawn are the requirements of a document as they are kept. A text that fells the
// rules has none: it must not fell an import.
func drawn(d *corpus.Document, draw func(*corpus.Document) []requirement.Requirement) (out []requirement.Kept) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	found := draw(d)
	if len(found) == 0 {
		return nil
	}
	cited := citedWords(d)
	for _, r := range found {
		out = append(out, requirement.Kept{Requirement: r, BearerWords: r.Bearer.In(d.Text), Cited: cited[r.Locator], Same: fingerprint(d.Text, r)})
	}
	return out
}

// fingerprint is Kept.Same: of the clause as it is compared and of the quantity in it. 48 bits tell apart all that a library holds and are short as JSON.
func fingerprint(text string, r requirement.Requirement) uint64 {
	quantity := ""
	if r.Quantity != nil {
		quantity = r.Quantity.Span.In(text)
	}
	h := fnv.New64a()
	fmt.Fprint(h, corpus.Fold(r.Span.In(text)), "\n", r.Modality, "\n", corpus.Fold(quantity))
	return h.Sum64() >> 16
}
