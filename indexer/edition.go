package indexer

import (
	"context"
	"errors"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
)

// A paper of the name of one that is held, of which most articles are the same, may
// be a new edition of it, or the same paper corrected. Nobody can tell but who sent
// it: it is kept beside the other, and he is asked.

const (
	// editionShare is from what share of equal articles on two papers of one name
	// are told to be alike.
	editionShare = 0.5
	// editionsCompared bounds how many papers of one name are looked at: hundreds
	// may be called 通知.
	editionsCompared = 40
)

// editions are the held documents of which d looks like another edition, by what
// they are alike. held tells which of the others count.
func (in *Intake) editions(ctx context.Context, d *corpus.Document, held func(id string) bool) ([]Alike, error) {
	mine := articlesOf(d)
	if len(mine) == 0 {
		return nil, nil
	}
	var out []Alike
	for _, id := range in.namesakes(d, held) {
		r, err := in.library.Get(ctx, id)
		if errors.Is(err, library.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if share := equalShare(mine, articlesOf(&r.Document)); share >= editionShare {
			out = append(out, Alike{id, r.Document.Fields.Title, share})
		}
	}
	return out, nil
}

// namesakes are the documents of the work of d.
func (in *Intake) namesakes(d *corpus.Document, held func(id string) bool) []string {
	in.indexing.Lock()
	defer in.indexing.Unlock()
	if in.catalogue == nil {
		return nil
	}
	var out []string
	for id := range in.catalogue.works[corpus.WorkKey(d.Fields.Title)] {
		if id != d.ID && held(id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), editionsCompared)]
}

// articlesOf are the texts of the articles of a document, without their numbers,
// and of one without articles its passages, each as often as it stands there.
func articlesOf(d *corpus.Document) map[string]int {
	out := map[string]int{}
	if d.Root != nil {
		d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			if n.Kind == corpus.NodeArticle {
				out[corpus.Fold(n.Body(d.Text))]++
			}
			return n.Kind != corpus.NodeArticle
		})
	}
	if len(out) < 2 {
		clear(out)
		for _, p := range parse.Passages(d) {
			out[corpus.Fold(p.Text(d.Text))]++
		}
	}
	return out
}

// equalShare is what share of the more articles of two papers stands in both, 0–1.
func equalShare(a, b map[string]int) float64 {
	equal, all, other := 0, 0, 0
	for text, n := range a {
		all += n
		equal += min(n, b[text])
	}
	for _, n := range b {
		other += n
	}
	if all = max(all, other); all == 0 {
		return 0
	}
	return float64(equal) / float64(all)
}
