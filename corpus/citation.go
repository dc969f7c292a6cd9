package corpus

// Citation is a place in a document's text that cites a document or one of its
// provisions. Finding it asks nothing of a library: what the cited title is the
// title of, and whether the provision exists, package search answers.
type Citation struct {
	// Span runs from the title to the last number, in bytes of Document.Text. A
	// further number of a list has its own citation and its own span.
	Span Span
	Kind CitationKind
	// Title is the title as cited, without its marks; for a carried number that
	// of the document cited before. Empty means the document itself.
	Title string
	// Defined is the title that a short name was defined to stand for.
	Defined string
	// Pointers are the provisions cited: none for a title alone, one as a rule,
	// several where numbers share their unit (第（二）、（三）项) and the two ends
	// of a range, the first of which is Through. Relative ones are absolute here
	// as far as the document itself tells (前款 → 第八条第一款).
	Pointers []Pointer
	// Year and Version are what the text says of the version cited: 2016年《…》,
	// 《…》（2019年修订）. DocNo is the 发文字号 between title and number.
	Year    int
	Version string
	DocNo   string
	// Node is the locator of the provision that the citation stands in.
	Node string
}

// CitationKind says how a citation names its document.
type CitationKind string

// The kinds.
const (
	// CiteTitled names it by a title, in 《》 or as people write it without.
	CiteTitled CitationKind = "titled"
	// CiteDefined uses a short name that the text defined before.
	CiteDefined CitationKind = "defined"
	// CiteSelf means the document itself, or inside a quotation the one quoted:
	// 本条例第三条, and in a regulation a bare 第三条.
	CiteSelf CitationKind = "self"
	// CiteRelative counts from where it stands: 前款, 本条第二款.
	CiteRelative CitationKind = "relative"
	// CiteCarried is a number whose title stands earlier in the text.
	CiteCarried CitationKind = "carried"
	// CiteBare is a generic name that nobody defined: 《条例》.
	CiteBare CitationKind = "bare"
)

// Names is the title to look for: what a short name was defined as, else the
// title as cited. Empty means the document itself.
func (c Citation) Names() string {
	if c.Defined != "" {
		return c.Defined
	}
	return c.Title
}
