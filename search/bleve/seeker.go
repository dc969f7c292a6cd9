package bleve

import (
	"bytes"

	"tiaowen/search/bleve/zap"
)

// seeker looks whether strings stand in passages of a segment, which must come one
// after the other, ascending.
type seeker struct {
	*reader
	s       *segmentView
	phrases []phrase
	forms   [][]formCursor // by phrase
}

// formCursor is a form of a phrase with where its bigrams' lists have been read to.
type formCursor struct {
	*form
	grams []zap.Cursor // none if the text must be looked into
}

func (r *reader) seeker(s *segmentView, phrases []phrase) *seeker {
	k := &seeker{r, s, phrases, make([][]formCursor, len(phrases))}
	for i, p := range phrases {
		for j := range p.forms {
			f := &p.forms[j]
			c := formCursor{form: f}
			if !f.apart {
				for _, gram := range f.grams {
					c.grams = append(c.grams, gram.lists[s.seg].Cursor())
				}
			}
			k.forms[i] = append(k.forms[i], c)
		}
	}
	return k
}

// score is what a passage scores if all strings stand in it but those that may be
// missing, a bit for each, else 0.
func (k *seeker) score(number uint32, missing uint64) (score float32) {
	spread := k.stringSpread[k.s.length[number]]
	for i := range k.phrases {
		c := k.count(number, i)
		if c == 0 {
			if missing&(1<<i) != 0 {
				continue
			}
			return 0
		}
		tf := float32(c)
		score += k.phrases[i].weight * k.peak * tf / (tf + spread)
	}
	return score
}

// count is how often a phrase, in any of its forms, begins in a passage's own text.
func (k *seeker) count(number uint32, phrase int) (n int) {
	for i := range k.forms[phrase] {
		n += k.countForm(number, &k.forms[phrase][i])
	}
	return n
}

// countForm counts a form. Where its bigrams tell, nothing is read of the text.
func (k *seeker) countForm(number uint32, f *formCursor) int {
	if tail := k.s.part[number]&partTail != 0; tail || f.grams == nil {
		text := k.folded(k.s, number)
		own := len(text)
		if tail {
			own = k.own(k.s, number)
		}
		return f.countIn(text, own)
	}
	if n, sure := k.countByGrams(number, f); sure {
		return n
	}
	text := k.folded(k.s, number)
	return f.countIn(text, len(text))
}

// countByGrams counts a form by the places of its bigrams. One that stands once says where
// the form begins if anywhere; of one that stands more often the first place may say that
// it stands there too. It is not sure where they do not tell.
func (k *seeker) countByGrams(number uint32, f *formCursor) (n int, sure bool) {
	begins, elsewhere := -1, false // of those that stand once; some of the others stand elsewhere
	var often [8]int               // where the form would begin by those
	others := 0
	for i := range f.grams {
		rank, ok := f.grams[i].Find(number)
		if !ok {
			return 0, true
		}
		l := &f.form.grams[i].lists[k.s.seg]
		times, place := int(l.Times[rank]), int(l.Places[rank])
		switch {
		case len(f.grams) == 1:
			return times, true
		case place == zap.FarPlace || times > 1 && others == len(often):
			elsewhere = true
		case times > 1:
			often[others] = place - i
			others++
		case place < i || begins >= 0 && begins != place-i:
			return 0, true
		default:
			begins = place - i
		}
	}
	for _, at := range often[:others] {
		elsewhere = elsewhere || at != begins
	}
	return 1, begins >= 0 && !elsewhere
}

// countIn is how often the string begins in the first own bytes of a text. It looks for
// the string's rarest byte: its first begins every other character.
func (f *form) countIn(text []byte, own int) int {
	count := 0
	for at := f.rare; at < len(text); {
		i := bytes.IndexByte(text[at:], f.text[f.rare])
		if i < 0 {
			break
		}
		at += i
		start := at - f.rare
		if start >= own {
			break
		}
		if bytes.HasPrefix(text[start:], f.text) && (!f.apart || standsApart(text, start, start+len(f.text))) {
			count++
			at += len(f.text)
		} else {
			at++
		}
	}
	return count
}
