package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// Collections are the 备课夹 of the store: *library.Library. They have no part in
// the index, so that changing them needs no intake.
type Collections interface {
	Collections(ctx context.Context, removed bool) ([]library.CollectionHead, error)
	Collection(ctx context.Context, id string) (library.Collection, error)
	CollectionPart(ctx context.Context, id string, skip, count int) (library.Collection, error)
	Cards(ctx context.Context, id string) (library.CollectionHead, []library.Card, error)
	NewCollection(ctx context.Context, name string, items []packet.Item) (library.CollectionHead, error)
	RenameCollection(ctx context.Context, id, name, ifMatch string) (library.CollectionHead, error)
	AddEntries(ctx context.Context, id string, after int64, items []packet.Item, ifMatch string) (library.CollectionHead, []library.Card, error)
	ReplaceEntry(ctx context.Context, id string, n int64, p packet.Passage, ifMatch string) (library.CollectionHead, library.Card, error)
	ReplaceEntries(ctx context.Context, id string, passages map[int64]packet.Passage, ifMatch string) (library.CollectionHead, error)
	ArrangeCollection(ctx context.Context, id string, wanted []library.Card, ifMatch string) (library.CollectionHead, error)
	MoveEntries(ctx context.Context, id, to string, numbers []int64, ifMatch string) (library.CollectionHead, error)
	RemoveCollection(ctx context.Context, id, ifMatch string) error
	UndoCollection(ctx context.Context, id, ifMatch string) (library.CollectionHead, error)
	Seq(ctx context.Context) (int64, error)
}

// Lengths, in code points, of what people write into a collection.
const (
	maxCollectionName = 200
	maxHeading        = 200
	maxNote           = 10_000
)

type collectionsOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         CollectionList
}

type collectionOut struct {
	Status       int
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         Collection
}

// collecting registers the collections; without a store of them there are none.
func (a *api) collecting() {
	if a.cfg.Collections == nil {
		return
	}
	tags := tagged(tagCollections)
	register(a, huma.Operation{OperationID: "list-collections", Method: http.MethodGet, Path: "/collections", Tags: tags,
		Summary: "列出备课夹，最近改动的在前"}, a.listCollections)
	register(a, huma.Operation{OperationID: "make-collection", Method: http.MethodPost, Path: "/collections", Tags: tags, DefaultStatus: http.StatusCreated,
		Summary: "新建备课夹"}, a.makeCollection)
	a.describeBody(http.MethodPost, "/collections", "application/json", nameSchema())
	register(a, huma.Operation{OperationID: "import-collection", Method: http.MethodPost, Path: "/collections/import", Tags: tags,
		DefaultStatus: http.StatusCreated, Summary: "以导出的 JSON 新建备课夹"}, a.importCollection)
	a.describeBody(http.MethodPost, "/collections/import", "application/json", packetSchema())
	register(a, huma.Operation{OperationID: "get-collection", Method: http.MethodGet, Path: "/collections/{id}", Tags: tags, Metadata: also(http.StatusNotModified),
		Summary: "一个备课夹及其全部条目"}, a.collection)
	register(a, huma.Operation{OperationID: "rename-collection", Method: http.MethodPut, Path: "/collections/{id}", Tags: tags,
		Summary: "改名", Parameters: collectionMatch()}, a.renameCollection)
	a.describeBody(http.MethodPut, "/collections/{id}", "application/json", nameSchema())
	register(a, huma.Operation{OperationID: "remove-collection", Method: http.MethodDelete, Path: "/collections/{id}", Tags: tags,
		Summary: "删除备课夹，可以撤销", Parameters: collectionMatch()}, a.removeCollection)
	register(a, huma.Operation{OperationID: "undo-collection", Method: http.MethodPost, Path: "/collections/{id}/undo", Tags: tags,
		Summary: "撤销对备课夹最近的一次改动或删除，最多二十次", Parameters: collectionMatch()}, a.undoCollection)
	a.collectionItems(tags)
	a.exporting(tags)
	a.renewing(tags)
}

// collectionMatch describes If-Match for collections.
func collectionMatch() []*huma.Param {
	p := ifMatchParameter()
	p[0].Description = "只在备课夹仍是这一 ETag 时执行；否则 412，current 是它现在的样子"
	return p
}

func nameSchema() *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, Required: []string{"name"}, AdditionalProperties: false, Properties: map[string]*huma.Schema{
		"name": {Type: huma.TypeString, Description: fmt.Sprintf("名称，至多 %d 个字符", maxCollectionName), MaxLength: whole(maxCollectionName), Examples: []any{"主题党日"}}}}
}

func packetSchema() *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, Description: "GET /collections/{id}/export?format=json 给出的文件，原样"}
}

func (a *api) listCollections(ctx context.Context, _ *request) (*collectionsOut, error) {
	heads, err := a.cfg.Collections.Collections(ctx, false)
	if err != nil {
		return nil, err
	}
	out := &collectionsOut{CacheControl: "no-store", Body: CollectionList{Collections: make([]CollectionHead, 0, len(heads))}}
	for _, h := range heads {
		out.Body.Collections = append(out.Body.Collections, newCollectionHead(h))
	}
	return out, nil
}

// whole is a collection as it is now.
func (a *api) whole(ctx context.Context, id string, status int) (*collectionOut, error) {
	c, err := a.cfg.Collections.Collection(ctx, id)
	if err != nil {
		return nil, err
	}
	return &collectionOut{Status: status, ETag: etag(c.ETag()), CacheControl: revalidate, Body: a.newCollection(c)}, nil
}

