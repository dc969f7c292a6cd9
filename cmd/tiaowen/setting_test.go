package main

import (
	"net/url"
	"slices"
	"testing"

	"tiaowen/search"
)

// TestSettingRows takes every value of sort, match and group the same way. Each gives
// other hits than the others: an engine that knew nothing of one would not.
func TestSettingRows(t *testing.T) {
	s := newFaceted(t, search.Facets)
	for _, set := range search.Settings {
		gives := map[string]string{}
		for _, v := range set.Values {
			hits := s.hits(t, url.Values{"q": {"党费 党员"}, set.Name: {v.Value}}) + s.hits(t, url.Values{"q": {"收缴 差旅费"}, set.Name: {v.Value}})
			if same, ok := gives[hits]; ok {
				t.Errorf("%s: %s does what %s does", set.Name, v.Value, same)
			}
			gives[hits] = v.Value
			t.Run(set.Name+" "+v.Value, func(t *testing.T) {
				s.asked = nil
				p := s.page(t, url.Values{"q": {"党费 党员"}, "kind": {"regulation"}, "limit": {"1"}, set.Name: {v.Value}})
				// A page that groups by document asks for each of them too.
				if !slices.ContainsFunc(s.asked, func(q search.Query) bool { return set.Of(q) == v.Value }) {
					t.Errorf("the engine was asked %+v", s.asked)
				}
				if !slices.Equal(p.hidden[set.Name], []string{v.Value}) {
					t.Errorf("the form carries %q", p.hidden[set.Name])
				}
				for words, href := range p.chips {
					if to, err := url.Parse(href); err != nil || to.Query().Get(set.Name) != v.Value {
						t.Errorf("chip %s leaves it behind: %s", words, href)
					}
				}
				if set.Name == "sort" && p.sorted != v.Label {
					t.Errorf("the page says that it is sorted by %q", p.sorted)
				}
			})
		}
	}
}
