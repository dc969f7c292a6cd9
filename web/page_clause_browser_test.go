package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// toolsOf is true when the tools stand at a clause.
func toolsOf(id string) string {
	return "document.querySelector('#" + id + " > .tools') !== null"
}

// toolsSeen says what is wrong with where the tools are: outside of the window, under the bar
// of the document, or with a button that something covers.
const toolsSeen = `(() => { const t = document.querySelector('.tools'), r = t.getBoundingClientRect(), bar = document.querySelector('[data-within]').getBoundingClientRect(), out = [];
	if (r.left < 0 || r.right > document.documentElement.clientWidth || r.top < 0 || r.bottom > innerHeight) { out.push('outside: ' + [r.left, r.top, r.right, r.bottom].map(Math.round)); }
	if (r.top < bar.bottom - 1 && r.bottom > bar.top) { out.push('under the bar: ' + Math.round(r.top) + ' ' + Math.round(bar.bottom)); }
	for (const b of t.querySelectorAll('button, a')) { const q = b.getBoundingClientRect(), seen = document.elementFromPoint((q.left + q.right) / 2, (q.top + q.bottom) / 2);
		if (q.height < 24 || q.width < 24 || !seen || !b.contains(seen)) { out.push(b.textContent + ' is not to be pressed'); } }
	return out.join('; '); })()`

// middleOf is a point on the first line of a clause.
func (b *tab) middleOf(id string) (x, y float64) {
	b.t.Helper()
	at := ask[[]float64](b, `(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('#`+id+` p')); const q = r.getClientRects()[0]; return [q.left + 30, q.top + q.height / 2]; })()`)
	return at[0], at[1]
}

// TestBrowserClauseTools: the tools come to the clause that the pointer is on, that a finger
// touches, or whose sign the keyboard reaches; they are inside the window wherever in it the
// clause stands, at every width, and Escape takes them away.
func TestBrowserClauseTools(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.memory, "发展党员")
	for _, width := range []int64{320, 375, 768, 1280} {
		b.do(chromedp.EmulateViewport(width, 667))
		for where, scroll := range map[string]string{"in the middle": "scrollIntoView({block: 'center'})", "at the top": "scrollIntoView({block: 'start'})", "at the bottom": "scrollIntoView({block: 'end'})"} {
			for way, come := range map[string]func(){
				"pointer": func() { x, y := b.middleOf("art_13"); b.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y)) },
				"touch":   func() { x, y := b.middleOf("art_13"); b.tap(x, y) },
				"focus":   func() { ask[bool](b, "document.querySelector('#art_13 > .anchor').focus({preventScroll: true}), true") },
			} {
				b.do(chromedp.MouseEvent(chromedp.MouseMoved, 1, 1))
				b.open(documentPath(id))
				ask[bool](b, "document.querySelector('#art_13')."+scroll+", true")
				b.becomes("document.querySelector('.within.stuck') !== null")
				come()
				b.becomes(toolsOf("art_13"))
				if wrong := ask[string](b, toolsSeen); wrong != "" {
					t.Errorf("%d px, %s, %s: %s", width, where, way, wrong)
				}
				b.do(chromedp.KeyEvent(kb.Escape))
				if ask[bool](b, toolsOf("art_13")) {
					t.Errorf("%d px, %s, %s: Escape does not take the tools away", width, where, way)
				}
			}
		}
	}
	// The pointer takes them along, and leaves them behind where there is no clause.
	b.open(documentPath(id) + "#art_13")
	x, y := b.middleOf("art_13")
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	b.becomes(toolsOf("art_13"))
	x, y = b.middleOf("art_14")
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	b.becomes(toolsOf("art_14"))
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, 2, 2))
	b.becomes("document.querySelector('.tools') === null")
}

// tap touches a point.
func (b *tab) tap(x, y float64) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}); err != nil {
		b.t.Fatal(err)
	}
	for _, p := range []input.DispatchTouchEventParams{{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}}, {Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}}} {
		if _, err := chromedp.Call(b.ctx, input.DispatchTouchEvent, p); err != nil {
			b.t.Fatal(err)
		}
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{}); err != nil {
		b.t.Fatal(err)
	}
}

// catch keeps what the page copies in window.copied.
func (b *tab) catch() {
	b.t.Helper()
	ask[bool](b, `(() => { navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); }; return true; })()`)
}

// TestBrowserSeveralClauses: clauses that were chosen are copied and collected together, in the
// order of the text whatever the order they were chosen in.
func TestBrowserSeveralClauses(t *testing.T) {
	b := newTab(t)
	path := b.collection()
	b.open(path) // and it is the one that is added to
	id := idOf(t, b.memory, "发展党员")
	b.open(documentPath(id))
	b.catch()
	for _, article := range []string{"art_14", "art_12", "art_13", "art_13"} { // the last time to let it go
		b.do(chromedp.Focus("#"+article+" > .anchor"), chromedp.Click(".tools [data-do=choose]"))
	}
	if got := textOf(b, "[data-chosen-count]"); got != "已选 2 条" {
		t.Errorf("the bar says %q", got)
	}
	d := &b.memory.records[b.memory.at(id)].Document
	title := "《" + d.Fields.Title + "》"
	b.do(chromedp.Click(".chosen [data-do=cited]"))
	twelve, fourteen := strings.Join(articlesOf(d, "art_12"), "\n"), strings.Join(articlesOf(d, "art_14"), "\n")
	if got, want := ask[string](b, "window.copied"), twelve+"\n——"+title+"第十二条\n\n"+fourteen+"\n——"+title+"第十四条"; got != want {
		t.Errorf("copied\n%q\nwant\n%q", got, want)
	}
	b.do(chromedp.Click(".chosen [data-do=plain]"))
	if got := ask[string](b, "window.copied"); got != twelve+"\n\n"+fourteen {
		t.Errorf("copied %q", got)
	}
	b.do(chromedp.Click(".chosen button:not([type])"))
	b.becomes("document.querySelector('[data-said]').textContent.startsWith('已加入《三月专题党课》')")
	var now Collection
	b.api("GET", path, "", &now)
	var addresses []string
	for _, item := range now.Items[len(now.Items)-1:] { // art_12 was there already
		addresses = append(addresses, item.Passage.Address)
	}
	if got := strings.Join(addresses, " "); got != id+"#art_14" {
		t.Errorf("collected %s", got)
	}
	b.do(chromedp.Click(".chosen [data-do=none]"))
	if ask[bool](b, "document.querySelector('.taken, .chosen.some') !== null") {
		t.Error("something is still chosen")
	}
}

