package compare

import (
	"slices"
	"strings"
	"unicode"

	"tiaowen/corpus"
)

// unit is one thing that is aligned.
type unit struct {
	node *corpus.Provision
	// text is what is compared and shown; key the same without what does not
	// count as a difference. For a heading both are its caption.
	text, key string
	// above are the indexes of the headings it stands under, outermost first.
	above []int
	// at is its place among the units and headings of its version.
	at int
	// grams are the distinct character pairs, sorted; weight the sum of theirs.
	grams  []int32
	weight float64
}

// version is a document as a sequence of units and headings.
type version struct {
	units, headings []*unit
}

func readVersion(doc *corpus.Document) *version {
	v := &version{}
	if doc != nil && doc.Root != nil {
		v.read(doc.Text, doc.Root, nil)
	}
	return v
}

// read takes in what stands below node. Title, 题注, contents and notes are not
// the regulation; what differs in them is told by the fields.
func (v *version) read(text string, node *corpus.Provision, above []int) {
	for _, c := range node.Children {
		switch c.Kind {
		case corpus.NodeTitle, corpus.NodeHistory, corpus.NodeFront, corpus.NodeTOC, corpus.NodeNote:
		case corpus.NodePart, corpus.NodeSubpart, corpus.NodeChapter, corpus.NodeSection, corpus.NodeHeading, corpus.NodePreamble, corpus.NodeAnnex:
			h := &unit{node: c, text: c.Caption, key: corpus.Fold(c.Caption), above: above, at: v.size()}
			v.headings = append(v.headings, h)
			v.read(text, c, append(slices.Clip(above), len(v.headings)-1))
		default:
			u := &unit{node: c, text: Text(text, c), above: above, at: v.size()}
			u.key = foldLines(u.text)
			v.units = append(v.units, u)
		}
	}
}

func (v *version) size() int { return len(v.units) + len(v.headings) }

// Text is the text of a provision as it is compared: without its number and
// caption, one line for each 款, 项 and 目, whatever the line breaks of the file.
func Text(text string, p *corpus.Provision) string {
	cuts := []int{p.Head.End}
	p.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		cuts = append(cuts, max(n.Span.Start, p.Head.End))
		if n.Kind == corpus.NodeTable {
			cuts = append(cuts, lineStarts(text, n.Span)...)
		}
		return true
	})
	cuts = append(cuts, p.Span.End)
	slices.Sort(cuts)
	var lines []string
	for i := 1; i < len(cuts); i++ {
		if line := joinLines(text[cuts[i-1]:cuts[i]]); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func lineStarts(text string, s corpus.Span) []int {
	var out []int
	for i := s.Start; i < s.End; i++ {
		if text[i] == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

// joinLines undoes the line breaks inside a paragraph: Chinese goes on without
// a space, letters and digits with one.
func joinLines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if line != "" && endsLatin(b.String()) && startsLatin(line) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func endsLatin(s string) bool   { return s != "" && latin(s[len(s)-1]) }
func startsLatin(s string) bool { return latin(s[0]) }
func latin(c byte) bool {
	return c < 0x80 && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)))
}

// foldLines folds each line and keeps the breaks between them.
func foldLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = corpus.Fold(l)
	}
	return strings.Join(lines, "\n")
}
