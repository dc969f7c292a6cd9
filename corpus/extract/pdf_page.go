package extract

import (
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"
)

// matrix is a PDF transformation [a b c d e f].
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m done first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// textState is what the operators of a page set.
type textState struct {
	ctm, text, line               matrix
	font                          *pdfFont
	size, leading, scale          float64
	charSpace, wordSpace, raising float64
	faint, shines                 bool // in a light colour, half transparent
	unseen                        bool
}

// painter goes through the operators of a page and writes what is shown.
type painter struct {
	r         *pdfReading
	number    int
	resources pdf.Value
	state     textState
	saved     []textState
	depth     int
	codes     int // bytes of text shown
	added     bool
	marked    []pdfMarked
	path      []float64 // corners of the path being drawn
}

// page reads one page; what breaks in it breaks only it.
func (r *pdfReading) page(number int, p pdfPage) (err error) {
	defer func() {
		if x := recover(); x != nil {
			if e, ok := x.(error); ok && e == errStopped {
				err = errStopped
				return
			}
			if refusal, ok := x.(*Refusal); ok {
				panic(refusal) // it is about the whole file
			}
			r.endPage(number) // with what was read of it
			err = fmt.Errorf("read page %d: %v", number+1, x)
		}
	}()
	r.fonts = map[string]*pdfFont{} // names belong to a page's resources
	painter := &painter{r: r, number: number, resources: p.resources}
	painter.state = textState{ctm: identity, text: identity, line: identity, scale: 1}
	if contents := p.page.Key("Contents"); contents.Kind() != pdf.Null {
		painter.paint(contents)
	}
	painter.annotations(p.page.Key("Annots"))
	r.endPage(number)
	last := len(r.lines) - 1
	if painter.codes > 0 && (last < 0 || r.lines[last].page != number) {
		r.mute[number] = true
	}
	return nil
}

func (p *painter) paint(stream pdf.Value) {
	pdf.Interpret(stream, func(stack *pdf.Stack, op string) {
		p.goOn()
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		p.operator(op, args)
	})
}

// goOn ends the reading if nobody waits for it any more.
func (p *painter) goOn() {
	if p.r.stop.Load() {
		panic(errStopped)
	}
}

// operands are how many each operator takes; with fewer it is left out.
var operands = map[string]int{
	"cm": 6, "q": 0, "Q": 0, "BT": 0, "Tf": 2, "Tm": 6, "Td": 2, "TD": 2, "T*": 0, "TL": 1, "Tc": 1, "Tw": 1, "Tz": 1, "Ts": 1,
	"Tj": 1, "TJ": 1, "'": 1, `"`: 3, "Do": 1, "BI": 0, "Tr": 1, "gs": 1, "g": 1, "rg": 3, "k": 4, "sc": 1, "scn": 1, "cs": 1,
	"BMC": 1, "BDC": 2, "EMC": 0, "re": 4, "m": 2, "l": 2, "f": 0, "F": 0, "f*": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "S": 0, "s": 0, "n": 0,
}

func (p *painter) operator(op string, args []pdf.Value) {
	n, ok := operands[op]
	if !ok || len(args) < n {
		return
	}
	if op != "sc" && op != "scn" {
		args = args[len(args)-n:]
	}
	s := &p.state
	switch op {
	case "cm":
		s.ctm = numbers(args).times(s.ctm)
	case "q":
		const deepest = 1000
		if len(p.saved) < deepest {
			p.saved = append(p.saved, *s)
		}
	case "Q":
		if last := len(p.saved) - 1; last >= 0 {
			*s, p.saved = p.saved[last], p.saved[:last]
		}
	case "BT":
		s.text, s.line = identity, identity
	case "Tm":
		s.line = numbers(args)
		s.text = s.line
	case "Tf":
		s.font, s.size = p.font(args[0].Name()), args[1].Float64()
	case "TL":
		s.leading = args[0].Float64()
	case "Tc":
		s.charSpace = args[0].Float64()
	case "Tw":
		s.wordSpace = args[0].Float64()
	case "Tz":
		s.scale = args[0].Float64() / 100
	case "Ts":
		s.raising = args[0].Float64()
	case "Do":
		p.object(args[0].Name())
	case "BI":
		p.r.pictures[p.number] = true
	case "Tr":
		const invisible = 3
		s.unseen = args[0].Int64() == invisible
	case "g", "rg", "k", "sc", "scn", "cs":
		s.faint = isLight(op, args)
	case "gs":
		if alpha := p.resources.Key("ExtGState").Key(args[0].Name()).Key("ca"); alpha.Kind() != pdf.Null {
			s.shines = alpha.Float64() <= mostShining
		}
	case "BMC", "BDC", "EMC":
		p.mark(op, args)
	case "re", "m", "l", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n":
		p.draw(op, args)
	default:
		p.show(op, args)
	}
}

