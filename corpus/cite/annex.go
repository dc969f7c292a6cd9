package cite

import (
	"strings"

	"tiaowen/corpus"
)

// numbered is the number of an article; annex is nil for one of the text itself.
type numbered struct {
	annex          *corpus.Provision
	number, branch int
}

func annexAmong(above []*corpus.Provision) *corpus.Provision {
	for _, n := range above {
		if n.Kind == corpus.NodeAnnex {
			return n
		}
	}
	return nil
}

// annexed reads 附件1第三条 where no title stands before it. 附件1 alone is no citation:
// it is said of whatever is annexed.
func (f *finder) annexed(i int) int {
	list, width := f.pointersAt(i)
	if width == 0 || list[0].Annex == 0 || list[0].Level() < 0 {
		return 0
	}
	r, start := f.bareNumber(i, list[0])
	if r.none() {
		return 0
	}
	f.group(start, i, list, r, titleNote{}, false)
	return i + width
}

// scope is the annex whose own articles a number means where it stands, nil for those
// of the text itself.
func (f *finder) scope() *corpus.Provision {
	if f.outside || !f.divided[f.unit.annex] {
		return nil
	}
	return f.unit.annex
}

// inAnnex completes what an annex with articles says of its own.
func (f *finder) inAnnex(pointers []corpus.Pointer) {
	annex := f.scope()
	if annex == nil {
		return
	}
	for i := range pointers {
		p := &pointers[i]
		if p.Annex != 0 || p.Preamble || p.From != corpus.Absolute {
			continue
		}
		if p.Annex = annex.Number; p.Annex == 0 {
			p.Annex = -1
		}
		p.AnnexWord = annex.Label[:min(len(annex.Label), len("附件"))]
	}
}

// meansWhole reports whether 本条例 in an annex that is none, but 规则, means the text
// to which it is annexed.
func (f *finder) meansWhole(genre string) bool {
	if f.unit.annex == nil {
		return false
	}
	annex, own := genreWordOf(corpus.Fold(f.unit.annex.Caption)), genreWordOf(corpus.Fold(f.doc.Fields.Title))
	return own != "" && strings.HasSuffix(own, genre) && !strings.HasSuffix(annex, genre)
}
