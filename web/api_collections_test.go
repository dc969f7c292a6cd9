package web

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// newCollections is a real store, for collections are nothing but storing.
func newCollections(t testing.TB) *library.Library {
	t.Helper()
	l, err := library.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// trainer is a bench with collections over the sample texts.
type trainer struct {
	*bench
	memory *memory
}

func newTrainer(t testing.TB, change func(*Config)) *trainer {
	t.Helper()
	sh, store := newMemory(t), newCollections(t)
	b := newBench(t, func(c *Config) {
		c.Library, c.Intake, c.Searcher, c.Lexicon, c.Collections = sh, sh, addressAsker{sh, sh.resolver()}, sh.lexicon, store
		c.Resolver, c.Citing = live{sh}, sh.citing(t)
		if change != nil {
			change(c)
		}
	})
	return &trainer{b, sh}
}

// live is a resolver that knows what is held now.
type live struct{ memory *memory }

func (l live) Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error) {
	return l.memory.resolver().Resolve(ctx, text, asOf, today)
}

func (l live) Work(id string) (resolve.Work, bool)   { return l.memory.resolver().Work(id) }
func (l live) Known(id string) (search.Titled, bool) { return l.memory.resolver().Known(id) }
func (l live) Companions(of corpus.Fields) resolve.Companions {
	return l.memory.resolver().Companions(of)
}

// State is always another: the resolver is made for each question.
func (l live) State() int64 { return rand.Int64() }

func (l live) Cite(ctx context.Context, from *corpus.Document, c corpus.Citation, asOf, today corpus.Date) (resolve.Cited, error) {
	return l.memory.resolver().Cite(ctx, from, c, asOf, today)
}

func (l live) Document(ctx context.Context, id string) (*corpus.Document, error) {
	return l.memory.resolver().Document(ctx, id)
}

func (l live) History(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]resolve.Moment, error) {
	return l.memory.resolver().History(ctx, d, unit)
}

const collectionsAPI = "/api/v1/collections"

// send sends JSON and decodes the answer, which must have a status.
func (b *trainer) send(method, target string, status int, body any, header ...string) (map[string]any, *httptest.ResponseRecorder) {
	b.t.Helper()
	text := ""
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			b.t.Fatal(err)
		}
		text = string(raw)
	}
	w := b.ask(method, target, text, append([]string{"Content-Type", "application/json"}, header...)...)
	if w.Code != status {
		b.t.Fatalf("%s %s: %d, want %d: %s", method, target, w.Code, status, w.Body)
	}
	if w.Body.Len() == 0 {
		return nil, w
	}
	return decode(b.t, bytesOf(w)), w
}

// bytesOf lets an answer be read twice.
func bytesOf(w *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	twin := httptest.NewRecorder()
	twin.Body = bytes.NewBuffer(bytes.Clone(w.Body.Bytes()))
	return twin
}

func (b *trainer) make(name string) string {
	b.t.Helper()
	out, w := b.send("POST", collectionsAPI, http.StatusCreated, map[string]any{"name": name})
	if w.Header().Get("ETag") == "" || out["url"] != collectionPath(out["id"].(string)) {
		b.t.Errorf("made %v, ETag %q", out, w.Header().Get("ETag"))
	}
	return collectionsAPI + "/" + out["id"].(string)
}

func (b *trainer) add(at string, status int, body map[string]any) map[string]any {
	b.t.Helper()
	out, _ := b.send("POST", at+"/items", status, body)
	return out
}

// items are those of a collection, each in a few words.
func (b *trainer) items(at string) []string {
	b.t.Helper()
	out := []string{}
	for _, one := range b.get(at)["items"].([]any) {
		item := one.(map[string]any)
		words := fmt.Sprint(item["kind"], " ", item["text"])
		if p, ok := item["passage"].(map[string]any); ok {
			words = fmt.Sprint("passage ", p["citation"])
		}
		out = append(out, words)
	}
	return out
}

