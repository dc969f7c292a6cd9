package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// longHead is a text whose title and 题注 are long, and which has a table of contents.
const longHead = "示例市关于加强新形势下机关基层党组织教育管理监督工作的若干规定（试行）\n（2010年1月1日示例市委员会第一次会议通过 2012年3月1日第一次修订 2014年5月1日第二次修订 2016年6月1日第三次修订 2018年7月1日第四次修订 2020年8月1日第五次修订 2022年9月1日第六次修订）\n\n目录\n第一章 总则\n第二章 附则\n\n第一章 总则\n\n第一条　为了说明很长的标题，制定本规定。\n\n第二条　示例机关每月开一次会议。\n\n第二章 附则\n\n第三条　本规定自2022年9月1日起施行。\n"

// firstLine is where the first line of the first clause ends: of an article, or of the text
// where there are none.
const firstLine = `(() => { const p = document.querySelector('.text .article p') || document.querySelector('.text p'), r = document.createRange(); r.selectNodeContents(p); return r.getClientRects()[0].bottom + scrollY; })()`

// TestBrowserBeginsWithText: the first clause of a document is read without scrolling, on a
// telephone and on a desk, with a search and without, whatever there is to say of it.
func TestBrowserBeginsWithText(t *testing.T) {
	b := newTab(t)
	b.memory.take(t, "示例长题.txt", []byte(longHead))
	newest := idOf(t, b.memory, "机关党支部工作规定")
	q := "?q=" + url.QueryEscape("会议")
	for _, page := range []string{documentPath(idOf(t, b.memory, "发展党员")), documentPath(newest), documentPath(b.memory.older(newest)), documentPath(idOf(t, b.memory, "教育管理监督")),
		documentPath(idOf(t, b.memory, "示例存疑规定")), documentPath(idOf(t, b.memory, "调研报告"))} {
		for _, window := range [][2]int64{{375, 667}, {768, 1024}, {1280, 800}} {
			b.do(chromedp.EmulateViewport(window[0], window[1]))
			for _, query := range []string{"", q} {
				if query != "" && window[0] == 375 {
					query += "#" + ask[string](b, "(document.querySelector('.text .article:last-of-type') || document.querySelector('.text p:last-of-type')).id")
				}
				b.open(page + query)
				if strings.Contains(query, "#") {
					b.becomes("document.querySelector('.within.stuck') !== null")
					if top := ask[float64](b, "document.querySelector(':target').getBoundingClientRect().top"); top < 0 || top > 560 {
						t.Errorf("%s%s: the hit is at %.0f", page, query, top)
					}
					continue
				}
				if got := ask[float64](b, firstLine); got > float64(window[1]) {
					t.Errorf("%s%s: the first clause ends at %.0f of %d×%d", page, query, got, window[0], window[1])
				}
			}
		}
	}
	// What was folded is there, by keyboard and without scripts.
	b.scripts(false)
	b.open(documentPath(newest))
	b.do(chromedp.Click(".doc-more > summary"))
	b.scripts(true)
	if !ask[bool](b, "['.facts', '.stages', '.take-place', '.as-of', '.cited'].every(s => document.querySelector('.doc-more ' + s).getBoundingClientRect().height > 0)") {
		t.Error("what is folded does not unfold")
	}
}

