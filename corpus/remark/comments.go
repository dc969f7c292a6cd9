package remark

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// comments is the part with the remarks, and what names it.
type comments struct {
	main, name string
	raw        []byte // nil if the file had none
	story      *story // of the part itself: what Word's elements are called there
	added      strings.Builder
	count      int
}

// The kinds of the part, as relations and the list of content types name them.
const (
	relationSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictRelation = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	commentsType   = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	contentTypes   = "[Content_Types].xml"
)

// openComments finds the part with the remarks, or a name for a new one. The
// numbers of those in it count as taken in s.
func (c *container) openComments(main string, s *story) (*comments, error) {
	folder := path.Dir(main)
	target, err := c.related(main, "comments")
	if err != nil {
		return nil, err
	}
	n := &comments{main: main, name: target, story: &story{space: s.space, prefix: "w:"}}
	if n.name == "" || !c.has(n.name) {
		n.name = path.Join(folder, "comments.xml")
	}
	if !c.has(n.name) {
		return n, nil
	}
	if n.raw, err = c.read(n.name); err != nil {
		return nil, err
	}
	root, err := childrenOf(n.raw, n.name, func(e xml.StartElement) {
		for _, a := range e.Attr {
			if id, err := strconv.Atoi(a.Value); err == nil && a.Name.Local == "id" {
				s.ids[id] = true
			}
		}
	})
	if err != nil {
		return nil, err
	}
	n.story.declare(root)
	return n, nil
}

// add writes a remark and gives its number.
func (w *writer) add(text string) int {
	n, p := w.number(), w.comments.story.prefix
	declared := w.comments.story.declared
	b := &w.comments.added
	fmt.Fprintf(b, `<%scomment%s %sid="%d" %sauthor="%s"%s %sinitials="核对">`, p, declared, p, n, p, Author, stamp(p, w.options.Made), p)
	for i, line := range strings.Split(text, "\n") {
		fmt.Fprintf(b, `<%sp>`, p)
		if i == 0 {
			fmt.Fprintf(b, `<%sr><%sannotationRef/></%sr>`, p, p, p)
		}
		fmt.Fprintf(b, `<%sr><%srPr><%srFonts %shint="eastAsia"/></%srPr><%st xml:space="preserve">%s</%st></%sr></%sp>`, p, p, p, p, p, p, escaped(line), p, p, p)
	}
	fmt.Fprintf(b, `</%scomment>`, p)
	w.comments.count++
	return n
}

// save puts the part and its names into the container.
func (n *comments) save(c *container) error {
	if n.count == 0 {
		return nil
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	if n.raw == nil {
		c.replace(n.name, []byte(head+`<w:comments xmlns:w="`+n.story.space+`">`+n.added.String()+`</w:comments>`))
	} else {
		whole, err := appended(n.raw, n.name, func(string) string { return n.added.String() })
		if err != nil {
			return err
		}
		c.replace(n.name, whole)
	}
	if err := c.nameType("/"+n.name, commentsType); err != nil {
		return err
	}
	kind := relationSpace
	if n.story.space == strictSpace {
		kind = strictRelation
	}
	return c.relate(n.main, kind+"/comments", n.name)
}
