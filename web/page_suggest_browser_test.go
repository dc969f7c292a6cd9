package web

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/suggest"
)

// typist suggests titles of those held that hold what was typed, the first also
// with its first article, and two words; it remembers what it was asked.
type typist struct {
	*memory
	mu    sync.Mutex
	asked []string
}

func (y *typist) Suggest(_ context.Context, text string, _ corpus.Date, _ int) ([]suggest.Suggestion, error) {
	y.mu.Lock()
	y.asked = append(y.asked, text)
	y.mu.Unlock()
	var out []suggest.Suggestion
	for _, r := range y.records {
		f := r.Document.Fields
		if f.Kind != corpus.Regulation || !strings.Contains(f.Title, text) {
			continue
		}
		if out == nil {
			out = append(out, suggest.Suggestion{Kind: suggest.SubjectProvision, Text: search.CiteTitle(f.Title) + "第一条", Label: "为了", Address: r.Document.ID + "#art_1"})
		}
		out = append(out, suggest.Suggestion{Kind: suggest.SubjectTitle, Text: f.Title, Label: "法规", Address: r.Document.ID})
	}
	if out == nil {
		return nil, nil
	}
	return append(out, suggest.Suggestion{Kind: suggest.SubjectTopic, Text: "组织建设", Label: "主题"}, suggest.Suggestion{Kind: suggest.SubjectTerm, Text: text + "书记", Label: "词语"}), nil
}

func (y *typist) heard() []string {
	y.mu.Lock()
	defer y.mu.Unlock()
	return slices.Clone(y.asked)
}

// newTypist opens a tab whose suggestions are remembered.
func newTypist(t *testing.T) (*tab, *typist) {
	y := &typist{}
	b := newTabWith(t, func(c *Config) { c.Suggester = y })
	y.memory = b.memory
	return b, y
}

const (
	listOpen   = "document.activeElement.id === 'find-box' && document.activeElement.getAttribute('aria-expanded') === 'true' && document.querySelectorAll('[role=option]').length > 0"
	listClosed = "document.getElementById('find-box').getAttribute('aria-expanded') === 'false' && document.querySelector('[role=listbox]').hidden"
	activeRow  = "(document.querySelector('[role=option][aria-selected=true] .suggest-text') || {textContent: ''}).textContent"
)

// typed types into the box and waits for what is suggested to all of it.
func (b *tab) typed(text string) {
	b.t.Helper()
	b.do(chromedp.SendKeys("#find-box", text))
	b.becomes(listOpen + " && document.querySelector('.suggest-group:last-child .suggest-text').textContent === '" + text + "'")
}

