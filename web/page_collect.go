package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// collectView asks into which collection a passage goes, and shows it.
type collectView struct {
	Address, Passage, Quote string // as asked for
	Typed                   bool   // the address was not understood
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
	w := wantedItem{kind: packet.KindPassage, after: -1, piece: piecePlace{passage: -1}}
	w.address = oneLine(strings.ToValidUTF8(c.FormValue("address"), ""))
	if place := oneLine(strings.ToValidUTF8(c.FormValue("place"), "")); place != "" { // in the document that was open
		w.address = oneLine(c.FormValue("document")) + place
	}
	w.note = tidyNote(strings.ToValidUTF8(c.FormValue("note"), ""))
	w.piece.quote = tidyNote(strings.ToValidUTF8(c.FormValue("quote"), ""))
	if n, err := strconv.Atoi(c.FormValue("passage")); err == nil {
		w.piece.passage = n
	}
	return w
}

// askWhere shows the passage and the collections there are.
func (st *site) askWhere(c echo.Context) error {
	return st.showCollect(c, http.StatusOK, &collectView{})
}

// showCollect fills in what the form said already.
func (st *site) showCollect(c echo.Context, status int, v *collectView) error {
	ctx := c.Request().Context()
	w := wantedOf(c)
	v.Address, v.Passage, v.Quote, v.Note = w.address, c.FormValue("passage"), w.piece.quote, w.note
	v.Name, v.Back = c.FormValue("name"), localPath(c.FormValue("back"))
	heads, err := st.cfg.Collections.Collections(ctx, false)
	if err != nil {
		return err
	}
	last := remembered(c, heads)
	for i, h := range heads {
		v.Choices = append(v.Choices, choice{Label: h.Name, Href: h.ID, Current: h.ID == last || last == "" && i == 0})
	}
	items, err := st.items(ctx, w)
	switch wrong := notUnderstood(w.address, err); {
	case wrong != "":
		v.Typed, v.Error, status = true, wrong, max(status, http.StatusUnprocessableEntity)
		if w.address == "" {
			v.Error, status = "", http.StatusOK
		}
	case err != nil:
		return err
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
	if c.FormValue("do") == "new" || id == "" {
		name, wrong := collectionName(c.FormValue("name"))
		if wrong != "" {
			return st.askAgain(c, c.FormValue("do") == "new", wrong)
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
	w := wantedOf(c)
	if utf8.RuneCountInString(w.note) > maxNote {
		return st.showCollect(c, http.StatusUnprocessableEntity, &collectView{Error: msgNoteLong})
	}
	items, err := st.items(ctx, w)
	if err != nil {
		if notUnderstood(w.address, err) != "" && !wantsJSON(c) {
			return st.showCollect(c, http.StatusUnprocessableEntity, &collectView{})
		}
		return err
	}
	if id == "" {
		head, err := st.cfg.Collections.NewCollection(ctx, name, nil)
		if err != nil {
			return err
		}
		id = head.ID
	}
	head, card, fresh, err := st.put(ctx, id, items)
	if err != nil {
		return err
	}
	remember(c, id)
	done, words := "added", msgCollected
	if !fresh {
		done, words = "there", msgCollectedOnce
	}
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, map[string]string{"said": fmt.Sprintf(words, head.Name), "url": collectionPath(id)})
	}
	return c.Redirect(http.StatusSeeOther, st.itemAddress(ctx, id, card.N, done))
}

// put adds items at the end, and tells the first of them and whether anything
// was new.
func (st *site) put(ctx context.Context, id string, items []packet.Item) (library.CollectionHead, library.Card, bool, error) {
	before, _, err := st.cfg.Collections.Cards(ctx, id)
	if err != nil {
		return before, library.Card{}, false, err
	}
	head, cards, err := st.cfg.Collections.AddEntries(ctx, id, -1, items, "")
	if err != nil || len(cards) == 0 {
		return head, library.Card{}, false, err
	}
	return head, cards[0], head.Items > before.Items, nil
}

// itemAddress is where an item is seen: on which page of its collection.
func (st *site) itemAddress(ctx context.Context, id string, n int64, done string) string {
	path := collectionPath(id) + "?done=" + done
	if _, cards, err := st.cfg.Collections.Cards(ctx, id); err == nil {
		for i, c := range cards {
			if c.N == n && i >= cardsPerPage {
				path += "&page=" + strconv.Itoa(i/cardsPerPage+1)
			}
		}
	}
	return path + "#item-" + strconv.FormatInt(n, 10)
}

// wantsJSON reports whether a script asks, which shows the answer by itself.
func wantsJSON(c echo.Context) bool {
	return strings.Contains(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}

// oneLine is a text without what cannot be seen, and with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
