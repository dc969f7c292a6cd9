package extract

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/transform"
)

// xmlWalk goes through an XML document once, from its first element to its
// last, in memory of the size of one element. It knows no entities but the
// five of XML itself and no document types, and goes no deeper than a document
// that a program wrote.
//
// What stands in an element is visited by each; an element that its visitor
// does not look into is passed over. The first error ends the walk and stays.
type xmlWalk struct {
	decoder  *xml.Decoder
	piece    *pieceReader
	depth    int
	elements int
	err      error
	names    map[xml.Name]string
}

// The limits on a document: what a program wrote for people to read stays far
// below, and what is read of it stays in memory.
const (
	xmlDeepest      = 200
	xmlMostElements = 3_000_000
)

// walkXML begins a walk.
func walkXML(r io.Reader) *xmlWalk {
	buffered := bufio.NewReader(r)
	start, err := buffered.Peek(2)
	if err != nil && err != io.EOF {
		return &xmlWalk{err: err}
	}
	var in io.Reader = buffered
	marked := false
	for _, m := range byteOrderMarks[:2] { // UTF-16, which a declaration cannot tell
		if bytes.Equal(start, []byte(m.mark)) {
			in, marked = transform.NewReader(buffered, m.encoding.NewDecoder()), true
		}
	}
	piece := &pieceReader{r: in, left: MaxSize}
	w := &xmlWalk{decoder: xml.NewDecoder(piece), piece: piece, names: map[xml.Name]string{}}
	w.decoder.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if marked {
			return in, nil
		}
		for _, c := range charsets[:2] {
			if name := charsetLabel(label); name == c.name {
				return transform.NewReader(in, c.encoding.NewDecoder()), nil
			}
		}
		return nil, fmt.Errorf("charset %s is not known", label)
	}
	return w
}

// pieceReader fails within a tag or a text that is longer than any file may be:
// the decoder holds each of them in memory.
type pieceReader struct {
	r    io.Reader
	left int
}

func (p *pieceReader) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, refuse(TooLarge, "文件里有一段超过 %d MB 的上限", MaxSize>>20)
	}
	n, err := p.r.Read(b)
	p.left -= n
	return n, err
}

// element is where a walk stands.
type element struct {
	// name has a prefix of ours, whatever the document calls its namespace.
	name  string
	attrs []xml.Attr
	walk  *xmlWalk
}

// attr is the value of an attribute by its name without a prefix, empty if
// there is none.
func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// texts are those of e or of the elements below it that are wanted; in one of them no
// other is looked for. Where the document breaks off they are those before the break.
func (e element) texts(wanted func(element) bool) []string {
	if wanted(e) {
		return []string{e.walk.text()}
	}
	var out []string
	e.walk.each(func(below element) { out = append(out, below.texts(wanted)...) }, nil)
	return out
}

// each visits what stands in the element the walk is in: elements and, if text
// is not nil, the text between them.
func (w *xmlWalk) each(visit func(element), text func(string)) {
	own := w.depth
	for w.err == nil {
		switch t := w.next().(type) {
		case xml.StartElement:
			visit(element{name: w.name(t.Name), attrs: t.Attr, walk: w})
			for w.err == nil && w.depth > own {
				w.next()
			}
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		case xml.EndElement, nil:
			return
		}
	}
}

// text is all text in the element the walk is in.
func (w *xmlWalk) text() string {
	var b strings.Builder
	var inside func(element)
	inside = func(element) { w.each(inside, func(s string) { b.WriteString(s) }) }
	inside(element{})
	return b.String()
}

// next reads a token; nil at the end and on errors.
func (w *xmlWalk) next() xml.Token {
	w.piece.left = MaxSize
	t, err := w.decoder.Token()
	if err != nil {
		if err != io.EOF || w.depth > 0 {
			w.err = err
		}
		return nil
	}
	switch t.(type) {
	case xml.StartElement:
		if w.depth++; w.depth > xmlDeepest {
			w.err = refuse(TooDeep, "文件内部的标记嵌套超过 %d 层，不能读取", xmlDeepest)
			return nil
		}
		if w.elements++; w.elements > xmlMostElements {
			w.err = refuse(TooLarge, "文件内部的标记超过 %d 万个，不能读取", xmlMostElements/10_000)
			return nil
		}
	case xml.EndElement:
		w.depth--
	}
	return t
}

// bound ends the walk once more text came out of it than any file may hold:
// what repeats itself can be written in a few bytes.
func (w *xmlWalk) bound(length int) {
	if length > MaxSize && w.err == nil {
		w.err = refuse(TooLarge, "文件里的文字超过 %d MB 的上限", MaxSize>>20)
	}
}

// failure is the error of the walk as a refusal, nil if there was none.
func (w *xmlWalk) failure(part string) error {
	var refusal *Refusal
	switch {
	case w.err == nil:
		return nil
	case errors.As(w.err, &refusal):
		return refusal
	}
	return refuse(Broken, "文件里的 %s 已损坏，不能读取", part)
}

// namespaces are those of the formats read here, under prefixes of ours. The
// two addresses of a namespace are those of Office and of the ISO standard.
var namespaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":            "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                        "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":              "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                          "m",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":             "mc",
	"http://schemas.openxmlformats.org/package/2006/relationships":            "rel",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
	"http://purl.org/dc/elements/1.1/":                                        "dc",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                        "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                          "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                         "table",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                         "style",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                       "draw",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                          "meta",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                      "manifest",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0":    "loext",
	"urn:oasis:names:tc:opendocument:xmlns:container":                         "ocf",
	"http://www.idpf.org/2007/opf":                                            "opf",
	"http://www.w3.org/2001/04/xmlenc#":                                       "enc",
}

// name is the name of an element with our prefix. A namespace not known keeps
// the document's prefix if it was never declared, else it is "?".
func (w *xmlWalk) name(n xml.Name) string {
	if name, ok := w.names[n]; ok {
		return name
	}
	prefix, known := namespaces[n.Space]
	name := prefix + ":" + n.Local
	switch {
	case n.Space == "":
		name = n.Local
	case !known && strings.ContainsAny(n.Space, ":/"):
		name = "?:" + n.Local
	case !known:
		name = n.Space + ":" + n.Local
	}
	w.names[n] = name
	return name
}

// walkEntry visits what stands in the root element of a file in a container.
// visit is given the root too, so that its name can be looked at.
func (a *archive) walkEntry(name string, visit func(root element)) error {
	r, err := a.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	w := walkXML(r)
	w.each(visit, nil)
	return w.failure(name)
}
