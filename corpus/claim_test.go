package corpus

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClaims(t *testing.T) {
	list := []Claim{
		{NotYet, "2030-01-01", "f", true}, {NotYet, "2029-01-01", "i", true}, {Lapsed, "2020-01-01", "e", false}, {InForce, "2010-01-01", "c", false}, {InForce, "2019-01-01", "b", false},
		{InForce, "2019-01-01", "a", false}, {Unknown, "", "d", false}, {Amended, "2018-01-01", "g", false}, {Repealed, "2025-01-01", "h", false},
	}
	slices.SortFunc(list, Claim.Compare)
	var got []string
	for _, c := range list {
		got = append(got, c.ID)
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "g", "h", "e", "i", "f"}, got); diff != "" {
		t.Error(diff)
	}
	for _, status := range Statuses {
		if _, known := claims[Status(status.Value)]; !known {
			t.Errorf("%s has no place", status.Value)
		}
	}
}
