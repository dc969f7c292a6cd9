package procedure

import (
	_ "embed"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// Procedure is one thing that is done in steps.
type Procedure struct {
	// Name is what people call it, and its id: 发展党员. No two have the same.
	Name string
	// Aliases are further names that lead to it.
	Aliases []string
	// Until is the day up to whose texts the file was written: a version of a later date
	// is news to it. Empty where nobody said.
	Until corpus.Date
	// Sample says that it is of texts which are samples: it is shown only beside them.
	Sample bool
	Note   string
	Steps  []Step
}

// Step is one of the things to be done, in the file's own words.
type Step struct {
	Title string
	// Citations are the clauses that ask for it, each as a person would type it; one
	// may name several of a text.
	Citations []string
	// Bearer is who acts, Deadline until when or how long; empty where the clauses do
	// not say.
	Bearer, Deadline string
	// Materials are what is handed in, written or kept.
	Materials []string
	Note      string
}

//go:embed procedures.txt
var file string

// List are the procedures of a file, in its order.
type List struct{ all []Procedure }

// Default are those that come with the program.
func Default() *List {
	l, err := Parse(strings.NewReader(file))
	if err != nil {
		panic("procedure: procedures.txt: " + err.Error()) // a test reads the file
	}
	return l
}

// All are the procedures.
func (l *List) All() []Procedure { return l.all }

// Named is the procedure that a name or an alias names, in whatever script and width.
func (l *List) Named(name string) (Procedure, bool) {
	key := corpus.Fold(name)
	for _, p := range l.all {
		if key != "" && slices.ContainsFunc(p.names(), func(n string) bool { return corpus.Fold(n) == key }) {
			return p, true
		}
	}
	return Procedure{}, false
}

// names are the name and the aliases.
func (p Procedure) names() []string { return append([]string{p.Name}, p.Aliases...) }
