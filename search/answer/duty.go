package answer

import (
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// dutyWords announce a list of what somebody has to do.
var dutyWords = []string{"职责", "任务", "义务", "责任", "职权", "职能", "做好", "工作", "条件"}

// dutiesIn are the parts of a passage that say what somebody has to do, whose name they
// begin with: the rest of a sentence, or a list from its first 项 to its last.
func dutiesIn(text string, q *question) (out []found) {
	forms := q.whose()
	if forms == nil {
		return nil
	}
	for line := range lines(text) {
		start := line.Start + markLength(line.In(text))
		if start >= line.End {
			continue
		}
		for s := range sentences(text, corpus.Span{Start: start, End: line.End}) {
			n := nameLength(s.In(text), forms)
			if n == 0 {
				continue
			}
			if list := listBehind(text, line.End); !list.Empty() && s.End == line.End && strings.HasSuffix(s.In(text), "：") {
				if hasAny(s.In(text)[n:], dutyWords) {
					out = append(out, found{corpus.Span{Start: s.Start, End: list.End}, list, true})
				}
				continue
			}
			list := announced.FindString(s.In(text)[n:])
			n += len(list)
			if rest := s.In(text)[n:]; strings.HasSuffix(rest, "。") && (list != "" || says(rest)) {
				value := corpus.TrimSpan(text, corpus.Span{Start: s.Start + n, End: s.End - len(rest) + len(strings.TrimRight(rest, "。；"))})
				out = append(out, found{s, value, false})
			}
		}
	}
	return out
}

// whose are the ways to write what the question asks the duties of: the words from its
// first name on that stand together.
func (q *question) whose() (forms []string) {
	for i, u := range q.units {
		switch {
		case forms == nil && u.sort == name:
			forms = slices.Concat([]string{u.word}, u.same)
		case forms != nil && slices.Contains(u.pairs, q.units[i-1].word+u.word):
			var longer []string
			for _, f := range forms {
				for _, g := range slices.Concat([]string{u.word}, u.same) {
					longer = append(longer, f+g)
				}
			}
			forms = longer
		case forms != nil:
			return forms
		}
	}
	return forms
}

// announced says that what follows are duties: 的职权是：.
var announced = regexp.MustCompile(`^的?(?:主要|基本)?(?:职责|任务|义务|责任|职权|职能)(?:任务)?(?:主要)?(?:是|有|为|包括)：?`)

// says reports whether a text goes on, after a name, with what its bearer does as a rule
// rather than at some step.
func says(rest string) bool {
	return nameLength(rest, dutyVerbs) > 0 && letters(rest) >= leastDuty
}

// leastDuty is how many letters a duty has at least.
const leastDuty = 6

// nameLength is how many bytes of a text the longest of some names has that it begins
// with.
func nameLength(text string, names []string) (n int) {
	for _, name := range names {
		if len(name) > n && strings.HasPrefix(text, name) {
			n = len(name)
		}
	}
	return n
}

// listBehind is the list of 项 that stands in a text from a place on.
func listBehind(text string, from int) (list corpus.Span) {
	for line := range lines(text[from:]) {
		at := line.Shift(from)
		switch one := strings.TrimSpace(at.In(text)); {
		case one == "":
		case !isItem(one):
			return list
		case list.Empty():
			list = corpus.TrimSpan(text, at)
		default:
			list.End = corpus.TrimSpan(text, at).End
		}
	}
	return list
}

// dutyVerbs begin what somebody does as a rule.
var dutyVerbs = []string{"主持", "负责", "协助", "履行", "领导", "承担", "应当", "主要", "担负", "按照职责"}

// dutySuits is how much a part is what somebody does as a rule, rather than at some step.
func dutySuits(c *clause) (s float64) {
	text := c.hit.Text
	if nameLength(text[c.value.Start-c.hit.Passage.Span.Start:], dutyVerbs) > 0 {
		s += suitShare
	}
	if line, _ := paragraph(text, c.part); !c.list && isItem(line.In(text)) {
		s -= suitShare
	}
	return s
}
