package bleve

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"strconv"
	"strings"

	plain "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/index/scorch"
	mappings "github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// plainBleve is Bleve as its documentation teaches it: the `cjk` analyzer, term
// vectors for phrases and highlights, a keyword field for each facet, batches of
// 1,000, merged into one segment in the end. Fields that are not sorted or
// counted by have no docvalues, and nothing goes into _all: kinder than default.
type plainBleve struct {
	dir   string
	index plain.Index
}

func (b *plainBleve) name() string { return "Bleve, cjk" }

func (b *plainBleve) path() string { return filepath.Join(b.dir, "index") }

// plainMapping is a text that is stored, and keywords.
func plainMapping() *mappings.IndexMappingImpl {
	text := plain.NewTextFieldMapping()
	text.Analyzer, text.DocValues, text.IncludeInAll = cjk.AnalyzerName, false, false
	title := plain.NewTextFieldMapping()
	title.Index, title.DocValues, title.IncludeInAll, title.IncludeTermVectors = false, false, false, false
	document := plain.NewDocumentStaticMapping()
	document.AddFieldMappingsAt("text", text)
	document.AddFieldMappingsAt("title", title)
	keywords := []string{"date"}
	for _, f := range search.Facets {
		keywords = append(keywords, f.Name)
	}
	for _, field := range keywords {
		m := plain.NewTextFieldMapping()
		m.Analyzer, m.Store, m.IncludeInAll, m.IncludeTermVectors = keyword.Name, false, false, false
		document.AddFieldMappingsAt(field, m)
	}
	index := plain.NewIndexMapping()
	index.DefaultMapping = document
	return index
}

// plainFields are the fields of a head by their names.
func plainFields(h indexer.Head) map[string]any {
	f := h.Fields
	date := string(f.VersionDate())
	return map[string]any{"title": f.Title, "kind": string(f.Kind), "topic": h.Topics, "genre": string(f.Genre), "rank": string(f.Rank), "issuer": f.Issuer,
		"status": string(h.Timeline.On("2026-11-22")), "year": date[:4], "date": date}
}

func (b *plainBleve) fill(ctx context.Context, entries iter.Seq[indexer.Entry]) (err error) {
	if b.index, err = plain.NewUsing(b.path(), plainMapping(), scorch.Name, scorch.Name, nil); err != nil {
		return err
	}
	batch := b.index.NewBatch()
	for e := range entries {
		for i, p := range e.Passages {
			fields := plainFields(e.Head)
			fields["text"] = corpus.Fold(p.Text(e.Text))
			if err := batch.Index(fmt.Sprintf("%s#%d", e.Head.ID, i), fields); err != nil {
				return err
			}
			if batch.Size() == 1000 {
				if err := b.index.Batch(batch); err != nil {
					return err
				}
				batch.Reset()
			}
		}
	}
	if err := b.index.Batch(batch); err != nil {
		return err
	}
	return b.settle(ctx)
}

// settle merges the segments into one, so that no merge in the background
// disturbs who is measured next, and opens the index anew.
func (b *plainBleve) settle(ctx context.Context) error {
	inner, err := b.index.Advanced()
	if err != nil {
		return err
	}
	if err := inner.(*scorch.Scorch).ForceMerge(ctx, nil); err != nil {
		return err
	}
	if err := b.index.Close(); err != nil {
		return err
	}
	b.index, err = plain.Open(b.path())
	return err
}

func (b *plainBleve) ask(ctx context.Context, q inquiry) (answer, error) {
	r := plain.NewSearchRequestOptions(b.query(q), pageLength, q.skip, false)
	r.Fields, r.Highlight = []string{"title"}, plain.NewHighlight()
	if q.newest {
		r.SortBy([]string{"-date"})
	}
	if q.faceted {
		for _, f := range search.Facets {
			r.AddFacet(f.Name, plain.NewFacetRequest(f.Name, search.MaxFacetValues))
		}
	}
	res, err := b.index.SearchInContext(ctx, r)
	if err != nil {
		return answer{}, err
	}
	a := answer{total: int(res.Total)}
	for _, h := range res.Hits {
		title, _ := h.Fields["title"].(string)
		a.hits = append(a.hits, shownHit{title, strings.Join(h.Fragments["text"], "")})
	}
	for _, f := range res.Facets {
		a.counted += f.Terms.Len()
	}
	return a, nil
}

func (b *plainBleve) query(q inquiry) query.Query {
	all := plain.NewConjunctionQuery()
	if q.question != "" {
		m := plain.NewMatchQuery(q.question)
		m.SetField("text")
		all.AddQuery(m)
	}
	for _, s := range q.strings {
		m := plain.NewMatchPhraseQuery(corpus.Fold(s))
		m.SetField("text")
		all.AddQuery(m)
	}
	if q.years != nil {
		either := plain.NewDisjunctionQuery()
		for _, y := range q.years {
			t := plain.NewTermQuery(strconv.Itoa(y))
			t.SetField("year")
			t.SetBoost(0)
			either.AddQuery(t)
		}
		all.AddQuery(either)
	}
	if len(all.Conjuncts) == 1 {
		return all.Conjuncts[0]
	}
	return all
}

func (b *plainBleve) close() error { return b.index.Close() }
