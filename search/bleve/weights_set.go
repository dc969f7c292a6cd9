package bleve

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"

	"tiaowen/search"
)

// priorPrefix is what the names of the priors begin with.
const priorPrefix = "prior."

// Names are the names of all weights, in the order in which they stand here.
func (w Weights) Names() []string {
	var out []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(w)) {
		switch name := f.Tag.Get("name"); {
		case f.Anonymous: // its fields follow
		case f.Type.Kind() == reflect.Map:
			for _, key := range slices.Sorted(maps.Keys(defaultPriors.factors)) {
				out = append(out, name+"."+key)
			}
		default:
			out = append(out, name)
		}
	}
	return out
}

// Get is the weight of a name; false if there is none.
func (w Weights) Get(name string) (float64, bool) {
	if key, ok := strings.CutPrefix(name, priorPrefix); ok {
		value, there := w.Priors[key]
		return value, there
	}
	f := w.field(name)
	switch {
	case !f.IsValid():
		return 0, false
	case f.CanInt():
		return float64(f.Int()), true
	}
	return f.Float(), true
}

// Set changes the weight of a name. The error names those that there are, or says
// what the value may be.
func (w *Weights) Set(name string, value float64) error {
	if _, ok := w.Get(name); !ok {
		return fmt.Errorf("no weight is called %q; there are %s", name, strings.Join(w.Names(), ", "))
	}
	if math.IsNaN(value) || math.IsInf(value, 0) || value < 0 || value > mostWeight {
		return fmt.Errorf("%s: %v is not between 0 and %d", name, value, mostWeight)
	}
	if key, ok := strings.CutPrefix(name, priorPrefix); ok {
		changed := map[string]float64{} // another's map is not changed
		for k, v := range w.Priors {
			changed[k] = v
		}
		changed[key] = value
		w.Priors = changed
		return nil
	}
	f := w.field(name)
	switch {
	case f.CanFloat():
		f.SetFloat(value)
	case value == math.Trunc(value):
		f.SetInt(int64(value))
	default:
		return fmt.Errorf("%s: %v is not a whole number", name, value)
	}
	return nil
}

// mostWeight is above all that makes sense, and far below what a count overflows at.
const mostWeight = 1_000_000

// field is the number of a name; not valid if there is none.
func (w *Weights) field(name string) reflect.Value {
	v := reflect.ValueOf(w).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		if f.Type.Kind() != reflect.Map && !f.Anonymous && f.Tag.Get("name") == name {
			return v.FieldByIndex(f.Index)
		}
	}
	return reflect.Value{}
}

// Check reports what of the weights does not go together.
func (w Weights) Check() error {
	if w.SecondLook < w.VoteDepth || w.VoteDepth < w.CoverageDepth || w.CoverageDepth < 1 {
		return fmt.Errorf("depths %d, %d, %d: each look goes over passages of the one before", w.SecondLook, w.VoteDepth, w.CoverageDepth)
	}
	if w.VoteVoices < 1 || w.VoteVoices > math.MaxUint8 {
		return fmt.Errorf("vote_voices: %d is not between 1 and %d", w.VoteVoices, math.MaxUint8)
	}
	return nil
}

// mark names the weights.
func (w Weights) mark() uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, w)
	return h.Sum64()
}

// factors are those of them that count before anything is looked up.
func (w *Weights) factors() search.Factors {
	return search.Factors{Synonym: w.Synonym, Manner: w.Manner, Crowd: w.SynonymCrowd, QuestionWord: w.QuestionWord}
}

// prior is the factor of the documents of a prior; 1 if it has none.
func (w *Weights) prior(name string) float32 {
	if f, ok := w.Priors[name]; ok {
		return float32(f)
	}
	return 1
}
