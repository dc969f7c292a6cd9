package formula

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Place is where a text spells a formula.
type Place struct {
	ID, Locator string
	// Text is the list as it stands there, Span where.
	Text string
	Span corpus.Span
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
	drawn map[string][]Spelled
	// unnamed are lists that a name in another text may mean, called the names in each.
	unnamed map[string][]Spelled
	called  map[string]map[string]string
}

// Spelled is a formula and the document that spells it.
type Spelled struct {
	Drawn
	ID   string
	Date corpus.Date
}

// Put takes up what a document says, instead of what it said before.
func (b *Book) Put(d *corpus.Document) {
	if b.drawn == nil {
		b.drawn, b.unnamed, b.called = map[string][]Spelled{}, map[string][]Spelled{}, map[string]map[string]string{}
	}
	b.Remove(d.ID)
	keep := func(in map[string][]Spelled, list []Drawn) {
		for _, one := range list {
			in[d.ID] = append(in[d.ID], Spelled{one, d.ID, d.Fields.VersionDate()})
		}
	}
	keep(b.drawn, Draw(d))
	lists := unnamed(d.Text)
	place(d, lists)
	keep(b.unnamed, lists)
	for key, n := range called(d.Text) {
		if b.called[d.ID] == nil {
			b.called[d.ID] = map[string]string{}
		}
		b.called[d.ID][key] = n.span.In(d.Text)
	}
}

// Remove forgets a document.
func (b *Book) Remove(id string) {
	delete(b.drawn, id)
	delete(b.unnamed, id)
	delete(b.called, id)
}

// across are the formulas that some texts name and others spell.
func (b *Book) across(have []Spelled) (out []Spelled) {
	names := map[string]string{}
	for _, called := range b.called {
		for key, name := range called {
			names[key] = name
		}
	}
	for _, one := range have {
		delete(names, Key(one.Name))
	}
	byNumber := map[int][]Spelled{}
	for _, list := range b.unnamed {
		for _, one := range list {
			byNumber[one.Number] = append(byNumber[one.Number], one)
		}
	}
	for _, name := range names {
		n, _ := calledBy(name)
		for _, one := range meant(n.counted, n.number, byNumber[n.number]) {
			one.Name, one.Counted = name, n.counted
			out = append(out, one)
		}
	}
	return out
}

// All are the formulas of the documents and those added, without what o silences.
func (b *Book) All(o *Own, added ...Spelled) *Formulas {
	all := slices.Clone(added)
	for _, list := range b.drawn {
		all = append(all, list...)
	}
	all = append(all, b.across(all)...)
	slices.SortFunc(all, func(x, y Spelled) int {
		return cmp.Or(strings.Compare(string(x.Date), string(y.Date)), strings.Compare(x.ID, y.ID), x.Span.Start-y.Span.Start, strings.Compare(x.Name, y.Name))
	})
	out := &Formulas{byKey: map[string]*Formula{}, counts: map[string][]*Formula{}, begins: map[string]bool{}}
	for _, one := range all {
		if !o.silences(one.Name) {
			out.add(one)
		}
	}
	return out
}

// Formulas are those of a library. They do not change.
type Formulas struct {
	byKey map[string]*Formula
	// counts are the formulas by their name from its number on: what stands before it
	// is whose they are (党支部八项任务). begins are the first two characters of those.
	counts map[string][]*Formula
	begins map[string]bool
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

func (f *Formulas) add(d Spelled) {
	at := Place{d.ID, d.Locator, d.Text, d.Span, d.Date}
	key := Key(d.Name)
	one := f.byKey[key]
	if one == nil {
		one = &Formula{Name: d.Name, Number: d.Number, Counted: d.Counted}
		f.byKey[key] = one
		at := strings.IndexFunc(key, func(r rune) bool { return numerals[r] > 0 })
		f.counts[key[at:]] = append(f.counts[key[at:]], one)
		f.begins[key[at:nextRune(key, nextRune(key, at))]] = true
	}
	for i := range one.Wordings {
		if w := &one.Wordings[i]; slices.EqualFunc(w.Members, d.Members, same) {
			if w.Places[len(w.Places)-1].ID != at.ID {
				w.Places = append(w.Places, at)
			}
			return
		}
	}
	one.Wordings = append(one.Wordings, Wording{d.Members, d.Text, []Place{at}})
}

// nextRune is where the character at a place ends.
func nextRune(s string, at int) int {
	_, n := utf8.DecodeRuneInString(s[at:])
	return at + n
}

// same compares members as readers do: width, script and white space are nothing.
func same(a, b string) bool { return corpus.Fold(a) == corpus.Fold(b) }
