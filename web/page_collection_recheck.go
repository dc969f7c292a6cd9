package web

import (
	"errors"
	"net/http"
	"regexp"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/packet"
)

// recheckPage is the page where a packet is looked after; a POST there only
// reads.
const recheckPage = "/recheck"

// recheckView asks for a packet, or says what has become of one.
type recheckView struct {
	Error   string
	Title   string // of the packet
	Made    string
	Href    string // of the collection, if it is one of ours
	Summary string
	Counts  []FateCount
	Rows    []recheckRow
	Choices []collectionRow
	Today   string
}

// recheckRow is one passage.
type recheckRow struct {
	Status  packet.Fate
	Label   string
	Hint    string
	Cite    string
	Message string
	Now     *link
	Ops     []compare.Op
	Lines   []string // the text, where there is nothing to compare it with
	Address string
}

func (st *site) recheck(c echo.Context) error {
	return st.showRecheck(c, http.StatusOK, &recheckView{})
}

func (st *site) showRecheck(c echo.Context, status int, v *recheckView) error {
	if st.cfg.Collections != nil {
		heads, err := st.cfg.Collections.Collections(c.Request().Context(), false)
		if err != nil {
			return err
		}
		v.Choices = collectionRows(heads)
	}
	v.Today = st.today().Chinese()
	return st.show(c, status, "recheck", page{Title: titleRecheck, Nav: "collections", Body: v})
}

// recheckFile rechecks an exported file; nothing of it is kept.
func (st *site) recheckFile(c echo.Context) error {
	p, err := sentPacket(c)
	var wrong *Problem
	if errors.As(err, &wrong) && wrong.Code == "not_a_packet" {
		return st.showRecheck(c, http.StatusUnprocessableEntity, &recheckView{Error: wrong.Detail})
	}
	if err != nil {
		return err
	}
	return st.rechecked(c, p, "")
}

func (st *site) recheckCollection(c echo.Context) error {
	id := pathParam(c, "id")
	p, err := st.packetOf(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return st.rechecked(c, p, collectionPath(id))
}

func (st *site) rechecked(c echo.Context, p packet.Packet, href string) error {
	checked, err := st.recheckPacket(c.Request().Context(), p)
	if err != nil {
		return err
	}
	v := &recheckView{Title: p.Title, Href: href, Counts: fateCounts(checked)}
	if v.Title == "" {
		v.Title = msgUnnamed
	}
	if href == "" && !p.Made.IsZero() {
		v.Made = chineseClock(p.Made)
	}
	passages := passagesOf(p)
	for i, one := range checked {
		v.Rows = append(v.Rows, newRecheckRow(one, passages[i]))
	}
	return st.showRecheck(c, http.StatusOK, v)
}

// passagesOf are those of a packet, as Recheck answers for them.
func passagesOf(p packet.Packet) []packet.Passage {
	var out []packet.Passage
	for _, item := range p.Items {
		if item.Passage != nil {
			out = append(out, *item.Passage)
		}
	}
	return out
}

// blankLines between paragraphs are the file's, not the reader's.
var blankLines = regexp.MustCompile(`\n\s*\n`)

func newRecheckRow(c packet.Checked, p packet.Passage) recheckRow {
	for i := range c.Diff {
		c.Diff[i].Text = blankLines.ReplaceAllString(c.Diff[i].Text, "\n")
	}
	row := recheckRow{Status: c.Status, Label: corpus.Label(packet.Fates, string(c.Status)), Hint: fateHints[c.Status], Cite: c.Citation,
		Message: c.Message, Ops: c.Diff, Address: c.Address}
	if len(c.Diff) == 0 {
		row.Lines = linesOf(p.Text)
	}
	if c.Now != nil {
		row.Now = &link{Label: c.Now.Citation, Href: addressOf(c.Now.Address)}
	}
	return row
}
