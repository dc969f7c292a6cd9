package web

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
	"tiaowen/corpus/parse"
	"tiaowen/search/shelf"
)

// withCollections adds the pages of the trainer's collections, made of s or for an empty s of
// nothing.
func withCollections(s string, pages map[string]any) map[string]any {
	if s == "" {
		maps.Copy(pages, map[string]any{"collections": &collectionsView{}, "collection": &collectionView{}, "collect": &collectView{},
			"recheck": &recheckView{}, "check": &checkView{}, "topics": &topicsView{}, "topic": &topicView{}, "similar": &similarView{}})
		return pages
	}
	row := collectionRow{Name: s, Href: collectionPath(s), Changed: s, Action: collectionPath(s), ETag: s, Items: 2, Passages: 1}
	quote := quoteView{s, []string{s}}
	cards := []cardView{{N: 1, Name: s, Kind: packet.KindHeading, Level: 1, Text: s}, {N: 2, Name: s, Kind: packet.KindNote, Text: s, Lines: []string{s}},
		{N: 3, Name: s, Kind: packet.KindPassage, Lines: []string{s}, Citation: s, Note: s, NoteLines: []string{s}, Piece: true, Before: true, After: true, Href: documentPath(s)},
		{N: 4, Name: s, Kind: packet.KindPassage, Lines: []string{s}, Citation: s}}
	ops := []compare.Op{{Kind: compare.Delete, Text: s}, {Kind: compare.Equal, Text: s}, {Kind: compare.Insert, Text: s}}
	hit := hitView{Title: s, Href: documentPath(s), Address: s, From: 1, Citation: s, Also: s, Elsewhere: []link{{Label: s, Href: documentPath(s)}}, Deep: true}
	maps.Copy(pages, map[string]any{
		"collections": &collectionsView{Done: s, Error: s, Name: s, Rows: []collectionRow{row}, Removed: []collectionRow{row}},
		"collection": &collectionView{ID: s, Name: s, ETag: s, Path: collectionPath(s), API: collectionPath(s), Done: s, Back: documentPath(s), Error: s, Typed: s, Summary: s, Changed: s,
			Address: s, Today: s, Undo: 1, Cards: cards, Exports: []label{{Value: s, Label: s}}, Sources: []label{{Value: s, Label: s}}, Notes: []label{{Value: s, Label: s}}, Styles: []label{{Value: s, Label: s}},
			Lacking: []lackingView{{Title: s, Items: []link{{Label: s, Href: collectionPath(s)}, {Label: s, Href: collectionPath(s)}}, More: 1, Fields: []link{{Label: s, Href: libraryPath(s, "edit")}, {Label: s}}, Gone: true}}, LackingItems: 3, LackingMore: 1,
			Others: []choice{{Label: s, Href: s}},
			Prev:   collectionPath(s), Next: collectionPath(s), Empty: true, Many: true, Checking: checkCollection(s)},
		"collect":       &collectView{Address: s, Passage: s, Quote: s, Error: s, Cites: []quoteView{quote}, Choices: []choice{{Label: s, Href: s}}, Name: s, Note: s, Back: collectionPath(s)},
		"collect typed": &collectView{Address: s, Typed: true, Error: s, Back: "/"},
		"recheck": &recheckView{Error: s, Title: s, Made: s, Href: collectionPath(s), Counts: []FateCount{{Status: packet.Fate(s), Label: s, Count: 1}}, ETag: s, Done: s, Same: 1, Left: 1, Choices: []collectionRow{row}, Today: s,
			Rows: []recheckRow{{Status: packet.Fate(s), Label: s, Hint: s, Cite: s, Message: s, Now: &link{Label: s, Href: documentPath(s)}, Ops: ops, N: 1, Renew: &renewal{s, s}}, {Cite: s, Lines: []string{s}}}},
		"check": hostileCheck(s, ""), "check held": hostileCheck(s, s), "check ask": &checkView{Error: s, Text: s, AsOf: s, Dated: s},
		"topics": &topicsView{Topics: []link{{s, topicPath(s), 1}}, Rare: []string{s}},
		"topic":  &topicView{Name: s, Words: s, All: facetPath("topic", s), Today: s, Lanes: []laneView{{Kind: "essay", Name: s, Of: s, Hits: []hitView{hit}, All: &link{Label: s, Href: documentPath(s)}}}},
	})
	return pages
}

