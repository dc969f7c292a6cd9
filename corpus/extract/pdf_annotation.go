package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// What people type onto a page or fill into a form stands beside its content,
// as annotations. It is text; stamps, remarks and watermarks are not.

// annotations reads the annotations of a page.
func (p *painter) annotations(list pdf.Value) {
	const most = 10_000
	p.state = textState{ctm: identity, text: identity, line: identity, scale: 1}
	p.marked = nil
	for i := range min(list.Len(), most) {
		p.goOn()
		p.annotation(list.Index(i))
	}
}

func (p *painter) annotation(a pdf.Value) {
	const hidden, unviewed = 1 << 1, 1 << 5
	if a.Kind() != pdf.Dict || a.Key("F").Int64()&(hidden|unviewed) != 0 {
		return
	}
	switch a.Key("Subtype").Name() {
	case "FreeText":
		p.typed(a, a.Key("Contents"))
	case "Widget":
		p.field(a)
	case "Watermark":
		p.aside(a, NoteWatermark)
	case "Stamp":
		p.aside(a, NoteRemarks)
	case "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret":
		if text := strings.TrimSpace(pdfText(a.Key("Contents").RawString())); text != "" {
			p.r.removed = append(p.r.removed, removed{NoteRemarks, p.number, text})
		}
	}
}

// typed takes up the text of an annotation: as it is drawn, else as it is
// stated.
func (p *painter) typed(a, stated pdf.Value) {
	before := len(p.r.pieces)
	p.added = true
	defer func() { p.added = false }()
	p.appearance(a)
	if len(p.r.pieces) == before && stated.Kind() == pdf.String {
		p.write(a, pdfText(stated.RawString()))
	}
}

// field takes up what a form field is filled in with.
func (p *painter) field(a pdf.Value) {
	const push, secret = 1 << 16, 1 << 13
	flags := inherited(a, "Ff").Int64()
	switch inherited(a, "FT").Name() {
	case "Btn":
		if flags&push == 0 {
			tick := "□"
			if on := a.Key("AS").Name(); on != "" && on != "Off" {
				tick = "☑"
			}
			p.added = true
			p.write(a, tick)
			p.added = false
		}
	case "Tx", "Ch":
		value := inherited(a, "V")
		if value.Kind() == pdf.Array {
			value = value.Index(0)
		}
		if flags&secret == 0 {
			p.typed(a, value)
		}
	}
}

// inherited is an entry of a field or of the fields that it is part of.
func inherited(a pdf.Value, key string) pdf.Value {
	const deepest = 20
	for range deepest {
		if v := a.Key(key); v.Kind() != pdf.Null {
			return v
		}
		if a = a.Key("Parent"); a.Kind() != pdf.Dict {
			break
		}
	}
	return pdf.Value{}
}

// aside notes the words of an annotation that is no text.
func (p *painter) aside(a pdf.Value, code string) {
	before := len(p.r.pieces)
	p.appearance(a)
	pieces := slices.Clone(p.r.pieces[before:])
	p.r.pieces = p.r.pieces[:before]
	p.r.takeOut(p.number, code, pieces, func(pdfPiece) bool { return true })
}

// appearance paints an annotation as its file has it drawn.
func (p *painter) appearance(a pdf.Value) {
	form := a.Key("AP").Key("N")
	if form.Kind() == pdf.Dict {
		form = form.Key(a.Key("AS").Name())
	}
	rect := rectangle(a.Key("Rect"))
	if form.Kind() != pdf.Stream || len(rect) != 4 {
		return
	}
	own := identity
	if m := form.Key("Matrix"); m.Len() == 6 {
		own = numbers(values(m))
	}
	inner := &painter{r: p.r, number: p.number, resources: p.resources, state: p.state, depth: p.depth + 1, added: p.added}
	inner.state.ctm = own.times(fit(own, rectangle(form.Key("BBox")), rect))
	if r := form.Key("Resources"); r.Kind() == pdf.Dict {
		inner.resources = r
	}
	outer := p.r.fonts
	p.r.fonts = map[string]*pdfFont{}
	defer func() { p.r.fonts = outer }()
	inner.paint(form)
	p.codes += inner.codes
}

// fit is the transformation that brings a box, transformed by own, into rect.
func fit(own matrix, box, rect []float64) matrix {
	if len(box) != 4 {
		return matrix{1, 0, 0, 1, rect[0], rect[1]}
	}
	var low, high [2]float64
	for i, corner := range [][2]float64{{box[0], box[1]}, {box[2], box[1]}, {box[0], box[3]}, {box[2], box[3]}} {
		at := matrix{1, 0, 0, 1, corner[0], corner[1]}.times(own)
		for j := range 2 {
			if i == 0 || at[4+j] < low[j] {
				low[j] = at[4+j]
			}
			if i == 0 || at[4+j] > high[j] {
				high[j] = at[4+j]
			}
		}
	}
	sx, sy := 1.0, 1.0
	if high[0] > low[0] && high[1] > low[1] {
		sx, sy = (rect[2]-rect[0])/(high[0]-low[0]), (rect[3]-rect[1])/(high[1]-low[1])
	}
	return matrix{sx, 0, 0, sy, rect[0] - sx*low[0], rect[1] - sy*low[1]}
}

