package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
)

// TestSearchInput is the table of the contract, row by row.
func TestSearchInput(t *testing.T) {
	long := strings.Repeat("党", 500)
	for name, tt := range map[string]struct {
		query string
		text  string // as the engine gets it
	}{
		"no q":                      {"", ""},
		"empty q":                   {"q=", ""},
		"punctuation":               {"q=" + url.QueryEscape("，。！"), "，。！"},
		"white space":               {"q=+%E3%80%80", " \u3000"},
		"NUL":                       {"q=%E5%85%9A%00%E8%B4%B9", "党费"},
		"control characters":        {"q=%01%E5%85%9A%1b%7f%C2%85%E8%B4%B9", "党费"},
		"zero width":                {"q=" + url.QueryEscape("党\u200b\u200d\ufeff费\u00ad"), "党费"},
		"unbalanced quote":          {"q=" + url.QueryEscape(`"党费`), `"党费`},
		"500 characters":            {"q=" + url.QueryEscape(long), long},
		"500 and some not seen":     {"q=" + url.QueryEscape(long+"\u200b\u200b"), long},
		"astral":                    {"q=" + url.QueryEscape("𠮷"), "𠮷"},
		"form with empty fields":    {"q=%E5%85%9A&kind=&from=&to=&limit=&sort=&cursor=", "党"},
		"markup":                    {"q=" + url.QueryEscape("<script>"), "<script>"},
		"plus is a space, as forms": {"q=a+b", "a b"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			b.get("/api/v1/search?" + tt.query)
			if b.asked.Text != tt.text {
				t.Errorf("the engine was asked %q, want %q", b.asked.Text, tt.text)
			}
		})
	}
}

func TestSearchFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		query  string
		faults []string
	}{
		"q too long":         {"q=" + url.QueryEscape(strings.Repeat("党", 501)), []string{"query.q too_long"}},
		"invalid UTF-8":      {"q=%ff", []string{"query.q not_utf8"}},
		"cut UTF-8":          {"q=%E5%85", []string{"query.q not_utf8"}},
		"lone surrogate":     {"q=%ED%A0%80", []string{"query.q not_utf8"}},
		"malformed escape":   {"q=%zz", []string{"query malformed"}},
		"limit 0":            {"limit=0", []string{"query.limit out_of_range"}},
		"limit 101":          {"limit=101", []string{"query.limit out_of_range"}},
		"limit 100000":       {"limit=100000", []string{"query.limit out_of_range"}},
		"limit negative":     {"limit=-1", []string{"query.limit out_of_range"}},
		"limit no number":    {"limit=ten", []string{"query.limit bad_number"}},
		"limit huge":         {"limit=99999999999999999999", []string{"query.limit bad_number"}},
		"kind":               {"kind=article", []string{"query.kind unknown_value"}},
		"second kind":        {"kind=essay&kind=x", []string{"query.kind unknown_value"}},
		"genre":              {"genre=x", []string{"query.genre unknown_value"}},
		"rank":               {"rank=x", []string{"query.rank unknown_value"}},
		"status":             {"status=x", []string{"query.status unknown_value"}},
		"match":              {"match=x", []string{"query.match unknown_value"}},
		"sort":               {"sort=title", []string{"query.sort unknown_value"}},
		"group":              {"group=x", []string{"query.group unknown_value"}},
		"lanes":              {"lanes=maybe", []string{"query.lanes bad_boolean"}},
		"explain":            {"explain=2", []string{"query.explain bad_boolean"}},
		"year":               {"year=MMXX", []string{"query.year bad_year"}},
		"day that is none":   {"from=2023-02-29", []string{"query.from bad_date"}},
		"date of other form": {"to=2023%2F01%2F02", []string{"query.to bad_date"}},
		"month alone":        {"as_of=2023-01", []string{"query.as_of bad_date"}},
		"unknown":            {"wurst=1", []string{"query.wurst unknown_parameter"}},
		"twice":              {"q=a&q=b", []string{"query.q repeated"}},
		"issuer too long":    {"issuer=" + strings.Repeat("x", 501), []string{"query.issuer too_long"}},
		"too many values":    {strings.Repeat("topic=x&", 51), []string{"query.topic too_many_values"}},
		"all at once": {"limit=0&kind=x&b=1&a=1", []string{"query.kind unknown_value", "query.limit out_of_range",
			"query.a unknown_parameter", "query.b unknown_parameter"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			wantProblem(t, b.ask("GET", "/api/v1/search?"+tt.query, ""), http.StatusUnprocessableEntity, "invalid_request", tt.faults...)
			// The list of documents reads the same table, but for the words.
			if name == "limit 0" || name == "kind" || name == "unknown" {
				wantProblem(t, b.ask("GET", "/api/v1/documents?"+tt.query, ""), http.StatusUnprocessableEntity, "invalid_request", tt.faults...)
			}
		})
	}
}

