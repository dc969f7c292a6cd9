package web

import (
	"context"
	"hash/fnv"
	"iter"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/duty"
)

// drawnRecords are records of which the requirements are drawn by the rules there are.
type drawnRecords []library.Record

func (d drawnRecords) RequirementsInText(_ context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return func(yield func(requirement.Drawn, error) bool) {
		for _, r := range d {
			doc := r.Document
			if ids != nil && !slices.Contains(ids, doc.ID) {
				continue
			}
			out := requirement.Drawn{ID: doc.ID, Seq: 1, Version: requirement.Version, Text: doc.Text}
			for _, q := range requirement.Draw(&doc) {
				n, above := doc.Root.Find(q.Locator)
				out.Requirements = append(out.Requirements, requirement.Kept{Requirement: q, BearerWords: q.Bearer.In(doc.Text), Cited: strings.Join(n.CitedAs(above), ""), Same: sameWords(q.Span.In(doc.Text))})
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

// sameWords is one number for the same words.
func sameWords(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64() >> 16
}

func (d drawnRecords) Requirements(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return d.RequirementsInText(ctx, ids)
}

func (d drawnRecords) RequiredTexts(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error] {
	return d.RequirementsInText(ctx, ids)
}

func (d drawnRecords) Noticed(_ context.Context, ids []string) (map[string][]corpus.Diagnostic, error) {
	out := map[string][]corpus.Diagnostic{}
	for _, r := range d {
		out[r.Document.ID] = r.Document.Diagnostics
	}
	return out, nil
}

// Search tells the topics of all records.
func (d drawnRecords) Search(context.Context, search.Query) (res search.Result, err error) {
	for _, r := range d {
		res.Hits = append(res.Hits, search.Hit{Document: search.Head{ID: r.Document.ID, Topics: r.Document.Fields.Topics}})
	}
	return res, nil
}

// requirementsIn lists what records require.
func requirementsIn(works Resolver, records ...library.Record) *duty.Room {
	room := duty.NewRoom(drawnRecords(records), drawnRecords(records), works, duty.DefaultBearers())
	versions := make([]corpus.Version, 0, len(records))
	for _, r := range records {
		versions = append(versions, corpus.Version{ID: r.Document.ID, Fields: r.Document.Fields})
	}
	standings := corpus.Standings(versions)
	for _, r := range records {
		room.Put(search.Titled{ID: r.Document.ID, Fields: r.Document.Fields, Standing: standings[r.Document.ID]})
	}
	return room
}
