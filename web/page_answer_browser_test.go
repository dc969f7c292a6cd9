package web

import (
	"context"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"tiaowen/corpus"
	"tiaowen/search"
)

// answered puts two answers beside whatever is found: a value with another text's and a
// doubt beside it, and a list.
type answered struct{ search.Searcher }

func (a answered) Search(ctx context.Context, q search.Query) (search.Result, error) {
	res, err := a.Searcher.Search(ctx, q)
	if err != nil || len(res.Hits) == 0 {
		return res, err
	}
	h := res.Hits[0]
	tell := func(kind search.Sought, text string, at corpus.Span) search.Answer {
		return search.Answer{Seeks: kind, Text: text, Value: at.In(text), Span: at, Address: h.Document.ID + "#" + h.Passage.Locator, Citation: h.Citation, Document: h.Document, Doubts: h.Doubts}
	}
	const often, list = "读书会一般每月召开1次，由组长召集。", "组长的主要职责是：\n（一）列出书单，并在开会以前发给每一位读者；\n（二）保管簿子。"
	first := tell("frequency", often, corpus.Span{Start: len("读书会一般"), End: len("读书会一般每月召开1次")})
	other := first
	other.Document.Status = corpus.Unverified
	first.Others = []search.Answer{other}
	res.Answers = []search.Answer{first, tell(search.SoughtDuty, list, corpus.Span{Start: len("组长的主要职责是：\n"), End: len(list)})}
	return res, nil
}

// TestBrowserAnswer: the answers stand above the hits at every width, what others say
// unfolds without a script, targets are large enough and axe has nothing against it.
func TestBrowserAnswer(t *testing.T) {
	b := newTabWith(t, func(c *Config) { c.Searcher = answered{c.Searcher} })
	for _, scheme := range []string{"light", "dark"} {
		b.media(scheme)
		b.open("/?q=" + "%E8%A7%84%E5%AE%9A")
		for _, width := range []int64{375, 768, 1280} {
			b.do(chromedp.EmulateViewport(width, 900))
			if over := ask[float64](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("scrolls sideways by %v at %d px", over, width)
			}
			if !ask[bool](b, "document.querySelector('.answers').getBoundingClientRect().bottom <= document.querySelector('.hit').getBoundingClientRect().top") {
				t.Errorf("a hit comes first at %d px", width)
			}
			if ask[bool](b, "Array.from(document.querySelectorAll('.answers summary, .answers a, .answers button')).some(e => e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 23.9)") {
				t.Errorf("targets under 24 px at %d px", width)
			}
		}
		if os.Getenv("TIAOWEN_AXE") != "" {
			if found := b.violations(readAxe(t)); found != "" {
				t.Errorf("%s:\n%s", scheme, found)
			}
		}
	}
	b.scripts(false)
	b.do(chromedp.Click(".answer-others > summary"))
	b.scripts(true)
	if !ask[bool](b, "document.querySelector('.answer-others').open") {
		t.Error("what others say does not unfold without a script")
	}
}
