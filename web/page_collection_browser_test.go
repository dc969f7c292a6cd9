package web

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/corpus/parse"
)

// collectionPages are addresses of the trainer's collections, with a collection that has an
// item of every kind.
func (b *tab) collectionPages() []string {
	path, old := b.collection(), b.oldCollection()
	return []string{"/collections", path, path + "/recheck", old, old + "/recheck", "/recheck", "/topics", topicPath(b.topic()), "/collect?address=" + url.QueryEscape(idOf(b.t, b.memory, "发展党员")+"#art_9")}
}

func (b *tab) topic() string {
	b.t.Helper()
	var out TopicList
	b.api("GET", "/topics", "", &out)
	return out.Topics[0].Value
}

// api asks the server beside the browser.
func (b *tab) api(method, path, body string, into any) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+apiPath+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		b.t.Fatalf("%s %s: %d %s %v", method, path, answer.StatusCode, raw, err)
	}
	if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			b.t.Fatal(err)
		}
	}
}

// collection makes one and gives its page.
func (b *tab) collection() string {
	b.t.Helper()
	var made CollectionHead
	b.api("POST", "/collections", `{"name":"三月专题党课"}`, &made)
	id := idOf(b.t, b.memory, "发展党员")
	for _, body := range []string{`{"kind":"heading","text":"依据"}`, `{"address":"` + id + `#art_9","note":"先讲这一条"}`,
		`{"address":"` + id + `#art_12"}`, `{"kind":"note","text":"此处提问：\n支部大会怎样表决？"}`} {
		b.api("POST", "/collections/"+made.ID+"/items", body, nil)
	}
	return collectionPath(made.ID)
}

// oldCollection makes one of passages that an older version had, a piece, and a passage
// of a document that is gone and of which little was known, and gives its page.
func (b *tab) oldCollection() string {
	b.t.Helper()
	var made CollectionHead
	b.api("POST", "/collections", `{"name":"去年的党课"}`, &made)
	older := b.memory.older(idOf(b.t, b.memory, "机关党支部工作规定"))
	at := "/collections/" + made.ID
	for _, n := range articles(&b.memory.records[b.memory.at(older)].Document) {
		b.api("POST", at+"/items", `{"address":"`+older+`#`+n.Locator+`"}`, nil)
	}
	b.api("POST", at+"/items", `{"address":"`+older+`#art_2","start":2,"end":8,"note":"只给教师看"}`, nil)
	var file map[string]any
	b.api("GET", at+"/export?format=json", "", &file)
	gone := packet.NewPassage("没有了", "p_1", "先列清单，再逐户走访。", "", corpus.Fields{Title: "示例街道怎样收党费", Kind: corpus.Essay})
	file["items"] = append(file["items"].([]any), packet.NewQuote(gone))
	text, err := json.Marshal(file)
	if err != nil {
		b.t.Fatal(err)
	}
	b.api("POST", "/collections/import", string(text), &made)
	return collectionPath(made.ID)
}

// TestBrowserExportChoices: the word before the export opens by keyboard and says what
// is missing; the form gives the file that was chosen, and remembers nothing; one button takes over
// what stands elsewhere to the letter.
func TestBrowserExportChoices(t *testing.T) {
	b := newTab(t)
	path := b.oldCollection()
	b.open(path)
	if got := textOf(b, ".lacking summary"); !strings.Contains(got, "1 条摘录的出处不全") {
		t.Errorf("before the export: %q", got)
	}
	b.do(chromedp.Focus(".lacking summary"), chromedp.KeyEvent(kb.Enter))
	b.becomes("document.querySelector('.lacking').open")
	if got := textOf(b, ".lacking li"); !strings.Contains(got, "缺 来源、作者、发表日期") {
		t.Errorf("missing: %q", got)
	}
	if got := ask[string](b, "getComputedStyle(document.querySelector('[data-before] p'), '::before').content + getComputedStyle(document.querySelector('[data-after] p:last-of-type'), '::after').content"); got != `"……""……"` {
		t.Errorf("a piece shows %s", got)
	}
	b.do(chromedp.SetValue("select[name=format]", "md"), chromedp.SetValue("select[name=notes]", "false"), chromedp.SetValue("select[name=sources]", "line"))
	const chosen = "document.querySelector('.exports').action + '?' + new URLSearchParams(new FormData(document.querySelector('.exports')))"
	ask[bool](b, "fetch("+chosen+").then(r => r.text()).then(t => window.file = t) && true")
	b.becomes("window.file !== undefined")
	file := ask[string](b, "window.file")
	if !strings.Contains(file, "> ——《") || strings.Contains(file, "[^1]") || strings.Contains(file, "只给教师看") {
		t.Errorf("the file is not as chosen:\n%s", file)
	}
	b.open(path + "/recheck")
	b.follow(chromedp.Click("button[value=renew-all]"))
	if got := textOf(b, ".banner-done"); !strings.Contains(got, "全部换成现在的出处") || ask[bool](b, "document.querySelector('button[value=renew-all]') !== null") {
		t.Errorf("taken over: %q", got)
	}
}

