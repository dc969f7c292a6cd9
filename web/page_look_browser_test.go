package web

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestBrowserWidths(t *testing.T) {
	b := newTab(t)
	for _, path := range b.allPages() {
		b.open(path)
		for _, width := range []int64{320, 375, 768, 1280} {
			b.do(chromedp.EmulateViewport(width, 800))
			if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				wide := ask[string](b, "Array.from(document.body.querySelectorAll('*')).filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.table')).slice(0, 3).map(e => e.tagName + '.' + e.className).join(' ')")
				t.Errorf("%s scrolls sideways by %v at %d px: %s", path, over, width, wide)
			}
			small := ask[string](b, `Array.from(document.querySelectorAll('button, summary, select, input:not([type=hidden]):not([type=checkbox]), label.facet-value, label.switch, .jump a, .stages a, .compare-swap, .compare-jumps a, .site-nav a, .chip, .topic, a.anchor, .pager a, .sorts a, .outline a, .clear'))
				.filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.height < 23.9 || r.width < 23.9); })
				.slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 8)).join(' | ')`)
			if small != "" {
				t.Errorf("%s at %d px has targets under 24 px: %s", path, width, small)
			}
		}
	}
}

func TestBrowserThemes(t *testing.T) {
	b := newTab(t)
	b.open("/help")
	paper := "getComputedStyle(document.documentElement).backgroundColor"
	light := ask[string](b, paper)
	b.media("dark")
	dark := ask[string](b, paper)
	if light == dark {
		t.Fatal("the system's wish for dark is not heard")
	}
	b.follow(chromedp.Click(".theme button[value=light]"))
	if got := ask[string](b, paper); got != light {
		t.Errorf("chosen light is %s", got)
	}
	b.media("light")
	b.follow(chromedp.Click(".theme button[value=dark]"))
	if got := ask[string](b, paper); got != dark {
		t.Errorf("chosen dark is %s", got)
	}
}

// axeViolations are those that axe-core finds on the page, one a line.
const axeViolations = `axe.run().then(r => (r.passes.length < 10 ? [{id: 'axe saw almost nothing', nodes: []}] : r.violations).map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(' ')).join('\n'))`

// readAxe reads axe-core. It is no part of this repository: TIAOWEN_AXE names its
// file, which .ci/run installs.
func readAxe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("TIAOWEN_AXE")
	if path == "" {
		t.Skip("TIAOWEN_AXE does not name a copy of axe.min.js: its rules are left out")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(axe)
}

// violations are those that axe-core finds on the page as it is, one a line.
func (b *tab) violations(axe string) string {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](axe+";true")); err != nil {
		b.t.Fatal("axe-core does not load")
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](axeViolations, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("axe-core: %v", err)
	}
	return found
}

// TestBrowserAxe runs axe-core over every page in both themes.
func TestBrowserAxe(t *testing.T) {
	axe := readAxe(t)
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			b := newTab(t)
			b.media(scheme)
			for _, page := range b.allPages() {
				b.open(page)
				if found := b.violations(axe); found != "" {
					t.Errorf("%s:\n%s", page, found)
				}
			}
		})
	}
}
