package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
)

// discardView asks before a withheld file is taken out for good.
type discardView struct {
	Action, Path string
	Texts        []library.Withheld // all that stand in the file
}

// release lets a document that was withheld be found.
func (st *site) release(c echo.Context) error {
	if err := st.cfg.Intake.Release(c.Request().Context(), c.FormValue("id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/library?done=released")
}

// askDiscard asks. Who may not write is not told what is withheld.
func (st *site) askDiscard(c echo.Context) error {
	if !st.mayWrite(c.Request()) {
		return newProblem("unauthorized", nil)
	}
	held, err := st.cfg.Library.Quarantined(c.Request().Context())
	if err != nil {
		return err
	}
	id := pathParam(c, "id")
	one := slices.IndexFunc(held, func(h library.Withheld) bool { return h.ID == id })
	if one < 0 {
		return newProblem("no_such_document", nil)
	}
	v := discardView{Action: libraryPath(id, "discard"), Path: library.ShownPath(held[one].Path)}
	for _, h := range held {
		if h.Path == held[one].Path {
			v.Texts = append(v.Texts, h)
		}
	}
	return st.show(c, http.StatusOK, "discard", page{Title: titleDiscard, Nav: "library", Body: v})
}

// discard takes the file out.
func (st *site) discard(c echo.Context) error {
	if err := st.cfg.Intake.Discard(c.Request().Context(), pathParam(c, "id")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/library?done=discarded")
}