func TestCollectionAPI(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "机关党支部工作规定")
	at := b.make("  专题党课\u200b /<b>  ")
	if got := b.get(at)["name"]; got != "专题党课 /<b>" {
		t.Errorf("name %q", got)
	}
	if got := b.items(at); len(got) != 0 {
		t.Errorf("a new one holds %v", got)
	}
	first := b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_2", "note": "先讲"})
	again := b.add(at, http.StatusOK, map[string]any{"address": id + "#art_2"})
	if diff := cmp.Diff(first["items"], again["items"]); diff != "" {
		t.Errorf("the same again is another: %s", diff)
	}
	b.add(at, http.StatusCreated, map[string]any{"kind": "heading", "text": "一、为什么", "after": 0})
	b.add(at, http.StatusCreated, map[string]any{"kind": "note", "text": "提问\n讨论"})
	want := []string{"heading 一、为什么", "passage " + b.cite(id, "art_2"), "note 提问\n讨论"}
	if diff := cmp.Diff(want, b.items(at)); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	out, _ := b.send("PUT", at+"/items", http.StatusOK, map[string]any{"items": []any{map[string]any{"id": 3, "text": "改"}, map[string]any{"id": 1}}})
	if got := b.items(at); !slices.Equal(got, []string{"note 改", want[1]}) {
		t.Errorf("arranged: %v", got)
	}
	if note := out["items"].([]any)[1].(map[string]any)["passage"].(map[string]any)["note"]; note != "先讲" {
		t.Errorf("the note is %v", note)
	}
	b.send("POST", at+"/undo", http.StatusOK, nil)
	if diff := cmp.Diff(want, b.items(at)); diff != "" {
		t.Errorf("undone (-want +got):\n%s", diff)
	}
	other := b.make("另一个")
	b.send("POST", at+"/move", http.StatusOK, map[string]any{"items": []int{1}, "to": strings.TrimPrefix(other, collectionsAPI+"/")})
	if got := b.items(other); !slices.Equal(got, want[1:2]) || len(b.items(at)) != 2 {
		t.Errorf("moved: %v, left %v", got, b.items(at))
	}
	b.send("PUT", other, http.StatusOK, map[string]any{"name": "改名"})
	if got := b.get(collectionsAPI)["collections"].([]any); len(got) != 2 || got[0].(map[string]any)["name"] != "改名" {
		t.Errorf("list %v", got)
	}
	b.send("DELETE", other, http.StatusNoContent, nil)
	wantProblem(t, b.ask("GET", other, ""), http.StatusNotFound, "no_such_collection")
	b.send("POST", other+"/undo", http.StatusOK, nil)
	b.get(other)
}

// cite is how the resolver's own titles make it be cited.
func (b *trainer) cite(id, locator string) string {
	b.t.Helper()
	r := b.get("/api/v1/resolve?q=" + url.QueryEscape(id+"#"+locator))
	return r["citation"].(string)
}

// TestCollectionOutlivesDocument: what was added stays when its document goes.
func TestCollectionOutlivesDocument(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "发展党员")
	at := b.make("备课")
	b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_9"})
	before := b.get(at)["items"]
	if err := b.memory.Remove(t.Context(), id, ""); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, b.get(at)["items"]); diff != "" {
		t.Errorf("changed: %s", diff)
	}
	p := before.([]any)[0].(map[string]any)["passage"].(map[string]any)
	fields := p["fields"].(map[string]any)
	if p["hash"] != packet.Hash(p["text"].(string)) || fields["title"] == "" || p["version_date"] == "" {
		t.Errorf("kept %v", p)
	}
	wantProblem(t, b.ask("POST", at+"/items", `{"address":"`+id+`#art_9"}`), http.StatusNotFound, "no_such_document")
}

