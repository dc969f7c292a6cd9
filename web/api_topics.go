package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/search"
)

type topicsOut struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         TopicList
}

// TopicList is the topics of the lexicon, in its order, and after them those
// that documents bring along.
type TopicList struct {
	Topics []Topic `json:"topics"`
}

// Topic is a topic and how many documents bear it.
type Topic struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

func (a *api) topics() {
	register(a, huma.Operation{OperationID: "list-topics", Method: http.MethodGet, Path: "/topics", Tags: tagged(tagDocuments), Metadata: also(http.StatusNotModified),
		Summary: "列出主题及其文献数"}, a.listTopics)
}

func (a *api) listTopics(ctx context.Context, _ *request) (*topicsOut, error) {
	names := a.cfg.Lexicon.Names()
	result, err := a.find(ctx, search.Query{Today: a.today(), Group: search.GroupDocument, Limit: 1}, nil)
	if err != nil {
		return nil, err
	}
	counts, listed := map[string]int{}, map[string]bool{}
	for _, f := range result.Facets {
		if f.Field != "topic" {
			continue
		}
		for _, v := range f.Values {
			counts[v.Value] = v.Count
			names = append(names[:len(names):len(names)], v.Value)
		}
	}
	out := &topicsOut{CacheControl: revalidate, Body: TopicList{Topics: []Topic{}}}
	for _, name := range names {
		if !listed[name] {
			out.Body.Topics = append(out.Body.Topics, Topic{Value: name, Label: name, Count: counts[name]})
		}
		listed[name] = true
	}
	out.ETag = bodyTag(out.Body)
	return out, nil
}
