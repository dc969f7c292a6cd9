package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/procedure"
)

// procedureView is the page of one.
type procedureView struct {
	Name    string
	Also    string // its other names
	Note    []string
	Until   string
	Count   string
	Says    string // how many steps are to be looked at, empty for none
	Look    []procedureLook
	Sample  bool
	Lacking []lackingText
	Empty   bool // nothing at all is held: no steps are shown
	Steps   []procedureStep
	Export  string
	Exports []corpus.Term
	Collect bool
	Printed string // the address, to be read and typed
	Today   string
}

// procedureLook leads to a step that is to be looked at.
type procedureLook struct{ Href, Label, Why string }

// lackingText is a text that is cited and not held, with what is cited of it.
type lackingText struct{ Title, Places string }

// procedureStep is a step of the line.
type procedureStep struct {
	N                       int
	ID, Title               string
	Bearer, Deadline, Paper string
	Note                    []string
	Status                  procedure.Status
	StatusIs                string
	Clauses                 []procedureClause
}

// procedureClause is a clause of a step.
type procedureClause struct {
	Cite, Href, Address string
	Status              corpus.Status // of the text
	StatusIs            string
	Fate                string // what became of the citation, if there is anything to say
	Past                string // leads to what became of it from version to version
	Lines               []string
	Copies              copied
	Doubts              []doubtView
	Says                []procedureNotice
	Choices             []link
}

// procedureNotice is what must be known of a clause, and where it can be seen.
type procedureNotice struct{ Words, Href string }

func (st *site) procedure(c echo.Context) error {
	q, faults := st.parseQuery(asOfValues(c))
	if len(faults) > 0 {
		return invalid(faults...)
	}
	name := pathParam(c, "id")
	found, err := st.check(c.Request().Context(), name, q.AsOf)
	if err != nil {
		return err
	}
	if found.Name != name { // one address for a thing, whatever it is called
		return c.Redirect(http.StatusSeeOther, procedurePath(found.Name))
	}
	v := viewProcedure(found)
	v.Collect = st.cfg.Collections != nil
	v.Printed = c.Scheme() + "://" + c.Request().Host + procedurePath(found.Name)
	v.Today = cmp.Or(q.AsOf, q.Today).Chinese()
	return st.show(c, http.StatusOK, "procedure", page{Title: found.Name + " · " + titleProcedures, Nav: "requirements", Body: v})
}

func viewProcedure(c procedure.Checked) *procedureView {
	v := &procedureView{Name: c.Name, Also: strings.Join(c.Aliases, "、"), Note: linesOf(c.Note), Count: fmt.Sprintf(msgSteps, len(c.Steps)),
		Says: stepsToLookAt(c), Sample: c.Sample, Lacking: lackingTexts(c.Lacking), Empty: c.Empty(),
		Export: apiPath + procedurePath(c.Name) + "/export", Exports: exportFormats}
	if c.Until != "" {
		v.Until = fmt.Sprintf(msgProcedureUntil, c.Until.Chinese())
	}
	if v.Empty {
		return v
	}
	for i, s := range c.Steps {
		step := procedureStep{N: i + 1, ID: "step-" + strconv.Itoa(i+1), Title: s.Title, Bearer: s.Bearer, Deadline: s.Deadline, Paper: strings.Join(s.Materials, "、"),
			Note: linesOf(s.Note), Status: c.Checks[i].Status, StatusIs: c.Checks[i].Status.Label()}
		for _, clause := range c.Checks[i].Clauses {
			step.Clauses = append(step.Clauses, viewClause(clause))
		}
		if step.Status != procedure.OK {
			v.Look = append(v.Look, procedureLook{"#" + step.ID, fmt.Sprintf(msgStep, step.N), step.StatusIs})
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

func viewClause(c procedure.Clause) procedureClause {
	doubts := clauseDoubts(c)
	v := procedureClause{Cite: cmp.Or(c.Citation, c.Cited), Address: c.Address, Doubts: viewDoubts(slices.DeleteFunc(slices.Clone(doubts), func(d corpus.Caution) bool {
		return c.Document != nil && d.Code == string(c.Document.Status) // which the badge says
	}))}
	if c.Address != "" {
		v.Href = addressOf(c.Address)
	}
	if id, locator, ok := strings.Cut(c.Address, "#"); ok && c.Was != "" && c.Status != procedure.OK {
		v.Past = provisionPath(id, strings.Split(locator, "__")[0])
	}
	if c.Status != procedure.OK {
		v.Fate = c.Status.Label()
	}
	if c.Document != nil {
		v.Status, v.StatusIs = c.Document.Status, statusWords(*c.Document)
	}
	for _, p := range c.Provisions {
		v.Lines = append(v.Lines, provisionLines(p)...)
	}
	if len(v.Lines) > 0 {
		v.Copies = copied{strings.Join(v.Lines, "\n"), citedTail(v.Cite, viewDoubts(doubts)), v.Cite}
	}
	for _, n := range c.Says() {
		v.Says = append(v.Says, viewNotice(n))
	}
	for _, choice := range c.Choices {
		v.Choices = append(v.Choices, link{Label: choice.Citation, Href: addressOf(choice.Address)})
	}
	return v
}

func viewNotice(n search.Notice) procedureNotice {
	v := procedureNotice{Words: n.Message}
	if n.Address != "" {
		v.Href = addressOf(n.Address)
	}
	return v
}

// lackingTexts gathers what is cited of texts that are not held, by their titles.
func lackingTexts(cited []string) []lackingText {
	var out []lackingText
	for _, c := range cited {
		title, place := c, ""
		if i := strings.LastIndex(c, "》"); i >= 0 {
			title, place = c[:i+len("》")], c[i+len("》"):]
		}
		if n := len(out); n > 0 && out[n-1].Title == title {
			out[n-1].Places += "、" + place
			continue
		}
		at := -1
		for i := range out {
			if out[i].Title == title {
				at = i
			}
		}
		if at >= 0 {
			out[at].Places += "、" + place
		} else {
			out = append(out, lackingText{title, place})
		}
	}
	return out
}
