package check

import (
	"fmt"
	"slices"
	"testing"
)

const (
	// perChange is how many drafts are made of each change.
	perChange = 230
	// leastRight is the share of them that must be told for what they are.
	leastRight = 0.985
)

// TestGenerated: what a generator did to sentences of real texts is told, and nothing
// that was changed is told to be exact.
func TestGenerated(t *testing.T) {
	testGenerated(t, realLibrary(t))
}

func testGenerated(t *testing.T, l *library) {
	g := newGenerator(t, l)
	cases, right, falseExact := 0, 0, 0
	for i := range changes {
		c := &changes[i]
		good, drawn := 0, g.draw(c, perChange)
		for _, one := range drawn {
			got := QuoteStatus("none")
			for _, q := range l.check(t, one.draft, "").Quotes {
				if q.Marked {
					got = q.Status
					if got == Exact && c.want[0] != Exact {
						falseExact++
						t.Errorf("%s: exact: %s", c.name, one.draft)
					}
					break
				}
			}
			if slices.Contains(c.want, got) {
				good++
			} else {
				t.Logf("%s: %s: %s\n  of %s", c.name, got, one.draft, one.source.text)
			}
		}
		cases, right = cases+len(drawn), right+good
		fmt.Printf("%s: %d of %d\n", c.name, good, len(drawn))
	}
	share := float64(right) / float64(cases)
	fmt.Printf("%d cases, %.4f right, %d falsely exact\n", cases, share, falseExact)
	if cases < 3000 || share < leastRight || falseExact > 0 {
		t.Errorf("%d cases, %.4f right, %d falsely exact; want 3000, %.3f, none", cases, share, falseExact, leastRight)
	}
}
