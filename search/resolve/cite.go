package resolve

import (
	"context"
	"slices"
	"strconv"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// AliasOK is the status of a citation that was understood though it does not
// give the title in full: by an alias, a short form, or 修订 left out.
const AliasOK search.ResolveStatus = "alias_ok"

// Cited is what became of a citation found in a text.
type Cited struct {
	Citation corpus.Citation
	// Status is ok, alias_ok, ambiguous, no_document, no_article, no_paragraph
	// or no_item.
	Status search.ResolveStatus
	// Title is the full title where one text is meant, else the title as cited.
	Title string
	// Document is the text meant, nil if there is none or several may be meant.
	Document *search.Head
	// Addresses are what is cited, in the order of the text cited, ranges filled
	// in; the id alone for a title without a number.
	Addresses []string
	// Choices are what may have been meant, or the nearest to what is missing.
	Choices []search.Choice
	Notices []search.Notice
}

// Cite says what a citation found in from stands for, on a day: asOf, or today
// if asOf is empty. A name is taken only for what exactly bears it: what a
// person types may be guessed at and confirmed, what a text cites may not.
// An error means that a text could not be read.
func (r *Resolver) Cite(ctx context.Context, from *corpus.Document, c corpus.Citation, asOf, today corpus.Date) (Cited, error) {
	day := asOf
	if day == "" {
		day = today
	}
	out := Cited{Citation: c, Title: c.Names()}
	if c.Names() == "" {
		return r.citeOwn(ctx, from, out, day)
	}
	if c.Kind == corpus.CiteBare {
		return out.ambiguous(r.ResolveTitle(c.Names(), asOf, today)), nil
	}
	m := r.citedTitle(c, day)
	out.Notices = m.Notices
	switch {
	case m.Sure:
		return r.citeIn(ctx, m.Editions[0], out, m.status(c.Title))
	case m.Exactness == FullTitle, m.Exactness == ShortTitle, m.Exactness == DocumentNo, m.Exactness == EventName:
		return out.ambiguous(m), nil
	}
	out.Status = search.NoDocument
	for _, e := range m.Editions {
		out.Choices = append(out.Choices, e.self())
	}
	return out, nil
}

// citedTitle looks the title up, of the version that the text names.
func (r *Resolver) citedTitle(c corpus.Citation, day corpus.Date) TitleMatch {
	version := c.Version
	switch {
	case c.DocNo != "":
		version = c.DocNo
	case version == "" && c.Year > 0:
		version = strconv.Itoa(c.Year) + "年"
	}
	name := c.Names()
	if version != "" {
		name += "（" + version + "）"
	}
	r.mu.RLock()
	defer r.mu.RUnlock()
	m, _ := r.exactly(newTyped(name), day)
	return m
}

// status is alias_ok unless the text that is meant bears the title as cited.
func (m TitleMatch) status(title string) search.ResolveStatus {
	if m.Exactness == FullTitle && naming.Plain(m.Editions[0].Parts[0].Fields.Title) == naming.Plain(title) {
		return search.ResolveOK
	}
	return AliasOK
}

// ambiguous offers the editions that may have been meant.
func (out Cited) ambiguous(m TitleMatch) Cited {
	out.Status, out.Notices = search.Ambiguous, m.Notices
	for _, e := range m.Editions[:min(len(m.Editions), maxChoices)] {
		out.Choices = append(out.Choices, e.self())
	}
	return out
}

// citeOwn finds a provision of the citing text itself, in another of its parts
// if it is kept in several.
func (r *Resolver) citeOwn(ctx context.Context, from *corpus.Document, out Cited, day corpus.Date) (Cited, error) {
	own := Edition{Parts: []search.Titled{{ID: from.ID, Fields: from.Fields}}}
	if e, _, ok := r.byAddress(from.ID, day); ok {
		own = e
	}
	if len(out.Citation.Pointers) == 0 {
		out.name(own, own.Parts[0])
		out.Status, out.Addresses = search.ResolveOK, []string{from.ID}
		return out, nil
	}
	if err := out.citePlaces(ctx, own, []*corpus.Document{from}, search.ResolveOK); err != nil {
		return out, err
	}
	if out.Status != search.NoArticle || from.Fields.Part == "" {
		return out, nil
	}
	r.mu.RLock()
	m, ok := r.exactly(newTyped(from.Fields.Title), day)
	r.mu.RUnlock()
	if !ok || !m.Sure {
		return out, nil
	}
	out.Choices = nil
	return r.citeIn(ctx, m.Editions[0], out, search.ResolveOK)
}

// citeIn finds the provisions in an edition.
func (r *Resolver) citeIn(ctx context.Context, e Edition, out Cited, status search.ResolveStatus) (Cited, error) {
	out.Notices = append(out.Notices, e.Notices...)
	if len(out.Citation.Pointers) == 0 && len(e.Parts) == 1 {
		out.name(e, e.Parts[0])
		out.Status, out.Addresses = status, []string{e.Parts[0].ID}
		return out, nil
	}
	docs, err := r.documents(ctx, e)
	if err != nil {
		return out, err
	}
	if len(out.Citation.Pointers) == 0 {
		whole := reply{}.parts(e, docs)
		out.name(e, e.Parts[0])
		out.Status, out.Addresses, out.Choices = status, []string{whole.Address}, whole.Choices
		return out, nil
	}
	err = out.citePlaces(ctx, e, docs, status)
	return out, err
}

func (out *Cited) name(e Edition, t search.Titled) {
	out.Title, out.Document = t.Fields.Title, e.head(t)
}

// citePlaces finds the pointers in the parts of a text.
func (out *Cited) citePlaces(ctx context.Context, e Edition, docs []*corpus.Document, status search.ResolveStatus) error {
	out.name(e, e.Parts[0])
	placed, err := placeCited(ctx, docs, out.Citation.Pointers)
	if err != nil {
		return err
	}
	out.Status = placed.Status
	out.Notices = append(out.Notices, placed.Notices...)
	if placed.Status != search.ResolveOK {
		if placed.Status == search.NotAnAddress {
			out.Status = search.NoParagraph // 前款 where nothing stands before
		}
		for _, p := range append(placed.Places, placed.Nearest...) {
			out.Choices = append(out.Choices, e.choice(p))
		}
		return nil
	}
	out.Status = status
	out.name(e, e.part(placed.Places[0]))
	for _, p := range placed.Places {
		out.Addresses = append(out.Addresses, p.Address())
	}
	return nil
}

// placeCited finds what pointers name; of a range too long to list its ends.
func placeCited(ctx context.Context, docs []*corpus.Document, pointers []corpus.Pointer) (Placed, error) {
	placed, err := placeAll(ctx, docs, pointers)
	if err != nil || placed.Status != search.NotAnAddress || len(pointers) < 2 {
		return placed, err
	}
	ends := slices.Clone(pointers)
	for i := range ends {
		ends[i].Through = false
	}
	return placeAll(ctx, docs, ends)
}
