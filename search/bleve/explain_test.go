package bleve

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tiaowen/search"
)

// step is a line of an explanation with a number in it.
var step = regexp.MustCompile(`：([+×])([0-9.]+)$`)

// TestExplain: the lines of an explanation, added and multiplied from first to
// last, come to the score; and they name what they should.
func TestExplain(t *testing.T) {
	e := shelved(t)
	synonyms, err := search.ParseSynonyms(strings.NewReader("支委会 = 支部委员会\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		query search.Query
		want  []string // each in some line of some hit
	}{
		{"question", search.Query{Text: "党员大会多久召开一次"}, []string{"文中有“党员大会", "×0.800", "复看", "得分："}},
		{"synonym", search.Query{Text: "支委会每月几次", Synonyms: synonyms}, []string{"同义", "（问‘支委会’）"}},
		{"string", search.Query{Text: "每季度召开", Apart: true}, []string{"文中有“每季度召开”", "排在现行有效的之后"}},
		{"one pair of letters", search.Query{Text: "季度"}, []string{"文中有“季度”"}},
		{"one letter", search.Query{Text: "季"}, []string{"文中有“季”"}},
		{"two strings", search.Query{Text: "党费 交纳"}, []string{"文中有“党费、交纳”"}},
		{"strings that stand together nowhere", search.Query{Text: "支部 每季度召开 按月交纳"}, []string{"文献标题里有"}},
		{"title", search.Query{Text: "“支部” 工作怎么开展", Match: search.MatchAny}, []string{"文献标题里有"}},
		{"by date", search.Query{Text: "党费", Sort: search.Newest}, []string{"按日期排列，得分"}},
		{"lanes", search.Query{Text: "党费怎么交", Lanes: true}, []string{"文中有“党费”"}},
		{"grouped", search.Query{Text: "党费怎么交", Group: search.GroupDocument}, []string{"文中有“党费”"}},
		{"apart", search.Query{Text: "“党员大会”"}, []string{"单列的段落"}},
		{"browse", search.Query{}, []string{"没有检索词"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.query.Explain, c.query.Today, c.query.Limit = true, "2026-01-01", 5
			res, err := e.Search(t.Context(), c.query)
			if err != nil {
				t.Fatal(err)
			}
			hits := res.Hits
			for _, l := range res.Lanes {
				hits = append(hits, l.Hits...)
			}
			if len(hits) == 0 {
				t.Fatal("no hit")
			}
			var all strings.Builder
			for _, h := range hits {
				all.WriteString(strings.Join(h.Why, "\n") + "\n")
				if got := follow(t, h.Why); math.Abs(got-h.Score) > 0.005*math.Abs(h.Score)+0.02 {
					t.Errorf("%s#%s has %.3f, its parts come to %.3f:\n%s", h.Document.ID, h.Passage.Locator, h.Score, got, strings.Join(h.Why, "\n"))
				}
			}
			for _, want := range c.want {
				if !strings.Contains(all.String(), want) {
					t.Errorf("no line says %q:\n%s", want, all.String())
				}
			}
		})
	}
	if res, err := e.Search(t.Context(), search.Query{Text: "党费", Today: "2026-01-01"}); err != nil || res.Hits[0].Why != nil {
		t.Errorf("explained without being asked: %v %v", err, res.Hits)
	}
}

func follow(t *testing.T, why []string) float64 {
	t.Helper()
	sum := 0.0
	for _, line := range why {
		m := step.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		n, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if m[1] == "+" {
			sum += n
		} else {
			sum *= n
		}
	}
	return sum
}
