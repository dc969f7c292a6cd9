package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/packet"
	"tiaowen/corpus/packet/table"
	"tiaowen/search"
)

// Results can be taken away as a table: the list that an address shows, or those of it
// that were chosen.

// takePath is where that is: by GET for a list, by POST for what was chosen.
const takePath = "/results"

// mostTaken is how many rows a table has at most; the last row says so.
const mostTaken = mostNumbered

// tableParameter says which program the table is for.
var tableParameter = parameter{name: "format", sort: "string", control: true, values: tableFormats,
	set: func(*search.Query, string) string { return "" }}

var tableFormats = []label{{Value: "csv", Label: "CSV"}, {Value: "xlsx", Label: "Excel"}}

// tableColumns are the columns of a list that is taken away.
var tableColumns = []table.Column{{Head: "引文", Width: 36}, {Head: "文献", Width: 32}, {Head: "条款", Width: 20},
	{Head: "时效", Width: 10}, {Head: "日期", Width: 12}, {Head: "原文", Width: 80}, {Head: "链接", Width: 40}}

// tableAddress is where the list of st is to be had as a table.
func (st state) tableAddress(format string) string {
	to := st.set("format", format)
	return takePath + "?" + to.values.Encode()
}

// takings are the links to the list as a table.
func takings(at state) []link {
	var out []link
	for _, f := range tableFormats {
		out = append(out, link{Label: f.Label, Href: at.set("lanes", "").set("explain", "").tableAddress(f.Value)})
	}
	return out
}

// takeList answers with the list of an address, from its first result.
func (st *site) takeList(c echo.Context) error {
	given, _ := newState(c.QueryParams(), append(st.known[:len(st.known):len(st.known)], tableParameter))
	q, at, _ := st.understood(given)
	q.Cursor, q.Lanes, q.Group = "", false, search.GroupNone
	if strings.TrimSpace(q.Text) == "" && q.Document == "" {
		q.Group = search.GroupDocument
	}
	r, err := st.first(c.Request().Context(), q, mostTaken)
	if err != nil {
		return err
	}
	rows := table.Table{Name: titleTable, Columns: tableColumns}
	for _, h := range r.Hits {
		rows.Rows = append(rows.Rows, tableRow(h, q, c.Scheme()+"://"+c.Request().Host))
	}
	if r.NextCursor != "" {
		rows.Rows = append(rows.Rows, tableRest(len(r.Hits), r.Total))
	}
	return st.sendTable(c, rows, at.values.Get("format"), q.Text)
}

// tableRest is a last row, which says that there was more.
func tableRest(shown, total int) []table.Cell {
	row := make([]table.Cell, len(tableColumns))
	row[0].Text = fmt.Sprintf(msgTableRest, shown, total)
	return row
}

func tableRow(h search.Hit, q search.Query, base string) []table.Cell {
	d, locator, text := h.Document, h.Passage.Locator, h.Text
	place := strings.Join(h.Passage.Path, " ")
	if strings.TrimSpace(q.Text) == "" && q.Document == "" {
		locator, text, place = "", "", "" // the list was one of documents
	}
	citation := h.Citation
	if locator == "" {
		citation = search.CiteTitle(d.Fields.Title)
	}
	return linked(base+documentAddress(d.ID, locator, "", q.AsOf),
		citation, d.Fields.Title, place, statusWords(d), string(d.Fields.VersionDate()), strings.TrimSpace(text))
}

// takeChosen answers with the passages that were chosen, in their order on the page.
func (st *site) takeChosen(c echo.Context) error {
	rows := table.Table{Name: titleTable, Columns: tableColumns}
	for _, pick := range picksOf(c) {
		from, address, _ := strings.Cut(strings.ToValidUTF8(pick, ""), "@")
		w := wantedItem{kind: packet.KindPassage, address: oneLine(address)}
		w.piece.Passage, _ = strconv.Atoi(from)
		items, err := st.items(c.Request().Context(), w)
		if err != nil {
			return err
		}
		for _, item := range items {
			row, err := st.chosenRow(c.Request().Context(), *item.Passage, c.Scheme()+"://"+c.Request().Host)
			if err != nil {
				return err
			}
			rows.Rows = append(rows.Rows, row)
		}
	}
	return st.sendTable(c, rows, c.FormValue("format"), "")
}

func (st *site) chosenRow(ctx context.Context, p packet.Passage, base string) ([]table.Cell, error) {
	rec, err := st.cfg.Readings.Read(ctx, p.DocumentID)
	if err != nil {
		return nil, err
	}
	title := search.CiteTitle(p.Fields.Title)
	return linked(base+documentAddress(p.DocumentID, p.Locator, "", ""),
		p.Citation, p.Fields.Title, strings.TrimPrefix(p.Citation, title), statusWords(st.headOf(ctx, rec.Record, st.today())), string(p.VersionDate), p.Text), nil
}

// linked is a row whose last cell is a link.
func linked(to string, texts ...string) []table.Cell {
	return append(table.Texts(texts...), table.Cell{Text: to, Link: to})
}

// sendTable answers with a file to be saved.
func (st *site) sendTable(c echo.Context, rows table.Table, format, words string) error {
	media, write := "text/csv; charset=utf-8", rows.CSV
	if format == "xlsx" {
		media, write = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", rows.XLSX
	} else {
		format = "csv"
	}
	body, err := write()
	if err != nil {
		return err
	}
	name := packet.Packet{Title: strings.TrimSpace(titleTable + " " + words)}.FileName(format)
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(name, "results."+format))
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, media, body)
}
