package resolve

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// step is one number of an address in a text without 条: 二、 （一） 1. （1）.
type step struct {
	form   numberForm
	number int
}

// numberForm is how a heading is numbered.
type numberForm int

const (
	formNone        numberForm = iota
	formHan                    // 二、; also 第二部分
	formParen                  // （一）
	formArabic                 // 1.
	formArabicParen            // （1）
)

// readOutline reads the numbers of headings at the start of folded: 第二部分,
// 二、（一）, 二（一）1. Each is of a lower form than the one before.
func readOutline(folded string) (steps []step, width int) {
	last := formNone
	for {
		s, w := readStep(folded[width:])
		if w == 0 || s.form <= last {
			return steps, width
		}
		steps, width, last = append(steps, s), width+w, s.form
	}
}

// readStep reads one number of a heading.
func readStep(s string) (step, int) {
	if rest, found := strings.CutPrefix(s, "第"); found {
		n, w := leadingNumeral(rest)
		if w > 0 && strings.HasPrefix(rest[w:], "部分") {
			return step{formHan, n}, len("第") + w + len("部分")
		}
		return step{}, 0
	}
	if rest, found := strings.CutPrefix(s, "("); found {
		n, w := leadingNumeral(rest)
		if w == 0 || !strings.HasPrefix(rest[w:], ")") {
			return step{}, 0
		}
		return step{formOf("(", rest), n}, w + len("()")
	}
	n, w := leadingNumeral(s)
	if w == 0 {
		return step{}, 0
	}
	form := formOf("", s)
	for _, stop := range []string{"、", ".", "。"} {
		if strings.HasPrefix(s[w:], stop) {
			return step{form, n}, w + len(stop)
		}
	}
	if strings.HasPrefix(s[w:], "(") { // 二（一）
		return step{form, n}, w
	}
	return step{}, 0
}

// formOf is the form of a number that begins with bracket and digits.
func formOf(bracket, digits string) numberForm {
	arabic := digits != "" && digits[0] >= '0' && digits[0] <= '9'
	switch {
	case bracket != "" && arabic:
		return formArabicParen
	case bracket != "":
		return formParen
	case arabic:
		return formArabic
	}
	return formHan
}

// leadingNumeral is the numeral at the start of s and the bytes it takes.
func leadingNumeral(s string) (n, width int) {
	for i, r := range s {
		if !corpus.IsNumeralRune(r) {
			s = s[:i]
			break
		}
	}
	n, ok := corpus.ParseNumeral(s)
	if !ok || n == 0 {
		return 0, 0
	}
	return n, len(s)
}

// headingForm is the form of a heading's own number.
func headingForm(n *corpus.Provision) numberForm {
	if n.Kind != corpus.NodeHeading || n.Number == 0 {
		return formNone
	}
	return labelForm(n)
}

// labelForm is the form of the number that a label is.
func labelForm(n *corpus.Provision) numberForm {
	label := corpus.Fold(n.Label)
	if rest, found := strings.CutPrefix(label, "("); found {
		return formOf("(", rest)
	}
	return formOf("", label)
}

// follow goes down the headings below places by the numbers given; in an annex the
// items of a list are numbered like headings. nearest are those there are where one is
// missing.
func follow(from []search.Place, steps []step) (found, nearest []search.Place) {
	found = from
	annexed := len(from) > 0 && from[0].Node.Kind == corpus.NodeAnnex
	form := func(n *corpus.Provision) numberForm {
		if annexed && (n.Kind == corpus.NodeItem || n.Kind == corpus.NodeSubitem) {
			return labelForm(n)
		}
		return headingForm(n)
	}
	for _, s := range steps {
		next := below(found, func(n *corpus.Provision) bool { return form(n) == s.form && n.Number == s.number })
		if len(next) == 0 {
			same := below(found, func(n *corpus.Provision) bool { return form(n) == s.form })
			return nil, closest(same, s.number)
		}
		found = next
	}
	return found, nil
}
