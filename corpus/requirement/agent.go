package requirement

import "strings"

// agent is who acts though another is the subject, and how that is said.
type agent struct {
	who  stretch
	by   rune // 由, 经 or 报
	from int  // where by stands
	does int  // where what it does begins
}

// introduces are the words before an agent.
var introduces = []struct {
	word string
	size int
	by   rune
}{{"未经", 2, '经'}, {"经过", 2, '经'}, {"报请", 2, '报'}, {"报经", 2, '报'}, {"提请", 2, '报'}, {"由", 1, '由'}, {"经", 1, '经'}, {"报", 1, '报'}}

// introduced is how token t introduces an agent; 0 if it does not.
func (s *segment) introduced(t *token) rune {
	if t.is&(1<<prepWord|1<<verbWord) == 0 {
		return 0
	}
	for _, w := range introduces {
		if t.to-t.from == w.size && s.l.has(t.from, w.word) {
			return w.by
		}
	}
	return 0
}

// findAgents are those that s names as acting: behind 由, or behind 经 and 报 before a
// word for giving leave.
func (s *segment) findAgents() []agent {
	var out []agent
	if s.whole || s.l.has(s.from, "除") || s.l.makes(s.to-2) {
		return nil
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		by := s.introduced(t)
		if t.inside || by == 0 || by == '由' && strings.ContainsRune("的、及和或者", s.l.rune(t.from-1)) {
			continue
		}
		first, from := i+1, t.to
		if by == '由' && first < len(s.tokens) && s.tokens[first].from == from && s.tokens[first].amount != nil {
			from, first = s.tokens[first].to, first+1 // 由两名党员担任
		}
		who, _ := s.nounPhrase(first, from, s.to)
		for at := from + 1; who.empty() && by != '由' && at < s.to; at++ {
			if at = s.leave(at); at < s.to {
				who, _ = s.nounPhrase(first, from, s.beforeShare(at))
			}
		}
		if who.empty() || who.to >= s.to {
			continue
		}
		who.to = s.further(who.to)
		does := s.behindShare(who.to)
		if by == '由' || s.l.approves(does) {
			out = append(out, agent{who: who, by: by, from: t.from, does: does})
		}
	}
	return s.second(out)
}

// further is the end of a longer noun phrase that what ends at i only begins: 由党委内设
// 的机构承办; i where there is none.
func (s *segment) further(i int) int {
	of := s.ofWithin(i, min(s.to, i+farthestOf), false)
	if of < 0 || of == i {
		return i
	}
	for k := range s.tokens {
		if s.tokens[k].from < of+1 {
			continue
		}
		who, _ := s.nounPhrase(k, of+1, s.to)
		if !who.empty() && who.to < s.to && s.verbAt(who.to) {
			return who.to
		}
		break
	}
	return i
}

// farthestOf is how far behind a noun phrase the 的 of a longer one may stand.
const farthestOf = 14

// verbAt reports whether a verb begins at i.
func (s *segment) verbAt(i int) bool {
	for k := range s.tokens {
		if t := &s.tokens[k]; t.from == i {
			return t.is.has(verbWord)
		}
	}
	return false
}

// leave is where in s a word for giving leave begins, from i on; the end of s if there
// is none.
func (s *segment) leave(i int) int {
	for ; i < s.to && !s.l.approves(i); i++ {
	}
	return i
}

// beforeShare is i, or where the share that ends there begins: 经村民的过半数通过.
func (s *segment) beforeShare(i int) int {
	for _, t := range s.tokens {
		if t.amount == nil || t.to != i {
			continue
		}
		i = t.from
		for _, word := range []rune{'过', '的'} {
			if s.l.rune(i-1) == word {
				i--
			}
		}
		return i
	}
	return i
}

// second adds the agent behind 和 in 经甲讨论通过和乙批准.
func (s *segment) second(agents []agent) []agent {
	if len(agents) == 0 || agents[len(agents)-1].by != '经' {
		return agents
	}
	last := agents[len(agents)-1]
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.from <= last.does || !t.is.has(conjWord) {
			continue
		}
		if who, _ := s.nounPhrase(i+1, t.to, s.to); !who.empty() && who.to < s.to && s.l.approves(who.to) {
			return append(agents, agent{who: who, by: '经', from: t.from, does: who.to})
		}
	}
	return agents
}

// behindShare is i, or the place behind a share there: 经村民过半数通过.
func (s *segment) behindShare(i int) int {
	for _, t := range s.tokens {
		if t.amount != nil && t.amount.Kind == Share && t.from <= i+2 && t.to > i {
			return t.to
		}
	}
	return i
}
