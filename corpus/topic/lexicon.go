package topic

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Bounds of a lexicon file, so that a slip of the finger is told rather than
// obeyed.
const (
	maxLexiconLine = 1000
	maxWordRunes   = 40
	maxWeight      = 100
)

// LexiconError is what is wrong with a lexicon file, and where.
type LexiconError struct {
	Line   int
	Reason string // Chinese, for the librarian
}

func (e *LexiconError) Error() string {
	return fmt.Sprintf("主题词表第 %d 行：%s", e.Line, e.Reason)
}

// ParseLexicon reads a lexicon file. A line is one of
//
//	# 说明          a remark; empty lines are left out too
//	[党费] 党务      begins a topic; 党务 or 国法 may say where it belongs
//	交纳党费 3       a word and its weight, 1 if none is given
//	标题:党费 2      a word that counts in the title only
//	-发票 2         a word that speaks against the topic
//	标题:党费证 0    earns nothing, but keeps the words inside it from counting
//
// An error in the file is a *LexiconError.
func ParseLexicon(r io.Reader) (*Lexicon, error) {
	p := lexParser{words: map[string]*lexEntry{}, lines: map[string]int{}}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		p.line++
		if reason := p.read(in.Text()); reason != "" {
			return nil, &LexiconError{p.line, reason}
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read lexicon after line %d: %w", p.line, err)
	}
	if reason := p.closeTopic(); reason != "" {
		return nil, &LexiconError{p.line, reason}
	}
	if len(p.topics) == 0 {
		return nil, &LexiconError{max(p.line, 1), "没有一个主题。主题以 [主题名] 开头"}
	}
	return p.lexicon(), nil
}

type lexParser struct {
	line   int
	topics []lexTopic
	// words by their folded form, order as first read; lines says where a topic,
	// or a word in a topic, was read first.
	words map[string]*lexEntry
	order []string
	lines map[string]int
	used  int // words of the topic being read
}

// lexEntry gathers the uses of a word, apart for title and everywhere.
type lexEntry struct {
	word              string
	title, everywhere []lexUse
}

// read takes in one line and says in Chinese what is wrong with it.
func (p *lexParser) read(line string) string {
	if !utf8.ValidString(line) {
		return "不是 UTF-8 文本，请另存为 UTF-8"
	}
	line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	switch {
	case utf8.RuneCountInString(line) > maxLexiconLine:
		return fmt.Sprintf("一行超过 %d 字；每个词单独一行", maxLexiconLine)
	case line == "" || strings.HasPrefix(line, "#"):
		return ""
	case strings.HasPrefix(line, "[") || strings.HasPrefix(line, "［") || strings.HasPrefix(line, "【"):
		return p.readTopic(line)
	}
	return p.readWord(line)
}

func (p *lexParser) readTopic(line string) string {
	name, belongs, closed := strings.Cut(strings.TrimPrefix(line, "["), "]")
	if !closed || !strings.HasPrefix(line, "[") {
		return fmt.Sprintf("主题应写作 [主题名]，用半角方括号：%q", line)
	}
	name = strings.TrimSpace(name)
	if corpus.Fold(name) == "" {
		return "方括号里没有主题名"
	}
	if utf8.RuneCountInString(name) > maxWordRunes {
		return fmt.Sprintf("主题名超过 %d 字", maxWordRunes)
	}
	if reason := p.closeTopic(); reason != "" {
		return reason
	}
	if first, again := p.lines[name]; again {
		return fmt.Sprintf("主题“%s”已在第 %d 行", name, first)
	}
	fields := map[string]field{"": noField, "党务": partyAffairs, "国法": stateLaw}
	f, ok := fields[strings.TrimSpace(belongs)]
	if !ok {
		return fmt.Sprintf("方括号后只能写“党务”或“国法”，或什么也不写：%q", strings.TrimSpace(belongs))
	}
	p.lines[name] = p.line
	p.topics = append(p.topics, lexTopic{name, f})
	p.used = 0
	return ""
}

// closeTopic is called when a topic ends: one without words would never be found.
func (p *lexParser) closeTopic() string {
	if len(p.topics) > 0 && p.used == 0 {
		return fmt.Sprintf("主题“%s”没有一个词", p.topics[len(p.topics)-1].name)
	}
	return ""
}

