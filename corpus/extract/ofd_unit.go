package extract

import "strconv"

// A composite object shows a unit that a file of resources holds, as often as
// pages want it: a letterhead, a form, a stamp's frame.

// ofdUnit is what a unit shows, as if it stood at the corner of a page.
type ofdUnit struct {
	pieces  []pdfPiece
	picture bool
}

// composite shows a unit where the object stands.
func (p *ofdPage) composite(e element) {
	box, ctm := floats(e.attr("Boundary")), identity
	if len(box) < 2 {
		box = []float64{0, 0}
	}
	if m := floats(e.attr("CTM")); len(m) == len(ctm) {
		copy(ctm[:], m)
	}
	faint := isShining(e)
	unit := p.unit(e.attr("ResourceID"))
	if unit.picture {
		p.d.reading.pictures[p.number] = true
	}
	for _, piece := range unit.pieces {
		place := func(x, base float64) (float64, float64) {
			return box[0] + ctm[0]*x - ctm[2]*base + ctm[4], -(box[1] + ctm[1]*x - ctm[3]*base + ctm[5])
		}
		piece.left, piece.base = place(piece.left, piece.base)
		piece.right, piece.rise = place(piece.right, piece.rise)
		piece.size *= max(abs(ctm[3]), abs(ctm[1]), abs(ctm[2]))
		piece.angle += ofdText{ctm: ctm}.angle()
		piece.faint = piece.faint || faint
		p.d.reading.collect(piece)
	}
}

// unit reads a unit once.
func (p *ofdPage) unit(id string) ofdUnit {
	const deepest, most = 5, 1000
	if known, ok := p.d.units[id]; ok || id == "" || p.depth >= deepest || len(p.d.units) >= most {
		return known
	}
	p.d.units[id] = ofdUnit{} // while it is read: units may hold each other in a circle
	r := p.d.reading
	outer, pictured := r.pieces, r.pictures[p.number]
	r.pieces = nil
	delete(r.pictures, p.number)
	inner := &ofdPage{d: p.d, number: p.number, template: p.template, depth: p.depth + 1}
	for _, name := range p.d.resources {
		if !p.d.a.has(name) {
			continue
		}
		// A broken file of resources costs what it shows.
		err := p.d.a.walkEntry(name, func(root element) { root.walk.each(inner.findUnit(id), nil) })
		if isRefusal(err, ArchiveTooBig) {
			panic(err)
		}
	}
	unit := ofdUnit{pieces: r.pieces, picture: r.pictures[p.number]}
	r.pieces = outer
	if pictured {
		r.pictures[p.number] = true
	} else {
		delete(r.pictures, p.number)
	}
	p.d.units[id] = unit
	return unit
}

// findUnit visits resources and shows the unit asked for.
func (p *ofdPage) findUnit(id string) func(element) {
	var visit func(element)
	visit = func(e element) {
		switch local(e) {
		case "CompositeGraphicUnits":
			e.walk.each(visit, nil)
		case "CompositeGraphicUnit":
			if e.attr("ID") == id {
				e.walk.each(p.part, nil)
			}
		}
	}
	return visit
}

// isShining reports whether what lies below an object shines through.
func isShining(e element) bool {
	const solid = 255
	alpha, err := strconv.ParseFloat(e.attr("Alpha"), 64)
	return err == nil && alpha <= mostShining*solid
}

// isLightOFD is isLight for the values of a colour in OFD, which go to 255.
func isLightOFD(v []float64) bool {
	const light, full = 0.7, 255
	switch len(v) {
	case 1:
		return v[0] >= light*full
	case 3:
		return 0.3*v[0]+0.59*v[1]+0.11*v[2] >= light*full
	}
	return false
}
