package reading

import (
	"unsafe"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// What a reading takes is counted, not guessed: a code of many short provisions takes
// six times its text, an essay hardly more than its own. The allocator gives a little
// more than is asked for.

// rounding is what the allocator adds to small things, on an average.
const rounding = 8

// sizeOf is how many bytes a record holds.
func sizeOf(rec *library.Record) int {
	d := &rec.Document
	n := int(unsafe.Sizeof(Reading{})) + len(d.Text) + sizeOfFields(&d.Fields) + sizeOfDiagnostics(d.Diagnostics)
	n += len(d.Pages)*int(unsafe.Sizeof(corpus.Page{})) + len(rec.Corrections)
	for _, r := range d.Repairs {
		n += int(unsafe.Sizeof(r)) + sizeOfString(r.Rule) + sizeOfString(r.Before) + sizeOfString(r.After)
	}
	for _, p := range rec.Paths {
		n += sizeOfString(p)
	}
	if d.Root != nil {
		n += sizeOfNode(d.Root)
	}
	return n
}

// sizeOfNode is that of a node with all below it. A label is mostly a piece of the text;
// that of a 款 is not, nor is any locator.
func sizeOfNode(p *corpus.Provision) int {
	n := int(unsafe.Sizeof(*p)) + sizeOfString(p.Locator) + sizeOfString(p.Caption) + cap(p.Children)*int(unsafe.Sizeof(p))
	if p.Kind == corpus.NodeParagraph {
		n += sizeOfString(p.Label)
	}
	for _, c := range p.Children {
		n += sizeOfNode(c)
	}
	return n
}

func sizeOfString(s string) int {
	if s == "" {
		return 0
	}
	return len(s) + rounding
}

func sizeOfFields(f *corpus.Fields) int {
	n := 0
	for _, s := range []string{f.Title, f.DocNo, f.History, f.Interpreter, f.Source, f.URL, f.Abstract, f.Affiliation, f.Occasion, f.Addressee} {
		n += sizeOfString(s)
	}
	for _, list := range [][]string{f.Aliases, f.Issuer, f.Under, f.Topics, f.Authors, f.Keywords, f.References, f.Annexes, f.Carries} {
		for _, s := range list {
			n += int(unsafe.Sizeof(s)) + sizeOfString(s)
		}
	}
	for _, r := range f.Repeals {
		n += int(unsafe.Sizeof(r)) + sizeOfString(r.Title) + sizeOfString(r.DocNo) + sizeOfString(r.Clause)
	}
	return n
}

func sizeOfDiagnostics(list []corpus.Diagnostic) int {
	n := 0
	for _, d := range list {
		n += int(unsafe.Sizeof(d)) + int(unsafe.Sizeof(corpus.Span{})) + sizeOfString(d.Code) + sizeOfString(d.Message)
		for _, o := range d.Objections {
			n += int(unsafe.Sizeof(o)) + sizeOfString(o.Code) + sizeOfString(o.Message)
		}
	}
	return n
}

// sizeOfCitations is that of what a text cites, whose words are pieces of it.
func sizeOfCitations(list []corpus.Citation) int {
	n := 0
	for _, c := range list {
		n += int(unsafe.Sizeof(c)) + cap(c.Pointers)*int(unsafe.Sizeof(corpus.Pointer{})) + sizeOfString(c.Title)
	}
	return n
}
