package library

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"tiaowen/corpus"
)

// Noticed are the diagnostics of those of the documents in which something is in
// doubt: those with objections. They are shared: nobody may change them.
func (l *Library) Noticed(ctx context.Context, ids []string) (map[string][]corpus.Diagnostic, error) {
	out := map[string][]corpus.Diagnostic{}
	var unknown []string
	first := 0 // the state before the first of them was asked for
	for i, id := range ids {
		list, known, as := l.noticed.of(id)
		if i == 0 {
			first = as
		}
		if !known {
			unknown = append(unknown, id)
		} else if list != nil {
			out[id] = list
		}
	}
	if unknown == nil {
		return out, nil
	}
	read, err := l.readNoticed(ctx, unknown)
	if err != nil {
		return nil, fmt.Errorf("list what was noticed: %w", err)
	}
	for _, id := range unknown {
		l.noticed.put(id, read[id], first)
	}
	maps.Copy(out, read)
	return out, nil
}

func (l *Library) readNoticed(ctx context.Context, ids []string) (map[string][]corpus.Diagnostic, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := l.reader.QueryContext(ctx, `SELECT id, diagnostics FROM documents
		WHERE id IN (SELECT value FROM json_each(?)) AND removed = '' AND diagnostics LIKE '%"objections"%'`, string(wanted))
	if err != nil {
		return nil, kinded(err)
	}
	defer rows.Close()
	out := map[string][]corpus.Diagnostic{}
	for rows.Next() {
		var id string
		var diagnostics []byte
		if err := rows.Scan(&id, &diagnostics); err != nil {
			return nil, kinded(err)
		}
		var list []corpus.Diagnostic
		if err := json.Unmarshal(diagnostics, &list); err != nil {
			return nil, fmt.Errorf("document %s: %w", id, err)
		}
		out[id] = list
	}
	return out, kinded(rows.Err())
}
