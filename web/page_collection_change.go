package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// collectionChange is one form of a collection's page, read.
type collectionChange struct {
	id, etag, do string
	n            int64
	text         string
	level        int
	to           string
}

// errWords is a fault of a form, in words.
type errWords string

func (e errWords) Error() string { return string(e) }

func readChange(c echo.Context) (collectionChange, error) {
	d := collectionChange{id: pathParam(c, "id"), etag: c.FormValue("etag"), do: c.FormValue("do"), to: c.FormValue("to")}
	d.n, _ = strconv.ParseInt(c.FormValue("n"), 10, 64)
	d.level, _ = strconv.Atoi(c.FormValue("level"))
	d.level = max(1, min(d.level, 4))
	given := c.FormValue("text")
	if !utf8.ValidString(given) {
		return d, newProblem("bad_request", nil)
	}
	d.text = tidyNote(given)
	return d, d.check()
}

// check holds a text to its length; a note on a passage may be empty.
func (d *collectionChange) check() error {
	switch d.do {
	case "heading", "rename":
		d.text = oneLine(d.text)
	}
	length := utf8.RuneCountInString(d.text)
	switch {
	case d.do == "rename" && d.text == "":
		return errWords(msgNameMissing)
	case d.do == "rename" && length > maxCollectionName:
		return errWords(msgNameLong)
	case (d.do == "heading" || d.do == "words") && d.text == "":
		return errWords(msgTextMissing)
	case d.do == "heading" && length > maxHeading:
		return errWords(msgHeadingLong)
	case length > maxNote:
		return errWords(msgNoteLong)
	}
	return nil
}

// changeCollection makes one change and shows the collection again, at the item
// that was changed. To the later of two people it shows what is there now, and
// what they wrote.
func (st *site) changeCollection(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := readChange(c)
	if d.do == "use" {
		remember(c, d.id)
		return c.Redirect(http.StatusSeeOther, collectionPath(d.id)+"?done=use")
	}
	var done string
	switch {
	case err != nil:
	case d.do == "renew":
		return st.renew(c, d)
	case d.do == "renew-all":
		return st.renewAll(c, d)
	default:
		done, err = st.apply(ctx, d)
	}
	var words errWords
	switch {
	case errors.As(err, &words):
		return st.showCollection(c, http.StatusUnprocessableEntity, &collectionView{Error: string(words), Typed: d.text})
	case errors.Is(err, library.ErrChanged):
		return st.showCollection(c, http.StatusPreconditionFailed, &collectionView{Error: msgMeanwhile, Typed: d.text})
	case errors.Is(err, library.ErrTooMany):
		return st.showCollection(c, http.StatusUnprocessableEntity, &collectionView{Error: newProblem("collection_full", nil).Detail, Typed: d.text})
	case errors.Is(err, library.ErrNothingToUndo):
		return c.Redirect(http.StatusSeeOther, collectionPath(d.id))
	case err != nil:
		return err
	}
	if done == "removed" {
		return c.Redirect(http.StatusSeeOther, "/collections?done=removed")
	}
	path := st.itemAddress(ctx, d.id, d.n, done, "/")
	if d.n == 0 {
		path = fmt.Sprintf("%s?done=%s", collectionPath(d.id), done)
	}
	return c.Redirect(http.StatusSeeOther, path)
}

// apply makes the change, and names it.
func (st *site) apply(ctx context.Context, d collectionChange) (done string, err error) {
	store := st.cfg.Collections
	switch d.do {
	case "rename":
		_, err = store.RenameCollection(ctx, d.id, d.text, d.etag)
		return "saved", err
	case "undo":
		_, err = store.UndoCollection(ctx, d.id, d.etag)
		return "undone", err
	case "restore":
		_, err = store.UndoCollection(ctx, d.id, d.etag)
		return "restored", err
	case "remove":
		return "removed", store.RemoveCollection(ctx, d.id, d.etag)
	case "move":
		_, err = store.MoveEntries(ctx, d.id, d.to, []int64{d.n}, d.etag)
		return "moved", err
	case "heading", "words":
		return "saved", st.insert(ctx, d)
	case "take":
		return "taken", st.rearrange(ctx, d)
	case "up", "down", "top", "end", "write":
		return "saved", st.rearrange(ctx, d)
	}
	return "", newProblem("bad_request", nil)
}

// renew puts what stands now in the place of a passage, and goes on with the
// recheck it was asked for on.
func (st *site) renew(c echo.Context, d collectionChange) error {
	ctx := c.Request().Context()
	wanted := wantedOf(c)
	wanted.replace = d.n
	items, err := st.items(ctx, wanted)
	if err != nil {
		return err
	}
	_, card, err := st.cfg.Collections.ReplaceEntry(ctx, d.id, d.n, *items[0].Passage, d.etag)
	if errors.Is(err, library.ErrChanged) {
		return st.showCollection(c, http.StatusPreconditionFailed, &collectionView{Error: msgMeanwhile})
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s?done=renewed#check-%d", collectionPath(d.id, "recheck"), card.N))
}

// renewAll does the same for all passages whose text has not changed.
func (st *site) renewAll(c echo.Context, d collectionChange) error {
	err := st.renewSame(c.Request().Context(), d.id, d.etag)
	if errors.Is(err, library.ErrChanged) {
		return st.showCollection(c, http.StatusPreconditionFailed, &collectionView{Error: msgMeanwhile})
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, collectionPath(d.id, "recheck")+"?done=renewed-all")
}

// insert puts a heading or a note behind an item, else at the end.
func (st *site) insert(ctx context.Context, d collectionChange) error {
	item := packet.NewNote(d.text)
	if d.do == "heading" {
		item = packet.NewHeading(d.level, d.text)
	}
	after := int64(-1)
	if d.n > 0 {
		after = d.n
	}
	_, _, err := st.cfg.Collections.AddEntries(ctx, d.id, after, []packet.Item{item}, d.etag)
	return err
}

// rearrange changes one card, or its place.
func (st *site) rearrange(ctx context.Context, d collectionChange) error {
	head, cards, err := st.cfg.Collections.Cards(ctx, d.id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(cards, func(c library.Card) bool { return c.N == d.n })
	if d.etag != "" && strings.Trim(d.etag, `"`) != head.ETag() {
		return library.ErrChanged
	}
	if at < 0 {
		return library.ErrNoItem
	}
	card := cards[at]
	if d.do == "write" {
		if err := d.write(&card); err != nil {
			return err
		}
	}
	rest := slices.Delete(cards, at, at+1)
	if d.do != "take" {
		rest = slices.Insert(rest, placeFor(d.do, at, len(rest)), card)
	}
	_, err = st.cfg.Collections.ArrangeCollection(ctx, d.id, rest, head.ETag())
	return err
}

// placeFor is where a card goes that stood at a place, among so many others.
func placeFor(do string, at, others int) int {
	switch do {
	case "up":
		return max(0, at-1)
	case "down":
		return min(others, at+1)
	case "top":
		return 0
	case "end":
		return others
	}
	return at
}

// write puts what was filled in onto a card: the note on a passage, else the
// text itself.
func (d collectionChange) write(card *library.Card) error {
	if card.Kind == packet.KindPassage {
		card.Note = d.text
		return nil
	}
	if d.text == "" {
		return errWords(msgTextMissing)
	}
	if card.Kind == packet.KindHeading {
		if d.text = oneLine(d.text); utf8.RuneCountInString(d.text) > maxHeading {
			return errWords(msgHeadingLong)
		}
		card.Level = d.level
	}
	card.Text = d.text
	return nil
}
