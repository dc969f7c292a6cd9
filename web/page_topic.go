package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/search"
)

// topicsView lists the topics.
type topicsView struct {
	Topics []link
	Rare   []string // those that no document bears
}

// topicView gathers what there is on one topic.
type topicView struct {
	Name  string
	Words string // how much there is
	Lanes []laneView
	All   string
	Today string
}

const (
	// topicHits is how many a lane of a topic shows, after what is nearly the
	// same has been put together.
	topicHits = 8
	// topicDepth is how many are looked at for that.
	topicDepth = 60
	// topicWords is how many of a topic's words are looked for.
	topicWords = 12
)

func topicPath(name string) string { return "/topics/" + url.PathEscape(name) }

// topicCounts are the topics of the library with their documents, in the order of pages;
// rare are those of the lexicon without any.
func (s *Server) topicCounts(ctx context.Context) (topics []link, rare []string, err error) {
	result, err := s.find(ctx, search.Query{Today: s.today(), Group: search.GroupDocument, Limit: 1}, nil)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range result.Facets {
		for _, v := range inOrder(f) {
			if f.Field == "topic" {
				topics = append(topics, link{Label: v.Label, Href: topicPath(v.Value), Count: v.Count})
			}
		}
	}
	for _, name := range s.cfg.Lexicon.Names() {
		if !slices.ContainsFunc(topics, func(l link) bool { return l.Label == name }) {
			rare = append(rare, name)
		}
	}
	return topics, rare, nil
}

func (st *site) topics(c echo.Context) error {
	topics, rare, err := st.topicCounts(c.Request().Context())
	if err != nil {
		return err
	}
	return st.show(c, http.StatusOK, "topics", page{Title: titleTopics, Nav: "topics", Body: &topicsView{topics, rare}})
}

// topic gathers a lane of each kind: the passages that have most of the topic's
// words. Where no text of a kind has any, its newest texts stand there.
func (st *site) topic(c echo.Context) error {
	ctx := c.Request().Context()
	name := pathParam(c, "name")
	q := search.Query{Text: st.topicText(name), Match: search.MatchAny, Filter: search.Filter{"topic": {name}}, Lanes: true, Limit: topicDepth, Today: st.today()}
	found, err := st.find(ctx, q, nil)
	if err != nil {
		return err
	}
	browse := q
	browse.Text, browse.Group = "", search.GroupDocument
	all, err := st.find(ctx, browse, nil)
	if err != nil {
		return err
	}
	if all.Total == 0 && !slices.Contains(st.cfg.Lexicon.Names(), name) {
		return newProblem("not_found", nil)
	}
	v := &topicView{Name: name, Words: fmt.Sprintf(msgFoundDocs, all.Total), All: facetPath("topic", name), Today: st.today().Chinese()}
	for _, k := range corpus.Lanes {
		v.Lanes = append(v.Lanes, topicLane(ofLane(found, k), ofLane(all, k), q))
	}
	return st.show(c, http.StatusOK, "topic", page{Title: name + " · " + titleTopics, Nav: "topics", Body: v})
}

// topicText asks for a topic in the words that speak for it.
func (s *Server) topicText(name string) string {
	text := name
	for i, word := range s.cfg.Lexicon.Words(name) {
		if longer := text + " " + word; i < topicWords && utf8.RuneCountInString(longer) <= search.MaxText {
			text = longer
		}
	}
	return shorten(text)
}

func ofLane(r search.Result, kind corpus.Kind) search.Lane {
	for _, l := range r.Lanes {
		if l.Kind == kind {
			return l
		}
	}
	return search.Lane{Kind: kind}
}

// topicLane shows the passages found, else the documents.
func topicLane(found, documents search.Lane, q search.Query) laneView {
	kind := string(documents.Kind)
	v := laneView{Kind: kind, Name: corpus.Label(laneLabels, kind), Of: corpus.Label(laneOf, kind) + " " + fmt.Sprintf(msgTexts, documents.Total)}
	if len(found.Hits) == 0 {
		found, q.Text = documents, ""
	}
	// Titles and what stands before the text are no passage to speak of.
	hits := slices.DeleteFunc(slices.Clone(found.Hits), func(h search.Hit) bool {
		return q.Text != "" && (h.Passage.Apart || h.Passage.Locator == string(corpus.NodeFront))
	})
	for _, same := range mostlyAlike(hits) {
		if len(v.Hits) == topicHits {
			break
		}
		hit := viewSame(same, q)
		hit.Deep = true
		if hit.Address != "" { // the words that were looked for are not the reader's
			hit.Href = documentAddress(same[0].Document.ID, same[0].Passage.Locator, "", "")
		}
		v.Hits = append(v.Hits, hit)
	}
	if documents.Total > 0 {
		v.All = &link{Label: fmt.Sprintf(msgAllTexts, documents.Total), Href: "/?" + url.Values{"topic": q.Filter["topic"], "kind": {kind}}.Encode()}
	}
	return v
}

// lanes is the search by lanes, under a name that says so.
func (st *site) lanes(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, "/?"+url.Values{"q": {c.QueryParam("q")}, "lanes": {"1"}}.Encode())
}
