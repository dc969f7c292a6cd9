package duty

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

//go:embed bearers.txt
var bearersFile string

// Groups are the groups of bearers in the order in which they are shown.
var Groups = []corpus.Term{
	{Value: "organisation", Label: "党组织"}, {Value: "secretary", Label: "书记"}, {Value: "committee_member", Label: "委员"},
	{Value: "member", Label: "党员"}, {Value: "superior", Label: "上级党委"}, {Value: "other", Label: "其他"},
}

// Bearers say which names are of one bearer and what group a bearer is of.
type Bearers struct {
	normal map[string]string // by the folded name
	group  map[string]int    // by the normal form
	line   map[string]int    // by the normal form: its place in the file
	// heads and tails are what names of a group begin or end with, the longest first.
	heads, tails []affix
}

type affix struct {
	words string
	group int
}

// DefaultBearers are those that come with the program.
func DefaultBearers() *Bearers {
	b, err := ParseBearers(strings.NewReader(bearersFile))
	if err != nil {
		panic("duty: bearers.txt: " + err.Error()) // a test reads the file
	}
	return b
}

// ParseBearers reads a file of bearers. Below [组] a line is
//
//	规范写法 = 其他写法 其他写法
//	词头*
//	*词尾
//
// # begins a comment. The error names every faulty line.
func ParseBearers(r io.Reader) (*Bearers, error) {
	b := &Bearers{normal: map[string]string{}, group: map[string]int{}, line: map[string]int{}}
	group := -1
	err := search.EachLine(r, func(line string) error {
		if name, found := strings.CutPrefix(line, "["); found {
			name = strings.TrimSuffix(name, "]")
			if group = slices.IndexFunc(Groups, func(t corpus.Term) bool { return t.Label == name }); group < 0 {
				return fmt.Errorf("没有“%s”这一组", name)
			}
			return nil
		}
		if group < 0 {
			return fmt.Errorf("“%s”之前没有 [组]", line)
		}
		return b.add(line, group)
	})
	if err != nil {
		return nil, err
	}
	for _, list := range [][]affix{b.heads, b.tails} {
		slices.SortStableFunc(list, func(x, y affix) int { return len(y.words) - len(x.words) })
	}
	return b, nil
}

func (b *Bearers) add(line string, group int) error {
	if words, found := strings.CutSuffix(line, "*"); found {
		b.heads = append(b.heads, affix{words, group})
		return nil
	}
	if words, found := strings.CutPrefix(line, "*"); found {
		b.tails = append(b.tails, affix{words, group})
		return nil
	}
	name, others, _ := strings.Cut(line, "=")
	name = strings.TrimSpace(name)
	b.group[name], b.line[name] = group, len(b.line)
	for _, one := range append(strings.Fields(others), name) {
		key := corpus.Fold(one)
		if was, known := b.normal[key]; known && was != name {
			return fmt.Errorf("“%s”既是%s，又是%s", one, was, name)
		}
		b.normal[key] = name
	}
	return nil
}

// Normal is the one name of a bearer, whichever the text uses; its own for one that is
// not in the table.
func (b *Bearers) Normal(words string) string {
	if name, known := b.normal[corpus.Fold(words)]; known {
		return name
	}
	return strings.TrimSpace(words)
}

// Line is the place of a bearer among those of the table, by its normal form; behind all
// of them for one that is not in it.
func (b *Bearers) Line(name string) int {
	if line, listed := b.line[name]; listed {
		return line
	}
	return len(b.line)
}

// Group is the place in Groups of a bearer by its normal form.
func (b *Bearers) Group(name string) int {
	if group, known := b.group[name]; known {
		return group
	}
	for _, a := range b.heads {
		if strings.HasPrefix(name, a.words) {
			return a.group
		}
	}
	for _, a := range b.tails {
		if strings.HasSuffix(name, a.words) {
			return a.group
		}
	}
	return len(Groups) - 1
}
