package duty

import (
	"context"
	"maps"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// items reads what is shown of requirements. What a document required that has gone or
// changed since the table was made is left out; the next who asks hears of it.
func (r *Room) items(ctx context.Context, q Query, t *table, list []found) ([]Item, error) {
	ids := documentsOf(list)
	noticed, err := r.library.Noticed(ctx, ids)
	if err != nil {
		return nil, err
	}
	texts, err := r.texts(ctx, ids)
	if err != nil {
		return nil, err
	}
	others, err := r.beside(ctx, list, texts)
	if err != nil {
		return nil, err
	}
	out := make([]Item, 0, len(list))
	for _, one := range list {
		s := one.sheet
		d := texts[s.titled.ID]
		if d.Seq != s.seq || d.Version != s.version || one.n >= len(d.Requirements) {
			continue
		}
		i := r.item(q, t, s, d, one.n, noticed[d.ID])
		for _, other := range one.also {
			if d := others[other.sheet.titled.ID]; other.n < len(d.Requirements) {
				i.Also = append(i.Also, r.equal(q, other.sheet.titled, d.Requirements[other.n]))
			}
		}
		out = append(out, i)
	}
	return out, nil
}

// documentsOf are the ids of the documents that requirements stand in.
func documentsOf(list []found) []string {
	out, seen := []string{}, map[string]bool{}
	for _, one := range list {
		if id := one.sheet.titled.ID; !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// texts are what was drawn of documents, with the texts, by id.
func (r *Room) texts(ctx context.Context, ids []string) (map[string]requirement.Drawn, error) {
	out := map[string]requirement.Drawn{}
	for d, err := range r.library.RequirementsInText(ctx, ids) {
		if err != nil {
			return nil, err
		}
		out[d.ID] = d
	}
	return out, nil
}

// beside is what was drawn of the documents of what is folded, known apart, without their
// texts.
func (r *Room) beside(ctx context.Context, list []found, known map[string]requirement.Drawn) (map[string]requirement.Drawn, error) {
	out := maps.Clone(known)
	var also []found
	for _, one := range list {
		also = append(also, one.also...)
	}
	ids := slices.DeleteFunc(documentsOf(also), func(id string) bool { _, there := known[id]; return there })
	if len(ids) == 0 {
		return out, nil
	}
	for d, err := range r.library.Requirements(ctx, ids) {
		if err != nil {
			return nil, err
		}
		out[d.ID] = d
	}
	return out, nil
}

// equal is what a requirement is told as beside one that asks the same.
func (r *Room) equal(q Query, t search.Titled, k requirement.Kept) search.Equal {
	return search.Equal{Address: t.ID + "#" + k.Locator, Citation: r.title(t.ID) + k.Cited, Status: t.Standing.Timeline.On(q.day()), Date: t.Fields.VersionDate()}
}

func (r *Room) item(q Query, t *table, s *sheet, d requirement.Drawn, n int, noticed []corpus.Diagnostic) Item {
	kept := d.Requirements[n]
	line := s.titled.Standing.Timeline
	i := Item{Kept: kept, Text: kept.Span.In(d.Text), Whole: d.Text, Group: -1, Citation: r.title(d.ID) + kept.Cited,
		Cautions: corpus.Cautions(noticed, kept.Span),
		Document: search.Head{ID: d.ID, Fields: s.titled.Fields, Topics: s.topics, Status: line.On(q.day()), Successor: s.titled.Standing.Successor, Seq: d.Seq}}
	if i.Document.Status == corpus.Unverified {
		i.Document.Doubt = line.Doubt
	}
	if c, told := search.StandingCaution(i.Document.Status, i.Document.Doubt); told {
		i.Cautions = append(i.Cautions, c)
	}
	if b := s.asks[n].bearer; b >= 0 {
		i.Bearer, i.Group = t.names[b], t.groups[b]
	}
	return i
}
