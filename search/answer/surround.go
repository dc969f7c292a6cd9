package answer

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// ownWords are those of a requirement's span: a special case that begins behind the value
// is another, one that begins before is its own.
func (c *clause) ownWords(at corpus.Span) string {
	text := c.hit.Text
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	if value.Start < c.part.Start || value.End > c.part.End {
		return at.In(text)
	}
	if i := strings.LastIndex(text[c.part.Start:value.Start], "其中"); i >= 0 {
		at.Start = min(at.Start, c.part.Start+i)
	}
	if i := strings.Index(text[value.End:max(value.End, at.End)], "，其中"); i >= 0 {
		at.End = value.End + i
	}
	return at.In(text)
}

// surround takes what stands around the span of the passage that a clause is.
func (c *clause) surround(q *question, at corpus.Span) {
	text := c.hit.Text
	c.piece = both(piece(text, c.value.Shift(-c.hit.Passage.Span.Start)))
	line, lead := paragraph(text, at)
	lead += colonLead(text, c.part)
	c.lead = corpus.Fold(lead)
	c.plain = both(c.part.In(text))
	c.sentence = both(lead + c.part.In(text))
	if c.seeks == search.SoughtConsequence {
		c.sentence = both(lead) + " " + c.own
	}
	c.line = line
	opens, touches := q.opens(c)
	c.opens = opens
	if c.goesOn = opens && touches; opens {
		c.before = both(text[line.Start:max(line.Start, c.part.Start)])
		if hasAny(c.sentence, backWords) {
			c.before = both(text[:c.part.Start])
		}
	}
	c.title = corpus.Fold(c.hit.Document.Fields.Title)
	c.above = c.title + " " + corpus.Fold(strings.Join(c.hit.Passage.Path, " "))
}

// special reports whether a clause holds in a special case: 其中对…的申请, 特殊情况下. in
// are the words that say which.
func (c *clause) special() (in string, ok bool) {
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	text := c.own
	if value.Start >= c.part.Start {
		text = corpus.Fold(c.hit.Text[c.part.Start:value.Start])
	}
	for _, e := range exceptions {
		if i := strings.LastIndex(text, e); i >= 0 {
			return text[i:], true
		}
	}
	return "", false
}

// exceptions begin what holds in a special case.
var exceptions = []string{"其中", "特殊情况", "特殊原因", "必要时", "但", "遇到", "除", "另有"}

// backWords send the reader back to the 款 before.
var backWords = []string{"前款", "上述", "前述", "一般事项"}

// opens reports whether a clause says of nothing but what the question is about up to
// its value (培训时间一般不少于…), so that what the sentences before it are about goes on;
// touches is that it says of something that the question is about.
func (q *question) opens(c *clause) (opens, touches bool) {
	start := c.part.Start
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	if value.Start < start {
		return false, false
	}
	topic := withoutBrackets(corpus.Fold(c.hit.Text[start:value.Start]))
	whole := len(topic)
	for _, u := range q.units {
		for _, w := range u.forms() {
			topic = strings.ReplaceAll(topic, w, "")
		}
	}
	touches = len(topic) < whole
	for _, w := range emptyWords {
		topic = strings.ReplaceAll(topic, w, "")
	}
	return letters(strings.Map(onlyLetters, topic)) <= mostTopic, touches
}

// mostTopic is how many letters beside those of the question a clause may begin with that
// goes on about what stands before it.
const mostTopic = 1

// emptyWords say nothing of what a clause is about.
var emptyWords = []string{"时间", "期限", "期间", "人数", "总数", "事项", "一般", "应当", "必须", "可以", "原则上", "至少", "不得", "不少于", "不超过", "超过", "最长",
	"每年", "每月", "每季度", "前款", "规定", "在特殊情况下", "特殊情况下", "一次", "其中", "其他", "已经"}

// both is a text folded, with what stands in brackets and without.
func both(text string) string {
	folded := corpus.Fold(text)
	if !strings.Contains(folded, "(") {
		return folded
	}
	if bare := withoutBrackets(folded); bare != folded {
		return folded + " " + bare
	}
	return folded
}

// colonLead is what a sentence says before the colon behind which a part of it stands.
func colonLead(text string, part corpus.Span) string {
	start := sentence(text, part).Start
	if i := strings.LastIndex(text[start:part.Start], "："); i >= 0 {
		return text[start : start+i]
	}
	return ""
}

// onlyLetters leaves out what is no letter.
func onlyLetters(r rune) rune {
	if search.IsLetter(r) {
		return r
	}
	return -1
}
