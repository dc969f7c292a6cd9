package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// checkPage is the page where a draft is held against the library; a POST there only
// reads.
const checkPage = "/check"

// checkView asks for a draft, and shows what was found in one.
type checkView struct {
	Error  string
	Text   string // what stands in the box
	AsOf   string
	Dated  string // what is wrong with the date
	Result *checkResult
	// Document is the id of one that is held, Title its title.
	Document, Title string
	// send asks for the findings as a file in place of a page.
	send bool
}

// checkResult is what was found.
type checkResult struct {
	Name, Href string
	Summary    string
	Counts     []tally
	Secrecy    string
	AsOf       string
	Notices    []notice
	Rows       []draftRow
	More       int    // findings that are not shown beside the text
	Pending    string // formulas may not all be known yet
	Today      string
}

// findingView is a finding beside the text.
type findingView struct {
	finding
	SeverityIs string
	Ops        []compare.Op
	First      *sourceView
	Others     []sourceView
	Ways       []link // what may have been meant
	Said       string // whom the draft gives a quotation to
	Shown      bool   // the source's text is what is offered to be copied
}

// sourceView is where words stand.
type sourceView struct {
	Citation, Href, Date string
	Lines                []string
	Doubts               []doubtView
	Status               corpus.Status
	StatusIs             string
}

// openCheck shows the form, or what was found in a document or a collection that the
// address names.
func (st *site) openCheck(c echo.Context) error {
	v := &checkView{AsOf: strings.TrimSpace(c.QueryParam("as_of")), Document: c.QueryParam("document")}
	asked := map[string]string{"document": v.Document, "as_of": wholeDay("as_of", v.AsOf)}
	if id := c.QueryParam("collection"); id != "" && st.cfg.Collections != nil {
		text, err := st.collectionDraft(c.Request().Context(), id)
		if err != nil {
			return err
		}
		asked = map[string]string{"text": text, "as_of": asked["as_of"]}
		v.Text = text
	}
	if asked["document"] == "" && asked["text"] == "" {
		return st.showCheck(c, http.StatusOK, v)
	}
	return st.showChecked(c, v, func() (askedCheck, error) { return newAskedCheck(asked, nil, nil) })
}

// sendCheck checks what the form sends. A file goes before the text in the box, which may
// still be the one before.
func (st *site) sendCheck(c echo.Context) error {
	values, file, faults, err := readCheckForm(c.Request())
	if err != nil {
		return err
	}
	v := &checkView{Text: values["text"], AsOf: values["as_of"], Document: values["document"], send: values["format"] != ""}
	if file != nil {
		delete(values, "text")
		delete(values, "document")
		v.Text, v.Document = "", ""
	}
	values["as_of"] = wholeDay("as_of", strings.TrimSpace(values["as_of"]))
	return st.showChecked(c, v, func() (askedCheck, error) { return newAskedCheck(values, file, faults) })
}

// showChecked checks a draft and shows what was found, or sends it as a file. What is
// wrong with the form or the file is said on the page.
func (st *site) showChecked(c echo.Context, v *checkView, ask func() (askedCheck, error)) error {
	asked, err := ask()
	if err != nil {
		return st.refuseCheck(c, v, err)
	}
	found, err := st.checkAsked(c.Request().Context(), asked)
	if err != nil {
		return st.refuseCheck(c, v, err)
	}
	if asked.format == commented {
		if found.file, err = st.comment(c.Request().Context(), asked, found); err != nil {
			return st.refuseCheck(c, v, err)
		}
	}
	if v.send {
		return st.sendReport(c, asked.format, found)
	}
	v.show(st, found)
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return st.showCheck(c, http.StatusOK, v)
}

// refuseCheck says on the page what is wrong, if a person can do something about it.
func (st *site) refuseCheck(c echo.Context, v *checkView, err error) error {
	var p *Problem
	if !errors.As(err, &p) {
		return err
	}
	switch p.Code {
	case "draft_unreadable":
		v.Error = p.Title + "：" + p.Detail
	case "draft_too_long", "too_many_checks":
		v.Error = p.Title + "。" + p.Detail
	case "invalid_request":
		for _, f := range p.Errors {
			switch f.Location {
			case "body.as_of":
				v.Dated = fmt.Sprintf(msgFaultValue, corpus.Label(parameterLabels, "as_of"), v.AsOf) + msgFaultDate
			case "body.text":
				v.Error = msgCheckNothing
			case "body.format":
				v.Error = msgCheckNoWord
			default:
				return err
			}
		}
	default:
		return err
	}
	return st.showCheck(c, p.Status, v)
}

