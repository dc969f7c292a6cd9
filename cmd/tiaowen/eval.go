package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/judge"
)

type evalCmd struct {
	JSON    bool     `help:"输出 JSON。" name:"json"`
	Stard   []string `help:"STARD 的 QUERIES.tsv 与 QRELS.tsv，用逗号隔开。" placeholder:"QUERIES,QRELS"`
	Verbose bool     `help:"列出没有排在第一、没有答成预期的检索。" name:"misses"`
	Judged  []string `arg:"" optional:"" help:"判定过的检索，每行一个 JSON。"`
}

// depth is how far down the list recall is measured.
const depth = 100

// Run measures and prints the figures of each set.
func (c evalCmd) Run(ctx context.Context, e env) error {
	s, err := openStore(ctx, e)
	if err != nil {
		return err
	}
	defer s.Close()
	j := judging{store: s, env: e, today: today(), misses: c.Verbose}
	out := map[string]judge.Figures{}
	for _, path := range c.Judged {
		if out[path], err = j.file(ctx, path); err != nil {
			return err
		}
	}
	if len(c.Stard) == 2 {
		for name, latest := range map[string]bool{"stard": false, "stard-latest": true} {
			if out[name], err = j.stard(ctx, c.Stard[0], c.Stard[1], latest); err != nil {
				return err
			}
		}
	}
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(out)
	}
	for name, f := range out {
		fmt.Fprintf(e.stdout, "%s: %d 条 hit@1 %.3f hit@5 %.3f R@1 %.3f R@5 %.3f R@10 %.3f R@100 %.3f MRR@10 %.3f nDCG@10 %.3f expect %d/%d\n",
			name, f.Queries, f.Hit1, f.Hit5, f.Recall1, f.Recall5, f.Recall10, f.Recall100, f.MRR10, f.NDCG10, f.Met, f.Expected)
	}
	return nil
}

type judging struct {
	*store
	env
	today  corpus.Date
	misses bool
}

func (j judging) stard(ctx context.Context, queries, qrels string, latest bool) (judge.Figures, error) {
	paths, err := j.library.Paths(ctx)
	if err != nil {
		return judge.Figures{}, err
	}
	// Paths are as imported; the data set names them below law/.
	ids := map[string]string{}
	for path, list := range paths {
		if _, below, ok := strings.Cut(path, "/law/"); ok && len(list) > 0 {
			ids[below] = list[0]
		}
	}
	document := func(file string) (string, bool) {
		id, ok := ids[file]
		return id, ok
	}
	q, err := os.Open(queries)
	if err != nil {
		return judge.Figures{}, err
	}
	defer q.Close()
	r, err := os.Open(qrels)
	if err != nil {
		return judge.Figures{}, err
	}
	defer r.Close()
	list, err := judge.Stard(q, r, latest, document)
	if err != nil {
		return judge.Figures{}, err
	}
	for i := range list {
		list[i].Expect = string(search.OK) // the law answers them all
	}
	return j.run(ctx, list)
}

// file runs a file of judged queries, whose documents are named as /resolve
// understands them.
func (j judging) file(ctx context.Context, path string) (judge.Figures, error) {
	f, err := os.Open(path)
	if err != nil {
		return judge.Figures{}, err
	}
	defer f.Close()
	list, err := judge.Read(f)
	if err != nil {
		return judge.Figures{}, fmt.Errorf("read %s: %w", path, err)
	}
	for i := range list {
		for k, r := range list[i].Relevant {
			found, err := j.asker.Resolve(ctx, r.Document, "", j.today)
			if err != nil {
				return judge.Figures{}, err
			}
			if found.Document == nil {
				return judge.Figures{}, fmt.Errorf("query %s: document %q: %s", list[i].ID, r.Document, found.Status)
			}
			list[i].Relevant[k].Document = found.Document.ID
		}
	}
	return j.run(ctx, list)
}

// outcome is what a query came to: the status of an address, else the verdict.
func outcome(q judge.Query, res search.Result) string {
	if r := res.Query.Resolved; r != nil && (r.Status != search.ResolveOK || r.Provision != nil) {
		return string(r.Status)
	}
	return string(res.Verdict)
}

func (j judging) run(ctx context.Context, list []judge.Query) (judge.Figures, error) {
	var f judge.Figures
	for _, q := range list {
		res, err := j.asker.Search(ctx, search.Query{Text: q.Text, Limit: depth, Today: j.today})
		if err != nil {
			return f, fmt.Errorf("query %s: %w", q.ID, err)
		}
		found := make([]judge.Place, len(res.Hits))
		for i, h := range res.Hits {
			found[i] = judge.Place{Document: h.Document.ID, Locator: h.Passage.Locator}
		}
		f.Add(q.Relevant, found)
		came := outcome(q, res)
		f.Expect(q.Expect, came)
		if j.misses && q.Expect != "" && q.Expect != came {
			fmt.Fprintf(j.stdout, "%s %s: %s, want %s\n", q.ID, q.Text, came, q.Expect)
		}
		if j.misses && len(q.Relevant) > 0 {
			var one judge.Figures
			one.Add(q.Relevant, found)
			if one.Hit1 == 0 {
				fmt.Fprintf(j.stdout, "%s %s rr=%.2f want %v", q.ID, q.Text, one.MRR10, q.Relevant)
				for i, p := range found[:min(3, len(found))] {
					fmt.Fprintf(j.stdout, " | %s#%s %.1f", p.Document, p.Locator, res.Hits[i].Score)
				}
				fmt.Fprintln(j.stdout)
			}
		}
	}
	f.Mean()
	return f, nil
}
