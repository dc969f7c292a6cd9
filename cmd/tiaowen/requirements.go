package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"tiaowen/web"
)

type requirementsCmd struct {
	JSON       bool         `help:"输出 GET /api/v1/requirements 的 JSON。" name:"json"`
	Choices    kong.Plugins `embed:""`
	AsOf       string       `help:"列这一天适用的；默认今天。" name:"as-of" placeholder:"DATE" asked:""`
	Collection string       `help:"只列这个备课夹里摘录的条款的。" placeholder:"ID" asked:""`
	Collapse   bool         `help:"对同一主体、文字一字不差的合为一处；--no-collapse 各占一处。" default:"true" negatable:""`
	Limit      int          `help:"最多几条，1 到 100。" default:"20" placeholder:"N"`
	Cursor     string       `help:"从上一页的下一条起：上一页末尾给出的标记。" placeholder:"CURSOR" asked:""`
	Query      []string     `arg:"" optional:"" help:"词语，都要在同一句要求里；- 是标准输入。没有则全部列出。"`
}

// parameters are those of the API.
func (c requirementsCmd) parameters(words string) url.Values {
	out := url.Values{"q": {words}, "limit": {strconv.Itoa(c.Limit)}, "collapse": {strconv.FormatBool(c.Collapse)}}
	chosen(c.Choices, out)
	for name, value := range map[string]string{"as_of": c.AsOf, "collection": c.Collection, "cursor": c.Cursor} {
		if value != "" {
			out.Set(name, value)
		}
	}
	return out
}

// Run lists what has to be done.
func (c requirementsCmd) Run(ctx context.Context, e env) error {
	words := ""
	if len(c.Query) > 0 {
		var err error
		if words, err = argText(ctx, e, c.Query); err != nil {
			return err
		}
	}
	api, err := connectExisting(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	if api.store != nil { // a server has done it by itself
		api.store.redraw(ctx, e.log)
	}
	body, err := api.get(ctx, "/api/v1/requirements", c.parameters(words))
	if err != nil {
		return err
	}
	var list web.RequirementList
	if err := understand(body, &list); err != nil {
		return err
	}
	if c.JSON {
		fmt.Fprintln(e.stdout, strings.TrimSpace(string(body)))
	} else {
		printRequirements(e.stdout, list)
	}
	if list.Total == 0 {
		return exitError(exitSome)
	}
	return nil
}

// printRequirements prints for a person: who, how strongly and how much in a line, below
// it the sentence, where it stands, and what speaks against it.
func printRequirements(w io.Writer, list web.RequirementList) {
	fmt.Fprintf(w, "%d 条要求，出自 %d 篇文献\n", list.Total, list.Documents)
	for _, r := range list.Items {
		var line []string
		if r.Bearer != nil {
			line = append(line, r.Bearer.Name)
		}
		line = append(line, r.Modality.Label)
		if r.Quantity != nil {
			line = append(line, r.Quantity.Text)
		}
		fmt.Fprintf(w, "\n%s\n  %s\n  %s", strings.Join(line, "　"), strings.Join(strings.Fields(r.Text), " "), r.Citation)
		if r.Document.Kind == "regulation" || r.Status != "unknown" {
			fmt.Fprintf(w, "  %s", r.Document.StatusLabel)
		}
		fmt.Fprintln(w)
		for _, a := range r.Also {
			fmt.Fprintf(w, "  另见 %s\n", a.Citation)
		}
		for _, d := range r.Doubts {
			fmt.Fprintf(w, "  （%s：%s）\n", d.Label, d.Message)
		}
	}
	if list.NextCursor != nil {
		fmt.Fprintf(w, "\n还有。下一页：同样的条件加上 --cursor %s\n", *list.NextCursor)
	}
}
