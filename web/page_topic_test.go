package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTopicPages(t *testing.T) {
	c := newClerk(t, pageServer(t, newMemory(t), nil))
	p := c.page("GET", "/topics", nil, http.StatusOK)
	links := find(p, ".topic-list a")
	if len(links) == 0 {
		t.Fatal("no topics")
	}
	for _, a := range links {
		p := c.page("GET", attribute(a, "href"), nil, http.StatusOK)
		if got := len(find(p, "section.lane")); got != 3 {
			t.Errorf("%s has %d lanes", words(a), got)
		}
		if len(find(p, "li.hit")) == 0 {
			t.Errorf("%s gathers nothing", words(a))
		}
	}
	c.page("GET", "/topics/"+url.PathEscape("没有/这个<b>"), nil, http.StatusNotFound)
	c.page("GET", "/topics/"+strings.Repeat("a", 600), nil, http.StatusNotFound)
	p = c.page("GET", "/lanes?q="+url.QueryEscape("党支部"), nil, http.StatusOK)
	if got := len(find(p, "section.lane")); got != 3 {
		t.Errorf("/lanes has %d lanes", got)
	}
}
