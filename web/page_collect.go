package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
	"tiaowen/search/shelf"
)

// collectView asks into which collection a passage goes, and shows it.
type collectView struct {
	Address, Passage, Quote string   // as asked for
	Picks                   []string // several of them
	Procedure, Whole        string   // all of a procedure, and what that is
	Typed                   bool     // the address was not understood
	Error                   string
	Cites                   []quoteView
	Choices                 []choice // collections: Href is the id
	Name, Note              string   // as filled in
	Back                    string
}

// quoteView is one passage to be added.
type quoteView struct {
	Citation string
	Lines    []string
}

// shownQuote is how much of a passage the question shows, in code points.
const shownQuote = 400

// wantedOf is what a form wants to be added.
func wantedOf(c echo.Context) wantedItem {
	w := wantedItem{kind: packet.KindPassage, after: -1, piece: shelf.Whole()}
	w.address = oneLine(strings.ToValidUTF8(c.FormValue("address"), ""))
	if place := oneLine(strings.ToValidUTF8(c.FormValue("place"), "")); place != "" { // in the document that was open
		w.address = oneLine(c.FormValue("document")) + place
	}
	w.note = tidyNote(strings.ToValidUTF8(c.FormValue("note"), ""))
	w.piece.Quote = tidyNote(strings.ToValidUTF8(c.FormValue("quote"), ""))
	if n, err := strconv.Atoi(c.FormValue("passage")); err == nil {
		w.piece.Passage = n
	}
	return w
}

// maxPicks is how many passages are taken at once: more than a page of hits has.
const maxPicks = 100

// picksOf are the passages that were chosen together, each as where its text begins and
// its address: 1234@id#art_9; -1 is the whole of what stands there.
func picksOf(c echo.Context) []string {
	values, err := c.FormParams()
	if err != nil {
		return nil
	}
	var picks []string
	for _, pick := range values["pick"] {
		if len(picks) < maxPicks && !slices.Contains(picks, pick) {
			picks = append(picks, pick)
		}
	}
	return picks
}

// itemsOf quotes all that a form wants: one passage, or those that were chosen. If one
// of them cannot be had it is given with the error.
func (st *site) itemsOf(ctx context.Context, c echo.Context) ([]packet.Item, wantedItem, error) {
	w := wantedOf(c)
	if name := procedureOf(c); name != "" && st.cfg.Procedures != nil {
		items, err := st.procedureWanted(ctx, name)
		return items, w, err
	}
	picks := picksOf(c)
	if len(picks) == 0 {
		items, err := st.items(ctx, w)
		return items, w, err
	}
	var out []packet.Item
	for _, pick := range picks {
		from, address, _ := strings.Cut(strings.ToValidUTF8(pick, ""), "@")
		w.address, w.piece = oneLine(address), shelf.Whole()
		if n, err := strconv.Atoi(from); err == nil {
			w.piece.Passage = n
		}
		items, err := st.items(ctx, w)
		if err != nil {
			return nil, w, err
		}
		out, w.note = append(out, items...), ""
	}
	return out, w, nil
}

// askWhere shows the passage and the collections there are.
func (st *site) askWhere(c echo.Context) error {
	return st.showCollect(c, http.StatusOK, &collectView{})
}

// showCollect fills in what the form said already.
func (st *site) showCollect(c echo.Context, status int, v *collectView) error {
	ctx := c.Request().Context()
	w := wantedOf(c)
	v.Address, v.Passage, v.Quote, v.Note = w.address, c.FormValue("passage"), w.piece.Quote, w.note
	v.Name, v.Back = c.FormValue("name"), cameFrom(c)
	heads, err := st.cfg.Collections.Collections(ctx, false)
	if err != nil {
		return err
	}
	last := remembered(c, heads)
	for i, h := range heads {
		v.Choices = append(v.Choices, choice{Label: h.Name, Href: h.ID, Current: h.ID == last || last == "" && i == 0})
	}
	v.Picks, v.Procedure = picksOf(c), procedureOf(c)
	items, w, err := st.itemsOf(ctx, c)
	switch wrong := notUnderstood(w.address, err); {
	case err != nil && v.Procedure != "": // nobody typed it
		return err
	case wrong != "":
		v.Typed, v.Error, status = true, wrong, max(status, http.StatusUnprocessableEntity)
		if w.address == "" {
			v.Error, status = "", http.StatusOK
		}
	case err != nil:
		return err
	}
	if v.Procedure != "" {
		v.Whole = fmt.Sprintf(msgProcedureTaken, v.Procedure, fmt.Sprintf(msgSteps, headings(items)))
		items = nil
	}
	for _, item := range items {
		v.Cites = append(v.Cites, newQuoteView(*item.Passage))
	}
	return st.show(c, status, "collect", page{Title: titleCollect, Nav: "collections", Body: v})
}

// notUnderstood says why an address that a person typed names nothing; empty
// for what is no fault of the address.
func notUnderstood(typed string, err error) string {
	var p *Problem
	if !errors.As(err, &p) || p.Status >= http.StatusInternalServerError {
		return ""
	}
	if len(p.Errors) > 0 && p.Errors[0].Code == "ambiguous" {
		return fmt.Sprintf(msgSeveral, typed, p.Errors[0].Message)
	}
	if len(p.Errors) > 0 {
		return p.Errors[0].Message
	}
	return fmt.Sprintf(msgNotResolved, typed)
}

