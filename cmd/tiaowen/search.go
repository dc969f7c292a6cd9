package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/search"
	"tiaowen/web"
)

type searchCmd struct {
	JSON  bool     `help:"输出 GET /api/v1/search 的 JSON。" name:"json"`
	Limit int      `help:"最多几条。" default:"10"`
	Query []string `arg:"" help:"检索词。"`
}

// shield stands before a word of a query that begins with a dash, so that it is
// not taken for a flag. It has no width and no meaning in a query.
const shield = "\u200b"

// shieldWords shields words such as -试行, which excludes what is 试行: no flag
// has a Chinese name.
func shieldWords(args []string) []string {
	if !slices.Contains(args, "search") {
		return args
	}
	out := slices.Clone(args)
	for i, a := range args {
		word, dash := strings.CutPrefix(a, "-")
		if r, _ := utf8.DecodeRuneInString(word); dash && (r >= utf8.RuneSelf && r != utf8.RuneError || r == '"') {
			out[i] = shield + a
		}
	}
	return out
}

// Run asks once and prints the hits.
func (c searchCmd) Run(ctx context.Context, e env) error {
	api, err := connectExisting(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	body, err := api.get(ctx, "/api/v1/search", url.Values{"q": {strings.ReplaceAll(strings.Join(c.Query, " "), shield, "")}, "limit": {fmt.Sprint(c.Limit)}})
	if err != nil {
		return err
	}
	var answer web.SearchAnswer
	if err := understand(body, &answer); err != nil {
		return err
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
	printTally(e, a)
	for i, h := range a.Hits {
		fmt.Fprintf(e.stdout, "\n%d. %s\n   ", i+1, h.Citation)
		if h.Cut {
			fmt.Fprint(e.stdout, "……")
		}
		for _, f := range h.Snippet {
			text := strings.Join(strings.Fields(f.Text), " ")
			if f.Match {
				text = "【" + text + "】"
			}
			fmt.Fprint(e.stdout, text)
		}
		fmt.Fprintln(e.stdout)
		if len(h.Also) > 0 {
			fmt.Fprintf(e.stdout, "   另见 %d 处，文字相同\n", len(h.Also))
		}
	}
}

// printTally says how much was found, what of the query stands nowhere, and what would
// find more.
func printTally(e env, a web.SearchAnswer) {
	words := "共 %d 段，%d 篇\n"
	if a.Query.Mode != search.ModeAll {
		words = "相关的有 %d 段，%d 篇，按相关程度排列\n"
	}
	fmt.Fprintf(e.stdout, words, a.Total, a.Documents)
	if len(a.Query.Absent) > 0 {
		fmt.Fprintf(e.stdout, "资料库中没有出现过：%s\n", strings.Join(a.Query.Absent, "、"))
	}
	for _, x := range a.Query.Relaxations {
		fmt.Fprintf(e.stdout, "放宽：%s（%d 段）\n", x.Query, x.Total)
	}
}
