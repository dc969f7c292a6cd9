package resolve

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/pinyin"
)

// titles are the names of all documents, kept so that a name is found without
// reading them all where it is one, and by reading them once where it is not.
type titles struct {
	byID    map[string]*entry
	order   []*entry
	byKey   map[string][]*entry
	byWork  map[string][]*entry
	byDocNo map[string][]*entry
	// repealing holds for the name of a work those that repeal it by name.
	repealing map[string][]*entry
	// list holds all names side by side, because reading them through their
	// documents would be ten times as slow.
	list []listed
	// Readings grow with the names.
	readings *pinyin.Readings
}

// listed is what decides for most names that they are not meant.
type listed struct {
	key, plain naming.Signature
	// first are the letters that the pinyin of the first character may begin
	// with, a bit each.
	first uint32
	name  *naming.Name
	entry *entry
}

// relist makes the list anew after a change.
func (ts *titles) relist() {
	ts.list = ts.list[:0]
	for _, e := range ts.order {
		for i := range e.names {
			n := &e.names[i]
			ts.list = append(ts.list, listed{n.KeySign, n.PlainSign, ts.readings.Beginnings(n.Plain), n, e})
		}
	}
}

// entry is a document as the resolver knows it.
type entry struct {
	search.Titled
	names []naming.Name
	work  string
	docNo string
	rank  int
	// repeals are the names of the works it repeals.
	repeals []string
	at      int // in titles.order
}

func newTitles() *titles {
	return &titles{
		byID: map[string]*entry{}, byKey: map[string][]*entry{}, byWork: map[string][]*entry{}, byDocNo: map[string][]*entry{}, repealing: map[string][]*entry{},
		readings: pinyin.NewReadings(),
	}
}

// put adds a document, in place of the one of its id. One without a name that
// could be typed is not found by name.
func (ts *titles) put(d search.Titled, a *naming.Aliases) {
	ts.remove(d.ID)
	e := &entry{Titled: d, names: naming.Of(d.Fields, a), work: workOf(d), docNo: naming.DocNumber(d.Fields.DocNo), rank: rankOf(d.Fields), repeals: repealKeys(d.Fields), at: len(ts.order)}
	if len(e.names) == 0 {
		return
	}
	ts.byID[d.ID] = e
	ts.order = append(ts.order, e)
	for _, key := range e.keys() {
		ts.byKey[key] = append(ts.byKey[key], e)
	}
	ts.byWork[e.work] = append(ts.byWork[e.work], e)
	if e.docNo != "" {
		ts.byDocNo[e.docNo] = append(ts.byDocNo[e.docNo], e)
	}
	for _, key := range e.repeals {
		ts.repealing[key] = append(ts.repealing[key], e)
	}
	for _, n := range e.names {
		ts.readings.Learn(n.Plain)
	}
}

// repealKeys are the different names of works that a text repeals.
func repealKeys(f corpus.Fields) []string {
	var out []string
	for _, r := range f.Repeals {
		if key := repealKey(r.Title); !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// workOf groups the versions of a regulation. A speech or an essay has none:
// two of one title and day are the same text twice, of other days other texts.
func workOf(d search.Titled) string {
	if d.Fields.Kind != corpus.Regulation {
		return string(d.Fields.Kind) + " " + naming.Plain(d.Fields.Title) + " " + string(d.Fields.VersionDate())
	}
	// Two files of one text may differ in the punctuation of its title.
	if d.Standing.Work != "" {
		return naming.Letters(d.Standing.Work)
	}
	return naming.Letters(corpus.WorkKey(d.Fields.Title))
}

// keys are the different keys of e's names.
func (e *entry) keys() []string {
	var out []string
	for _, n := range e.names {
		if !slices.Contains(out, n.Key) {
			out = append(out, n.Key)
		}
	}
	return out
}

func (ts *titles) remove(id string) {
	e := ts.byID[id]
	if e == nil {
		return
	}
	delete(ts.byID, id)
	last := ts.order[len(ts.order)-1]
	ts.order[e.at], last.at = last, e.at
	ts.order = ts.order[:len(ts.order)-1]
	for _, key := range e.keys() {
		without(ts.byKey, key, e)
	}
	without(ts.byWork, e.work, e)
	without(ts.byDocNo, e.docNo, e)
	for _, key := range e.repeals {
		without(ts.repealing, key, e)
	}
}

// without takes e off a list, in a new one: readers may hold the old.
func without(lists map[string][]*entry, key string, e *entry) {
	list := slices.DeleteFunc(slices.Clone(lists[key]), func(o *entry) bool { return o == e })
	if len(list) == 0 {
		delete(lists, key)
		return
	}
	lists[key] = list
}
