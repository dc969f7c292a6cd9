package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/packet"
	"tiaowen/corpus/problem"
)

// handed is a draft that was named, or found in a folder; standard input has no file.
type handed struct {
	path string
	file *found
}

// sentDraft is a draft as it is sent.
type sentDraft struct {
	name string
	data []byte
}

// drafts are all that were named, those of folders in the order of their paths, and
// whether it is one that was named itself.
func (c checkCmd) drafts() (iter.Seq[handed], bool, error) {
	var out []handed
	single := len(c.Paths) == 1
	for _, p := range c.Paths {
		if p == dash {
			out = append(out, handed{path: cmp.Or(c.Name, unnamed)})
			continue
		}
		if err := allThere([]string{p}); err != nil {
			return nil, false, err
		}
		files, err := listFolder(p, folderBounds{})
		if err != nil {
			return nil, false, problem.In("列出 "+p, err)
		}
		single = single && len(files) == 1 && files[0].path == p
		slices.SortFunc(files, byPath)
		for _, f := range files {
			out = append(out, handed{f.path, &f})
		}
	}
	if len(out) == 0 {
		return nil, false, misused("<path>", "empty", "文件夹里没有可核对的文件")
	}
	return slices.Values(out), single, nil
}

// read reads a draft as it lies there.
func (d handed) read(ctx context.Context, e env) (sentDraft, error) {
	out := sentDraft{name: filepath.Base(d.path)}
	var err error
	if d.file == nil {
		out.data, err = readInput(ctx, e, extract.MaxSize)
	} else {
		out.data, err = d.file.read(d.file.path)
	}
	var refused *extract.Refusal
	switch {
	case errors.As(err, &refused):
		return out, &problem.Error{Kind: problem.Kind(refused.Code), Says: d.path + " " + refused.Message, Cause: err}
	case err != nil:
		return out, problem.In(d.path, err)
	case len(out.data) > extract.MaxSize:
		return out, &problem.Error{Kind: problem.Kind(extract.TooLarge), Says: fmt.Sprintf("%s 文件过大，上限 %d MB", d.path, extract.MaxSize>>20)}
	}
	return out, nil
}

// checkDraft asks for a draft to be checked.
func (c *client) checkDraft(ctx context.Context, d sentDraft, fields map[string]string) ([]byte, error) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", d.name)
	if err == nil {
		_, err = part.Write(d.data)
	}
	for name, value := range fields {
		err = errors.Join(err, form.WriteField(name, value))
	}
	if err = errors.Join(err, form.Close()); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/v1/check", bytes.NewReader(b.Bytes()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return c.do(r)
}

// reportFolder is where what is taken away is written, under the name of its draft.
type reportFolder struct {
	dir     string
	written map[string]int // by name, how many files were
}

// named is a report of a draft. Drafts of one name in several folders have numbers.
func (r *reportFolder) named(draft string) packet.Findings {
	name := filepath.Base(draft)
	ending := filepath.Ext(name)
	n := r.written[draft]
	if n == 0 {
		r.written[name]++
		n = r.written[name]
		r.written[draft] = n
	}
	if n > 1 {
		name = fmt.Sprintf("%s（%d）%s", strings.TrimSuffix(name, ending), n, ending)
	}
	return packet.Findings{Draft: name}
}

// write writes a file, over one of that name, and says where.
func (r *reportFolder) write(e env, name string, content []byte) error {
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return problem.In("文件夹 "+r.dir, err)
	}
	path := filepath.Join(r.dir, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return err
	}
	_, err := fmt.Fprintln(e.stderr, "写在", path)
	return err
}