func (st *site) showCheck(c echo.Context, status int, v *checkView) error {
	title := titleCheck
	if v.Result != nil && v.Result.Name != "" {
		title += "：" + v.Result.Name
	}
	return st.show(c, status, "check", page{Title: title, Nav: "check", Body: v})
}

// sendReport sends a report as a file to be kept.
func (st *site) sendReport(c echo.Context, format string, found checked) error {
	ending := mediaOfCheck(format)
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, "no-store")
	h.Set(echo.HeaderContentType, exportMedia[ending])
	h.Set(echo.HeaderContentDisposition, attachment(found.fileName(format), "report."+ending))
	c.Response().WriteHeader(http.StatusOK)
	return st.writeChecked(c.Request().Context(), c.Response(), format, found)
}

// show lays out what was found. A draft that was read of a file can be put right in the
// box and checked again.
func (v *checkView) show(st *site, c checked) {
	list := c.findings()
	v.Result = &checkResult{Name: c.Name, Summary: fmt.Sprintf(msgChecked, len(c.Citations), len(c.Quotes), len(c.Formulas)), Secrecy: c.Secrecy,
		AsOf: c.AsOf.Chinese(), Notices: c.notices(), Rows: layDraft(c.Text, list), More: max(0, len(list)-mostFindings), Today: st.today().Chinese()}
	if c.FormulasPending {
		v.Result.Pending = msgCheckPending
	}
	for _, t := range []tally{{msgCheckFaults, c.Counts.Faults}, {msgCheckWarnings, c.Counts.Warnings}, {msgCheckNotes, c.Counts.Notes}} {
		if t.Count > 0 {
			v.Result.Counts = append(v.Result.Counts, t)
		}
	}
	if v.Document = c.id; c.id != "" {
		v.Title, v.Result.Href = c.Name, documentPath(c.id)
		return
	}
	v.Text = c.Text
}

// notices are what was noticed while the draft was read.
func (c checked) notices() []notice {
	var out []notice
	for _, d := range c.Diagnostics {
		if d.Severity != corpus.Note {
			out = append(out, notice{string(d.Severity), corpus.Label(severityLabels, string(d.Severity)), d.Message})
		}
	}
	return out
}

func newFindingView(f finding) findingView {
	v := findingView{finding: f, SeverityIs: corpus.Label(checkSeverities, string(f.Severity)), Said: f.AttributedTo,
		Shown: f.RightIs == msgRightQuote || f.RightIs == msgRightNow}
	for _, op := range f.Diff {
		v.Ops = append(v.Ops, compare.Op{Kind: op.Op, Text: op.Text})
	}
	for i, s := range f.Sources {
		one := sourceView{Citation: s.Citation, Href: s.URL, Lines: linesOf(s.Text), Doubts: viewDoubts(s.Doubts)}
		if s.Date != nil {
			one.Date = s.Date.Chinese()
		}
		if s.Status == corpus.InForce && len(f.Sources) > 1 {
			one.Status, one.StatusIs = s.Status, corpus.Label(corpus.Statuses, string(s.Status))
		}
		if i == 0 {
			v.First = &one
			continue
		}
		v.Others = append(v.Others, one)
	}
	if f.Severity != corpus.Note {
		for _, c := range f.Choices {
			v.Ways = append(v.Ways, link{Label: cmp.Or(c.Citation, c.Label), Href: c.URL})
		}
	}
	return v
}

// checkPages registers the page.
func (st *site) checkPages(e *echo.Echo) {
	if st.cfg.Checker == nil {
		return
	}
	e.GET(checkPage, st.openCheck)
	e.POST(checkPage, st.sendCheck)
}

// checkDocument is where a document that is held is checked.
func checkDocument(id string) string { return checkPage + "?" + url.Values{"document": {id}}.Encode() }
