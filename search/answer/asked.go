package answer

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

//go:embed asking.txt
var askingFile string

// Soughts is the closed list of what may be asked for, with its labels.
var Soughts = append(slices.Clone(requirement.Kinds),
	corpus.Term{Value: string(search.SoughtBearer), Label: "由谁"},
	corpus.Term{Value: string(search.SoughtConsequence), Label: "后果"},
	corpus.Term{Value: string(search.SoughtDuty), Label: "职责"},
	corpus.Term{Value: string(search.SoughtStart), Label: "从何时起"},
	corpus.Term{Value: string(search.SoughtPermission), Label: "可否"})

// asking is a way to ask.
type asking struct {
	seeks []search.Sought
	// parts stand in the question in this order, anything between them.
	parts   []string
	letters int
	// counts says that the last part is what is counted: 几名…介绍人.
	counts bool
}

// askings are the ways to ask, those with most letters first.
type askings []asking

// parseAskings reads a file of the form that asking.txt explains. The error names
// every faulty line.
func parseAskings(r io.Reader) (out askings, err error) {
	err = search.EachLine(r, func(line string) error {
		left, right, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("%q 里没有冒号", line)
		}
		var seeks []search.Sought
		for _, name := range strings.Fields(left) {
			if !corpus.Known(Soughts, name) {
				return fmt.Errorf("没有“%s”这一种", name)
			}
			seeks = append(seeks, search.Sought(name))
		}
		for _, way := range strings.Fields(right) {
			for _, parts := range written(strings.Split(way, "…")) {
				counts := len(parts) > 1 && seeks[0] == search.Sought(requirement.Headcount)
				out = append(out, asking{seeks, parts, letters(strings.Join(parts, "")), counts})
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b asking) int { return b.letters - a.letters })
	return out, err
}

// written are the ways to write parts, each of which may be several with | between them.
func written(parts []string) [][]string {
	if len(parts) == 0 {
		return [][]string{nil}
	}
	var out [][]string
	for first := range strings.SplitSeq(parts[0], "|") {
		for _, rest := range written(parts[1:]) {
			out = append(out, append([]string{corpus.Fold(first)}, rest...))
		}
	}
	return out
}

// in finds the way to ask in a folded question and what is left of it: before each part
// and behind the last.
func (a asking) in(question string) (rest []string, ok bool) {
	for _, part := range a.parts {
		before, after, found := strings.Cut(question, part)
		if !found {
			return nil, false
		}
		rest, question = append(rest, before), after
	}
	return append(rest, question), true
}

// read is how a folded question asks and what is left of it; nil if it asks for nothing
// that a requirement holds.
func (list askings) read(question string) (way *asking, rest []string) {
	for i := range list {
		if rest, ok := list[i].in(question); ok {
			return &list[i], rest
		}
	}
	return nil, nil
}
