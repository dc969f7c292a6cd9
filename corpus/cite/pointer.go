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

var wholeWords = []struct {
	word    string
	pointer corpus.Pointer
}{
	{"序言", corpus.Pointer{Preamble: true}}, {"总纲", corpus.Pointer{Preamble: true}},
	{"本条", corpus.Pointer{From: corpus.FromArticle}}, {"同条", corpus.Pointer{From: corpus.FromArticle}}, {"前条", corpus.Pointer{From: corpus.FromArticle, Back: 1}}, {"上条", corpus.Pointer{From: corpus.FromArticle, Back: 1}},
	{"本款", corpus.Pointer{From: corpus.FromParagraph}}, {"前款", corpus.Pointer{From: corpus.FromParagraph, Back: 1}}, {"上款", corpus.Pointer{From: corpus.FromParagraph, Back: 1}},
	{"本项", corpus.Pointer{From: corpus.FromItem}}, {"前项", corpus.Pointer{From: corpus.FromItem, Back: 1}},
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
