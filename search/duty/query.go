package duty

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// The facets' names.
const (
	byBearer   = "bearer"
	byKind     = "kind"
	byModality = "modality"
	byTopic    = "topic"
	byDocument = "document"
	byStatus   = "status"
)

// Facets are those by which requirements are counted and chosen. What counts are
// requirements, not documents.
var Facets = search.FacetTable{
	{Name: byBearer, Label: "责任主体", Doc: "谁来做；同一主体的几种写法任取其一"},
	{Name: byKind, Label: "量的类别", Doc: "所定的量是什么", Values: requirement.Kinds},
	{Name: byModality, Label: "要求", Doc: "要求的语气", Values: requirement.Modalities},
	{Name: byTopic, Label: "主题"},
	{Name: byDocument, Label: "文献", Doc: "文献编号；指明文献的，不论时效都列出"},
	{Name: byStatus, Label: "时效性", Doc: "缺省只列现行有效、效力待核和时效不明的", Values: corpus.Statuses},
}

// View is one way to lay the requirements out.
type View string

// The views.
const (
	ViewAll       View = "all"
	ViewCalendar  View = "calendar"  // 频次清单: what recurs in a year
	ViewBearers   View = "bearers"   // 责任清单: by who bears it
	ViewDeadlines View = "deadlines" // 时限清单: from an event to a deadline
	ViewRedLines  View = "red_lines" // 红线清单: what must not be done
)

// Views is the closed list of them with their labels.
var Views = []corpus.Term{
	{Value: string(ViewAll), Label: "全部"}, {Value: string(ViewCalendar), Label: "频次清单"},
	{Value: string(ViewBearers), Label: "责任清单"}, {Value: string(ViewDeadlines), Label: "时限清单"},
	{Value: string(ViewRedLines), Label: "红线清单"},
}

// Query asks for requirements. The zero value of a field means its default.
type Query struct {
	// Text are words that must all stand in the clause or name its bearer, folded.
	Text string
	// Filter narrows by Facets: OR within one, AND between them.
	Filter search.Filter
	View   View
	// Within are the only provisions to look in, by document; an empty locator is the
	// whole document, and nil is everywhere.
	Within map[string][]string
	// Apart gives every requirement a place of its own; else those that ask the same of
	// the same bearer in the same words take one.
	Apart bool
	// AsOf is the day for which the status is derived; empty means Today.
	AsOf, Today corpus.Date
	Limit       int // 1–100, 0 means search.DefaultLimit
	// Skip is how many to pass over, where there is no cursor.
	Skip   int
	Cursor string
}

// day is the day for which the status is derived.
func (q Query) day() corpus.Date {
	if q.AsOf != "" {
		return q.AsOf
	}
	return q.Today
}

// applies reports whether a query lists what has a status. Who names a status or a
// document gets what he names.
func (q Query) applies(s corpus.Status) bool {
	if chosen := q.Filter[byStatus]; len(chosen) > 0 {
		return slices.Contains(chosen, string(s))
	}
	return len(q.Filter[byDocument]) > 0 || s == corpus.InForce || s == corpus.Unverified || s == corpus.Unknown
}

// place is where a requirement stands in the order of a list. A cursor is the place of
// the last on a page, so a page begins behind it whatever has been written since.
type place struct {
	Group  int    `json:"g,omitempty"`
	Line   int    `json:"l,omitempty"`
	Bearer string `json:"b,omitempty"`
	Rank   int    `json:"r"`
	Title  string `json:"t"`
	ID     string `json:"i"`
	Start  int32  `json:"s"`
	N      int    `json:"n"` // among those of its document
}

// cursor writes a place down, with a mark of the query that it is of.
func (p place) cursor(q Query) string {
	text, _ := json.Marshal(p) // numbers and strings
	return base64.RawURLEncoding.EncodeToString(append(binary.BigEndian.AppendUint64(nil, q.mark()), text...))
}

// readCursor is the place that a cursor of the query writes down; nil for none.
// search.ErrCursor for what is no cursor, or another query's.
func readCursor(q Query) (*place, error) {
	if q.Cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err != nil || len(raw) < 8 || binary.BigEndian.Uint64(raw) != q.mark() {
		return nil, search.ErrCursor
	}
	p := new(place)
	if err := json.Unmarshal(raw[8:], p); err != nil {
		return nil, search.ErrCursor
	}
	return p, nil
}

// mark is the same for all pages of a query. The day is part of it only where it was
// asked for: who walks over midnight goes on.
func (q Query) mark() uint64 {
	q.Cursor, q.Limit, q.Skip, q.Today = "", 0, 0, ""
	text, _ := json.Marshal(q) // maps are written in order
	sum := sha256.Sum256(text)
	return binary.BigEndian.Uint64(sum[:])
}
