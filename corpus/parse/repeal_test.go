package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRepealedTitles(t *testing.T) {
	for text, want := range map[string][]string{
		"本细则自发布之日起施行。《示例细则（试行）》（示发〔1990〕3号）同时废止。": {"示例细则（试行）"},
		"《甲办法》和《乙规定》同时废止。":                        {"甲办法", "乙规定"},
		"《甲办法》第三条同时废止。":                           nil,
		"本办法施行后，过去规定一律废止。":                        nil,
		"废止《甲办法》的决定由乙作出。":                         nil,
		"2001年发布的《丙条例》同时废止。":                      {"丙条例"},
	} {
		var got []string
		for _, r := range repealsIn(text, "") {
			got = append(got, r.Title)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
