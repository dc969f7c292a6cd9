package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"path/filepath"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
	"tiaowen/indexer"
)

// add takes a batch in, here or by the server that has the library open.
func (c *client) add(ctx context.Context, batch []indexer.File) ([]indexer.Outcome, error) {
	if c.store != nil {
		return c.store.intake.AddAll(ctx, batch)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	var out []indexer.Outcome
	sent := 0
	for _, f := range batch {
		if f.Err != nil {
			o := indexer.Outcome{Path: f.Path, Outcome: indexer.Failed, Reason: problem.Message(f.Err), Documents: []indexer.Taken{}, Diagnostics: []corpus.Diagnostic{}}
			var refused *extract.Refusal
			if errors.As(f.Err, &refused) {
				o.Reason, o.Code = refused.Message, refused.Code
			}
			out = append(out, o)
			continue
		}
		if sent++; sent == 1 {
			if err := addAsked(form, f); err != nil {
				return nil, err
			}
		}
		if err := addPart(form, "file", f, f.Data); err != nil {
			return nil, err
		}
		if len(f.Sidecar) > 0 {
			if err := addPart(form, "sidecar", f, f.Sidecar); err != nil {
				return nil, err
			}
		}
	}
	if sent == 0 {
		return out, nil
	}
	if err := form.Close(); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/v1/documents", &body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	answer, err := c.do(r)
	if err != nil {
		return nil, err
	}
	var taken []indexer.Outcome
	if err := understand(answer, &taken); err != nil {
		return nil, err
	}
	return append(out, taken...), nil
}

// addAsked says what holds for all files that follow.
func addAsked(form *multipart.Writer, f indexer.File) error {
	var err error
	if f.Password != "" {
		err = form.WriteField("password", f.Password)
	}
	if f.Recognise {
		err = errors.Join(err, form.WriteField("recognise", "true"))
	}
	return err
}

// addPart adds a file with its whole path, which a file name of a form cannot
// carry; one that lies in no folder of this machine, as any upload.
func addPart(form *multipart.Writer, field string, f indexer.File, data []byte) error {
	shown := library.ShownPath(f.Path)
	head := textproto.MIMEHeader{}
	name := url.PathEscape(filepath.Base(f.Path))
	if f.Loose {
		name = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(filepath.Base(shown))
		if inside := strings.TrimPrefix(shown, library.Uploaded+"/"); strings.Contains(inside, "/") {
			if err := form.WriteField("path", inside); err != nil {
				return err
			}
		}
	} else {
		head.Set("Tiaowen-Path", url.PathEscape(f.Path))
	}
	head.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, field, name))
	w, err := form.CreatePart(head)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
