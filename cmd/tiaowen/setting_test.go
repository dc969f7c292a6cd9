package main

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"tiaowen/indexer/learning"
	"tiaowen/search"
	"tiaowen/search/bleve"
	"tiaowen/search/meaning"
)

// ofMeetings tells texts apart by whether they speak of meetings, and takes every question
// for one about these.
type ofMeetings struct{}

// Code is part of bleve.Encoder.
func (ofMeetings) Code(text string) (code meaning.Code) {
	for i := range 9 { // a cosine of .9
		if strings.Contains(text, ": ") && !strings.Contains(text, "会议") {
			i += 9
		}
		code[i] = 127
	}
	return code
}

// Parts is part of bleve.Encoder.
func (ofMeetings) Parts(lead, text string) []string { return []string{lead + text} }

// TestSettingRows takes every value of sort, match, group and meaning the same way. Each gives
// other hits than the others: an engine that knew nothing of one would not.
func TestSettingRows(t *testing.T) {
	s := newFaceted(t, search.Facets)
	engine := s.Searcher.(*bleve.Engine)
	if _, err := engine.Mean(ofMeetings{}); err != nil {
		t.Fatal(err)
	}
	if err := learning.New(engine).Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, set := range search.Settings {
		gives := map[string]string{}
		for _, v := range set.Values {
			hits := s.hits(t, url.Values{"q": {"党费 党员"}, set.Name: {v.Value}}) + s.hits(t, url.Values{"q": {"收缴 差旅费"}, set.Name: {v.Value}}) +
				s.hits(t, url.Values{"q": {"党费多久交一次"}, set.Name: {v.Value}})
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
