package suggest

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Addresses answers what is typed as an address; a *Resolver does.
type Addresses interface {
	Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error)
}

// Complete is Suggest with provisions first, if the text looks like a title and
// a number: 支部工作条例12. Of titles that several go by it names each provision.
// An error means that a text could not be read.
func (v *Vocabulary) Complete(ctx context.Context, addresses Addresses, text string, today corpus.Date, limit int) ([]Suggestion, error) {
	title, ok := cutNumber(text)
	if !ok || limit <= 0 {
		return v.Suggest(text, limit), nil
	}
	r, err := addresses.Resolve(ctx, text, "", today)
	if err != nil {
		return nil, err
	}
	out := provisions(r)
	seen := map[Suggestion]bool{}
	for _, s := range slices.Concat(v.Suggest(text, limit), v.Suggest(title, limit)) {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out[:min(len(out), limit)], nil
}

// cutNumber is the title before the number that a text ends with.
func cutNumber(text string) (title string, ok bool) {
	if utf8.RuneCountInString(text) > maxTyped {
		return "", false
	}
	return resolve.CutNumber(text)
}

// maxOffered leaves room for other suggestions.
const maxOffered = 3

// provisions are those a resolution found or offers.
func provisions(r search.Resolution) []Suggestion {
	var out []Suggestion
	if r.Status == search.ResolveOK && r.Provision != nil {
		out = append(out, Suggestion{SubjectProvision, r.Citation, glimpse(r.Provision), r.Address})
	}
	if r.Status == search.Ambiguous {
		for _, c := range r.Choices[:min(len(r.Choices), maxOffered)] {
			if strings.Contains(c.Address, "#") {
				out = append(out, Suggestion{SubjectProvision, c.Citation, c.Label, c.Address})
			}
		}
	}
	return out
}

// glimpse is how a provision begins, or what it is called.
func glimpse(p *search.Provision) string {
	if p.Caption != "" {
		return p.Caption
	}
	const most = 30
	text := strings.Join(strings.Fields(p.Text), " ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
