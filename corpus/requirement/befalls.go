package requirement

// disputes reports whether c speaks to whoever does not agree, whom nothing names.
func (c *clause) disputes() bool {
	for _, s := range c.when {
		if s.mentions("有异议") || s.mentions("不服") {
			return true
		}
	}
	return false
}

// about reports whether the condition of c is whom it befalls: 对违反规定的.
func (c *clause) about() bool {
	if len(c.when) == 0 || c.when[0].l.runes[c.when[0].from] != '对' {
		return false
	}
	last := c.when[len(c.when)-1]
	return last.l.runes[last.to-1] == '的' || last.opensWithObject() || last.governed
}

// impersonal reports whether s forbids something to everybody.
func (s *segment) impersonal() bool {
	return s.modal != nil && s.modal.from == s.from && (s.l.has(s.from, "禁止") || s.l.has(s.from, "严禁"))
}

// concerns reports whether whom the condition w names is not who acts in c, but whom
// it befalls.
func (c *clause) concerns(w *segment) bool {
	if w.whole && c.main.modal != nil || w.l.has(w.who.to, "对") {
		return false // 监察机关对职工予以开除的
	}
	for i := range w.tokens {
		if t := &w.tokens[i]; t.from >= w.who.to && t.is.has(findsWord) {
			return false
		}
	}
	if !c.settled() {
		return false
	}
	return c.main.disposes() || c.main.mentions("其")
}

// disposes reports whether s says what is done to somebody: 给予处分, 提交讨论.
func (s *segment) disposes() bool {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.is.has(disposesWord) && (s.modal == nil || t.from >= s.modal.to) {
			return true
		}
	}
	return false
}