// clerk keeps cookies as a browser does.
type clerk struct {
	*visit
}

func newClerk(t *testing.T, h http.Handler) *clerk {
	return &clerk{newVisit(t, h)}
}

// page asks for a page and follows redirects.
func (c *clerk) page(method, target string, values url.Values, status int) *html.Node {
	c.t.Helper()
	for range 5 {
		r := httptest.NewRequest(method, "http://127.0.0.1:8080"+strings.Split(target, "#")[0], strings.NewReader(values.Encode()))
		r.Header.Set("Accept", "text/html")
		if method == "POST" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := c.do(r)
		if w.Code == http.StatusSeeOther {
			method, target, values = "GET", w.Header().Get("Location"), nil
			continue
		}
		if w.Code != status {
			c.t.Fatalf("%s %s: %d, want %d", method, target, w.Code, status)
		}
		return parseHTML(c.t, w.Body.String())
	}
	c.t.Fatalf("%s redirects for ever", target)
	return nil
}

func (c *clerk) do(r *http.Request) *httptest.ResponseRecorder {
	for name, value := range c.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	for _, k := range w.Result().Cookies() {
		c.cookies[k.Name] = k.Value
	}
	return w
}

// submit sends the form that holds the button with a value, as it stands but for
// changes.
func (c *clerk) submit(p *html.Node, button string, changes url.Values, status int) *html.Node {
	c.t.Helper()
	b := find(p, "button[value="+button+"]")
	if len(b) == 0 {
		c.t.Fatalf("no button %s", button)
	}
	form := b[0]
	for form.Data != "form" {
		form = form.Parent
	}
	values := url.Values{"do": {button}}
	for _, tag := range []string{"input", "textarea"} {
		for _, f := range find(form, tag) {
			values.Set(attribute(f, "name"), attribute(f, "value"))
		}
	}
	for _, s := range find(form, "select") {
		options := append(find(s, "option[selected]"), find(s, "option")...)
		values.Set(attribute(s, "name"), attribute(options[0], "value"))
	}
	maps.Copy(values, changes)
	return c.page("POST", attribute(form, "action"), values, status)
}

// names are what the cards are, in order.
func cardNames(p *html.Node) []string {
	var out []string
	for _, card := range find(p, "li.card") {
		for _, what := range []string{"h2.card-heading", ".card-note p", ".card-source"} {
			out = append(out, texts(card, what)...)
		}
	}
	return out
}

