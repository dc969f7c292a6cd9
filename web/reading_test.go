package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
)

// counted is a library that counts how often a text is read.
type counted struct {
	*fake
	read int
}

func (c *counted) Get(ctx context.Context, id string) (library.Record, error) {
	c.read++
	return c.fake.Get(ctx, id)
}

func newCounted() *counted {
	return &counted{fake: &fake{records: map[string]library.Record{}}}
}

func (c *counted) write(id, text string) {
	d := parse.Document(corpus.Source{Path: id, Text: text})
	d.ID = id
	c.records[id] = library.Record{Document: d}
}

// TestReadings: a text is read once, and again as soon as it changed; what was
// removed is not there any more.
func TestReadings(t *testing.T) {
	lib := newCounted()
	k := newReadings(lib, keptBytes)
	want := func(text string, read int) {
		t.Helper()
		r, err := k.of(t.Context(), "甲")
		if err != nil || r.Document.Text != text || lib.read != read {
			t.Fatalf("got %v, %v after %d readings, want %q after %d", r, err, lib.read, text, read)
		}
	}
	lib.write("甲", "第一条 旧的文字。")
	want("第一条 旧的文字。", 1)
	want("第一条 旧的文字。", 1)
	lib.write("甲", "第一条 新的文字。")
	want("第一条 新的文字。", 2)
	want("第一条 新的文字。", 2)
	delete(lib.records, "甲")
	if _, err := k.of(t.Context(), "甲"); !errors.Is(err, library.ErrNotFound) {
		t.Errorf("a removed text: %v", err)
	}
}

// TestReadingsBound: what was not used for longest goes, and a text beyond the
// bound is not kept at all.
func TestReadingsBound(t *testing.T) {
	lib := newCounted()
	for i := range 5 {
		lib.write(fmt.Sprint(i), "第一条 "+strings.Repeat("字", 1000))
	}
	one := newReading(lib.records["0"]).bytes
	k := newReadings(lib, 3*one)
	for _, id := range []string{"0", "1", "2", "0", "3"} {
		if _, err := k.of(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if k.byID["1"] != nil || k.byID["0"] == nil || len(k.byID) != 3 || k.size != 3*one {
		t.Errorf("%d texts of %d bytes, bound %d", len(k.byID), k.size, k.bound)
	}
	k.bound = one - 1
	if r, err := k.of(t.Context(), "4"); err != nil || r.Document.ID != "4" || k.size != 0 || len(k.byID) != 0 || k.recent.Len() != 0 {
		t.Errorf("%v, %v; %d bytes kept", r, err, k.size)
	}
}

func show(site http.Handler, id string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+documentPath(id), nil))
	return w
}

// TestDocumentPageAfterCorrection: the page shows what the library has now.
func TestDocumentPageAfterCorrection(t *testing.T) {
	sh := newMemory(t)
	site := pageServer(t, sh, nil)
	id := sh.records[0].Document.ID
	for _, title := range []string{"改过一次的标题", "改过两次的标题"} {
		show(site, id)
		if _, err := sh.Correct(t.Context(), id, []byte(`{"title":"`+title+`"}`), ""); err != nil {
			t.Fatal(err)
		}
		if w := show(site, id); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), title) {
			t.Errorf("%d, without %s", w.Code, title)
		}
	}
}
