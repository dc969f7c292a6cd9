package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tiaowen/search"
)

// likeMemory says of every place that two passages of those held are like it.
type likeMemory struct {
	*memory
	asked *search.Likened
}

func (l likeMemory) Similar(ctx context.Context, to search.Likened) ([]search.Hit, error) {
	*l.asked = to
	r, err := l.Search(ctx, search.Query{Text: "党支部", Limit: 2, Today: to.Today})
	if len(r.Hits) > 0 {
		r.Hits[0].Like = 3
	}
	return r.Hits, err
}

func TestSimilarPage(t *testing.T) {
	sh, asked := newMemory(t), &search.Likened{}
	v := newVisit(t, pageServer(t, sh, func(c *Config) { c.Similarity = likeMemory{sh, asked} }))
	id := idOf(t, sh, "发展党员")
	p := v.open(similarPath(id, "art_9"), http.StatusOK)
	if asked.Document != id || asked.Locator != "art_9" || asked.Today == "" {
		t.Errorf("asked for %+v", asked)
	}
	if got := words(only(t, p, ".page-words a")); !strings.HasSuffix(got, "》第九条") {
		t.Errorf("like %q", got)
	}
	if got := attribute(only(t, p, ".page-words a"), "href"); got != documentPath(id)+"#art_9" {
		t.Errorf("it stands at %s", got)
	}
	hits := find(p, "li.hit")
	if len(hits) != 2 || !strings.Contains(attribute(find(hits[0], "h2 a")[0], "href"), "#") || texts(hits[0], ".hit-foot .way-count")[0] != "另有 3 处文字几乎相同" {
		t.Errorf("%d hits", len(hits))
	}
	for _, hit := range hits {
		take := find(hit, "form.collect input[name=address]")
		if len(take) != 1 || !strings.Contains(attribute(take[0], "value"), "#") {
			t.Errorf("%s cannot be collected", words(find(hit, "h2 a")[0]))
		}
	}
	v.open(similarPath(id, "art_900"), http.StatusNotFound)
	v.open(similarPath("nowhere", "art_1"), http.StatusNotFound)
	v.open("/similar", http.StatusNotFound)
}

func TestSimilarLinks(t *testing.T) {
	sh := newMemory(t)
	with := newVisit(t, pageServer(t, sh, func(c *Config) { c.Similarity = likeMemory{sh, &search.Likened{}} }))
	without := newVisit(t, pageServer(t, sh, nil))
	for _, target := range []string{"/?q=" + url.QueryEscape("党支部"), "/?lanes=1&q=" + url.QueryEscape("党支部")} {
		p := with.open(target, http.StatusOK)
		links := find(p, "a.like")
		if len(links) == 0 || len(links) != len(find(p, "li.hit")) || !strings.HasPrefix(attribute(links[0], "href"), "/similar?document=") {
			t.Errorf("%s: %d links", target, len(links))
		}
		if len(find(without.open(target, http.StatusOK), "a.like")) > 0 {
			t.Error("a link although nothing compares")
		}
	}
	id := idOf(t, sh, "发展党员")
	if got := attribute(only(t, with.open(documentPath(id), http.StatusOK), "[data-like]"), "data-like"); got != similarPath(id, "") || !strings.HasSuffix(got, "locator=") {
		t.Errorf("places are compared at %s", got)
	}
	without.open(similarPath(id, "art_9"), http.StatusNotFound)
}
