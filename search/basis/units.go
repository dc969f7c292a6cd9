package basis

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"tiaowen/search"
)

//go:embed units.txt
var unitsFile string

// units are the measures that a question may ask for, and how texts give them.
type units struct {
	asking   []string // 多少, 几
	measures []quantity
}

// quantity is one of them.
type quantity struct {
	asked string // what stands behind the word that asks
	given *regexp.Regexp
}

// defaultUnits are those that come with the program.
var defaultUnits = readUnits()

func readUnits() units {
	u, err := parseUnits(strings.NewReader(unitsFile))
	if err != nil {
		panic("basis: units.txt: " + err.Error()) // a test reads the file
	}
	return u
}

// parseUnits reads a file of the form that units.txt explains.
func parseUnits(r io.Reader) (units, error) {
	var u units
	err := search.EachLine(r, u.add)
	slices.SortStableFunc(u.measures, func(a, b quantity) int { return len(b.asked) - len(a.asked) })
	return u, err
}

func (u *units) add(line string) error {
	if words, ok := strings.CutPrefix(line, "?"); ok {
		u.asking = append(u.asking, strings.Fields(words)...)
		if strings.TrimSpace(words) == "" {
			return errors.New("? 后面没有词")
		}
		return nil
	}
	asked, list, _ := strings.Cut(line, "=")
	asked = strings.TrimSpace(asked)
	given := strings.Fields(list)
	switch {
	case asked == "" || len(given) == 0:
		return fmt.Errorf("%q 里没有所问的或单位，应写作：所问 = 单位 单位", line)
	case slices.ContainsFunc(u.measures, func(m quantity) bool { return m.asked == asked }):
		return fmt.Errorf("“%s”写了两次", asked)
	}
	u.measures = append(u.measures, quantity{asked, givenIn(given)})
	return nil
}

// givenIn matches a number with one of some units, or a share in percent.
func givenIn(units []string) *regexp.Regexp {
	for i, unit := range units {
		units[i] = regexp.QuoteMeta(unit)
	}
	return regexp.MustCompile(`[0-9〇零一二三四五六七八九十百千万亿半](?:` + strings.Join(units, "|") + `)|百分之`)
}

// askedIn is how texts give the measure that a question, folded, asks for; nil if
// it asks for none.
func (u units) askedIn(question string) *regexp.Regexp {
	for _, asking := range u.asking {
		_, rest, ok := strings.Cut(question, asking)
		if !ok {
			continue
		}
		for _, m := range u.measures {
			if strings.HasPrefix(rest, m.asked) {
				return m.given
			}
		}
	}
	return nil
}

// unmeasured reports whether the question asks for a measure of a matter of
// Party affairs that no passage which names it gives.
func (b *bearing) unmeasured() bool {
	given := defaultUnits.askedIn(b.typed)
	return given != nil && b.asksParty() && !b.gives(given)
}

// gives reports whether a passage that names the matter, and holds something of
// what is asked, gives a measure.
func (b *bearing) gives(measure *regexp.Regexp) bool {
	for _, text := range b.naming() {
		if measure.MatchString(text) && b.most(b.asked(), []string{text}) >= float32(b.bounds.BesideShare) {
			return true
		}
	}
	return false
}
