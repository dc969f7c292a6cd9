package packet

import (
	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// decide says what has become of a passage, given what the library has now.
func decide(p Passage, now present) Checked {
	switch {
	case now.document == nil:
		return decideWithout(p, now)
	case now.document.Status == corpus.Repealed || now.document.Status == corpus.Lapsed:
		return repealed(p, now)
	case now.document.Status == corpus.Amended || now.newest != nil && isOlder(*now.document, *now.newest):
		return superseded(p, now)
	}
	return decideText(p, now)
}

// isOlder reports whether the version in force is another and later one. Where
// a date is not known it cannot be told, and nothing is claimed.
func isOlder(document, newest Held) bool {
	was, is := document.Fields.VersionDate(), newest.Fields.VersionDate()
	return document.ID != newest.ID && was != "" && was < is
}

// decideWithout is for a document that is not held: another library exported it,
// or it has gone since. Its text may stand in another.
func decideWithout(p Passage, now present) Checked {
	const none = "资料库中没有原文献，"
	switch {
	case now.newest != nil && isVersionOf(p, *now.newest):
		return underOtherID(p, now)
	case now.later != nil:
		c := superseded(p, now)
		c.Message = none + "现行的是" + versionOf(*now.newest) + "，" + laterWords(p, now) + "。"
		return c
	case now.equal != nil:
		return at(p, Moved, now.equal, none+"但"+now.equal.words()+"有相同的文字。")
	case now.newest != nil:
		return Checked{Status: Superseded, Message: none + "现行的是" + versionOf(*now.newest) + "，其中没有对应的内容。"}
	}
	return Checked{Status: Gone, Message: none + "也找不到相同的文字。"}
}

// isVersionOf reports whether a document is the version that the passage was
// taken from, whatever its id is here.
func isVersionOf(p Passage, h Held) bool {
	return p.VersionDate != "" && p.VersionDate == h.Fields.VersionDate() && corpus.WorkKey(p.Fields.Title) == corpus.WorkKey(h.Fields.Title)
}

// underOtherID is for the same version of a document under the id of this
// library.
func underOtherID(p Passage, now present) Checked {
	const other = "这份文献在本资料库中编号不同，"
	switch {
	case now.later != nil && now.laterEqual:
		return at(p, Moved, now.later, other+"文字未变，见"+now.later.words()+"。")
	case now.later != nil:
		return at(p, Changed, now.later, other+"同一位置的文字有出入，请对照后再引用。")
	case now.equal != nil:
		return at(p, Moved, now.equal, other+"其中没有这段文字，但"+now.equal.words()+"有相同的文字。")
	}
	return Checked{Status: Gone, Message: other + "其中没有这段文字。"}
}

func repealed(p Passage, now present) Checked {
	word := "已废止"
	if now.document.Status == corpus.Lapsed {
		word = "已失效"
	}
	if now.newest == nil || now.newest.ID == now.document.ID {
		return Checked{Status: Repealed, Message: "所引文献" + word + "，不能再作为依据。"}
	}
	return at(p, Repealed, now.later, "所引文献"+word+"，现行的是"+versionOf(*now.newest)+"，"+laterWords(p, now)+"。")
}

func superseded(p Passage, now present) Checked {
	if now.newest == nil || now.newest.ID == p.DocumentID {
		return Checked{Status: Superseded, Message: "所引版本已被修改，资料库中没有现行版本。"}
	}
	return at(p, Superseded, now.later, "所引的不是现行版本，现行的是"+versionOf(*now.newest)+"，"+laterWords(p, now)+"。")
}

// laterWords say what the newest version has of a passage.
func laterWords(p Passage, now present) string {
	switch {
	case now.later == nil:
		return "其中没有对应的内容"
	case now.laterEqual:
		return "文字未变，见" + now.later.words()
	}
	if now.later.Address != address(now.newest.ID, p.Locator) {
		return "对应的是" + now.later.words() + "，文字不同，请对照后再引用"
	}
	return "同一位置的文字不同，请对照后再引用"
}

// decideText is for a document that still applies.
func decideText(p Passage, now present) Checked {
	switch {
	case now.here != nil && now.equal != nil && now.here.Address == now.equal.Address:
		return Checked{Status: Unchanged, Message: "与资料库现在的文字一致。", Now: now.here}
	case now.equal != nil && now.document != nil && idOf(now.equal.Address) == p.DocumentID:
		return at(p, Moved, now.equal, "文字未变，位置变为"+now.equal.words()+"。")
	case now.here != nil && Hash(now.here.Text) == p.Hash:
		return at(p, Changed, now.here, "资料库中的原文未变，但这份材料里的文字导出后被人改过。")
	case now.here != nil:
		return at(p, Changed, now.here, "同一位置的文字已有改动，请对照后再引用。")
	case now.equal != nil:
		return at(p, Moved, now.equal, "原位置已没有这段文字，"+now.equal.words()+"有相同的文字。")
	}
	return Checked{Status: Gone, Message: "文献还在，但其中已没有这段文字。"}
}

// at is an answer that points to a place, with what differs there.
func at(p Passage, status Fate, place *Place, message string) Checked {
	c := Checked{Status: status, Message: message, Now: place}
	if place != nil && !same(place.Text, p.Text) {
		c.Diff = compare.Texts(p.Text, place.Text)
		if p.Piece {
			c.Diff = trimmed(c.Diff)
		}
	}
	return c
}

// trimmed leaves out what was inserted before and after all else: the rest of
// the provision that the piece was taken from.
func trimmed(ops []compare.Op) []compare.Op {
	if len(ops) > 1 && ops[0].Kind == compare.Insert {
		ops = ops[1:]
	}
	if n := len(ops); n > 1 && ops[n-1].Kind == compare.Insert {
		ops = ops[:n-1]
	}
	return ops
}

// versionOf names a document by title and version.
func versionOf(h Held) string {
	if h.Fields.Title == "" {
		return h.ID
	}
	return titleMarks(h.Fields.Title) + brackets(versionWords(h.Fields))
}

func (p Place) words() string {
	if p.Citation != "" {
		return p.Citation
	}
	return p.Address
}
