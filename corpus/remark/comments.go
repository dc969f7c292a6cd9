package remark

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
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

// relationsOf is the name of the part with the relations of another.
func relationsOf(main string) string {
	folder, base := path.Split(main)
	return folder + "_rels/" + base + ".rels"
}

// relations are those of a part: their targets in the container by the last word
// of their kind, and all ids.
func (c *container) relations(main string) (targets map[string]string, ids map[string]bool, err error) {
	targets, ids = map[string]string{}, map[string]bool{}
	name := relationsOf(main)
	if !c.has(name) {
		return targets, ids, nil
	}
	raw, err := c.read(name)
	if err != nil {
		return nil, nil, err
	}
	_, err = childrenOf(raw, name, func(e xml.StartElement) {
		var kind, target string
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "Type":
				kind = path.Base(a.Value)
			case "Target":
				target = a.Value
			case "Id":
				ids[a.Value] = true
			}
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(main), target)
		}
		if targets[kind] == "" {
			targets[kind] = strings.TrimPrefix(path.Clean(target), "/")
		}
	})
	return targets, ids, err
}

// related is the part of a kind that a part is related to, empty if none is.
func (c *container) related(main, kind string) (string, error) {
	targets, _, err := c.relations(main)
	return targets[kind], err
}

// relate adds a relation, unless there is one to that part.
func (c *container) relate(main, kind, target string) error {
	targets, ids, err := c.relations(main)
	if err != nil || targets[path.Base(kind)] == target {
		return err
	}
	id := "rIdTiaowen"
	for n := 1; ids[id]; n++ {
		id = "rIdTiaowen" + strconv.Itoa(n)
	}
	if inside, found := strings.CutPrefix(target, path.Dir(main)+"/"); found {
		target = inside
	} else {
		target = "/" + target
	}
	relation := func(prefix string) string {
		return fmt.Sprintf(`<%sRelationship Id="%s" Type="%s" Target="%s"/>`, prefix, id, kind, escaped(target))
	}
	name := relationsOf(main)
	if !c.has(name) {
		c.replace(name, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+relation("")+`</Relationships>`))
		return nil
	}
	return c.append(name, relation)
}

// nameType adds a part to the list of content types, unless it is in it.
func (c *container) nameType(part, kind string) error {
	raw, err := c.read(contentTypes)
	if err != nil {
		return err
	}
	named := false
	_, err = childrenOf(raw, contentTypes, func(e xml.StartElement) {
		for _, a := range e.Attr {
			named = named || a.Name.Local == "PartName" && a.Value == part
		}
	})
	if err != nil || named {
		return err
	}
	return c.append(contentTypes, func(prefix string) string {
		return fmt.Sprintf(`<%sOverride PartName="%s" ContentType="%s"/>`, prefix, escaped(part), kind)
	})
}

// append puts an element at the end of a part's root.
func (c *container) append(name string, element func(prefix string) string) error {
	raw, err := c.read(name)
	if err != nil {
		return err
	}
	whole, err := appended(raw, name, element)
	if err == nil {
		c.replace(name, whole)
	}
	return err
}

// childrenOf visits the elements right below a part's root and gives the root.
func childrenOf(raw []byte, name string, visit func(xml.StartElement)) (root xml.StartElement, err error) {
	d, depth := newDecoder(raw), 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return root, unreadable(raw, name)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				root = t.Copy()
			} else if depth == 2 {
				visit(t)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// appended is a part with an element more at the end of its root; the element is
// made with the prefix that the root has, colon and all.
func appended(raw []byte, name string, element func(prefix string) string) ([]byte, error) {
	d, depth, prefix, content := newDecoder(raw), 0, "", 0
	for {
		at := int(d.InputOffset())
		token, err := d.RawToken()
		if err != nil {
			return nil, unreadable(raw, name)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				content = int(d.InputOffset())
				if prefix = t.Name.Space; prefix != "" {
					prefix += ":"
				}
			}
		case xml.EndElement:
			if depth--; depth > 0 {
				continue
			}
			before, after := raw[:at], raw[at:]
			end := ""
			if at == content && bytes.HasSuffix(before, []byte("/>")) { // it held nothing
				before, end = append(bytes.Clone(before[:at-2]), '>'), "</"+prefix+t.Name.Local+">"
			}
			return []byte(string(before) + element(prefix) + end + string(after)), nil
		}
	}
}