func newQuoteView(p packet.Passage) quoteView {
	text := p.Text
	if utf8.RuneCountInString(text) > shownQuote {
		text = string([]rune(text)[:shownQuote]) + "……"
	}
	return quoteView{Citation: packet.Citation(p), Lines: linesOf(text)}
}

// linesOf are the lines of a text that have something in them.
func linesOf(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.Trim(line, " \t\u3000\u00a0"); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// collect adds a passage to the collection that the form names, else to the one
// added to last; where there is none it asks.
func (st *site) collect(c echo.Context) error {
	ctx := c.Request().Context()
	heads, err := st.cfg.Collections.Collections(ctx, false)
	if err != nil {
		return err
	}
	id := c.FormValue("collection")
	if id == "" {
		id = remembered(c, heads)
	}
	// Enter in the field of a new name presses the first button of the form.
	named := c.FormValue("do") == "new" || oneLine(c.FormValue("name")) != ""
	if named || id == "" {
		name, wrong := collectionName(c.FormValue("name"))
		if wrong != "" {
			return st.askAgain(c, named, wrong)
		}
		return st.collectInto(c, "", name)
	}
	return st.collectInto(c, id, "")
}

// askAgain is for a form without a name: the first time it is only asked.
func (st *site) askAgain(c echo.Context, tried bool, wrong string) error {
	if wantsJSON(c) {
		return newProblem("no_such_collection", nil)
	}
	if !tried {
		return st.showCollect(c, http.StatusOK, &collectView{})
	}
	return st.showCollect(c, http.StatusUnprocessableEntity, &collectView{Error: wrong})
}

// collectInto adds to the collection with that id, or to a new one of that name.
func (st *site) collectInto(c echo.Context, id, name string) error {
	ctx := c.Request().Context()
	if utf8.RuneCountInString(wantedOf(c).note) > maxNote {
		return st.showCollect(c, http.StatusUnprocessableEntity, &collectView{Error: msgNoteLong})
	}
	items, w, err := st.itemsOf(ctx, c)
	if err != nil {
		if notUnderstood(w.address, err) != "" && !wantsJSON(c) {
			return st.showCollect(c, http.StatusUnprocessableEntity, &collectView{})
		}
		return err
	}
	done, err := st.put(ctx, id, name, items)
	if err != nil {
		return err
	}
	remember(c, done.ID)
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, map[string]string{"said": fmt.Sprintf(done.words, done.Name), "url": collectionPath(done.ID)})
	}
	return c.Redirect(http.StatusSeeOther, st.itemAddress(ctx, done.ID, done.first, done.what, cameFrom(c)))
}

// cameFrom is the page on which something was collected: a form that asked more
// carries it on, any other was sent from there.
func cameFrom(c echo.Context) string {
	if back := c.FormValue("back"); back != "" {
		return localPath(back)
	}
	u, err := url.Parse(c.Request().Referer())
	if err != nil || u.Host != c.Request().Host || u.Path == c.Request().URL.Path {
		return "/"
	}
	return localPath(u.RequestURI())
}

// putIn is what came of adding: the collection, the first of the items, and
// what is said of it.
type putIn struct {
	library.CollectionHead
	first       int64
	what, words string
}

// put adds items at the end of a collection, or makes one of them, in one change.
func (st *site) put(ctx context.Context, id, name string, items []packet.Item) (putIn, error) {
	if id == "" {
		head, err := st.cfg.Collections.NewCollection(ctx, name, items)
		return putIn{head, 1, "added", msgCollected}, err
	}
	before, _, err := st.cfg.Collections.Cards(ctx, id)
	if err != nil {
		return putIn{}, err
	}
	head, cards, err := st.cfg.Collections.AddEntries(ctx, id, -1, items, "")
	if err != nil || len(cards) == 0 {
		return putIn{}, err
	}
	if head.Items == before.Items {
		return putIn{head, cards[0].N, "there", msgCollectedOnce}, nil
	}
	return putIn{head, cards[0].N, "added", msgCollected}, nil
}

// itemAddress is where an item is seen: on which page of its collection. back, if
// that is another page, is offered there.
func (st *site) itemAddress(ctx context.Context, id string, n int64, done, back string) string {
	path := collectionPath(id)
	query := url.Values{"done": {done}}
	if back != "/" && !strings.HasPrefix(back, path) {
		query.Set("back", back)
	}
	if _, cards, err := st.cfg.Collections.Cards(ctx, id); err == nil {
		if i := slices.IndexFunc(cards, func(c library.Card) bool { return c.N == n }); i >= cardsPerPage {
			query.Set("page", strconv.Itoa(i/cardsPerPage+1))
		}
	}
	return path + "?" + query.Encode() + "#item-" + strconv.FormatInt(n, 10)
}

// wantsJSON reports whether a script asks, which shows the answer by itself.
func wantsJSON(c echo.Context) bool {
	return strings.Contains(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}

// oneLine is a text without what cannot be seen, and with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
