package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tiaowen/corpus/library"
	"tiaowen/indexer/watch"
)

// choose puts files into the input of the library page, as a person does: name,
// text, name, text…
func (b *tab) choose(files ...string) {
	b.t.Helper()
	script := "(() => { const all = new DataTransfer();"
	for i := 0; i+1 < len(files); i += 2 {
		script += "all.items.add(new File([`" + files[i+1] + "`], `" + files[i] + "`));"
	}
	ask[bool](b, script+`const input = document.querySelector("#add-files"); input.files = all.files;
		input.dispatchEvent(new Event("change")); return true })()`)
}

func (b *tab) holds(title string) bool {
	b.memory.mu.Lock()
	defer b.memory.mu.Unlock()
	for _, r := range b.memory.records {
		if r.Document.Fields.Title == title {
			return true
		}
	}
	return false
}

// TestBrowserIntake: many files, each with what became of it; and fields put
// right before a file is taken.
func TestBrowserIntake(t *testing.T) {
	b := newTab(t)
	b.open("/library")
	b.choose("好.txt", "某区党员活动室管理办法\n第一条 活动室由支部管理。\n", "空.txt", "")
	b.becomes("document.querySelectorAll('.outcome-added, .outcome-failed').length === 2")
	if got := textOf(b, "[data-intake-list]"); !strings.Contains(got, "某区党员活动室管理办法") || !strings.Contains(got, "文件是空的") {
		t.Errorf("the page says %s", got)
	}
	if got := textOf(b, "[data-intake-sum]"); got != "共 2 个文件：已收入 1，未收入 1" {
		t.Errorf("in sum %q", got)
	}

	b.do(chromedp.Click("[data-check]"))
	b.choose("猜.txt", "某区党员教育办法\n第一条 每月学习一次。\n")
	b.becomes("document.querySelector('.outcome-fields input')?.value === '某区党员教育办法'")
	if b.holds("某区党员教育办法") {
		t.Error("taken before it was checked")
	}
	b.do(chromedp.SetValue(".outcome-fields input", "某区党员教育培训办法（试行）"), chromedp.Click(".record-foot button"))
	b.becomes("document.querySelectorAll('.outcome-added').length === 2")
	if !b.holds("某区党员教育培训办法（试行）") {
		t.Error("the title that was put right did not come in")
	}
}

// What is followed, what went away and what is withheld stands on the library
// page, and a withheld document can be released there.
func TestLibraryShowsFoldersAndHeldBack(t *testing.T) {
	sh := newMemory(t)
	sh.held = []library.Withheld{{ID: "held", Title: "某项安排", Reason: "第 1 行有密级标志"}}
	state := watch.State{Roots: []string{"/共享/法规"}, Looked: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
		Failed:  map[string]string{"/共享/法规/坏.pdf": "文件已损坏"},
		Missing: []watch.Missing{{Document: idOf(t, sh, "发展党员"), Paths: []string{"/共享/法规/没了.txt"}}}}
	v := newVisit(t, pageServer(t, sh, func(c *Config) { c.Watched = func() watch.State { return state } }))
	p := v.open("/library", http.StatusOK)
	for selector, want := range map[string]string{".watch-roots": "/共享/法规", ".watch-failed": "/共享/法规/坏.pdf：文件已损坏", ".watch-block .edits small": "/共享/法规/没了.txt", ".held-block .edits small": "第 1 行有密级标志"} {
		if got := texts(p, selector); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %s", selector, got, want)
		}
	}
	asked := v.open(attribute(only(t, p, ".held-block a"), "href"), http.StatusOK)
	if got := words(only(t, asked, ".ask")); !strings.Contains(got, "《某项安排》") || !strings.Contains(got, "第 1 行有密级标志") {
		t.Errorf("asked about %q", got)
	}
	if w := v.submit(only(t, asked, ".ask form"), nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/library?done=discarded" || len(sh.held) != 0 {
		t.Errorf("discard: %d %v, withheld %v", w.Code, w.Header(), sh.held)
	}
	v.open("/library/held/discard", http.StatusNotFound)
	sh.held = []library.Withheld{{ID: "held", Title: "某项安排"}}
	if w := v.submit(only(t, p, ".held-block form"), nil); w.Code != http.StatusSeeOther || len(sh.held) != 0 {
		t.Errorf("%d, withheld %v", w.Code, sh.held)
	}
}

// Who may not write is told of none of it.
func TestLibraryKeepsHeldBack(t *testing.T) {
	sh := newMemory(t)
	sh.held = []library.Withheld{{ID: "held", Title: "某项安排"}}
	v := newVisit(t, pageServer(t, sh, func(c *Config) {
		c.Token = "secret"
		c.Watched = func() watch.State { return watch.State{Roots: []string{"/共享"}} }
	}))
	p := v.open("/library", http.StatusOK)
	for _, block := range []string{".held-block", ".watch-block"} {
		if n := len(find(p, block)); n != 0 {
			t.Errorf("%s is shown to anybody", block)
		}
	}
	if p := v.open("/library/held/discard", http.StatusUnauthorized); len(find(p, ".ask")) != 0 {
		t.Error("anybody is told what is withheld")
	}
}
