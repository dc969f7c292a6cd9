package extract

import "github.com/ledongthuc/pdf"

// Colours and lines say what the text beside them is.

// mostShining is the opacity up to which what lies below shines through.
const mostShining = 0.5

// isLight reports whether the colour an operator sets is hardly darker than
// paper.
func isLight(op string, args []pdf.Value) bool {
	const light = 0.7
	v := make([]float64, 0, 4)
	for _, a := range args {
		if a.Kind() != pdf.Integer && a.Kind() != pdf.Real {
			return false // a pattern
		}
		v = append(v, a.Float64())
	}
	switch {
	case op == "cs":
		return false // black
	case len(v) == 1:
		return v[0] >= light
	case len(v) == 3:
		return 0.3*v[0]+0.59*v[1]+0.11*v[2] >= light
	case len(v) == 4:
		return (1-v[3])*(1-(v[0]+v[1]+v[2])/3) >= light
	}
	return false
}

// draw gathers a path and notes the thin lines across the page.
func (p *painter) draw(op string, args []pdf.Value) {
	const corners = 8
	switch op {
	case "m", "l":
		p.corner(args[0].Float64(), args[1].Float64())
	case "re":
		x, y, w, h := args[0].Float64(), args[1].Float64(), args[2].Float64(), args[3].Float64()
		p.corner(x, y)
		p.corner(x+w, y+h)
	default:
		path := p.path
		p.path = p.path[:0]
		if op != "n" && len(path) >= 4 && len(path) <= 2*corners {
			p.rule(path)
		}
	}
}

func (p *painter) corner(x, y float64) {
	const most = 40
	if len(p.path) < most {
		at := matrix{1, 0, 0, 1, x, y}.times(p.state.ctm)
		p.path = append(p.path, at[4], at[5])
	}
}

// rule notes a path that is a thin line.
func (p *painter) rule(path []float64) {
	left, right, low, high := path[0], path[0], path[1], path[1]
	for i := 0; i+1 < len(path); i += 2 {
		left, right = min(left, path[i]), max(right, path[i])
		low, high = min(low, path[i+1]), max(high, path[i+1])
	}
	const thick, shortest, most = 2, 20, 100_000
	if high-low <= thick && right-left >= shortest && len(p.r.rules) < most {
		p.r.rules = append(p.r.rules, pdfRule{page: p.number, left: left, right: right, base: low})
	}
}
