package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"tiaowen/web"
)

type showCmd struct {
	JSON    bool     `help:"输出 GET /api/v1/resolve 的 JSON。" name:"json"`
	AsOf    string   `help:"这一天适用的版本，如 2015-01-01。" name:"as-of" placeholder:"DATE" asked:""`
	Address []string `arg:"" help:"条款地址，如 支部工作条例第十二条。"`
}

// Run resolves an address and prints what it names.
func (c showCmd) Run(ctx context.Context, e env) error {
	text, err := argText(ctx, e, c.Address)
	if err != nil {
		return err
	}
	api, err := connectExisting(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	query := url.Values{"q": {text}}
	if c.AsOf != "" {
		query.Set("as_of", c.AsOf)
	}
	body, err := api.get(ctx, "/api/v1/resolve", query)
	if err != nil {
		return err
	}
	var found web.Resolution
	if err := understand(body, &found); err != nil {
		return err
	}
	if c.JSON {
		fmt.Fprintln(e.stdout, strings.TrimSpace(string(body)))
	} else {
		printResolution(e, found)
	}
	if found.Status != "ok" {
		return exitError(exitSome)
	}
	return nil
}

func printResolution(e env, r web.Resolution) {
	for _, n := range r.Notices {
		fmt.Fprintf(e.stdout, "（%s）\n", n.Message)
	}
	switch {
	case r.Status == "not_an_address":
		fmt.Fprintln(e.stdout, "不是条款地址。用 tiaowen search 检索文字。")
	case r.Status == "ok" && len(r.Provisions) == 0:
		fmt.Fprintf(e.stdout, "%s\n%s\n", *r.Citation, *r.Address)
	}
	for i, p := range r.Provisions {
		if i > 0 {
			fmt.Fprintln(e.stdout)
		}
		printProvision(e, p)
	}
	for _, c := range r.Choices {
		fmt.Fprintf(e.stdout, "%s  %s\n", c.Citation, c.Address)
	}
}

// printProvision prints a provision as it stands in its text: a 款 with its
// items, anything else whole.
func printProvision(e env, p web.ResolvedProvision) {
	fmt.Fprintf(e.stdout, "%s\n%s\n", p.Citation, tidy(p.Text))
	if p.Kind != "paragraph" {
		return
	}
	for _, para := range p.Paragraphs {
		for _, item := range para.Items {
			fmt.Fprintln(e.stdout, tidy(item.Text))
			for _, sub := range item.Subitems {
				fmt.Fprintln(e.stdout, tidy(sub.Text))
			}
		}
	}
}

// tidy leaves out the empty lines between paragraphs.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
