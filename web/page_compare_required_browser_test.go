package web

import (
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserRequired: what changed in requirements is in sight above the comparison at
// every width, its lists unfold without a script, and axe has nothing against it.
func TestBrowserRequired(t *testing.T) {
	sh, earlier, later := twoRules(t)
	ctx := newBrowser(t)
	server := httptest.NewServer(pageServer(t, sh, nil))
	t.Cleanup(server.Close)
	b := &tab{t, ctx, server.URL, sh}
	for _, scheme := range []string{"light", "dark"} {
		b.media(scheme)
		b.open(comparePath(earlier, later, "side"))
		for _, width := range []int64{375, 768, 1280} {
			b.do(chromedp.EmulateViewport(width, 900))
			if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("scrolls sideways by %v at %d px", over, width)
			}
			if !ask[bool](b, "document.querySelector('.required').getBoundingClientRect().bottom <= document.querySelector('.compare-bar').getBoundingClientRect().top") {
				t.Errorf("the comparison comes first at %d px", width)
			}
			if ask[bool](b, "Array.from(document.querySelectorAll('.required-list summary')).some(e => e.getBoundingClientRect().height < 23.9)") {
				t.Errorf("targets under 24 px at %d px", width)
			}
		}
		if os.Getenv("TIAOWEN_AXE") != "" {
			if found := b.violations(readAxe(t)); found != "" {
				t.Errorf("%s:\n%s", scheme, found)
			}
		}
	}
}
