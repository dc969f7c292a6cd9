package web

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestBrowserProcedure: the line of steps is read on a telephone, the clauses unfold, are
// copied and collected, and on paper all of it stands.
func TestBrowserProcedure(t *testing.T) {
	b := newTab(t)
	b.open("/procedures")
	b.follow(chromedp.Click(`.thing-name[href$="` + strings.TrimPrefix(procedurePath(sampleThing), "/procedures/") + `"]`))
	for _, width := range []int64{320, 375, 768, 1280} {
		b.do(chromedp.EmulateViewport(width, 800))
		if wrong := ask[string](b, `Array.from(document.querySelectorAll('.thing-step')).filter(s => { const h = s.querySelector('h2').getBoundingClientRect(), f = s.querySelector('.thing-facts'), n = s.getBoundingClientRect().left + 32;
			return h.left < n || h.height > 120 || f && f.getBoundingClientRect().width < 200; }).map(s => s.id).join(' ')`); wrong != "" {
			t.Errorf("%d px: steps %s are no line to be read", width, wrong)
		}
	}
	b.do(chromedp.EmulateViewport(375, 800), chromedp.Click("#step-2 .thing-text > summary"))
	if !strings.Contains(ask[string](b, "document.querySelector('#step-2 blockquote').innerText"), "家庭主要成员情况") {
		t.Error("the clause does not unfold")
	}
	b.do(chromedp.Click("#step-2 .copies [data-copy]"))
	b.becomes("document.querySelector('[data-said]').textContent !== ''")
	// All of it, into a collection that there is.
	b.do(chromedp.EmulateViewport(1280, 900))
	b.follow(chromedp.Click(".collection-bar .collect button"))
	b.do(chromedp.SendKeys("#collect-name", "新人班"))
	b.follow(chromedp.Click("button[value=new]"))
	if got := ask[int](b, "document.querySelectorAll('.card-of-heading').length"); got != 12 {
		t.Errorf("%d steps are in the collection", got)
	}
	b.open(procedurePath(sampleThing))
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	ask[bool](b, "window.dispatchEvent(new Event('beforeprint'))")
	printed := ask[string](b, "document.body.innerText")
	for _, words := range []string{"派人谈话", "收到申请书后三十日内", "家庭主要成员情况", "打印自条文资料库"} {
		if !strings.Contains(printed, words) {
			t.Errorf("printed, it does not say %s", words)
		}
	}
	for _, words := range []string{"导出", "加入备课夹", "复制"} {
		if strings.Contains(printed, words) {
			t.Errorf("printed, it says %s", words)
		}
	}
}

// TestBrowserProcedureWithoutScripts: the clauses unfold and are collected by forms.
func TestBrowserProcedureWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.scripts(false)
	b.open(procedurePath(sampleThing))
	b.do(chromedp.Click("#step-2 .thing-text > summary"))
	b.follow(chromedp.Click("#step-2 .thing-text .collect button"))
	b.scripts(true)
	if got := textOf(b, "h1"); got != "加入备课夹" {
		t.Errorf("it leads to %s", got)
	}
}
