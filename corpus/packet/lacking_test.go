package packet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

func TestLacking(t *testing.T) {
	for want, fields := range map[string][]corpus.Fields{
		"": {regulation(), speech(), essay(), {Title: "甲", Kind: corpus.Regulation, Issuer: []string{"某局"}, Effective: "2020-01-01"},
			{Title: "甲", Kind: corpus.Official, Issuer: []string{"某局"}, Promulgated: "2020-01-01"},
			{Title: "甲", Kind: corpus.Essay, Issuer: []string{"某局"}, URL: "https://example.org", Published: "2020"},
			{Title: "甲", Kind: corpus.Speech, Authors: []string{"乙"}, Source: "示例日报", Published: "2020-01"}},
		"issuer promulgated":             {{Title: "甲", Kind: corpus.Regulation}, {Title: "甲", Kind: corpus.Official, Issuer: []string{" "}}},
		"promulgated":                    {{Title: "甲", Kind: corpus.Regulation, Issuer: []string{"某局"}}},
		"source speaker published":       {{Title: "甲", Kind: corpus.Speech}},
		"source authors published":       {{Title: "甲", Kind: corpus.Essay}},
		"published":                      {{Title: "甲", Kind: corpus.Essay, Authors: []string{"乙"}, DOI: "10.1/1"}},
		"title source authors published": {{}},
	} {
		for _, f := range fields {
			if got := strings.Join(Lacking(f), " "); got != want {
				t.Errorf("%+v lacks %q, want %q", f, got, want)
			}
		}
	}
}

// TestCompleted: what was not known when a passage was taken is filled in, and what
// was known stays.
func TestCompleted(t *testing.T) {
	was := corpus.Fields{Title: "甲", Kind: corpus.Essay, Source: "示例日报"}
	now := essay()
	now.Source = "另一报"
	got := Completed(was, now)
	want := corpus.Fields{Title: "甲", Kind: corpus.Essay, Source: "示例日报", Authors: now.Authors, Affiliation: now.Affiliation, Published: now.Published}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(essay(), Completed(essay(), corpus.Fields{})); diff != "" {
		t.Error(diff)
	}
}
