package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus/packet"
	"tiaowen/corpus/problem"
	"tiaowen/web"
)

type checkCmd struct {
	JSON      bool     `help:"输出 POST /api/v1/check 的 JSON；几份稿子的，见说明。" name:"json"`
	Strict    bool     `help:"要核实的（所指不止一处、资料库中没有、只有写法不同）也算有问题。"`
	All       bool     `help:"无误的也列出来。"`
	AsOf      string   `help:"按这一天的时效核对；默认今天。" name:"as-of" placeholder:"DATE" asked:""`
	Report    string   `help:"每份稿子另写一份核对报告：html、docx 或 json。" placeholder:"FORMAT" values:"html,docx,json" asked:""`
	Comments  bool     `help:"Word 稿（docx）另写一份加了批注的，其余一字不动。"`
	Track     bool     `help:"和 --comments 同用：拿得准的改正写成修订。"`
	To        string   `help:"报告和加了批注的稿写在这个文件夹里。" default:"." placeholder:"DIR"`
	Password  string   `help:"打开加密 PDF 的口令。" placeholder:"口令"`
	Recognise bool     `help:"只有图像的页，用本机的 Tesseract 识别（慢，会有错字）。"`
	Name      string   `help:"标准输入的文件名，如 稿子.docx。" placeholder:"NAME" asked:""`
	Paths     []string `arg:"" name:"path" help:"稿子：文件或文件夹；- 是标准输入。"`
}

// reportFormats are the forms of a report, by what the API calls them.
var reportFormats = map[string]string{"html": "html", "docx": "report", "json": "json"}

// Validate says what is wrong with the arguments together.
func (c checkCmd) Validate() error {
	switch {
	case c.Report != "" && reportFormats[c.Report] == "":
		return misused("--report", "unknown_value", "--report 要 html、docx 或 json，给的是 %q", c.Report)
	case c.Track && !c.Comments:
		return misused("--track", "not_together", "--track 要和 --comments 同用")
	case c.Name != "" && !slices.Contains(c.Paths, dash):
		return misused("--name", "not_together", "--name 是标准输入的文件名，要和 - 同用：tiaowen check - --name 稿子.docx")
	}
	return nil
}

// checkedDraft is a draft and what was found in it, or why it could not be checked.
type checkedDraft struct {
	Path   string           `json:"path"`
	Report *web.CheckAnswer `json:"report"`
	Error  *complaint       `json:"error"`
	body   []byte           // the answer as it came
}

// Run checks one draft after the other. One that cannot be read keeps no other out, but
// then not all was done.
func (c checkCmd) Run(ctx context.Context, e env) error {
	drafts, single, err := c.drafts()
	if err != nil {
		return err
	}
	api, err := connectExisting(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	if api.store != nil { // nobody reads them in the background of a command
		if err := api.store.formulas.Ready(ctx); err != nil {
			return err
		}
	}
	reports := reportFolder{dir: c.To, written: map[string]int{}}
	var all []checkedDraft
	for d := range drafts {
		done, err := c.check(ctx, e, api, d, &reports)
		if err != nil && (single || ctx.Err() != nil) {
			return err
		}
		if err != nil {
			done = checkedDraft{Path: d.path, Error: complaintOf(err)}
		}
		if all = append(all, done); !c.JSON {
			c.print(e, done, !single)
		}
	}
	if err := c.sum(e, all, single); err != nil {
		return err
	}
	return c.exit(all)
}

// check checks one draft, and writes its report if there is to be one.
func (c checkCmd) check(ctx context.Context, e env, api *client, d handed, reports *reportFolder) (checkedDraft, error) {
	file, err := d.read(ctx, e)
	if err != nil {
		return checkedDraft{}, err
	}
	out := checkedDraft{Path: d.path, Report: &web.CheckAnswer{}}
	out.body, err = api.checkDraft(ctx, file, c.fields("json"))
	if err != nil && problem.KindOf(err) == draftTooLong {
		fmt.Fprintln(e.stderr, d.path, "很长，在后台核对……")
		out.body, err = api.checkLong(ctx, file, c.fields("json"))
	}
	if err != nil {
		return checkedDraft{}, problem.In(d.path, err)
	}
	if err := understand(out.body, out.Report); err != nil {
		return checkedDraft{}, err
	}
	return out, c.keep(ctx, e, api, file, out, reports)
}

// keep writes what is to be taken away of a draft: a report, the draft with remarks.
func (c checkCmd) keep(ctx context.Context, e env, api *client, file sentDraft, d checkedDraft, reports *reportFolder) error {
	if c.Report != "" {
		report, err := d.body, error(nil)
		if c.Report != "json" {
			report, err = api.checkDraft(ctx, file, c.fields(reportFormats[c.Report]))
		}
		if err == nil {
			err = reports.write(e, reports.named(d.Path).FileName(c.Report), report)
		}
		if err != nil {
			return problem.In(d.Path, err)
		}
	}
	if !c.Comments {
		return nil
	}
	if !strings.EqualFold(filepath.Ext(d.Path), ".docx") {
		fmt.Fprintln(e.stderr, d.Path, "不是 docx，没有写批注")
		return nil
	}
	fields := c.fields("docx")
	fields["tracked"] = strconv.FormatBool(c.Track)
	commented, err := api.checkDraft(ctx, file, fields)
	if err == nil {
		title := strings.TrimSuffix(reports.named(d.Path).Draft, filepath.Ext(d.Path)) + "（批注）"
		err = reports.write(e, packet.Packet{Title: title}.FileName("docx"), commented)
	}
	return problem.In(d.Path, err)
}

// fields are those of the form beside the file.
func (c checkCmd) fields(format string) map[string]string {
	out := map[string]string{"format": format}
	if c.AsOf != "" {
		out["as_of"] = c.AsOf
	}
	if c.Password != "" {
		out["password"] = c.Password
	}
	if c.Recognise {
		out["recognise"] = "true"
	}
	return out
}

// sum tells what was found in all drafts: to a program everything, to a person how much.
func (c checkCmd) sum(e env, all []checkedDraft, single bool) error {
	if c.JSON && single {
		_, err := fmt.Fprintln(e.stdout, strings.TrimSpace(string(all[0].body)))
		return err
	}
	total, failed := web.CheckCounts{}, 0
	for _, d := range all {
		if d.Report == nil {
			failed++
			continue
		}
		total.Faults += d.Report.Counts.Faults
		total.Warnings += d.Report.Counts.Warnings
		total.Notes += d.Report.Counts.Notes
	}
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(struct {
			Files  []checkedDraft  `json:"files"`
			Counts web.CheckCounts `json:"counts"`
			Failed int             `json:"failed"`
		}{all, total, failed})
	}
	if single {
		return nil
	}
	line := fmt.Sprintf("共 %d 份：%s", len(all), countWords(total))
	if failed > 0 {
		line += fmt.Sprintf("；%d 份没有核对成", failed)
	}
	_, err := fmt.Fprintln(e.stdout, line)
	return err
}

// exit is 2 if a draft could not be checked, 1 if something is wrong in one.
func (c checkCmd) exit(all []checkedDraft) error {
	code := exitOK
	for _, d := range all {
		switch {
		case d.Report == nil:
			return exitError(exitWrong)
		case d.Report.Counts.Faults > 0, c.Strict && d.Report.Counts.Warnings > 0:
			code = exitSome
		}
	}
	if code != exitOK {
		return exitError(code)
	}
	return nil
}
