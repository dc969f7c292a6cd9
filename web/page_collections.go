package web

import (
	"errors"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// collectionsView is the list of all collections.
type collectionsView struct {
	Done    string
	Error   string
	Name    string // as it was filled in
	Rows    []collectionRow
	Removed []collectionRow
}

// collectionRow is one collection of the list.
type collectionRow struct {
	Name, Href, Changed, Action, ETag string
	Items, Passages                   int
	InUse                             bool // what is collected goes here
}

// maxRemoved is how many removed collections are offered to be brought back.
const maxRemoved = 10

// collectionPages registers the pages of the trainer's collections.
func (st *site) collectionPages(e *echo.Echo) {
	e.GET(recheckPage, st.recheck)
	e.POST(recheckPage, st.recheckFile)
	e.GET("/topics", st.topics)
	e.GET("/topics/:name", st.topic)
	e.GET("/lanes", st.lanes)
	if st.cfg.Collections == nil {
		return
	}
	e.GET("/collections", st.collections)
	e.POST("/collections", st.makeCollection)
	e.GET("/collections/:id", st.collection)
	e.POST("/collections/:id", st.changeCollection)
	e.GET("/collections/:id/recheck", st.recheckCollection)
	e.GET("/collect", st.askWhere)
	e.POST("/collect", st.collect)
}

func (st *site) collections(c echo.Context) error {
	v := &collectionsView{Done: collectionWords(c.QueryParam("done"))}
	return st.showCollections(c, http.StatusOK, v)
}

func collectionWords(done string) string {
	if !corpus.Known(collectionDone, done) {
		return ""
	}
	return corpus.Label(collectionDone, done)
}

func (st *site) showCollections(c echo.Context, status int, v *collectionsView) error {
	ctx := c.Request().Context()
	heads, err := st.cfg.Collections.Collections(ctx, false)
	if err != nil {
		return err
	}
	removed, err := st.cfg.Collections.Collections(ctx, true)
	if err != nil {
		return err
	}
	v.Rows = collectionRows(heads)
	last := remembered(c, heads)
	for i, h := range heads {
		v.Rows[i].InUse = h.ID == last && len(heads) > 1
	}
	v.Removed = collectionRows(removed[:min(len(removed), maxRemoved)])
	return st.show(c, status, "collections", page{Title: titleCollections, Nav: "collections", Body: v})
}

func collectionRows(heads []library.CollectionHead) []collectionRow {
	var out []collectionRow
	for _, h := range heads {
		out = append(out, collectionRow{Name: h.Name, Href: collectionPath(h.ID), Changed: chineseClock(h.Changed),
			Action: collectionPath(h.ID), ETag: h.ETag(), Items: h.Items, Passages: h.Passages})
	}
	return out
}

// makeCollection makes an empty collection, or one of an exported file.
func (st *site) makeCollection(c echo.Context) error {
	ctx := c.Request().Context()
	if _, _, err := c.Request().FormFile("file"); err == nil || c.FormValue("do") == "import" {
		return st.importCollection(c)
	}
	name, wrong := collectionName(c.FormValue("name"))
	if wrong != "" {
		return st.showCollections(c, http.StatusUnprocessableEntity, &collectionsView{Error: wrong, Name: c.FormValue("name")})
	}
	head, err := st.cfg.Collections.NewCollection(ctx, name, nil)
	if err != nil {
		return err
	}
	remember(c, head.ID)
	return c.Redirect(http.StatusSeeOther, collectionPath(head.ID)+"?done=made")
}

// collectionName reads a name of a form, and says what is wrong with it.
func collectionName(given string) (name, wrong string) {
	if !utf8.ValidString(given) {
		return "", msgNameMissing
	}
	name = oneLine(given)
	switch {
	case name == "":
		return "", msgNameMissing
	case utf8.RuneCountInString(name) > maxCollectionName:
		return "", msgNameLong
	}
	return name, ""
}

func (st *site) importCollection(c echo.Context) error {
	p, err := sentPacket(c)
	var wrong *Problem
	if errors.As(err, &wrong) && wrong.Code == "not_a_packet" {
		return st.showCollections(c, http.StatusUnprocessableEntity, &collectionsView{Error: wrong.Detail})
	}
	if err != nil {
		return err
	}
	head, err := st.cfg.Collections.NewCollection(c.Request().Context(), importedName(p.Title), p.Items)
	if err != nil {
		return err
	}
	remember(c, head.ID)
	return c.Redirect(http.StatusSeeOther, collectionPath(head.ID)+"?done=imported")
}

// sentPacket reads the file of a form.
func sentPacket(c echo.Context) (packet.Packet, error) {
	file, _, err := c.Request().FormFile("file")
	if err != nil {
		var tooBig *http.MaxBytesError
		if errors.As(err, &tooBig) {
			return packet.Packet{}, err
		}
		p := newProblem("not_a_packet", err)
		p.Detail = msgFileMissing
		return packet.Packet{}, p
	}
	defer file.Close()
	p, err := packet.ReadJSON(file)
	if err != nil {
		return p, packetProblem(err)
	}
	return p, nil
}

// collectionCookie remembers the collection that was added to last, so that the
// next passage needs one click.
const collectionCookie = "collection"

func remember(c echo.Context, id string) {
	c.SetCookie(&http.Cookie{Name: collectionCookie, Value: id, Path: "/", MaxAge: 365 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// remembered is the collection added to last, if it is still there.
func remembered(c echo.Context, heads []library.CollectionHead) string {
	k, err := c.Cookie(collectionCookie)
	if err != nil || !slices.ContainsFunc(heads, func(h library.CollectionHead) bool { return h.ID == k.Value }) {
		return ""
	}
	return k.Value
}
