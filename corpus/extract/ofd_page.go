package extract

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// readPages reads the pages in their order; what breaks in one breaks only it,
// but for what is over the limits.
func (d *ofdDocument) readPages() (err error) {
	defer func() {
		if refusal, ok := recover().(*Refusal); ok {
			err = refusal
		}
	}()
	for number, name := range d.pages {
		page := &ofdPage{d: d, number: number}
		if err := d.a.walkEntry(name, func(root element) { root.walk.each(page.part, nil) }); err != nil {
			if isRefusal(err, ArchiveTooBig) || isRefusal(err, ArchivePassword) {
				return err
			}
			d.reading.broken[number] = true
		}
		d.reading.endPage(number)
	}
	return nil
}

// ofdPage is a page or, on it, its template.
type ofdPage struct {
	d        *ofdDocument
	number   int
	template bool
	outlines int
	depth    int // of composite objects in each other
}

func (p *ofdPage) part(e element) {
	switch local(e) {
	case "Template":
		name := p.d.templates[e.attr("TemplateID")]
		if p.template || name == "" || !p.d.a.has(name) {
			return
		}
		template := &ofdPage{d: p.d, number: p.number, template: true}
		// A broken template costs the page its letterhead.
		err := p.d.a.walkEntry(name, func(root element) { root.walk.each(template.part, nil) })
		if isRefusal(err, ArchiveTooBig) {
			panic(err)
		}
	case "Content":
		e.walk.each(p.object, nil)
	}
}

// object reads an object of the page, or the objects in a layer or block.
func (p *ofdPage) object(e element) {
	const letters = 100 // as many outlines as a line of text has
	switch local(e) {
	case "Layer", "PageBlock":
		e.walk.each(p.object, nil)
	case "ImageObject":
		p.d.reading.pictures[p.number] = true
	case "PathObject":
		if p.outlines++; p.outlines > letters {
			p.d.reading.pictures[p.number] = true
		}
	case "CompositeObject":
		if e.attr("Visible") != "false" {
			p.composite(e)
		}
	case "TextObject":
		if e.attr("Visible") != "false" {
			p.text(e)
		}
	}
}

// ofdText is an object that shows text.
type ofdText struct {
	left, top float64
	ctm       matrix
	size      float64
	faint     bool
}

// angle is how far the text is turned against the clock, in degrees.
func (t ofdText) angle() float64 { return -math.Atan2(t.ctm[1], t.ctm[0]) * 180 / math.Pi }

func (p *ofdPage) text(e element) {
	t := ofdText{ctm: identity}
	if box := floats(e.attr("Boundary")); len(box) >= 2 {
		t.left, t.top = box[0], box[1]
	}
	if m := floats(e.attr("CTM")); len(m) == len(t.ctm) {
		copy(t.ctm[:], m)
	}
	t.faint = isShining(e)
	if t.size, _ = strconv.ParseFloat(e.attr("Size"), 64); t.size <= 0 {
		t.size = 1
	}
	var spoken strings.Builder
	x, y := 0.0, 0.0
	e.walk.each(func(code element) {
		if local(code) == "FillColor" {
			t.faint = t.faint || isShining(code) || isLightOFD(floats(code.attr("Value")))
		}
		if local(code) != "TextCode" {
			return
		}
		// A code without a place goes on where the last one stood.
		if v := floats(code.attr("X")); len(v) == 1 {
			x = v[0]
		}
		if v := floats(code.attr("Y")); len(v) == 1 {
			y = v[0]
		}
		text := code.walk.text()
		spoken.WriteString(text)
		p.show(t, text, x, y, deltas(code.attr("DeltaX")), deltas(code.attr("DeltaY")))
	}, nil)
	if id := e.attr("ID"); id != "" {
		p.d.spoken[id] = spoken.String()
	}
}

// show puts the characters of a text where they stand. Sizes are in
// millimetres and pages grow downwards.
func (p *ofdPage) show(t ofdText, text string, x, y float64, dx, dy []float64) {
	size := t.size * max(abs(t.ctm[3]), abs(t.ctm[1]), abs(t.ctm[2]))
	text = strings.Trim(text, "\n\r\t")
	down := len(dx) == 0 && len(dy) > 0
	i := 0
	for _, r := range text {
		step := t.size
		if !wide(r) && !down {
			step /= 2
		}
		left := t.left + t.ctm[0]*x + t.ctm[2]*y + t.ctm[4]
		base := t.top + t.ctm[1]*x + t.ctm[3]*y + t.ctm[5]
		if down && i > 0 {
			p.d.reading.goOn(string(r))
		} else if !unicode.IsControl(r) {
			p.d.reading.collect(pdfPiece{text: string(r), left: left, right: left + step*t.ctm[0], base: -base, rise: -base - step*t.ctm[1],
				angle: t.angle(), size: size, faint: t.faint})
		}
		if i < len(dy) {
			y += dy[i]
		}
		switch {
		case i < len(dx):
			x += dx[i]
		case !down:
			x += step
		}
		i++
	}
}

// goOn adds a character to the last one wherever it stands: a label written
// downwards is one label.
func (r *pdfReading) goOn(text string) {
	if n := len(r.pieces); n > 0 {
		r.size += len(text)
		r.pieces[n-1].text += text
	}
}

// floats reads numbers with spaces between them.
func floats(s string) []float64 {
	var out []float64
	for _, field := range strings.Fields(s) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil || v != v {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// deltas reads the steps from character to character; "g 3 1.5" is 1.5 thrice.
func deltas(s string) []float64 {
	const most = 100_000
	var out []float64
	fields := strings.Fields(s)
	for i := 0; i < len(fields) && len(out) < most; i++ {
		times := 1
		if fields[i] == "g" && i+2 < len(fields) {
			n, err := strconv.Atoi(fields[i+1])
			if err != nil {
				return out
			}
			times = min(n, most-len(out))
			i += 2
		}
		v, err := strconv.ParseFloat(fields[i], 64)
		if err != nil {
			return out
		}
		for range times {
			out = append(out, v)
		}
	}
	return out
}

// byRows puts the lines of each page into the order in which they are read,
// row by row, and makes one of those that stand in one row: a page is often
// written frame first and then what is filled in.
func byRows(lines []pdfLine) []pdfLine {
	rows := map[int][]float64{}
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		rows[lines[start].page] = rowsOf(lines[start:end])
		start = end
	}
	rowOf := func(l pdfLine) int {
		return slices.IndexFunc(rows[l.page], func(base float64) bool { return sameRow(base, l) })
	}
	slices.SortStableFunc(lines, func(a, b pdfLine) int {
		if a.page != b.page {
			return a.page - b.page
		}
		if d := rowOf(a) - rowOf(b); d != 0 {
			return d
		}
		return compare(a.left, b.left)
	})
	var out []pdfLine
	for _, line := range lines {
		if n := len(out) - 1; n >= 0 && out[n].page == line.page && rowOf(out[n]) == rowOf(line) {
			out[n].add(line.text, line.left, line.right, line.size)
			continue
		}
		out = append(out, line)
	}
	return out
}
