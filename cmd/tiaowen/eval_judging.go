package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/problem"
	"tiaowen/search"
	"tiaowen/search/bleve"
	"tiaowen/search/judge"
)

// depth is how far down the list recall is measured.
const depth = 100

// judging asks a store what judged queries ask.
type judging struct {
	*store
	today corpus.Date
	// answers are those since the weights were set, by the text asked: sets may ask
	// the same and judge it otherwise.
	answers map[string]outcome
}

func newJudging(s *store, today corpus.Date) *judging {
	return &judging{s, today, map[string]outcome{}}
}

// weigh ranks by other weights what is asked from now on.
func (j *judging) weigh(w bleve.Weights) error {
	clear(j.answers)
	return j.engine.Weigh(w)
}

// judgedSet is a file of judged queries, whose documents are ids of the store.
type judgedSet struct {
	name    string
	queries []judge.Query
}

// file reads judged queries from a file.
func (j *judging) file(ctx context.Context, path string) (judgedSet, error) {
	f, err := os.Open(path)
	if err != nil {
		return judgedSet{}, err
	}
	defer f.Close()
	return j.read(ctx, path, f)
}

// read reads judged queries, whose documents are named as their files are, without
// what those end in, or as /resolve understands them.
func (j *judging) read(ctx context.Context, name string, from io.Reader) (judgedSet, error) {
	list, err := judge.Read(from)
	if err != nil {
		return judgedSet{}, misjudged(name, err)
	}
	files, err := j.documentsOfFiles(ctx)
	if err != nil {
		return judgedSet{}, err
	}
	for i := range list {
		for k, r := range list[i].Relevant {
			if id, ok := files[r.Document]; ok {
				list[i].Relevant[k].Document = id
				continue
			}
			found, err := j.asker.Resolve(ctx, r.Document, "", j.today)
			if err != nil {
				return judgedSet{}, err
			}
			if found.Document == nil {
				return judgedSet{}, &problem.Error{Kind: problem.MalformedFile, Says: fmt.Sprintf("%s：检索 %s 所列的文献“%s”不在库里，或不止一篇（%s）", name, list[i].ID, r.Document, found.Status)}
			}
			list[i].Relevant[k].Document = found.Document.ID
		}
	}
	return judgedSet{name, list}, nil
}

// stard reads the data set STARD: see judge.Stard.
func (j *judging) stard(ctx context.Context, queries, qrels string, latest bool) (judgedSet, error) {
	document, err := j.documentsOfLaw(ctx)
	if err != nil {
		return judgedSet{}, err
	}
	q, err := os.Open(queries)
	if err != nil {
		return judgedSet{}, err
	}
	defer q.Close()
	r, err := os.Open(qrels)
	if err != nil {
		return judgedSet{}, err
	}
	defer r.Close()
	list, err := judge.Stard(q, r, latest, document)
	if err != nil {
		return judgedSet{}, misjudged(queries+"、"+qrels, err)
	}
	for i := range list {
		list[i].Expect = string(search.OK) // the law answers them all
	}
	if latest {
		return judgedSet{"stard-latest", list}, nil
	}
	return judgedSet{"stard", list}, nil
}

// documentsOfFiles are the ids of documents by the names of their files, where one name
// is of one document.
func (j *judging) documentsOfFiles(ctx context.Context) (map[string]string, error) {
	paths, err := j.library.Paths(ctx)
	if err != nil {
		return nil, err
	}
	ids := map[string]string{}
	for path, list := range paths {
		name := filepath.Base(path)
		name = strings.TrimSuffix(name, filepath.Ext(name))
		if other, there := ids[name]; there && other != list[0] {
			list = []string{""}
		}
		if len(list) > 0 {
			ids[name] = list[0]
		}
	}
	maps.DeleteFunc(ids, func(_, id string) bool { return id == "" })
	return ids, nil
}

// documentsOfLaw finds documents by their paths below law/, as STARD names them:
// paths are as imported.
func (j *judging) documentsOfLaw(ctx context.Context) (func(file string) (string, bool), error) {
	paths, err := j.library.Paths(ctx)
	if err != nil {
		return nil, err
	}
	ids := map[string]string{}
	for path, list := range paths {
		if _, below, ok := strings.Cut(path, "/law/"); ok && len(list) > 0 {
			ids[below] = list[0]
		}
	}
	return func(file string) (string, bool) {
		id, ok := ids[file]
		return id, ok
	}, nil
}

// outcome is what came of a text, best first.
type outcome struct {
	found  []judge.Place
	scores []float64
	// came is the status of an address, else the verdict.
	came string
}

func (j *judging) ask(ctx context.Context, text string) (outcome, error) {
	if a, ok := j.answers[text]; ok {
		return a, nil
	}
	// What was judged may be any of equal passages, so each keeps a place of its own.
	res, err := j.asker.Search(ctx, search.Query{Text: text, Limit: depth, Today: j.today, Apart: true})
	if err != nil {
		return outcome{}, err
	}
	a := outcome{came: string(res.Verdict)}
	if r := res.Query.Resolved; r != nil && (r.Status != search.ResolveOK || r.Provision != nil) {
		a.came = string(r.Status)
	}
	for _, h := range res.Hits {
		a.found = append(a.found, judge.Place{Document: h.Document.ID, Locator: h.Passage.Locator})
		a.scores = append(a.scores, h.Score)
	}
	j.answers[text] = a
	return a, nil
}

// run asks all queries of a set.
func (j *judging) run(ctx context.Context, set judgedSet) ([]judge.Outcome, error) {
	out := make([]judge.Outcome, len(set.queries))
	for i, q := range set.queries {
		a, err := j.ask(ctx, q.Text)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w", q.ID, err)
		}
		out[i] = judge.NewOutcome(q, a.found, a.came)
	}
	return out, nil
}

// printMisses lists the queries of a set that was run which came to something
// else than expected, and those that nothing relevant came first of, with what did.
func (j *judging) printMisses(w io.Writer, set judgedSet, outcomes []judge.Outcome) {
	for i, o := range outcomes {
		q := set.queries[i]
		a := j.answers[q.Text]
		if o.Missed {
			fmt.Fprintf(w, "%s %s: %s, want %s\n", q.ID, q.Text, o.Came, q.Expect)
		}
		if len(o.Ranks) == 0 || o.Best() == 1 {
			continue
		}
		fmt.Fprintf(w, "%s %s rank %d want %v", q.ID, q.Text, o.Best(), q.Relevant)
		for k, p := range a.found[:min(3, len(a.found))] {
			fmt.Fprintf(w, " | %s#%s %.1f", p.Document, p.Locator, a.scores[k])
		}
		fmt.Fprintln(w)
	}
}

// misjudged is the error of a file that does not hold judged queries.
func misjudged(path string, err error) error {
	var line *judge.LineError
	if !errors.As(err, &line) {
		return problem.In(path, err)
	}
	return problem.In(path, &problem.Error{Kind: problem.MalformedFile, Cause: err, Faults: []problem.Fault{
		{Location: fmt.Sprintf("%s:%d", path, line.Line), Code: "malformed", Message: fmt.Sprintf("第 %d 行", line.Line)}}})
}
