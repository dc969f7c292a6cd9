package resolve

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// Companions are what the library holds of what a paper carries, and of the paper
// that carries a text. The fields give titles only, for either may come later, be
// deleted, or come again; which documents they are is told when it is asked.
type Companions struct {
	// Carried has one for each of the titles of Carries, in their order. One without
	// an id is not held, or cannot be told from others of its title.
	Carried []search.Titled
	// Carrier is the paper of CarriedBy; without an id likewise.
	Carrier search.Titled
}

// Companions are those of a document with the fields f.
func (r *Resolver) Companions(f corpus.Fields) Companions {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var out Companions
	for _, title := range f.Carries {
		out.Carried = append(out.Carried, mostTied(r.titles.titled(title), func(e *entry) tie { return tieOf(f, e.Fields) }))
	}
	if f.CarriedBy != "" {
		papers := r.titles.titled(f.CarriedBy)
		if len(papers) == 0 && f.DocNo != "" { // its title was corrected
			papers = r.titles.byDocNo[naming.DocNumber(f.DocNo)]
		}
		out.Carrier = mostTied(papers, func(e *entry) tie {
			if !carries(e.Fields, f.Title) {
				return tieNone
			}
			return tieOf(e.Fields, f)
		})
	}
	return out
}

// titled are the documents whose own title it is, not only a name they go by.
func (ts *titles) titled(title string) []*entry {
	var out []*entry
	for _, e := range ts.byKey[naming.Key(title)] {
		if naming.Key(e.Fields.Title) == naming.Key(title) {
			out = append(out, e)
		}
	}
	return out
}

// mostTied is the one document that is tied most closely; the zero value if none is,
// or several are alike.
func mostTied(among []*entry, tied func(*entry) tie) search.Titled {
	var best *entry
	most, several := tieNone, false
	for _, e := range among {
		switch t := tied(e); {
		case t > most:
			best, most, several = e, t, false
		case t == most && t > tieNone:
			several = true
		}
	}
	if best == nil || several {
		return search.Titled{}
	}
	return best.Titled
}

// tie says how surely a paper carries a text of the title it gives; the more the
// surer.
type tie int

const (
	tieNone     tie = iota
	tieLikely       // a text that came alone, of a day that fits
	tieNamed        // the text names the paper
	tieNumbered     // and has its number, or its day
	tieBoth
)

// tieOf weighs paper against text. Papers of one title print the editions of a
// regulation one after the other, so that number and day must not speak against it.
func tieOf(paper, text corpus.Fields) tie {
	sameNo := paper.DocNo != "" && naming.DocNumber(paper.DocNo) == naming.DocNumber(text.DocNo)
	sameDay := paper.Promulgated != "" && paper.Promulgated == text.Promulgated
	otherNo := paper.DocNo != "" && text.DocNo != "" && !sameNo
	otherDay := paper.Promulgated != "" && text.Promulgated != "" && !sameDay
	forwards := strings.Contains(paper.Title, "转发") || strings.Contains(paper.Title, "批转") // what is forwarded has its own
	switch says := naming.Plain(text.CarriedBy); {
	case says == "" && sameNo:
		return tieNamed
	case says == "" && !otherNo && fits(paper, text, forwards):
		return tieLikely
	case says == "" || says != naming.Plain(paper.Title) && !sameNo:
		return tieNone
	case sameNo && sameDay:
		return tieBoth
	case sameNo || sameDay:
		return tieNumbered
	case !forwards && otherNo && otherDay:
		return tieNone
	}
	return tieNamed
}

// fits reports whether a text that came alone can be what a paper of its day carries:
// nothing newer, and of what is printed nothing older than a year.
func fits(paper, text corpus.Fields, forwards bool) bool {
	day := text.VersionDate()
	if day == "" || paper.Promulgated == "" {
		return true
	}
	return day <= paper.Promulgated.After(0, 1, 0) && (forwards || day >= paper.Promulgated.After(-1, 0, 0))
}

// carries reports whether a paper says that it carries a text of a title.
func carries(paper corpus.Fields, title string) bool {
	for _, t := range paper.Carries {
		if naming.Key(t) == naming.Key(title) {
			return true
		}
	}
	return false
}
