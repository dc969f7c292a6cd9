package cite

import (
	"strings"

	"tiaowen/corpus"
)

var wholeWords = []struct {
	word    string
	pointer corpus.Pointer
}{
	{"序言", corpus.Pointer{Preamble: true}}, {"总纲", corpus.Pointer{Preamble: true}},
	{"本条", corpus.Pointer{From: corpus.FromArticle}}, {"同条", corpus.Pointer{From: corpus.FromArticle}}, {"前条", corpus.Pointer{From: corpus.FromArticle, Back: 1}}, {"上条", corpus.Pointer{From: corpus.FromArticle, Back: 1}},
	{"本款", corpus.Pointer{From: corpus.FromParagraph}}, {"前款", corpus.Pointer{From: corpus.FromParagraph, Back: 1}}, {"上款", corpus.Pointer{From: corpus.FromParagraph, Back: 1}},
	{"本项", corpus.Pointer{From: corpus.FromItem}}, {"前项", corpus.Pointer{From: corpus.FromItem, Back: 1}},
}

// heading reads 总则 and the like, as a person names a chapter.
func (s *pointerScanner) heading(p *corpus.Pointer) bool {
	for _, w := range []string{"总则", "分则", "附则"} {
		if s.accept(w) {
			p.Heading = w
			return true
		}
	}
	return false
}

// word reads 序言, 前款, 前两款, 附件二 and the like.
func (s *pointerScanner) word() corpus.Pointer {
	for _, w := range wholeWords {
		if s.accept(w.word) {
			return w.pointer
		}
	}
	at := s.at
	if s.accept("前") {
		if n, width := s.number(); width > 0 && n >= 2 && n <= 20 {
			s.at += width
			for unit, anchor := range map[string]corpus.Anchor{"条": corpus.FromArticle, "款": corpus.FromParagraph, "项": corpus.FromItem} {
				if s.accept(unit) {
					return corpus.Pointer{From: anchor, Back: n}
				}
			}
		}
	}
	s.at = at
	for _, word := range []string{"附件", "附录", "附表", "附图"} {
		if s.accept(word) {
			return corpus.Pointer{Annex: s.annexNumber(), AnnexWord: word}
		}
	}
	return corpus.Pointer{}
}

// annexNumber reads the number after 附件, which may stand in brackets; -1 if there is
// none.
func (s *pointerScanner) annexNumber() int {
	if n, width := s.number(); width > 0 {
		s.at += width
		return n
	}
	at := s.at
	if s.accept("(") {
		if n, width := s.number(); width > 0 {
			s.at += width
			if s.accept(")") {
				return n
			}
		}
	}
	s.at = at
	return -1
}

func (s *pointerScanner) natural() (int, bool) {
	at := s.at
	if s.accept("第") {
		if n, width := s.number(); width > 0 {
			s.at += width
			if s.acceptAny("自然段", "段") {
				return n, true
			}
		}
	}
	s.at = at
	return 0, false
}

// number is the numeral at the scanner, and how many bytes it takes.
func (s *pointerScanner) number() (n, width int) {
	end := strings.IndexFunc(s.rest(), func(r rune) bool { return !corpus.IsNumeralRune(r) })
	if end < 0 {
		end = len(s.rest())
	}
	n, ok := corpus.ParseNumeral(s.rest()[:end])
	if !ok {
		return 0, 0
	}
	return n, end
}

// fromEnd reads 末款, 最后一款, 最后两款, 倒数第二款 and 首款, as a person names them; 后两款
// only behind the number of what it is in.
func (s *pointerScanner) fromEnd(behind bool) (numbers []int, through []bool, unit int, ok bool) {
	at := s.at
	switch {
	case !s.loose:
		return nil, nil, 0, false
	case s.accept("首"):
		numbers = []int{1}
	case s.accept("倒数第"):
		if back, width := s.number(); width > 0 && back > 0 {
			s.at += width
			numbers = []int{corpus.Last + 1 - back}
		}
	case s.acceptAny("最后", "最末", "末") || behind && at > 0 && s.accept("后"):
		numbers = s.lastFew(s.text[at:s.at] == "后")
	}
	if numbers != nil {
		if unit, ok = s.unit(false); ok {
			return numbers, []bool{true, false}[2-len(numbers):], unit, true
		}
	}
	s.at = at
	return nil, nil, 0, false
}

// lastFew reads how many are meant from the end: the last, or the ends of a range.
func (s *pointerScanner) lastFew(several bool) []int {
	few, width := s.number()
	s.at += width
	s.accept("个")
	switch {
	case width == 0 && !several, few == 1:
		return []int{corpus.Last}
	case few > 1 && few <= mostShared:
		return []int{corpus.Last + 1 - few, corpus.Last}
	}
	return nil
}
