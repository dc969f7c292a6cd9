package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestBrowserHits(t *testing.T) {
	b := newTab(t)
	b.open(documentPath(idOf(t, b.memory, "发展党员")) + "?q=" + url.QueryEscape("发展对象"))
	total := ask[int](b, "document.querySelectorAll('.text mark[id]').length")
	for i := range total + 1 {
		b.do(chromedp.Click("[data-hit='1']"))
		want := fmt.Sprintf("第 %d / %d 处", i%total+1, total)
		if got := ask[string](b, "document.querySelector('[data-hit-now]').textContent"); got != want {
			t.Errorf("counter %q, want %q", got, want)
		}
	}
	b.do(chromedp.KeyEvent("p"))
	if got := ask[string](b, "document.querySelector('mark.now').id"); got != fmt.Sprintf("hit-%d", total) {
		t.Errorf("before the first comes %s", got)
	}
	if got := ask[string](b, "new URL(location.href).searchParams.get('hit') + location.hash"); got != fmt.Sprintf("%d#hit-%d", total, total) {
		t.Errorf("the address says %s", got)
	}
	// The same words sent again lead on, with Shift back.
	b.do(chromedp.SendKeys("#within-box", kb.Enter))
	if got := ask[string](b, "document.querySelector('mark.now').id"); got != "hit-1" {
		t.Errorf("after the last comes %s", got)
	}
	b.do(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierShift), taken))
	if got := ask[string](b, "document.querySelector('mark.now').id"); got != fmt.Sprintf("hit-%d", total) {
		t.Errorf("with Shift comes %s", got)
	}
	// Whoever gets the address is at the same hit, with scripts or without.
	b.scripts(false)
	b.open(ask[string](b, "location.pathname + location.search + location.hash"))
	if got := textOf(b, "[data-hit-now]"); got != fmt.Sprintf("第 %d / %d 处", total, total) {
		t.Errorf("without scripts the page says %q", got)
	}
	b.follow(chromedp.Click("[data-hit='1']"))
	if got := textOf(b, "[data-hit-now]"); got != fmt.Sprintf("第 1 / %d 处", total) {
		t.Errorf("the link leads to %q", got)
	}
}

func TestBrowserProvisionTools(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.memory, "发展党员")
	b.open(documentPath(id))
	b.do(chromedp.Focus("#art_9 > .anchor"))
	copied := func(n int) string {
		ask[bool](b, `(() => { navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); }; return true; })()`)
		b.do(chromedp.Click(fmt.Sprintf(".tools button:nth-child(%d)", n)))
		return ask[string](b, "window.copied")
	}
	title := b.memory.records[b.memory.at(id)].Document.Fields.Title
	text := copied(1)
	if !strings.HasPrefix(text, "第九条") || strings.ContainsAny(text, "¶#") || strings.Count(text, "\n") < 3 {
		t.Errorf("text %q", text)
	}
	if got := copied(2); got != text+"\n——《"+title+"》第九条" {
		t.Errorf("with citation %q", got)
	}
	if got := copied(3); got != b.base+documentPath(id)+"#art_9" {
		t.Errorf("link %q", got)
	}
}

func TestBrowserOutlineFollows(t *testing.T) {
	b := newTab(t)
	b.open(documentPath(idOf(t, b.memory, "发展党员")) + "#art_12")
	b.becomes("(document.querySelector('.outline [aria-current]') || {hash: ''}).hash === '#art_12'")
	// A window that grows shows what was folded on the narrow one.
	b.do(chromedp.EmulateViewport(375, 800))
	b.becomes("!document.querySelector('.outline').open")
	b.do(chromedp.EmulateViewport(1280, 800))
	b.becomes("document.querySelector('.outline').open")
}
