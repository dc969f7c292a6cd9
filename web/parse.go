package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/search"
)

// parseQuery reads the parameters of a search. It reports every fault at once;
// what could be read is in the query all the same, so that a page can show the
// form as it was sent. Unknown names are faults of the code unknown_parameter.
func (s *Server) parseQuery(v url.Values) (search.Query, []Fault) {
	return s.parse(v, s.parameters, "query")
}

// parse reads v by a table; where is what the faults' locations begin with.
func (s *Server) parse(v url.Values, table []parameter, where string) (search.Query, []Fault) {
	q := search.Query{Today: s.today()}
	var faults []Fault
	for _, p := range table {
		code := p.read(&q, v[p.name])
		if p.required && len(v[p.name]) == 0 {
			code = "required"
		}
		if code != "" {
			faults = append(faults, Fault{where + "." + p.name, code, p.message(code)})
		}
	}
	if q.From != "" && q.To != "" && q.From > q.To {
		faults = append(faults, Fault{where + ".to", "before_from", faultMessage("before_from")})
	}
	return q, append(faults, unknown(v, table, where)...)
}

// unknown lists the names that are not in the table, in a stable order.
func unknown(v url.Values, table []parameter, where string) []Fault {
	var faults []Fault
	for name := range v {
		if !slices.ContainsFunc(table, func(p parameter) bool { return p.name == name }) {
			shown := strings.ToValidUTF8(clean(name), "�")
			faults = append(faults, Fault{where + "." + shown, "unknown_parameter", faultMessage("unknown_parameter")})
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return strings.Compare(a.Location, b.Location) })
	return faults
}

// read puts the values of p into q. An empty value is none: a form sends all of
// its fields.
func (p parameter) read(q *search.Query, values []string) string {
	given := 0
	for _, value := range values {
		if !utf8.ValidString(value) {
			return "not_utf8"
		}
		if value = clean(value); p.name != "q" {
			value = strings.TrimSpace(value)
		}
		if value == "" {
			continue
		}
		if given++; given > 1 && !p.repeats {
			return "repeated"
		}
		if given > maxValues {
			return "too_many_values"
		}
		if code := p.check(&value); code != "" {
			return code
		}
		if code := p.set(q, value); code != "" {
			return code
		}
	}
	return ""
}

// check holds a value against the closed list and the length. A value of a list
// may also be given by its label: callers write genre=条例 as naturally.
func (p parameter) check(value *string) string {
	if p.name != "q" && utf8.RuneCountInString(*value) > p.longest() {
		return "too_long"
	}
	if p.values == nil {
		return ""
	}
	for _, t := range p.values {
		if *value == t.Value || *value == t.Label {
			*value = t.Value
			return ""
		}
	}
	return "unknown_value"
}

// clean takes out what cannot be seen: NUL and other control characters, and
// characters of no width. A text copied from a PDF or a chat is full of them.
func clean(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, value)
}
