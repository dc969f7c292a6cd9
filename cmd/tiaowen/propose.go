package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"tiaowen/web"
)

type proposeCmd struct {
	JSON bool     `help:"输出 GET /api/v1/procedures/{id}/proposal 的 JSON。" name:"json"`
	Name []string `arg:"" help:"一件事的名称，如 发展党员。"`
}

// Run draws the first version of a procedure from the texts, and prints it in the form
// of procedures.txt.
func (c proposeCmd) Run(ctx context.Context, e env) error {
	name, err := argText(ctx, e, c.Name)
	if err != nil {
		return err
	}
	if name = strings.Join(strings.Fields(name), ""); name == "" {
		return misused("<name>", "required", "要一件事的名称，给的是空的")
	}
	api, err := connectExisting(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	body, err := api.get(ctx, "/api/v1/procedures/"+url.PathEscape(name)+"/proposal", nil)
	if err != nil {
		return err
	}
	var found web.Proposal
	if err := understand(body, &found); err != nil {
		return err
	}
	switch {
	case c.JSON:
		fmt.Fprintln(e.stdout, strings.TrimSpace(string(body)))
	case len(found.Steps) == 0:
		fmt.Fprintf(e.stdout, "# 资料库的法规里没有讲“%s”的条款。\n", name)
	default:
		fmt.Fprintf(e.stdout, "# %s\n%s", found.Note, found.Text)
	}
	if len(found.Steps) == 0 {
		return exitError(exitSome)
	}
	return nil
}
