package bleve

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// ofTwo is an encoder to which texts that hold a word mean the same, and all others.
type ofTwo string

func (w ofTwo) Code(text string) (code meaning.Code) {
	for i := range 9 { // a cosine of .9
		if !strings.Contains(text, string(w)) {
			i += 9
		}
		code[i] = 127
	}
	return code
}

func (ofTwo) Parts(lead, text string) []string { return []string{lead + text} }

// learnAll has an engine learn all that lacks.
func learnAll(t *testing.T, e *Engine) {
	t.Helper()
	lacking, _ := e.Lacking()
	var texts []codes.Text
	for _, l := range lacking {
		text, ok, err := e.Encode(t.Context(), l, func(context.Context) error { return nil })
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		texts = append(texts, text)
	}
	if err := e.Keep(texts...); err != nil {
		t.Fatal(err)
	}
	e.Publish()
}

// meaningEngine is one of the shelf that knows no meanings yet.
func meaningEngine(t *testing.T) (e *Engine, dir string) {
	t.Helper()
	dir = t.TempDir()
	e = openIn(t, dir)
	rebuild(t, e, shelf(), 1)
	if _, err := e.Mean(ofTwo("党费")); err != nil {
		t.Fatal(err)
	}
	return e, dir
}

// aQuestion stands nowhere.
const aQuestion = "党费究竟归哪个部门来管呢"

// TestMeantIsTold: an answer says whether what was asked means counted: not before
// something is known, partly while something lacks that is wanted, not if nobody wants it.
// Of words and strings it says nothing.
func TestMeantIsTold(t *testing.T) {
	e, _ := meaningEngine(t)
	meant := func(q search.Query) search.Meant { t.Helper(); return ask(t, e, q).Query.Meant }
	e.Want(func(search.Head) bool { return false })
	e.Publish()
	if got := meant(search.Query{Text: aQuestion}); got != "" {
		t.Errorf("nothing is wanted: %q", got)
	}
	e.Want(nil)
	e.Publish()
	if got := meant(search.Query{Text: aQuestion}); got != search.MeantPartial {
		t.Errorf("nothing is known: %q", got)
	}
	lacking, known := e.Lacking()
	if len(lacking) < 3 || known.Known != 0 || known.Passages == 0 {
		t.Fatalf("%d lack, %+v", len(lacking), known)
	}
	first := lacking[0]
	text, ok, err := e.Encode(t.Context(), first, func(context.Context) error { return nil })
	if err != nil || !ok || len(text.Codes) != first.Passages {
		t.Fatalf("%d codes of %d passages, %v, %v", len(text.Codes), first.Passages, ok, err)
	}
	if err := e.Keep(text); err != nil {
		t.Fatal(err)
	}
	if _, now := e.Lacking(); now.Known != first.Passages {
		t.Errorf("%+v is known", now)
	}
	e.Publish()
	if got := meant(search.Query{Text: aQuestion}); got != search.MeantPartial {
		t.Errorf("one is known: %q", got)
	}
	e.Want(func(h search.Head) bool { return h.ID == first.ID })
	e.Publish()
	if got := meant(search.Query{Text: aQuestion}); got != search.MeantWhole {
		t.Errorf("all that is wanted is known: %q", got)
	}
	e.Want(nil)
	learnAll(t, e)
	if got := ask(t, e, search.Query{Text: aQuestion}).Query; got.Meant != search.MeantWhole || got.Encoding <= 0 {
		t.Errorf("all is known: %q in %s", got.Meant, got.Encoding)
	}
	for _, q := range []search.Query{{Text: aQuestion, Meaning: search.MeaningOff}} {
		if got := ask(t, e, q).Query; got.Meant != search.MeantOff || got.Encoding != 0 {
			t.Errorf("%+v: %q", q, got.Meant)
		}
	}
	for _, q := range []search.Query{{Text: "党费"}, {}, {Text: aQuestion, Sort: search.Newest}, {Text: "\"党费\""}} {
		if got := ask(t, e, q).Query; got.Meant != "" || got.Encoding != 0 {
			t.Errorf("%+v: %q in %s", q, got.Meant, got.Encoding)
		}
	}
}

// TestEncodeStops: the error of who is asked before each passage ends it at once.
func TestEncodeStops(t *testing.T) {
	e, _ := meaningEngine(t)
	lacking, _ := e.Lacking()
	i := slices.IndexFunc(lacking, func(l codes.Lack) bool { return l.Passages > 1 })
	asked := 0
	_, ok, err := e.Encode(t.Context(), lacking[i], func(context.Context) error { asked++; return context.Canceled })
	if ok || err != context.Canceled || asked != 1 {
		t.Errorf("%v, %v, asked %d times", ok, err, asked)
	}
}

// TestLackOfAnother: what lacked before a text changed is not encoded for the new one.
func TestLackOfAnother(t *testing.T) {
	e, _ := meaningEngine(t)
	lacking, _ := e.Lacking()
	lacking[0].Key[3]++
	if _, ok, err := e.Encode(t.Context(), lacking[0], func(context.Context) error { return nil }); ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
}

// TestMeaningsCutShort: a file of meanings that somebody cuts short while it is read costs
// the meanings, not the answer.
func TestMeaningsCutShort(t *testing.T) {
	e, dir := meaningEngine(t)
	learnAll(t, e)
	if err := os.Truncate(filepath.Join(dir, codesFile), 0); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, e, search.Query{Text: aQuestion}); got.Query.Meant != search.MeantOff || len(got.Hits)+len(got.Nearest) == 0 {
		t.Errorf("%q, %d hits", got.Query.Meant, len(got.Hits))
	}
}

// TestEncodeDamaged: texts that somebody cuts short while they are encoded are an error.
func TestEncodeDamaged(t *testing.T) {
	e, dir := meaningEngine(t)
	if err := os.Truncate(filepath.Join(dir, e.gen.name, textsFile), 0); err != nil {
		t.Fatal(err)
	}
	lacking, _ := e.Lacking()
	if _, ok, err := e.Encode(t.Context(), lacking[0], func(context.Context) error { return nil }); ok || err == nil {
		t.Errorf("%v, %v", ok, err)
	}
}
