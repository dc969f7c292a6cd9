package web

import (
	"fmt"
	"strings"

	"tiaowen/search"
)

// leftOut says which words stand nowhere, and where hits do not hold all of them.
func leftOut(q search.Query, r search.Result) []string {
	var out []string
	u := r.Query
	if u.Mode == search.ModeAny && q.Match != search.MatchAny && r.Total > 0 {
		out = append(out, fmt.Sprintf(msgNotTogether, inQuotes(u.Terms)))
	}
	if len(u.Absent) == 0 || u.Mode == search.ModeQuestion && r.Verdict == search.NoBasis {
		return out
	}
	words := msgAbsentLeftOut
	if u.Mode == search.ModeQuestion || r.Total == 0 {
		words = msgAbsent
	}
	return append(out, fmt.Sprintf(words, inQuotes(u.Absent)))
}

func inQuotes(words []string) string {
	var b strings.Builder
	for _, w := range words {
		fmt.Fprintf(&b, msgQuoted, w)
	}
	return b.String()
}

// wider are the queries that would find more, as links.
func wider(at state, relaxations []search.Relaxation) []link {
	var out []link
	for _, x := range relaxations {
		words := fmt.Sprintf(msgWithout, x.Drop)
		if x.To != "" {
			words = fmt.Sprintf(msgInsteadOf, x.Drop, x.To)
		}
		out = append(out, link{Label: words, Href: at.set("q", x.Text).href(), Count: x.Total})
	}
	return out
}
