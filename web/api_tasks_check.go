package web

import (
	"context"
	"net/url"
	"path"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// A draft that is too long to wait for is checked as a task. What was found is kept in
// memory until it is fetched and the task is taken away, or other tasks have followed.

// wantedTask is what a task is to do with its files: check them, or take them in.
type wantedTask struct {
	check bool
	asOf  corpus.Date
}

// taskParameters say so.
var taskParameters = []parameter{
	{name: "check", sort: "boolean", doc: "true 时核对这些稿子，不收进资料库；没有 5 MB 的限制，结果在任务的 checks 里", set: func(*search.Query, string) string { return "" }},
	asOfParameter,
}

// tasksChecked is how many tasks keep what they found.
const tasksChecked = 4

// TaskCheck is a draft that a task has checked, or why it has not.
type TaskCheck struct {
	Path   string       `json:"path"`
	Report *CheckAnswer `json:"report" doc:"同 POST /check 的答复；没有核对成则为 null"`
	Reason string       `json:"reason" doc:"没有核对成的原因"`
	Code   string       `json:"code" doc:"原因的固定名称，如 pdf_password"`
}

func (a *api) wantedTask(values url.Values) (wantedTask, error) {
	q, faults := a.parse(values, taskParameters, "query")
	out := wantedTask{asOf: q.AsOf}
	if given := values.Get("check"); given != "" {
		if code := setBool(&out.check, given); code != "" {
			faults = append(faults, Fault{"query.check", code, faultMessage(code)})
		}
	}
	if out.check && a.cfg.Checker == nil {
		return out, newProblem("not_found", nil)
	}
	if len(faults) > 0 {
		return out, invalid(faults...)
	}
	return out, nil
}

// checkAll checks the files of a task, one after the other.
func (s *tasks) checkAll(ctx context.Context, t *task) error {
	for _, f := range t.files {
		if ctx.Err() != nil {
			break
		}
		done := s.check(ctx, f, t.wanted.asOf)
		s.change(func() {
			if !t.canceled {
				t.Checks = append(t.Checks, done)
			}
			t.Done++
		})
	}
	return ctx.Err()
}

// forgetChecks lets go of what the tasks before the last ones found; the caller holds
// the lock.
func (s *tasks) forgetChecks() {
	kept := 0
	for i := len(s.all) - 1; i >= 0; i-- {
		if t := s.all[i]; len(t.Checks) > 0 {
			if kept++; kept > tasksChecked {
				t.Checks = []TaskCheck{}
			}
		}
	}
}

// checkFile checks a draft however long it is, in one of the places for checks. One that
// bears a mark of secrecy is not: its words would have to be kept until they are fetched.
func (s *Server) checkFile(ctx context.Context, f indexer.File, asOf corpus.Date) TaskCheck {
	out := TaskCheck{Path: path.Base(f.Path)}
	refuse := func(err error) TaskCheck {
		p := problemOf(err)
		out.Reason, out.Code = p.Title+"："+p.Detail, p.Code
		if len(p.Errors) > 0 {
			out.Reason, out.Code = p.Errors[0].Message, p.Errors[0].Code
		}
		return out
	}
	select {
	case s.checkers <- struct{}{}:
		defer func() { <-s.checkers }()
	case <-ctx.Done():
		return refuse(ctx.Err())
	}
	f.Path = out.Path
	draft, err := s.readDraft(ctx, askedCheck{file: &f, asOf: asOf})
	switch {
	case err != nil:
		return refuse(err)
	case draft.held != "":
		out.Reason, out.Code = draft.held+"；后台核对要留着结果，所以没有核对，请直接核对", "quarantined"
		return out
	}
	found, err := s.checkDraft(ctx, draft)
	if err != nil {
		return refuse(err)
	}
	out.Report = &found.CheckAnswer
	return out
}
