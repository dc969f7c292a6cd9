package library

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// A text is read far more often than it is written. What the parser found when it was
// written stands beside it for lists, and who only reads need not have it found again.

// kept is a row with what was derived from it when it was saved.
type kept struct {
	row
	parser              int
	fields, diagnostics string
	// whole says that the row is as it was written; its text is checked in any case.
	whole bool
}

// selectKept is selectRow with what a kept holds besides.
var selectKept = sync.OnceValue(func() string {
	tables := sealedTables()
	documents := tables[slices.IndexFunc(tables, func(t sealedTable) bool { return t.name == "documents" })]
	return `SELECT ` + rowColumns + `, d.parser, d.fields, d.diagnostics,
	coalesce((SELECT sum FROM sums WHERE kind = 'documents' AND key = d.id) = ` + documents.sum("d") + `, 0)
	FROM documents d `
})

func scanKept(from interface{ Scan(...any) error }) (k kept, err error) {
	k.row, err = scan(from, &k.parser, &k.fields, &k.diagnostics, &k.whole)
	return k, err
}

// record is that of the row as it stands, with its tree made anew and what else was
// found as it was kept. Where that is another parser's, or says nothing of the text as
// it was read before somebody corrected it, all is read anew.
func (k kept) record() Record {
	fields, found, ok := k.derived()
	if !ok {
		return k.row.record()
	}
	return k.recordBy(func(src corpus.Source) corpus.Document { return parse.Again(src, fields, found) })
}

// derived are the fields and diagnostics as they were kept, if they can be used.
func (k kept) derived() (fields corpus.Fields, found []corpus.Diagnostic, ok bool) {
	if !k.whole || k.parser != parse.Version || k.corrections != "" {
		return fields, nil, false
	}
	if err := errors.Join(json.Unmarshal([]byte(k.fields), &fields), json.Unmarshal([]byte(k.diagnostics), &found)); err != nil {
		return fields, nil, false
	}
	if slices.ContainsFunc(found, func(d corpus.Diagnostic) bool { return d.Code == Unread }) {
		return fields, nil, false
	}
	own := len(found) - len(k.noted)
	if own < 0 || !reflect.DeepEqual(append([]corpus.Diagnostic{}, found[own:]...), append([]corpus.Diagnostic{}, k.noted...)) {
		return fields, nil, false
	}
	return fields, found[:own], true
}
