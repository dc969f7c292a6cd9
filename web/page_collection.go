package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// collectionView is the page of one collection.
type collectionView struct {
	ID, Name, ETag string
	Path           string // of the page
	API            string // of its items
	Duties         string // what its passages require, empty where nobody lists that
	Done, Error    string
	Back           string // where what was just collected was found
	InUse          bool   // what is collected goes here
	Passages       int
	Typed          string // what could not be saved
	Summary        string
	Changed        string
	Address        string // to be sent to others
	Today          string
	Undo           int
	Cards          []cardView
	Exports        []label // the forms in which it can be had
	Sources        []label // where it tells where a passage is from
	Notes          []label // and whether it has the trainer's own words
	Styles         []label
	Lacking        []lackingView // documents whose sources would be incomplete
	LackingItems   int           // in how many passages
	LackingMore    int           // documents that are not listed
	Others         []choice      // collections to move to: Href is the id
	First          int           // the place of the first card, counted from 1
	Page, Pages    int
	Prev, Next     string
	Empty          bool
	Many           bool   // so many that an export takes a while
	Checking       string // where it is checked before it is taken away; empty if it cannot be
}

// cardView is one item of a collection.
type cardView struct {
	N         int64
	Name      string // how it is called: its citation, or its first words
	Kind      packet.ItemKind
	Level     int
	Text      string
	Lines     []string
	Citation  string
	Href      string // empty if its document is gone
	Note      string
	NoteLines []string
	Piece     bool
	Before    bool // words of the provision were left out before the text
	After     bool // or behind it
	Doubts    []doubtView
	Place     int
	Top, Last bool
}

const (
	// cardsPerPage keeps the page of a long collection light.
	cardsPerPage = 100
	// manyItems is from where on an export shows how far it is.
	manyItems = 300
)

func (st *site) collection(c echo.Context) error {
	v := &collectionView{Done: collectionWords(c.QueryParam("done"))}
	if back := localPath(c.QueryParam("back")); back != "/" {
		v.Back = back
	}
	return st.showCollection(c, http.StatusOK, v)
}

// showCollection fills in what the collection is now.
func (st *site) showCollection(c echo.Context, status int, v *collectionView) error {
	ctx := c.Request().Context()
	id := pathParam(c, "id")
	at, _ := strconv.Atoi(c.FormValue("page"))
	at = max(1, min(at, library.MaxCollectionItems/cardsPerPage+1))
	found, err := st.cfg.Collections.CollectionPart(ctx, id, (at-1)*cardsPerPage, cardsPerPage)
	if err != nil {
		return err
	}
	others, err := st.cfg.Collections.Collections(ctx, false)
	if err != nil {
		return err
	}
	for _, h := range others {
		if h.ID != id {
			v.Others = append(v.Others, choice{Label: h.Name, Href: h.ID})
		}
	}
	v.fill(found, at)
	v.Duties = st.dutiesPath(inCollection, id)
	_, cards, err := st.cfg.Collections.Cards(ctx, id)
	if err != nil {
		return err
	}
	st.lacking(v, cards, found.Entries)
	for i, e := range found.Entries {
		v.Cards = append(v.Cards, st.viewCard(e, v.First+i, found.Items))
	}
	if st.cfg.Checker != nil {
		v.Checking = checkCollection(id)
	}
	v.Address, v.Today = c.Scheme()+"://"+c.Request().Host+v.Path, st.today().Chinese()
	// Who has none of his own yet adds to the one he looks at; a colleague's link
	// does not turn anybody's next click to the colleague's collection.
	last, err := c.Cookie(collectionCookie)
	if v.InUse = err != nil || last.Value == id; err != nil {
		remember(c, found.ID)
	}
	return st.show(c, status, "collection", page{Title: v.Name, Nav: "collections", Body: v})
}

func (v *collectionView) fill(c library.Collection, at int) {
	v.ID, v.Name, v.ETag, v.Undo, v.Passages = c.ID, c.Name, c.ETag(), c.Undo, c.Passages
	v.Path, v.API = collectionPath(c.ID), apiPath+collectionPath(c.ID, "items")
	v.Changed, v.Empty, v.Many = chineseClock(c.Changed), c.Items == 0, c.Items >= manyItems
	v.Summary = fmt.Sprintf("%d 条摘录", c.Passages)
	if rest := c.Items - c.Passages; rest > 0 {
		v.Summary += fmt.Sprintf("，%d 个标题和说明", rest)
	}
	v.Page, v.Pages, v.First = at, max(1, (c.Items+cardsPerPage-1)/cardsPerPage), (at-1)*cardsPerPage+1
	if at > 1 {
		v.Prev = fmt.Sprintf("%s?page=%d", v.Path, at-1)
	}
	if at < v.Pages {
		v.Next = fmt.Sprintf("%s?page=%d", v.Path, at+1)
	}
	v.Exports, v.Sources, v.Notes, v.Styles = exportFormats, exportSources, exportNotes, exportStyles
}

// viewCard shows an item. Its link is offered while its document is there.
func (st *site) viewCard(e library.Entry, place, all int) cardView {
	v := cardView{N: e.N, Kind: e.Kind, Level: e.Level, Text: e.Text, Name: shorten(e.Text), Lines: linesOf(e.Text), Place: place,
		Top: place == 1, Last: place == all}
	p := e.Passage
	if p == nil {
		return v
	}
	v.Citation, v.Lines, v.Note, v.Piece = packet.Citation(*p), linesOf(p.Text), p.Note, p.Piece
	if n := len(v.Lines); n > 0 {
		v.Before, v.After = p.Cut.Before(), p.Cut.After()
	}
	v.NoteLines, v.Doubts = linesOf(p.Note), viewDoubts(st.shelf.Doubts(*p))
	v.Name = v.Citation
	if _, there := st.cfg.Resolver.Known(p.DocumentID); there {
		v.Href = documentAddress(p.DocumentID, p.Locator, "", "")
	}
	return v
}