// TestSearchQuery: what the engine is asked.
func TestSearchQuery(t *testing.T) {
	want := search.Query{Text: "党费 标准", Match: "all", From: "2010-01-01", To: "2020-12-31", AsOf: "2019-01-01", Today: "2026-03-02",
		Document: "某", Sort: search.Newest, Group: search.GroupDocument, Lanes: true, Limit: 5, Cursor: "c", Explain: true,
		Filter: search.Filter{"kind": {"essay", "speech"}, "genre": {"regulations", "rules"}, "rank": {"statute"},
			"issuer": {"中央"}, "status": {"in_force"}, "topic": {"党费"}, "year": {"2018", "2019"}}}
	b := newBench(t, nil)
	b.get("/api/v1/search?q=党费+标准&match=all&from=2010-01-01&to=2020-12-31&as_of=2019-01-01&document=某&sort=newest&group=document" +
		"&lanes=true&limit=5&cursor=c&explain=true&kind=essay&kind=speech&kind=essay&genre=条例&genre=rules&rank=statute&issuer=中央&status=in_force" +
		"&topic=党费&year=2018&year=2019")
	if diff := cmp.Diff(want, b.asked); diff != "" {
		t.Errorf("GET (-want +got):\n%s", diff)
	}
	b = newBench(t, nil)
	w := b.ask("POST", "/api/v1/search", `{"q":"党费 标准","match":"all","from":"2010-01-01","to":"2020-12-31","as_of":"2019-01-01",
		"document":"某","sort":"newest","group":"document","lanes":true,"limit":5,"cursor":"c","explain":true,"kind":["essay","speech"],
		"genre":["条例","rules"],"rank":"statute","issuer":["中央"],"status":["in_force"],"topic":["党费"],"year":[2018,2019]}`,
		"Content-Type", "application/json")
	if diff := cmp.Diff(want, b.asked); diff != "" {
		t.Errorf("POST %d (-want +got):\n%s", w.Code, diff)
	}
}

func TestSearchByBodyFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		body   string
		status int
		code   string
		faults []string
	}{
		"no JSON":              {`q=1`, 400, "malformed_json", nil},
		"empty":                {``, 400, "malformed_json", nil},
		"null":                 {`null`, 400, "malformed_json", nil},
		"list":                 {`[]`, 400, "malformed_json", nil},
		"lone high surrogate":  {`{"q":"a\ud800"}`, 422, "invalid_request", []string{"body not_utf8"}},
		"lone low surrogate":   {`{"q":"\uDC00b"}`, 422, "invalid_request", []string{"body not_utf8"}},
		"two high surrogates":  {`{"q":"\ud83d\ud83d\ude00"}`, 422, "invalid_request", []string{"body not_utf8"}},
		"invalid UTF-8":        {"{\"q\":\"\xff\"}", 422, "invalid_request", []string{"body not_utf8"}},
		"object for a string":  {`{"q":{}}`, 422, "invalid_request", []string{"body.q bad_type"}},
		"list for one":         {`{"q":["a","b"]}`, 422, "invalid_request", []string{"body.q repeated"}},
		"unknown":              {`{"x":1,"limit":0}`, 422, "invalid_request", []string{"body.limit out_of_range", "body.x unknown_parameter"}},
		"unknown, empty":       {`{"x":[]}`, 422, "invalid_request", []string{"body.x unknown_parameter"}},
		"too long":             {`{"q":"` + strings.Repeat("党", 501) + `"}`, 422, "invalid_request", []string{"body.q too_long"}},
		"too large":            {`{"q":"` + strings.Repeat("x", maxBody) + `"}`, 413, "too_large", nil},
		"text for a number":    {`{"limit":"5","lanes":"true","year":["2018"]}`, 422, "invalid_request", []string{"body.lanes bad_type", "body.limit bad_type", "body.year bad_type"}},
		"number for a text":    {`{"q":2018,"topic":[1]}`, 422, "invalid_request", []string{"body.q bad_type", "body.topic bad_type"}},
		"dates turned round":   {`{"from":"2020-01-02","to":"2020-01-01"}`, 422, "invalid_request", []string{"body.to before_from"}},
		"fraction for a limit": {`{"limit":1.5}`, 422, "invalid_request", []string{"body.limit bad_number"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newBench(t, nil).ask("POST", "/api/v1/search", tt.body, "Content-Type", "application/json")
			wantProblem(t, w, tt.status, tt.code, tt.faults...)
		})
	}
	for _, good := range []string{`{}`, `{"q":null}`, `{"q":"\ud83d\ude00"}`, `{"q":"\\ud800"}`, `{"kind":[]}`, "\ufeff{\"q\":\"党费\"}", `{"from":"2020-01-01","to":"2020-01-01"}`} {
		if w := newBench(t, nil).ask("POST", "/api/v1/search", good); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", good, w.Code, w.Body)
		}
	}
	w := newBench(t, nil).ask("POST", "/api/v1/search", "<q/>", "Content-Type", "text/xml")
	wantProblem(t, w, 415, "unsupported_media_type")
	w = newBench(t, nil).ask("POST", "/api/v1/search?q=1", "{}")
	wantProblem(t, w, 422, "invalid_request", "query.q unknown_parameter")
}

