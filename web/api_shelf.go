package web

import (
	"context"
	"errors"
	"strings"

	"tiaowen/search/shelf"
)

// shelfProblem says to the caller what package shelf could not do. Any other error
// is that of a layer below and stays as it is.
func shelfProblem(err error) error {
	var ambiguous *shelf.AmbiguousError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, shelf.ErrNoDocument):
		return newProblem("no_such_document", err)
	case errors.Is(err, shelf.ErrNoProvision):
		return newProblem("no_such_provision", err)
	case errors.Is(err, shelf.ErrTooLong):
		return newProblem("too_large", err)
	case errors.Is(err, shelf.ErrSearch):
		return newProblem("index_unavailable", err)
	case errors.Is(err, shelf.ErrOutside):
		return invalid(Fault{"body.end", "out_of_range", "超出了条款的文字。"})
	case errors.Is(err, shelf.ErrElsewhere):
		return invalid(Fault{"body.quote", "unknown_value", "选中的文字不在这一条里。"})
	case errors.Is(err, shelf.ErrMoved):
		return invalid(Fault{"body.passage", "unknown_value", "文献已经改动，这里不再是一条命中的开头，请重新检索。"})
	case errors.As(err, &ambiguous):
		return invalid(ambiguousFault(ambiguous))
	}
	return err
}

// ambiguousFault offers what an address may mean.
func ambiguousFault(e *shelf.AmbiguousError) Fault {
	var choices []string
	for _, c := range e.Choices[:min(5, len(e.Choices))] {
		choices = append(choices, c.Citation+"："+c.Address)
	}
	return Fault{"body.address", "ambiguous", "所指不止一处：" + strings.Join(choices, "；") + "。"}
}
