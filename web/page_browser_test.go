package web

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// allPages are addresses of every page.
func (b *tab) allPages() []string {
	id := idOf(b.t, b.shelf, "发展党员")
	q := url.QueryEscape("党支部")
	newest := idOf(b.t, b.shelf, "机关党支部工作规定")
	older := b.shelf.older(newest)
	return append(b.deskPages(), []string{"/", "/?q=" + q, "/?q=" + q + "&lanes=1&explain=1", "/?q=" + q + "&kind=regulation&kind=essay&from=2015-01-01", "/?q=" + url.QueryEscape("党支部 火星"),
		documentPath(id) + "?hit=2&q=" + url.QueryEscape("发展对象"), documentPath(idOf(b.t, b.shelf, "调研报告")), "/library", libraryPath(id, "edit"),
		libraryPath(id, "delete"), cPath("机关党支部工作规定第九百条"), cPath("怎样开会"), "/?q=" + url.QueryEscape("机关党支部工作规定第一条至第九条"),
		documentPath(older), documentPath(newest) + "?as_of=2020-01-01", comparePath(older, newest, "side"), comparePath(older, newest, "marked"),
		comparePath(older, newest, "changes"), "/compare", "/compare?from=" + url.QueryEscape(older), "/help", "/login", "/documents/nowhere"}...)
}

func TestBrowserSearchToMark(t *testing.T) {
	b := newTab(t)
	b.open("/")
	b.follow(chromedp.SendKeys("#find-box", "战斗堡垒"+kb.Enter))
	if got := ask[string](b, "document.querySelector('.count').textContent"); !strings.HasPrefix(got, "找到 ") {
		t.Fatalf("results say %q", got)
	}
	b.follow(chromedp.Click(".hit-title a"))
	// The provision is marked as the target, and the words in it can be seen.
	seen := `(() => { const t = document.querySelector(':target'), m = t && (t.querySelector('mark') || t.closest('.text').querySelector('mark'));
		if (!m) return false; const r = m.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height > 0; })()`
	b.becomes(seen)
	if got := ask[bool](b, "getComputedStyle(document.querySelector(':target')).backgroundColor !== 'rgba(0, 0, 0, 0)'"); !got {
		t.Error("the target is not marked")
	}
}

