package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"tiaowen/corpus"
)

// copyPage copies what is selected, as a keyboard does, and reads the clipboard as text and
// as what is pasted into a word processor, without its tags.
const copyPage = `(async () => {
	if (!document.execCommand('copy')) { return ['nothing was copied', '']; }
	const item = (await navigator.clipboard.read())[0], read = async type => item.types.includes(type) ? (await item.getType(type)).text() : '';
	return [await read('text/plain'), new DOMParser().parseFromString(await read('text/html'), 'text/html').body.textContent];
})()`

// newCopyTab is a browser that lets the page read the clipboard.
func newCopyTab(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		if _, err := chromedp.Call(b.ctx, browser.SetPermission, browser.SetPermissionParams{Origin: b.base,
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted}); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// copied copies the selection: as text, and as pasted with its formats.
func (b *tab) copied() (plain, pasted string) {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](copyPage, chromedp.EvalAwaitPromise, byHand))
	if err != nil {
		b.t.Fatal(err)
	}
	return got[0], got[1]
}

// drag selects with the mouse from the beginning of one element to the end of another.
func (b *tab) drag(from, to string) {
	b.t.Helper()
	at := ask[[]float64](b, `(() => { const boxes = s => { const walk = document.createTreeWalker(document.querySelector(s), NodeFilter.SHOW_TEXT), out = []; let n;
			while ((n = walk.nextNode())) { if (n.data.trim() && !n.parentNode.closest('.hush')) { const r = document.createRange(); r.selectNodeContents(n); out.push(...r.getClientRects()); } } return out; };
		const a = boxes('`+from+`')[0], last = boxes('`+to+`').pop();
		return [a.left + 1, a.top + a.height / 2, last.right - 1, last.top + last.height / 2]; })()`)
	b.do(chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], pressed), chromedp.MouseEvent(chromedp.MouseMoved, at[0]+20, at[1], held),
		chromedp.MouseEvent(chromedp.MouseMoved, at[2], at[3], held), chromedp.MouseEvent(chromedp.MouseReleased, at[2], at[3], pressed))
}

func byHand(p *runtime.EvaluateParams) {
	yes := true
	p.UserGesture = &yes
}

func pressed(p *input.DispatchMouseEventParams) { p.Button, p.ClickCount = "left", 1 }

func held(p *input.DispatchMouseEventParams) { p.Button, p.Buttons = "left", 1 }

// selectAll selects what an element holds.
func (b *tab) selectAll(selector string) {
	b.t.Helper()
	ask[bool](b, `(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('`+selector+`'));
		getSelection().removeAllRanges(); getSelection().addRange(r); return true; })()`)
}

// articlesOf are the lines of articles as they stand in the text; after a number there is
// one gap, as wide as a character.
func articlesOf(d *corpus.Document, locators ...string) []string {
	var out []string
	for _, l := range locators {
		n, _ := d.Root.Find(l)
		lines := linesOf(n.Span.In(d.Text))
		lines[0] = strings.Join(strings.Fields(lines[0]), "\u3000")
		out = append(out, lines...)
	}
	return out
}

// TestBrowserCopiesTextOnly: articles that are selected with the mouse are on the clipboard to
// the letter, with the gap after the number, and nothing else is: whether their tools are
// open, marks stand in them, who cites them is unfolded, or no script runs.
func TestBrowserCopiesTextOnly(t *testing.T) {
	b := newCopyTab(t)
	b.do(chromedp.EmulateViewport(1280, 4000))
	party, doubtful := idOf(t, b.memory, "发展党员"), idOf(t, b.memory, "示例存疑规定")
	for name, tt := range map[string]struct {
		id, query string
		before    string
		locators  []string
		still     bool // no scripts
	}{
		"as it is":      {id: party, locators: []string{"art_12", "art_13", "art_14"}},
		"tools open":    {id: party, locators: []string{"art_12", "art_13", "art_14"}, before: "document.querySelector('#art_13 > .anchor').focus(), true"},
		"unfolded":      {id: party, locators: []string{"art_12", "art_13", "art_14"}, before: "document.querySelectorAll('details').forEach(d => d.open = true), true"},
		"marked":        {id: party, query: "?q=" + url.QueryEscape("发展对象"), locators: []string{"art_9", "art_10", "art_11"}},
		"without":       {id: party, locators: []string{"art_12", "art_13", "art_14"}, still: true},
		"in doubt":      {id: doubtful, locators: []string{"art_1", "art_2", "art_3"}, before: unfold},
		"with versions": {id: idOf(t, b.memory, "机关党支部工作规定"), locators: []string{"art_1", "art_2", "art_3"}},
	} {
		t.Run(name, func(t *testing.T) {
			b.scripts(!tt.still)
			b.open(documentPath(tt.id) + tt.query)
			if tt.before != "" {
				ask[bool](b, tt.before)
			}
			b.drag("#"+tt.locators[0]+" .number", "#"+tt.locators[len(tt.locators)-1]+" p:last-of-type")
			d := &b.memory.records[b.memory.at(tt.id)].Document
			want := articlesOf(d, tt.locators...)
			b.scripts(true)
			plain, pasted := b.copied()
			if got := linesOf(strings.ReplaceAll(plain, "\r", "")); !slices.Equal(got, want) {
				t.Errorf("copied\n%q\nwant\n%q", got, want)
			}
			if got := strings.ReplaceAll(pasted, "\n", ""); got != strings.Join(want, "") {
				t.Errorf("pasted with its formats %q", got)
			}
		})
	}
}

