package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/problem"
	"tiaowen/indexer"
)

type importCmd struct {
	JSON      bool     `help:"每个文件输出一行 JSON。" name:"json"`
	Password  string   `help:"打开加密 PDF 的口令。" placeholder:"口令"`
	Recognise bool     `help:"只有图像的页，用本机的 Tesseract 识别（慢，会有错字）。"`
	Paths     []string `arg:"" name:"path" help:"文件或文件夹。"`
}

// Bounds of one round of importing: its files are in the library and the index
// before the first of them is reported.
const (
	batchFiles = 200
	batchBytes = 8 << 20
)

// Run takes the files in, round by round.
func (c importCmd) Run(ctx context.Context, e env) error {
	files, err := listFiles(c.Paths)
	if err != nil {
		return err
	}
	api, err := connect(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	bar := c.progress(e, len(files))
	began, done, tally := time.Now(), 0, map[string]int{}
	for r := range inPairs(batches(files), func(batch []indexer.File) round {
		for i := range batch {
			batch[i].Password, batch[i].Recognise = c.Password, c.Recognise
		}
		outcomes, err := api.add(ctx, batch)
		return round{outcomes, err}
	}) {
		_ = bar.Add(len(r.outcomes))
		for _, o := range r.outcomes {
			tally[o.Outcome]++
			done++
			if err := c.report(e, o, done, len(files)); err != nil {
				return err
			}
		}
		if r.err != nil {
			return r.err
		}
	}
	_ = bar.Finish()
	fmt.Fprintf(e.stderr, "共 %d 个文件：%s；用时 %.1f 秒\n", done, summary(tally), time.Since(began).Seconds())
	if tally[indexer.Failed] > 0 {
		return exitError(exitSome)
	}
	return nil
}

// summary says how many files had each outcome.
func summary(tally map[string]int) string {
	var parts []string
	for _, o := range []string{"added", "updated", "unchanged", "restored", "quarantined", "failed"} {
		if n := tally[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", outcomeWords[o], n))
		}
	}
	return strings.Join(parts, "，")
}

// round is what became of one batch.
type round struct {
	outcomes []indexer.Outcome
	err      error
}

// inPairs gives do(x) for every x in order, and has the next begun while one is
// at work: the library takes files while the index follows those before.
func inPairs[X, Y any](all iter.Seq[X], do func(X) Y) iter.Seq[Y] {
	return func(yield func(Y) bool) {
		var before chan Y
		for x := range all {
			now := make(chan Y, 1)
			go func() { now <- do(x) }()
			if before != nil && !yield(<-before) {
				<-now
				return
			}
			before = now
		}
		if before != nil {
			yield(<-before)
		}
	}
}

// progress is a bar where a person watches and the result lines go elsewhere;
// where he sees the lines they are the progress.
func (c importCmd) progress(e env, total int) *progressbar.ProgressBar {
	out := io.Discard
	if isTerminal(e.stderr) && !isTerminal(e.stdout) {
		out = e.stderr
	}
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription("导入"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

var outcomeWords = map[string]string{
	"added": "新增", "updated": "更新", "unchanged": "未变", "restored": "恢复", "quarantined": "隔离", "failed": "失败",
}

func (c importCmd) report(e env, o indexer.Outcome, done, total int) error {
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(o)
	}
	line := outcomeWords[o.Outcome] + "  " + o.Path
	if o.Reason != "" {
		line += "：" + o.Reason
	}
	for _, s := range o.SimilarTo {
		line += fmt.Sprintf("；与《%s》（%s）有 %d%% 相同，两篇都在库中", s.Title, s.ID, int(100*s.Share))
	}
	if n := len(o.Diagnostics); n > 0 {
		line += fmt.Sprintf("（%d 处提示）", n)
	}
	if isTerminal(e.stdout) {
		line = fmt.Sprintf("[%d/%d] %s", done, total, line)
	}
	_, err := fmt.Fprintln(e.stdout, line)
	return err
}

// batches reads the files, a bounded number and size at a time.
func batches(paths []found) iter.Seq[[]indexer.File] {
	return func(yield func([]indexer.File) bool) {
		var batch []indexer.File
		size := 0
		for _, p := range paths {
			f := readFile(p)
			if len(batch) > 0 && (len(batch) >= batchFiles || size+len(f.Data) > batchBytes) {
				if !yield(batch) {
					return
				}
				batch, size = nil, 0
			}
			batch = append(batch, f)
			size += len(f.Data)
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

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
			o := indexer.Outcome{Path: f.Path, Outcome: indexer.Failed, Reason: problem.Message(f.Err)}
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
		if err := addPart(form, "file", f.Path, f.Data); err != nil {
			return nil, err
		}
		if len(f.Sidecar) > 0 {
			if err := addPart(form, "sidecar", f.Path, f.Sidecar); err != nil {
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
// carry.
func addPart(form *multipart.Writer, field, path string, data []byte) error {
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename=%q`, field, url.PathEscape(filepath.Base(path))))
	head.Set("Tiaowen-Path", url.PathEscape(path))
	w, err := form.CreatePart(head)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
