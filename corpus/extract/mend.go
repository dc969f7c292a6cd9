package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Words knows how common a word is: its share of all words, 0 for what is no
// word. Words are folded.
type Words interface{ Share(word string) float64 }

// The rules of repair.
const (
	// RuleTwice: the text was UTF-8 and was read as GBK; the bytes are all there.
	RuleTwice = "utf8_read_as_gbk"
	// RuleShifted: a byte of GBK was lost and every pair after it read one byte
	// off, up to the next ASCII character or the next loss.
	RuleShifted = "gbk_one_byte_off"
)

// sure is the confidence from which a repair is made; what is less sure is only
// noticed.
const sure = 0.95

// Mend repairs stretches of mojibake for which there is evidence: what comes out
// is made of words, and of clearly more likely ones than any other reading of
// the same bytes. The source that comes back says what was changed (Repairs) and
// what could not be. A text that a program sent as characters stays as it is: what is
// odd in it is only noticed. Words may take long to be had, so they are asked for only
// if there is something to mend.
func Mend(s corpus.Source, words func() Words) corpus.Source {
	return MendAll([]corpus.Source{s}, words)[0]
}

// MendAll is Mend for the texts of one file, which share what may be spent on them: a
// file made to be costly costs a few seconds, and what is left of it stays as it is.
func MendAll(sources []corpus.Source, words func() Words) []corpus.Source {
	out := slices.Clone(sources)
	var l *language
	for i, s := range out {
		if _, found := mojibake(s.Text); found == 0 || s.Exact {
			continue
		}
		if l == nil {
			l = &language{words: words(), left: mostWeighed, tried: map[string]corpus.Repair{}}
		}
		out[i] = l.mend(s)
	}
	return out
}

func (l *language) mend(s corpus.Source) corpus.Source {
	var repairs []corpus.Repair
	at := 0
	for at < len(s.Text) && l.left > 0 {
		r, ok := l.twice(s.Text, at)
		if !ok {
			r, ok = l.shifted(s.Text, at)
		}
		if !ok {
			_, size := utf8.DecodeRuneInString(s.Text[at:])
			at += size
			continue
		}
		repairs = append(repairs, r)
		at = r.Was.End
	}
	left := s.Text[at:]
	if len(repairs) > 0 {
		s = mended(s, repairs)
	}
	if _, found := mojibake(left); found > 0 {
		d := note(NoteUnmended, corpus.Warning, "乱码太多，后面的没有逐一尝试修复，原样保留，请核对原文")
		d.Span = &corpus.Span{Start: len(s.Text) - len(left), End: len(s.Text)}
		s.Diagnostics = append(slices.Clip(s.Diagnostics), d)
	}
	return s
}

// mended is s with the repairs made: text, marks and diagnostics.
func mended(s corpus.Source, repairs []corpus.Repair) corpus.Source {
	var b strings.Builder
	at := 0
	for i := range repairs {
		r := &repairs[i]
		b.WriteString(s.Text[at:r.Was.Start])
		r.Span = corpus.Span{Start: b.Len(), End: b.Len() + len(r.After)}
		b.WriteString(r.After)
		at = r.Was.End
	}
	b.WriteString(s.Text[at:])
	moved := func(span corpus.Span) corpus.Span {
		return corpus.Span{Start: mapped(repairs, span.Start), End: mapped(repairs, span.End)}
	}
	s.Marks = slices.Clone(s.Marks)
	for i := range s.Marks {
		s.Marks[i].Span = moved(s.Marks[i].Span)
	}
	s.Pages = slices.Clone(s.Pages)
	for i := range s.Pages {
		s.Pages[i].Span = moved(s.Pages[i].Span)
	}
	kept := s.Diagnostics
	s.Text, s.Repairs, s.Diagnostics = b.String(), repairs, nil
	for _, d := range kept {
		if d.Code == NoteMojibake {
			continue // looked for anew below
		}
		if d.Span != nil {
			span := moved(*d.Span)
			d.Span = &span
		}
		s.Diagnostics = append(s.Diagnostics, d)
	}
	for _, r := range repairs {
		d := note(NoteRepaired, corpus.Warning, "乱码“%s”已修复为“%s”（把握 %d%%），请核对原文", r.Before, r.After, int(r.Confidence*100))
		span := r.Span
		d.Span = &span
		s.Diagnostics = append(s.Diagnostics, d)
	}
	s.Diagnostics = append(s.Diagnostics, noticeMojibake(s.Text)...)
	return s
}