// TestBrowserHitCopies: a hit is copied whole, with its source and without, and hits that were
// ticked together; what is copied is what the page of the text gives for the same clause.
func TestBrowserHitCopies(t *testing.T) {
	b := newTab(t)
	b.open("/?q=" + url.QueryEscape("正式党员"))
	b.catch()
	hits := ask[int](b, "document.querySelectorAll('.hit').length")
	if hits < 2 {
		t.Fatalf("%d hits", hits)
	}
	var plain, cited []string
	for i := range 2 {
		at := fmt.Sprintf(".hit:nth-child(%d) ", i+1)
		b.do(chromedp.Click(at + ".copies [data-copy]"))
		plain = append(plain, ask[string](b, "window.copied"))
		b.do(chromedp.Click(at + ".copies [data-copy-more]"))
		cited = append(cited, ask[string](b, "window.copied"))
		b.do(chromedp.Click(at + "[data-choose]"))
	}
	if got := textOf(b, "[data-chosen-count]"); got != "已选 2 条" {
		t.Errorf("the bar says %q", got)
	}
	b.do(chromedp.Click(".chosen [data-do=cited]"))
	if got := ask[string](b, "window.copied"); got != strings.Join(cited, "\n\n") {
		t.Errorf("together\n%q\nwant\n%q", got, cited)
	}
	pages := ask[[]string](b, "Array.from(document.querySelectorAll('.hit-title a')).slice(0, 2).map(a => a.getAttribute('href'))")
	for i, page := range pages {
		if !strings.HasPrefix(cited[i], plain[i]+"\n——《") || strings.ContainsAny(plain[i], "¶#") {
			t.Errorf("hit %d: %q and %q", i+1, plain[i], cited[i])
		}
		b.open(page)
		b.catch()
		article := ask[string](b, "document.querySelector(':target').closest('.article, p').id")
		b.do(chromedp.Focus("#"+article+" > .anchor"), chromedp.Click(".tools [data-do=plain]"))
		if got := ask[string](b, "window.copied"); got != plain[i] {
			t.Errorf("hit %d is copied as\n%q\nand its clause as\n%q", i+1, plain[i], got)
		}
	}
	// Without scripts the boxes are those of a form.
	b.scripts(false)
	b.open("/?q=" + url.QueryEscape("正式党员"))
	b.do(chromedp.Click(".hit:nth-child(1) [data-choose]"), chromedp.Click(".hit:nth-child(2) [data-choose]"))
	b.follow(chromedp.Click(".chosen button:not([type])"))
	b.do(chromedp.SendKeys("#collect-name", "选出来的"))
	b.follow(chromedp.Click("button[value=new]"))
	if got := countOf(b, ".card-source"); got != 2 {
		t.Errorf("%d passages were collected", got)
	}
}

// countOf counts elements of a page without scripts.
func countOf(b *tab, selector string) int {
	b.t.Helper()
	b.scripts(true)
	return ask[int](b, "document.querySelectorAll('"+selector+"').length")
}

// Several passages that were chosen together are asked for once, and put in together.
func TestPicks(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	id := idOf(t, sh, "发展党员")
	ask := url.Values{"pick": {"-1@" + id + "#art_9", "-1@" + id + "#art_12", "-1@" + id + "#art_9"}}
	r := v.submit(parseHTML(t, `<form action="/collect" method="post"></form>`).FirstChild.LastChild.FirstChild, ask)
	p := parseHTML(t, r.Body.String())
	if got := len(find(p, "input[name=pick]")); r.Code != http.StatusOK || got != 2 {
		t.Fatalf("%d with %d passages", r.Code, got)
	}
	ask["name"] = []string{"三条"}
	ask["do"] = []string{"new"}
	if r = v.submit(only(t, p, "form.record"), ask); r.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", r.Code, r.Body)
	}
	if got := texts(v.open(r.Header().Get("Location"), http.StatusOK), ".card-source"); len(got) != 2 || !strings.Contains(got[0], "第九条") || !strings.Contains(got[1], "第十二条") {
		t.Errorf("collected %q", got)
	}
	bad := url.Values{"pick": {"-1@" + id + "#art_9", "x@没有这一篇#art_1"}, "name": {"坏"}, "do": {"new"}}
	if r = v.submit(only(t, p, "form.record"), bad); r.Code != http.StatusUnprocessableEntity {
		t.Errorf("one that is not there: %d", r.Code)
	}
}