// show does the operators that move to a new line or show text.
func (p *painter) show(op string, args []pdf.Value) {
	s := &p.state
	switch op {
	case "TD":
		s.leading = -args[1].Float64()
		fallthrough
	case "Td":
		p.move(args[0].Float64(), args[1].Float64())
	case "T*":
		p.move(0, -s.leading)
	case `"`:
		s.wordSpace, s.charSpace = args[0].Float64(), args[1].Float64()
		fallthrough
	case "'":
		p.move(0, -s.leading)
		p.text(args[len(args)-1].RawString())
	case "Tj":
		p.text(args[0].RawString())
	case "TJ":
		for i := range args[0].Len() {
			if x := args[0].Index(i); x.Kind() == pdf.String {
				p.text(x.RawString())
			} else {
				p.shift(-x.Float64() / 1000 * s.size)
			}
		}
	}
}

func (p *painter) move(x, y float64) {
	p.state.line = matrix{1, 0, 0, 1, x, y}.times(p.state.line)
	p.state.text = p.state.line
}

// shift goes on in the direction of the font.
func (p *painter) shift(x float64) {
	if p.state.font != nil && p.state.font.vertical {
		p.descend(x)
		return
	}
	p.advance(x * p.state.scale)
}

func (p *painter) descend(y float64) {
	p.state.text = matrix{1, 0, 0, 1, 0, y}.times(p.state.text)
}

func (p *painter) advance(x float64) {
	p.state.text = matrix{1, 0, 0, 1, x, 0}.times(p.state.text)
}

// text shows a string in the current font.
func (p *painter) text(raw string) {
	s := &p.state
	p.codes += len(raw)
	if s.font == nil || raw == "" {
		return
	}
	for _, g := range s.font.glyphs(raw) {
		p.goOn()
		at := matrix{1, 0, 0, 1, 0, s.raising}.times(s.text).times(s.ctm)
		step := s.charSpace
		if g.space {
			step += s.wordSpace
		}
		if s.font.vertical {
			p.descend(-s.size + step)
		} else {
			p.advance((g.width*s.size + step) * s.scale)
		}
		end := matrix{1, 0, 0, 1, 0, s.raising}.times(s.text).times(s.ctm)
		p.piece(g.text, at, end)
	}
}

// piece takes up a character that goes from one place to another.
func (p *painter) piece(text string, at, end matrix) {
	s := &p.state
	piece := pdfPiece{
		text: text, left: at[4], base: at[5], right: end[4], rise: end[5],
		size:  abs(s.size) * max(abs(at[3]), abs(at[1]), abs(at[2])),
		angle: math.Atan2(s.size*at[1], s.size*at[0]) * 180 / math.Pi,
		down:  s.font.vertical, faint: s.faint || s.shines, unseen: s.unseen, added: p.added,
	}
	if mark := p.artifact(); mark != "" {
		if mark == NoteWatermark {
			p.r.removed = appendWord(p.r.removed, removed{mark, p.number, text})
			return
		}
	}
	p.r.collect(piece)
}

// object paints a form, and remembers that there are images.
func (p *painter) object(name string) {
	const deepest = 6
	x := p.resources.Key("XObject").Key(name)
	switch x.Key("Subtype").Name() {
	case "Image":
		p.r.pictures[p.number] = true
	case "Form":
		if p.depth >= deepest {
			return
		}
		inner := &painter{r: p.r, number: p.number, resources: p.resources, state: p.state, depth: p.depth + 1, added: p.added, marked: p.marked}
		if own := x.Key("Resources"); own.Kind() == pdf.Dict {
			inner.resources = own
			outer := p.r.fonts
			p.r.fonts = map[string]*pdfFont{}
			defer func() { p.r.fonts = outer }()
		}
		if m := x.Key("Matrix"); m.Len() == 6 {
			inner.state.ctm = numbers(values(m)).times(p.state.ctm)
		}
		inner.paint(x)
		p.codes += inner.codes
	}
}

func (p *painter) font(name string) *pdfFont {
	font, ok := p.r.fonts[name]
	if !ok {
		font = newPDFFont(p.resources.Key("Font").Key(name))
		p.r.vertical = p.r.vertical || font.vertical
		p.r.fonts[name] = font
	}
	return font
}

func values(array pdf.Value) []pdf.Value {
	out := make([]pdf.Value, array.Len())
	for i := range out {
		out[i] = array.Index(i)
	}
	return out
}

func numbers(args []pdf.Value) (m matrix) {
	for i := range m {
		m[i] = args[i].Float64()
	}
	return m
}

func abs(x float64) float64 { return max(x, -x) }
