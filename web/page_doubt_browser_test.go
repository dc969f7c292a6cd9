package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// unfold opens every doubt of the page.
const unfold = "document.querySelectorAll('.doubt, .past-text').forEach(d => d.open = true), true"

// TestBrowserDoubt: the badge of a clause is opened by keyboard, and without scripts by a
// click; the reasons and the original are seen then, at every width and in both themes;
// what is copied with its citation says so too.
func TestBrowserDoubt(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.memory, "示例存疑规定")
	b.open(documentPath(id))
	b.do(chromedp.Focus("#art_2 > .anchor"))
	ask[bool](b, `(() => { navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); }; return true; })()`)
	b.do(chromedp.Click(".tools button:nth-child(2)"))
	if got := ask[string](b, "window.copied"); strings.Count(got, "款项划分存疑") != 1 || !strings.Contains(got, "第二条\n【请核对】款项划分存疑：") || strings.Contains(got, "下载原件") {
		t.Errorf("copied with its citation: %q", got)
	}
	for _, path := range []string{documentPath(id), provisionPath(id, "art_2")} {
		at := "#art_2 .doubt"
		if path != documentPath(id) {
			at = ".doc-head .doubt"
		}
		shown := "document.querySelector('" + at + "').open"
		b.open(path)
		b.do(chromedp.Focus(at + " > summary"))
		if path == documentPath(id) { // on its own page a clause shows them at once
			if ask[bool](b, shown) {
				t.Fatalf("%s: the reasons are seen before they are asked for", path)
			}
			b.do(chromedp.KeyEvent(kb.Enter))
		}
		b.becomes(shown)
		b.do(chromedp.KeyEvent(kb.Tab))
		if got := ask[string](b, "document.activeElement.getAttribute('href') || ''"); !strings.HasSuffix(got, "/original?inline=true#page=2") {
			t.Errorf("%s: from the badge Tab leads to %q", path, got)
		}
		for _, width := range []int64{320, 375, 768, 1280} {
			b.do(chromedp.EmulateViewport(width, 800))
			ask[bool](b, unfold)
			if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("%s scrolls sideways by %v at %d px", path, over, width)
			}
		}
		b.scripts(false)
		b.open(path)
		if path == documentPath(id) {
			b.do(chromedp.Click(at + " > summary"))
		}
		b.scripts(true)
		if !ask[bool](b, shown) {
			t.Errorf("%s: without scripts nothing opens", path)
		}
	}
	b.open("/?q=" + url.QueryEscape("会议应当有记录"))
	b.do(chromedp.Focus(".hit .doubt > summary"), chromedp.KeyEvent(kb.Enter))
	b.becomes("document.querySelector('.hit .doubt').open")
}

// TestBrowserPast: from a clause of a text the keyboard leads to what became of it, and
// from there, without scripts, to its text in each version.
func TestBrowserPast(t *testing.T) {
	b := newTab(t)
	newest := idOf(t, b.memory, "机关党支部工作规定")
	b.open(documentPath(newest))
	b.do(chromedp.Focus("#art_2 > .past-link"))
	b.follow(chromedp.KeyEvent(kb.Enter))
	if got := ask[string](b, "decodeURIComponent(location.pathname)"); got != "/documents/"+newest+"/provisions/art_2" {
		t.Fatalf("it leads to %s", got)
	}
	if n := ask[int](b, "document.querySelectorAll('.past-stage').length"); n < 2 {
		t.Errorf("%d versions are told of", n)
	}
	b.scripts(false)
	b.open(provisionPath(newest, "art_2"))
	b.do(chromedp.Click(".past-stage .past-text > summary"))
	b.follow(chromedp.Click(".past-stage .past-text a"))
	if got := ask[string](b, "location.hash"); !strings.HasPrefix(got, "#art_") {
		t.Errorf("the text of a version is at %q", got)
	}
}
