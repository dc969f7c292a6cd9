package web

import (
	"html/template"
	"strconv"
	"strings"
)

// html/template asks of every value what it is: on a page of results, which has some
// thousand, that takes most of the time. So the pages that are asked for most are also
// there as code, which is made of their templates: see written_pages.go and
// TestWrittenPages. How each place is escaped html/template has decided; the code does
// the same to the types it knows, byte for byte.

//go:generate go test -tags templates -run TestWrittenPages -write .

// markup is HTML that is being written.
type markup struct{ text []byte }

// page writes a page: by its code if there is any, else by its template.
func (m *markup) page(templates map[string]*template.Template, name string, p *page) error {
	m.text = m.text[:0]
	if write := written(name); write != nil {
		write(m, p)
		return nil
	}
	return templates[name].ExecuteTemplate(m, "frame", *p)
}

// Write takes what a template writes.
func (m *markup) Write(p []byte) (int, error) {
	m.text = append(m.text, p...)
	return len(p), nil
}

// raw writes what stands in a template.
func (m *markup) raw(s string) { m.text = append(m.text, s...) }

// number writes a number, which needs no escaping.
func (m *markup) number(n int) { m.text = strconv.AppendInt(m.text, int64(n), 10) }

// inHTML is what stands for a byte in HTML; what is not in it stands for itself.
var inHTML = [...]string{0: "\ufffd", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// words writes text in an element, or in an attribute between quotation marks.
func (m *markup) words(s string) {
	written := 0
	for i := range len(s) {
		if c := int(s[i]); c < len(inHTML) && inHTML[c] != "" {
			m.text = append(m.text, s[written:i]...)
			m.text = append(m.text, inHTML[c]...)
			written = i + 1
		}
	}
	m.text = append(m.text, s[written:]...)
}

// noAddress is what html/template writes for an address that is none.
const noAddress = "#ZgotmplZ"

// inAddress is what stands for a byte in an address; what is not in it is escaped.
var inAddress = addressBytes()

func addressBytes() (out [256]string) {
	for c := range len(out) {
		if unreserved(byte(c)) || strings.IndexByte("!#$*,/:;=?@[]", byte(c)) >= 0 {
			out[c] = string(rune(c))
		}
	}
	out['&'], out['+'] = inHTML['&'], inHTML['+']
	return out
}

// address writes an attribute that is an address: one that would do something else than
// lead somewhere is not written, and what is escaped already stays as it is.
func (m *markup) address(s string) {
	if !leads(s) {
		s = noAddress
	}
	for i := range len(s) {
		switch c := s[i]; {
		case inAddress[c] != "":
			m.text = append(m.text, inAddress[c]...)
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			m.text = append(m.text, c)
		default:
			m.percent(c)
		}
	}
}

// addressPart writes a part of an address behind its path.
func (m *markup) addressPart(s string) {
	for i := range len(s) {
		if c := s[i]; unreserved(c) {
			m.text = append(m.text, c)
		} else {
			m.percent(c)
		}
	}
}

func (m *markup) percent(c byte) {
	const digits = "0123456789abcdef"
	m.text = append(m.text, '%', digits[c>>4], digits[c&15])
}

// leads reports whether an address leads to a page or writes a mail.
func leads(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") ||
		strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
