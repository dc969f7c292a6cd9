package corpus

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClaims(t *testing.T) {
	list := []Claim{
		{NotYet, "2030-01-01", "f"}, {Lapsed, "2020-01-01", "e"}, {InForce, "2010-01-01", "c"}, {InForce, "2019-01-01", "b"},
		{InForce, "2019-01-01", "a"}, {Unknown, "", "d"}, {Amended, "2018-01-01", "g"}, {Repealed, "2025-01-01", "h"},
	}
	slices.SortFunc(list, Claim.Compare)
	var got []string
	for _, c := range list {
		got = append(got, c.ID)
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "g", "h", "e", "f"}, got); diff != "" {
		t.Error(diff)
	}
	for _, status := range Statuses {
		if _, known := claims[Status(status.Value)]; !known {
			t.Errorf("%s has no place", status.Value)
		}
	}
}
