package resolve

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search/searchtest"
)

// TestStandingsByHand: the statuses of real texts on a day, against what is
// known of them. No text may be called in force that is not.
func TestStandingsByHand(t *testing.T) {
	held := map[string]corpus.Standing{}
	for _, d := range searchtest.RealShelf(t, "law", "party/regulations").Titled() {
		held[d.Fields.Title+"\t"+string(d.Fields.VersionDate())] = d.Standing
	}
	for _, name := range []string{"open", "kept"} {
		list, err := os.ReadFile(filepath.Join("testdata", "standings", name+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		right, all := 0, 0
		for row := range strings.Lines(string(list)) {
			f := strings.Split(strings.TrimSpace(row), "\t")
			if strings.HasPrefix(row, "#") || len(f) != 4 {
				continue
			}
			all++
			s, known := held[f[0]+"\t"+f[1]]
			if !known {
				t.Errorf("%s of %s is not held", f[0], f[1])
				continue
			}
			got := s.Timeline.On(corpus.Date(f[2]))
			if string(got) == f[3] {
				right++
				continue
			}
			t.Logf("%s of %s on %s: %s, by hand %s (%+v)", f[0], f[1], f[2], got, f[3], s.Timeline)
			if got == corpus.InForce {
				t.Errorf("%s of %s is falsely in force on %s", f[0], f[1], f[2])
			}
		}
		t.Logf("%s: %d of %d", name, right, all)
		if float64(right) < .99*float64(all) {
			t.Errorf("%s: %d of %d are right, want .99", name, right, all)
		}
	}
}
