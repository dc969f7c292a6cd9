package bleve

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
)

// clock is a context whose time is up at the nth look at it.
type clock struct {
	context.Context
	looks, until int
}

func (c *clock) Err() error {
	c.looks++
	if c.looks > c.until {
		return context.DeadlineExceeded
	}
	return nil
}

// TestDeadlineAnywhere: whenever a search looks at the clock and time is up, it
// ends with that, and what it leaves behind disturbs no other search.
func TestDeadlineAnywhere(t *testing.T) {
	e := shelved(t)
	for _, tt := range []struct {
		name  string
		query search.Query
		looks int // at least
	}{
		{"question", search.Query{Text: "党员大会怎么开", Match: search.MatchAny}, 20},
		{"question with a quoted string", search.Query{Text: `"党员" 怎么开大会`, Match: search.MatchAny}, 12},
		{"question, grouped", search.Query{Text: "党员大会怎么开", Match: search.MatchAny, Group: search.GroupDocument}, 20},
		{"question in lanes", search.Query{Text: "党员大会怎么开", Match: search.MatchAny, Lanes: true}, 20},
		{"question, newest first", search.Query{Text: "党员大会怎么开", Match: search.MatchAny, Sort: search.Newest}, 15},
		{"explained", search.Query{Text: "党员大会怎么开", Match: search.MatchAny, Explain: true}, 20},
		{"letter", search.Query{Text: `"党"`}, 5},
		{"pair of letters", search.Query{Text: `"党员"`}, 5},
		{"string", search.Query{Text: `"党员大会"`}, 5},
		{"browsing", search.Query{}, 2},
		{"much that must not stand", search.Query{Text: "党 -的 -一 -大会 -不是 -会议 -或者"}, 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := ask(t, e, tt.query)
			tt.query.Today = "2026-11-22"
			whole := &clock{context.Background(), 0, 1 << 30}
			if _, err := e.Search(whole, tt.query); err != nil {
				t.Fatal(err)
			}
			if whole.looks < tt.looks {
				t.Errorf("looks at the clock %d times, want %d or more", whole.looks, tt.looks)
			}
			for until := range whole.looks {
				_, err := e.Search(&clock{context.Background(), 0, until}, tt.query)
				if !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("time up at look %d of %d: error %v", until+1, whole.looks, err)
				}
				if diff := cmp.Diff(want, ask(t, e, tt.query)); diff != "" {
					t.Fatalf("time up at look %d of %d, searched again (-want +got):\n%s", until+1, whole.looks, diff)
				}
			}
		})
	}
}
