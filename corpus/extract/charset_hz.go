package extract

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decodeHZ reads HZ, by which Chinese went through networks of seven bits: GB2312
// without the high bits, between ~{ and ~}. Such a file is valid ASCII, so the
// signs alone prove nothing; what stands between them must read like Chinese.
func decodeHZ(raw []byte) (text string, ok bool) {
	if !bytes.Contains(raw, []byte("~{")) || share(raw, func(b byte) bool { return b >= 0x80 }) > 0 {
		return "", false
	}
	// The end of a line ends the Chinese too; the decoder wants to be told.
	lines := strings.SplitAfter(string(raw), "\n")
	for i, line := range lines {
		if body := strings.TrimRight(line, "\r\n"); strings.LastIndex(body, "~{") > strings.LastIndex(body, "~}") {
			lines[i] = body + "~}" + line[len(body):]
		}
	}
	out, err := simplifiedchinese.HZGB2312.NewDecoder().Bytes([]byte(strings.Join(lines, "")))
	text = string(out)
	if err != nil || strings.Contains(text, "\ufffd") {
		return "", false
	}
	const least = 0.5
	_, foreign := score(text)
	return text, foreign > least
}
