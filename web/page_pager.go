package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"tiaowen/search"
)

// pageName is the number of a page of results. Only pages know it: what goes on from
// where by a cursor needs no number.
const pageName = "page"

// pageParameter is read by pageNumber and is nothing to a query.
var pageParameter = parameter{name: pageName, sort: "integer", control: true, set: func(*search.Query, string) string { return "" }}

// mostNumbered is how many results the numbers of pages lead to. What comes after them
// the next page still leads to; a reader who wants more of it wants a filter.
const mostNumbered = 1000

// pager leads to the other pages of a list.
type pager struct {
	Prev, Next string
	Numbers    []choice // with an empty label where some are left out
}

// pageNumber is the number in the address, 1 for none.
func pageNumber(at state) int {
	n, err := strconv.Atoi(at.values.Get(pageName))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// onPage finds the results of a page: by the cursor, which goes on where the page before
// ended, or by the number, which counts from the first result. It says which page it is:
// behind the last there is none.
func (st *site) onPage(ctx context.Context, q search.Query, page int) (search.Result, int, error) {
	if q.Cursor != "" || page == 1 {
		r, err := st.find(ctx, q, nil)
		if page == 1 || !errors.Is(err, search.ErrCursor) {
			return r, page, err
		}
	}
	q.Cursor = ""
	size := cmp.Or(q.Limit, search.DefaultLimit)
	r, err := st.first(ctx, q, size*min(page, mostNumbered/size))
	if err != nil || len(r.Hits) == 0 {
		return r, 1, err
	}
	page = (len(r.Hits) + size - 1) / size
	r.Hits = r.Hits[(page-1)*size:]
	return r, page, nil
}

// first finds the first n results, by as many searches as that takes.
func (st *site) first(ctx context.Context, q search.Query, n int) (search.Result, error) {
	q.Limit = min(n, search.MaxLimit)
	r, err := st.find(ctx, q, nil)
	for err == nil && r.NextCursor != "" && len(r.Hits) < n {
		q.Cursor, q.Limit = r.NextCursor, min(n-len(r.Hits), search.MaxLimit)
		var more search.Result
		if more, err = st.find(ctx, q, nil); err == nil {
			r.Hits, r.NextCursor = append(r.Hits, more.Hits...), more.NextCursor
		}
	}
	if err != nil {
		return search.Result{}, fmt.Errorf("find the first %d: %w", n, err)
	}
	return r, nil
}

// viewPager leads from a page of size results to those beside it; nil if it is the
// only one.
func viewPager(at state, page, size int, r search.Result) *pager {
	last := page
	if r.NextCursor != "" {
		last = max(page+1, min((r.Total+size-1)/size, mostNumbered/size))
	}
	if last == 1 {
		return nil
	}
	v := &pager{}
	if page > 1 {
		v.Prev = at.page(page-1, "")
	}
	if r.NextCursor != "" {
		v.Next = at.page(page+1, r.NextCursor)
	}
	v.Numbers = pageNumbers(page, last, func(n int) string { return at.page(n, "") })
	return v
}

// pageNumbers are the first page and those around the present one. The last is not
// promised: where equal passages take one place there are fewer pages than counted.
func pageNumbers(page, last int, to func(n int) string) []choice {
	var out []choice
	for n := 1; n <= min(page+2, last); n++ {
		if n > 1 && n < page-2 {
			out = append(out, choice{})
			n = page - 2
		}
		out = append(out, choice{Label: strconv.Itoa(n), Href: to(n), Current: n == page})
	}
	return out
}

// page is a page of st: that of a number, which begins at cursor if that is known.
func (st state) page(n int, cursor string) string {
	st = st.edit(func(url.Values) {})
	if n > 1 {
		st.values.Set(pageName, strconv.Itoa(n))
	}
	if cursor != "" {
		st.values.Set(cursorName, cursor)
	}
	return st.href()
}
