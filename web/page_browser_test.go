package web

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// allPages are addresses of every page.
func (b *tab) allPages() []string {
	id := idOf(b.t, b.memory, "发展党员")
	q := url.QueryEscape("党支部")
	newest := idOf(b.t, b.memory, "机关党支部工作规定")
	older := b.memory.older(newest)
	doubtful := idOf(b.t, b.memory, "示例存疑规定")
	return append(b.collectionPages(), []string{documentPath(doubtful), provisionPath(doubtful, "art_2"), provisionPath(newest, "art_2"), "/?q=" + url.QueryEscape("会议应当有记录"), "/", "/?q=" + q, "/?q=" + q + "&lanes=1&explain=1", "/?q=" + q + "&kind=regulation&kind=essay&from=2015-01-01", "/?q=" + url.QueryEscape("党支部 火星"),
		"/?group=document&q=" + q, "/?page=2&q=" + q, "/?from=soon&to=20201345&q=" + q, "/?match=all&q=" + url.QueryEscape("火星移民"), "/library?sort=-date", documentPath("机关党支部工作规程"),
		documentPath(id) + "?hit=2&q=" + url.QueryEscape("发展对象"), documentPath(idOf(b.t, b.memory, "调研报告")), "/library", libraryPath(id, "edit"),
		libraryPath(id, "delete"), cPath("机关党支部工作规定第九百条"), cPath("怎样开会"), "/?q=" + url.QueryEscape("机关党支部工作规定第一条至第九条"),
		documentPath(older), documentPath(newest) + "?as_of=2020-01-01", comparePath(older, newest, "side"), comparePath(older, newest, "marked"),
		comparePath(older, newest, "changes"), checkPage, checkDocument(newest), "/compare", "/compare?from=" + url.QueryEscape(older), requirementsPath, requirementsPath + "?view=calendar&limit=10", requirementsPath + "?view=bearers", requirementsPath + "?view=deadlines&as_of=soon&q=" + q, "/procedures", procedurePath(sampleThing), procedurePath("发展党员"), "/help", "/login", "/documents/nowhere"}...)
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
	b.open(documentPath(idOf(t, b.memory, "发展党员")))
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
		// The page that is not there and the one that was asked wrongly say so, and
		// Chromium gives advice.
		if !strings.Contains(m.String(), "404") && !strings.Contains(m.String(), "422") && !strings.HasPrefix(m.String(), "debug:") {
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
	id := idOf(t, b.memory, "发展党员")
	b.open(libraryPath(id, "delete"))
	b.follow(chromedp.Click(".ask button"))
	if b.memory.at(id) >= 0 {
		t.Error("the document is still there")
	}
	if got := textOf(b, ".banner-done"); !strings.Contains(got, "已删除") {
		t.Errorf("the page says %q", got)
	}
	b.follow(chromedp.Click(".edits button"))
	if b.memory.at(id) < 0 {
		t.Error("the document did not come back")
	}
}

// An address typed leads to the provision, in one step from /c/ and in two from
// the box, with scripts or without.
func TestBrowserAddress(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.memory, "发展党员")
	title := b.memory.records[b.memory.at(id)].Document.Fields.Title
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
	newest := idOf(t, b.memory, "机关党支部工作规定")
	older := b.memory.older(newest)
	b.scripts(false)
	b.open(documentPath(newest))
	b.do(chromedp.Click(".doc-more > summary"))
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
