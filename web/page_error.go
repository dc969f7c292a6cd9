package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/problem"
	"tiaowen/search"
)

// errorView shows a problem in words.
type errorView struct {
	*Problem
	Restart string // the same search from its first page
	Near    []link // documents of a name like that of the one that is not there
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
	if p.Code == string(problem.NoDocument) {
		v.Near = st.near(c.Request().Context(), pathParam(c, "id"))
	}
	if p.Code == "bad_cursor" {
		at, _ := newState(c.QueryParams(), st.known)
		v.Restart = at.set("cursor", "").href()
	}
	return st.show(c, p.Status, "error", page{Title: p.Title, Query: strings.TrimSpace(c.QueryParam("q")), Body: v})
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
