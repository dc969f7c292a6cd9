package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

// uploadView says what became of each file.
type uploadView struct {
	Error string
	Files []fileLine
	Taken int
}

type fileLine struct {
	Name, Outcome, Words, Reason string
	Documents                    []link
	Similar                      []similarLine
	Notices                      []notice
}

// similarLine asks whether a new document is another that is held, corrected.
type similarLine struct {
	Title, Href, Compare string
	ID, By               string
	Percent              int
}

// upload takes the files of the form in, one after the other: what is wrong
// with one of them keeps none of the others out.
func (st *site) upload(c echo.Context) error {
	files, err := readFiles(c.Request(), false)
	var p *Problem
	if errors.As(err, &p) && p.Status == http.StatusUnprocessableEntity {
		return st.uploaded(c, p.Status, &uploadView{Error: msgUploadNone})
	}
	if err != nil {
		return err
	}
	v := &uploadView{}
	outcomes, err := st.cfg.Intake.AddAll(c.Request().Context(), files)
	if err != nil {
		return stopped(err, len(outcomes), len(files))
	}
	for _, out := range outcomes {
		v.add(strings.TrimPrefix(library.ShownPath(out.Path), library.Uploaded+"/"), out)
	}
	return st.uploaded(c, http.StatusOK, v)
}

// uploaded shows what became of the files above the library as it is after them.
func (st *site) uploaded(c echo.Context, status int, up *uploadView) error {
	v, err := st.openLibrary(c, url.Values{})
	if err != nil {
		return err
	}
	v.Upload = up
	return st.show(c, status, "library", page{Title: titleUpload, Nav: "library", Body: v})
}

func (v *uploadView) add(name string, out indexer.Outcome) {
	line := fileLine{Name: name, Outcome: out.Outcome, Words: corpus.Label(outcomeLabels, out.Outcome), Reason: out.Reason,
		Notices: viewNotices(out.Diagnostics)}
	if out.Outcome != string(library.Quarantined) { // it has no page
		for _, d := range out.Documents {
			line.Documents = append(line.Documents, link{Label: d.Title, Href: documentPath(d.ID)})
		}
	}
	if len(out.Documents) == 1 { // of several nobody could say which is meant
		for _, s := range out.SimilarTo {
			line.Similar = append(line.Similar, similarLine{Title: s.Title, Href: documentPath(s.ID), Compare: comparePath(s.ID, out.Documents[0].ID, ""),
				ID: s.ID, By: out.Documents[0].ID, Percent: int(100 * s.Share)})
		}
	}
	if len(line.Documents) > 0 {
		v.Taken++
	}
	v.Files = append(v.Files, line)
}

// replace puts the text of the newer of two in the place of the older, as the
// page had asked.
func (st *site) replace(c echo.Context) error {
	if _, err := st.cfg.Intake.Replace(c.Request().Context(), c.FormValue("id"), c.FormValue("by")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/library?done=replaced")
}
