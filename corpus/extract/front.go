package extract

import (
	"regexp"
	"strings"

	"tiaowen/corpus"
)

// pair is a key of front matter with what it is given.
type pair struct {
	key    string
	values []string
	list   bool
}

// listFields are those of corpus.Fields that hold several values; one value
// given alone is a list of one.
var listFields = map[string]bool{"aliases": true, "issuer": true, "topics": true, "authors": true, "keywords": true, "references": true, "repeals": true}

// value is what JSON says of p.
func (p pair) value() any {
	switch {
	case p.list || listFields[p.key]:
		return p.values
	case len(p.values) == 0 || p.values[0] == "null" || p.values[0] == "~":
		return nil
	case p.key == "sample" && (p.values[0] == "true" || p.values[0] == "false"):
		return p.values[0] == "true"
	}
	return p.values[0]
}

const statedPrefix = "tiaowen."

// frontMatter is the block of keys between two lines of --- at the head of a
// Markdown file: the small part of YAML that people write there. Scalars,
// quoted or not, [a, b], lists of dashes, and one level below `tiaowen:`.
type frontMatter struct {
	pairs  []pair // keys below tiaowen: with their prefix
	broken int    // lines not understood
}

// states reports whether a person stated fields for this program in it.
func (f frontMatter) states() bool {
	for _, p := range f.pairs {
		if strings.HasPrefix(p.key, statedPrefix) {
			return true
		}
	}
	return false
}

var (
	keyPattern  = regexp.MustCompile(`^( *)([\p{L}_][\p{L}\p{N}_.:-]*?) *:(?: +(.*)|$)`)
	dashPattern = regexp.MustCompile(`^ *- +(.*)$`)
)

// cutFrontMatter takes the front matter off text. Without any, or if the block
// is never closed or does not begin with a key, all of text is the rest.
func cutFrontMatter(text string) (front frontMatter, rest string, found bool) {
	const mostLines = 200
	head, body, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(head, " ") != "---" {
		return front, text, false
	}
	var lines []string
	for len(lines) < mostLines {
		var line string
		line, body, ok = strings.Cut(body, "\n")
		if end := strings.TrimRight(line, " "); end == "---" || end == "..." {
			if len(lines) > 0 && keyPattern.MatchString(lines[0]) {
				front.read(lines)
				return front, body, true
			}
			break
		}
		if !ok {
			break
		}
		if trimmed := strings.TrimSpace(line); trimmed != "" && !strings.HasPrefix(trimmed, "#") {
			lines = append(lines, line)
		}
	}
	return front, text, false
}

func (f *frontMatter) read(lines []string) {
	below := "" // tiaowen. while inside that block
	for i := 0; i < len(lines); i++ {
		m := keyPattern.FindStringSubmatch(lines[i])
		if m == nil {
			f.broken++
			continue
		}
		indent, key, rest := len(m[1]), m[2], strings.TrimSpace(m[3])
		if indent == 0 {
			below = ""
		} else if below == "" {
			f.broken++
			continue
		}
		if key+"." == statedPrefix && rest == "" {
			below = statedPrefix
			continue
		}
		p := pair{key: below + key}
		switch {
		case rest == "|" || rest == ">" || rest == "|-" || rest == ">-":
			var n int
			p.values, n = blockScalar(lines[i+1:], indent, rest[0])
			i += n
		case rest == "":
			for i+1 < len(lines) && dashPattern.MatchString(lines[i+1]) {
				i++
				p.list = true
				p.values = append(p.values, scalar(dashPattern.FindStringSubmatch(lines[i])[1]))
			}
		case strings.HasPrefix(rest, "[") && strings.HasSuffix(rest, "]"):
			p.list = true
			p.values = flowList(rest[1 : len(rest)-1])
		default:
			p.values = []string{scalar(rest)}
		}
		f.pairs = append(f.pairs, p)
	}
}

// blockScalar gathers the lines that stand deeper than indent.
func blockScalar(lines []string, indent int, style byte) (values []string, used int) {
	var parts []string
	for _, line := range lines {
		if len(line)-len(strings.TrimLeft(line, " ")) <= indent {
			break
		}
		parts = append(parts, strings.TrimSpace(line))
		used++
	}
	separator := " "
	if style == '|' {
		separator = "\n"
	}
	return []string{strings.Join(parts, separator)}, used
}

// scalar takes quotation marks and a trailing comment off a value.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	for _, quote := range []string{`"`, `'`} {
		if len(s) >= 2 && strings.HasPrefix(s, quote) && strings.HasSuffix(s, quote) {
			s = s[1 : len(s)-1]
			if quote == "'" {
				return strings.ReplaceAll(s, "''", "'")
			}
			return strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, "\n").Replace(s)
		}
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	return s
}

// flowList cuts what stands between [ and ] at the commas outside quotes.
func flowList(s string) []string {
	values := []string{}
	var quote rune
	start := 0
	add := func(end int) {
		if v := scalar(s[start:end]); v != "" {
			values = append(values, v)
		}
	}
	for i, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == ',':
			add(i)
			start = i + 1
		}
	}
	add(len(s))
	return values
}

// apply puts the front matter onto a source: keys under tiaowen are stated by
// a person, the others are hints.
func (f *frontMatter) apply(s *corpus.Source) {
	var stated []pair
	for _, p := range f.pairs {
		if key, ok := strings.CutPrefix(p.key, statedPrefix); ok {
			p.key = key
			stated = append(stated, p)
			continue
		}
		hint(&s.Hints, p.key, p.values...)
	}
	var notes []corpus.Diagnostic
	s.Stated, notes = stateEach(stated)
	s.Diagnostics = append(s.Diagnostics, notes...)
	if f.broken > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteFrontMatter, corpus.Warning, "文首属性有 %d 行没有读懂", f.broken))
	}
}
