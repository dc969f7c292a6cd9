package web

import (
	"errors"
	"net/http"
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
	Notices                      []notice
}

// upload takes the files of the form in, one after the other: what is wrong
// with one of them keeps none of the others out.
func (st *site) upload(c echo.Context) error {
	files, err := readFiles(c.Request(), false)
	var p *Problem
	if errors.As(err, &p) && p.Status == http.StatusUnprocessableEntity {
		v := &uploadView{Error: msgUploadNone}
		return st.show(c, p.Status, "upload", page{Title: titleUpload, Nav: "library", Body: v})
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
		v.add(strings.TrimPrefix(out.Path, uploadPath("")), out)
	}
	return st.show(c, http.StatusOK, "upload", page{Title: titleUpload, Nav: "library", Body: v})
}

func (v *uploadView) add(name string, out indexer.Outcome) {
	line := fileLine{Name: name, Outcome: out.Outcome, Words: corpus.Label(outcomeLabels, out.Outcome), Reason: out.Reason,
		Notices: viewNotices(out.Diagnostics)}
	if out.Outcome != string(library.Quarantined) { // it has no page
		for _, d := range out.Documents {
			line.Documents = append(line.Documents, link{Label: d.Title, Href: documentPath(d.ID)})
		}
	}
	if len(line.Documents) > 0 {
		v.Taken++
	}
	v.Files = append(v.Files, line)
}
