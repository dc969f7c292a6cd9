package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Pointers reads a list of pointers at the start of folded: 第五条、第七条,
// 第五至七条, 第三十一条第一款第(一)、(二)项, 前款, 序言第七自然段. width is what they
// take, 0 if there is none. Loose reading, for what a person types as an
// address, needs no 第: 12条3款.
func Pointers(folded string, loose bool) (list []corpus.Pointer, width int) {
	s := pointerScanner{text: folded, loose: loose}
	for {
		at := s.at
		if len(list) > 0 && !s.connect(&list[len(list)-1]) {
			break
		}
		start := s.at
		group, ok := s.pointer(len(list) > 0)
		if ok && len(list) > 0 && !loose && !continues(list[len(list)-1], group[0], folded[start:]) {
			ok = false
		}
		if !ok {
			s.at = at
			if len(list) > 0 {
				list[len(list)-1].Through = false
			}
			break
		}
		if len(list) > 0 {
			before := list[len(list)-1]
			for i := range group {
				group[i].Inherit(before)
			}
			if loose && folded[start-1] == ',' && group[0].Inside(before) { // 第二条，第二款
				list = list[:len(list)-1]
			}
		}
		list = append(list, group...)
	}
	return list, s.at
}

// continues reports whether a further pointer that leaves out the 第 goes on
// with a list: as the end of a range, or on the level of the one before. The
// counted things of 第八条和十项制度 do not.
func continues(before, next corpus.Pointer, text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return !corpus.IsNumeralRune(r) || before.Through || next.Level() == before.Depth()
}

type pointerScanner struct {
	text  string
	at    int
	loose bool
}

func (s *pointerScanner) rest() string { return s.text[s.at:] }

func (s *pointerScanner) accept(word string) bool {
	if strings.HasPrefix(s.rest(), word) {
		s.at += len(word)
		return true
	}
	return false
}

func (s *pointerScanner) acceptAny(words ...string) bool {
	for _, w := range words {
		if s.accept(w) {
			return true
		}
	}
	return false
}

// connect reads what stands between two pointers and notes a range.
func (s *pointerScanner) connect(before *corpus.Pointer) bool {
	if s.through() {
		before.Through = true
		return true
	}
	return s.acceptAny("、", "以及", "和", "及", "与", "或者", "或", ",", "并")
}

// through reads what makes a range of two numbers; a person types a dash twice.
func (s *pointerScanner) through() bool {
	found := s.acceptAny("至", "到", "—", "-", "~", "–")
	for found && s.loose && s.acceptAny("—", "-") {
	}
	return found
}

// pointer reads one pointer, or several that share their last unit. Further
// ones of a list may leave out the 第.
func (s *pointerScanner) pointer(further bool) ([]corpus.Pointer, bool) {
	start := s.at
	p := s.word()
	last := p.Level()
	found := s.at > start
	switch p.From {
	case corpus.FromArticle:
		last = corpus.LevelArticle
	case corpus.FromParagraph:
		last = corpus.LevelParagraph
	case corpus.FromItem:
		last = corpus.LevelItem
	}
	if p.Preamble {
		if n, ok := s.natural(); ok {
			p.Natural = n
		}
		p.Span = corpus.Span{Start: start, End: s.at}
		return []corpus.Pointer{p}, true
	}
	group := []corpus.Pointer{p}
	for {
		at := s.at
		if p := &group[0]; s.loose && last < corpus.LevelArticle && p.Heading == "" && s.heading(p) {
			found = true
			at = s.at
		}
		if s.loose && (found || last >= 0) { // 第九章的最后一条
			s.acceptAny("中的", "里的", "内的", "的")
		}
		numbers, through, unit, ok := s.element(further && !found, found)
		if !ok || unit <= last {
			s.at = at
			break
		}
		found, last = true, unit
		group = spread(group[len(group)-1], unit, numbers, through)
		if unit == corpus.LevelArticle && s.branch(&group[len(group)-1]) {
			found = true
		}
		if len(numbers) > 1 {
			break
		}
	}
	if len(group) == 1 && (last == corpus.LevelArticle || last == corpus.LevelParagraph) && p.From == corpus.Absolute {
		group = s.leading(group[0], last)
	}
	for i := range group {
		group[i].Span = corpus.Span{Start: start, End: s.at}
	}
	return group, found && (group[0].Level() >= 0 || group[0].From != corpus.Absolute || group[0].Annex != 0 || group[0].Heading != "")
}

// leading reads 前两款 after an article and 前三项 after an article or a 款: its
// first ones.
func (s *pointerScanner) leading(p corpus.Pointer, last int) []corpus.Pointer {
	at := s.at
	word, unit := s.word(), corpus.LevelParagraph
	if word.From == corpus.FromItem {
		unit = corpus.LevelItem
	}
	if word.Back < 2 || word.From == corpus.FromArticle || unit <= last {
		s.at = at
		return []corpus.Pointer{p}
	}
	return spread(p, unit, []int{1, word.Back}, []bool{true, false})
}

// spread makes a pointer for each number, ranges marked.
func spread(p corpus.Pointer, unit int, numbers []int, through []bool) []corpus.Pointer {
	out := make([]corpus.Pointer, len(numbers))
	for i, n := range numbers {
		out[i] = p
		out[i].Set(unit, n)
		out[i].Through = through[i]
	}
	return out
}

// element reads 第五至七条, 第(二)、(三)项: numbers that share a unit. behind says that
// what it is in was read before it.
func (s *pointerScanner) element(bare, behind bool) (numbers []int, through []bool, unit int, ok bool) {
	if numbers, through, unit, ok := s.fromEnd(behind); ok {
		return numbers, through, unit, true
	}
	named := s.accept("第")
	for len(numbers) < mostShared {
		bracket := s.accept("(")
		n, width := s.number()
		if width == 0 {
			return nil, nil, 0, false
		}
		s.at += width
		if bracket && !s.accept(")") {
			return nil, nil, 0, false
		}
		if n == 0 {
			n = corpus.Nought
		}
		numbers, through = append(numbers, n), append(through, false)
		if unit, ok := s.unit(bracket); ok {
			return numbers, through, unit, named || s.loose || bare || bracket && unit == corpus.LevelItem
		}
		switch {
		case s.through():
			through[len(through)-1] = true
		case s.acceptAny("、", "和", "及", "或"):
		case bracket && strings.HasPrefix(s.rest(), "("): // 第(一)(二)项
		default:
			return nil, nil, 0, false
		}
		s.accept("第")
	}
	return nil, nil, 0, false
}

// mostShared bounds how many numbers share a unit, so that a text of numbers
// without any is not read to its end from each of them.
const mostShared = 30

// unit reads the unit after a number. 条 as a counter (十条意见) is told by what
// follows only in loose reading of a whole address, so it is not tried here.
func (s *pointerScanner) unit(bracket bool) (int, bool) {
	for i, u := range corpus.LevelNames {
		if s.accept(u) {
			return i, true
		}
	}
	return 0, false
}

// branch reads 之一 after an article.
func (s *pointerScanner) branch(p *corpus.Pointer) bool {
	at := s.at
	if s.accept("之") {
		if n, width := s.number(); width > 0 {
			after, _ := utf8.DecodeRuneInString(s.text[s.at+width:])
			if after != '条' && after != '款' {
				s.at += width
				p.Branch = n
				return true
			}
		}
	}
	s.at = at
	return false
}
