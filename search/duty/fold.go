package duty

import (
	"slices"

	"tiaowen/corpus"
)

// sense is what two requirements have in common that ask the same of the same.
type sense struct {
	same   uint64
	bearer int32
}

// repeated is what is asked more than once in some sheets.
func repeated(sheets map[string]*sheet) map[sense]bool {
	seen, out := map[sense]bool{}, map[sense]bool{}
	for _, s := range sheets {
		for _, a := range s.asks {
			key := sense{a.same, a.bearer}
			if seen[key] && a.same != 0 {
				out[key] = true
			}
			seen[key] = true
		}
	}
	return out
}

// fold lets of requirements that ask the same the one stand that is first by
// corpus.Claim, where it stands, with the others beside it.
func (f *finder) fold() {
	first := map[sense]int{}
	var folded []bool
	for i := range f.out {
		a := f.out[i].sheet.asks[f.out[i].n]
		key := sense{a.same, a.bearer}
		if !f.table.repeated[key] {
			continue
		}
		at, met := first[key]
		if !met {
			first[key] = i
			continue
		}
		if folded == nil {
			folded = make([]bool, len(f.out))
		}
		stands, other := at, i
		if f.claim(f.out[i]).Compare(f.claim(f.out[at])) < 0 {
			stands, other = i, at
			first[key] = i
		}
		one := found{sheet: f.out[other].sheet, n: f.out[other].n}
		f.out[stands].also = append(append(f.out[stands].also, one), f.out[other].also...)
		f.out[other].also, folded[other] = nil, true
	}
	if folded == nil {
		return
	}
	n := 0
	f.out = slices.DeleteFunc(f.out, func(found) bool { n++; return folded[n-1] })
}

// claim is what decides which of several that ask the same stands first.
func (f *finder) claim(x found) corpus.Claim {
	t := x.sheet.titled
	line, day := t.Standing.Timeline, f.q.day()
	return corpus.Claim{Status: line.On(day), Date: t.Fields.VersionDate(), ID: t.ID, Ahead: line.Ahead(day)}
}