// mapped is where offset at of the text as read stands in the repaired one. An
// offset inside a repair moves to its start.
func mapped(repairs []corpus.Repair, at int) int {
	shift := 0
	for _, r := range repairs {
		if at <= r.Was.Start {
			break
		}
		if at < r.Was.End {
			return r.Span.Start
		}
		shift = r.Span.End - r.Was.End
	}
	return at + shift
}

// language says how likely a text is, as long as it may.
type language struct {
	words Words
	left  int                      // how many letters may still be weighed
	tried map[string]corpus.Repair // what came of a stretch read one byte off, by what stands there
}

// mostWeighed is how many letters are weighed for the texts of one file. The readings
// of one damaged place are some fifty thousand letters, and nobody's file is damaged in a
// hundred places, each in a way of its own.
const mostWeighed = 5_000_000

// unknownWord is the cost of a character that is part of no word, in nats. One of
// the 6,763 of GB2312 is, far down the list, about one in e^16; any other is a
// sign that something is wrong.
const (
	unknownWord = 16
	strangeWord = 24
	longestWord = 6 // letters
)

// cost is the negative logarithm of how likely a text is, cut into words in the
// likeliest way.
func (l *language) cost(text string) float64 {
	letters := []rune(corpus.Fold(text))
	l.left -= len(letters)
	best := make([]float64, len(letters)+1)
	for i := range letters {
		best[i+1] = best[i] + letterCost(letters[i])
		for from := max(0, i+1-longestWord); from <= i; from++ {
			if share := l.words.Share(string(letters[from : i+1])); share > 0 {
				best[i+1] = min(best[i+1], best[from]-math.Log(share))
			}
		}
	}
	return best[len(letters)]
}

// punctuation are the marks that a repaired stretch may hold.
const punctuation = "，。、；：“”‘’（）《》！？"

// foldedPunctuation are the same as they stand in a folded text.
var foldedPunctuation = sync.OnceValue(func() string { return corpus.Fold(punctuation) })

func letterCost(r rune) float64 {
	switch {
	case strings.ContainsRune(foldedPunctuation(), r):
		return 4
	case everyday()[r]:
		return unknownWord
	}
	return strangeWord
}

// reading is one way to read the bytes of a stretch.
type reading struct {
	text string
	cost float64
}

// temper takes back some of the trust in the costs: words do not follow each
// other as freely as adding up their costs has it. Without it 专项政治行动 was
// preferred to 专项整治行动 with a confidence of .975, by a dictionary that knows
// 政治 to be the commoner word and nothing of what follows 专项.
const temper = 2

// decide turns the readings of a stretch into a repair, if the best is much
// likelier than the next and than what stands there.
func (l *language) decide(rule, before string, readings []reading) (corpus.Repair, bool) {
	if len(readings) == 0 {
		return corpus.Repair{}, false
	}
	slices.SortFunc(readings, func(a, b reading) int { return cmp.Compare(a.cost, b.cost) })
	best := readings[0]
	rival := l.cost(before)
	for _, other := range readings[1:] {
		if other.text != best.text {
			rival = min(rival, other.cost)
			break
		}
	}
	confidence := 1 / (1 + math.Exp((best.cost-rival)/temper))
	r := corpus.Repair{Rule: rule, Before: before, After: best.text, Confidence: math.Floor(confidence*1000) / 1000}
	return r, r.Confidence >= sure
}