// TestCollectionLater: the later of two people is told, and shown what is there.
func TestCollectionLater(t *testing.T) {
	b := newTrainer(t, nil)
	at := b.make("备课")
	seen := b.ask("GET", at, "").Header().Get("ETag")
	b.send("POST", at+"/items", http.StatusCreated, map[string]any{"kind": "note", "text": "甲的"}, "If-Match", seen)
	for _, late := range []struct{ method, path, body string }{
		{"POST", "/items", `{"kind":"note","text":"乙的"}`}, {"PUT", "/items", `{"items":[]}`}, {"PUT", "", `{"name":"乙"}`}, {"DELETE", "", ""}, {"POST", "/undo", ""},
	} {
		w := b.ask(late.method, at+late.path, late.body, "If-Match", seen)
		current, _ := decode(t, bytesOf(w))["current"].(map[string]any)
		if items, _ := current["items"].([]any); len(items) != 1 {
			t.Errorf("%s %s: current %v", late.method, late.path, current)
		}
		if w.Code != http.StatusPreconditionFailed || !strings.Contains(w.Body.String(), `"collection_changed"`) {
			t.Errorf("%s %s: %d %s", late.method, late.path, w.Code, w.Body)
		}
	}
	if got := b.items(at); !slices.Equal(got, []string{"note 甲的"}) {
		t.Errorf("items %v", got)
	}
}

// TestReplaceItem: another passage takes the place and the note of an item, and
// undoing brings the old one back.
func TestReplaceItem(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "机关党支部工作规定")
	at := b.make("备课")
	b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_2", "note": "先讲"})
	b.add(at, http.StatusCreated, map[string]any{"kind": "note", "text": "完"})
	was := b.items(at)
	b.add(at, http.StatusOK, map[string]any{"address": id + "#art_3", "replace": 1})
	items := b.get(at)["items"].([]any)
	p := items[0].(map[string]any)["passage"].(map[string]any)
	if len(items) != 2 || p["address"] != id+"#art_3" || p["note"] != "先讲" {
		t.Errorf("items %v", items)
	}
	several := b.ask("POST", at+"/items", `{"address":"机关党支部工作规定第三条至第五条","replace":1}`)
	if !strings.Contains(several.Body.String(), "所指有 3 条") {
		t.Errorf("it says %s", several.Body)
	}
	wantProblem(t, several, http.StatusUnprocessableEntity, "invalid_request", "body.address too_many_values")
	wantProblem(t, b.ask("POST", at+"/items", `{"address":"`+id+`#art_4","replace":2}`), http.StatusNotFound, "no_such_item")
	b.ask("POST", at+"/undo", "")
	if diff := cmp.Diff(was, b.items(at)); diff != "" {
		t.Errorf("undone: %s", diff)
	}
}

// TestCollectionFull: ten thousand are taken, and one more is not.
func TestCollectionFull(t *testing.T) {
	b := newTrainer(t, nil)
	var file bytes.Buffer
	p := packet.Packet{Title: "大", Items: slices.Repeat([]packet.Item{packet.NewNote("说明")}, library.MaxCollectionItems)}
	if err := packet.WriteJSON(t.Context(), &file, p, packet.Options{}); err != nil {
		t.Fatal(err)
	}
	w := b.ask("POST", collectionsAPI+"/import", file.String())
	if w.Code != http.StatusCreated {
		t.Fatalf("%d %.300s", w.Code, w.Body)
	}
	at := collectionsAPI + "/" + decode(t, w)["id"].(string)
	full := b.ask("POST", at+"/items", `{"kind":"note","text":"再加一条"}`)
	if !strings.Contains(full.Body.String(), "10,000") {
		t.Errorf("it says %s", full.Body)
	}
	wantProblem(t, full, http.StatusUnprocessableEntity, "collection_full")
}

