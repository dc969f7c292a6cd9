package extract

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"

	"tiaowen/corpus"
)

// mhtFormat reads a web page that was saved as one file (MHTML, RFC 2557), which
// is what Word calls 单个文件网页 and also writes under .doc: a mail whose parts
// are the page and the pictures on it.
type mhtFormat struct{}

func (mhtFormat) name() string      { return "单个文件的网页（mht）" }
func (mhtFormat) endings() []string { return []string{".mht", ".mhtml"} }

// mhtHead is the head of such a mail; no other text begins so.
var mhtHead = regexp.MustCompile(`(?is)\A\s*(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*(?:multipart/related|text/html)`)

func (mhtFormat) claims(f *file) bool {
	const head = 4 << 10
	start := f.raw[:min(len(f.raw), head)]
	return f.ending != ".eml" && bytes.Contains(bytes.ToLower(start), []byte("mime-version:")) && mhtHead.Match(start)
}

func (mhtFormat) read(f *file) ([]corpus.Source, error) {
	message, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(f.raw, " \t\r\n")))
	if err != nil {
		return nil, mhtBroken()
	}
	page, err := findPage(mhtPart{message.Header.Get, message.Body}, 0)
	if err != nil {
		return nil, err
	}
	inner := &file{path: f.path, ending: ".html", raw: page}
	sources, err := htmlFormat{}.read(inner)
	f.notes = append(f.notes, inner.notes...)
	return sources, err
}

func mhtBroken() error {
	return refuse(Broken, "这个网页文件已损坏，找不到里面的网页")
}

// mhtPart is a part of a mail, or the mail.
type mhtPart struct {
	header func(name string) string
	body   io.Reader
}

// findPage gives the first page among the parts, its bytes as they were.
func findPage(p mhtPart, depth int) ([]byte, error) {
	const most, deepest = 1000, 3
	kind, parameters, err := mime.ParseMediaType(p.header("Content-Type"))
	switch {
	case err == nil && kind == "text/html":
		return readPart(p)
	case err != nil || !strings.HasPrefix(kind, "multipart/") || parameters["boundary"] == "" || depth > deepest:
		return nil, mhtBroken()
	}
	parts := multipart.NewReader(p.body, parameters["boundary"])
	for range most {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		// A page and its text without markup may stand in a part of their own.
		kind := strings.ToLower(part.Header.Get("Content-Type"))
		if strings.HasPrefix(kind, "multipart/alternative") || strings.HasPrefix(kind, "text/html") {
			return findPage(mhtPart{part.Header.Get, part}, depth+1)
		}
	}
	return nil, mhtBroken()
}

// readPart undoes what made mail of a part.
func readPart(p mhtPart) ([]byte, error) {
	body := p.body
	switch strings.ToLower(strings.TrimSpace(p.header("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	raw, err := io.ReadAll(io.LimitReader(body, MaxSize))
	if err != nil || len(raw) == 0 {
		return nil, mhtBroken()
	}
	return raw, nil
}
