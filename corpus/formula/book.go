package formula

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Place is where a text spells a formula.
type Place struct {
	ID, Locator string
	// Text is the list as it stands there.
	Text string
	Date corpus.Date
}

// Wording is what a formula consists of by some sources.
type Wording struct {
	Members []string
	// Text is as the first of its places writes it.
	Text string
	// Places are where it stands, oldest first.
	Places []Place
}

// Formula is an enumeration that is called by its number.
type Formula struct {
	Name    string
	Number  int
	Counted string
	// Wordings are what its sources say, oldest first.
	Wordings []Wording
}

// Book is what the documents of a library say of formulas. The zero value holds
// nothing. It is not safe for use by many goroutines; what All makes is.
type Book struct {
	drawn map[string][]Drawn
	dates map[string]corpus.Date
}

// Put takes up what a document says, instead of what it said before.
func (b *Book) Put(d *corpus.Document) { b.put(d, Draw(d)) }

func (b *Book) put(d *corpus.Document, list []Drawn) {
	if b.drawn == nil {
		b.drawn, b.dates = map[string][]Drawn{}, map[string]corpus.Date{}
	}
	if len(list) == 0 {
		b.Remove(d.ID)
		return
	}
	b.drawn[d.ID], b.dates[d.ID] = list, d.Fields.VersionDate()
}

// Add takes up that a provision spells a formula, as the list of a person says; it
// reports false if the provision does not.
func (b *Book) Add(called string, d *corpus.Document, node *corpus.Provision) bool {
	list, ok := spelledBy(called, d, node)
	if ok {
		all := append(slices.Clone(b.drawn[d.ID]), list)
		b.put(d, all)
	}
	return ok
}

// Remove forgets a document.
func (b *Book) Remove(id string) {
	delete(b.drawn, id)
	delete(b.dates, id)
}

// All are the formulas of the documents, without those that o silences.
func (b *Book) All(o *Own) *Formulas {
	out := &Formulas{byKey: map[string]*Formula{}, whose: map[string]*Formula{}}
	ids := make([]string, 0, len(b.drawn))
	for id := range b.drawn {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y string) int {
		if c := strings.Compare(string(b.dates[x]), string(b.dates[y])); c != 0 {
			return c
		}
		return strings.Compare(x, y)
	})
	for _, id := range ids {
		for _, d := range b.drawn[id] {
			if !o.silences(d.Name) {
				out.add(d, Place{id, d.Locator, d.Text, b.dates[id]})
			}
		}
	}
	return out
}

// Formulas are those of a library. They do not change.
type Formulas struct {
	byKey map[string]*Formula
	// whose are those whose names begin with whose they are.
	whose map[string]*Formula
}

// List are the formulas by name.
func (f *Formulas) List() []*Formula {
	out := make([]*Formula, 0, len(f.byKey))
	for _, one := range f.byKey {
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b *Formula) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func (f *Formulas) add(d Drawn, at Place) {
	key := Key(d.Name)
	one := f.byKey[key]
	if one == nil {
		one = &Formula{Name: d.Name, Number: d.Number, Counted: d.Counted}
		f.byKey[key] = one
		if first, _ := utf8.DecodeRuneInString(d.Name); numerals[first] == 0 {
			f.whose[key] = one
		}
	}
	for i := range one.Wordings {
		if w := &one.Wordings[i]; slices.EqualFunc(w.Members, d.Members, same) {
			w.Places = append(w.Places, at)
			return
		}
	}
	one.Wordings = append(one.Wordings, Wording{d.Members, d.Text, []Place{at}})
}

// same compares members as readers do: width, script and white space are nothing.
func same(a, b string) bool { return corpus.Fold(a) == corpus.Fold(b) }
