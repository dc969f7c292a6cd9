package bleve_test

import (
	"context"
	"fmt"
	"os"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve"
)

// An index in a folder takes documents in and answers queries.
func ExampleEngine() {
	dir, err := os.MkdirTemp("", "index")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	engine, err := bleve.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer engine.Close()

	d := parse.Document(corpus.Source{Path: "样本登记办法.txt", Text: "样本登记办法\n\n第一条 为了做好样本登记，制定本办法。\n\n第二条 登记样本，应当写明名称和来源。\n"})
	d.ID = d.Fields.BaseID()
	ctx := context.Background()
	err = engine.Update(ctx, indexer.Change{Seq: 1, Put: []indexer.Entry{
		{Head: indexer.Head{ID: d.ID, Fields: d.Fields}, Text: d.Text, Passages: parse.Passages(&d)},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := engine.Search(ctx, search.Query{Text: "寫明 來源", Today: "2026-11-30"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, hit := range found.Hits {
		fmt.Print(found.Total, " ", hit.Citation, " ")
		for _, m := range hit.Matches {
			fmt.Print("[", m.In(hit.Text), "]")
		}
		fmt.Println()
	}
	// Output:
	// 1 《样本登记办法》第二条 [写明][来源]
}
