package web

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"tiaowen/corpus"
	"tiaowen/search"
)

// SearchAnswer is the JSON of a search. [NewSearchAnswer] makes it; the command
// `search --json` prints the same.
type SearchAnswer struct {
	Query      Understanding   `json:"query"`
	Total      int             `json:"total" doc:"段落总数；group=document 时为文献总数"`
	Documents  int             `json:"documents" doc:"命中的文献数"`
	TookMS     float64         `json:"took_ms"`
	Verdict    search.Verdict  `json:"verdict" enum:"ok,no_basis"`
	Hits       []Hit           `json:"hits"`
	Facets     []Facet         `json:"facets"`
	NextCursor *string         `json:"next_cursor"`
	Reordered  bool            `json:"reordered,omitempty" doc:"true：上一页所在的资料库状态已不再保留，这一页按新的次序接下去，可能重复或遗漏"`
	Nearest    []Hit           `json:"nearest" doc:"verdict 为 no_basis 时最接近的段落"`
	Answers    []Answer        `json:"answers" doc:"问句问到数、时、人、责时，条文里的答案，至多三条；其余为空"`
	Lanes      map[string]Lane `json:"lanes,omitempty" doc:"lanes=true 时：按类型分列的结果"`

	only []string // the members of hits that were asked for, nil for all
}

// Understanding says what was made of the words.
type Understanding struct {
	Text       string      `json:"text"`
	Terms      []string    `json:"terms"`
	Expansions []Expansion `json:"expansions"`
	Resolved   *Resolution `json:"resolved" doc:"检索词是条款地址时，同 /resolve；否则为 null"`
	Suggestion *string     `json:"suggestion"`
	// Mode and what follows say what became of the terms.
	Mode        search.Mode  `json:"mode" enum:"all,any,question" doc:"all：每一条都含有全部检索词（或在其标题中）；any：没有同时含有的段落，按相关程度；question：按问句，按相关程度"`
	Absent      []string     `json:"absent" doc:"资料库里没有出现过的检索词；除非 match=all，检索时略去"`
	Relaxations []Relaxation `json:"relaxations" doc:"命中很少时：放宽以后能找到多少"`
	Meaning     search.Meant `json:"meaning,omitempty" enum:"used,partial,off" doc:"问句是否也按意思找：used 是；partial 有些段落还没有理解，未必找全；off 只按词语（meaning=off，或者请求太多）。不是问句，或没有开启时没有此项"`
}

// Relaxation is a query that finds more.
type Relaxation struct {
	Drop  string  `json:"drop" doc:"去掉的词，或被换下的词"`
	To    *string `json:"to" doc:"换上的词；只是去掉时为 null"`
	Query string  `json:"q" doc:"放宽后的检索词"`
	Total int     `json:"total"`
}

// Expansion is a word searched beside or instead of the one typed.
type Expansion struct {
	From string `json:"from"`
	To   string `json:"to"`
	Why  string `json:"why" enum:"alias,synonym,correction,pinyin"`
}

// Hit is a passage that was found.
type Hit struct {
	Document DocumentHead `json:"document"`
	Passage  Passage      `json:"passage"`
	Address  string       `json:"address" doc:"这一段的地址：编号#定位"`
	Score    float64      `json:"score"`
	Matches  []Range      `json:"matches" doc:"passage.text 中的命中位置"`
	Snippet  []Fragment   `json:"snippet" doc:"连起来是 passage.text 的一段"`
	Cut      bool         `json:"snippet_cut" doc:"snippet 从一句话的中间开始，显示时前面加……"`
	Citation string       `json:"citation"`
	Also     []Equal      `json:"also" doc:"文字与此一字不差的其他段落，合在这一处"`
	Why      []string     `json:"why,omitempty" doc:"explain=true 时：得分的由来"`
}

