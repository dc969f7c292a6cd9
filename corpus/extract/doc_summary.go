package extract

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"tiaowen/corpus"
)

// summaryStream holds what a person or the program noted about the file.
const summaryStream = "\x05SummaryInformation"

// readSummary takes title, author and keywords from an OLE file. Programs fill
// the title with what they find first, so all of it is no more than a hint. It gives
// all that is said there, which may be a mark of secrecy.
func readSummary(streams map[string][]byte, f *corpus.Fields) (said []string) {
	defer func() { _ = recover() }() // damage here costs hints and no text
	raw := streams[summaryStream]
	if raw == nil {
		raw = streams["SummaryInformation"]
	}
	const setAt = 44
	if len(raw) < setAt+4 {
		return nil
	}
	set := raw[min(u32(raw, setAt), len(raw)):]
	const codePage, title, subject, author, keywords, comments = 1, 2, 3, 4, 5, 6
	values := map[int][]byte{}
	for i := range min(u32(set, 4), 50) {
		values[u32(set, 8+8*i)] = set[u32(set, 12+8*i):]
	}
	codes := encoding.Encoding(charmap.Windows1252)
	if v := values[codePage]; len(v) >= 6 {
		codes = codePages[u16(v, 4)]
	}
	hint(f, "title", summaryText(values[title], codes))
	hint(f, "author", summaryText(values[author], codes))
	hint(f, "keywords", summaryText(values[keywords], codes))
	for _, value := range []int{title, subject, keywords, comments} {
		said = append(said, summaryText(values[value], codes))
	}
	return said
}

// codePages are the charsets by Windows' number; 65001 is UTF-8, which needs
// no decoding.
var codePages = map[int]encoding.Encoding{
	936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 950: traditionalchinese.Big5, 1252: charmap.Windows1252,
	65001: encoding.Nop,
}

// summaryText reads a string; in a charset unknown it reads nothing.
func summaryText(v []byte, codes encoding.Encoding) string {
	const bytesType, wideType = 30, 31
	if len(v) < 8 {
		return ""
	}
	size := u32(v, 4)
	switch u32(v, 0) {
	case wideType:
		units := make([]uint16, min(size, (len(v)-8)/2))
		for i := range units {
			units[i] = uint16(u16(v, 8+2*i))
		}
		return strings.TrimRight(string(utf16.Decode(units)), "\x00")
	case bytesType:
		if codes == nil {
			return ""
		}
		text, err := codes.NewDecoder().Bytes(v[8:min(8+size, len(v))])
		if err != nil || strings.Contains(string(text), "\ufffd") {
			return ""
		}
		return strings.TrimRight(strings.ToValidUTF8(string(text), ""), "\x00")
	}
	return ""
}
