package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// circleRules are two versions of the rules of a reading circle, and what speaks of it.
func circleRules(t testing.TB) *memory {
	sh := newMemory(t)
	sh.take(t, "样本读书会工作规则（2015）.txt", []byte("样本读书会工作规则\n\n2015年1月1日发布\n\n第一条　党支部应当每年召开1次读书会。\n\n第二条　本规则自2015年1月1日起施行。\n"))
	sh.take(t, "样本读书会工作规则（2020）.txt", []byte("样本读书会工作规则\n\n2020年1月1日发布\n\n第一条　党支部应当每月召开1次读书会𠮷祥。\n\n"+
		"第二条　支委会每季度检查1次。支部书记应当在收到申请后一个月内谈话。\n\n第三条　党员不得代他人签到。\n\n第四条　本规则自2020年1月1日起施行。\n"))
	return sh
}

func requirementsAnswer(t *testing.T, h http.Handler, q url.Values) (out RequirementList) {
	t.Helper()
	w := httptest.NewRecorder()
	target := "/api/v1/requirements?" + q.Encode()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+target, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%v: %d %s", q, w.Code, w.Body)
	}
	if err := newDescribed(t, h).check(http.MethodGet, target, w); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRequirements: an answer has what the text says, each value where it stands; what has
// been superseded is told to who asks for it.
func TestRequirements(t *testing.T) {
	h := pageServer(t, circleRules(t), nil)
	ask := func(q url.Values) (texts []string) {
		t.Helper()
		for _, i := range requirementsAnswer(t, h, q).Items {
			if strings.Contains(i.Document.Title, "读书会") {
				texts = append(texts, i.Text)
			}
		}
		return texts
	}
	monthly := "党支部应当每月召开1次读书会𠮷祥"
	for name, c := range map[string]struct {
		q    url.Values
		want string
	}{
		"words":     {url.Values{"q": {"读书会 每月"}}, monthly},
		"as of":     {url.Values{"q": {"读书会"}, "as_of": {"2016-01-01"}}, "党支部应当每年召开1次读书会"},
		"status":    {url.Values{"status": {"amended"}, "q": {"读书会"}}, "党支部应当每年召开1次读书会"},
		"a label":   {url.Values{"modality": {"不得"}, "q": {"签到"}}, "党员不得代他人签到"},
		"red lines": {url.Values{"view": {"red_lines"}, "q": {"签到"}}, "党员不得代他人签到"},
		"a view":    {url.Values{"view": {"频次清单"}, "bearer": {"党支部"}, "q": {"读书会"}}, monthly},
	} {
		if diff := cmp.Diff([]string{c.want}, ask(c.q)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	i := requirementsAnswer(t, h, url.Values{"q": {"读书会 每月"}}).Items[0]
	cut := func(w RequiredWords) string { return string([]rune(i.Text)[*w.Start:*w.End]) }
	if i.Bearer == nil || i.Bearer.Name != "党支部" || i.Bearer.Group != "organisation" || cut(i.Bearer.RequiredWords) != "党支部" {
		t.Errorf("bearer %+v", i.Bearer)
	}
	if i.Modality.Value != "must" || i.Modality.Label != "应当" || cut(i.Modality.RequiredWords) != "应当" {
		t.Errorf("modality %+v", i.Modality)
	}
	if q := i.Quantity; q == nil || q.Kind != "frequency" || q.Label != "频次" || q.Per != "月" || !strings.Contains(cut(q.RequiredWords), "每月") {
		t.Errorf("quantity %+v", q)
	}
	if !strings.HasPrefix(i.Citation, "《样本读书会工作规则》") || !strings.HasSuffix(i.Citation, "第一条") || i.Status != "in_force" || !strings.HasSuffix(i.URL, "#art_1") && !strings.Contains(i.URL, "#art_1") {
		t.Errorf("cited %q, %s, %s", i.Citation, i.Status, i.URL)
	}
}

// TestRequirementsFolded: what says the same of the same takes one place, here and on the
// page; collapse=false gives each its own.
func TestRequirementsFolded(t *testing.T) {
	sh := circleRules(t)
	sh.take(t, "样本读书会守则.txt", []byte("样本读书会守则\n\n2021年1月1日发布\n\n第一条　党员不得代他人签到。\n\n第二条　本守则自2021年1月1日起施行。\n"))
	h := pageServer(t, sh, nil)
	folded := requirementsAnswer(t, h, url.Values{"q": {"代他人签到"}})
	if folded.Total != 2 || len(folded.Items) != 1 || len(folded.Items[0].Also) != 1 || !strings.Contains(folded.Items[0].Document.Title, "守则") {
		t.Errorf("folded: %+v", folded)
	}
	apart := requirementsAnswer(t, h, url.Values{"q": {"代他人签到"}, "collapse": {"false"}})
	if len(apart.Items) != 2 || len(apart.Items[0].Also) != 0 {
		t.Errorf("apart: %+v", apart)
	}
	p := newClerk(t, h).page("GET", "/requirements?q="+url.QueryEscape("代他人签到"), nil, http.StatusOK)
	if to := find(p, "li.duty .elsewhere a"); len(find(p, "li.duty")) != 1 || len(to) != 1 || words(to[0]) != "《样本读书会工作规则》（2020年版）第三条（2020年1月1日）" {
		t.Errorf("the page folds otherwise")
	}
}

// TestRequirementsWalk: page by page everything comes once.
func TestRequirementsWalk(t *testing.T) {
	h := pageServer(t, circleRules(t), nil)
	whole := requirementsAnswer(t, h, url.Values{"limit": {"100"}, "modality": {"must_not", "may"}})
	var want, got []string
	for _, i := range whole.Items {
		want = append(want, i.Address+i.Text)
	}
	for cursor, n := "", 0; n < 200; n++ {
		a := requirementsAnswer(t, h, url.Values{"limit": {"3"}, "modality": {"must_not", "may"}, "cursor": {cursor}})
		for _, i := range a.Items {
			got = append(got, i.Address+i.Text)
		}
		if a.NextCursor == nil {
			break
		}
		cursor = *a.NextCursor
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got) < 4 {
		t.Errorf("%d: %s", len(got), diff)
	}
}

// TestRequirementsRefused: what cannot be asked is refused, with every fault.
func TestRequirementsRefused(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	for target, want := range map[string]int{
		"/api/v1/requirements?kind=几何&modality=也许&view=横&as_of=昨天&limit=0&更多=1": http.StatusUnprocessableEntity,
		"/api/v1/requirements?cursor=错":       http.StatusBadRequest,
		"/api/v1/requirements?document=没有这一篇": http.StatusNotFound,
		"/api/v1/requirements?collection=没有":  http.StatusNotFound,
		"/api/v1/requirements?status=amended": http.StatusOK,
		"/api/v1/requirements?q=%00%E2%80%8B": http.StatusOK,
	} {
		w := b.ask("GET", target, "")
		if w.Code != want {
			t.Errorf("%s: %d, want %d: %s", target, w.Code, want, w.Body)
		}
		if want == http.StatusUnprocessableEntity {
			if faults := decode(t, w)["errors"].([]any); len(faults) != 6 {
				t.Errorf("%d faults: %v", len(faults), faults)
			}
		}
	}
}
