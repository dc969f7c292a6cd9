package judge

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Outcome is what came of one query. It holds no word of the query or of the
// texts, so that it can be kept where those must not be.
type Outcome struct {
	ID string `json:"id"`
	// Ranks are the places at which each of what is relevant was found: see Ranks.
	Ranks []int `json:"ranks"`
	// Came is the status the address resolved to, or the verdict of the search;
	// Missed says that another was expected.
	Came   string `json:"came"`
	Missed bool   `json:"missed"`
}

// NewOutcome is what came of a query, whose hits stand best first.
func NewOutcome(q Query, found []Place, came string) Outcome {
	return Outcome{q.ID, Ranks(q.Relevant, found), came, q.Expect != "" && q.Expect != came}
}

// Best is the best of the ranks; 0 if nothing was found.
func (o Outcome) Best() int {
	best := 0
	for _, rank := range o.Ranks {
		if rank > 0 && (best == 0 || rank < best) {
			best = rank
		}
	}
	return best
}

// Measure is the figures of queries, of each of which an outcome came.
func Measure(queries []Query, outcomes []Outcome) Figures {
	var f Figures
	for i, o := range outcomes {
		f.Add(queries[i].Relevant, o.Ranks)
		f.Expect(queries[i].Expect, o.Came)
	}
	f.Mean()
	return f
}

const (
	notFound = "-" // written for the rank of what was not found
	missed   = "!" // written before what came where another was expected
)

// String is the outcome as a line of a file: id, ranks and what came, between tabs.
func (o Outcome) String() string { return o.ID + "\t" + o.ranks() + "\t" + o.verdict() }

func (o Outcome) ranks() string {
	all := make([]string, len(o.Ranks))
	for i, rank := range o.Ranks {
		if all[i] = strconv.Itoa(rank); rank == 0 {
			all[i] = notFound
		}
	}
	return strings.Join(all, ",")
}

func (o Outcome) verdict() string {
	if o.Missed {
		return missed + o.Came
	}
	return o.Came
}

// ReadOutcomes reads lines as String writes them. Lines that begin with # are notes.
func ReadOutcomes(r io.Reader) ([]Outcome, error) {
	var out []Outcome
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		o, err := readOutcome(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, o)
	}
	return out, lines.Err()
}

func readOutcome(line string) (Outcome, error) {
	column := strings.Split(line, "\t")
	if len(column) != 3 {
		return Outcome{}, fmt.Errorf("%d columns, want 3", len(column))
	}
	o := Outcome{ID: column[0]}
	o.Came, o.Missed = strings.CutPrefix(column[2], missed)
	if column[1] == "" {
		return o, nil // nothing is relevant to it
	}
	for text := range strings.SplitSeq(column[1], ",") {
		rank, err := strconv.Atoi(text)
		if text != notFound && (err != nil || rank < 1) {
			return Outcome{}, fmt.Errorf("%q is no rank", text)
		}
		o.Ranks = append(o.Ranks, rank)
	}
	return o, nil
}
