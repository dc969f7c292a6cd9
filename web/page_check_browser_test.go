package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserCheck: a draft is pasted and checked without scripts and with; a verdict in
// the text leads to its finding and back; only what is to be done can be shown; what is
// right is copied by one click; a file that is dropped is sent at once.
func TestBrowserCheck(t *testing.T) {
	b := newTab(t)
	for _, scripts := range []bool{false, true} {
		b.scripts(scripts)
		b.open("/")
		b.follow(chromedp.Click(".site-nav a[href='/check']"))
		b.do(chromedp.SetValue("#check-text", verdictLines()))
		b.follow(chromedp.Click(".check-form .apply"))
		b.scripts(true)
		if got := ask[string](b, "document.querySelector('.compare-counts').textContent"); !strings.Contains(got, "有误 16") {
			t.Fatalf("scripts %t: %s", scripts, got)
		}
	}
	b.do(chromedp.Click("a.found-tag[href='#f15']"))
	b.becomes("location.hash === '#f15' && document.querySelector(':target').matches('li.finding-fault')")
	b.do(chromedp.Click(":target .finding-no"))
	b.becomes("location.hash === '#m15'")
	shown := "Array.from(document.querySelectorAll('li.finding, a.found-tag')).filter(e => e.getClientRects().length > 0).length"
	if got := ask[int](b, shown); got != 50 {
		t.Errorf("%d verdicts are shown", got)
	}
	b.do(chromedp.Click("label[for=only-wrong]"))
	if got := ask[int](b, shown); got != 38 {
		t.Errorf("%d verdicts are to be dealt with", got)
	}
	ask[bool](b, "document.querySelector('button[data-copy=\"支部做两件事\"]').click(), true")
	b.becomes("document.querySelector('[data-said]').textContent === '已复制' || document.querySelector('[data-said]').textContent.length > 0")
	ask[bool](b, `(() => { const button = document.createElement("button"); button.id = "dropper"; button.textContent = "放下";
		button.addEventListener("click", () => { const data = new DataTransfer(); data.items.add(new File(["# 总结\n\n某处说的话，到这里。\n"], "总结.md"));
			document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})); });
		document.querySelector("main").prepend(button); return true; })()`)
	b.follow(chromedp.Click("#dropper"))
	if got := textOf(b, "h1"); got != "核对：总结.md" {
		t.Errorf("dropped: %s", got)
	}
}

// TestBrowserCheckWidths: the page of a draft in which everything was found scrolls
// sideways at no width and has no target too small; axe-core finds nothing.
func TestBrowserCheckWidths(t *testing.T) {
	b := newTab(t)
	b.open(checkPage)
	b.do(chromedp.SetValue("#check-text", strings.Repeat("一个长长长长长长长长长长长长的段落，", 20)+"\n"+verdictLines()))
	b.follow(chromedp.Click(".check-form .apply"))
	ask[bool](b, "document.querySelectorAll('main details').forEach(d => d.open = true), true")
	for _, width := range []int64{320, 375, 768, 1280} {
		b.do(chromedp.EmulateViewport(width, 800))
		if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
			t.Errorf("scrolls sideways by %v at %d px", over, width)
		}
		small := ask[string](b, `Array.from(document.querySelectorAll('main button, main summary, main a[href], main label.switch'))
			.filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.height < 23.9 || r.width < 23.9); }).slice(0, 5).map(e => e.className + ' ' + e.textContent.trim().slice(0, 8)).join(' | ')`)
		if small != "" {
			t.Errorf("targets under 24 px at %d px: %s", width, small)
		}
	}
	axe := readAxe(t)
	for _, scheme := range []string{"light", "dark"} {
		b.media(scheme)
		if found := b.violations(axe); found != "" {
			t.Errorf("%s:\n%s", scheme, found)
		}
	}
}
