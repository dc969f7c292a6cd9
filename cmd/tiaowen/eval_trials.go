package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tiaowen/search/bleve"
	"tiaowen/search/judge"
)

// setting is a weight set on the command line: NAME=VALUE.
type setting struct {
	name  string
	value float64
}

// UnmarshalText reads a setting. The error says what may be set, and to what.
func (s *setting) UnmarshalText(text []byte) error {
	name, value, found := strings.Cut(string(text), "=")
	if !found {
		return misused("--set", "bad_type", "要写成 NAME=VALUE，给的是 %q", text)
	}
	w := bleve.DefaultWeights()
	if _, ok := w.Get(name); !ok {
		return misused("--set", "unknown_value", "没有叫 %q 的权重；有：%s", name, strings.Join(w.Names(), "、"))
	}
	number, err := strconv.ParseFloat(value, 64)
	if err = cmp.Or(err, w.Set(name, number)); err != nil {
		return misused("--set", "bad_number", "权重 %s 不能是 %q：要一个不小于零的数，深度和个数要整数", name, value)
	}
	*s = setting{name, number}
	return nil
}

// trial is a run of all sets with some weights other than by default.
type trial struct {
	// Part is the part of the ranking that is left out; empty if none is.
	Part string             `json:"part"`
	Set  map[string]float64 `json:"set"`
	// What came of each set by its name, the queries of which something else came
	// than in the first trial, and the figures.
	outcomes map[string][]judge.Outcome
	Moved    map[string][]judge.Move  `json:"moved"`
	Figures  map[string]judge.Figures `json:"figures"`
}

// set is what is set on the command line; what is said last counts.
func (c evalCmd) set() map[string]float64 {
	out := map[string]float64{}
	for _, s := range c.Set {
		out[s.name] = s.value
	}
	return out
}

// weightsOf are the weights by default but for those that are set. The error says
// what cannot be set, or not together.
func weightsOf(set map[string]float64) (bleve.Weights, error) {
	w := bleve.DefaultWeights()
	for name, value := range set {
		if err := w.Set(name, value); err != nil {
			return w, err
		}
	}
	return w, w.Check()
}

// trials are those to run: without each part in turn what is set is set
// throughout, else it is held against the weights by default.
func (c evalCmd) trials() []trial {
	set := c.set()
	if !c.Ablate {
		return []trial{{Set: map[string]float64{}}, {Set: set}}
	}
	out := []trial{{Set: set}}
	for _, a := range bleve.Ablations() {
		without := maps.Clone(set)
		maps.Copy(without, a.Set)
		out = append(out, trial{Part: a.Name, Set: without})
	}
	return out
}

// runTrials runs all trials over one index and prints what each changes.
func (c evalCmd) runTrials(ctx context.Context, e env, j *judging, sets []judgedSet) error {
	trials := c.trials()
	for i := range trials {
		t := &trials[i]
		fmt.Fprintf(e.stderr, "%d/%d %s\n", i+1, len(trials), cmp.Or(t.Part, t.settings(), asItIs))
		if err := t.run(ctx, j, sets); err != nil {
			return err
		}
		t.Moved = map[string][]judge.Move{}
		for _, set := range sets {
			t.Moved[set.name] = judge.Moved(trials[0].outcomes[set.name], t.outcomes[set.name])
		}
	}
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(trials)
	}
	if c.Ablate {
		printWorth(e.stdout, trials, sets)
	}
	printTrials(e.stdout, trials, sets, !c.Ablate)
	return nil
}

// run asks all sets with the trial's weights.
func (t *trial) run(ctx context.Context, j *judging, sets []judgedSet) error {
	w, err := weightsOf(t.Set)
	if err == nil {
		err = j.weigh(w)
	}
	if err != nil {
		return err
	}
	t.outcomes, t.Figures = map[string][]judge.Outcome{}, map[string]judge.Figures{}
	for _, set := range sets {
		outcomes, err := j.run(ctx, set)
		if err != nil {
			return err
		}
		t.outcomes[set.name], t.Figures[set.name] = outcomes, judge.Measure(set.queries, outcomes)
	}
	return nil
}

// settings are the weights that are not those by default, in a line.
func (t *trial) settings() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(t.Set)) {
		all = append(all, fmt.Sprintf("%s=%v", name, t.Set[name]))
	}
	return strings.Join(all, " ")
}