// TestCollectionPages is a trainer's afternoon, without scripts.
func TestCollectionPages(t *testing.T) {
	sh := newMemory(t)
	c := newClerk(t, pageServer(t, sh, nil))
	p := c.page("GET", "/?q="+url.QueryEscape("党支部"), nil, http.StatusOK)
	collect := find(p, "form.collect")[0]
	values := url.Values{}
	for _, f := range find(collect, "input") {
		values.Set(attribute(f, "name"), attribute(f, "value"))
	}
	ask := c.page("POST", "/collect", values, http.StatusOK)
	c.submit(ask, "new", url.Values{"name": {"  "}}, http.StatusUnprocessableEntity)
	p = c.submit(ask, "new", url.Values{"name": {"三月/党课<b>"}, "note": {"先讲"}}, http.StatusOK)
	if got := words(only(t, p, "h1")); got != "三月/党课<b>" {
		t.Errorf("the page is headed %q", got)
	}
	if got := texts(p, ".card-remark p"); !cmp.Equal(got, []string{"先讲"}) {
		t.Errorf("remarks %q", got)
	}
	// Collection and passage came in one step: there is nothing to undo.
	if got := len(find(p, "button[value=undo]")); got != 0 {
		t.Error("the first passage can be undone and leaves an empty collection")
	}
	// From now on one click is enough, and a second one does nothing.
	p = c.page("POST", "/collect", values, http.StatusOK)
	if got := texts(p, ".banner-done"); len(cardNames(p)) != 1 || !strings.Contains(got[0], "已经") {
		t.Errorf("twice: %q %q", cardNames(p), got)
	}
	p = c.submit(p, "heading", url.Values{"text": {"一、依据"}, "n": {""}}, http.StatusOK)
	p = c.submit(p, "words", url.Values{"text": {"提问"}}, http.StatusOK)
	first := cardNames(p)
	if len(first) != 3 || first[1] != "一、依据" || first[2] != "提问" {
		t.Fatalf("cards %q", first)
	}
	p = c.submit(p, "down", nil, http.StatusOK)
	if got := cardNames(p); got[0] != "一、依据" || got[1] != first[0] {
		t.Errorf("after down: %q", got)
	}
	p = c.submit(p, "undo", nil, http.StatusOK)
	if diff := cmp.Diff(first, cardNames(p)); diff != "" {
		t.Errorf("undone: %s", diff)
	}
	p = c.submit(p, "end", nil, http.StatusOK)
	p = c.submit(p, "write", url.Values{"text": {"（一）为什么"}, "level": {"2"}}, http.StatusOK)
	if got := cardNames(p); got[0] != "（一）为什么" || got[2] != first[0] {
		t.Errorf("after end and write: %q", got)
	}
	p = c.submit(p, "take", nil, http.StatusOK)
	if got := cardNames(p); len(got) != 2 {
		t.Errorf("after take: %q", got)
	}
	p = c.submit(p, "rename", url.Values{"text": {"四月"}}, http.StatusOK)
	p = c.submit(p, "add", url.Values{"address": {"机关党支部工作规定第九条"}}, http.StatusOK)
	if got := cardNames(p); len(got) != 3 || !strings.Contains(got[2], "第九条") {
		t.Errorf("typed address: %q", got)
	}
	id := idOf(t, sh, "发展党员")
	doc := c.page("GET", documentPath(id), nil, http.StatusOK)
	take := url.Values{"place": {"第十二条"}, "document": {attribute(only(t, doc, "input[name=document]"), "value")}}
	if got := texts(c.page("GET", "/collect?"+take.Encode(), nil, http.StatusOK), ".card-source"); len(got) != 1 || !strings.HasSuffix(got[0], "第十二条") {
		t.Errorf("from the page of a document: %q", got)
	}
	p = c.submit(p, "add", url.Values{"address": {"不知道哪条"}}, http.StatusUnprocessableEntity)
	if got := texts(p, ".banner-error"); len(got) != 1 || !strings.Contains(got[0], "不知道哪条") {
		t.Errorf("a bad address says %q", got)
	}
	p = c.page("GET", "/collections", nil, http.StatusOK)
	path := attribute(find(p, ".collection-rows a")[0], "href")
	p = c.submit(c.page("GET", path, nil, http.StatusOK), "remove", nil, http.StatusOK)
	p = c.submit(p, "restore", nil, http.StatusOK)
	if got := cardNames(p); len(got) != 3 {
		t.Errorf("restored: %q", got)
	}
}