func (a *api) collection(ctx context.Context, r *request) (*collectionOut, error) {
	return a.whole(ctx, r.id(), http.StatusOK)
}

// nameOf reads a body that holds nothing but a name.
func nameOf(r *request) (string, error) {
	object, err := r.body()
	if err != nil {
		return "", err
	}
	f := newForm(object)
	name := f.line("name", maxCollectionName, true)
	return name, f.close()
}

func (a *api) makeCollection(ctx context.Context, r *request) (*collectionOut, error) {
	name, err := nameOf(r)
	if err != nil {
		return nil, err
	}
	head, err := a.cfg.Collections.NewCollection(ctx, name, nil)
	if err != nil {
		return nil, err
	}
	return a.whole(ctx, head.ID, http.StatusCreated)
}

// importCollection makes a collection of an exported packet. What it quotes is
// taken as it stands there; whether it still holds, rechecking tells.
func (a *api) importCollection(ctx context.Context, r *request) (*collectionOut, error) {
	p, err := packet.ReadJSON(r.echo.Request().Body)
	if err != nil {
		return nil, packetProblem(err)
	}
	head, err := a.cfg.Collections.NewCollection(ctx, importedName(p.Title), p.Items)
	if err != nil {
		return nil, err
	}
	return a.whole(ctx, head.ID, http.StatusCreated)
}

// importedName is a packet's title as the name of a collection.
func importedName(title string) string {
	name := strings.Join(strings.Fields(clean(title)), " ")
	if utf8.RuneCountInString(name) > maxCollectionName {
		name = string([]rune(name)[:maxCollectionName])
	}
	if name == "" {
		return msgImported
	}
	return name
}

func (a *api) renameCollection(ctx context.Context, r *request) (*collectionOut, error) {
	name, err := nameOf(r)
	if err != nil {
		return nil, err
	}
	return a.changed(ctx, r, func(match string) error {
		_, err := a.cfg.Collections.RenameCollection(ctx, r.id(), name, match)
		return err
	})
}

// changed makes a change that If-Match may forbid, and answers with what the
// collection is then; or, to the later of two people, with what it is now.
func (a *api) changed(ctx context.Context, r *request, change func(match string) error) (*collectionOut, error) {
	match, err := r.collectionMatch(ctx, a)
	if err == nil {
		err = change(match)
	}
	if err != nil {
		return nil, a.collectionProblem(ctx, r.id(), err)
	}
	return a.whole(ctx, r.id(), http.StatusOK)
}

func (r *request) collectionMatch(ctx context.Context, a *api) (string, error) {
	return r.ifMatch(func() (string, error) {
		head, _, err := a.cfg.Collections.Cards(ctx, r.id())
		return head.ETag(), err
	})
}

func (a *api) removeCollection(ctx context.Context, r *request) (*nothing, error) {
	match, err := r.collectionMatch(ctx, a)
	if err == nil {
		err = a.cfg.Collections.RemoveCollection(ctx, r.id(), match)
	}
	if err != nil {
		return nil, a.collectionProblem(ctx, r.id(), err)
	}
	return nil, nil
}

func (a *api) undoCollection(ctx context.Context, r *request) (*collectionOut, error) {
	match, _, _ := strings.Cut(strings.Trim(r.echo.Request().Header.Get("If-Match"), `"*`), `"`)
	if _, err := a.cfg.Collections.UndoCollection(ctx, r.id(), match); err != nil {
		return nil, a.collectionProblem(ctx, r.id(), err)
	}
	return a.whole(ctx, r.id(), http.StatusOK)
}

// objectForm reads the fields of a JSON object one by one, and finds every fault.
type objectForm struct {
	object map[string]json.RawMessage
	faults []Fault
}

func newForm(object map[string]json.RawMessage) *objectForm { return &objectForm{object: object} }

func (f *objectForm) fault(name, code, message string) {
	f.faults = append(f.faults, Fault{"body." + name, code, message})
}

// read decodes the field of that name into what; false if it is absent, null or
// faulty.
func (f *objectForm) read(name string, what any) bool {
	raw, given := f.object[name]
	delete(f.object, name)
	if !given || string(raw) == "null" {
		return false
	}
	if err := json.Unmarshal(raw, what); err != nil {
		f.fault(name, "bad_type", faultMessage("bad_type"))
		return false
	}
	return true
}

// line is a text of one line; its length is in code points.
func (f *objectForm) line(name string, longest int, required bool) string {
	return strings.Join(strings.Fields(f.words(name, longest, required)), " ")
}

// words is a text without what cannot be seen, but for line ends.
func (f *objectForm) words(name string, longest int, required bool) string {
	var s string
	if f.read(name, &s); len(f.faults) == 0 && required && tidyNote(s) == "" {
		f.fault(name, "required", faultMessage("required"))
	}
	if s = tidyNote(s); utf8.RuneCountInString(s) > longest {
		f.fault(name, "too_long", fmt.Sprintf("至多 %d 个字符。", longest))
	}
	return s
}

// close reports all faults; a name that nobody asked for is one.
func (f *objectForm) close() error {
	for name := range f.object {
		f.fault(strings.ToValidUTF8(clean(name), "�"), "unknown_parameter", faultMessage("unknown_parameter"))
	}
	if len(f.faults) > 0 {
		return invalid(f.faults...)
	}
	return nil
}

// tidyNote leaves line ends in a text, and nothing else that cannot be seen.
func tidyNote(s string) string {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(clean(lines[i]), " \u3000")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
