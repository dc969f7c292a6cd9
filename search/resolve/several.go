package resolve

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/search"
)

// named is one title of several, with what it was taken for.
type named struct {
	reading
	match TitleMatch
}

// several reads an address of several titles, each with a number:
// 《甲》第一条、《乙》第二条. It is none if any part has no number, or has neither
// 《》 nor a name that is exactly one.
func (r *Resolver) several(folded string, day corpus.Date) []named {
	parts := splitTitles(strings.TrimRight(folded, "。.,;!?:…"))
	if len(parts) < 2 {
		return nil
	}
	var out []named
	for _, part := range parts {
		rd, m := r.read(part, day)
		if rd.bare() || !rd.marked && (m.Exactness == NoMatch || m.Exactness >= GenreOnly) {
			return nil
		}
		out = append(out, named{rd, m})
	}
	return out
}

// maxTitles bounds how many titles one address has.
const maxTitles = 10

// joint matches where one address may end and the next begin.
var joint = regexp.MustCompile(`(?:[、,;。]|以及|或者|[和与及并或])+|《`)

// numberEnd matches the end of an address, with a tail.
var numberEnd = regexp.MustCompile(`(?:[条款项目]|[条款]\([^()]+\))(?:之[一二三四五六七八九十])?(?:的?规定|的?要求|但书|[前后]段|等)?(?:\([^()]+\))?$`)

// splitTitles cuts a text behind each number that another title follows.
func splitTitles(s string) []string {
	var parts []string
	start := 0
	for _, at := range joint.FindAllStringIndex(s, -1) {
		end, next := at[0], at[1]
		if strings.HasPrefix(s[end:], "《") {
			next = end
		}
		if end <= start || !numberEnd.MatchString(s[start:end]) {
			continue
		}
		if _, width := cite.Pointers(s[next:], true); width > 0 || !strings.ContainsRune(s[next:], '条') {
			continue
		}
		parts = append(parts, s[start:end])
		start = next
		if len(parts) == maxTitles {
			return nil
		}
	}
	return append(parts, s[start:])
}

// insideAll answers with the provisions of all, in order. The first that is not
// found decides the status.
func (r *Resolver) insideAll(ctx context.Context, out reply, list []named) (reply, error) {
	var citations []string
	for _, n := range list {
		one := reply{search.Resolution{Status: search.NotAnAddress, Query: out.Query, Notices: n.match.Notices}}
		answer := r.unsure
		if n.match.Sure {
			answer = r.inside
		}
		one, err := answer(ctx, one, n.reading, n.match)
		if err != nil || one.Status != search.ResolveOK {
			return one, err
		}
		if one.Provision == nil { // a part that is a file names no provision
			return reply{search.Resolution{Status: search.NotAnAddress, Query: out.Query}}, nil
		}
		if out.Document == nil {
			out.Status, out.Address, out.Document = one.Status, one.Address, one.Document
		}
		out.Provisions = append(out.Provisions, one.Provisions...)
		citations = append(citations, one.Citation)
		for _, said := range one.Notices {
			said.Message = n.match.Editions[0].Title() + "：" + said.Message // of which of the texts
			if !slices.Contains(out.Notices, said) {
				out.Notices = append(out.Notices, said)
			}
		}
	}
	if len(out.Provisions) > maxProvisions {
		return reply{search.Resolution{Status: search.NotAnAddress, Query: out.Query, Notices: tooMany(Placed{}).Notices}}, nil
	}
	out.Provision = &out.Provisions[0]
	out.Citation = strings.Join(citations, "、")
	return out, nil
}