// TestQuotePieces: a selection by its place, by its words, and a hit of prose.
func TestQuotePieces(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "机关党支部工作规定")
	text := []rune(b.get("/api/v1/resolve?q=" + url.QueryEscape(id+"#art_2"))["provision"].(map[string]any)["text"].(string))
	at := b.make("备课")
	b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_2", "start": 2, "end": 8})
	b.add(at, http.StatusOK, map[string]any{"address": id + "#art_2", "quote": string(text[2:5]) + " \n" + string(text[5:8])})
	whole := b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_2"})
	hit := b.get("/api/v1/search?kind=essay&q=" + url.QueryEscape("党支部"))["hits"].([]any)[0].(map[string]any)
	passage := hit["passage"].(map[string]any)
	b.add(at, http.StatusCreated, map[string]any{"address": hit["document"].(map[string]any)["id"].(string) + "#" + passage["locator"].(string), "passage": passage["start"]})
	items := b.get(at)["items"].([]any)
	piece := items[0].(map[string]any)["passage"].(map[string]any)
	if piece["text"] != string(text[2:8]) || piece["piece"] != true {
		t.Errorf("piece %v", piece)
	}
	if piece["cut"] != "both" {
		t.Errorf("cut %v", piece["cut"])
	}
	if p := items[1].(map[string]any)["passage"].(map[string]any); p["text"] != string(text) || p["piece"] != nil {
		t.Errorf("whole %v %v", p, whole)
	}
	if p := items[2].(map[string]any)["passage"].(map[string]any); p["text"] != strings.TrimSpace(passage["text"].(string)) {
		t.Errorf("hit %v", p)
	}
	checked, _ := b.send("POST", "/api/v1/recheck", http.StatusOK, json.RawMessage(b.ask("GET", at+"/export?format=json", "").Body.Bytes()))
	if counts := checked["counts"].([]any); len(counts) != 1 || counts[0].(map[string]any)["status"] != "unchanged" {
		t.Errorf("rechecked at once: %v", checked)
	}
}

