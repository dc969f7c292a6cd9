package extract

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestXMLCharsets(t *testing.T) {
	const page = "<?xml version='1.0' encoding='%'?><甲>支部&lt;会议&#x4e00;</甲>"
	declared := func(name string) string { return strings.Replace(page, "%", name, 1) }
	tests := []struct{ name, in string }{
		{"UTF-8", declared("UTF-8")},
		{"with a mark", utf8Mark + declared("utf-8")},
		{"GBK", encoded(t, simplifiedchinese.GBK, declared("gb2312"))},
		{"UTF-16", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), declared("UTF-16"))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := walkXML(strings.NewReader(test.in))
			got := ""
			w.each(func(e element) { got = e.name + " " + w.text() }, nil)
			if err := w.failure("文"); err != nil {
				t.Fatal(err)
			}
			if want := "甲 支部<会议一"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// endless repeats itself.
type endless struct {
	of string
	at int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.of[e.at:])
	e.at = (e.at + n) % len(e.of)
	return n, nil
}

// A tag that never ends is not gathered in memory, nor are elements without
// end counted for ever.
func TestXMLLimits(t *testing.T) {
	tests := []struct{ name, start, repeated string }{
		{"one long tag", "<甲 a='", strings.Repeat("a", 1<<20)},
		{"one long text", "<甲>", strings.Repeat("a", 1<<20)},
		{"many elements", "<甲>", strings.Repeat("<a/>", 1<<18)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := walkXML(io.MultiReader(strings.NewReader(test.start), &endless{of: test.repeated}))
			w.each(func(element) { w.each(func(element) {}, nil) }, nil)
			if got := refusalCode(w.failure("文")); got != TooLarge {
				t.Errorf("code = %q (%v), want %q", got, w.err, TooLarge)
			}
		})
	}
}

// A visitor that does not look into an element passes it over, and one that
// does leaves the walk where the element ends.
func TestXMLWalk(t *testing.T) {
	w := walkXML(strings.NewReader(`<a xmlns:v="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><b><c>1</c></b>x<v:p v:k="2">y<b>z</b></v:p><d/></a>`))
	var got []string
	w.each(func(e element) {
		w.each(func(e element) {
			got = append(got, e.name+e.attr("k"))
			if e.name == "text:p" {
				got = append(got, w.text())
			}
		}, func(s string) { got = append(got, s) })
	}, nil)
	if diff := cmp.Diff([]string{"b", "x", "text:p2", "yz", "d"}, got); diff != "" || w.err != nil {
		t.Error(diff, w.err)
	}
}
