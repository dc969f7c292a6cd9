package web

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
)

// Without scripts the way from hit to hit is a link, and goes round.
func TestHitSteps(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	id := idOf(t, sh, "发展党员")
	q := documentPath(id) + "?q=" + url.QueryEscape("发展对象")
	p := v.open(q, http.StatusOK)
	total := len(find(p, ".text mark[id]"))
	if got := words(only(t, p, "[data-hit-now]")); total < 3 || got != fmt.Sprintf("共 %d 处", total) {
		t.Fatalf("%d marks, the page says %q", total, got)
	}
	at := func(n int) string {
		return documentPath(id) + fmt.Sprintf("?as_of=2024-01-01&hit=%d&q=%s#hit-%d", n, url.QueryEscape("发展对象"), n)
	}
	for _, tt := range []struct {
		hit, says     string
		before, after int
	}{
		{"1", fmt.Sprintf("第 1 / %d 处", total), total, 2},
		{"2", fmt.Sprintf("第 2 / %d 处", total), 1, 3},
		{fmt.Sprint(total), fmt.Sprintf("第 %d / %d 处", total, total), total - 1, 1},
		{"0", fmt.Sprintf("共 %d 处", total), total, 1},
		{"x", fmt.Sprintf("共 %d 处", total), total, 1},
		{fmt.Sprint(total + 1), fmt.Sprintf("共 %d 处", total), total, 1},
	} {
		p := v.open(q+"&as_of=2024-01-01&hit="+tt.hit, http.StatusOK)
		if got := words(only(t, p, "[data-hit-now]")); got != tt.says {
			t.Errorf("hit=%s says %q, want %q", tt.hit, got, tt.says)
		}
		if got := attribute(only(t, p, "[data-hit=-1]"), "href"); got != at(tt.before) {
			t.Errorf("before %s comes %s", tt.hit, got)
		}
		if got := attribute(only(t, p, "[data-hit=1]"), "href"); got != at(tt.after) {
			t.Errorf("after %s comes %s", tt.hit, got)
		}
	}
	none := v.open(documentPath(id)+"?q="+url.QueryEscape("火星")+"&hit=1", http.StatusOK)
	if got := words(only(t, none, ".within-count")); got != "本文没有“火星”" || len(find(none, "[data-hit]")) > 0 {
		t.Errorf("the page says %q", got)
	}
}
