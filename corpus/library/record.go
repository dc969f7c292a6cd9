package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// Record is a document as the library holds it.
type Record struct {
	// Document is parsed from the kept text; its Fields include the corrections.
	Document corpus.Document
	// Read are the fields as they were read, before any correction.
	Read        corpus.Fields
	Corrections json.RawMessage // JSON object, nil if there are none
	Imported    time.Time
	Changed     time.Time
	// Seq is that of the newest change of it, see Step.
	Seq int64
	// ETag is the hash of text and fields, without quotes.
	ETag string
	// Paths are where the file was seen, the one it was first imported from
	// first.
	Paths []string
	// Fault is why the text could not be read, which then stands as it is, without
	// its structure; nil as a rule.
	Fault error
	// Withheld says why the document is withheld, empty if it is not.
	Withheld string
}

// Head is a record without its text.
type Head struct {
	ID          string
	Fields      corpus.Fields
	Diagnostics []corpus.Diagnostic
	Imported    time.Time
	Runes       int // length of the text
	Path        string
}

// record reads the kept text anew.
func (r row) record() Record { return r.recordBy(parse.Document) }

func (r row) recordBy(parsed func(corpus.Source) corpus.Document) Record {
	read, doc, fault := r.read(parsed)
	doc.ID = r.id
	doc.Diagnostics = append(doc.Diagnostics[:len(doc.Diagnostics):len(doc.Diagnostics)], r.noted...)
	rec := Record{
		Document: doc, Read: read.Fields, Imported: r.imported, Changed: r.changed, Seq: r.seq,
		ETag: etag(doc), Paths: r.paths, Withheld: r.withheld, Fault: fault,
	}
	if r.corrections != "" {
		rec.Corrections = json.RawMessage(r.corrections)
	}
	return rec
}

// read parses the text, as it was read and with the corrections. A text that
// fells the parser stands as it is: one such must not fell whoever reads them all.
func (r row) read(parsed func(corpus.Source) corpus.Document) (read, doc corpus.Document, fault error) {
	defer func() {
		if fell := recover(); fell != nil {
			fault = fmt.Errorf("%w: %v", ErrUnreadable, fell)
			doc = corpus.Document{Path: r.path, Part: r.part, Text: r.text, Fields: corpus.Fields{Title: r.id, Kind: corpus.Essay},
				Root:        &corpus.Provision{Kind: corpus.NodeRoot, Span: corpus.Span{End: len(r.text)}},
				Diagnostics: []corpus.Diagnostic{{Code: Unread, Severity: corpus.Fault, Message: "这一篇的结构读不出来，只能当作一整篇文字"}}}
			read = doc
		}
	}()
	read = parsed(r.stated(r.source.Stated))
	doc = read
	if r.corrections != "" {
		doc = parsed(r.stated(overlay(read.Fields, r.source.Stated, r.corrections)))
	}
	return read, doc, nil
}

// Unread is the code of the diagnostic on a document whose text fells the parser.
const Unread = "unread"

// overlay puts the corrections over what the source states. A statement that
// the parser would not take, even so corrected, is left out, or it would take
// the corrections with it.
func overlay(read corpus.Fields, stated, corrections string) string {
	all := object(stated)
	for name, value := range object(corrections) {
		all[name] = value
	}
	merged, err := json.Marshal(all)
	if err != nil {
		return corrections
	}
	if _, err := read.With(merged); err != nil {
		return corrections
	}
	return string(merged)
}

// object reads a JSON object; anything else is an empty one.
func object(text string) map[string]json.RawMessage {
	var out map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &out); err != nil || out == nil {
		return map[string]json.RawMessage{}
	}
	return out
}

func etag(d corpus.Document) string {
	fields, err := json.Marshal(d.Fields)
	if err != nil {
		panic(err) // strings, lists of strings and a bool
	}
	text := sha256.Sum256([]byte(d.Text))
	sum := sha256.Sum256(bytes.Join([][]byte{text[:], fields}, nil))
	return hex.EncodeToString(sum[:16])
}

// matches reports whether a document is still the one that ifMatch names.
func matches(ifMatch, etag string) bool {
	return ifMatch == "" || ifMatch == "*" || strings.Trim(ifMatch, `"`) == etag
}

// cutAlike reports whether the passages of a and b are the same, so that an
// index has only the fields to change.
func cutAlike(a, b corpus.Document) bool {
	return a.Text == b.Text && a.Fields.Kind == b.Fields.Kind && reflect.DeepEqual(a.Root, b.Root)
}