// TestCollectionInUse: of several, the one that was chosen is collected into, and
// the way back leads to where the passage was found.
func TestCollectionInUse(t *testing.T) {
	sh := newMemory(t)
	c := newClerk(t, pageServer(t, sh, nil))
	first := c.submit(c.page("GET", "/collections", nil, http.StatusOK), "new", url.Values{"name": {"甲"}}, http.StatusOK)
	c.submit(c.page("GET", "/collections", nil, http.StatusOK), "new", url.Values{"name": {"乙"}}, http.StatusOK)
	path := strings.TrimSuffix(strings.TrimPrefix(attribute(only(t, first, "form.exports"), "action"), apiPath), "/export")
	p := c.page("GET", path, nil, http.StatusOK)
	if len(find(p, ".in-use")) != 0 {
		t.Error("a collection is in use by being looked at")
	}
	p = c.submit(p, "use", nil, http.StatusOK)
	if len(find(p, ".in-use")) != 1 || len(find(p, "button[value=use]")) != 0 {
		t.Error("the one chosen does not say so")
	}
	list := c.page("GET", "/collections", nil, http.StatusOK)
	if got := texts(list, ".in-use"); len(got) != 1 {
		t.Errorf("%d of the list are in use", len(got))
	}
	r := httptest.NewRequest("POST", "http://127.0.0.1:8080/collect", strings.NewReader(url.Values{"address": {idOf(t, sh, "发展党员") + "#art_9"}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Referer", "http://127.0.0.1:8080/?q=%E5%85%9A&sort=newest")
	to := c.do(r).Header().Get("Location")
	p = c.page("GET", to, nil, http.StatusOK)
	if got := words(only(t, p, "h1")); got != "甲" || len(cardNames(p)) != 1 {
		t.Errorf("%q holds %q", got, cardNames(p))
	}
	if got := attribute(only(t, p, ".banner-done a"), "href"); got != "/?q=%E5%85%9A&sort=newest" {
		t.Errorf("the way back is %s", got)
	}
	// Enter in the field of a new name presses the first button.
	ask := c.page("GET", "/collect?address="+url.QueryEscape(idOf(t, sh, "发展党员")+"#art_12"), nil, http.StatusOK)
	p = c.submit(ask, "add", url.Values{"name": {"丙"}}, http.StatusOK)
	if got := words(only(t, p, "h1")); got != "丙" || len(cardNames(p)) != 1 {
		t.Errorf("a new name and Enter lead to %q with %q", got, cardNames(p))
	}
}

// TestCollectionPageLater: who comes later is told, sees what is there, and
// does not lose what they wrote.
func TestCollectionPageLater(t *testing.T) {
	c := newClerk(t, pageServer(t, newMemory(t), nil))
	p := c.submit(c.page("GET", "/collections", nil, http.StatusOK), "new", url.Values{"name": {"合备"}}, http.StatusOK)
	c.submit(p, "words", url.Values{"text": {"甲写的"}}, http.StatusOK)
	late := c.submit(p, "words", url.Values{"text": {"乙写的"}}, http.StatusPreconditionFailed)
	if got := cardNames(late); !cmp.Equal(got, []string{"甲写的"}) {
		t.Errorf("cards %q", got)
	}
	if got := texts(late, ".typed"); !cmp.Equal(got, []string{"乙写的"}) || len(texts(late, ".banner-error")) != 1 {
		t.Errorf("what was written: %q", got)
	}
}

// TestCollectionPageOfMany has pages.
func TestCollectionPageOfMany(t *testing.T) {
	store := newCollections(t)
	c := newClerk(t, pageServer(t, newMemory(t), func(cfg *Config) { cfg.Collections = store }))
	var items []packet.Item
	for i := range 250 {
		items = append(items, packet.NewNote(fmt.Sprint(i+1)))
	}
	items[249] = packet.NewQuote(packet.NewPassage("没有了_2001-01-01", "art_1", "旧话。", "", corpus.Fields{Title: "没有了", Kind: corpus.Regulation}))
	h, err := store.NewCollection(context.Background(), "多", items)
	if err != nil {
		t.Fatal(err)
	}
	p := c.page("GET", collectionPath(h.ID)+"?page=3", nil, http.StatusOK)
	if got := cardNames(p); len(got) != 50 || got[0] != "201" || !strings.Contains(got[49], "没有这份文献") {
		t.Errorf("page 3: %q", got)
	}
	if got := cardNames(c.page("GET", collectionPath(h.ID)+"?page=99", nil, http.StatusOK)); len(got) != 0 {
		t.Errorf("page 99: %q", got)
	}
	p = c.submit(c.page("GET", collectionPath(h.ID)+"?page=2", nil, http.StatusOK), "top", nil, http.StatusOK)
	if got := cardNames(p); got[0] != "101" {
		t.Errorf("moved to the top: %q", got[:2])
	}
}

func TestRecheckPage(t *testing.T) {
	sh := newMemory(t)
	h := pageServer(t, sh, nil)
	c := newClerk(t, h)
	id := idOf(t, sh, "发展党员")
	c.page("POST", "/collect", url.Values{"address": {id + "#art_9"}, "name": {"备课"}, "do": {"new"}}, http.StatusOK)
	p := c.page("POST", "/collect", url.Values{"address": {id + "#art_12"}}, http.StatusOK)
	path := strings.TrimSuffix(attribute(only(t, p, "form.exports"), "action"), "/export")
	file := c.do(httptest.NewRequest("GET", "http://127.0.0.1:8080"+path+"/export?format=json", nil)).Body.String()
	// The document changes: one article is amended.
	d := &sh.records[sh.at(id)].Document
	node, _ := d.Root.Find("art_9")
	body := node.Body(d.Text)
	changed := strings.Replace(d.Text, body, strings.Replace(body, "党", "本党", 1), 1)
	parsed := parse.Document(corpus.Source{Path: d.Path, Text: changed})
	parsed.ID = id
	*d = parsed
	page := c.upload("/recheck", file, http.StatusOK)
	if got := texts(page, ".check-head .badge"); !cmp.Equal(got, []string{"有改动", "未变"}) {
		t.Errorf("fates %q", got)
	}
	if got := texts(page, ".checked ins"); !cmp.Equal(got, []string{"〔增〕本〔增毕〕"}) {
		t.Errorf("inserted %q", got)
	}
	page = c.page("GET", strings.TrimPrefix(path, apiPath)+"/recheck", nil, http.StatusOK)
	if got := texts(page, ".fates li"); !cmp.Equal(got, []string{"未变 1", "有改动 1"}) {
		t.Errorf("counts %q", got)
	}
	several := url.Values{"do": {"renew"}, "n": {"1"}, "address": {"机关发展党员工作细则第九条至第十一条"}}
	if got := texts(c.page("POST", strings.TrimPrefix(path, apiPath), several, http.StatusUnprocessableEntity), ".faults li"); len(got) != 1 || !strings.Contains(got[0], "只能用一条") {
		t.Errorf("several in the place of one: %q", got)
	}
	// What has changed is taken in its new form, in its place, and can be undone.
	page = c.submit(page, "renew", nil, http.StatusOK)
	if got := texts(page, ".check-head .badge"); !cmp.Equal(got, []string{"未变", "未变"}) || len(find(page, "button[value=renew]")) != 0 {
		t.Errorf("after renewing: %q", got)
	}
	pagePath := strings.TrimPrefix(path, apiPath)
	if got := texts(c.page("GET", pagePath, nil, http.StatusOK), ".card-quote p"); !strings.Contains(got[0], "本党") {
		t.Errorf("the collection quotes %q", got)
	}
	c.submit(c.page("GET", pagePath, nil, http.StatusOK), "undo", nil, http.StatusOK)
	page = c.page("GET", pagePath+"/recheck", nil, http.StatusOK)
	if got := texts(page, ".check-head .badge"); !cmp.Equal(got, []string{"有改动", "未变"}) {
		t.Errorf("undone: %q", got)
	}
	bad := c.upload("/recheck", `{"format":"x"}`, http.StatusUnprocessableEntity)
	if got := texts(bad, ".banner-error"); len(got) != 1 || !strings.Contains(got[0], "tiaowen-packet") {
		t.Errorf("a bad file says %q", got)
	}
	c.upload("/collections", file, http.StatusOK)
}

// TestRecheckPageTakesOverAll: one button takes over what stands elsewhere to the
// letter, leaves what has changed and the notes alone, and is taken back in one step.
func TestRecheckPageTakesOverAll(t *testing.T) {
	sh, store := newMemory(t), newCollections(t)
	c := newClerk(t, pageServer(t, sh, func(cfg *Config) { cfg.Collections = store }))
	older := sh.older(idOf(t, sh, "机关党支部工作规定"))
	old := &sh.records[sh.at(older)].Document
	var items []packet.Item
	for _, n := range articles(old) {
		place, _ := shelf.PlaceAt(old, n.Locator)
		p := packet.NewPassage(older, n.Locator, shelf.TextOf(place), "", old.Fields)
		p.Note = "批注" + n.Locator
		items = append(items, packet.NewQuote(p))
	}
	words := []rune(items[0].Passage.Text)
	piece := packet.NewPassage(older, items[0].Passage.Locator, string(words[2:len(words)-2]), "", old.Fields)
	piece.Piece, piece.Cut = true, packet.CutBoth
	items = append(items, packet.NewQuote(piece))
	h, err := store.NewCollection(t.Context(), "备课", items)
	if err != nil {
		t.Fatal(err)
	}
	path := collectionPath(h.ID)
	p := c.page("GET", path+"/recheck", nil, http.StatusOK)
	same := len(find(p, "form.check-renew"))
	for _, row := range find(p, "li.check") {
		if len(find(row, ".compared")) > 0 && len(find(row, "form.check-renew")) > 0 {
			same--
		}
	}
	if same == 0 || same == len(items) {
		t.Fatalf("%d of %d have the same text: nothing is tested", same, len(items))
	}
	if got := words1(p, "button[value=renew-all]"); !strings.Contains(got, fmt.Sprintf(" %d 条", same)) {
		t.Errorf("the button says %q, want %d", got, same)
	}
	before, err := store.Collection(t.Context(), h.ID)
	if err != nil {
		t.Fatal(err)
	}
	p = c.submit(p, "renew-all", nil, http.StatusOK)
	if len(find(p, "button[value=renew-all]")) != 0 {
		t.Error("there is still something to take over")
	}
	after, err := store.Collection(t.Context(), h.ID)
	if err != nil {
		t.Fatal(err)
	}
	renewed := 0
	for i, e := range after.Entries {
		was := before.Entries[i].Passage
		if e.Passage.Address != was.Address {
			renewed++
		}
		if e.Passage.Note != was.Note || corpus.Fold(e.Passage.Text) != corpus.Fold(was.Text) || e.Passage.Piece != was.Piece {
			t.Errorf("%s has become %s: %+v", was.Address, e.Passage.Address, e.Passage)
		}
	}
	if renewed != same {
		t.Errorf("%d were taken over, want %d", renewed, same)
	}
	c.submit(c.page("GET", path, nil, http.StatusOK), "undo", nil, http.StatusOK)
	if back, err := store.Collection(t.Context(), h.ID); err != nil || cmp.Diff(before.Entries, back.Entries) != "" {
		t.Errorf("undone: %v %s", err, cmp.Diff(before.Entries, back.Entries))
	}
}

func words1(p *html.Node, selector string) string { return strings.Join(texts(p, selector), "|") }

// TestExportWord: before an export the page says which sources would be incomplete and
// leads to the field; once that is filled in, what was collected before has it too.
func TestExportWord(t *testing.T) {
	sh, store := newMemory(t), newCollections(t)
	c := newClerk(t, pageServer(t, sh, func(cfg *Config) { cfg.Collections, cfg.Resolver = store, live{sh} }))
	sh.take(t, "经验.txt", []byte("示例街道怎样收党费\n先列清单，再逐户走访，最后公示结果，群众说好。\n"))
	id := idOf(t, sh, "示例街道")
	full, gone := idOf(t, sh, "发展党员"), packet.NewPassage("没有了", "p_1", "旧话。", "", corpus.Fields{Title: "没有了", Kind: corpus.Essay})
	h, err := store.NewCollection(t.Context(), "备课", []packet.Item{packet.NewHeading(1, "做法"), packet.NewQuote(gone)})
	if err != nil {
		t.Fatal(err)
	}
	path := collectionPath(h.ID)
	for _, address := range []string{id + "#p_1", full + "#art_9"} {
		c.page("POST", "/collect", url.Values{"address": {address}, "collection": {h.ID}}, http.StatusOK)
	}
	p := c.page("GET", path, nil, http.StatusOK)
	lines := texts(p, ".lacking li")
	if len(lines) != 2 || !strings.Contains(lines[0], "没有了》（第 2 条）缺") || !strings.Contains(lines[0], "不能补") || !strings.Contains(lines[1], "（第 3 条）") {
		t.Fatalf("said before the export: %q", lines)
	}
	var fields []string
	for _, a := range find(find(p, ".lacking li")[1], "a") {
		if href := attribute(a, "href"); strings.Contains(href, "/edit#") {
			page, field, _ := strings.Cut(href, "#")
			if len(find(c.page("GET", page, nil, http.StatusOK), "#"+field)) != 1 {
				t.Errorf("%s leads to no field", href)
			}
			fields = append(fields, strings.TrimPrefix(field, "field-"))
		}
	}
	if !slices.Contains(fields, "published") || !slices.Contains(fields, "source") {
		t.Errorf("lacking %q", fields)
	}
	d := &sh.records[sh.at(id)].Document
	for _, f := range fields {
		switch f {
		case "published":
			d.Fields.Published = "2024-03-01"
		case "source":
			d.Fields.Source = "示例日报"
		case "authors":
			d.Fields.Authors = []string{"林示范"}
		default:
			t.Errorf("lacking %s", f)
		}
	}
	if got := texts(c.page("GET", path, nil, http.StatusOK), ".lacking li"); len(got) != 1 {
		t.Errorf("said after it was filled in: %q", got)
	}
	file := c.do(httptest.NewRequest("GET", "http://127.0.0.1:8080"+apiPath+path+"/export?format=md&sources=line", nil)).Body.String()
	if !strings.Contains(file, "示例日报，2024年3月1日") {
		t.Errorf("not in the export:\n%s", file)
	}
}

// TestRecheckPageOfMany lists of many passages those that need a look.
func TestRecheckPageOfMany(t *testing.T) {
	sh, store := newMemory(t), newCollections(t)
	c := newClerk(t, pageServer(t, sh, func(cfg *Config) { cfg.Collections = store }))
	id := idOf(t, sh, "发展党员")
	held := sh.records[sh.at(id)].Document
	place, _ := shelf.PlaceAt(&held, "art_9")
	items := slices.Repeat([]packet.Item{packet.NewQuote(packet.NewPassage(id, "art_9", shelf.TextOf(place), "", held.Fields))}, manyItems)
	items = append(items, packet.NewQuote(packet.NewPassage("没有了", "art_1", "旧话。", "", corpus.Fields{Title: "没有了", Kind: corpus.Essay})))
	h, err := store.NewCollection(t.Context(), "多", items)
	if err != nil {
		t.Fatal(err)
	}
	p := c.page("GET", collectionPath(h.ID)+"/recheck", nil, http.StatusOK)
	if got := texts(p, ".check-head .badge"); !cmp.Equal(got, []string{"资料库中没有"}) {
		t.Errorf("listed: %q", got)
	}
	if got := texts(p, ".fates li"); !cmp.Equal(got, []string{fmt.Sprintf("未变 %d", manyItems), "资料库中没有 1"}) {
		t.Errorf("counted: %q", got)
	}
}

// upload sends a file as a form does.
func (c *clerk) upload(target, file string, status int) *html.Node {
	c.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", "a.json")
	if err != nil {
		c.t.Fatal(err)
	}
	fmt.Fprint(part, file)
	m.Close()
	r := httptest.NewRequest("POST", "http://127.0.0.1:8080"+target, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Accept", "text/html")
	w := c.do(r)
	if w.Code == http.StatusSeeOther {
		return c.page("GET", w.Header().Get("Location"), nil, status)
	}
	if w.Code != status {
		c.t.Fatalf("%s: %d %s", target, w.Code, w.Body)
	}
	return parseHTML(c.t, w.Body.String())
}

var _ Collections = (*library.Library)(nil)
