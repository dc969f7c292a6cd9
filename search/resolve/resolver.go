package resolve

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// Resolver knows what an address means: 支部工作条例12条. It answers exactly or
// says what is missing; where it took a name for another it says so, and where
// several are meant it offers them. It is safe for use by many goroutines.
type Resolver struct {
	// aliases are the list in force and the names learned from the texts.
	aliases *naming.Aliases
	list    *naming.Aliases
	learned map[string]string
	texts   search.Texts
	courses *courses
	state   atomic.Int64
	mu      sync.RWMutex
	titles  *titles
}

// NewResolver is a resolver that knows no document yet.
func NewResolver(aliases *naming.Aliases, texts search.Texts) *Resolver {
	return &Resolver{aliases: aliases, list: aliases, texts: texts, courses: newCourses(), titles: newTitles()}
}

// Put makes documents known, or known anew.
func (r *Resolver) Put(docs ...search.Titled) {
	defer r.state.Add(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range docs {
		r.titles.put(d, r.aliases)
	}
	r.titles.relist()
}

// Rename takes another list of aliases into use for all documents.
func (r *Resolver) Rename(list *naming.Aliases) {
	defer r.state.Add(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = list
	r.rename()
}

// Learn takes the short names into use that the texts themselves give to
// titles: short to full.
func (r *Resolver) Learn(names map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if maps.Equal(r.learned, names) {
		return
	}
	r.learned = names
	r.rename()
	r.state.Add(1)
}

func (r *Resolver) rename() {
	known := r.titles.order
	r.aliases, r.titles = r.list.With(r.learned), newTitles()
	for _, e := range known {
		r.titles.put(e.Titled, r.aliases)
	}
	r.titles.relist()
}

// Remove makes documents unknown.
func (r *Resolver) Remove(ids ...string) {
	defer r.state.Add(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		r.titles.remove(id)
	}
	r.courses.forget(ids...)
	r.titles.relist()
}

// Document is the parsed text of a document, which nobody may change.
func (r *Resolver) Document(ctx context.Context, id string) (*corpus.Document, error) {
	d, err := r.texts.Document(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read document %s: %w", id, err)
	}
	return d, nil
}

// Forget takes up that a text has changed.
func (r *Resolver) Forget(id string) {
	r.courses.forget(id)
	r.state.Add(1)
}

// State is another number after each change of what is known, by which an address or a
// citation may come to mean something else: what was made before of such is old.
func (r *Resolver) State() int64 { return r.state.Load() }

// Resolve answers what was typed as an address, for a day: asOf, or today if
// asOf is empty. An error means that a text could not be read.
func (r *Resolver) Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error) {
	out, err := r.reply(ctx, text, asOf, today)
	return out.Resolution, err
}

func (r *Resolver) reply(ctx context.Context, text string, asOf, today corpus.Date) (reply, error) {
	out := reply{search.Resolution{Status: search.NotAnAddress, Query: text}}
	if utf8.RuneCountInString(text) > search.MaxText {
		out.notice("too_long", "地址过长，最多500字")
		return out, nil
	}
	day := asOf
	if day == "" {
		day = today
	}
	if e, locator, ok := r.byAddress(strings.TrimSpace(text), day); ok {
		return r.at(ctx, out, e, locator)
	}
	folded := corpus.Fold(text)
	if list := r.several(folded, day); len(list) > 0 {
		return r.insideAll(ctx, out, list)
	}
	rd, m := r.read(folded, day)
	if err := ctx.Err(); err != nil {
		return out, err
	}
	if !m.Sure || m.Exactness >= PartOfTitle {
		if d, ok := r.gone(cmp.Or(rd.title, text)); ok {
			return out.repealed(d), nil
		}
	}
	out.Notices = append(out.Notices, m.Notices...)
	if m.Sure {
		return r.inside(ctx, out, rd, m)
	}
	return r.unsure(ctx, out, rd, m)
}

func (out *reply) notice(code, message string) {
	out.Notices = append(out.Notices, search.Notice{Code: code, Message: message})
}

// read takes the first reading whose title is exactly one, else the likeliest.
func (r *Resolver) read(folded string, day corpus.Date) (reading, TitleMatch) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	list := readAddress(folded)
	for _, rd := range list {
		if m, ok := r.exactly(newTyped(rd.title), day); ok {
			if rd.former && m.Sure {
				m = r.former(m, day)
			}
			return rd, m
		}
	}
	led := slices.DeleteFunc(slices.Clone(list), func(rd reading) bool { return !rd.led })
	fresh := slices.DeleteFunc(slices.Clone(list), func(rd reading) bool { return !rd.fresh || !rd.strict })
	list = slices.DeleteFunc(list, func(rd reading) bool { return rd.only })
	rd, m := r.guess(list, day)
	if m.Exactness == NoMatch && len(led) > 0 {
		rd, m = r.guess(led, day)
		m.Sure = m.Sure && m.Exactness != Mistyped // 执行难…: the slip may be in what was left out
		return rd, m
	}
	if m.Exactness == NoMatch && len(fresh) > 0 {
		if rd, m := r.guess(fresh[:1], day); m.Exactness == PartOfTitle && naming.EndingOf(naming.Key(rd.title)) != "" {
			return rd, m
		}
	}
	return rd, m
}