// order is what stands in the browser's list.
const orderNow = `Array.from(document.querySelectorAll('.card')).map(c => c.dataset.n).join(' ')`

// TestBrowserCollection: collect with one click, order by keyboard, export, recheck
// after the document has changed.
func TestBrowserCollection(t *testing.T) {
	b := newTab(t)
	path := b.collection()
	b.open(path) // and it is the one that is added to
	b.open("/?q=" + url.QueryEscape("党支部"))
	b.do(chromedp.Click("form.collect button"))
	b.becomes("document.querySelector('[data-said]').textContent.startsWith('已加入《三月专题党课》')")
	if got := textOf(b, "form.collect button"); !strings.HasPrefix(got, "✓ 已加入") {
		t.Errorf("the button says %q", got)
	}
	b.do(chromedp.Click("form.collect button"))
	b.becomes("document.querySelector('[data-said]').textContent.includes('已经有这一条')")

	b.open(path)
	if got := ask[string](b, orderNow); got != "1 2 3 4 5" {
		t.Fatalf("order %s", got)
	}
	b.do(chromedp.Focus("#item-3 [data-grip]"), chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowUp))
	b.becomes("document.querySelector('[data-cards]').dataset.kept !== undefined && document.querySelector('[data-said]').textContent === '已移到第 1 条'")
	if got := ask[string](b, orderNow+" + ' ' + document.activeElement.closest('.card').id"); got != "3 1 2 4 5 item-3" {
		t.Errorf("after the keys %s", got)
	}
	b.do(chromedp.KeyEvent(kb.End))
	b.becomes("document.querySelector('[data-said]').textContent === '已移到第 5 条'")
	// A form of the page still knows what the collection is now.
	b.follow(chromedp.Click("#item-1 button[value=down]"))
	if got := ask[string](b, orderNow); got != "2 1 4 5 3" {
		t.Errorf("after a button %s", got)
	}

	var file json.RawMessage
	b.api("GET", path+"/export?format=json", "", &file)
	b.amend("art_9")
	b.follow(chromedp.Click(".collection-link"))
	got := strings.Fields(ask[string](b, "Array.from(document.querySelectorAll('.check-head .badge')).map(e => e.textContent).join(' ')"))
	if diff := cmp.Diff([]string{"有改动", "未变", "未变"}, got); diff != "" {
		t.Errorf("fates: %s", diff)
	}
	if got := textOf(b, ".checked ins"); !strings.Contains(got, "本") {
		t.Errorf("inserted %q", got)
	}
	var checked Recheck
	b.api("POST", "/recheck", string(file), &checked)
	if len(checked.Items) != 3 || checked.Items[0].Status != "changed" {
		t.Errorf("by the API: %+v", checked.Counts)
	}
}

// amend changes an article of the sample that collection quotes.
func (b *tab) amend(locator string) {
	id := idOf(b.t, b.memory, "发展党员")
	d := &b.memory.records[b.memory.at(id)].Document
	node, _ := d.Root.Find(locator)
	body := node.Body(d.Text)
	parsed := parse.Document(corpus.Source{Path: d.Path, Text: strings.Replace(d.Text, body, strings.Replace(body, "党", "本党", 1), 1)})
	parsed.ID = id
	*d = parsed
}

// TestBrowserCollectionLate: an order made on an old page is not kept, and says so.
func TestBrowserCollectionLate(t *testing.T) {
	b := newTab(t)
	path := b.collection()
	b.open(path)
	b.api("POST", path+"/items", `{"kind":"note","text":"别人加的"}`, nil)
	b.do(chromedp.Focus("#item-3 [data-grip]"), chromedp.KeyEvent(kb.ArrowUp))
	b.becomes("document.querySelector('[role=alert] [data-late]:not([hidden])') !== null")
	b.follow(chromedp.Click("[data-late] a"))
	if got := ask[string](b, orderNow); got != "1 2 3 4 5" {
		t.Errorf("the page shows %s", got)
	}
	var now Collection
	b.api("GET", path, "", &now)
	if now.Items[2].ID != 3 || len(now.Items) != 5 {
		t.Errorf("kept %+v", now.Items)
	}
}

