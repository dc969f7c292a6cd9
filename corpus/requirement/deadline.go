package requirement

// deadline finds what a length of time in s is counted from or to, and says whether it
// is counted at all: 在一个月内 is, 预备期为一年 is not. event is in s, or in the
// segment before, which says 后.
func (s *segment) deadline(before *segment, a amount) *Deadline {
	l := s.l
	d := Deadline{Length: a.length, Unit: a.Unit, Before: a.before}
	if l.rune(a.from-1) == '前' || l.hasBefore(a.from, "提前") {
		d.Before = true
	}
	if !a.within && !a.after && !d.Before {
		return nil
	}
	event := s.since(a)
	switch {
	case d.Before:
		event = s.until(a)
	case event.empty() && a.after:
		event = s.happening(a.from)
	case event.empty() && before != nil && before.ends == ',' && l.rune(before.to-1) == '后':
		event = before.happening(before.to - 1)
	case event.empty() && before != nil && l.hasBefore(before.to, "之日起"):
		event = before.since(amount{from: before.to})
	}
	d.From = l.span(event.from, event.to)
	return &d
}

// since is the event in 自…之日起N日内 and in …后N日内.
func (s *segment) since(a amount) stretch {
	l, to := s.l, a.from
	for _, word := range []string{"之日起", "之日", "起"} {
		if l.hasBefore(to, word) {
			to -= len([]rune(word))
			from := 0
			for i := range s.tokens {
				if t := &s.tokens[i]; t.to <= to && (l.runes[t.from] == '自' || l.runes[t.from] == '从') && t.to-t.from == 1 {
					from = t.to
				}
			}
			if from == 0 {
				return s.happening(to)
			}
			return stretch{from, to}
		}
	}
	for i := to; i > s.from && i >= to-3; i-- { // 收到后的十日内, 收到后在十日内
		if l.runes[i-1] == '后' {
			return s.happening(i - 1)
		}
	}
	return stretch{}
}

// until is the event in 会前5日 and 召开5日前.
func (s *segment) until(a amount) stretch {
	l, to := s.l, a.from
	switch {
	case l.hasBefore(to, "提前"):
		return stretch{}
	case l.rune(to-1) == '前':
		to--
	case l.rune(to-1) == '的':
		to--
	}
	return s.happening(to)
}

// happening is the predicate that ends at to, without its subject and what introduces
// it.
func (s *segment) happening(to int) stretch {
	l, from := s.l, s.from
	if !s.who.empty() && s.who.to < to {
		from = s.who.to
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.from < from || t.to > to {
			continue
		}
		opens := t.is.has(ifWord) || t.is.has(leadWord) || modalityOf(t.is) != "" || t.to-t.from == 1 && (l.runes[t.from] == '在' || l.runes[t.from] == '于')
		if opens {
			from = t.to
		}
	}
	for l.rune(to-1) == '之' || l.rune(to-1) == '以' {
		to--
	}
	return stretch{from, to}
}
