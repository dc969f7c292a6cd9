package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/library"
	"tiaowen/indexer"
	"tiaowen/web"
)

// scribbled is a library behind its API that is written to at random.
type scribbled struct {
	t       *testing.T
	s       *store
	handler http.Handler
	r       *rand.Rand
	n       int
}

func newScribbled(t *testing.T, seed uint64) *scribbled {
	s := openHere(t)
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return &scribbled{t: t, s: s, handler: server.Handler(), r: rand.New(rand.NewPCG(seed, 1))}
}

// get asks the API; header is name, value, …
func (w *scribbled) get(path string, to http.ResponseWriter, header ...string) {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "127.0.0.1"
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w.handler.ServeHTTP(to, r)
}

func (w *scribbled) body(path string, header ...string) string {
	w.t.Helper()
	to := httptest.NewRecorder()
	if w.get(path, to, header...); to.Code != 200 {
		w.t.Fatalf("%s: %d %s", path, to.Code, to.Body)
	}
	return to.Body.String()
}

func (w *scribbled) ids() []string {
	heads, err := w.s.library.Heads(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, h := range heads {
		out = append(out, h.ID)
	}
	return out
}

func (w *scribbled) text() string {
	n := w.r.IntN(5)
	return fmt.Sprintf("某市第%d号读书会办法\n20%02d年1月1日发布\n\n第一条　为了办好读书会，制定本办法。\n\n第二条　读书会每月开%d次，先读后议。\n", n, 10+w.r.IntN(10), w.r.IntN(40))
}

func (w *scribbled) add() {
	w.n++
	w.addAs(fmt.Sprintf("a/%d.txt", w.n), w.text())
}

func (w *scribbled) addAs(path, text string) {
	if _, err := w.s.intake.AddAll(w.t.Context(), []indexer.File{{Path: path, Data: []byte(text)}}); err != nil {
		w.t.Fatal(err)
	}
}

// change writes something; what cannot be done is no matter.
func (w *scribbled) change() (touched string) {
	ids := w.ids()
	if len(ids) == 0 {
		w.add()
		return ""
	}
	id := ids[w.r.IntN(len(ids))]
	var err error
	switch w.r.IntN(8) {
	case 0, 1:
		w.add()
	case 2:
		err = w.s.intake.Remove(w.t.Context(), id, "")
	case 3:
		_, err = w.s.intake.Undo(w.t.Context(), "")
		id = "*"
	case 4:
		w.addAs(fmt.Sprintf("a/%d.txt", 1+w.r.IntN(w.n)), w.text())
		id = "*"
	case 5: // is withheld
		w.addAs(fmt.Sprintf("a/%d.txt", 1+w.r.IntN(w.n)), "机密★10年\n"+w.text())
		id = "*"
	case 6:
		_, err = w.s.intake.Correct(w.t.Context(), id, json.RawMessage(fmt.Sprintf(`{"source":"第%d次"}`, w.r.IntN(99))), "")
		id = ""
	case 7:
		held, errHeld := w.s.library.Quarantined(w.t.Context())
		if err = errHeld; len(held) > 0 {
			err = w.s.intake.Discard(w.t.Context(), held[0].ID)
		}
		id = ""
	}
	if err != nil && !errors.Is(err, library.ErrNothingToUndo) && !errors.Is(err, library.ErrNotFound) {
		w.t.Logf("not written: %v", err)
	}
	return id
}

// line is a line of a mirror.
type line struct {
	ID, Text, ETag string
	Deleted        bool
	Changed        time.Time
}

// mirrored is a copy of the library that is made of the lines of the API alone.
type mirrored struct {
	texts map[string]string // by id: etag and text
	last  time.Time
}

func (m *mirrored) path() string {
	q := url.Values{"format": {"ndjson"}}
	if !m.last.IsZero() {
		q.Set("updated_since", m.last.Format(time.RFC3339Nano))
		q.Set("sort", "changed")
	}
	return "/api/v1/documents?" + q.Encode()
}

func (m *mirrored) take(t *testing.T, lines string) (n int) {
	t.Helper()
	scan := bufio.NewScanner(strings.NewReader(lines))
	scan.Buffer(nil, 1<<24)
	for ; scan.Scan(); n++ {
		var l line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if l.Deleted {
			delete(m.texts, l.ID)
		} else {
			m.texts[l.ID] = l.ETag + l.Text
		}
		if l.Changed.After(m.last) {
			m.last = l.Changed
		}
	}
	return n
}

// held is what the library holds.
func (w *scribbled) held() map[string]string {
	out := map[string]string{}
	for r, err := range w.s.library.All(w.t.Context()) {
		if err != nil {
			w.t.Fatal(err)
		}
		out[r.Document.ID] = r.ETag + r.Document.Text
	}
	return out
}

// TestMirror: a copy of the library made of nothing but lines is what the library is,
// after every round of writes; and of what was withheld from the beginning it never
// learns.
func TestMirror(t *testing.T) {
	for seed := range uint64(3) {
		w := newScribbled(t, seed)
		copied := &mirrored{texts: map[string]string{}}
		shown := map[string]bool{}
		for round := range 25 {
			for range w.r.IntN(5) {
				w.change()
				for id := range w.held() {
					shown[id] = true
				}
			}
			if round == 10 { // somebody who reads half of it goes on from there
				lines := strings.SplitAfter(w.body((&mirrored{}).path()), "\n")
				half := &mirrored{texts: map[string]string{}}
				half.take(t, strings.Join(lines[:len(lines)/2], ""))
				half.take(t, w.body(half.path()))
				if diff := cmp.Diff(w.held(), half.texts); diff != "" {
					t.Fatalf("seed %d: broken off: %s", seed, diff)
				}
			}
			lines := w.body(copied.path())
			copied.take(t, lines)
			if diff := cmp.Diff(w.held(), copied.texts); diff != "" {
				t.Fatalf("seed %d, round %d: (-library +mirror) %s", seed, round, diff)
			}
			for _, raw := range strings.Split(strings.TrimSpace(lines), "\n") {
				var l line
				if _ = json.Unmarshal([]byte(raw), &l); l.ID != "" && !shown[l.ID] {
					t.Fatalf("seed %d: %s was never shown", seed, l.ID)
				}
			}
		}
		fresh := &mirrored{texts: map[string]string{}}
		fresh.take(t, w.body("/api/v1/documents", "Accept", "application/x-ndjson"))
		if diff := cmp.Diff(copied.texts, fresh.texts); diff != "" {
			t.Errorf("seed %d: a new mirror and a kept one differ: %s", seed, diff)
		}
	}
}

// interrupted calls do at the first flush.
type interrupted struct {
	*httptest.ResponseRecorder
	do func()
}

func (i *interrupted) Flush() {
	i.ResponseRecorder.Flush()
	if do := i.do; do != nil {
		i.do = nil
		do()
	}
}

// TestMirrorWhileWriting: what is written while the lines are sent is in them, or in the
// next.
func TestMirrorWhileWriting(t *testing.T) {
	w := newScribbled(t, 7)
	var files []indexer.File
	for i := range 130 {
		files = append(files, indexer.File{Path: fmt.Sprintf("b/%d.txt", i), Data: fmt.Appendf(nil, "某县第%d号办法\n\n第一条　为了读书。\n\n第二条　读%d次。\n", i, i)})
	}
	if _, err := w.s.intake.AddAll(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	w.n = 1
	copied := &mirrored{texts: map[string]string{}}
	to := &interrupted{httptest.NewRecorder(), func() {
		for range 30 {
			w.change()
		}
	}}
	w.get(copied.path(), to)
	if n := copied.take(t, to.Body.String()); n < 100 || to.do != nil {
		t.Fatalf("%d lines", n)
	}
	copied.take(t, w.body(copied.path()))
	if diff := cmp.Diff(w.held(), copied.texts); diff != "" {
		t.Error(diff)
	}
}

// TestListWalks: a list in any order comes once to every document that was there all the
// time and kept its place, with what the library says of it.
func TestListWalks(t *testing.T) {
	w := newScribbled(t, 3)
	for range 12 {
		w.add()
	}
	for _, sort := range []string{"", "newest", "oldest", "title", "id", "changed"} {
		for limit := 1; limit <= 5; limit++ {
			stayed := w.held()
			seen := map[string]int{}
			for cursor, pages := "", 0; pages < 60; pages++ {
				var page web.DocumentList
				body := w.body("/api/v1/documents?" + url.Values{"sort": {sort}, "limit": {fmt.Sprint(limit)}, "cursor": {cursor}}.Encode())
				if err := json.Unmarshal([]byte(body), &page); err != nil {
					t.Fatal(err)
				}
				now := w.held()
				for _, d := range page.Documents {
					if seen[d.ID]++; !strings.HasPrefix(now[d.ID], d.ETag) || d.ETag == "" || d.Changed.IsZero() {
						t.Fatalf("%s is listed with etag %q, changed %v", d.ID, d.ETag, d.Changed)
					}
				}
				if page.NextCursor == nil {
					break
				}
				cursor = *page.NextCursor
				if pages < 8 {
					w.change()
				}
				now = w.held()
				maps.DeleteFunc(stayed, func(id, was string) bool { return now[id] != was })
			}
			for id := range stayed {
				if seen[id] != 1 {
					t.Errorf("by %q and %d: %s comes %d times", sort, limit, id, seen[id])
				}
			}
		}
	}
}

// mostLeaders is how many hits lead what is asked below.
const mostLeaders = 3

// TestSearchWalks: a search by relevance is the same, page by page, as it was at once,
// whatever is written meanwhile: with an address, a question, strings, and by document.
func TestSearchWalks(t *testing.T) {
	w := newScribbled(t, 5)
	for range 15 {
		w.add()
	}
	for _, text := range []string{"读书会", "读书会 每月", "读书会多久开一次？", "某市第1号读书会办法第二条", "某市第2号读书会办法多久开一次", "dushuhui"} {
		for limit := 1; limit <= 4; limit++ {
			for _, group := range []string{"none", "document"} {
				q := url.Values{"q": {text}, "group": {group}, "limit": {"100"}, "facets": {"none"}}
				at := func(q url.Values) (names []string, a web.SearchAnswer) {
					if err := json.Unmarshal([]byte(w.body("/api/v1/search?"+q.Encode())), &a); err != nil {
						t.Fatal(err)
					}
					for _, h := range a.Hits {
						names = append(names, h.Address)
						for _, e := range h.Also { // which of them is the hit may hang on the page
							names = append(names, e.Address)
						}
					}
					return names, a
				}
				want, _ := at(q)
				q.Set("limit", fmt.Sprint(limit))
				var got []string
				for range 200 {
					names, a := at(q)
					if got = append(got, names...); a.Reordered {
						t.Fatalf("%s: reordered", text)
					}
					if a.NextCursor == nil {
						break
					}
					q.Set("cursor", *a.NextCursor)
					// What an address or a question names leads; the state is that of the first
					// page with something behind it.
					if len(got) > mostLeaders && w.r.IntN(3) == 0 {
						w.change()
					}
				}
				// What goes first on the first page may stand elsewhere in the order.
				if a, b := slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got)); !slices.Equal(a, b) {
					t.Errorf("%s by %d %s: %s", text, limit, group, cmp.Diff(a, b))
				}
			}
		}
	}
}