// guess takes the likeliest reading, none of whose titles is exactly one.
func (r *Resolver) guess(list []reading, day corpus.Date) (reading, TitleMatch) {
	if len(list) == 0 {
		return reading{}, TitleMatch{}
	}
	rd := list[0]
	for _, likely := range []func(reading) bool{
		func(rd reading) bool { return len(rd.pointers) > 0 },
		func(rd reading) bool { return rd.strict },
	} {
		if i := slices.IndexFunc(list, likely); i >= 0 {
			rd = list[i]
			break
		}
	}
	t := newTyped(rd.title)
	m := r.nearly(t, day)
	if !rd.plausible(m) {
		return reading{}, TitleMatch{}
	}
	if m.Exactness == NoMatch {
		m.Editions = r.titles.similar(t, day)
	}
	return rd, m
}

// plausible tells a title that is not exactly one from ordinary words. Words
// alone are a title only if they are one but for a slip, or the greater part of
// one with the word for its genre; with a number or in 《》 they are meant as one.
func (rd reading) plausible(m TitleMatch) bool {
	switch {
	case rd.marked, rd.strict:
		return true
	case rd.bare(), len(rd.pointers) == 0:
		return m.Sure && (m.Exactness != PartOfTitle || naming.EndingOf(naming.Key(rd.title)) != "")
	}
	return m.Exactness != NoMatch || naming.EndingOf(naming.Key(rd.title)) != ""
}

// byAddress reads id and id#locator, which is how addresses are written down.
func (r *Resolver) byAddress(text string, day corpus.Date) (Edition, string, bool) {
	id, locator, _ := strings.Cut(text, "#")
	r.mu.RLock()
	defer r.mu.RUnlock()
	e := r.titles.byID[id]
	if e == nil {
		return Edition{}, "", false
	}
	out := Edition{Parts: []search.Titled{e.Titled}}
	out.describe(e, slices.DeleteFunc(slices.Clone(r.titles.byWork[e.work]), func(o *entry) bool { return o.Fields.Part != e.Fields.Part }), naming.Version{}, day)
	return out, locator, true
}

// at answers an address that names a document by its id.
func (r *Resolver) at(ctx context.Context, out reply, e Edition, locator string) (reply, error) {
	if locator == "" {
		return out.whole(e), nil
	}
	d, err := r.Document(ctx, e.Parts[0].ID)
	if err != nil {
		return out, err
	}
	if node, above := d.Root.Find(locator); node != nil {
		places := []search.Place{{Document: d, Node: node, Above: above}}
		return r.moved(ctx, out.found(e, places), places)
	}
	out.Status = search.NoArticle
	out.Document = e.head(e.Parts[0])
	out.notice("no_locator", "这份文件中没有“"+locator+"”")
	return out, nil
}
