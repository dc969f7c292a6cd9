package naming

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// aliasText is the list that comes with the program: names in common use that
// no rule about titles could tell. People may bring their own (ParseAliases).
//
//go:embed aliases.txt
var aliasText string

// Aliases are the names that texts go by besides their titles, also of texts
// the library does not hold: to know that 党章 is one thing and not to hold it
// is better than to answer with another 章程.
type Aliases struct {
	// full holds the full titles by every name they go by, and of each full
	// title its names; names are compared by nameKey.
	full  map[string][]string
	names map[string][]string
	// Events holds what is meant by “7·9”重要讲话, by its plain form.
	Events map[string][]Event
}

// Event is a speech or an instruction that people call by its day.
type Event struct {
	Date  corpus.Date // a month where the day is not settled
	Title string
}

// eventSection begins the part of the list that names events.
const eventSection = "[事件]"

// DefaultAliases are those that come with the program.
var DefaultAliases = sync.OnceValue(func() *Aliases {
	a, err := ParseAliases(strings.NewReader(aliasText))
	if err != nil {
		panic("search: the embedded aliases: " + err.Error()) // a test reads them
	}
	return a
})

// ParseAliases reads a list of the form that aliases.txt explains. The error
// names every faulty line, because people edit such a list.
func ParseAliases(r io.Reader) (*Aliases, error) {
	a := &Aliases{full: map[string][]string{}, names: map[string][]string{}, Events: map[string][]Event{}}
	lines := bufio.NewScanner(r)
	var faults []error
	events := false
	for n := 1; lines.Scan() && len(faults) < search.MostFaults; n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		switch {
		case line == "":
			continue
		case line == eventSection:
			events = true
			continue
		}
		add := a.addWork
		if events {
			add = a.addEvent
		}
		if err := add(line); err != nil {
			faults = append(faults, fmt.Errorf("第 %d 行：%w", n, err))
		}
	}
	if err := errors.Join(append(faults, lines.Err())...); err != nil {
		return nil, err
	}
	return a, nil
}

// splitAliases reads 全称 = 别名 别名.
func splitAliases(line string) (name string, aliases []string, err error) {
	name, rest, found := strings.Cut(line, "=")
	name = strings.TrimSpace(name)
	switch {
	case !found:
		return "", nil, fmt.Errorf("%q 里没有 =", line)
	case Plain(name) == "":
		return "", nil, fmt.Errorf("%q 的 = 前面没有名称", line)
	}
	seen := map[string]bool{Plain(name): true}
	for _, alias := range strings.Fields(rest) {
		plain := Plain(alias)
		switch {
		case plain == "":
			return "", nil, fmt.Errorf("%q 不是名称", alias)
		case seen[plain]:
			return "", nil, fmt.Errorf("%q 重复了", alias)
		}
		seen[plain] = true
		aliases = append(aliases, alias)
	}
	return name, aliases, nil
}

func (a *Aliases) addWork(line string) error {
	full, aliases, err := splitAliases(line)
	if err != nil {
		return err
	}
	key := Key(full)
	if _, twice := a.names[key]; twice {
		return fmt.Errorf("%q 已经有一行", full)
	}
	a.names[key] = aliases
	a.full[key] = append(a.full[key], full)
	for _, alias := range aliases {
		// Aliases may reduce to what another, or the full title, reduces to.
		if k := Key(alias); !slices.Contains(a.full[k], full) {
			a.full[k] = append(a.full[k], full)
		}
	}
	return nil
}

func (a *Aliases) addEvent(line string) error {
	name, aliases, err := splitAliases(line)
	if err != nil {
		return err
	}
	day, title, _ := strings.Cut(name, " ")
	e := Event{Date: corpus.Date(day), Title: strings.TrimSpace(title)}
	if !e.Date.Valid() || len(e.Date) < len("2006-01") || e.Title == "" {
		return fmt.Errorf("%q 不是日期加名称", name)
	}
	for _, alias := range aliases {
		a.Events[Plain(alias)] = append(a.Events[Plain(alias)], e)
	}
	return nil
}

// of lists the aliases of the text with a title.
func (a *Aliases) of(title string) []string { return a.names[Key(title)] }

// Known lists the full titles that go by a name.
func (a *Aliases) Known(name string) []string { return a.full[Key(name)] }

// shortestLearned is how many characters a learned name has at least.
const shortestLearned = 3

// With adds names that texts gave to titles (以下简称). What the list knows
// stays as it is, and a genre word names no text.
func (a *Aliases) With(learned map[string]string) *Aliases {
	if len(learned) == 0 {
		return a
	}
	out := &Aliases{full: maps.Clone(a.full), names: maps.Clone(a.names), Events: a.Events}
	for _, name := range slices.Sorted(maps.Keys(learned)) {
		full, key := Key(learned[name]), Key(name)
		if utf8.RuneCountInString(key) < shortestLearned || GenreOf(key) != "" || key == full || len(a.full[key]) > 0 {
			continue
		}
		out.names[full] = append(slices.Clone(out.names[full]), name)
		out.full[key] = []string{learned[name]}
	}
	return out
}
