package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
)

// Fields are what is known about a document. An empty field is unknown:
// nothing is invented. The JSON names are the API's.
type Fields struct {
	Title   string   `json:"title"`
	Aliases []string `json:"aliases,omitempty"`
	Kind    Kind     `json:"kind"`
	Genre   Genre    `json:"genre,omitempty"`
	Rank    Rank     `json:"rank,omitempty"`
	Issuer  []string `json:"issuer,omitempty"` // order as in the text
	DocNo   string   `json:"doc_no,omitempty"` // 发文字号, with 〔〕
	// Part names the book when a work is kept in several files: 侵权责任编.
	Part string `json:"part,omitempty"`

	Adopted     Date `json:"adopted,omitempty"`
	Promulgated Date `json:"promulgated,omitempty"`
	Effective   Date `json:"effective,omitempty"`
	// Ceased is the first day the document no longer applied.
	Ceased Date `json:"ceased,omitempty"`
	// CeasedAs says whether it ceases by its own words as repealed; else as lapsed.
	CeasedAs Status `json:"ceased_as,omitempty"`
	// Doubt is what its own term leaves open.
	Doubt *Doubt `json:"doubt,omitempty"`
	// Repeals are the texts that its clauses or lists repeal.
	Repeals []Repeal `json:"repeals,omitempty"`
	// Under are the titles that it names as the ground it was made on.
	Under []string `json:"under,omitempty"`

	History     string   `json:"history,omitempty"` // 题注
	Interpreter string   `json:"interpreter,omitempty"`
	Topics      []string `json:"topics,omitempty"` // given, not guessed
	Source      string   `json:"source,omitempty"`
	URL         string   `json:"url,omitempty"`

	Authors     []string `json:"authors,omitempty"`
	Affiliation string   `json:"affiliation,omitempty"`
	Speaker     string   `json:"speaker,omitempty"`
	Occasion    string   `json:"occasion,omitempty"`
	Published   Date     `json:"published,omitempty"`
	Abstract    string   `json:"abstract,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	DOI         string   `json:"doi,omitempty"`
	References  []string `json:"references,omitempty"`

	// What only official papers have, as it stands on them.
	Addressee string   `json:"addressee,omitempty"` // 主送机关
	Signer    string   `json:"signer,omitempty"`    // 签发人
	Secrecy   string   `json:"secrecy,omitempty"`   // 密级和保密期限
	Urgency   string   `json:"urgency,omitempty"`   // 紧急程度
	Annexes   []string `json:"annexes,omitempty"`   // the titles of 附件说明
	// Carries are the titles of what a paper prints or forwards, which are documents
	// of their own; CarriedBy is in each of them the title of that paper.
	Carries   []string `json:"carries,omitempty"`
	CarriedBy string   `json:"carried_by,omitempty"`

	// Sample marks the texts that come with the program.
	Sample bool `json:"sample,omitempty"`
}

// VersionDate tells the versions of a work apart: promulgated, else effective,
// else published, else nothing. The year of a document is this date's.
func (f Fields) VersionDate() Date {
	for _, d := range []Date{f.Promulgated, f.Effective, f.Published} {
		if d != "" {
			return d
		}
	}
	return ""
}

// BaseID is the id a document gets if no other has it yet: title and version
// date, without the characters that would break a path or an address.
func (f Fields) BaseID() string {
	title := f.Title
	if f.Part != "" {
		title += "-" + f.Part
	}
	clean := CleanID(title)
	if d := f.VersionDate(); d != "" {
		return clean + "_" + string(d)
	}
	return clean
}

// Lane is the kind of those that results are laid out by which a document goes
// with. Papers that lay down rules stand with the regulations, and so does what
// they carry; the others tell how things are done.
func (f Fields) Lane() Kind {
	if f.Kind != Official {
		return f.Kind
	}
	switch f.Genre {
	case GenreResolution, GenreDecision, GenreOrder, GenreOpinion, GenreNotice, GenreNormative:
		return Regulation
	}
	return Essay
}

// CleanID is s without what an id may not hold.
func CleanID(s string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '/' || r == '\\' || r == '#' || r == '?' || r == '%' || r == '~':
			return '-'
		case r <= ' ' || r == '\u3000' || r == '\u00a0':
			return -1
		}
		return r
	}, s)
	if clean == "" || strings.Trim(clean, ".") == "" {
		return "无题"
	}
	return clean
}

// With returns f with the fields of a JSON object put over it: the form of a
// sidecar file, of `tiaowen:` keys and of a PATCH. A null empties a field.
// Unknown names, wrong types, values a closed list does not have and dates that
// do not exist are a *FieldError, and f is returned as it was.
func (f Fields) With(patch []byte) (Fields, error) {
	if len(bytes.TrimSpace(patch)) == 0 {
		return f, nil
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal(patch, &given); err != nil {
		return f, &FieldError{Value: string(patch)}
	}
	all, err := asObject(f)
	if err != nil {
		return f, err
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if err := CheckField(name, given[name]); err != nil {
			return f, err
		}
		all[name] = given[name] // null leaves the zero value
	}
	merged, err := json.Marshal(all)
	if err != nil {
		return f, err
	}
	var out Fields
	if err := json.Unmarshal(merged, &out); err != nil {
		return f, err
	}
	if err := out.Check(); err != nil {
		return f, err
	}
	return out, nil
}

// asObject is f as a JSON object, which shares no memory with f.
func asObject(f Fields) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	var all map[string]json.RawMessage
	err = json.Unmarshal(text, &all)
	return all, err
}

// CheckField reports a *FieldError if there is no field of that name, or it may
// not hold that value; null is allowed for every field. Names are compared
// exactly, which encoding/json does not do: "Title" must not pass for a title.
func CheckField(name string, value json.RawMessage) error {
	if !slices.Contains(fieldNames(), name) {
		return &FieldError{Field: name, Value: string(value)}
	}
	if string(value) == "null" {
		return nil
	}
	one, err := json.Marshal(map[string]json.RawMessage{name: value})
	if err != nil {
		return &FieldError{Field: name, Value: string(value)}
	}
	alone := Fields{Title: "无题", Kind: Essay}
	if err := json.Unmarshal(one, &alone); err != nil {
		return &FieldError{Field: name, Value: string(value)}
	}
	return alone.Check()
}

// fieldNames are the JSON names of Fields.
func fieldNames() []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Fields]()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// FieldError says which field holds a value it may not hold.
type FieldError struct {
	Field string // JSON name; empty if the whole is no JSON object
	Value string
}

func (e *FieldError) Error() string {
	return fmt.Sprintf("field %s: value %q is not allowed", e.Field, e.Value)
}

// Check reports the first field whose value is not allowed, as a *FieldError.
func (f Fields) Check() error {
	if strings.TrimSpace(f.Title) == "" {
		return &FieldError{"title", f.Title}
	}
	if !Known(Kinds, string(f.Kind)) {
		return &FieldError{"kind", string(f.Kind)}
	}
	if f.Genre != "" && !Known(Genres, string(f.Genre)) {
		return &FieldError{"genre", string(f.Genre)}
	}
	if f.Rank != "" && !Known(Ranks, string(f.Rank)) {
		return &FieldError{"rank", string(f.Rank)}
	}
	if f.CeasedAs != "" && f.CeasedAs != Repealed && f.CeasedAs != Lapsed {
		return &FieldError{"ceased_as", string(f.CeasedAs)}
	}
	dates := []struct {
		name string
		date Date
	}{{"adopted", f.Adopted}, {"promulgated", f.Promulgated}, {"effective", f.Effective}, {"ceased", f.Ceased}, {"published", f.Published}}
	for _, d := range dates {
		if !d.date.Valid() {
			return &FieldError{d.name, string(d.date)}
		}
	}
	return nil
}

// Source is one text as it came out of its file, before it was understood.
type Source struct {
	// Path is where it came from as imported, with slashes. Its last element is
	// a hint for title and version date.
	Path string
	// Name is the path within Path of a file that lay packed in it, empty for
	// others; it says what Path says of a file that lies alone.
	Name string
	// Part tells apart several texts of one file: the line of a JSON lines
	// file, empty for a file that is one text.
	Part string
	// ID is the id that whoever sends the text wants it to have; empty lets title
	// and date decide, as they do for files.
	ID string
	// Text is UTF-8 with LF, the markup gone, nothing else changed.
	Text string
	// Exact means that the text came as characters, as a program sends it or as JSON
	// in UTF-8 has it, so that no charset can have been mistaken on the way.
	Exact bool
	// Marks are what the markup said, sorted by Start.
	Marks []Mark
	// Stated are fields given by a person (sidecar, `tiaowen:` keys) as a JSON
	// object; they win over what the text says.
	Stated json.RawMessage
	// Hints are fields the container claims (HTML meta, JSON keys, front
	// matter); what the text says wins over them.
	Hints Fields
	// Pages are the pages of an original that has such, as far as they are known, by
	// where their text begins.
	Pages []Page
	// Repairs are what was put right in Text, sorted and apart.
	Repairs []Repair
	// Diagnostics were noticed while reading the file.
	Diagnostics []Diagnostic
}

// Place is the path by which title, date and folder are told.
func (s Source) Place() string { return path.Join(s.Path, s.Name) }

// Page is a range of Source.Text that stands on one page of its original.
type Page struct {
	Number int  `json:"number"` // from 1, as the file counts them
	Span   Span `json:"span"`
}

// Mark is a range of Source.Text that the markup set apart.
type Mark struct {
	Kind  MarkKind `json:"kind"`
	Level int      `json:"level,omitempty"` // of a heading, 1 the highest
	Span  Span     `json:"span"`
}

// MarkKind is what markup can say about a range.
type MarkKind string

// The marks. MarkHeader is a block set before the text proper and closed off
// by the file itself (the history lines before <!-- INFO END --> in law/).
const (
	MarkHeading MarkKind = "heading"
	MarkTable   MarkKind = "table"
	MarkNote    MarkKind = "note"
	MarkHeader  MarkKind = "header"
)

// Document is one text, understood: its fields and the tree over its text.
type Document struct {
	// ID is given by the library and stays; see Fields.BaseID.
	ID     string
	Path   string
	Part   string
	Fields Fields
	Text   string
	// Root covers the whole Text; its kind is NodeRoot and its locator empty.
	Root        *Provision
	Pages       []Page // of an original that has such, see Source
	Repairs     []Repair
	Diagnostics []Diagnostic
}