// TestBrowserCollectionDrag moves a card with the mouse.
func TestBrowserCollectionDrag(t *testing.T) {
	b := newTab(t)
	path := b.collection()
	b.open(path)
	dropped := ask[string](b, `(() => { const grip = document.querySelector('#item-4 [data-grip]'), over = document.querySelector('#item-2'), data = new DataTransfer();
		const at = over.getBoundingClientRect(), to = {bubbles: true, cancelable: true, dataTransfer: data, clientY: at.top + 2};
		grip.dispatchEvent(new DragEvent('dragstart', {bubbles: true, dataTransfer: data}));
		over.dispatchEvent(new DragEvent('dragover', to)); over.dispatchEvent(new DragEvent('drop', to));
		grip.dispatchEvent(new DragEvent('dragend', {bubbles: true, dataTransfer: data})); return `+orderNow+`; })()`)
	if dropped != "1 4 2 3" {
		t.Errorf("dropped: %s", dropped)
	}
	b.becomes("document.querySelector('[data-cards]').dataset.kept !== undefined")
	b.open(path)
	if got := ask[string](b, orderNow); got != dropped {
		t.Errorf("kept: %s", got)
	}
}

// TestBrowserSelection: words selected on a page are collected as a piece.
func TestBrowserSelection(t *testing.T) {
	b := newTab(t)
	path := b.collection()
	b.open(path)
	b.open(documentPath(idOf(t, b.memory, "发展党员")))
	chosen := ask[string](b, `(() => { const p = document.querySelector('#art_9 p[id]'), walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
		let n; while ((n = walker.nextNode()) && (n.parentNode.closest('.number, .anchor') || n.data.trim().length < 8)) {}
		const r = document.createRange(); r.setStart(n, 2); r.setEnd(n, 8); getSelection().removeAllRanges(); getSelection().addRange(r); return r.toString(); })()`)
	b.becomes("document.querySelector('.picked:not([hidden])') !== null")
	b.do(chromedp.Click(".picked button"))
	b.becomes("document.querySelector('[data-said]').textContent.startsWith('已加入《')")
	var now Collection
	b.api("GET", path, "", &now)
	last := now.Items[len(now.Items)-1]
	if last.Passage == nil || last.Passage.Text != chosen || !last.Passage.Piece {
		t.Errorf("chosen %q, kept %+v", chosen, last.Passage)
	}
	// A whole paragraph is selected with the number before it, which is not of it.
	whole := ask[string](b, `(() => { const p = document.querySelector('#art_12 p[id]'), r = document.createRange(); r.selectNodeContents(p);
		getSelection().removeAllRanges(); getSelection().addRange(r); return p.querySelector('.number').textContent; })()`)
	b.becomes("document.querySelector('.picked:not([hidden])')?.elements.address.value.includes('art_12') === true")
	ask[bool](b, "(document.querySelector('[data-said]').textContent = '') === ''")
	b.do(chromedp.Click(".picked button"))
	b.becomes("document.querySelector('[data-said]').textContent.startsWith('已加入《')")
	b.api("GET", path, "", &now)
	if last := now.Items[len(now.Items)-1]; last.Passage == nil || strings.HasPrefix(last.Passage.Text, strings.TrimSpace(whole)) || !strings.Contains(last.Passage.Address, "#art_12") {
		t.Errorf("the whole of %q: %+v", whole, last.Passage)
	}
}

// TestBrowserExportProgress: a long export says how far it is, and ends in a file
// with the collection's name.
func TestBrowserExportProgress(t *testing.T) {
	b := newTab(t)
	path := b.collection()
	var file map[string]any
	b.api("GET", path+"/export?format=json", "", &file)
	items := file["items"].([]any)
	file["items"] = slices.Repeat(items, manyItems/len(items)+1)
	long, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	var made CollectionHead
	b.api("POST", "/collections/import", string(long), &made)
	b.open(collectionPath(made.ID))
	ask[bool](b, `(() => { window.heard = []; new MutationObserver(() => heard.push(document.querySelector('[data-said]').textContent)).observe(document.querySelector('[data-said]'), {childList: true});
		HTMLAnchorElement.prototype.click = function () { heard.push(this.download); }; return true; })()`)
	b.do(chromedp.Click(".exports button"))
	b.becomes("heard.includes('已生成')")
	heard := ask[string](b, "heard.join(' ')")
	if !strings.Contains(heard, "正在生成，已收到") || !strings.Contains(heard, "三月专题党课.docx") {
		t.Errorf("heard %q", heard)
	}
}
