package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestQuit: a program that was opened by its user can be ended from its own
// pages, by nobody else's, and a service not at all.
func TestQuit(t *testing.T) {
	ended := 0
	b := newBench(t, func(c *Config) { c.Quit = func() { ended++ } })
	const form = `<form action="/quit" method="post">`
	if page := b.ask("GET", "/help", "").Body.String(); !strings.Contains(page, form) {
		t.Error("no way out on the page")
	}
	for _, foreign := range [][]string{{"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "cross-site"}, {"Origin", "null"}} {
		if w := b.ask("POST", quitPath, "", foreign...); w.Code != http.StatusForbidden || ended != 0 {
			t.Errorf("%v: %d, ended %d times", foreign, w.Code, ended)
		}
	}
	if w := b.ask("GET", quitPath, ""); w.Code == http.StatusOK || ended != 0 {
		t.Errorf("a link ends it: %d", w.Code)
	}
	w := b.ask("POST", quitPath, "", "Sec-Fetch-Site", "same-origin")
	if w.Code != http.StatusOK || ended != 1 || !strings.Contains(w.Body.String(), titleQuit) || strings.Contains(w.Body.String(), form) {
		t.Errorf("%d, ended %d times: %s", w.Code, ended, w.Body)
	}

	service := newBench(t, nil)
	if w := service.ask("POST", quitPath, ""); w.Code != http.StatusNotFound {
		t.Errorf("a service can be ended: %d", w.Code)
	}
	if page := service.ask("GET", "/help", "").Body.String(); strings.Contains(page, form) {
		t.Error("the page of a service offers to end it")
	}
}
