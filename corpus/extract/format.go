package extract

import (
	"bytes"
	"path"
	"slices"
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

// formats are asked in this order whether the content is theirs: containers
// by what is in them, the ZIP archive of anything last of these.
var formats = []format{
	docxFormat{}, odtFormat{}, epubFormat{}, ofdFormat{}, zipFormat{}, docFormat{}, rtfFormat{}, pdfFormat{}, pictureFormat{},
	mhtFormat{}, htmlFormat{}, jsonLines{}, markdown{}, tableFormat{}, plain{},
}

// textual are the formats that any text may be read as by its ending alone.
var textual = []format{htmlFormat{}, jsonLines{}, markdown{}, tableFormat{}, plain{}}

// readable are the formats as a person is told of them.
const readable = "docx、doc、wps、pdf、ofd、rtf、odt、epub、html、mht、md、txt、csv、jsonl、zip，以及需要识别的 jpg、png"

// file is what a reader gets.
type file struct {
	path   string
	ending string
	raw    []byte
	// options are what a person said about the file.
	options Options
	// notes are about the file as a whole.
	notes []corpus.Diagnostic

	decoded bool
	content string
	refused error

	// depth is how many archives the file came out of; allowed is what may
	// still be unpacked, for all of them together.
	depth   int
	allowed *allowance

	opened   bool
	unpacked *archive
	unopened error

	// tracer, if there is one, is told where a Word document's text stands in it.
	tracer *tracer
}

func (f *file) note(d corpus.Diagnostic) { f.notes = append(f.notes, d) }

// text is the file's text in UTF-8 with LF, decoded once.
func (f *file) text() (string, error) {
	if f.decoded {
		return f.content, f.refused
	}
	f.decoded = true
	text, charset, err := string(f.raw), "UTF-8", error(nil)
	switch {
	case !f.options.Plain:
		text, charset, err = decode(f.raw)
	case isBinary(f.raw):
		err = noTextFile()
	}
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

// archive opens the file as a ZIP container, once; nil if it is none.
func (f *file) archive() (*archive, error) {
	if f.opened || !bytes.HasPrefix(f.raw, []byte(zipStart)) && !bytes.HasPrefix(f.raw, []byte(zipEmpty)) {
		return f.unpacked, f.unopened
	}
	f.opened = true
	if f.allowed == nil {
		f.allowed = newAllowance(len(f.raw))
	}
	f.unpacked, f.unopened = openArchive(f.raw, f.allowed)
	return f.unpacked, f.unopened
}

// choose finds the reader of f: by content, then by ending.
func choose(f *file) (format, error) {
	if f.options.Plain {
		return plain{}, nil
	}
	if _, err := f.archive(); err != nil {
		return nil, err
	}
	if kind, ok := foreign(f); ok {
		if known(f.ending) != nil {
			return nil, refuse(Disguised, "文件以 %s 结尾，内容却是%s，不能收进；%s", f.ending, kind.name, kind.advice)
		}
		return nil, kind.refusal()
	}
	for _, format := range formats {
		if format.claims(f) {
			f.noteEnding(format)
			return format, nil
		}
	}
	promised, isForeign := foreignEnding(f.ending)
	if _, err := f.text(); err != nil {
		if isForeign && isRefusal(err, Binary) {
			return nil, promised.refusal()
		}
		return nil, err
	}
	format := known(f.ending)
	if slices.Contains(textual, format) {
		return format, nil
	}
	if format != nil || f.ending == "" || office[f.ending] {
		f.noteEnding(plain{})
		return plain{}, nil
	}
	if isForeign {
		return nil, promised.refusal()
	}
	return nil, refuse(Unsupported, "不认识以 %s 结尾的文件；能读取的有 %s", f.ending, readable)
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

// office are endings of formats not read whose programs also write HTML and
// text under them.
var office = map[string]bool{".xls": true, ".et": true}
