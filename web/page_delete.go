package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// deleteView asks before a document is taken out.
type deleteView struct {
	Title, ETag, Action, Back string
	Meta                      []string
	Paths                     []string
}

// confirm asks.
func (st *site) confirm(c echo.Context) error {
	rec, err := st.cfg.Library.Get(c.Request().Context(), pathParam(c, "id"))
	if err != nil {
		return err
	}
	d := rec.Document
	v := deleteView{Title: d.Fields.Title, ETag: rec.ETag, Action: libraryPath(d.ID, "delete"), Back: documentPath(d.ID),
		Meta: metaOf(d.Fields), Paths: st.pathsFor(c.Request(), rec.Paths)}
	return st.show(c, http.StatusOK, "delete", page{Title: titleDelete, Nav: "library", Body: v})
}

// remove takes the document out, if it still is the one that was shown.
func (st *site) remove(c echo.Context) error {
	if err := st.cfg.Intake.Remove(c.Request().Context(), pathParam(c, "id"), c.FormValue("etag")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/library?done=removed")
}
