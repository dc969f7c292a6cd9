package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"tiaowen/web"
)

type searchCmd struct {
	JSON  bool     `help:"输出 GET /api/v1/search 的 JSON。" name:"json"`
	Limit int      `help:"最多几条。" default:"10"`
	Query []string `arg:"" help:"检索词。"`
}

// Run asks once and prints the hits.
func (c searchCmd) Run(ctx context.Context, e env) error {
	api, err := connect(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	body, err := api.get(ctx, "/api/v1/search", url.Values{"q": {strings.Join(c.Query, " ")}, "limit": {fmt.Sprint(c.Limit)}})
	if err != nil {
		return err
	}
	var answer web.SearchAnswer
	if err := json.Unmarshal(body, &answer); err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	if c.JSON {
		fmt.Fprintln(e.stdout, strings.TrimSpace(string(body)))
	} else {
		printHits(e, answer)
	}
	if answer.Total == 0 {
		return exitError(exitSome)
	}
	return nil
}

func printHits(e env, a web.SearchAnswer) {
	fmt.Fprintf(e.stdout, "共 %d 段，%d 篇\n", a.Total, a.Documents)
	for i, h := range a.Hits {
		fmt.Fprintf(e.stdout, "\n%d. %s\n   ", i+1, h.Citation)
		for _, f := range h.Snippet {
			text := strings.Join(strings.Fields(f.Text), " ")
			if f.Match {
				text = "【" + text + "】"
			}
			fmt.Fprint(e.stdout, text)
		}
		fmt.Fprintln(e.stdout)
	}
}
