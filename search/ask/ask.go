package ask

import (
	"cmp"
	"context"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/suggest"
)

// Asker answers what a person types: an address first, exactly, then its words.
// It is the Searcher that pages, API and commands ask; behind it stand an engine
// that finds words and a resolver that knows addresses.
type Asker struct {
	engine   search.Searcher
	resolver *resolve.Resolver
	// synonyms gives those in force now: their file may change at any time.
	synonyms   func() *search.Synonyms
	vocabulary *suggest.Vocabulary
	// answerer gives values out of the clauses; nil if nobody does.
	answerer Answerer
	// noticed tells of the doubts in texts; nil if nobody does.
	noticed Noticed
}

// NewAsker joins them.
func NewAsker(engine search.Searcher, resolver *resolve.Resolver, synonyms func() *search.Synonyms, vocabulary *suggest.Vocabulary) *Asker {
	return &Asker{engine: engine, resolver: resolver, synonyms: synonyms, vocabulary: vocabulary}
}

// Resolver is the one that knows addresses.
func (a *Asker) Resolver() *resolve.Resolver { return a.resolver }

// Resolve is the resolver's.
func (a *Asker) Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error) {
	return a.resolver.Resolve(ctx, text, asOf, today)
}

// Suggest says what a person may be typing; see Vocabulary.Complete.
func (a *Asker) Suggest(ctx context.Context, text string, today corpus.Date, limit int) ([]suggest.Suggestion, error) {
	if len(text) > maxTypedBytes {
		return nil, nil // nothing known is as long as that
	}
	return a.vocabulary.Complete(ctx, a.resolver, text, today, limit)
}

// maxTypedBytes is the longest text, in bytes, that something is suggested for: four
// times a query's limit of letters, so that ones no one sees do no harm.
const maxTypedBytes = 4 * utf8.UTFMax * search.MaxText

// Search answers a query. If its text is an address that resolves, the
// provisions named are the first hits, whatever else is found behind them; the words
// of an address are searched as text too. A text that itself finds nothing is searched
// as what it was probably meant to be, and says so.
func (a *Asker) Search(ctx context.Context, q search.Query) (search.Result, error) {
	q.Beside = a.readsBeside(q)
	res, err := a.search(ctx, q)
	if err != nil {
		return res, err
	}
	a.cite(&res)
	if err := a.doubt(ctx, &res); err != nil {
		return res, err
	}
	err = a.answers(ctx, q, &res)
	res.Beside = nil
	return res, err
}

func (a *Asker) search(ctx context.Context, q search.Query) (search.Result, error) {
	q.Synonyms = a.synonyms()
	if strings.TrimSpace(q.Text) == "" {
		return a.engine.Search(ctx, q)
	}
	if _, err := search.Parse(q.Text); err != nil {
		return search.Result{}, err
	}
	resolution, err := a.resolver.Resolve(ctx, q.Text, q.AsOf, q.Today)
	if err != nil {
		return search.Result{}, err
	}
	if resolution.Status == search.NotAnAddress {
		return a.words(ctx, q)
	}
	q.AsFound = resolution.Status == search.ResolveOK
	var first []search.Hit
	if q.AsFound && byRelevance(q) {
		if first, err = a.provisionHits(ctx, q, resolution); err != nil {
			return search.Result{}, err
		}
	}
	var v variant
	find := func(q search.Query) (search.Result, error) { return a.address(ctx, q, resolution, &v) }
	res, err := a.led(ctx, q, first, &v, find, func(search.Result) bool { return true })
	if err != nil {
		return res, err
	}
	res.Query.Resolved = &resolution
	res.Query.Absent = nil // an address names a place; that it is nowhere written so says nothing
	return res, nil
}

func byRelevance(q search.Query) bool { return q.Sort == "" || q.Sort == search.ByRelevance }

// address searches the words of an address, and notes what was asked.
func (a *Asker) address(ctx context.Context, q search.Query, r search.Resolution, v *variant) (search.Result, error) {
	if q.Cursor != "" {
		return a.as(ctx, q, *v)
	}
	res, err := a.engine.Search(ctx, q)
	if err == nil && res.Verdict == search.NoBasis {
		*v = named(r)
		return a.as(ctx, q, *v)
	}
	return res, err
}

// words searches what is no address.
func (a *Asker) words(ctx context.Context, q search.Query) (search.Result, error) {
	var v variant
	find := func(q search.Query) (search.Result, error) {
		if q.Cursor != "" {
			return a.as(ctx, q, v)
		}
		res, err := a.engine.Search(ctx, q)
		if err != nil {
			return res, err
		}
		if res, err = a.corrected(ctx, q, res, &v); err != nil {
			return res, err
		}
		return a.relaxed(ctx, q, res)
	}
	inside, err := a.within(ctx, q)
	if err != nil {
		return search.Result{}, err
	}
	return a.led(ctx, q, inside, &v, find, func(res search.Result) bool {
		return res.Verdict != search.NoBasis && asks(q.Text, res)
	})
}

// named is what is asked for the words of an address on which nothing was said to bear:
// it asks nothing, it names. Pinyin is searched as the title that it spells.
func named(r search.Resolution) variant {
	v := variant{Named: true}
	if r.Document != nil && r.Corrected != "" {
		v.Text = r.Document.Fields.Title
	}
	return v
}

