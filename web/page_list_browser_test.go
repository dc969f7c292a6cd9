package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserSixHits: on an ordinary screen six hits are seen to their last line, in a
// list and by document.
func TestBrowserSixHits(t *testing.T) {
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1280, 800))
	for _, address := range []string{"/?q=" + url.QueryEscape("党支部"), "/?group=document&q=" + url.QueryEscape("党支部"), "/?q=" + url.QueryEscape("发展党员"), "/?q=" + url.QueryEscape("会议"), "/?q=" + url.QueryEscape("党费")} {
		b.open(address)
		seen := ask[int](b, `Array.from(document.querySelectorAll('li.hit')).filter(h => { const s = h.querySelector('.snippet') || h; return s.getBoundingClientRect().bottom <= innerHeight; }).length`)
		if seen < 6 {
			t.Errorf("%s: %d hits are seen", address, seen)
		}
		// The title of a document that goes on is not said again.
		if twice := ask[bool](b, `Array.from(document.querySelectorAll('li.hit:not(.hit-follows)')).some(h => h.nextElementSibling && h.nextElementSibling.matches('.hit:not(.hit-follows)')
			&& h.querySelector('.hit-title a').href.split('?')[0] === h.nextElementSibling.querySelector('.hit-title a').href.split('?')[0])`); twice {
			t.Errorf("%s: a title is said twice", address)
		}
	}
}

// TestBrowserEmptyHasRoom: where nothing is found the page is not squeezed into the
// column of the facets, with or without them.
func TestBrowserEmptyHasRoom(t *testing.T) {
	b := newTab(t)
	none := url.QueryEscape("火星移民")
	for _, address := range []string{"/?match=all&q=" + none, "/?from=2030&q=" + none, "/?kind=speech&to=20200101&q=" + none, "/?lanes=1&match=all&q=" + none, "/?from=never&q=" + none} {
		b.open(address)
		for _, width := range []int64{960, 1280} {
			b.do(chromedp.EmulateViewport(width, 800))
			if wide := ask[float64](b, `document.querySelector('.results').getBoundingClientRect().width`); wide < 560 {
				t.Errorf("%s: results are %v px wide at %d", address, wide, width)
			}
		}
	}
}

// TestBrowserChosenSaved: what is chosen and taken away is a form's business, not the
// script's that collects.
func TestBrowserChosenSaved(t *testing.T) {
	b := newTab(t)
	b.open("/?q=" + url.QueryEscape("党支部"))
	b.do(chromedp.Click("input[name=pick]"))
	sent := ask[string](b, `(() => { let to = ''; const f = document.querySelector('#chosen'), go = f.querySelector('[formaction]');
		document.addEventListener('submit', e => { to = (e.defaultPrevented ? 'kept from ' : '') + e.submitter.formAction; e.preventDefault(); });
		go.click(); return to; })()`)
	if !strings.HasSuffix(sent, takePath) || strings.HasPrefix(sent, "kept") {
		t.Errorf("sent %s", sent)
	}
}

// TestBrowserUploadRefreshes: what became of the files stands in the main column, and
// the rest of the page is made anew.
func TestBrowserUploadRefreshes(t *testing.T) {
	b := newTab(t)
	b.open("/library")
	total := ask[string](b, "document.querySelector('#library-head .page-words').textContent")
	ask[bool](b, `(() => { const t = new DataTransfer(); t.items.add(new File(['某区样本考勤办法\n第一条 每日签到。\n'], '考勤.txt'));
		const i = document.querySelector('#add-files'); i.files = t.files; i.dispatchEvent(new Event('change')); return true; })()`)
	b.becomes("document.querySelector('.intake-results .outcome-added') !== null")
	b.becomes("document.querySelector('#library-head .page-words').textContent !== " + quoted(total))
	b.becomes("Array.from(document.querySelectorAll('.cell-title')).some(c => c.textContent.includes('某区样本考勤办法'))")
	if wide := ask[float64](b, "document.querySelector('.intake-results').getBoundingClientRect().width"); wide < 800 {
		t.Errorf("the results are %v px wide", wide)
	}
	// Chosen rows are counted, and all of a page at once.
	b.do(chromedp.Click("[data-many-all]"))
	if got := ask[bool](b, "document.querySelector('[data-many-count]').textContent === '已选 ' + document.querySelectorAll('[data-many]').length + ' 篇'"); !got {
		t.Errorf("the page counts %q", textOf(b, "[data-many-count]"))
	}
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "\\'") + "'" }