// Equal is a place where the text of a hit stands too.
type Equal struct {
	Address  string        `json:"address"`
	Citation string        `json:"citation"`
	Status   corpus.Status `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
}

// DocumentHead is what hits and lists say of a document.
type DocumentHead struct {
	ID          string        `json:"id"`
	Address     string        `json:"address" doc:"文献的地址，就是编号"`
	Title       string        `json:"title"`
	Kind        corpus.Kind   `json:"kind" enum:"regulation,speech,official,essay"`
	KindLabel   string        `json:"kind_label"`
	Genre       string        `json:"genre" doc:"文种的名称，如 条例"`
	Rank        corpus.Rank   `json:"rank"`
	RankLabel   string        `json:"rank_label"`
	Issuer      []string      `json:"issuer"`
	DocNo       string        `json:"doc_no"`
	Promulgated *corpus.Date  `json:"promulgated" doc:"不详为 null"`
	Effective   *corpus.Date  `json:"effective" doc:"不详为 null"`
	Published   *corpus.Date  `json:"published" doc:"不详为 null"`
	Status      corpus.Status `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
	StatusLabel string        `json:"status_label"`
	Reason      *StatusReason `json:"status_reason,omitempty" doc:"status 为 unverified 时：为何待核"`
	Successor   *string       `json:"successor" doc:"取代它的版本的编号"`
	Topics      []string      `json:"topics"`
	Source      string        `json:"source"`
	Sample      bool          `json:"sample"`
	ETag        string        `json:"etag,omitempty" doc:"在列表中：文字和著录的散列值，可放入 If-Match"`
	Changed     *time.Time    `json:"changed,omitempty" doc:"在列表中：最后一次改动的时间"`
}

// StatusReason is why it is open whether a text applies.
type StatusReason struct {
	Reason  corpus.DoubtReason `json:"reason" enum:"trial_over,start_unknown,parent_gone,newer_title"`
	Message string             `json:"message"`
	Address string             `json:"address" doc:"说明此事的条款：编号#定位"`
	URL     string             `json:"url"`
}

func newStatusReason(d corpus.Doubt) *StatusReason {
	if d.Reason == "" {
		return nil
	}
	return &StatusReason{d.Reason, search.DoubtWords(d), d.Clause, addressURL(d.Clause)}
}

// Passage is the piece of a document that was found.
type Passage struct {
	Locator string           `json:"locator"`
	Address string           `json:"address" doc:"编号#定位"`
	Label   string           `json:"label"`
	Path    []string         `json:"path"`
	Text    string           `json:"text" doc:"原文"`
	Start   int              `json:"start" doc:"在全文（/text）中的位置"`
	End     int              `json:"end"`
	URL     string           `json:"url"`
	Doubts  []corpus.Caution `json:"doubts" doc:"对这段文字的存疑之处，引用前请对照原件；没有则为空"`
}

// cautions is a list that is never null.
func cautions(list []corpus.Caution) []corpus.Caution {
	if list == nil {
		return []corpus.Caution{}
	}
	return list
}

// Range is a half-open range of code points.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Fragment is a piece of a snippet.
type Fragment struct {
	Text  string `json:"text"`
	Match bool   `json:"match"`
}

// Facet counts documents by the values of one field.
type Facet struct {
	Field  string       `json:"field"`
	Values []FacetValue `json:"values"`
	Other  int          `json:"other" doc:"未列出的值下的文献数"`
}