// corrected searches what a text was meant to be that stands nowhere; of any
// other it only asks whether something else was meant. It notes what was asked.
func (a *Asker) corrected(ctx context.Context, q search.Query, res search.Result, v *variant) (search.Result, error) {
	if !res.Query.Mode.Loose() && res.Query.Absent == nil && res.Total > 0 {
		res.Query.Suggestion, _ = a.vocabulary.Misspelt(q.Text)
		return res, nil
	}
	if quotes(q.Text) {
		res.Query.Suggestion, _ = a.vocabulary.Misspelt(q.Text)
		return res, nil // what is in quotation marks is meant to the letter
	}
	to, why, ok := a.vocabulary.Correct(q.Text)
	if !ok {
		return res, nil
	}
	meant, err := a.as(ctx, q, variant{Text: to, Why: why})
	if err != nil || meant.Total == 0 {
		return res, err
	}
	*v = variant{Text: to, Why: why}
	return meant, nil
}

// quotes reports whether there is something in quotation marks in a text.
func quotes(text string) bool {
	p, err := search.Parse(text)
	return err == nil && p.Quoted != nil
}

// asks reports whether a text asks in words only, without quotes or filters.
func asks(text string, res search.Result) bool {
	p, err := search.Parse(text)
	filtered := p.Quoted != nil || p.Not != nil || p.Filter != nil || p.Titles != nil
	return err == nil && !filtered && res.Query.Mode.Loose()
}

// mostWithin is how many passages of a text that a question names go first.
const mostWithin = 3

// within is what a regulation that a question names holds of the rest of it, which
// goes first: in every clause of that regulation its title is as good as in any other.
func (a *Asker) within(ctx context.Context, q search.Query) ([]search.Hit, error) {
	if q.Document != "" || q.Group == search.GroupDocument || q.Lanes || !byRelevance(q) {
		return nil, nil
	}
	text, asked, ok := a.resolver.Within(q.Text, cmp.Or(q.AsOf, q.Today))
	if !ok {
		return nil, nil
	}
	q.Text, q.Document, q.Limit, q.Beside, q.Match, q.Named, q.Cursor = asked, text.ID, mostWithin, 0, search.MatchAny, true, ""
	inside, err := a.engine.Search(ctx, q)
	return inside.Hits, err
}

// provisionHits makes hits of the provisions an address names, as far as the
// query's filters let their documents through: it may name several.
func (a *Asker) provisionHits(ctx context.Context, q search.Query, r search.Resolution) ([]search.Hit, error) {
	heads := map[string]*search.Head{}
	var out []search.Hit
	for _, p := range r.Provisions {
		head, asked := heads[p.Document]
		if !asked {
			var err error
			if head, err = a.head(ctx, q, p.Document); err != nil {
				return nil, err
			}
			heads[p.Document] = head
		}
		if head == nil {
			continue
		}
		doc, err := a.resolver.Document(ctx, head.ID)
		if err != nil {
			return nil, err
		}
		if node, above := doc.Root.Find(p.Locator); node != nil {
			out = append(out, newProvisionHit(*head, search.Place{Document: doc, Node: node, Above: above}, p))
		}
	}
	return out, nil
}

// hitAt makes a hit of the provision at an address; nil if there is none.
func (a *Asker) hitAt(ctx context.Context, q search.Query, address string) (*search.Hit, error) {
	id, locator, _ := strings.Cut(address, "#")
	head, err := a.head(ctx, q, id)
	if err != nil || head == nil {
		return nil, err
	}
	doc, err := a.resolver.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	node, above := doc.Root.Find(locator)
	if node == nil {
		return nil, nil
	}
	at := search.Place{Document: doc, Node: node, Above: above}
	hit := newProvisionHit(*head, at, at.View(search.CiteVersion(head.Fields.Title, "")))
	return &hit, nil
}

// head is a document as the engine shows it; nil if the filters leave it out.
func (a *Asker) head(ctx context.Context, q search.Query, id string) (*search.Head, error) {
	res, err := a.engine.Search(ctx, search.Query{Filter: q.Filter, From: q.From, To: q.To, AsOf: q.AsOf, Today: q.Today, Document: id, Limit: 1})
	if err != nil || len(res.Hits) == 0 {
		return nil, err
	}
	return &res.Hits[0].Document, nil
}

// newProvisionHit shows a provision as a passage of its own.
func newProvisionHit(head search.Head, at search.Place, p search.Provision) search.Hit {
	doc, span := at.Document.Text, at.Node.Span
	span.End = span.Start + len(strings.TrimRight(span.In(doc), " \n\u3000"))
	text := span.In(doc)
	start := utf8.RuneCountInString(doc[:span.Start])
	snippet, cut := search.Snippet(text, nil, search.SnippetRunes)
	return search.Hit{
		Document: head,
		Passage: corpus.Passage{Locator: p.Locator, Label: p.Label, Path: p.Path, Span: span,
			Runes: corpus.Span{Start: start, End: start + utf8.RuneCountInString(text)}},
		Text:     text,
		Snippet:  snippet,
		Cut:      cut,
		Citation: search.Cite(search.CiteVersion(head.Fields.Title, ""), at),
	}
}
