package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// sentences are the clauses on a page, in order.
func sentences(p *html.Node) (out []string) {
	for _, n := range find(p, "li.duty p.snippet") {
		out = append(out, words(n))
	}
	return out
}

// dutyLinks are the links of a page that lead to some of what has to be done.
func dutyLinks(p *html.Node) []*html.Node {
	return slices.DeleteFunc(find(p, "a[href]"), func(n *html.Node) bool { return !strings.HasPrefix(attribute(n, "href"), "/requirements?") })
}

// TestRequirementsPage: the list is that of the API, chosen by links and forms, and leads
// to the clauses.
func TestRequirementsPage(t *testing.T) {
	h := pageServer(t, circleRules(t), nil)
	c := newClerk(t, h)
	const id = "样本读书会工作规则_2020-01-01"
	p := c.page("GET", "/documents/"+url.PathEscape(id), nil, http.StatusOK)
	to := dutyLinks(p)
	if len(to) != 1 {
		t.Fatalf("%d links to what the document requires", len(to))
	}
	p = c.page("GET", attribute(to[0], "href"), nil, http.StatusOK)
	if got := words(only(t, p, "h1")); got != "《样本读书会工作规则》里要做的事" {
		t.Errorf("named %q", got)
	}
	all := []string{"党支部应当每月召开1次读书会𠮷祥", "支委会每季度检查1次", "支部书记应当在收到申请后一个月内谈话", "党员不得代他人签到"}
	if diff := cmp.Diff(all, sentences(p)); diff != "" {
		t.Error(diff)
	}
	first := find(p, "li.duty")[0]
	for _, want := range []string{"党支部", "应当", "每月", "《样本读书会工作规则》（2020年版）第一条", "现行有效"} {
		if !strings.Contains(words(first), want) {
			t.Errorf("no %q in %q", want, words(first))
		}
	}
	if at := attribute(find(first, ".duty-foot a")[0], "href"); !strings.HasSuffix(at, "#art_1") && !strings.Contains(at, "#art_1__para_1") {
		t.Errorf("leads to %s", at)
	}
	for view, want := range map[string][]string{"频次清单": all[:2], "责任清单": {all[0], all[1], all[2], all[3]}, "时限清单": all[2:3], "红线清单": all[3:]} {
		i := slices.IndexFunc(find(p, "nav.duty-views a"), func(n *html.Node) bool { return words(n) == view })
		v := c.page("GET", attribute(find(p, "nav.duty-views a")[i], "href"), nil, http.StatusOK)
		if diff := cmp.Diff(want, sentences(v)); diff != "" {
			t.Errorf("%s: %s", view, diff)
		}
		if view == "频次清单" {
			var when []string
			for _, n := range find(v, ".duty-when .hush") {
				when = append(when, words(n))
			}
			var year []string
			for _, tr := range find(v, ".year-table tbody tr") {
				row := words(find(tr, "th")[0])
				for _, td := range find(tr, "td") {
					row += "|" + words(td)
				}
				year = append(year, row)
			}
			if diff := cmp.Diff([]string{"党支部|1|1|1|1|1|1|1|1|1|1|1|1", "支部委员会|||1|||1|||1|||1"}, year); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"每个月", "3、6、9、12月"}, when); diff != "" {
				t.Error(diff)
			}
		}
		if view == "责任清单" && words(find(v, ".duty-group")[0]) != "党组织" {
			t.Errorf("first group %q", words(find(v, ".duty-group")[0]))
		}
	}
	// What was searched for is marked, and the words of the address stand in the box.
	p = c.page("GET", "/requirements?q="+url.QueryEscape("签到 党员"), nil, http.StatusOK)
	if got := words(find(p, "mark")[0]) + words(find(p, "mark")[1]); got != "党员签到" {
		t.Errorf("marked %q", got)
	}
	p = c.page("GET", "/requirements?as_of=soon&kind=frequency", nil, http.StatusUnprocessableEntity)
	if len(find(p, "#error-as_of")) != 1 || len(find(p, ".chip")) != 1 {
		t.Error("a faulty day is not told beside its control")
	}
	c.page("GET", "/requirements?document=nowhere", nil, http.StatusNotFound)
	if p := c.page("GET", "/requirements?q="+url.QueryEscape("无人要求"), nil, http.StatusOK); len(find(p, ".blank")) != 1 {
		t.Error("nothing is said of an empty list")
	}
}

// TestRequirementsPages: the numbers and the arrows lead through the whole list.
func TestRequirementsPages(t *testing.T) {
	c := newClerk(t, pageServer(t, circleRules(t), nil))
	whole := sentences(c.page("GET", "/requirements?modality=must_not&modality=may&limit=100", nil, http.StatusOK))
	var walked []string
	for next := "/requirements?modality=must_not&modality=may&limit=7"; next != ""; {
		p := c.page("GET", next, nil, http.StatusOK)
		walked, next = append(walked, sentences(p)...), ""
		if to := find(p, "a.pager-next"); len(to) == 1 {
			next = attribute(to[0], "href")
		}
	}
	if diff := cmp.Diff(whole, walked); diff != "" || len(whole) < 14 {
		t.Errorf("%d: %s", len(whole), diff)
	}
	second := sentences(c.page("GET", "/requirements?modality=must_not&modality=may&limit=7&page=2", nil, http.StatusOK))
	if diff := cmp.Diff(whole[7:14], second); diff != "" {
		t.Error(diff)
	}
}

// TestRequirementsOfCollection: what the clauses in a 备课夹 require, and no more.
func TestRequirementsOfCollection(t *testing.T) {
	c := newClerk(t, pageServer(t, circleRules(t), nil))
	p := c.page("POST", "/collections", url.Values{"name": {"读书会"}}, http.StatusOK)
	id := attribute(find(p, "form[action=/collect] input[name=collection]")[0], "value")
	p = c.page("POST", "/collect", url.Values{"collection": {id}, "address": {"样本读书会工作规则_2020-01-01#art_3"}, "do": {"add"}}, http.StatusOK)
	_ = p
	p = c.page("GET", collectionPath(id), nil, http.StatusOK)
	to := dutyLinks(p)
	if len(to) != 1 {
		t.Fatalf("%d links", len(to))
	}
	p = c.page("GET", attribute(to[0], "href"), nil, http.StatusOK)
	if diff := cmp.Diff([]string{"党员不得代他人签到"}, sentences(p)); diff != "" {
		t.Error(diff)
	}
	if got := words(only(t, p, "h1")); got != "“读书会”里要做的事" {
		t.Errorf("named %q", got)
	}
	// It stays the list of the 备课夹 through every form and link.
	if got := find(p, "input[name=collection]"); len(got) != 1 || attribute(got[0], "value") != id {
		t.Error("the form forgets the 备课夹")
	}
}