func TestBrowserHits(t *testing.T) {
	b := newTab(t)
	b.open(documentPath(idOf(t, b.shelf, "发展党员")) + "?q=" + url.QueryEscape("发展对象"))
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

func TestBrowserKeys(t *testing.T) {
	b := newTab(t)
	focused := "document.activeElement && document.activeElement.id === 'find-box'"
	b.open("/help")
	b.do(chromedp.KeyEvent("/"))
	if !ask[bool](b, focused) {
		t.Error("/ does not focus the box")
	}
	b.do(chromedp.KeyEvent("a/b"))
	// The driver types the first / all the same; a keyboard does not.
	if got := ask[string](b, "document.activeElement.value"); !strings.HasSuffix(got, "a/b") {
		t.Errorf("typing in the box gives %q", got)
	}
	b.open(documentPath(idOf(t, b.shelf, "发展党员")))
	b.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	if !ask[bool](b, focused) {
		t.Error("Ctrl+K does not focus the box")
	}
	// What an input method sends: the slash key types 、 and keeps its place; while
	// a word is composed the keys are the input method's.
	press := func(init string) bool {
		return ask[bool](b, `(() => { document.activeElement.blur();
			document.dispatchEvent(new KeyboardEvent('keydown', Object.assign({bubbles: true, cancelable: true}, `+init+`)));
			return `+focused+`; })()`)
	}
	for init, want := range map[string]bool{
		"{code: 'Slash', key: '、'}":                        true,
		"{code: 'Slash', key: 'Process', keyCode: 229}":    false,
		"{code: 'Slash', key: '/', isComposing: true}":     false,
		"{code: 'Slash', key: '?', shiftKey: true}":        false,
		"{code: 'KeyK', key: 'k', ctrlKey: true}":          true,
		"{code: 'KeyK', ctrlKey: true, keyCode: 229}":      false,
		"{code: 'KeyA', key: '/'}":                         false,
		"{code: 'Slash', key: '/', altKey: true}":          false,
		"{code: 'KeyK', ctrlKey: true, shiftKey: true}":    false,
		"{code: 'KeyK', ctrlKey: true, isComposing: true}": false,
	} {
		if got := press(init); got != want {
			t.Errorf("%s focuses the box: %v, want %v", init, got, want)
		}
	}
	// Single keys can be switched off, and stay off on the next page.
	b.open("/help")
	b.do(chromedp.Click("[data-keys]"))
	b.open("/library")
	if press("{code: 'Slash', key: '/'}") {
		t.Error("/ focuses the box although single keys are off")
	}
	if !press("{code: 'KeyK', ctrlKey: true}") {
		t.Error("Ctrl+K is no single key and must go on")
	}
}

// requests collects where a browser asks for anything.
type requests struct {
	sync.Mutex
	urls []string
}

func TestBrowserStaysHomeAndQuiet(t *testing.T) {
	b := newTab(t)
	asked := &requests{}
	if err := chromedp.Listen(b.ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok && e.Request != nil {
			asked.Lock()
			defer asked.Unlock()
			asked.urls = append(asked.urls, e.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	messages := chromedp.Console(b.ctx)
	for _, path := range b.allPages() {
		b.open(path)
	}
	// What is said last is heard last: when it comes, all else has come.
	ask[bool](b, "console.log('the end') || true")
	for m, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(m.String(), "the end") {
			break
		}
		// The page that is not there says so, and Chromium gives advice.
		if !strings.Contains(m.String(), "404") && !strings.HasPrefix(m.String(), "debug:") {
			t.Errorf("console: %s", m)
		}
	}
	asked.Lock()
	defer asked.Unlock()
	if len(asked.urls) < len(b.allPages()) {
		t.Fatalf("only %d requests were seen", len(asked.urls))
	}
	for _, u := range asked.urls {
		if !strings.HasPrefix(u, b.base+"/") {
			t.Errorf("a page asks for %s", u)
		}
	}
}

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

func TestBrowserWithoutScripts(t *testing.T) {
	b := newTab(t)
	b.scripts(false)
	b.open("/?q=" + url.QueryEscape("党支部"))
	b.do(chromedp.Click("input[name=kind][value=essay]"))
	b.follow(chromedp.Click(".filters .apply"))
	chip := textOf(b, ".chip")
	if !strings.Contains(chip, "类型：文章") {
		t.Errorf("after the button the chip says %q", chip)
	}
	id := idOf(t, b.shelf, "发展党员")
	b.open(libraryPath(id, "delete"))
	b.follow(chromedp.Click(".ask button"))
	if b.shelf.at(id) >= 0 {
		t.Error("the document is still there")
	}
	if got := textOf(b, ".banner-done"); !strings.Contains(got, "已删除") {
		t.Errorf("the page says %q", got)
	}
	b.follow(chromedp.Click(".edits button"))
	if b.shelf.at(id) < 0 {
		t.Error("the document did not come back")
	}
}

// An address typed leads to the provision, in one step from /c/ and in two from
// the box, with scripts or without.
func TestBrowserAddress(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.shelf, "发展党员")
	title := b.shelf.records[b.shelf.at(id)].Document.Fields.Title
	for _, on := range []bool{true, false} {
		b.scripts(on)
		b.open(cPath(title + "第九条"))
		b.atTarget("art_9")
		b.open("/?q=" + url.QueryEscape(title+"12条"))
		b.follow(chromedp.Click(".jump-to a"))
		b.atTarget("art_12")
	}
}

// atTarget checks that the reader is at a place, and sees it marked.
func (b *tab) atTarget(id string) {
	b.t.Helper()
	b.scripts(true)
	if got := ask[string](b, "location.hash"); got != "#"+id {
		b.t.Errorf("the reader is at %s, want %s", got, id)
	}
	if !ask[bool](b, `(() => { const r = document.querySelector(':target').getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; })()`) {
		b.t.Errorf("%s is not to be seen", id)
	}
}

func TestBrowserCompare(t *testing.T) {
	b := newTab(t)
	newest := idOf(t, b.shelf, "机关党支部工作规定")
	older := b.shelf.older(newest)
	b.scripts(false)
	b.open(documentPath(newest))
	b.follow(chromedp.Click(".stages-compare"))
	for i, view := range []string{"左右对照", "合并标注", "只看改动"} {
		if i > 0 {
			b.follow(chromedp.Click(fmt.Sprintf(".compare-bar a:nth-child(%d)", i+1)))
		}
		if got := textOf(b, ".compare-bar a[aria-current]"); got != view {
			t.Errorf("the view is %s, want %s", got, view)
		}
	}
	b.scripts(true)
	b.open(comparePath(older, newest, "side"))
	apart := `(() => { const a = document.querySelector('.pair:not(.pair-same) .pair-old').getBoundingClientRect(), b = document.querySelector('.pair:not(.pair-same) .pair-new').getBoundingClientRect();
		return a.right <= b.left + 1 ? 'beside' : a.bottom <= b.top + 1 ? 'below' : 'over'; })()`
	if got := ask[string](b, apart); got != "beside" {
		t.Errorf("on a wide screen the new text stands %s the old", got)
	}
	b.do(chromedp.EmulateViewport(375, 800))
	if got := ask[string](b, apart); got != "below" {
		t.Errorf("on a narrow screen the new text stands %s the old", got)
	}
	// Nothing is told by colour alone.
	if got := ask[string](b, "getComputedStyle(document.querySelector('.pairs del')).textDecorationLine + ' ' + getComputedStyle(document.querySelector('.pairs ins')).textDecorationLine"); got != "line-through underline" {
		t.Errorf("marked by %q", got)
	}
}

func TestBrowserFacetByScript(t *testing.T) {
	b := newTab(t)
	b.open("/?q=" + url.QueryEscape("党支部"))
	b.follow(chromedp.Click("input[name=kind][value=speech]"))
	if got := ask[string](b, "location.search"); got != "?q="+url.QueryEscape("党支部")+"&kind=speech" && got != "?kind=speech&q="+url.QueryEscape("党支部") {
		t.Errorf("address %s", got)
	}
}

// On an intranet over plain HTTP there is no clipboard API.
func TestBrowserCopy(t *testing.T) {
	b := newTab(t)
	b.open("/?q=" + url.QueryEscape("党支部"))
	for _, secure := range []string{"false", "true"} {
		ask[bool](b, `(() => { Object.defineProperty(window, 'isSecureContext', {value: `+secure+`, configurable: true});
			window.copied = ''; navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); };
			document.addEventListener('copy', () => { window.copied = document.activeElement.value; }, {once: true});
			document.querySelector('[data-said]').textContent = ''; return true; })()`)
		b.do(chromedp.Click("[data-copy]"))
		b.becomes("document.querySelector('[data-said]').textContent === '已复制'")
		if got := ask[bool](b, "window.copied === document.querySelector('[data-copy]').dataset.copy"); !got {
			t.Errorf("secure %s: copied %q", secure, ask[string](b, "window.copied"))
		}
	}
}

func TestBrowserProvisionTools(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.shelf, "发展党员")
	b.open(documentPath(id))
	b.do(chromedp.Focus("#art_9 > .anchor"))
	copied := func(n int) string {
		ask[bool](b, `(() => { navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); }; return true; })()`)
		b.do(chromedp.Click(fmt.Sprintf(".tools button:nth-child(%d)", n)))
		return ask[string](b, "window.copied")
	}
	title := b.shelf.records[b.shelf.at(id)].Document.Fields.Title
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
	b.open(documentPath(idOf(t, b.shelf, "发展党员")) + "#art_12")
	b.becomes("(document.querySelector('.outline [aria-current]') || {hash: ''}).hash === '#art_12'")
	// A window that grows shows what was folded on the narrow one.
	b.do(chromedp.EmulateViewport(375, 800))
	b.becomes("!document.querySelector('.outline').open")
	b.do(chromedp.EmulateViewport(1280, 800))
	b.becomes("document.querySelector('.outline').open")
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
