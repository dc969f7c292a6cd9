package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/web"
)

// draftTooLong is the problem of a draft that is only checked as a task.
const draftTooLong problem.Kind = "draft_too_long"

// askAgain is how often a task is asked whether it has ended.
const askAgain = 300 * time.Millisecond

// checkLong checks a draft as a task, and gives the answer that a short one has.
func (c *client) checkLong(ctx context.Context, d sentDraft, fields map[string]string) ([]byte, error) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	var err error
	for _, name := range []string{"password", "recognise"} {
		if fields[name] != "" {
			err = errors.Join(err, form.WriteField(name, fields[name]))
		}
	}
	part, made := form.CreateFormFile("file", d.name)
	if made == nil {
		_, made = part.Write(d.data)
	}
	if err = errors.Join(err, made, form.Close()); err != nil {
		return nil, err
	}
	query := url.Values{"check": {"true"}, "as_of": {fields["as_of"]}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/v1/tasks?"+query.Encode(), bytes.NewReader(b.Bytes()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	task, err := c.task(r)
	if err != nil {
		return nil, err
	}
	at := c.base + "/api/v1/tasks/" + task.ID
	defer c.forget(context.WithoutCancel(ctx), at)
	if task, err = c.await(ctx, at); err != nil {
		return nil, err
	}
	if len(task.Checks) == 0 || task.Checks[0].Report == nil {
		why := web.TaskCheck{Reason: task.Detail}
		if len(task.Checks) > 0 {
			why = task.Checks[0]
		}
		return nil, &problem.Error{Kind: cmp.Or(problem.Kind(why.Code), problem.NoAnswer), Says: why.Reason}
	}
	return json.Marshal(task.Checks[0].Report)
}

func (c *client) task(r *http.Request) (task web.Task, err error) {
	body, err := c.do(r)
	if err != nil {
		return task, err
	}
	return task, understand(body, &task)
}

// await asks for a task until it has ended.
func (c *client) await(ctx context.Context, at string) (web.Task, error) {
	again := time.NewTicker(askAgain)
	defer again.Stop()
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
		if err != nil {
			return web.Task{}, err
		}
		task, err := c.task(r)
		if err != nil || task.Finished != nil {
			return task, err
		}
		select {
		case <-ctx.Done():
			return web.Task{}, ctx.Err()
		case <-again.C:
		}
	}
}

// forget takes a task away, with what it found.
func (c *client) forget(ctx context.Context, at string) {
	if r, err := http.NewRequestWithContext(ctx, http.MethodDelete, at, nil); err == nil {
		_, _ = c.do(r) // it goes with the server at the latest
	}
}
