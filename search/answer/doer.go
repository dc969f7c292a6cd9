package answer

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// doerMarks stand before who does something where that is not the subject of the
// sentence: 由X批准, 报X审批, 指派X谈话.
var doerMarks = []string{"指派", "报请", "报经", "提请", "委托", "由", "报", "经"}

// doerEnds are what no name of a doer goes on with: how it is done, to whom, and deeds
// that come before.
var doerEnds = []string{"代", "统一", "按", "依", "根据", "对", "向", "将", "把", "给", "结合", "负责", "集体", "研究", "同", "与", "找",
	"集中", "直接", "及时", "共同", "严格", "予以", "进行", "讨论", "审查", "审核", "提名", "指定", "召集", "主持", "（", "("}

// doerTails are deeds right before the one that is asked of.
var doerTails = []string{"选举", "推选", "推荐"}

// doerLetters are what the names of bodies and persons end with.
const doerLetters = "委部组会党织门关府记员人长位局院者导方级校司厅处室民协团队）"

// mostDoer is how many letters the name of a doer has at most.
const mostDoer = 30

// doer is where a text names who does a deed, by one of the marks in the clause before
// the deed; empty if it does not.
func doer(text string, deeds []string) corpus.Span {
	for _, deed := range deeds {
		for from := 0; ; {
			i := strings.Index(text[from:], deed)
			if i < 0 {
				break
			}
			end := from + i
			if s := markedDoer(text, clauseStart(text, end), end); !s.Empty() {
				return s
			}
			from = end + len(deed)
		}
	}
	return corpus.Span{}
}

// clauseStart is where the clause begins that ends at a place, brackets left aside.
func clauseStart(text string, end int) int {
	depth := 0
	for i := end; i > 0; {
		r, width := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == '）' || r == ')':
			depth++
		case (r == '（' || r == '(') && depth > 0:
			depth--
		case depth == 0 && strings.ContainsRune("，。；：！？\n（(", r):
			return i
		}
		i -= width
	}
	return 0
}

func markedDoer(text string, start, end int) corpus.Span {
	at, mark := -1, ""
	bare := blanked(text[start:end])
	for _, m := range doerMarks {
		if i := strings.LastIndex(bare, m); i > at {
			at, mark = i, m
		}
	}
	if at < 0 {
		return corpus.Span{}
	}
	s := corpus.Span{Start: start + at + len(mark), End: end}
	if i := strings.LastIndex(s.In(text), "和"); i > 0 && endsName(s.In(text)[:i]) {
		s.Start += i + len("和")
	}
	for _, e := range doerEnds {
		if i := strings.Index(s.In(text), e); i > 0 {
			s.End = s.Start + i
		}
	}
	for _, e := range doerTails {
		s.End = s.Start + len(strings.TrimSuffix(s.In(text), e))
	}
	s = corpus.TrimSpan(text, s)
	last, _ := utf8.DecodeLastRuneInString(s.In(text))
	if n := letters(s.In(text)); n < 2 || n > mostDoer || !strings.ContainsRune(doerLetters, last) {
		return corpus.Span{}
	}
	return s
}

// endsName reports whether one of doerEnds stands in a text, so that what follows is
// another doer.
func endsName(text string) bool { return hasAny(text, doerEnds) }

// blanked is a text with what stands in brackets put out, in the same bytes.
func blanked(text string) string {
	out := []byte(text)
	depth := 0
	for i, r := range text {
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(depth-1, 0)
		}
		if depth > 0 {
			for k := range utf8.RuneLen(r) {
				out[i+k] = ' '
			}
		}
	}
	return string(out)
}