// TestBrowserCopiesNoControls: whatever is selected on a page, no word of its buttons,
// signs and folded lists is copied with it.
func TestBrowserCopiesNoControls(t *testing.T) {
	b := newCopyTab(t)
	newest := idOf(t, b.memory, "机关党支部工作规定")
	older := b.memory.older(newest)
	q := "/?q=" + url.QueryEscape("党支部")
	for _, page := range []string{q, q + "&lanes=1&explain=1", documentPath(newest), provisionPath(newest, "art_2"), b.collection(), topicPath(b.topic()),
		comparePath(older, newest, "side"), comparePath(older, newest, "marked"), comparePath(older, newest, "changes"), documentPath(idOf(t, b.memory, "调研报告"))} {
		b.open(page)
		ask[bool](b, "document.querySelectorAll('details').forEach(d => d.open = true), true")
		b.selectAll("body")
		plain, pasted := b.copied()
		if len(plain) < 200 {
			t.Errorf("%s: copied %q", page, plain)
		}
		for _, sign := range []string{"¶", "#", "复制", "加入备课夹", "原文和引文", "取消选择", "多选", "相近段落", "上移", "批注与更多", "⠿", "下载原件", "更正著录", "在本文中", "〔增", "跳到正文", "跟随系统", "为什么在这里", "左右对调"} {
			for how, got := range map[string]string{"as text": plain, "with formats": pasted} {
				if i := strings.Index(got, sign); i >= 0 {
					t.Errorf("%s: %s is copied %s: …%s", page, sign, how, got[max(0, i-60):min(len(got), i+60)])
				}
			}
		}
	}
}

// TestBrowserCopiesOneVersion: what is selected of a comparison is one of the two texts.
func TestBrowserCopiesOneVersion(t *testing.T) {
	b := newCopyTab(t)
	b.do(chromedp.EmulateViewport(1280, 4000))
	newest := idOf(t, b.memory, "机关党支部工作规定")
	older := b.memory.older(newest)
	for column, id := range map[string]string{"old": older, "new": newest} {
		b.open(comparePath(older, newest, "side"))
		at := ask[[]string](b, `(() => { const rows = Array.from(document.querySelectorAll('.pair:not(.pair-heading)')).filter(r => r.querySelector('.pair-old .number') && r.querySelector('.pair-new .number'));
			rows[0].id = 'first-row'; rows[2].id = 'last-row'; return rows.slice(0, 3).map(r => r.querySelector('.pair-`+column+` .anchor').hash.slice(1)); })()`)
		b.drag("#first-row .pair-"+column+" .compared", "#last-row .pair-"+column+" .compared:last-child")
		plain, _ := b.copied()
		d := &b.memory.records[b.memory.at(id)].Document
		if got, want := strings.Join(linesOf(plain), ""), strings.Join(articlesOf(d, at...), ""); got != want {
			t.Errorf("%s of %v: copied\n%q\nwant\n%q", column, at, got, want)
		}
	}
	b.open(comparePath(older, newest, "marked"))
	ask[bool](b, "document.querySelector('.block del').closest('.block').id = 'edited', true")
	b.selectAll("#edited .compared")
	plain, _ := b.copied()
	gone := ask[string](b, "Array.from(document.querySelector('#edited del').childNodes).filter(n => n.nodeType === 3).map(n => n.data).join('')")
	kept := ask[string](b, "Array.from(document.querySelectorAll('#edited .compared')[0].childNodes).filter(n => n.nodeType === 3 || n.tagName === 'INS').map(n => n.nodeType === 3 ? n.data : Array.from(n.childNodes).filter(m => m.nodeType === 3).map(m => m.data).join('')).join('')")
	if !strings.HasSuffix(strings.TrimSpace(plain), strings.TrimSpace(kept)) || gone == "" {
		t.Errorf("of a text marked with %q that went is copied %q, want %q", gone, plain, kept)
	}
}