func TestSearchEngineErrors(t *testing.T) {
	for name, tt := range map[string]struct {
		err    error
		status int
		code   string
		faults []string
	}{
		"cursor":  {search.ErrCursor, 400, "bad_cursor", nil},
		"limits":  {&search.QueryError{Field: "q", Reason: "too_many_terms"}, 422, "invalid_request", []string{"query.q too_many_terms"}},
		"timeout": {context.DeadlineExceeded, 503, "timeout", nil},
		"gone":    {context.Canceled, 499, "canceled", nil},
		"broken":  {errors.New("index broken at /secret"), 503, "index_unavailable", nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			b.err = tt.err
			w := b.ask("GET", "/api/v1/search?q=党", "")
			if tt.status == 503 && w.Header().Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			if strings.Contains(w.Body.String(), "secret") {
				t.Errorf("the cause leaks: %s", w.Body)
			}
			wantProblem(t, w, tt.status, tt.code, tt.faults...)
		})
	}
	b := newBench(t, nil)
	b.err = &search.QueryError{Field: "q", Reason: "too_many_terms"}
	wantProblem(t, b.ask("POST", "/api/v1/search", "{}"), 422, "invalid_request", "body.q too_many_terms")
}

// TestSearchAnswer: the JSON of the contract, offsets in code points.
func TestSearchAnswer(t *testing.T) {
	b := newBench(t, nil)
	b.result.Hits[0].Document.Fields.Title = `<b>某</b>条例`
	got := b.get("/api/v1/search?q=战斗堡垒")
	hit := got["hits"].([]any)[0].(map[string]any)
	passage := hit["passage"].(map[string]any)
	match := hit["matches"].([]any)[0].(map[string]any)
	text := []rune(passage["text"].(string))
	if cut := string(text[int(match["start"].(float64)):int(match["end"].(float64))]); cut != "戰鬥堡壘" {
		t.Errorf("matches cut %q out of %q", cut, string(text))
	}
	whole := []rune(fakeText)
	if cut := string(whole[int(passage["start"].(float64)):int(passage["end"].(float64))]); cut != string(text) {
		t.Errorf("start, end cut %q out of the document, want %q", cut, string(text))
	}
	if _, ok := got["took_ms"].(float64); !ok {
		t.Error("took_ms is no number")
	}
	delete(got, "took_ms")
	want := map[string]any{
		"query": map[string]any{"text": "战斗堡垒", "terms": []any{"战斗堡垒"}, "expansions": []any{}, "resolved": nil, "suggestion": nil,
			"mode": "all", "absent": []any{}, "relaxations": []any{}},
		"total": 1.0, "documents": 1.0, "verdict": "ok", "next_cursor": "next", "nearest": []any{}, "answers": []any{},
		"hits": []any{map[string]any{
			"document": map[string]any{"id": fakeID, "address": fakeID, "title": "<b>某</b>条例", "kind": "regulation", "kind_label": "法规", "genre": "条例", "rank": "central_party", "rank_label": "中央党内法规",
				"issuer": []any{}, "doc_no": "", "promulgated": nil, "effective": "2020-01-01", "published": nil, "status": "in_force", "status_label": "现行有效",
				"successor": nil, "topics": []any{"党费"}, "source": "", "sample": false},
			"address": fakeID + "#art_1",
			"passage": map[string]any{"locator": "art_1", "address": fakeID + "#art_1", "label": "第一条", "path": []any{"第一条"}, "text": "第一条 𠮷祥戰鬥堡壘。", "start": 8.0, "end": 19.0,
				"url": "/documents/" + url.PathEscape(fakeID) + "#art_1", "doubts": []any{}},
			"score": 1.5, "matches": []any{map[string]any{"start": 6.0, "end": 10.0}},
			"snippet":     []any{map[string]any{"text": "𠮷祥", "match": false}, map[string]any{"text": "戰鬥堡壘", "match": true}},
			"snippet_cut": false,
			"also":        []any{}, "citation": "《某条例（试行）》第一条"}},
		"facets": []any{
			map[string]any{"field": "genre", "other": 0.0, "values": []any{map[string]any{"value": "条例", "label": "条例", "count": 1.0, "selected": false}}},
			map[string]any{"field": "topic", "other": 0.0, "values": []any{map[string]any{"value": "党费", "label": "党费", "count": 4.0, "selected": false},
				map[string]any{"value": "自带", "label": "自带", "count": 1.0, "selected": false}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestSearchAnswerEmpty(t *testing.T) {
	b := newBench(t, nil)
	b.result = search.Result{Verdict: search.NoBasis, Nearest: []search.Hit{{Document: search.Head{Fields: corpus.Fields{Kind: corpus.Essay}, Status: corpus.Unknown}}}, Lanes: []search.Lane{{Kind: corpus.Essay}}}
	w := b.ask("GET", "/api/v1/search?q=x&lanes=1", "")
	for _, want := range []string{`"hits":[]`, `"facets":[]`, `"terms":[]`, `"next_cursor":null`, `"verdict":"no_basis"`, `"matches":[]`, `"snippet":[]`,
		`"lanes":{"essay":{"total":0,"hits":[]}}`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s in %s", want, w.Body)
		}
	}
}

// FuzzQueryParameters: whatever the query string, the answer is 200 or a 422
// that names faults, and the engine never sees what the contract keeps from it.
func FuzzQueryParameters(f *testing.F) {
	for _, seed := range []string{"q=党费", "q=%00%ff", "q=%ED%A0%80&limit=0", "kind=essay&year=1&from=2020-01-01", "a;b", "q=%", "limit=+5", "cursor=%0a"} {
		f.Add(seed)
	}
	b := newBench(f, nil)
	f.Fuzz(func(t *testing.T, raw string) {
		r := (&url.URL{Path: "/api/v1/search", RawQuery: raw}).String()
		if _, err := http.NewRequest("GET", "http://127.0.0.1:8080"+r, nil); err != nil {
			t.Skip("not a request a client can send")
		}
		b.t, b.asked = t, search.Query{}
		b.log.Reset()
		w := b.ask("GET", r, "")
		q := b.asked
		switch w.Code {
		case http.StatusOK:
			if !utf8.ValidString(q.Text) || utf8.RuneCountInString(q.Text) > search.MaxText || strings.ContainsAny(q.Text, "\x00\x1b\u200b") {
				t.Errorf("the engine was asked %q", q.Text)
			}
			if q.Limit < 0 || q.Limit > search.MaxLimit || !q.From.Valid() || !q.To.Valid() || !q.AsOf.Valid() {
				t.Errorf("the engine was asked %+v", q)
			}
		case http.StatusUnprocessableEntity:
			if errs, _ := decode(t, w)["errors"].([]any); len(errs) == 0 {
				t.Errorf("422 without a fault: %s", w.Body)
			}
		case http.StatusInternalServerError:
			if q.Text != "恐慌" {
				t.Errorf("500: %s", b.log.String())
			}
		default:
			t.Errorf("status %d: %s", w.Code, w.Body)
		}
	})
}