// rectangle is left, low, right and high of a box; nil if it is none.
func rectangle(v pdf.Value) []float64 {
	if v.Len() != 4 {
		return nil
	}
	x0, y0, x1, y1 := v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64()
	return []float64{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

var fontSize = regexp.MustCompile(`([0-9.]+)\s+Tf`)

// write puts a text into the box of an annotation that nobody drew.
func (p *painter) write(a pdf.Value, text string) {
	rect := rectangle(a.Key("Rect"))
	if len(rect) != 4 {
		return
	}
	size := 0.0
	if m := fontSize.FindStringSubmatch(inherited(a, "DA").RawString()); m != nil {
		size, _ = strconv.ParseFloat(m[1], 64)
	}
	for _, piece := range typedInto(rect, text, size) {
		p.r.collect(piece)
	}
}

// typedInto sets a text into a box, in a size or, if that is 0, in one that
// fits: a piece for each character.
func typedInto(rect []float64, text string, size float64) (out []pdfPiece) {
	const usual, most = 12, 1.2
	if size <= 0 {
		size = max(min(usual, (rect[3]-rect[1])/most), 1)
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	base := (rect[1]+rect[3])/2 - 0.35*size
	if len(lines) > 1 {
		base = rect[3] - size
	}
	for i, line := range lines {
		x := rect[0]
		for _, r := range line {
			step := size
			if !wide(r) {
				step /= 2
			}
			y := base - float64(i)*1.2*size
			out = append(out, pdfPiece{text: string(r), left: x, right: x + step, base: y, rise: y, size: size, added: true})
			x += step
		}
	}
	return out
}

// placeAdded puts what annotations added into the rows they stand in, in the
// place of the blanks left for it.
func placeAdded(pieces []pdfPiece) []pdfPiece {
	var page, added []pdfPiece
	for _, p := range pieces {
		if p.added {
			added = append(added, p)
		} else {
			page = append(page, p)
		}
	}
	const most = 2000 // runs; no form has more fields on a page
	for start, runs := 0, 0; start < len(added); runs++ {
		if runs == most {
			return append(page, added[start:]...)
		}
		end := start + 1
		for end < len(added) && abs(added[end].base-added[start].base) < 0.5*added[start].size && added[end].left >= added[end-1].left && added[end].left < added[end-1].right+added[start].size {
			end++
		}
		if slices.ContainsFunc(added[start:end], func(p pdfPiece) bool { return strings.TrimSpace(p.text) != "" }) {
			page = placeRun(page, added[start:end])
		}
		start = end
	}
	return page
}

// placeRun puts a run of added characters into a page.
func placeRun(page, run []pdfPiece) []pdfPiece {
	left, right, base := run[0].left, run[len(run)-1].right, run[0].base
	inRow := func(p pdfPiece) bool { return abs(p.base-base) < 0.6*max(p.size, run[0].size) }
	page = withoutBlank(page, func(p pdfPiece) bool { return inRow(p) && p.left < right && p.right > left })
	at, found := -1, false
	for i, p := range page {
		if inRow(p) && p.left <= left {
			at, found = i+1, true
			base = p.base
		}
	}
	if !found {
		at = slices.IndexFunc(page, func(p pdfPiece) bool { return p.base < base-0.3*run[0].size || inRow(p) })
		if at < 0 {
			at = len(page)
		} else if inRow(page[at]) {
			base, found = page[at].base, true
		}
	}
	for i := range run {
		run[i].base, run[i].alone = base, !found
	}
	return slices.Insert(page, at, run...)
}

// withoutBlank takes out the lines and spaces left for what is filled in.
func withoutBlank(page []pdfPiece, covered func(pdfPiece) bool) []pdfPiece {
	isBlank := func(p pdfPiece) bool { return strings.Trim(p.text, " _＿\u00a0\u3000") == "" }
	for start := 0; start < len(page); start++ {
		if !isBlank(page[start]) {
			continue
		}
		end := start + 1
		for end < len(page) && isBlank(page[end]) && abs(page[end].base-page[start].base) < 0.5*page[start].size && page[end].left < page[end-1].right+page[start].size {
			end++
		}
		if slices.ContainsFunc(page[start:end], covered) {
			page = slices.Delete(page, start, end)
		}
		start = end - 1
	}
	return page
}
