package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"tiaowen/search"
	"tiaowen/web"
)

type searchCmd struct {
	JSON     bool         `help:"输出 GET /api/v1/search 的 JSON。" name:"json"`
	Choices  kong.Plugins `embed:""`
	From     string       `help:"起始日期（含），如 2018-10-28：公布、施行或发表的日期。" placeholder:"DATE" asked:""`
	To       string       `help:"截止日期（含）。" placeholder:"DATE" asked:""`
	AsOf     string       `help:"以这一天判断时效性；默认今天。" name:"as-of" placeholder:"DATE" asked:""`
	Document string       `help:"只在这一编号的文献里检索。" placeholder:"ID" asked:""`
	Lanes    bool         `help:"另按依据、论述、做法分三栏列出。" asked:""`
	Collapse bool         `help:"文字一字不差的段落合为一处；--no-collapse 各占一处。" default:"true" negatable:""`
	Limit    int          `help:"最多几条，1 到 100。" default:"20" placeholder:"N"`
	Cursor   string       `help:"从上一页的下一条起：上一页末尾给出的标记。" placeholder:"CURSOR" asked:""`
	Explain  bool         `help:"说明得分的由来。" asked:""`
	Query    []string     `arg:"" optional:"" help:"检索词，写法见 tiaowen help query；- 是标准输入。没有检索词而有筛选时列出全部。"`
}

// Validate says what is wrong with the arguments together.
func (c searchCmd) Validate() error {
	if len(c.Query) == 0 && len(c.asked()) == 0 {
		return misused("<query>", "required", "还缺 %q：检索词，或至少一项筛选，如 --kind speech", "<query> ...")
	}
	return nil
}

// asked are the parameters of the API, words and limits apart, that were given.
func (c searchCmd) asked() url.Values {
	out := url.Values{}
	chosen(c.Choices, out)
	for name, value := range map[string]string{"from": c.From, "to": c.To, "as_of": c.AsOf, "document": c.Document, "cursor": c.Cursor} {
		if value != "" {
			out.Set(name, value)
		}
	}
	return out
}

// parameters are those of the API.
func (c searchCmd) parameters(words string) url.Values {
	out := c.asked()
	out.Set("q", words)
	out.Set("limit", strconv.Itoa(c.Limit))
	out.Set("lanes", strconv.FormatBool(c.Lanes))
	out.Set("collapse", strconv.FormatBool(c.Collapse))
	out.Set("explain", strconv.FormatBool(c.Explain))
	return out
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
	words, err := argText(ctx, e, c.Query)
	if err != nil {
		return err
	}
	api, err := connectExisting(ctx, e)
	if err != nil {
		return err
	}
	defer api.close()
	parameters := c.parameters(words)
	if e.Meaning == meaningOff {
		parameters.Set("meaning", string(search.MeaningOff)) // a server may do otherwise
	}
	body, err := api.get(ctx, "/api/v1/search", parameters)
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
		printAnswer(e.stdout, answer, c.asked().Get("group") == string(search.GroupDocument))
	}
	if answer.Total == 0 {
		return exitError(exitSome)
	}
	return nil
}
