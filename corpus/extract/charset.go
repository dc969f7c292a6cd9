package extract

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"

	"tiaowen/corpus"
)

// charset is a way of writing text as bytes.
type charset struct {
	name     string
	encoding encoding.Encoding
}

// charsets are what a text without a mark and not in UTF-8 may be in. GBK and
// GB2312 are read as GB18030, which holds both.
var charsets = []charset{
	{"GB18030", simplifiedchinese.GB18030},
	{"Big5", traditionalchinese.Big5},
	{"UTF-16LE", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)},
	{"UTF-16BE", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)},
}

// byteOrderMarks are looked for first: a file that begins with one says what
// it is.
var byteOrderMarks = []struct {
	mark string
	charset
}{
	{"\xff\xfe", charsets[2]},
	{"\xfe\xff", charsets[3]},
	{"\x84\x31\x95\x33", charsets[0]},
}

const utf8Mark = "\xef\xbb\xbf"

// sampleSize is how much of a file decides its charset.
const sampleSize = 64 << 10

// decode finds the charset of raw and gives its text: by its byte order mark,
// by the signs of HZ, else UTF-8 if every byte is in order, else the charset under which the text
// has most of the characters that Chinese texts are made of.
func decode(raw []byte) (text, name string, err error) {
	for _, m := range byteOrderMarks {
		if rest, ok := bytes.CutPrefix(raw, []byte(m.mark)); ok {
			return decodeAs(rest, m.charset)
		}
	}
	if text, ok := decodeHZ(raw); ok {
		return text, "HZ", nil
	}
	rest, marked := bytes.CutPrefix(raw, []byte(utf8Mark))
	wide := share(raw, isNUL) > 0.01
	if !wide && (utf8.Valid(rest) || marked || nearlyUTF8(rest)) {
		if isBinary(rest) {
			return "", "", noTextFile()
		}
		return strings.ToValidUTF8(string(rest), "\ufffd"), "UTF-8", nil
	}
	best, ok := guess(raw)
	if !ok && (wide || isBinary(raw)) {
		return "", "", noTextFile()
	}
	if !ok {
		return "", "", refuse(Undecodable, "认不出文件的编码（不是 UTF-8、GB18030、Big5 或 UTF-16）；请另存为 UTF-8 再导入")
	}
	return decodeAs(raw, best)
}

func noTextFile() error {
	return refuse(Binary, "这不是文本文件，也不是能读取的文档，不能收进")
}

// tooBroken is the share of characters beyond which a text was not decoded.
const tooBroken = 0.01

func decodeAs(raw []byte, c charset) (string, string, error) {
	out, err := c.encoding.NewDecoder().Bytes(raw)
	text := string(out)
	broken := strings.Count(text, "\ufffd")
	if err != nil || float64(broken) > 1+tooBroken*float64(utf8.RuneCount(out)) {
		return "", "", refuse(Undecodable, "文件看来是 %s 编码，但其中有 %d 处无法解读", c.name, broken)
	}
	return text, c.name, nil
}

// nearlyUTF8 reports whether raw is UTF-8 but for a few bytes, as a file that
// was cut inside a character or spliced from two charsets.
func nearlyUTF8(raw []byte) bool {
	good, bad, after := 0, 0, false // runs of bad bytes count once
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			after = false
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		broken := r == utf8.RuneError && n == 1
		switch {
		case !broken:
			good++
		case !after:
			bad++
		}
		after = broken
		i += n
	}
	return good >= 20*bad
}

// guess scores each charset on the beginning of raw.
func guess(raw []byte) (charset, bool) {
	sample := raw[:min(len(raw), sampleSize)]
	declared := declaredCharset(sample)
	var best charset
	bestScore, acceptable := -10.0, false
	for _, c := range charsets {
		out, err := c.encoding.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		overall, foreign := score(string(out))
		if strings.EqualFold(c.name, declared) {
			overall += 0.05
		}
		if overall > bestScore {
			best, bestScore, acceptable = c, overall, foreign > 0.1
		}
	}
	return best, acceptable
}

// score says how much text looks like Chinese: the mean worth of its
// characters, and that of those beyond ASCII alone.
func score(text string) (overall, foreign float64) {
	var sum, count, asciiSum, asciiCount float64
	for _, r := range text {
		switch {
		case r >= ' ' && r < 0x7f || r == '\n' || r == '\r' || r == '\t':
			asciiSum += 0.5
			asciiCount++
		default:
			sum += worth(r)
			count++
		}
	}
	overall = (sum + asciiSum) / max(count+asciiCount, 1)
	if count == 0 {
		return overall, overall
	}
	return overall, sum / count
}

// worth of a character: 1 for what fills Chinese texts, a little for any other
// character of the common block, less than nothing for what they never hold.
func worth(r rune) float64 {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		if frequentSet()[corpus.FoldRune(r)] {
			return 1
		}
		return 0.15
	case strings.ContainsRune("，。、；：！？“”‘’（）《》〈〉【】〔〕—…·\u3000\u00a0", r):
		return 1
	case r >= 0xff01 && r <= 0xff5e, r >= 0x2010 && r <= 0x2049, r >= 0x2160 && r <= 0x24ff, r >= 0x2500 && r <= 0x25ff, r >= 0x3001 && r <= 0x301f:
		return 0.3
	}
	return -2
}

var frequentSet = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool, utf8.RuneCountInString(frequent))
	for _, r := range frequent {
		set[r] = true
	}
	return set
})

var charsetPattern = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// declaredCharset is the charset an HTML page claims, under our name for it.
// It only tips the scales: pages lie.
func declaredCharset(sample []byte) string {
	m := charsetPattern.FindSubmatch(sample[:min(len(sample), 2048)])
	if m == nil {
		return ""
	}
	return charsetLabel(string(m[1]))
}

// charsetLabel is our name for what a file calls its charset, empty for all but
// the Chinese ones.
func charsetLabel(label string) string {
	switch strings.ToLower(label) {
	case "gb2312", "gbk", "gb18030", "gb_2312-80":
		return "GB18030"
	case "big5", "big5-hkscs":
		return "Big5"
	}
	return ""
}

// isBinary reports whether bytes that decode as text are none: too many NULs
// or control characters.
func isBinary(raw []byte) bool {
	return share(raw, isNUL) > 0.01 || share(raw, isControl) > 0.02
}

func isNUL(b byte) bool { return b == 0 }

func isControl(b byte) bool {
	return b < ' ' && !unicode.IsSpace(rune(b)) && b != 0x1a && b != 0x1b
}

func share(raw []byte, is func(byte) bool) float64 {
	n := 0
	for _, b := range raw {
		if is(b) {
			n++
		}
	}
	return float64(n) / float64(max(len(raw), 1))
}
