package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// hitView is one hit as the page writes it.
type hitView struct {
	Title     string
	Href      string
	Meta      []string
	Status    corpus.Status
	StatusIs  string
	Successor *link
	Trail     []string
	Place     []string // of what follows another clause of its document: the end of Trail
	Follows   bool
	Rest      *link // to the other clauses found in its document
	Snippet   []search.Fragment
	Cut       bool // it begins inside of a sentence
	Citation  string
	Topics    []link
	Sample    bool
	Why       []string
	Deep      bool   // its title stands below another heading
	Similar   string // leads to what is like it; empty if nothing compares
	Also      string // how often nearly the same text stands elsewhere
	similar   string
	// Plain is the whole text, Tail what follows it where it is copied with its source.
	Plain, Tail string
	document    string // its id
	// Address and From say what is put into a 备课夹: the passage that begins there.
	Address   string
	From      int
	Elsewhere []link // where nearly the same stands
	Doubts    []doubtView
}

// A list shows a passage of at most wholeRunes letters whole, and of a longer one so
// much as stands in two lines: enough to choose by, little enough to see six at once.
const (
	wholeRunes  = 160
	listedRunes = 90
)

func viewHit(h search.Hit, q search.Query) hitView {
	if utf8.RuneCountInString(h.Text) > wholeRunes {
		h.Snippet, h.Cut = search.Snippet(h.Text, h.Matches, listedRunes)
	}
	locator, text := h.Passage.Locator, strings.TrimSpace(q.Text)
	if text == "" {
		locator = "" // browsing: the document, not its first passage
	}
	d := h.Document
	v := hitView{Title: d.Fields.Title, Href: documentAddress(d.ID, locator, text, q.AsOf), Meta: metaOf(d.Fields),
		Status: d.Status, StatusIs: statusWords(d), Successor: successor(d), Trail: trailOf(h),
		Snippet: h.Snippet, Cut: h.Cut, Citation: h.Citation, Sample: d.Fields.Sample, Why: h.Why,
		similar: similarPath(d.ID, h.Passage.Locator), document: d.ID}
	if locator != "" {
		v.take(h)
		v.Doubts = viewDoubts(h.Doubts)
	}
	if c, ok := search.StandingCaution(d.Status, d.Doubt); ok && d.Status == corpus.Unverified {
		reason := viewDoubts([]corpus.Caution{c})[0]
		if d.Doubt.Clause != "" {
			reason.Clause = &link{Label: msgDoubtClause, Href: addressURL(d.Doubt.Clause)}
		}
		v.Doubts = append(v.Doubts, reason)
	}
	if text == "" { // among passages the facet tells the topics once for all
		for _, t := range d.Topics[:min(len(d.Topics), 3)] {
			v.Topics = append(v.Topics, link{Label: t, Href: facetPath("topic", t)})
		}
	}
	return v
}

// trailOf are the headings above a hit, but for its document's title, which is told.
func trailOf(h search.Hit) []string {
	title := corpus.Fold(h.Document.Fields.Title)
	return slices.DeleteFunc(slices.Clone(h.Passage.Path), func(heading string) bool { return corpus.Fold(heading) == title })
}

// take lets a hit be put into a 备课夹; what has no place in its document cannot.
func (v *hitView) take(h search.Hit) {
	if h.Passage.Locator != "" {
		v.Address, v.From = h.Document.ID+"#"+h.Passage.Locator, h.Passage.Runes.Start
		v.Plain, v.Tail = plainHit(h), citedTail(h.Citation, viewDoubts(h.Doubts))
	}
}

// metaOf is the line under a title: what it is, whose, its number, its date.
func metaOf(f corpus.Fields) []string {
	what := corpus.Label(corpus.Kinds, string(f.Kind))
	if genre := corpus.Label(corpus.Genres, string(f.Genre)); genre != "" && genre != what {
		what += "（" + genre + "）"
	}
	who := f.Issuer
	if f.Kind == corpus.Speech && f.Speaker != "" {
		who = []string{f.Speaker}
	} else if len(who) == 0 {
		who = f.Authors
	}
	var out []string
	for _, s := range []string{what, strings.Join(who, "、"), f.DocNo, f.VersionDate().Chinese()} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// statusWords say the 时效性 of a regulation; a speech or an essay has none.
func statusWords(d search.Head) string {
	if d.Status == "" || d.Status == corpus.Unknown && d.Fields.Kind != corpus.Regulation {
		return ""
	}
	return corpus.Label(corpus.Statuses, string(d.Status))
}

// successor links to what took a document's place. Its id is title and date;
// that is all that is known of it here, and all a reader needs.
func successor(d search.Head) *link {
	if d.Successor == "" {
		return nil
	}
	title, words := d.Successor, d.Successor
	if i := strings.LastIndexByte(title, '_'); i >= 0 {
		tail, _, _ := strings.Cut(title[i+1:], "~")
		if date := corpus.Date(tail).Chinese(); date != "" {
			title, words = title[:i], date
		}
	}
	if d.Status == corpus.Repealed {
		return &link{Label: fmt.Sprintf(msgRepealedBy, search.CiteTitle(title)), Href: documentPath(d.Successor)}
	}
	return &link{Label: fmt.Sprintf(msgSuccessor, words), Href: documentPath(d.Successor)}
}
