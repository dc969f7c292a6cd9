package extract

import (
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const mhtPage = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>借阅办法</title></head><body><h1>图书室借阅办法</h1><p>第一条 图书室向各支部开放，按时归还。</p></body></html>`

// mhtOf is a page saved as one file, with a picture on it.
func mhtOf(encoding, body string) string {
	return "From: <由浏览器保存>\r\nSubject: =?gb2312?B?yc/K9g==?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Part\"\r\n\r\n前言\r\n" +
		"------=_Part\r\nContent-Type: text/html;\r\n\tcharset=\"gb2312\"\r\nContent-Transfer-Encoding: " + encoding + "\r\nContent-Location: http://example.org/\r\n\r\n" + body +
		"\r\n------=_Part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n------=_Part--\r\n"
}

func TestMHT(t *testing.T) {
	page := encoded(t, simplifiedchinese.GBK, mhtPage)
	var quoted strings.Builder
	for i, b := range []byte(page) {
		if b >= 0x80 || b == '=' {
			quoted.WriteString("=" + strings.ToUpper(string("0123456789abcdef"[b>>4])+string("0123456789abcdef"[b&15])))
		} else {
			quoted.WriteByte(b)
		}
		if i%20 == 19 {
			quoted.WriteString("=\r\n")
		}
	}
	for name, file := range map[string]string{
		"quoted": mhtOf("quoted-printable", quoted.String()), "base64": mhtOf("base64", base64.StdEncoding.EncodeToString([]byte(page))),
		"8bit": mhtOf("8bit", page), "alone": "MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n" + page,
		"in a part of its own": strings.Replace(mhtOf("8bit", page+"\r\n--b--"), "Content-Type: text/html;", "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n另一种\r\n--b\r\nContent-Type: text/html;", 1),
	} {
		for _, path := range []string{"网页.mht", "网页.doc"} {
			s := readOne(t, path, file)
			if !strings.Contains(s.Text, "第一条 图书室向各支部开放，按时归还。") || strings.Contains(s.Text, "Content") || strings.Contains(s.Text, "iVBOR") {
				t.Errorf("%s, %s: %q", name, path, s.Text)
			}
		}
	}
	for name, file := range map[string]string{
		"no page":    strings.Replace(mhtOf("8bit", page), "Content-Type: text/html;", "Content-Type: text/css;", 1),
		"cut off":    mhtOf("base64", "")[:200],
		"not base64": mhtOf("base64", "?"),
		"nested":     "MIME-Version: 1.0\n" + strings.Repeat("Content-Type: multipart/related; boundary=b\n\n--b\n", 1) + strings.Repeat("Content-Type: multipart/alternative; boundary=b\n\n--b\n", 50),
	} {
		if _, err := Read("网页.mht", []byte(file)); refusalCode(err) != Broken {
			t.Errorf("%s: %v", name, err)
		}
	}
}
