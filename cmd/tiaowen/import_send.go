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
	body, media, out, err := formOf(batch)
	if err != nil || len(out) == len(batch) {
		return out, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/v1/documents", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", media)
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

// formOf writes the files of a batch as a form of a media type; out are the outcomes of
// those that could not be read, which are not sent.
func formOf(batch []indexer.File) (body []byte, media string, out []indexer.Outcome, err error) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	sent := 0
	for _, f := range batch {
		if f.Err != nil {
			out = append(out, unread(f))
			continue
		}
		if sent++; sent == 1 {
			err = addAsked(form, f)
		}
		err = errors.Join(err, addPart(form, "file", f, f.Data))
		if len(f.Sidecar) > 0 {
			err = errors.Join(err, addPart(form, "sidecar", f, f.Sidecar))
		}
		if err != nil {
			return nil, "", nil, err
		}
	}
	err = form.Close() // which writes the end
	return b.Bytes(), form.FormDataContentType(), out, err
}

// unread is the outcome of a file that could not be read.
func unread(f indexer.File) indexer.Outcome {
	o := indexer.Outcome{Path: f.Path, Outcome: indexer.Failed, Reason: problem.Message(f.Err), Documents: []indexer.Taken{}, Diagnostics: []corpus.Diagnostic{}}
	var refused *extract.Refusal
	if errors.As(f.Err, &refused) {
		o.Reason, o.Code = refused.Message, refused.Code
	}
	return o
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
