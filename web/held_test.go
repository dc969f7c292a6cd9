package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestReadAfterCorrection: every door shows what the library has now.
func TestReadAfterCorrection(t *testing.T) {
	sh := newMemory(t)
	site := pageServer(t, sh, nil)
	id := sh.records[0].Document.ID
	for _, title := range []string{"改过一次的标题", "改过两次的标题"} {
		for _, door := range []string{documentPath(id), "/api/v1" + documentPath(id), comparePath(id, id, "changes")} {
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+door, nil))
			if w.Code != http.StatusOK || strings.Contains(w.Body.String(), title) {
				t.Errorf("%s before: %d", door, w.Code)
			}
		}
		if _, err := sh.Correct(t.Context(), id, []byte(`{"title":"`+title+`"}`), ""); err != nil {
			t.Fatal(err)
		}
		for _, door := range []string{documentPath(id), "/api/v1" + documentPath(id), comparePath(id, id, "changes")} {
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+door, nil))
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), title) {
				t.Errorf("%s: %d, without %s", door, w.Code, title)
			}
		}
	}
}