// FacetValue is one value of a facet.
type FacetValue struct {
	Value    string `json:"value"`
	Label    string `json:"label"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
}

// Lane is the hits of one kind.
type Lane struct {
	Total int   `json:"total"`
	Hits  []Hit `json:"hits"`
}

// NewSearchAnswer puts a result, which counts some facets, into the words of the API.
func NewSearchAnswer(r search.Result, facets search.FacetTable, took time.Duration) SearchAnswer {
	a := SearchAnswer{
		Query: Understanding{Text: r.Query.Text, Terms: some(r.Query.Terms), Expansions: []Expansion{},
			Suggestion: known(r.Query.Suggestion), Mode: cmp.Or(r.Query.Mode, search.ModeAll), Absent: some(r.Query.Absent), Relaxations: []Relaxation{}, Meaning: r.Query.Meant},
		Total: r.Total, Documents: r.Documents, TookMS: float64(took.Microseconds()) / 1000,
		Verdict: r.Verdict, Hits: viewHits(r.Hits), Facets: viewFacets(r.Facets, facets), NextCursor: known(r.NextCursor), Reordered: r.Reordered, Nearest: viewHits(r.Nearest), Answers: viewAnswers(r.Answers),
	}
	if found := r.Query.Resolved; found != nil {
		resolution := newResolution(*found, headOf(r.Hits, found.Document))
		a.Query.Resolved = &resolution
	}
	for _, e := range r.Query.Expansions {
		a.Query.Expansions = append(a.Query.Expansions, Expansion(e))
	}
	for _, x := range r.Query.Relaxations {
		a.Query.Relaxations = append(a.Query.Relaxations, Relaxation{x.Drop, known(x.To), x.Text, x.Total})
	}
	if r.Lanes != nil {
		a.Lanes = map[string]Lane{}
	}
	for _, l := range r.Lanes {
		a.Lanes[string(l.Kind)] = Lane{Total: l.Total, Hits: viewHits(l.Hits)}
	}
	return a
}

// headOf is a document as the hits show it, nil if none of them is of it.
func headOf(hits []search.Hit, head *search.Head) *search.Head {
	for i, h := range hits {
		if head != nil && h.Document.ID == head.ID {
			return &hits[i].Document
		}
	}
	return nil
}

func viewHits(hits []search.Hit) []Hit {
	out := make([]Hit, 0, len(hits))
	for _, h := range hits {
		out = append(out, newHit(h))
	}
	return out
}

func newHit(h search.Hit) Hit {
	out := Hit{
		Document: newDocumentHead(h.Document),
		Address:  h.Address(), Passage: Passage{Locator: h.Passage.Locator, Address: h.Address(), Label: h.Passage.Label, Path: some(h.Passage.Path), Text: h.Text,
			Start: h.Passage.Runes.Start, End: h.Passage.Runes.End, URL: address(h.Document.ID, h.Passage.Locator), Doubts: cautions(h.Doubts)},
		Score: h.Score, Matches: ranges(h.Text, h.Matches), Snippet: []Fragment{}, Also: []Equal{}, Cut: h.Cut, Citation: h.Citation, Why: h.Why,
	}
	for _, f := range h.Snippet {
		out.Snippet = append(out.Snippet, Fragment(f))
	}
	for _, e := range h.Also {
		out.Also = append(out.Also, Equal{e.Address, e.Citation, e.Status})
	}
	return out
}

func newDocumentHead(h search.Head) DocumentHead {
	f := h.Fields
	return DocumentHead{ID: h.ID, Address: h.ID, Title: f.Title, Kind: f.Kind, KindLabel: corpus.Label(corpus.Kinds, string(f.Kind)), Genre: genreName(f.Genre),
		Rank: f.Rank, RankLabel: corpus.Label(corpus.Ranks, string(f.Rank)), Issuer: some(f.Issuer),
		DocNo: f.DocNo, Promulgated: known(f.Promulgated), Effective: known(f.Effective), Published: known(f.Published),
		Status: h.Status, StatusLabel: corpus.Label(corpus.Statuses, string(h.Status)), Reason: newStatusReason(h.Doubt), Successor: known(h.Successor), Topics: some(h.Topics), Source: f.Source, Sample: f.Sample}
}

func viewFacets(counts []search.FacetCounts, facets search.FacetTable) []Facet {
	out := make([]Facet, 0, len(counts))
	for _, f := range counts {
		facet := facets.Named(f.Field)
		values := make([]FacetValue, 0, len(f.Values))
		for _, v := range f.Values {
			value := FacetValue{Value: v.Value, Label: v.Label, Count: v.Count, Selected: v.Selected}
			if facet.ByLabel {
				value.Value = facet.LabelOf(v.Value)
			}
			values = append(values, value)
		}
		out = append(out, Facet{Field: f.Field, Values: values, Other: f.Other})
	}
	return out
}

// genreName is how the API writes a genre: by the name the field itself uses,
// 条例, as the contract has it. Parameters take the name and the code.
func genreName(g corpus.Genre) string { return corpus.Label(corpus.Genres, string(g)) }

// ranges turns bytes of text into code points.
func ranges(text string, spans []corpus.Span) []Range {
	out := make([]Range, 0, len(spans))
	for _, s := range corpus.Runes(text, spans) {
		out = append(out, Range(s))
	}
	return out
}

// address is the page of a place in a document, percent-encoded once.
func address(id, locator string) string {
	u := "/documents/" + url.PathEscape(id)
	if locator != "" {
		u += "#" + url.PathEscape(locator)
	}
	return u
}

// addressOf is the page of id or id#locator.
func addressOf(at string) string {
	id, locator, _ := strings.Cut(at, "#")
	return address(id, locator)
}

// known is nil for the zero value: what is unknown is null.
func known[T ~string](v T) *T {
	if v == "" {
		return nil
	}
	return &v
}

// some is a list that is never null.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
