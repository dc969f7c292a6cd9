// Package judge measures a searcher against judged queries: what share of what
// should be found is found, and how far up.
//
// Hits and what is relevant are compared by document id and locator; a hit
// counts for a provision if it is that provision or lies inside it.
//
// Read and Stard read Queries; whoever asks them makes an Outcome of each; Measure
// makes Figures of all, Moved says which of them another run answers otherwise.
package judge

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
)

// Query is one judged query: a line of a JSON lines file.
type Query struct {
	ID       string     `json:"id"`
	Text     string     `json:"q"`
	Relevant []Relevant `json:"relevant"`
	// Expect is the status an address must resolve to, or the verdict a search
	// must come to; empty if nothing is expected.
	Expect string `json:"expect"`
}

// Relevant is a provision that answers a query, or a document any passage of
// which does, with an empty locator.
type Relevant struct {
	Document string `json:"document"`
	Locator  string `json:"locator"`
	// Grade is 1 (touches it) to 3 (answers it).
	Grade int `json:"grade"`
}

// Place is where a hit is.
type Place struct{ Document, Locator string }

// LineError says which line of a file is not what it should be.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap gives what is wrong with the line.
func (e *LineError) Unwrap() error { return e.Err }

// Read reads judged queries, one JSON object a line. The error of one that is
// none is a LineError.
func Read(r io.Reader) ([]Query, error) {
	var out []Query
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q Query
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, &LineError{n, err}
		}
		out = append(out, q)
	}
	return out, lines.Err()
}

// Figures are means over the queries that have something relevant.
type Figures struct {
	Queries   int     `json:"queries"`
	Hit1      float64 `json:"hit@1"`
	Hit5      float64 `json:"hit@5"`
	Recall1   float64 `json:"recall@1"`
	Recall5   float64 `json:"recall@5"`
	Recall10  float64 `json:"recall@10"`
	Recall100 float64 `json:"recall@100"`
	MRR10     float64 `json:"mrr@10"`
	NDCG10    float64 `json:"ndcg@10"`
	// Expected counts the queries that expect a status, Met those that came to it.
	Expected int `json:"expected"`
	Met      int `json:"met"`
}

// Add counts one query: what was relevant to it, and the ranks at which that was
// found.
func (f *Figures) Add(relevant []Relevant, at []int) {
	if len(relevant) == 0 {
		return
	}
	f.Queries++
	f.Hit1 += within(at, 1, 1)
	f.Hit5 += within(at, 5, 1)
	n := float64(len(relevant))
	f.Recall1 += within(at, 1, len(at)) / n
	f.Recall5 += within(at, 5, len(at)) / n
	f.Recall10 += within(at, 10, len(at)) / n
	f.Recall100 += within(at, 100, len(at)) / n
	f.MRR10 += reciprocal(at)
	f.NDCG10 += gain(relevant, at)
}

// Expect counts a query that expects a status.
func (f *Figures) Expect(want, got string) {
	if want == "" {
		return
	}
	f.Expected++
	if want == got {
		f.Met++
	}
}

// Mean turns the sums into means.
func (f *Figures) Mean() {
	if f.Queries == 0 {
		return
	}
	n := float64(f.Queries)
	for _, v := range []*float64{&f.Hit1, &f.Hit5, &f.Recall1, &f.Recall5, &f.Recall10, &f.Recall100, &f.MRR10, &f.NDCG10} {
		*v /= n
	}
}

// Ranks are the places, from 1, at which each relevant provision was found
// first; 0 if it was not. What was found stands best first.
func Ranks(relevant []Relevant, found []Place) []int {
	at := make([]int, len(relevant))
	for i, r := range relevant {
		for k, p := range found {
			if p.Document == r.Document && inside(p.Locator, r.Locator) {
				at[i] = k + 1
				break
			}
		}
	}
	return at
}

// inside reports whether locator is the provision or lies in it. Everything
// lies in a document that is judged as a whole.
func inside(locator, provision string) bool {
	return provision == "" || locator == provision || strings.HasPrefix(locator, provision+"__")
}

// within counts the ranks up to k, at most most.
func within(at []int, k, most int) float64 {
	n := 0
	for _, r := range at {
		if r > 0 && r <= k && n < most {
			n++
		}
	}
	return float64(n)
}

func reciprocal(at []int) float64 {
	best := 0.0
	for _, r := range at {
		if r > 0 && r <= 10 {
			best = math.Max(best, 1/float64(r))
		}
	}
	return best
}

// gain is nDCG@10 with gains 2^grade-1 (Järvelin & Kekäläinen 2002, in the form
// of Burges et al. 2005).
func gain(relevant []Relevant, at []int) float64 {
	worth := func(grade int) float64 { return math.Pow(2, float64(max(grade, 1))) - 1 }
	discount := func(rank int) float64 { return 1 / math.Log2(float64(rank)+1) }
	got := 0.0
	counts := map[int]int{}
	for i, r := range relevant {
		counts[max(r.Grade, 1)]++
		if at[i] > 0 && at[i] <= 10 {
			got += worth(r.Grade) * discount(at[i])
		}
	}
	ideal, rank := 0.0, 1
	for grade := 3; grade >= 1; grade-- {
		for range counts[grade] {
			if rank <= 10 {
				ideal += worth(grade) * discount(rank)
			}
			rank++
		}
	}
	return got / ideal
}
