package main

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/web"
)

// TestCompanions: a paper and what it carries give each other's address, in the API
// and on the page, as long as both are held, and again when one comes back.
func TestCompanions(t *testing.T) {
	s := startServer(t, filepath.Join(t.TempDir(), "data"))
	const notice = "示例局关于印发《示例车辆管理办法》的通知\n示发〔2020〕1号\n各科室：\n现将《示例车辆管理办法》印发给你们，请执行。\n示例局\n2020年5月6日\n"
	const text = "示例车辆管理办法\n第一条　为管好样本车辆，制定本办法。\n第二条　车辆由专人管理。\n第三条　本办法自印发之日起施行。\n"
	document := func(id string) (d web.Document) {
		s.send(t, http.MethodGet, "/api/v1/documents/"+url.PathEscape(id), "", nil, &d)
		return d
	}
	// linked are the id that a companion gives, and whether its address is on the page
	// of the document and leads to a page.
	linked := func(of string, c web.Companion) string {
		if c.ID == nil {
			if c.URL != nil {
				t.Errorf("%s: an address without an id: %s", c.Title, *c.URL)
			}
			return ""
		}
		if code := s.send(t, http.MethodGet, *c.URL, "", nil, nil); code != http.StatusOK {
			t.Errorf("%s: %d", *c.URL, code)
		}
		if page := read(t, s.url+"/documents/"+url.PathEscape(of)); !strings.Contains(page, `href="`+*c.URL+`"`) {
			t.Errorf("the page of %s does not lead to %s", of, *c.URL)
		}
		return *c.ID
	}
	added := s.upload(t, "通知.txt", []byte(notice+text)).Documents
	if len(added) != 2 {
		t.Fatalf("%+v", added)
	}
	paper, regulation := added[0].ID, added[1].ID
	if document(paper).Kind != "official" {
		paper, regulation = regulation, paper
	}
	if got := linked(paper, document(paper).Carried[0]); got != regulation {
		t.Errorf("the paper carries %q", got)
	}
	if got := linked(regulation, *document(regulation).Carrier); got != paper {
		t.Errorf("the regulation came with %q", got)
	}
	s.remove(t, regulation)
	if c := document(paper).Carried[0]; c.ID != nil || c.Title != "示例车辆管理办法" {
		t.Errorf("what was deleted is still there: %+v", c)
	}
	alone := s.upload(t, "示例车辆管理办法.txt", []byte("示例车辆管理办法\n（2020年5月6日）\n"+text[strings.Index(text, "第一条"):])).Documents
	if got := linked(paper, document(paper).Carried[0]); got != alone[0].ID {
		t.Errorf("it came alone: %q, want %q", got, alone[0].ID)
	}
}
