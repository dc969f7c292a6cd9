package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

type importCmd struct {
	JSON      bool     `help:"每个文件输出一行 JSON。" name:"json"`
	Password  string   `help:"打开加密 PDF 的口令。" placeholder:"口令"`
	Recognise bool     `help:"只有图像的页，用本机的 Tesseract 识别（慢，会有错字）。"`
	Name      string   `help:"标准输入的文件名，如 通知.docx；带文件夹的（通知/正文.docx），同名再来是更新。" placeholder:"NAME" asked:""`
	Paths     []string `arg:"" name:"path" help:"文件或文件夹；- 是标准输入。"`
}

// Validate says what is wrong with the arguments together.
func (c importCmd) Validate() error {
	switch {
	case c.Name != "" && !slices.Contains(c.Paths, dash):
		return misused("--name", "not_together", "--name 是标准输入的文件名，要和 - 同用：tiaowen import - --name 通知.docx")
	case c.Name != "" && placeOf(c.Name) == "":
		return misused("--name", "unknown_value", "--name 要一个文件名，给的是 %q", c.Name)
	}
	return nil
}

// Run takes the files in, round by round.
func (c importCmd) Run(ctx context.Context, e env) error {
	files, err := c.files(ctx, e)
	if err != nil {
		return err
	}
	api, err := connect(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	bar := c.progress(e, files.count())
	began, done, tally := time.Now(), 0, map[string]int{}
	for r := range inPairs(files.batches(), func(batch []indexer.File) round {
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
			if err := c.report(e, o, done, files.count()); err != nil {
				return err
			}
		}
		if r.err != nil {
			return r.err
		}
	}
	_ = bar.Finish()
	fmt.Fprintf(e.stderr, "共 %d 个文件%s；用时 %.1f 秒\n", done, summary(tally), time.Since(began).Seconds())
	if tally[indexer.Failed] > 0 {
		return exitError(exitSome)
	}
	return nil
}

// summary says how many files had each outcome.
func summary(tally map[string]int) string {
	if len(tally) == 0 {
		return "：文件夹里没有可收的文件"
	}
	var parts []string
	for _, o := range []string{"added", "updated", "unchanged", "restored", "quarantined", "failed"} {
		if n := tally[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", outcomeWords[o], n))
		}
	}
	return "：" + strings.Join(parts, "，")
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

// isTerminal reports whether a person is at the other end.
func isTerminal(stream any) bool {
	if out, ok := stream.(*output); ok {
		stream = out.to
	}
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

var outcomeWords = map[string]string{
	"added": "新增", "updated": "更新", "unchanged": "未变", "restored": "恢复", "quarantined": "隔离", "failed": "失败",
}

func (c importCmd) report(e env, o indexer.Outcome, done, total int) error {
	if c.JSON {
		o.Path = library.ShownPath(o.Path)
		return json.NewEncoder(e.stdout).Encode(o)
	}
	line := outcomeWords[o.Outcome] + "  " + library.ShownPath(o.Path)
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
