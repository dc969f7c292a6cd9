package web

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/search/procedure"
)

// proceduresView lists the 一件事.
type proceduresView struct {
	Rows []procedureRow
	// Empty are those of which the library holds nothing.
	Empty  []procedureRow
	Duties bool // 要做的事 are there too
}

// procedureRow is one of the list.
type procedureRow struct {
	Name, Href, Note string
	Count            string
	Status           procedure.Status
	StatusIs         string // empty where there is nothing to say
	Sample           bool
}

func (st *site) procedurePages(e *echo.Echo) {
	if st.cfg.Procedures == nil {
		return
	}
	e.GET("/procedures", st.procedures)
	e.GET("/procedures/:id", st.procedure)
}

func (st *site) procedures(c echo.Context) error {
	list, err := st.checks(c.Request().Context(), "")
	if err != nil {
		return err
	}
	v := &proceduresView{Duties: st.cfg.Requirements != nil}
	for _, found := range list {
		row := procedureRow{Name: found.Name, Href: procedurePath(found.Name), Note: strings.ReplaceAll(found.Note, "\n", ""), Sample: found.Sample,
			Count: fmt.Sprintf(msgSteps, len(found.Steps)), Status: found.Status, StatusIs: cmp.Or(stepsToLookAt(found), found.Status.Label())}
		if found.Empty() {
			v.Empty = append(v.Empty, row)
		} else {
			v.Rows = append(v.Rows, row)
		}
	}
	return st.show(c, http.StatusOK, "procedures", page{Title: titleProcedures, Nav: "requirements", Body: v})
}

// things leads to the procedures from the first page: those of samples where the library
// is one, else the others.
func (st *site) things(sample bool) []link {
	if st.cfg.Procedures == nil {
		return nil
	}
	var out []link
	for _, p := range st.cfg.Procedures().All() {
		if p.Sample == sample {
			out = append(out, link{Label: p.Name, Href: procedurePath(p.Name)})
		}
	}
	return out
}

// stepsToLookAt says how many steps of a procedure are not as they were when it was
// written; empty for none.
func stepsToLookAt(c procedure.Checked) string {
	n := 0
	for _, check := range c.Checks {
		if check.Status != procedure.OK {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(msgStepsToCheck, n)
}
