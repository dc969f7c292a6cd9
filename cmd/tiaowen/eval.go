package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"tiaowen/search/judge"
)

type evalCmd struct {
	JSON   bool      `help:"输出 JSON。" name:"json"`
	Set    []setting `help:"换一个权重，与默认的权重各量一遍，列出哪几题变了；可以给几次。名称见 search/bleve/weights.go，给错了会列出。" sep:"none" placeholder:"NAME=VALUE"`
	Ablate bool      `help:"逐一去掉排序的每个部分再量，看它值多少。" asked:""`
	Stard  []string  `help:"STARD 的 QUERIES.tsv 与 QRELS.tsv，用逗号隔开。" placeholder:"QUERIES,QRELS" asked:""`
	Misses bool      `help:"列出没有排在第一、没有答成预期的检索。" asked:""`
	Judged []string  `arg:"" optional:"" help:"判定过的检索，每行一个 JSON；- 是标准输入。"`
}

// Validate says what is wrong with the arguments together.
func (c evalCmd) Validate() error {
	_, err := weightsOf(c.set())
	switch {
	case err != nil:
		return misused("--set", "not_together", "这些权重配不到一起：second_look_depth、vote_depth、coverage_depth 要一个不大于一个，至少 1；vote_voices 要 1 到 255")
	case len(c.Stard) != 0 && len(c.Stard) != 2:
		return misused("--stard", "bad_type", "--stard 要两个文件，用逗号隔开：QUERIES.tsv,QRELS.tsv")
	case len(c.Stard) == 0 && len(c.Judged) == 0:
		return misused("<judged>", "required", "还缺判定过的检索：JUDGED.jsonl，或者 --stard QUERIES.tsv,QRELS.tsv")
	case c.Misses && (c.Ablate || len(c.Set) > 0):
		return misused("--misses", "not_together", "--misses 不能与 --set、--ablate 同用")
	}
	return nil
}

// Run measures each set, as the ranking is or with other weights beside.
func (c evalCmd) Run(ctx context.Context, e env) error {
	s, err := openToRead(ctx, e)
	if err != nil {
		return err
	}
	defer s.Close()
	j := newJudging(s, today())
	sets, err := c.sets(ctx, e, j)
	if err != nil {
		return err
	}
	if c.Ablate || len(c.Set) > 0 {
		return c.runTrials(ctx, e, j, sets)
	}
	return c.runOnce(ctx, e, j, sets)
}

// runOnce prints the figures of each set.
func (c evalCmd) runOnce(ctx context.Context, e env, j *judging, sets []judgedSet) error {
	figures := map[string]judge.Figures{}
	for _, set := range sets {
		outcomes, err := j.run(ctx, set)
		if err != nil {
			return err
		}
		if c.Misses {
			j.printMisses(c.words(e), set, outcomes)
		}
		if figures[set.name] = judge.Measure(set.queries, outcomes); !c.JSON {
			fmt.Fprintf(e.stdout, "%s: %s\n", set.name, inLine(figures[set.name]))
		}
	}
	if c.JSON {
		return json.NewEncoder(e.stdout).Encode(figures)
	}
	return nil
}

// words is where words for people go: with --json stdout is for the machine.
func (c evalCmd) words(e env) io.Writer {
	if c.JSON {
		return e.stderr
	}
	return e.stdout
}

// sets reads all that is to be asked.
func (c evalCmd) sets(ctx context.Context, e env, j *judging) ([]judgedSet, error) {
	var out []judgedSet
	for _, path := range c.Judged {
		set, err := c.read(ctx, e, j, path)
		if err != nil {
			return nil, err
		}
		out = append(out, set)
	}
	if len(c.Stard) == 0 {
		return out, nil
	}
	for _, latest := range []bool{false, true} {
		set, err := j.stard(ctx, c.Stard[0], c.Stard[1], latest)
		if err != nil {
			return nil, err
		}
		out = append(out, set)
	}
	return out, nil
}

// maxJudged bounds the judged queries of standard input.
const maxJudged = 256 << 20

// read reads the judged queries of a file, or of standard input.
func (c evalCmd) read(ctx context.Context, e env, j *judging, path string) (judgedSet, error) {
	if path != dash {
		return j.file(ctx, path)
	}
	text, err := readInput(ctx, e, maxJudged)
	if err != nil {
		return judgedSet{}, err
	}
	return j.read(ctx, "标准输入", bytes.NewReader(text))
}

// inLine is the figures in a line, those alone that were measured.
func inLine(f judge.Figures) string {
	if f.Queries == 0 {
		return fmt.Sprintf("expect %d/%d", f.Met, f.Expected)
	}
	return fmt.Sprintf("%d 条 hit@1 %.3f hit@5 %.3f R@1 %.3f R@5 %.3f R@10 %.3f R@100 %.3f MRR@10 %.3f nDCG@10 %.3f expect %d/%d",
		f.Queries, f.Hit1, f.Hit5, f.Recall1, f.Recall5, f.Recall10, f.Recall100, f.MRR10, f.NDCG10, f.Met, f.Expected)
}