func TestBrowserSuggest(t *testing.T) {
	b, _ := newTypist(t)
	b.open("/help")
	b.typed("党支部工作")
	if got := ask[string](b, "Array.from(document.querySelectorAll('.suggest [role=group]')).map(g => document.getElementById(g.getAttribute('aria-labelledby')).textContent + ':' + g.querySelectorAll('[role=option]').length).join(' ')"); got != "跳到条文:3 全文检索:3" {
		t.Errorf("groups %q", got)
	}
	typed := "document.getElementById('find-box').value"
	for i, step := range []struct{ key, want string }{
		{kb.ArrowDown, "《机关党支部工作规定（示例）》第一条"}, {kb.ArrowUp, ""}, {kb.ArrowUp, "党支部工作书记"}, {kb.ArrowDown, ""},
	} {
		b.do(chromedp.KeyEvent(step.key))
		got := ask[string](b, activeRow)
		if step.want != "" && (got == "" || strings.HasPrefix(step.want, "《") != strings.HasPrefix(got, "《")) || step.want == "" && got != "" {
			t.Errorf("step %d: %q is active, want %q", i, got, step.want)
		}
		points := ask[bool](b, "(document.getElementById(document.activeElement.getAttribute('aria-activedescendant')) || {}) === document.querySelector('[aria-selected=true]') || !document.querySelector('[aria-selected=true]')")
		if !points || ask[string](b, typed) != "党支部工作" {
			t.Errorf("step %d: the box points elsewhere or its words have changed", i)
		}
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.becomes(listClosed)
	if got := ask[string](b, typed); got != "党支部工作" {
		t.Errorf("Escape leaves %q", got)
	}
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.becomes(listOpen)
	b.do(chromedp.KeyEvent(kb.Tab))
	b.becomes(listClosed)
	if ask[bool](b, "document.activeElement.id === 'find-box'") {
		t.Error("Tab does not go on")
	}
}

func TestBrowserSuggestOpens(t *testing.T) {
	b, _ := newTypist(t)
	b.open("/")
	b.typed("党支部工作")
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.follow(chromedp.KeyEvent(kb.Enter, taken))
	b.atTarget("art_1")
	// A word is searched, with the filters that are on.
	b.open("/?kind=regulation&q=" + url.QueryEscape("开会"))
	ask[string](b, "document.getElementById('find-box').value = ''")
	b.typed("党支部工作")
	b.follow(chromedp.Click(".suggest-group:last-child .suggest-one:last-child"))
	if got := ask[string](b, "decodeURIComponent(location.search)"); !strings.Contains(got, "q=党支部工作书记") || !strings.Contains(got, "kind=regulation") {
		t.Errorf("the word leads to %s", got)
	}
	// Without a choice, Enter searches what was typed.
	b.open("/help")
	b.typed("党支部工作")
	b.follow(chromedp.KeyEvent(kb.Enter))
	if got := ask[string](b, "decodeURIComponent(location.search)"); got != "?q=党支部工作" {
		t.Errorf("Enter leads to %s", got)
	}
}

// While an input method composes, nothing is asked: what stands in the box then
// is letters that nobody means.
func TestBrowserSuggestComposing(t *testing.T) {
	b, y := newTypist(t)
	b.open("/help")
	b.do(chromedp.Focus("#find-box"))
	for _, s := range []string{"d", "da", "dan", "dang"} {
		if _, err := chromedp.Call(b.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{Text: s, SelectionStart: int64(len(s)), SelectionEnd: int64(len(s))}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: "党支部"}); err != nil {
		t.Fatal(err)
	}
	b.becomes(listOpen)
	if got := y.heard(); !slices.Equal(got, []string{"党支部"}) {
		t.Errorf("asked %q", got)
	}
	// Keys typed in one breath are asked for once.
	ask[bool](b, `(() => { const box = document.getElementById('find-box');
		for (const s of ['党', '党支', '党支部', '党支部工']) { box.value = s; box.dispatchEvent(new InputEvent('input', {bubbles: true})); } return true; })()`)
	b.becomes("(document.querySelector('.suggest-group:last-child .suggest-text') || {}).textContent === '党支部工'")
	if got := y.heard(); !slices.Equal(got, []string{"党支部", "党支部工"}) {
		t.Errorf("asked %q", got)
	}
}

// An answer that comes when the reader is elsewhere opens nothing.
func TestBrowserSuggestStealsNothing(t *testing.T) {
	b, y := newTypist(t)
	b.open("/help")
	ask[bool](b, `(() => { const box = document.getElementById('find-box'); box.focus(); box.value = '党支部';
		box.dispatchEvent(new InputEvent('input', {bubbles: true})); document.querySelector('.brand').focus(); return true; })()`)
	b.do(chromedp.SendKeys("#find-box", "没有的"))
	b.becomes(listClosed)
	ask[bool](b, "document.querySelector('.brand').focus() || true")
	if got := ask[string](b, "document.activeElement.className"); got != "brand" {
		t.Errorf("the focus is at %q", got)
	}
	if got := y.heard(); slices.Contains(got, "党支部") {
		t.Errorf("asked %q for a box that was left", got)
	}
}

func TestBrowserSuggestWithoutScripts(t *testing.T) {
	b, y := newTypist(t)
	b.scripts(false)
	b.open("/")
	b.do(chromedp.SendKeys("#find-box", "党支部"))
	b.follow(chromedp.KeyEvent(kb.Enter))
	if got := textOf(b, ".count"); !strings.HasPrefix(got, "找到 ") {
		t.Errorf("results say %q", got)
	}
	if got := y.heard(); len(got) > 0 {
		t.Errorf("asked %q", got)
	}
}

// The open list obeys the rules of axe-core too.
func TestBrowserSuggestAxe(t *testing.T) {
	axe := readAxe(t)
	b, _ := newTypist(t)
	for _, scheme := range []string{"light", "dark"} {
		b.media(scheme)
		b.open("/")
		b.typed("党支部工作")
		b.do(chromedp.KeyEvent(kb.ArrowDown))
		if found := b.violations(axe); found != "" {
			t.Errorf("%s:\n%s", scheme, found)
		}
	}
}
