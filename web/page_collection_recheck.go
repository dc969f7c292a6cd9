package web

import (
	"errors"
	"net/http"
	"regexp"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/library"
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
	Same    int // passages whose text stands unchanged elsewhere
	Left    int // passages without a row: of many, those that have not changed
	ETag    string
	Done    string
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
	Doubts  []doubtView
	Ops     []compare.Op
	Lines   []string // the text, where there is nothing to compare it with
	Address string
	place   int   // among the passages
	N       int64 // of the item, if it is in a collection of ours
	Renew   *renewal
}

// renewal is what stands now in a passage's place, to be taken instead.
type renewal struct{ Address, Quote string }

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
	v, err := st.rechecked(c, p)
	if err != nil {
		return err
	}
	if !p.Made.IsZero() {
		v.Made = chineseClock(p.Made)
	}
	return st.showRecheck(c, http.StatusOK, v)
}

// recheckCollection rechecks a collection as it is; what has changed can be taken
// in its new form there and then.
func (st *site) recheckCollection(c echo.Context) error {
	id := pathParam(c, "id")
	found, err := st.cfg.Collections.Collection(c.Request().Context(), id)
	if err != nil {
		return err
	}
	p, numbers := packetToCheck(found)
	v, err := st.rechecked(c, p)
	if err != nil {
		return err
	}
	v.Href, v.ETag, v.Done = collectionPath(id), found.ETag(), collectionWords(c.QueryParam("done"))
	for i := range v.Rows {
		v.Rows[i].N = numbers[v.Rows[i].place]
	}
	return st.showRecheck(c, http.StatusOK, v)
}

// packetToCheck is a collection as a packet, with the numbers of its passages.
func packetToCheck(c library.Collection) (p packet.Packet, numbers []int64) {
	p.Title = c.Name
	for _, e := range c.Entries {
		if p.Items = append(p.Items, e.Item); e.Passage != nil {
			numbers = append(numbers, e.N)
		}
	}
	return p, numbers
}

func (st *site) rechecked(c echo.Context, p packet.Packet) (*recheckView, error) {
	checked, err := st.recheckPacket(c.Request().Context(), p)
	if err != nil {
		return nil, err
	}
	v := &recheckView{Title: p.Title, Counts: fateCounts(checked)}
	if v.Title == "" {
		v.Title = msgUnnamed
	}
	passages := passagesOf(p)
	for i, one := range checked {
		if one.SameText() {
			v.Same++
		}
		if one.Status == packet.Unchanged && len(checked) >= manyItems {
			v.Left++
			continue
		}
		row := newRecheckRow(one, passages[i])
		row.place = i
		v.Rows = append(v.Rows, row)
	}
	return v, nil
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
		row.Doubts = viewDoubts(c.Now.Doubts)
		if c.Status != packet.Unchanged {
			row.Renew = &renewal{Address: c.Now.Address}
			if p.Piece {
				row.Renew.Quote = c.Now.Text
			}
		}
	}
	return row
}
