package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tiaowen/corpus/compare"
	"tiaowen/corpus/topic"
)

func TestComparePage(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	v := newVisit(t, pageServer(t, sh, nil))
	for _, view := range []string{"side", "marked", "changes", "nonsense", ""} {
		t.Run(view, func(t *testing.T) {
			p := v.open(comparePath(earlier, later, view), http.StatusOK)
			if got := words(only(t, p, ".compare-summary")); !strings.HasPrefix(got, "旧版5条，新版6条；增") {
				t.Errorf("summary %q", got)
			}
			if got := texts(p, ".compare-counts li"); !slices.Equal(got, []string{"未变 1", "修改 2", "改号 2", "移位 1", "新增 1"}) {
				t.Errorf("counts %q", got)
			}
			// What changed is said to those who see neither line nor colour.
			for _, tag := range []string{"ins", "del"} {
				for _, n := range find(p, "."+tableOf(view)+" "+tag) {
					if said := texts(n, "span.hush"); len(said) != 2 || said[0] == said[1] {
						t.Errorf("%s says %q", tag, said)
					}
				}
			}
			if got := texts(p, "."+tableOf(view)+" .change"); !slices.Contains(got, "新增") || !slices.Contains(got, "移位") || !slices.Contains(got, "修改") {
				t.Errorf("changes %q", got)
			}
			current := find(p, ".compare-bar a[aria-current]")
			want := map[string]string{"side": "左右对照", "marked": "合并标注", "changes": "只看改动", "nonsense": "左右对照", "": "左右对照"}[view]
			if len(current) != 1 || words(current[0]) != want {
				t.Errorf("the view is called %q", texts(p, ".compare-bar a[aria-current]"))
			}
			if got := attribute(only(t, p, ".compare-swap"), "href"); !strings.HasPrefix(got, "/compare?"+url.Values{"from": {later}}.Encode()) {
				t.Errorf("swapped %s", got)
			}
			unique(t, p)
		})
	}
}

func tableOf(view string) string {
	if view == "marked" || view == "changes" {
		return "marked"
	}
	return "pairs"
}

// unique checks that no id stands twice and every jump leads somewhere.
func unique(t *testing.T, p *html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for n := range p.Descendants() {
		if id, ok := lookAttribute(n, "id"); ok {
			if ids[id] {
				t.Errorf("id %s stands twice", id)
			}
			ids[id] = true
		}
	}
	for _, a := range find(p, ".compare-jumps a") {
		if id := strings.TrimPrefix(attribute(a, "href"), "#"); !ids[id] {
			t.Errorf("%s leads nowhere", id)
		}
	}
}

// The two sides of a row hold the two texts, and nothing of the other.
func TestComparePageSides(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	p := newVisit(t, pageServer(t, sh, nil)).open(comparePath(earlier, later, "side"), http.StatusOK)
	if len(find(p, ".pair-old ins")) > 0 || len(find(p, ".pair-new del")) > 0 {
		t.Error("an insertion on the old side, or a deletion on the new")
	}
	row := only(t, p, "tr#new-art_2")
	if got := words(only(t, row, ".pair-old del")); got != "〔删〕季度〔删毕〕" {
		t.Errorf("deleted %q", got)
	}
	if got := words(only(t, row, ".pair-new ins")); got != "〔增〕月〔增毕〕" {
		t.Errorf("inserted %q", got)
	}
	if got := words(only(t, only(t, p, "tr#new-art_3"), ".pair-old")); got != "（无）" {
		t.Errorf("beside what is new stands %q", got)
	}
	p = newVisit(t, pageServer(t, sh, nil)).open(comparePath(earlier, later, "changes"), http.StatusOK)
	if got := texts(p, ".compare-skipped"); len(got) == 0 || got[0] != "略去未变的1条" {
		t.Errorf("skipped %q", got)
	}
	if got := texts(p, ".compared-was"); !slices.Contains(got, "（原第三条）") {
		t.Errorf("old numbers %q", got)
	}
}

func TestComparePageAsks(t *testing.T) {
	sh, earlier, later := twoVersions(t)
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open("/compare", http.StatusOK)
	w := v.submit(only(t, p, ".compare-form"), url.Values{"from": {"示例对照规定（2010年）"}, "to": {"示例对照规定"}})
	if w.Code != http.StatusOK || len(find(parseHTML(t, w.Body.String()), ".compare-side")) != 2 {
		t.Errorf("by title: %d", w.Code)
	}
	p = v.open("/compare?from="+url.QueryEscape(earlier), http.StatusOK)
	if got := (&pageBox{t, p}).hrefs(".ways a"); len(got) != 1 || got[0] != comparePath(earlier, later, "") {
		t.Errorf("offered %q", got)
	}
	p = v.open("/compare?to="+url.QueryEscape(later), http.StatusOK)
	if got := (&pageBox{t, p}).hrefs(".ways a"); len(got) != 1 || got[0] != comparePath(earlier, later, "") {
		t.Errorf("offered %q", got)
	}
	p = v.open(comparePath(earlier, "没有这样的规程", ""), http.StatusNotFound)
	if got := words(only(t, p, ".banner-error")); got != "资料库中没有“没有这样的规程”。" {
		t.Errorf("it says %q", got)
	}
	if got := texts(v.open(comparePath(earlier, idOf(t, sh, "发展党员"), ""), http.StatusOK), ".banner"); len(got) != 1 || !strings.Contains(got[0], "仅供参考") {
		t.Errorf("two works: %q", got)
	}
	p = v.open(comparePath(earlier, earlier, "changes"), http.StatusOK)
	if got := texts(p, ".marked"); len(got) != 1 || got[0] != "没有改动。" {
		t.Errorf("the same text: %q", got)
	}
	v.open("/compare?from=%ff&to=%ff", http.StatusNotFound)
}

func TestCompareProse(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	a, b := idOf(t, sh, "三会一课"), idOf(t, sh, "机关思想建设")
	p := v.open(comparePath(a, b, ""), http.StatusOK)
	if got := words(only(t, p, ".compare-summary")); !strings.Contains(got, "段，新版") {
		t.Errorf("summary %q", got)
	}
}

func TestRowWords(t *testing.T) {
	for want, r := range map[string]compare.Row{
		"":      {Kind: compare.Unchanged},
		"修改":    {Kind: compare.Edited, Edited: true},
		"修改、改号": {Kind: compare.Edited, Edited: true, Renumbered: true},
		"改号":    {Kind: compare.Renumbered, Renumbered: true},
		"移位":    {Kind: compare.Moved, Renumbered: true},
		"移位、修改": {Kind: compare.Moved, Renumbered: true, Edited: true},
		"拆分、修改": {Kind: compare.Split, Edited: true},
		"合并":    {Kind: compare.Merged},
		"新增":    {Kind: compare.Added},
		"删去":    {Kind: compare.Removed},
	} {
		if got := strings.Join((comparisonLayout{}).row(r).Words, "、"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// BenchmarkComparePage compares a code of 1,260 articles with a changed copy
// and writes the page.
func BenchmarkComparePage(b *testing.B) {
	sh := &memory{lexicon: topic.Default()}
	text := string(code(1260))
	sh.take(b, "示例通用法典.txt", []byte(text))
	sh.take(b, "示例通用法典-2.txt", []byte(strings.NewReplacer("具备下列条件", "符合下列条件", "2020年1月1日", "2024年1月1日").Replace(text)))
	v := newVisit(b, pageServer(b, sh, nil))
	for b.Loop() {
		v.open(comparePath(sh.records[0].Document.ID, sh.records[1].Document.ID, "side"), http.StatusOK)
	}
}
