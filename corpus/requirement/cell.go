package requirement

import "tiaowen/corpus"

// cell reads a cell that is a quantity, or a number whose unit the head of its column
// names.
func (r *reader) cell(s, head corpus.Span) (amount, bool) {
	if s.Empty() || s.Len() > longestCell {
		return amount{}, false
	}
	l := readLine(r.d.Text, s)
	tokens := l.scan()
	for _, seg := range l.sentences(tokens) {
		seg[0].l = &l
		if all := seg[0].findAmounts(); len(seg) == 1 && len(all) == 1 && all[0].from <= 2 && all[0].to == len(l.runes) {
			return all[0], true
		}
	}
	value, to := l.wholeAt(0)
	if to == 0 || to < len(l.runes) {
		return amount{}, false
	}
	h := readLine(r.d.Text, head)
	for i := range h.runes {
		if u := h.unitAt(i); u.kind == Hours && i == 0 {
			return amount{Quantity: Quantity{Kind: u.kind, Unit: u.name, Low: &value, High: &value}}, true
		}
		if h.runes[i] == '%' {
			v := fraction(value, 100)
			return amount{Quantity: Quantity{Kind: Share, Low: &v, High: &v}}, true
		}
		if u := h.unitAt(i); u.word != "" && i > 0 && h.runes[i-1] == '(' {
			return amount{Quantity: Quantity{Kind: u.kind, Unit: u.name, Low: &value, High: &value}}, true
		}
	}
	return amount{}, false
}

// longestCell is the length in bytes of a cell that may be nothing but a quantity.
const longestCell = 90
