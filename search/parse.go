package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Parsed is what a person typed, understood. Nothing of it is folded but what
// says so; nothing of it depends on what is in an index.
type Parsed struct {
	// Text is the query without the characters that nobody sees.
	Text string
	// Runs are the plain strings of letters, in order, each once.
	Runs []Run
	// Quoted are the strings in quotation marks; they must stand in a passage
	// whatever else is asked.
	Quoted []Run
	// Joined are the words, folded, that were cut into several runs at the signs in
	// them: a passage that has one as it was typed is nearer to what was meant.
	Joined []string
	// Not are the strings, folded, that must not stand in it.
	Not []string
	// Filter holds what was typed as name:value of the facets that may be typed, and
	// Titles what was typed of the title. What takes parts (see Facet.TakesParts), and
	// a title, is folded and may be a part of the document's.
	Filter Filter
	Titles []string
	// Question says that the runs ask rather than name, if they do not stand in the texts
	// as they are: they rank, and need not all stand in a passage. Asks says that there
	// is at least a word in them that asks, so that none of them may be left out.
	Question, Asks bool
}

// Run is a string of the query: a maximal sequence of letters and digits, or what
// stands in quotation marks. It is folded once, here.
type Run struct {
	Text   string // as typed
	Folded string
	// Parts are what the run falls into at the signs in it (3.5万元, A-10, 10:30): it is
	// looked for whole first, and in parts if it stands nowhere.
	Parts []Run
}

// Empty reports whether nothing is asked for: browsing.
func (p Parsed) Empty() bool { return len(p.Runs) == 0 && len(p.Quoted) == 0 }

// Terms are the strings looked for, as typed, for the reader to see.
func (p Parsed) Terms() []string {
	var out []string
	for _, r := range slices.Concat(p.Runs, p.Quoted) {
		out = append(out, r.Text)
	}
	return out
}

// AsTyped is all of what was typed as one string, folded, where the runs are all there
// is to it: without quotation marks, filters, and signs at its ends.
func (p Parsed) AsTyped() string {
	if p.Quoted != nil || p.Not != nil || p.Filter != nil || p.Titles != nil {
		return ""
	}
	return corpus.Fold(strings.TrimFunc(p.Text, separates))
}

// Parse reads a query; see [FacetTable.Parse].
func Parse(text string) (Parsed, error) { return Facets.Parse(text) }

// Parse reads a query. It knows quotation marks, -word and name:value, the name that
// of a facet or title; everything else is text, so that nothing a person types is an
// error but what is too long or is no text at all.
func (t FacetTable) Parse(text string) (Parsed, error) {
	if !utf8.ValidString(text) {
		return Parsed{}, &QueryError{"q", "not_utf8"}
	}
	if len(text) > maxQueryBytes {
		return Parsed{}, &QueryError{"q", "too_long"}
	}
	text = visible(text)
	if utf8.RuneCountInString(text) > MaxText {
		return Parsed{}, &QueryError{"q", "too_long"}
	}
	p := Parsed{Text: text}
	for rest := text; rest != ""; {
		rest = p.take(rest, t)
	}
	if p.strings() > MaxTerms {
		return Parsed{}, &QueryError{"q", "too_many_terms"}
	}
	p.Question = isQuestion(p)
	p.Asks = p.Question || hasQuestionWord(p)
	return p, nil
}

// strings is how many strings may have to be looked for.
func (p Parsed) strings() int {
	n := len(p.Runs) + len(p.Quoted) + len(p.Not)
	for _, r := range p.Runs {
		n += max(1, len(r.Parts)) - 1
	}
	return n
}

// maxQueryBytes bounds what is looked at before it is counted: characters that
// show nothing do not count, but nobody types a hundred thousand of them.
const maxQueryBytes = 100_000

// visible is text with white space as plain blanks and without the characters
// that show nothing.
func visible(text string) string {
	mapped := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case corpus.FoldRune(r) < 0:
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(mapped)
}

// take reads one piece off the front of rest and returns what is left.
func (p *Parsed) take(rest string, facets FacetTable) string {
	if rest[0] == ' ' {
		return rest[1:]
	}
	if s, left, ok := quoted(rest); ok {
		addRun(&p.Quoted, s)
		return left
	}
	word, left := cutWord(rest)
	// -"…" and field:"…" mean what is in the quotes; after any other name they are a
	// string of their own.
	if s, after, ok := quoted(left); ok {
		switch {
		case word == "-":
			word, left = word+s, after
		case (strings.HasSuffix(word, ":") || strings.HasSuffix(word, "：")) && p.filter(word+s, facets):
			return after
		}
	}
	switch {
	case p.filter(word, facets):
	case strings.HasPrefix(word, "-") && len(word) > 1:
		addString(&p.Not, word[1:])
	default:
		p.addRuns(word)
	}
	return left
}

// cutWord cuts off what stands before a blank or an opening quotation mark
// that is closed again.
func cutWord(s string) (word, rest string) {
	for i, r := range s {
		if r == ' ' {
			return s[:i], s[i:]
		}
		if i > 0 && (r == '"' || r == '“') {
			if _, _, ok := quoted(s[i:]); ok {
				return s[:i], s[i:]
			}
		}
	}
	return s, ""
}

// quoted reads a string in quotation marks off the front of s. Chinese marks
// nest; in ASCII marks \" stands for the mark itself.
func quoted(s string) (inner, rest string, ok bool) {
	switch {
	case strings.HasPrefix(s, `"`):
		for i := 1; i < len(s); i++ {
			if s[i] == '"' && s[i-1] != '\\' {
				return strings.ReplaceAll(s[1:i], `\"`, `"`), s[i+1:], true
			}
		}
	case strings.HasPrefix(s, "“"):
		depth := 0
		for i, r := range s {
			switch r {
			case '“':
				depth++
			case '”':
				depth--
			}
			if depth == 0 {
				return s[len("“"):i], s[i+len("”"):], true
			}
		}
	}
	return "", s, false
}

// titleFilter stands before a part of a title. The title is no facet: there are as
// many as documents.
const titleFilter = "title"

// filter takes word as name:value, if it is one.
func (p *Parsed) filter(word string, facets FacetTable) bool {
	i := strings.IndexAny(word, ":：")
	if i < 0 {
		return false
	}
	_, width := utf8.DecodeRuneInString(word[i:])
	name, value := strings.ToLower(word[:i]), word[i+width:]
	if name == titleFilter {
		return addString(&p.Titles, value)
	}
	f := facets.Named(name)
	return f.Typed && f.typed(&p.Filter, value)
}

// addRun adds text unless it holds no letter or is there already.
func addRun(to *[]Run, text string) {
	run := Run{Text: text, Folded: corpus.Fold(text)}
	if strings.ContainsFunc(run.Folded, IsLetter) && !slices.ContainsFunc(*to, func(r Run) bool { return r.Folded == run.Folded }) {
		*to = append(*to, run)
	}
}

// addString adds s, folded, unless it holds no letter or is there already.
func addString(to *[]string, s string) bool {
	s = corpus.Fold(s)
	if strings.IndexFunc(s, IsLetter) < 0 {
		return false
	}
	if !slices.Contains(*to, s) {
		*to = append(*to, s)
	}
	return true
}

// IsLetter reports whether r, folded, is part of words: a Han character, a
// letter or a digit. Everything else separates.
func IsLetter(r rune) bool {
	if r >= 0x4e00 && r <= 0x9fff {
		return true
	}
	return r > 0 && (unicode.IsLetter(r) || unicode.IsNumber(r))
}
