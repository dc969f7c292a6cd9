package requirement

import "strings"

// segment is what stands between two commas: the smallest piece that has a predicate.
type segment struct {
	l        *line
	from, to int // runes, without the sign that ends it
	tokens   []token
	ends     rune

	// What read finds.
	modal    *token   // the first modal word that is one here
	who      stretch  // the noun phrase before the predicate that names who acts
	qualify  stretch  // what qualifies it, where that is a condition: 年满18岁的
	topic    bool     // the noun phrase before the predicate names a thing
	whole    bool     // the segment is a noun phrase and nothing else
	governed bool     // 对 in the segment before governs it
	thing    bool     // it is a noun phrase for a thing: 党委下拨的党费
	also     bool     // it adds to what the segment before asks: 或者三分之二以上到会
	task     *token   // 任务 in 党校的任务是培训党员
	amounts  []amount //
	agents   []agent  //
	waits    bool     // it says only when something holds
	finishes bool     // it says what follows from that: 才能, 方可
}

// longestSegment bounds the tokens of a segment, since some rules look at each token
// for each of its quantities: in what is longer nobody could tell either.
const longestSegment = 200

// sentences cuts the tokens of l at 。；！？ and each of these at ， and ：.
func (l *line) sentences(tokens []token) [][]segment {
	var out [][]segment
	var now []segment
	from, first := 0, 0
	cut := func(to, next int, sign rune) {
		if to > from {
			now = append(now, segment{l: l, from: from, to: to, tokens: tokens[first:next], ends: sign})
		}
		if sign != ',' && sign != ':' && len(now) > 0 {
			out, now = append(out, now), nil
		}
		from, first = to+1, next+1
	}
	for i, t := range tokens {
		switch t.sign {
		case ',', ':', '。', ';', '!', '?', '\n', '|':
			if !t.inside {
				cut(t.from, i, t.sign)
			}
		default:
			if i-first >= longestSegment {
				cut(t.from, i, ',')
				from, first = t.from, i
			}
		}
	}
	cut(len(l.runes), len(tokens), 0)
	return out
}

// read finds what is in s by itself.
func (s *segment) read() {
	s.modal = s.findModal()
	s.findSubject()
	s.amounts = s.findAmounts()
	s.agents = s.findAgents()
	s.waits = s.conditional()
	s.findTask()
	if s.modal == nil && s.qualify.empty() {
		s.findInnerCondition()
	}
	for i := range s.tokens {
		if s.tokens[i].is.has(thenWord) && (s.modal == nil || s.modal.from > s.tokens[i].from) {
			s.finishes = true
		}
	}
}

// findTask finds who has what task in a sentence that lists nothing below: 党校的主要任务
// 是培训党员.
func (s *segment) findTask() {
	if s.ends == ':' || s.modal != nil {
		return
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if !t.is.has(listWord) || s.l.rune(t.to) != '是' || t.inside {
			continue
		}
		of := s.ofWithin(s.from, t.from, true)
		first := 0
		if who, _ := s.nounPhrase(first, s.from, of); of > 0 && who.from == s.from && who.to == of {
			s.task, s.who, s.topic = t, who, false
		}
		return
	}
}

// findInnerCondition finds a condition that no comma sets apart: 情节严重的给予处分.
func (s *segment) findInnerCondition() {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.from > s.from+1 && t.is.has(followsWord) && s.l.runes[t.from-1] == '的' && (s.l.has(t.from, "给予") || s.l.has(t.from, "予以") || s.l.has(t.from, "依法") || s.l.has(t.from, "按")) {
			s.qualify = stretch{s.from, t.from}
			return
		}
	}
}

// conditional reports whether s says only when something holds.
func (s *segment) conditional() bool {
	if s.ends != ',' && s.ends != ':' {
		return false
	}
	switch s.l.rune(s.to - 1) {
	case '的':
		return true
	case '者': // 3000元以下者
		if n := len(s.amounts); n > 0 && s.amounts[n-1].to == s.to-1 {
			return true
		}
	case '时', '后', '前':
		if !strings.ContainsRune("小课学工临及同准", s.l.rune(s.to-2)) {
			return s.modal == nil
		}
	case '外':
		return s.mentions("除")
	}
	for _, word := range []string{"情况下", "期间", "情形下", "之日起", "期满", "届满", "基础上", "前提下", "过程中"} {
		if s.l.hasBefore(s.to, word) && s.modal == nil {
			return true
		}
	}
	first := len(s.tokens) > 0 && s.tokens[0].from == s.from && !s.tokens[0].is.has(prepWord) && s.tokens[0].is.has(ifWord)
	return first && s.modal == nil || s.opensWithObject() && s.modal == nil
}
