package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestProvisionPage: what became of a clause, version by version, from either end; each
// version leads to its text there, and to the comparison with the one before.
func TestProvisionPage(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	v := newVisit(t, pageServer(t, sh, nil))
	for _, c := range []struct{ id, locator, way, changes string }{
		{earlier, "art_1", "第一条（2010年1月1日）→第一条（2020年1月1日）", "所存最早 未变"},
		{later, "art_2__para_1", "第二条（2010年1月1日）→第二条（2020年1月1日）", "所存最早 修改"},
		{earlier, "art_3", "第三条（2010年1月1日）→第五条（2020年1月1日）", "所存最早 改号，文字未变"},
		{later, "art_3", "没有这一条（2010年1月1日）→第三条（2020年1月1日）", "增加"},
	} {
		p := v.open(provisionPath(c.id, c.locator), http.StatusOK)
		var changes []string
		for _, n := range find(p, ".past-change") {
			changes = append(changes, words(n))
		}
		if got := strings.Join(changes, " "); got != c.changes {
			t.Errorf("%s#%s: %s, want %s", c.id, c.locator, got, c.changes)
		}
		if c.changes == "增加" {
			continue
		}
		if got := strings.NewReplacer("，后来是", "", " ", "").Replace(words(only(t, p, ".past-way"))); got != c.way {
			t.Errorf("%s#%s: %s, want %s", c.id, c.locator, got, c.way)
		}
		if got := attribute(only(t, p, ".stages-compare"), "href"); got != comparePath(earlier, later, "changes") {
			t.Errorf("%s#%s: compared at %s", c.id, c.locator, got)
		}
	}
	p := v.open(provisionPath(later, "art_5"), http.StatusOK)
	var led []string
	for _, a := range find(p, ".past-text a") {
		href, _ := url.PathUnescape(attribute(a, "href"))
		led = append(led, href)
	}
	if got, want := strings.Join(led, " "), "/documents/"+earlier+"#art_3 /documents/"+later+"#art_5"; got != want {
		t.Errorf("the versions lead to %s, want %s", got, want)
	}
	// The text of each version leads to it, clause by clause; one that is alone does not.
	if n := len(find(v.open(documentPath(later), http.StatusOK), ".past-link")); n != 6 {
		t.Errorf("%d of 6 articles lead to their history", n)
	}
	if n := len(find(v.open(documentPath(idOf(t, sh, "发展党员")), http.StatusOK), ".past-link")); n != 0 {
		t.Errorf("%d articles of a text of one version lead to a history", n)
	}
}
