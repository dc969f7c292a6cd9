package indexer

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/search"
)

// Alike is a document that holds most of another.
type Alike struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Share is the share of the sampled sentences that stand in it, or of a
	// namesake of the articles that are the same, 0–1.
	Share float64 `json:"share"`
}

// How near-duplicates are told: of a dozen sentences spread over the text at
// least three in four stand in the other text word for word. Among 346 real
// essays this finds the one pair whose runs of ten letters overlap by more than
// two fifths (by .98: the same text with a site's line), and no other.
const (
	sampledSentences = 12
	sentenceLetters  = 14 // shorter ones stand in many texts
	lettersAsked     = 20 // of longer ones; each pair of letters is looked up
	alikeShare       = 0.75
	firstLook        = 4 // sentences after which a text with no twin is let go
	mostAlike        = 5
	mostQuoting      = 20 // documents that are looked at for a sentence
)

// FindAlike lists the documents that hold most of d, the most alike first;
// other versions of the same work are not meant.
func FindAlike(ctx context.Context, who Quoter, d *corpus.Document) ([]Alike, error) {
	sentences := sample(d)
	if len(sentences) < firstLook {
		return nil, nil // too short to tell
	}
	held := map[string]int{}
	titles := map[string]string{}
	work := corpus.WorkKey(d.Fields.Title)
	for i, sentence := range sentences {
		if i == firstLook && len(held) == 0 {
			return nil, nil
		}
		quoting, err := who.Quoting(ctx, sentence, mostQuoting)
		if err != nil {
			return nil, fmt.Errorf("look for twins of %s: %w", d.ID, err)
		}
		for _, h := range quoting {
			if h.ID != d.ID && !(d.Fields.Kind == corpus.Regulation && corpus.WorkKey(h.Fields.Title) == work) {
				held[h.ID]++
				titles[h.ID] = h.Fields.Title
			}
		}
	}
	var out []Alike
	for _, id := range slices.Sorted(maps.Keys(held)) {
		if share := float64(held[id]) / float64(len(sentences)); share >= alikeShare {
			out = append(out, Alike{id, titles[id], share})
		}
	}
	slices.SortStableFunc(out, func(a, b Alike) int { return cmp.Compare(b.Share, a.Share) })
	return out[:min(len(out), mostAlike)], nil
}

// sample takes sentences of a text, spread evenly: pieces between marks of
// punctuation that are long enough, each only once.
func sample(d *corpus.Document) []string {
	var all []string
	seen := map[string]bool{}
	for _, p := range parse.Passages(d) {
		pieces := strings.FieldsFunc(p.Text(d.Text), func(r rune) bool { return !search.IsLetter(r) })
		for _, piece := range pieces {
			letters := []rune(piece)
			if len(letters) < sentenceLetters || seen[piece] {
				continue
			}
			seen[piece] = true
			all = append(all, string(letters[:min(len(letters), lettersAsked)]))
		}
	}
	if len(all) <= sampledSentences {
		return all
	}
	out := make([]string, sampledSentences)
	for i := range out {
		// In an order that lets the first few come from all over the text.
		out[i] = all[(i*5%sampledSentences)*len(all)/sampledSentences]
	}
	return out
}

// NearDuplicate is the diagnostic for d's twins.
const NearDuplicate = "near_duplicate"

// NoteAlike says which documents d is nearly the same as.
func NoteAlike(alike []Alike) []corpus.Diagnostic {
	var out []corpus.Diagnostic
	for _, a := range alike {
		out = append(out, corpus.Diagnostic{Code: NearDuplicate, Severity: corpus.Note,
			Message: fmt.Sprintf("与《%s》（%s）几乎相同：抽查的句子有 %d%% 一字不差", a.Title, a.ID, int(a.Share*100))})
	}
	return out
}
