package remark

import "encoding/xml"

// story is the part with a document's text, and where in it that stands.
type story struct {
	raw  []byte
	text string
	// space is the namespace of Word's elements, prefix what stands before their
	// names in what is written here, with its colon. declared is empty where the
	// root declares it, else the attribute that does.
	space, prefix, declared string

	pieces []piece // in the order of the text
	runs   []run
	// firstBody is where the first paragraph's content begins, 0 if there is none.
	firstBody int
	ids       map[int]bool // of whatever has one

	last           *text // whose characters are kept
	lastCharacters []character
}

// run is what stands in a paragraph and holds text: mostly a run of one look.
type run struct {
	start, end int // of the element
	// body is where what it holds begins, behind its properties, close where its
	// end tag does.
	body, close int
	// open is its start tag, properties what follows it.
	open, properties []byte
	paragraph        int
	// whole is of one that cannot become two.
	whole bool
	// foreign is of one in somebody else's change or in a field of a form.
	foreign bool
	// lost is of one in a form of content that not every program shows.
	lost  bool
	texts []*text
}

// text is an element that holds the characters of a run.
type text struct {
	start, end  int // of what stands in it
	open, close int // of the element
	kept        bool
	run         int
	boxed       bool // in a box
	direct      bool // in its run itself
}

// wordSpaces are the namespaces of Word's elements: Office's and the standard's.
const (
	wordSpace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

func isWord(space string) bool { return space == wordSpace || space == strictSpace }

// declare finds what Word's elements are called in the part.
func (s *story) declare(root xml.StartElement) {
	s.space, s.prefix = wordSpace, "w:"
	if isWord(root.Name.Space) {
		s.space = root.Name.Space
	}
	s.declared = ` xmlns:w="` + s.space + `"`
	for _, a := range root.Attr {
		if a.Name.Space == "xmlns" && a.Value == s.space {
			s.prefix, s.declared = a.Name.Local+":", ""
			return
		}
	}
}
