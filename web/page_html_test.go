package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// selector is a small part of CSS: tag#id.class[attr=value], with blanks for
// “somewhere inside”. It is all that the tests of pages need.
type selector []simple

type simple struct {
	tag, id, attr, value string
	classes              []string
}

func readSelector(s string) selector {
	var out selector
	for _, word := range strings.Fields(s) {
		var one simple
		if i := strings.IndexByte(word, '['); i >= 0 {
			one.attr, one.value, _ = strings.Cut(strings.TrimSuffix(word[i+1:], "]"), "=")
			word = word[:i]
		}
		if i := strings.IndexByte(word, '#'); i >= 0 {
			rest := word[i+1:]
			word = word[:i]
			one.id, rest, _ = strings.Cut(rest, ".")
			if rest != "" {
				one.classes = strings.Split(rest, ".")
			}
		} else if i := strings.IndexByte(word, '.'); i >= 0 {
			one.classes = strings.Split(word[i+1:], ".")
			word = word[:i]
		}
		one.tag = word
		out = append(out, one)
	}
	return out
}

func (s simple) fits(n *html.Node) bool {
	if n.Type != html.ElementNode || s.tag != "" && n.Data != s.tag {
		return false
	}
	if s.id != "" && attribute(n, "id") != s.id {
		return false
	}
	for _, c := range s.classes {
		if !strings.Contains(" "+attribute(n, "class")+" ", " "+c+" ") {
			return false
		}
	}
	if s.attr == "" {
		return true
	}
	value, ok := lookAttribute(n, s.attr)
	return ok && (s.value == "" || s.value == value)
}

func lookAttribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attribute(n *html.Node, name string) string {
	value, _ := lookAttribute(n, name)
	return value
}

// find lists the elements that a selector picks, in the order of the page.
func find(n *html.Node, query string) []*html.Node {
	want := readSelector(query)
	var out []*html.Node
	var walk func(n *html.Node, met int)
	walk = func(n *html.Node, met int) {
		if want[met].fits(n) {
			if met == len(want)-1 {
				out = append(out, n)
			} else {
				met++
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, met)
		}
	}
	walk(n, 0)
	return out
}

// words is the text inside a node, without white space at the ends.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// texts are the words of all that a selector picks.
func texts(n *html.Node, query string) []string {
	var out []string
	for _, f := range find(n, query) {
		out = append(out, words(f))
	}
	return out
}

// only is the one element that a selector must pick.
func only(t testing.TB, n *html.Node, query string) *html.Node {
	t.Helper()
	found := find(n, query)
	if len(found) != 1 {
		t.Fatalf("%q picks %d elements, want 1", query, len(found))
	}
	return found[0]
}

func parseHTML(t testing.TB, body string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("parse page: %v", err)
	}
	return n
}

// visit is a browser without scripts: it opens pages and sends forms.
type visit struct {
	t       testing.TB
	handler http.Handler
	cookies map[string]string
}

func newVisit(t testing.TB, h http.Handler) *visit {
	return &visit{t: t, handler: h, cookies: map[string]string{}}
}

func (v *visit) send(r *http.Request) *httptest.ResponseRecorder {
	r.Host = "127.0.0.1:8080"
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	for name, value := range v.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		v.cookies[c.Name] = c.Value
	}
	return w
}

// open gets a page, which must have this status.
func (v *visit) open(target string, status int) *html.Node {
	v.t.Helper()
	w := v.send(httptest.NewRequest(http.MethodGet, target, nil))
	if w.Code != status {
		v.t.Fatalf("GET %s: %d, want %d; Location %q", target, w.Code, status, w.Header().Get("Location"))
	}
	return parseHTML(v.t, w.Body.String())
}

// submit sends a form as it stands on the page, with values over its own.
func (v *visit) submit(form *html.Node, change url.Values) *httptest.ResponseRecorder {
	v.t.Helper()
	values := url.Values{}
	for _, in := range append(find(form, "input[name]"), find(form, "textarea[name]")...) {
		if kind := attribute(in, "type"); kind == "file" || kind == "checkbox" {
			continue
		}
		value := attribute(in, "value")
		if in.Data == "textarea" {
			value = words(in)
		}
		values.Add(attribute(in, "name"), value)
	}
	for _, s := range find(form, "select[name]") {
		for _, o := range find(s, "option[selected]") {
			values.Set(attribute(s, "name"), attribute(o, "value"))
		}
	}
	for name, value := range change {
		values[name] = value
	}
	action := attribute(form, "action")
	if attribute(form, "method") == "get" {
		return v.send(httptest.NewRequest(http.MethodGet, action+"?"+values.Encode(), nil))
	}
	r := httptest.NewRequest(http.MethodPost, action, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://127.0.0.1:8080")
	return v.send(r)
}

// pageBox is a page that was opened.
type pageBox struct {
	t    testing.TB
	node *html.Node
}

// hrefs are the addresses that the links lead to which a selector picks.
func (p *pageBox) hrefs(query string) []string {
	var out []string
	for _, a := range find(p.node, query) {
		out = append(out, attribute(a, "href"))
	}
	return out
}
