package remark

import (
	"bytes"
	"encoding/xml"
	"io"
)

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
