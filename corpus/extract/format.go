package extract

import (
	"bytes"
	"path"
	"strings"

	"tiaowen/corpus"
)

// format reads one kind of file.
type format interface {
	// name is what a person calls it.
	name() string
	// endings are those it is known by, with the dot, in lower case.
	endings() []string
	// claims reports whether the content says that it is this format, whatever
	// the ending. A format without a sign of its own never claims.
	claims(f *file) bool
	// read gives at least one source or a *Refusal.
	read(f *file) ([]corpus.Source, error)
}

// formats are asked in this order whether the content is theirs.
var formats = []format{pdfFormat{}, htmlFormat{}, jsonLines{}, markdown{}, plain{}}

// file is what a reader gets.
type file struct {
	path   string
	ending string
	raw    []byte
	// notes are about the file as a whole.
	notes []corpus.Diagnostic

	decoded bool
	content string
	refused error
}

func (f *file) note(d corpus.Diagnostic) { f.notes = append(f.notes, d) }

// text is the file's text in UTF-8 with LF, decoded once.
func (f *file) text() (string, error) {
	if f.decoded {
		return f.content, f.refused
	}
	f.decoded = true
	text, charset, err := decode(f.raw)
	if err != nil {
		f.refused = err
		return "", err
	}
	if charset != "UTF-8" {
		f.note(note(NoteEncoding, corpus.Note, "文件编码是 %s，已转为 UTF-8", charset))
	}
	var removed int
	f.content, removed = tidy(text)
	if removed > 0 {
		f.note(note(NoteControl, corpus.Note, "去掉了 %d 个控制字符", removed))
	}
	if strings.TrimSpace(f.content) == "" {
		f.refused = refuse(Empty, "文件里没有文字")
	}
	return f.content, f.refused
}

// choose finds the reader of f: by content, then by ending.
func choose(f *file) (format, error) {
	if kind := foreign(f); kind != "" {
		if known(f.ending) != nil {
			return nil, refuse(Disguised, "文件以 %s 结尾，内容却是%s，不能读取", f.ending, kind)
		}
		return nil, refuse(Unsupported, "这是%s，目前不能读取；请另存为 txt、md、html 或 pdf 再导入", kind)
	}
	for _, format := range formats {
		if format.claims(f) {
			f.noteEnding(format)
			return format, nil
		}
	}
	if _, err := f.text(); err != nil {
		return nil, err
	}
	if format := known(f.ending); format != nil && format != (pdfFormat{}) {
		return format, nil
	}
	if f.ending == "" || f.ending == ".pdf" || office[f.ending] {
		f.noteEnding(plain{})
		return plain{}, nil
	}
	return nil, refuse(Unsupported, "不认识以 %s 结尾的文件；能读取的有 txt、md、html、pdf、jsonl", f.ending)
}

// noteEnding says so if f's ending promises something other than format.
func (f *file) noteEnding(format format) {
	if f.ending == "" {
		return
	}
	for _, e := range format.endings() {
		if e == f.ending {
			return
		}
	}
	f.note(note(NoteEnding, corpus.Warning, "文件以 %s 结尾，内容却是%s，已按%s读取", f.ending, format.name(), format.name()))
}

// known is the format that has the ending, or nil.
func known(ending string) format {
	for _, format := range formats {
		for _, e := range format.endings() {
			if e == ending {
				return format
			}
		}
	}
	return nil
}

// ending is the ending of a path in lower case, empty if there is none. What
// follows the last dot in 关于2.0版的通知 is not an ending.
func ending(p string) string {
	e := strings.ToLower(path.Ext(path.Base(p)))
	if len(e) < 2 || len(e) > 9 || strings.TrimLeft(e[1:], "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return e
}

// office are endings of programs that also write HTML and text under them.
var office = map[string]bool{".doc": true, ".wps": true, ".docx": true, ".rtf": true, ".ofd": true, ".odt": true, ".xls": true}

// signatures are first bytes by which formats that are not read are told.
var signatures = []struct{ start, kind string }{
	{"\x89PNG\r\n", " PNG 图片"},
	{"\xff\xd8\xff", " JPEG 图片"},
	{"GIF8", " GIF 图片"},
	{"II*\x00", " TIFF 图片"},
	{"MM\x00*", " TIFF 图片"},
	{"BM\x00\x00", "位图"},
	{"RIFF", "音视频或图片"},
	{"ID3", "音频"},
	{"\x1f\x8b", "压缩文件（gzip）"},
	{"Rar!\x1a", "压缩文件（RAR）"},
	{"7z\xbc\xaf\x27\x1c", "压缩文件（7z）"},
	{"{\\rtf", " RTF 文档"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", " Word、WPS 或 Excel 的旧格式文档"},
	{"\x7fELF", "程序"},
	{"MZ\x90", "程序"},
	{"SQLite format 3\x00", "数据库"},
}

// zipped tells what a ZIP container holds, by a name inside it.
var zipped = []struct{ inside, kind string }{
	{"word/", " Word 文档（docx）"},
	{"xl/", " Excel 表格（xlsx）"},
	{"ppt/", " PowerPoint 演示文稿（pptx）"},
	{"OFD.xml", " OFD 版式文件"},
	{"opendocument.text", " ODT 文档"},
	{"epub", " EPUB 电子书"},
}

// foreign names a format that is not read, or is empty.
func foreign(f *file) string {
	for _, s := range signatures {
		if bytes.HasPrefix(f.raw, []byte(s.start)) {
			return s.kind
		}
	}
	if !bytes.HasPrefix(f.raw, []byte("PK\x03\x04")) {
		return ""
	}
	for _, z := range zipped {
		if bytes.Contains(f.raw, []byte(z.inside)) {
			return z.kind
		}
	}
	return "压缩文件（ZIP）"
}
