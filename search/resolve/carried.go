package resolve

import (
	"context"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// A notice that prints a regulation as its 附件1 is held apart from it. Whoever cites
// the notice's 附件1第三条 means 第三条 of the regulation.

// inCarried answers such an address with what the paper carries as that annex; false
// if it is not known which text that is, or it is not held.
func (r *Resolver) inCarried(ctx context.Context, out reply, rd reading, paper search.Titled) (reply, bool, error) {
	if len(rd.pointers) == 0 || rd.pointers[0].Annex == 0 {
		return out, false, nil
	}
	annex := rd.pointers[0].Annex
	own := make([]corpus.Pointer, len(rd.pointers))
	for i, p := range rd.pointers {
		if p.Annex != annex || p.Level() < 0 {
			return out, false, nil
		}
		p.Annex, p.AnnexWord = 0, ""
		own[i] = p
	}
	text := r.annexedText(paper.Fields, annex)
	e, _, held := r.byAddress(text.ID, "")
	if text.ID == "" || !held {
		return out, false, nil
	}
	rd.pointers = own
	out.notice("carried_text", "所引附件单独收录，按《"+text.Fields.Title+"》查找")
	answer, err := r.inside(ctx, out, rd, TitleMatch{Editions: []Edition{e}})
	return answer, err == nil, err
}

// annexedText is the text that a paper carries as the annex of a number, without an id
// if that is not known.
func (r *Resolver) annexedText(paper corpus.Fields, number int) search.Titled {
	carried := r.Companions(paper).Carried
	for i, title := range paper.Carries {
		only := len(paper.Carries) == 1 && len(paper.Annexes) < 2 && number <= 1
		named := number > 0 && number <= len(paper.Annexes) && naming.Key(paper.Annexes[number-1]) == naming.Key(title)
		if only || named {
			return carried[i]
		}
	}
	return search.Titled{}
}
