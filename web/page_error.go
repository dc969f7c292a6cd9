package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/search"
	"tiaowen/search/suggest"
)

// errorView shows a problem in words.
type errorView struct {
	*Problem
	Restart string   // the same search from its first page
	Near    []jumpTo // titles that an address may have meant
}

// pageDetails are what to do where a problem's own words speak to programs.
var pageDetails = map[string]string{
	"method_not_allowed":     "请从页面上的链接或按钮打开。",
	"unsupported_media_type": "请用页面上的表单提交。",
	"malformed_json":         "请用页面上的表单提交。",
	"too_large":              "一次上传不超过 60 MB，请分几次提交。",
	"collection_changed":     "请重新打开备课夹，再作改动。",
	"bad_cursor":             "资料库在这期间有了变化，请从第一页重新开始。",
}

// loginView is the form for the token.
type loginView struct {
	Error string
	Next  string
}

// helpView is the page of help: the facets that can be typed as name:value.
type helpView struct{ Typed search.FacetTable }

// showProblem answers with a page in the style of the others. Who may not write
// is asked for the token instead.
func (st *site) showProblem(c echo.Context, p *Problem) error {
	if p.Status == http.StatusUnauthorized {
		v := loginView{Next: "/library"}
		if c.Request().URL.Path == sessionPath {
			v = loginView{Error: msgLoginWrong, Next: localPath(c.FormValue("next"))}
		}
		return st.show(c, p.Status, "login", page{Title: titleLogin, Body: v})
	}
	if words := pageDetails[p.Code]; words != "" {
		said := *p
		said.Detail, p = words, &said
	}
	v := errorView{Problem: p}
	if p.Code == "bad_cursor" {
		at, _ := newState(c.QueryParams(), st.known)
		v.Restart = at.set("cursor", "").href()
	}
	if id, isPage := documentAsked(c); isPage && p.Status == http.StatusNotFound {
		v.Near = st.nearTitles(c.Request().Context(), id)
	}
	return st.show(c, p.Status, "error", page{Title: p.Title, Query: strings.TrimSpace(c.QueryParam("q")), Body: v})
}

// documentAsked is the id in the address of a page of a document.
func documentAsked(c echo.Context) (string, bool) {
	rest, isPage := strings.CutPrefix(c.Request().URL.Path, "/documents/")
	id, _, _ := strings.Cut(rest, "/")
	return id, isPage && utf8.ValidString(id)
}

// shownNear is how many titles are offered in the place of one that is not there.
const shownNear = 5

// nearTitles are the texts that are nearest to an id that none has: an id is a title with
// a date behind it, and texts come again in other versions and under other dates.
func (st *site) nearTitles(ctx context.Context, id string) []jumpTo {
	title, _, _ := strings.Cut(id, "_")
	title, _, _ = strings.Cut(title, "~") // which tells texts of one title and date apart
	title = shorten(clean(strings.TrimSpace(title)))
	if title == "" {
		return nil
	}
	var out []jumpTo
	for _, asked := range []string{title, search.CiteTitle(title)} { // in its marks it can only be a title
		if found, err := st.understand(ctx, asked, ""); err == nil && len(out) == 0 {
			if v := viewJump(&found, ""); v != nil {
				out = append(v.To, v.Choices...)
			}
		}
	}
	if len(out) == 0 {
		out = st.suggestedTitles(ctx, title)
	}
	return out[:min(len(out), shownNear)]
}

// suggestedTitles are those that the search box would offer for the same words.
func (st *site) suggestedTitles(ctx context.Context, title string) []jumpTo {
	found, err := st.cfg.Suggester.Suggest(ctx, title, st.today(), suggested)
	if err != nil {
		st.cfg.Log.WarnContext(ctx, "no titles are suggested", "error", err)
	}
	var out []jumpTo
	for _, s := range found {
		if s.Kind == suggest.SubjectTitle {
			out = append(out, jumpTo{Cite: search.CiteTitle(s.Text), Href: documentAddress(s.Address, "", "", ""), Label: s.Label})
		}
	}
	return out
}

// login shows the form for the token.
func (st *site) login(c echo.Context) error {
	v := loginView{Next: localPath(c.QueryParam("next"))}
	return st.show(c, http.StatusOK, "login", page{Title: titleLogin, Body: v})
}

func (st *site) help(c echo.Context) error {
	typed := slices.DeleteFunc(slices.Clone(st.cfg.Facets), func(f search.Facet) bool { return !f.Typed })
	return st.show(c, http.StatusOK, "help", page{Title: titleHelp, Nav: "help", Body: helpView{typed}})
}
