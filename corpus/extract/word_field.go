package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Word's fields are instructions, and mostly keep what they show beside them.
// A few show what only the instruction says: the characters that EQ sets over
// each other, as circles and phonetic guides are made, and a number in a style.

// wordField is an open field.
type wordField struct {
	result      bool // we are in what it shows
	shows       bool // and it shows something
	instruction strings.Builder
	from        int // in RTF: how much of the line stood before it
}

// text is what a field shows whose file does not keep it; empty if nobody can
// know.
func (f *wordField) text() string {
	if f.shows {
		return ""
	}
	return fieldText(f.instruction.String())
}

var (
	countField  = regexp.MustCompile(`^=\s*(\d{1,4})\s*\\\*\s*([A-Za-z]+\d?)`)
	symbolField = regexp.MustCompile(`(?i)^SYMBOL\s+(0x[0-9a-f]{1,4}|\d{1,5})(?:.*?\\f\s+"([^"]+)")?`)
	quoteField  = regexp.MustCompile(`(?is)^QUOTE\s+"(.*?)"`)
)

// countStyles are the styles of numbers that fields name, as Word's XML names
// them.
var countStyles = map[string]string{
	"GB1": "decimalEnclosedFullstop", "GB2": "decimalEnclosedParen", "GB3": "decimalEnclosedCircleChinese", "GB4": "ideographEnclosedParen",
	"CIRCLENUM": "decimalEnclosedCircle", "CHINESENUM1": "chineseCounting", "CHINESENUM2": "chineseLegalSimplified", "CHINESENUM3": "chineseCounting",
	"DBNUM1": "chineseCounting", "DBNUM2": "chineseLegalSimplified", "ZODIAC1": "ideographTraditional", "ZODIAC2": "ideographZodiac",
	"ALPHABETIC": "upperLetter", "ARABIC": "decimal",
}

// fieldText is what an instruction shows.
func fieldText(instruction string) string {
	const longest = 2000 // bytes: a formula is short
	s := strings.TrimSpace(instruction)
	if len(s) > longest {
		return ""
	}
	word, rest, _ := strings.Cut(s, " ")
	if at := strings.IndexByte(word, '\\'); at > 0 {
		word, rest = s[:at], s[at:]
	}
	if strings.EqualFold(word, "EQ") {
		e := equation{s: rest}
		text, _ := e.sequence()
		return strings.TrimSpace(text)
	}
	if m := countField.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		switch {
		case m[2] == "ROMAN":
			return countIn("upperRoman", n)
		case m[2] == "roman":
			return countIn("lowerRoman", n)
		case m[2] == "alphabetic":
			return countIn("lowerLetter", n)
		}
		return countIn(countStyles[strings.ToUpper(m[2])], n)
	}
	if m := symbolField.FindStringSubmatch(s); m != nil {
		n, err := strconv.ParseUint(m[1], 0, 16)
		if err == nil && n < 0x100 {
			return symbol(m[2], strconv.FormatUint(0xf000+n, 16))
		}
		return symbol(m[2], strconv.FormatUint(n, 16))
	}
	if m := quoteField.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// equation reads the language of EQ fields: \o(a,b) sets b over a, \s\up 9(a)
// raises a, \f(a,b) is a fraction.
type equation struct {
	s     string
	at    int
	depth int
}

// sequence reads up to the end or to a separator or bracket that closes, and
// says whether all of it was raised or lowered.
func (e *equation) sequence() (text string, raised bool) {
	var b strings.Builder
	plain := false
	for e.at < len(e.s) {
		c := e.s[e.at]
		switch {
		case e.depth > 0 && (c == ',' || c == ';' || c == ')'):
			return b.String(), !plain && b.Len() > 0
		case c == '\\':
			text, up := e.command()
			b.WriteString(text)
			plain = plain || !up && text != ""
			continue
		}
		_, n := utf8.DecodeRuneInString(e.s[e.at:])
		b.WriteString(e.s[e.at : e.at+n])
		plain = plain || c != ' '
		e.at += n
	}
	return b.String(), !plain && b.Len() > 0
}

// command reads what stands behind a backslash.
func (e *equation) command() (text string, raised bool) {
	e.at++
	if e.at >= len(e.s) {
		return "", false
	}
	c := e.s[e.at]
	if c == '*' {
		e.at++
		e.skipWord()
		return "", false
	}
	if !isASCIILetter(c) {
		_, n := utf8.DecodeRuneInString(e.s[e.at:])
		e.at += n
		return e.s[e.at-n : e.at], false
	}
	name := c | 0x20
	open := strings.IndexByte(e.s[e.at:], '(')
	const deepest, longest = 20, 60
	if open < 0 || open > longest || e.depth >= deepest {
		e.at = len(e.s)
		return "", false
	}
	e.at += open + 1
	e.depth++
	var parts []string
	var up []bool
	for {
		part, isUp := e.sequence()
		parts, up = append(parts, strings.TrimSpace(part)), append(up, isUp)
		if e.at >= len(e.s) {
			break
		}
		e.at++
		if e.s[e.at-1] == ')' {
			break
		}
	}
	e.depth--
	return compose(name, parts, up), name == 's'
}

// skipWord passes over the value of a switch, which may be in quotation marks.
func (e *equation) skipWord() {
	for e.at < len(e.s) && e.s[e.at] == ' ' {
		e.at++
	}
	if e.at < len(e.s) && e.s[e.at] == '"' {
		if end := strings.IndexByte(e.s[e.at+1:], '"'); end >= 0 {
			e.at += end + 2
			return
		}
	}
	for e.at < len(e.s) && e.s[e.at] != ' ' && e.s[e.at] != '\\' {
		e.at++
	}
}

// compose is what a command makes of its parts as plain text.
func compose(name byte, parts []string, raised []bool) string {
	switch name {
	case 'o':
		return overstruck(parts, raised)
	case 'f':
		return strings.Join(parts, "/")
	case 'r':
		return "√" + parts[len(parts)-1]
	case 'b':
		return "(" + strings.Join(parts, "") + ")"
	case 'l':
		return strings.Join(parts, ",")
	case 'a':
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, "")
}

// overstruck is what is left of characters set over each other: the base of a
// phonetic guide, the character in a circle or frame, and all of those that
// share one place.
func overstruck(parts []string, raised []bool) string {
	var base []string
	for i, part := range parts {
		if !raised[i] && part != "" {
			base = append(base, part)
		}
	}
	if len(base) == 0 {
		return strings.Join(parts, "")
	}
	last := base[len(base)-1]
	if n, err := strconv.Atoi(last); err == nil && len(base) > 1 && strings.Contains("○〇◯О", base[0]) {
		return countIn("decimalEnclosedCircle", n)
	}
	if strings.Contains("○〇◯□△◇", last) {
		return base[0]
	}
	return last
}
