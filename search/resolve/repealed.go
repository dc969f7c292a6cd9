package resolve

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// gone is the end of the work that a name stands for, which the library does
// not hold; false if nothing it holds repeals one of that name.
func (r *Resolver) gone(title string) (corpus.Death, bool) {
	key := repealKey(title)
	if key == "" {
		return corpus.Death{}, false
	}
	r.mu.RLock()
	defer r.mu.RUnlock()
	var versions []corpus.Version
	for _, e := range r.titles.repealing[key] {
		versions = append(versions, corpus.Version{ID: e.ID, Fields: e.Fields})
	}
	for work, d := range corpus.Deaths(versions) {
		if naming.Letters(work) == key {
			return d, true
		}
	}
	return corpus.Death{}, false
}

// repealKey is how a title is looked up among those that clauses repeal.
func repealKey(title string) string { return naming.Letters(corpus.WorkKey(title)) }

// repealed answers an address into a work that is gone and not held: with the
// clause that says so, never with a text of another name.
func (out reply) repealed(d corpus.Death) reply {
	out.Status = search.NoDocument
	out.tell(search.Notice{Code: "no_document", Message: "资料库没有" + search.CiteVersion(d.Title, "")})
	out.tell(search.Notice{Code: "repealed_by", Message: repealedWords(d), Address: d.Address()})
	out.Choices = append(out.Choices, search.Choice{Address: d.Address(), Citation: search.CiteVersion(d.ByTitle, "") + search.ClauseLabel(d.Clause),
		Document: d.ByTitle, Label: search.ClauseLabel(d.Clause), Status: corpus.InForce})
	return out
}

func (out *reply) tell(n search.Notice) { out.Notices = append(out.Notices, n) }

// repealedWords say by what and from when: 已由《民法典》第一千二百六十条废止.
func repealedWords(d corpus.Death) string {
	words := shortCite(d.Title)
	if d.By != "" && d.ByTitle != d.Title {
		end := "废止"
		if d.As == corpus.Lapsed {
			end = "宣布失效"
		}
		words += "已由" + shortCite(d.ByTitle) + search.ClauseLabel(d.Clause) + end
	} else {
		words += "已经失效"
	}
	if date := d.From.Chinese(); date != "" {
		words += "（自" + date + "起）"
	}
	return words
}

// shortCite leaves the name of the state out of a title.
func shortCite(title string) string {
	return search.CiteVersion(strings.TrimPrefix(title, "中华人民共和国"), "")
}
