package resolve

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/search"
	"tiaowen/search/naming"
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
	text := strings.TrimRight(folded, "。.,;!?:…")
	parts := splitTitles(text, joint.FindAllStringIndex(text, -1))
	if len(parts) < 2 && strings.Count(text, "条") > 1 {
		parts = splitTitles(text, unjoined(text)) // 甲法第一条乙法第二条
	}
	if len(parts) < 2 {
		return nil
	}
	var out []named
	for i, part := range parts {
		rd, m := r.read(part, day)
		if i > 0 && sameTitle.MatchString(part) {
			if rd, m = out[i-1].again(part); rd.bare() {
				return nil
			}
		}
		if rd.bare() || !rd.marked && (m.Exactness == NoMatch || m.Exactness >= GenreOnly) {
			return nil
		}
		out = append(out, named{rd, m})
	}
	return out
}

// sameTitle matches what stands for the title before: 同法, 该条例.
var sameTitle = regexp.MustCompile(`^(?:同一?|该)(?:部|份|个)?(法典|法律|法|条例|规定|办法|细则|规则|准则|规程|章程|解释|决定|意见)(?:的|中的?|之)?([第0-9].*)$`)

// again reads 同法第五条 after n: what it names in the text of n. It is bare if that
// is no 法.
func (n named) again(part string) (reading, TitleMatch) {
	words := sameTitle.FindStringSubmatch(part)
	rd, ok := readPointer(words[2])
	if !ok || !n.match.Sure {
		return reading{}, TitleMatch{}
	}
	held, _ := naming.CutVersion(corpus.Fold(n.match.Editions[0].Parts[0].Fields.Title))
	if !strings.HasSuffix(held, strings.TrimSuffix(words[1], "律")) {
		return reading{}, TitleMatch{}
	}
	rd.title, rd.marked = n.title, n.marked
	return rd, n.match
}

// maxTitles bounds how many titles one address has.
const maxTitles = 10

// joint matches where one address may end and the next begin.
var joint = regexp.MustCompile(`(?:[、,;。/|+&]|以及|或者|同时|[和与及并或])+|《`)

// numberUnit matches a number with its unit, as an address ends.
var numberUnit = regexp.MustCompile(`(?:第|[0-9]|\)|[首末后])[0-9一二两三四五六七八九十百千〇零()]*[条款项目](?:之[一二三四五六七八九十])?(?:\([^()]+\))?`)

// unjoined are the places behind numbers where nothing joins the next title.
func unjoined(s string) [][]int {
	var out [][]int
	for _, at := range numberUnit.FindAllStringIndex(s, -1) {
		if rest := s[at[1]:]; strings.ContainsRune(rest, '条') && !strings.HasPrefix(rest, "第") {
			out = append(out, []int{at[1], at[1]})
		}
	}
	return out
}

// endsNumber reports whether an address ends at the end of s: a number, with a tail.
func endsNumber(s string) bool {
	all := numberUnit.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return false
	}
	_, ok := readTail(s[all[len(all)-1][1]:])
	return ok
}

// splitTitles cuts a text behind each number that another title follows, at one of
// the places where a joint begins and ends.
func splitTitles(s string, joints [][]int) []string {
	var parts []string
	start := 0
	for _, at := range joints {
		end, next := at[0], at[1]
		if strings.HasPrefix(s[end:], "《") {
			next = end
		}
		if end <= start || !endsNumber(s[start:end]) {
			continue
		}
		if !sameTitle.MatchString(s[next:]) {
			if _, width := cite.Pointers(s[next:], true); width > 0 || !strings.ContainsRune(s[next:], '条') {
				continue
			}
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