func (p *lexParser) readWord(line string) string {
	if len(p.topics) == 0 {
		return fmt.Sprintf("%q 之前还没有 [主题名]", line)
	}
	rest, against := strings.CutPrefix(line, "-")
	rest, titleOnly := cutTitleMark(rest)
	word, weight, reason := splitWeight(rest)
	if reason != "" {
		return reason
	}
	if reason := checkWord(word); reason != "" {
		return reason
	}
	if against {
		weight = -weight
	}
	return p.use(word, titleOnly, weight)
}

// cutTitleMark takes 标题: off; an editor's full-width colon will do.
func cutTitleMark(s string) (string, bool) {
	for _, mark := range []string{"标题:", "标题："} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return rest, true
		}
	}
	return s, false
}

// splitWeight parts a word from the number after it.
func splitWeight(s string) (word string, weight float64, reason string) {
	parts := strings.Fields(s)
	if len(parts) < 2 {
		return strings.TrimSpace(s), 1, ""
	}
	last := parts[len(parts)-1]
	if len(parts) > 2 || !strings.ContainsRune("0123456789.+-", rune(last[0])) {
		return "", 0, fmt.Sprintf("词“%s”之后只能有一个权重（数字），每个词单独一行：%q", parts[0], s)
	}
	weight, err := strconv.ParseFloat(last, 64)
	// The negated form also refuses what is not a number.
	if err != nil || !(weight >= 0 && weight <= maxWeight) {
		return "", 0, fmt.Sprintf("权重应是 0 到 %d 的数：%q", maxWeight, last)
	}
	return parts[0], weight, ""
}

func checkWord(word string) string {
	folded := corpus.Fold(word)
	switch n := utf8.RuneCountInString(folded); {
	case strings.HasPrefix(word, "-") || strings.HasPrefix(word, "标题:"):
		return fmt.Sprintf("应写作 -标题:词 权重，各记号只写一次：%q", word)
	case n == 0:
		return "没有词"
	case n == 1:
		return fmt.Sprintf("词“%s”只有一个字，处处都会碰上；至少两个字", word)
	case n > maxWordRunes:
		return fmt.Sprintf("词超过 %d 字", maxWordRunes)
	case strings.ContainsAny(folded, "[]#,;|"):
		return fmt.Sprintf("词里有标点；每个词单独一行：%q", word)
	}
	return ""
}

// use adds a word to the topic being read. A word may serve several topics, but
// one topic only once: the second line would silently add to the first.
func (p *lexParser) use(word string, titleOnly bool, weight float64) string {
	topic, folded := len(p.topics)-1, corpus.Fold(word)
	// No topic is named like this: a name has no line break.
	key := fmt.Sprintf("%d\n%t\n%s", topic, titleOnly, folded)
	if first, again := p.lines[key]; again {
		return fmt.Sprintf("词“%s”在主题“%s”里已有（第 %d 行）", word, p.topics[topic].name, first)
	}
	p.lines[key] = p.line
	e := p.words[folded]
	if e == nil {
		e = &lexEntry{word: word}
		p.words[folded] = e
		p.order = append(p.order, folded)
	}
	if titleOnly {
		e.title = append(e.title, lexUse{topic, weight})
	} else {
		e.everywhere = append(e.everywhere, lexUse{topic, weight})
	}
	p.used++
	return ""
}

// lexicon makes one of what was read.
func (p *lexParser) lexicon() *Lexicon {
	l := &Lexicon{topics: p.topics}
	var text []string
	for _, folded := range p.order {
		e := p.words[folded]
		l.titleWords = append(l.titleWords, lexWord{e.word, append(append([]lexUse(nil), e.everywhere...), e.title...)})
		if len(e.everywhere) > 0 {
			text = append(text, folded)
			l.textWords = append(l.textWords, lexWord{e.word, e.everywhere})
		}
	}
	for _, word := range p.order {
		l.title.Add(word)
	}
	for _, word := range text {
		l.text.Add(word)
	}
	return l
}