// TestExport: every format is a file with the right name.
func TestExport(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "机关党支部工作规定")
	at := b.make("周/五\"党课=1;<b>")
	b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_2"})
	name := "UTF-8''" + "%E5%91%A8-%E4%BA%94-%E5%85%9A%E8%AF%BE%3D1%3B-b"
	for format, begins := range map[string]string{"docx": "PK", "md": "#", "html": "<!DOCTYPE html>", "json": `{"format"`} {
		for _, style := range []string{"", "&style=2015", "&style=2025"} {
			w := b.ask("GET", at+"/export?format="+format+style, "")
			if w.Code != http.StatusOK || !strings.HasPrefix(strings.ToLower(w.Body.String()), strings.ToLower(begins)) {
				t.Errorf("%s%s: %d %.60q", format, style, w.Code, w.Body)
			}
			if got := w.Header().Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="collection.`+format+`"; filename*=`+name) {
				t.Errorf("%s: %s", format, got)
			}
		}
	}
	w := b.ask("GET", at+"/export", "")
	if _, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len())); err != nil {
		t.Errorf("no Word file: %v", err)
	}
	// Taken back, it is the same collection.
	file := b.ask("GET", at+"/export?format=json", "").Body.String()
	back := b.ask("POST", collectionsAPI+"/import", file)
	if diff := cmp.Diff(b.items(at), b.items(collectionsAPI+"/"+decode(t, back)["id"].(string))); back.Code != http.StatusCreated || diff != "" {
		t.Errorf("imported: %d %s", back.Code, diff)
	}
	empty := b.make("空")
	for format := range exportWriters {
		if w := b.ask("GET", empty+"/export?format="+format, ""); w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("empty %s: %d", format, w.Code)
		}
	}
}

// TestExportChoices: the source stands where it was asked for and only there, words
// that were cut are marked beside the text, and learners get no notes in any format.
func TestExportChoices(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "机关党支部工作规定")
	at := b.make("备课")
	b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_2", "start": 2, "end": 8, "note": "只给教师看"})
	b.add(at, http.StatusCreated, map[string]any{"kind": "note", "text": "此处提问"})
	piece := b.get(at)["items"].([]any)[0].(map[string]any)["passage"].(map[string]any)["text"].(string)
	for sources, want := range map[string]string{"": "[^1]:", "footnote": "[^1]:", "line": "> ——《", "list": "## 参考文献"} {
		file := b.ask("GET", at+"/export?format=md"+strings.TrimSuffix("&sources="+sources, "&sources="), "").Body.String()
		for _, mark := range []string{"[^1]:", "> ——《", "## 参考文献"} {
			if strings.Contains(file, mark) != (mark == want) {
				t.Errorf("sources=%s: %q is there or not:\n%s", sources, mark, file)
			}
		}
		if !strings.Contains(file, "> ……"+piece+"……") || !strings.Contains(file, "（节选）") {
			t.Errorf("sources=%s: the piece is not marked as one:\n%s", sources, file)
		}
	}
	for _, format := range []string{"md", "html", "json"} {
		for notes, kept := range map[string]bool{"": true, "&notes=true": true, "&notes=false": false} {
			file := b.ask("GET", at+"/export?format="+format+notes, "").Body.String()
			if strings.Contains(file, "只给教师看") != kept || strings.Contains(file, "此处提问") != kept || !strings.Contains(file, piece) {
				t.Errorf("%s%s: notes are there or not:\n%s", format, notes, file)
			}
		}
	}
	if got := b.items(at); len(got) != 2 {
		t.Errorf("the collection itself has changed: %v", got)
	}
}

// TestRenewAPI: what stands elsewhere to the letter is taken over in one change, to
// which If-Match applies.
func TestRenewAPI(t *testing.T) {
	b := newTrainer(t, nil)
	newest := idOf(t, b.memory, "机关党支部工作规定")
	older := b.memory.older(newest)
	old := &b.memory.records[b.memory.at(older)].Document
	at := b.make("备课")
	for _, n := range articles(old) {
		b.add(at, http.StatusCreated, map[string]any{"address": older + "#" + n.Locator})
	}
	before := b.items(at)
	same := 0
	for _, c := range b.rechecked(at) {
		if c.Now != nil && len(c.Diff) == 0 {
			same++
		}
	}
	b.send("POST", at+"/renew", http.StatusPreconditionFailed, nil, "If-Match", `"other"`)
	out, _ := b.send("POST", at+"/renew", http.StatusOK, nil)
	renewed := 0
	for _, one := range out["items"].([]any) {
		if one.(map[string]any)["passage"].(map[string]any)["document_id"] == newest {
			renewed++
		}
	}
	if renewed == 0 || renewed != same || len(out["items"].([]any)) != len(before) {
		t.Errorf("%d of %d were taken over, want %d", renewed, len(before), same)
	}
	again, _ := b.send("POST", at+"/renew", http.StatusOK, nil)
	if again["undo"] != out["undo"] {
		t.Error("nothing to take over is a change")
	}
	b.send("POST", at+"/undo", http.StatusOK, nil)
	if diff := cmp.Diff(before, b.items(at)); diff != "" {
		t.Errorf("undone: %s", diff)
	}
}

// collectionOperations are those of the description that have to do with
// collections.
var collectionOperations = []string{
	"DELETE /api/v1/collections/{id}", "GET /api/v1/collections", "GET /api/v1/collections/{id}", "GET /api/v1/collections/{id}/export",
	"POST /api/v1/collections", "POST /api/v1/collections/import", "POST /api/v1/collections/{id}/items", "POST /api/v1/collections/{id}/move",
	"POST /api/v1/collections/{id}/renew",
	"POST /api/v1/collections/{id}/undo", "POST /api/v1/recheck", "PUT /api/v1/collections/{id}", "PUT /api/v1/collections/{id}/items",
}
