package requirement

// makes reports whether what is at i tells what something consists of: 由委员组成.
func (l *line) makes(i int) bool {
	return l.has(i, "组成") || l.has(i, "构成")
}

// chooses reports whether what is at i makes somebody what he is: 由大会选举产生; the
// text goes on about him.
func (l *line) chooses(i int) bool {
	for _, w := range []string{"选举", "推选", "任命", "选派", "聘任", "产生", "担任", "批准", "审批", "指定"} {
		if l.has(i, w) {
			return true
		}
	}
	return false
}

// approvals are what those do of whom one has to have leave.
var approvals = []string{"批准", "审批", "同意", "核准", "审定", "决定", "讨论", "审议", "通过", "审查批准", "集体", "研究", "预审", "审查", "审核", "核定", "表决", "确认"}

// givesLeave reports whether s says who gives leave, in so many words: 基层党委审批同意.
func (s *segment) givesLeave() bool {
	if s.who.empty() || s.whole || s.ends == ':' {
		return false
	}
	i := s.who.to
	for _, w := range []string{"讨论", "审议", "研究", "批准", "审批", "审定", "核准", "同意", "决定", "通过", "接收"} {
		if s.l.has(i, w) {
			i += len([]rune(w))
		}
	}
	return i > s.who.to+2 && (i == s.to || s.l.rune(i) == '后' || s.l.rune(i) == '并')
}

// approves reports whether a word for giving leave stands at i.
func (l *line) approves(i int) bool {
	for _, w := range approvals {
		if l.has(i, w) {
			return true
		}
	}
	return false
}
