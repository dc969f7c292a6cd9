package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestCollectionBadInput(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "机关党支部工作规定")
	at := b.make("备课")
	nowhere := collectionsAPI + "/nowhere"
	long := strings.Repeat("长", 300)
	for _, c := range []struct {
		name, method, target, body string
		status                     int
		code                       string
		faults                     []string
	}{
		{"no name", "POST", collectionsAPI, `{}`, 422, "invalid_request", []string{"body.name required"}},
		{"nothing to be seen", "POST", collectionsAPI, `{"name":" \u200b\u0000 "}`, 422, "invalid_request", []string{"body.name required"}},
		{"long name", "POST", collectionsAPI, `{"name":"` + long + `"}`, 422, "invalid_request", []string{"body.name too_long"}},
		{"unknown field", "PUT", at, `{"name":"a","nmae":"b"}`, 422, "invalid_request", []string{"body.nmae unknown_parameter"}},
		{"a number for a name", "PUT", at, `{"name":5}`, 422, "invalid_request", []string{"body.name bad_type"}},
		{"a list", "POST", collectionsAPI, `[]`, 400, "malformed_json", nil},
		{"no address", "POST", at + "/items", `{}`, 422, "invalid_request", []string{"body.address required"}},
		{"no such document", "POST", at + "/items", `{"address":"火星法第一条"}`, 404, "no_such_document", nil},
		{"no such provision", "POST", at + "/items", `{"address":"` + id + `#art_999"}`, 404, "no_such_provision", nil},
		{"outside the text", "POST", at + "/items", `{"address":"` + id + `#art_2","start":0,"end":99999}`, 422, "invalid_request", []string{"body.end out_of_range"}},
		{"backwards", "POST", at + "/items", `{"address":"` + id + `#art_2","start":5,"end":5}`, 422, "invalid_request", []string{"body.end out_of_range"}},
		{"half a selection", "POST", at + "/items", `{"address":"` + id + `#art_2","start":5}`, 422, "invalid_request", []string{"body.end out_of_range"}},
		{"not there", "POST", at + "/items", `{"address":"` + id + `#art_2","quote":"火星"}`, 422, "invalid_request", []string{"body.quote unknown_value"}},
		{"no hit", "POST", at + "/items", `{"address":"` + id + `#art_2","passage":1}`, 422, "invalid_request", []string{"body.passage unknown_value"}},
		{"kind", "POST", at + "/items", `{"kind":"picture"}`, 422, "invalid_request", []string{"body.kind unknown_value"}},
		{"level", "POST", at + "/items", `{"kind":"heading","text":"a","level":9}`, 422, "invalid_request", []string{"body.level out_of_range"}},
		{"after none", "POST", at + "/items", `{"kind":"note","text":"a","after":99}`, 404, "no_such_item", nil},
		{"order of none", "PUT", at + "/items", `{"items":[{"id":9}]}`, 422, "invalid_request", []string{"body.items[0].id unknown_value"}},
		{"no order", "PUT", at + "/items", `{}`, 422, "invalid_request", []string{"body.items required"}},
		{"undo nothing", "POST", at + "/undo", ``, 409, "nothing_to_undo", nil},
		{"undo nowhere", "POST", nowhere + "/undo", ``, 404, "no_such_collection", nil},
		{"add nowhere", "POST", nowhere + "/items", `{"kind":"note","text":"a"}`, 404, "no_such_collection", nil},
		{"arrange nowhere", "PUT", nowhere + "/items", `{"items":[]}`, 404, "no_such_collection", nil},
		{"move nowhere", "POST", at + "/move", `{"items":[],"to":"nowhere"}`, 404, "no_such_collection", nil},
		{"export nowhere", "GET", nowhere + "/export", ``, 404, "no_such_collection", nil},
		{"format", "GET", at + "/export?format=exe&style=1999&sources=margin&notes=no&x=1", ``, 422, "invalid_request",
			[]string{"query.format unknown_value", "query.style unknown_value", "query.sources unknown_value", "query.notes unknown_value", "query.x unknown_parameter"}},
		{"sources twice", "GET", at + "/export?sources=line&sources=list", ``, 422, "invalid_request", []string{"query.sources repeated"}},
		{"renew nowhere", "POST", nowhere + "/renew", ``, 404, "no_such_collection", nil},
		{"no packet", "POST", "/api/v1/recheck", `{"a":1}`, 422, "not_a_packet", []string{"body malformed"}},
		{"import no packet", "POST", collectionsAPI + "/import", ``, 422, "not_a_packet", []string{"body malformed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantProblem(t, b.ask(c.method, c.target, c.body), c.status, c.code, c.faults...)
		})
	}
}

// TestArrangeHoldsLimits: what adding would refuse, arranging refuses too.
func TestArrangeHoldsLimits(t *testing.T) {
	b := newTrainer(t, nil)
	at := b.make("备课")
	b.add(at, http.StatusCreated, map[string]any{"kind": "heading", "text": "依据"})
	b.add(at, http.StatusCreated, map[string]any{"kind": "note", "text": "提问"})
	for name, c := range map[string]struct{ items, fault string }{
		"no heading":    {`{"id":1,"text":" \u200b"},{"id":2}`, "body.items[0].text required"},
		"long heading":  {`{"id":1,"text":"` + strings.Repeat("长", maxHeading+1) + `"},{"id":2}`, "body.items[0].text too_long"},
		"no note":       {`{"id":1},{"id":2,"text":""}`, "body.items[1].text required"},
		"long note":     {`{"id":1},{"id":2,"text":"` + strings.Repeat("长", maxNote+1) + `"}`, "body.items[1].text too_long"},
		"level":         {`{"id":1,"level":0},{"id":2}`, "body.items[0].level out_of_range"},
		"twice the one": {`{"id":1},{"id":1}`, "body.items[1].id unknown_value"},
	} {
		t.Run(name, func(t *testing.T) {
			wantProblem(t, b.ask("PUT", at+"/items", `{"items":[`+c.items+`]}`), 422, "invalid_request", c.fault)
		})
	}
	b.send("PUT", at+"/items", http.StatusOK, map[string]any{"items": []any{map[string]any{"id": 2}, map[string]any{"id": 1, "text": "依据\n有两行", "level": 2}}})
	if got := b.items(at); !slices.Equal(got, []string{"note 提问", "heading 依据 有两行"}) {
		t.Errorf("items %q", got)
	}
}
