package duty

import (
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// Answer is a page of requirements.
type Answer struct {
	// Total counts the requirements, those that are told as one each by itself; Documents
	// counts the documents that they stand in.
	Total, Documents int
	Items            []Item
	Facets           []search.FacetCounts
	NextCursor       string
	// Year is the whole list by bearer, in its order, of the view of what recurs.
	Year []YearRow
}

// YearRow is what recurs for one bearer, empty where the texts say none: how many duties
// have each of Periods.
type YearRow struct {
	Bearer string
	Of     []int
}

// Item is a requirement as it is shown.
type Item struct {
	requirement.Kept
	// Document is what it stands in, with its status on the day asked for.
	Document search.Head
	// Text is the clause, from Span.Start to Span.End; Whole is the document's.
	Text, Whole string
	// Bearer is the one name of who bears it, Group where that stands in Groups; a
	// requirement that says nobody has neither: empty, and less than none.
	Bearer string
	Group  int
	// Citation is of its provision: 《…》第十二条第二款.
	Citation string
	// Cautions are what a reader must know: doubts of the text, and of its standing.
	Cautions []corpus.Caution
	// Also are the other places that ask the same of the same in the same words.
	Also []search.Equal
}

// Address is where it stands: id#locator.
func (i Item) Address() string {
	if i.Locator == "" {
		return i.Document.ID
	}
	return i.Document.ID + "#" + i.Locator
}

// Find answers a query with a page. search.ErrCursor for a bad cursor.
func (r *Room) Find(ctx context.Context, q Query) (Answer, error) {
	if q.Limit == 0 {
		q.Limit = search.DefaultLimit
	}
	after, err := readCursor(q)
	if err != nil {
		return Answer{}, err
	}
	f, err := r.find(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Total: f.total, Documents: f.docs, Facets: f.facets(r.title)}
	if q.View == ViewCalendar {
		a.Year = f.year()
	}
	rest := f.out
	if after != nil {
		i, same := slices.BinarySearchFunc(rest, *after, func(x found, p place) int { return f.placeOf(x).compare(p) })
		if same {
			i++
		}
		rest = rest[i:]
	} else {
		rest = rest[min(q.Skip, len(rest)):]
	}
	shown := rest[:min(q.Limit, len(rest))]
	if len(rest) > len(shown) {
		a.NextCursor = f.placeOf(shown[len(shown)-1]).cursor(q)
	}
	a.Items, err = r.items(ctx, q, f.table, shown)
	return a, err
}

// MaxRows is how many rows All gives at the most.
const MaxRows = 10_000

// All is every row of a view, in its order, up to MaxRows. The total is that of Answer.
func (r *Room) All(ctx context.Context, q Query) (items []Item, total int, err error) {
	f, err := r.find(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	items, err = r.items(ctx, q, f.table, f.out[:min(MaxRows, len(f.out))])
	return items, f.total, err
}

func (r *Room) find(ctx context.Context, q Query) (*finder, error) {
	t, err := r.current(ctx)
	if err != nil {
		return nil, err
	}
	f := r.newFinder(q, t)
	if err := r.words(ctx, f); err != nil {
		return nil, err
	}
	if err := r.provisions(ctx, f); err != nil {
		return nil, err
	}
	f.run()
	return f, nil
}

// title is how a document is cited.
func (r *Room) title(id string) string {
	if w, known := r.works.Work(id); known {
		return w.Title
	}
	return id
}
