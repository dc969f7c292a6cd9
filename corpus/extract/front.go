package extract

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

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
var listFields = map[string]bool{"aliases": true, "issuer": true, "topics": true, "authors": true, "keywords": true, "references": true, "repeals": true, "annexes": true, "carries": true}

// value is what JSON says of p.
func (p pair) value() any {
	switch {
	case p.list || listFields[p.key]:
		return p.values
	case len(p.values) == 0:
		return nil
	case p.key == "sample" && (p.values[0] == "true" || p.values[0] == "false"):
		return p.values[0] == "true"
	}
	return p.values[0]
}

const statedPrefix = "tiaowen."

// frontMatter is the block of keys between two lines of --- at the head of a
// Markdown file, in YAML: values, lists of values, and one level below `tiaowen:`.
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

// keyPattern is a line that begins with a key.
var keyPattern = regexp.MustCompile(`^( *)([\p{L}_][\p{L}\p{N}_.:-]*?) *:(?: +(.*)|$)`)

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

// read reads key by key, so that one that is no YAML spoils no other.
func (f *frontMatter) read(lines []string) {
	for _, entry := range entriesOf(lines) {
		name := keyPattern.FindStringSubmatch(entry[0])
		switch {
		case name == nil || name[1] != "":
			f.broken += len(entry)
		case name[2]+"." == statedPrefix && name[3] == "":
			for _, below := range entriesOf(dedented(entry[1:])) {
				f.add(statedPrefix, below)
			}
		default:
			f.add("", entry)
		}
	}
}

// entriesOf divides lines before every one that is not indented, unless it goes on
// with a list.
func entriesOf(lines []string) (entries [][]string) {
	for _, line := range lines {
		if entries == nil || !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "-") {
			entries = append(entries, nil)
		}
		last := len(entries) - 1
		entries[last] = append(entries[last], line)
	}
	return entries
}

// dedented takes off lines what the first of them is indented by.
func dedented(lines []string) (out []string) {
	if len(lines) == 0 {
		return nil
	}
	indent := lines[0][:len(lines[0])-len(strings.TrimLeft(lines[0], " "))]
	for _, line := range lines {
		out = append(out, strings.TrimPrefix(line, indent))
	}
	return out
}

// add takes in what a key is given.
func (f *frontMatter) add(prefix string, entry []string) {
	name := keyPattern.FindStringSubmatch(entry[0])
	if name == nil || name[1] != "" {
		f.broken += len(entry)
		return
	}
	p := pair{key: prefix + name[2]}
	var given map[string]yaml.Node
	err := yaml.Unmarshal([]byte(strings.Join(entry, "\n")), &given)
	node, only := given[name[2]]
	switch {
	case err == nil && only && p.take(node):
	case len(entry) == 1: // a title with a colon in it, say: what stands there is meant
		p.values = []string{strings.TrimSpace(name[3])}
	default:
		f.broken += len(entry)
		return
	}
	f.pairs = append(f.pairs, p)
}

// take puts in a value or a list of values as they are written; false if it is
// anything else.
func (p *pair) take(node yaml.Node) bool {
	switch node.Kind {
	case yaml.ScalarNode:
		if node.Tag != "!!null" {
			p.values = []string{strings.TrimSpace(node.Value)}
		}
		return true
	case yaml.SequenceNode:
		p.list, p.values = true, []string{}
		for _, item := range node.Content {
			if item.Kind != yaml.ScalarNode {
				return false
			}
			if v := strings.TrimSpace(item.Value); v != "" {
				p.values = append(p.values, v)
			}
		}
		return true
	}
	return false
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