// TestBrowserBar: while a text is read its title, its status and the clause stay in sight in one
// small bar, which covers no place that is jumped to, and makes nothing jump when it changes.
func TestBrowserBar(t *testing.T) {
	b := newTab(t)
	id := idOf(t, b.memory, "发展党员")
	title := b.memory.records[b.memory.at(id)].Document.Fields.Title
	for _, query := range []string{"", "?q=" + url.QueryEscape("发展对象")} {
		for _, width := range []int64{320, 375, 768, 1280} {
			b.do(chromedp.EmulateViewport(width, 667))
			b.open(documentPath(id) + query)
			if ask[bool](b, "document.querySelector('.within.stuck') !== null") {
				t.Errorf("%d px: the title is said twice", width)
			}
			rest := ask[float64](b, "document.querySelector('.within').getBoundingClientRect().height")
			for _, place := range []string{"art_13", "art_9", "art_17"} {
				b.open(documentPath(id) + query + "#" + place)
				b.becomes("document.querySelector('.within.stuck') !== null && document.querySelector('[data-here]').textContent === document.querySelector('#" + place + " > .anchor').getAttribute('aria-label')")
				got := ask[[]float64](b, "(() => { const w = document.querySelector('.within').getBoundingClientRect(); return [w.top, w.height, document.querySelector('#"+place+"').getBoundingClientRect().top - w.bottom]; })()")
				most := 48.0
				if query != "" && width < 640 {
					most = 86
				}
				if got[0] != 0 || got[1] > most || got[1] > rest+1 || got[1] < rest-1 || got[2] < 0 || got[2] > 100 && place != "art_17" {
					t.Errorf("%d px%s: the bar is at %v, %v high (at rest %v), %s %v below it", width, query, got[0], got[1], rest, place, got[2])
				}
				seen := ask[string](b, `['.here-title', '.here .badge', '.here-place'].filter(s => { const e = document.querySelector(s), r = e.getBoundingClientRect(), top = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
					return r.width < 24 || r.right > innerWidth || r.bottom > 60 || !top || !e.contains(top); }).join(' ')`)
				if seen != "" {
					t.Errorf("%d px%s: not to be seen at %s: %s", width, query, place, seen)
				}
			}
			if got := textOf(b, ".here-title"); got != title {
				t.Errorf("the bar says %q", got)
			}
		}
	}
	b.scripts(false)
	b.open(documentPath(id) + "#art_13")
	b.scripts(true)
	if got := ask[float64](b, "document.querySelector('.here-title').getBoundingClientRect().top"); got < 0 || got > 60 {
		t.Errorf("without scripts the title is at %v", got)
	}
}

// TestBrowserPrinted: a printed page says what it is: a list of hits the words and the filters, a
// text its title, status, dates and address, though they were folded on the screen.
func TestBrowserPrinted(t *testing.T) {
	b := newTab(t)
	printed := func(path string) string {
		b.open(path)
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			t.Fatal(err)
		}
		ask[bool](b, "window.dispatchEvent(new Event('beforeprint'))")
		shown := ask[string](b, "document.body.innerText")
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
			t.Fatal(err)
		}
		return shown
	}
	id := idOf(t, b.memory, "机关党支部工作规定")
	for path, want := range map[string][]string{
		"/?q=" + url.QueryEscape("党支部") + "&kind=regulation": {"“党支部”的检索结果", "找到 ", "类型：法规", b.base + "/?", "打印自条文资料库"},
		documentPath(id):           {"示例市机关党支部工作规定（示例）", "现行有效", "2024年3月1日", "施行日期", "沿革", b.base + "/documents/", "打印自条文资料库"},
		provisionPath(id, "art_2"): {"第二条", "现行有效", b.base + "/documents/"},
	} {
		shown := printed(path)
		for _, words := range want {
			if !strings.Contains(shown, words) {
				t.Errorf("%s printed does not say %q:\n%.600s", path, words, shown)
			}
		}
		for _, words := range []string{"复制", "加入备课夹", "下载原件", "在本文中查找", "应用筛选", "清除全部", "×"} {
			if strings.Contains(shown, words) {
				t.Errorf("%s printed says %q", path, words)
			}
		}
	}
}

// An address of a text that is not there offers the titles nearest to it.
func TestNearTitles(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	id := idOf(t, sh, "发展党员")
	title, _, _ := strings.Cut(id, "_")
	for asked, want := range map[string]string{
		title + "_1999-01-01":            id, // of another date
		title:                            id,
		title + "~7":                     id,
		title + "_1999/provisions/art_1": id,
	} {
		p := v.open("/documents/"+strings.ReplaceAll(url.PathEscape(asked), "%2F", "/"), http.StatusNotFound)
		if got := (&pageBox{t, p}).hrefs(".near a"); len(got) == 0 || got[0] != documentPath(want) {
			t.Errorf("%s offers %q", asked, got)
		}
	}
	for _, asked := range []string{"nowhere", "%ff", "_", "%20"} {
		if got := find(v.open("/documents/"+asked, http.StatusNotFound), ".near a"); len(got) > 0 {
			t.Errorf("%s offers %q", asked, words(got[0]))
		}
	}
}
