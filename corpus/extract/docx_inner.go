package extract

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"

	"tiaowen/corpus"
)

// A document may hold other files: chunks (altChunk) that are part of its text
// in whatever format they came, and embedded objects, which are documents of
// their own.

// docxTargets are the files that a part refers to, by the ids of the relations.
func docxTargets(a *archive, main string) map[string]string {
	out := map[string]string{}
	folder, base := path.Split(main)
	name := folder + "_rels/" + base + ".rels"
	if !a.has(name) {
		return out
	}
	// A broken file of relations costs what only it names.
	_ = a.walkEntry(name, func(root element) {
		root.walk.each(func(e element) {
			target := e.attr("Target")
			if e.attr("TargetMode") == "External" {
				return
			}
			if !strings.HasPrefix(target, "/") {
				target = folder + target
			}
			out[e.attr("Id")] = cleanName(target)
		}, nil)
	})
	return out
}

// within reads a file in the document's container.
func (d *docx) within(name string) ([]corpus.Source, error) {
	if d.f.depth >= archiveDeepest {
		return nil, refuse(TooDeep, "文件里套的文件超过 %d 层", archiveDeepest)
	}
	raw, err := d.a.read(name)
	if err != nil {
		return nil, err
	}
	if packed := packedIn(raw); packed != nil {
		raw = packed
	}
	inner := &file{path: name, ending: ending(name), raw: raw, options: d.f.options, depth: d.f.depth + 1, allowed: d.f.allowed}
	if inner.ending == ".bin" {
		inner.ending = ""
	}
	inner.options.OCR = false // what is on pictures in it is not worth minutes
	return inner.sources()
}

// lose says that a file in the document was not read.
func (d *docx) lose(name, what string, err error) error {
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal == d.f.allowed.over {
		return err
	}
	d.f.note(note(NoteEmbedded, corpus.Warning, "文档里%s的文件“%s”没有收入：%s", what, path.Base(name), refusal.Message))
	return nil
}

// chunk writes the text of a chunk where it stands.
func (w *docxWriter) chunk(id string) {
	name := w.targets[id]
	if !w.a.has(name) {
		w.f.note(note(NoteEmbedded, corpus.Warning, "文档里有一段嵌入的内容缺失，没有收入"))
		return
	}
	sources, err := w.within(name)
	if err != nil {
		if err := w.lose(name, "嵌入", err); err != nil {
			w.walk.err = err
		}
		return
	}
	for _, s := range sources {
		d := &draft{marks: s.Marks}
		d.write(s.Text)
		w.out.join(d)
		for _, n := range s.Diagnostics {
			n.Span = nil // it speaks of a place in the chunk
			w.f.note(n)
		}
	}
	w.walk.bound(w.out.len())
}

// object takes up an embedded object. Formulas of the old editor are no files.
func (w *docxWriter) object(e element) {
	if strings.HasPrefix(e.attr("ProgID"), "Equation") {
		w.formulas++
		return
	}
	if name := w.targets[e.attr("id")]; e.attr("Type") != "Link" && w.a.has(name) && !slices.Contains(w.embedded, name) {
		w.embedded = append(w.embedded, name)
	} else if e.attr("Type") != "Link" && !w.a.has(name) {
		w.f.note(note(NoteEmbedded, corpus.Warning, "文档里嵌入的对象（%s）缺失，没有收入", e.attr("ProgID")))
	}
}

// readEmbedded reads the embedded files as documents of their own.
func (d *docx) readEmbedded() ([]corpus.Source, error) {
	const most = 50
	var out []corpus.Source
	if d.formulas > 0 {
		d.f.note(note(NoteEmbedded, corpus.Warning, "文档里有 %d 个公式对象没有收入，请核对原件", d.formulas))
	}
	for i, name := range d.embedded {
		if i == most {
			d.f.note(note(NoteEmbedded, corpus.Warning, "文档里嵌入的另外 %d 个文件没有收入", len(d.embedded)-most))
			break
		}
		sources, err := d.within(name)
		if err != nil {
			if err := d.lose(name, "嵌入", err); err != nil {
				return nil, err
			}
			continue
		}
		for _, s := range sources {
			s.Part = strings.TrimSuffix(path.Base(name)+"/"+s.Part, "/")
			out = append(out, s)
		}
		d.f.note(note(NoteEmbedded, corpus.Note, "文档里嵌入的文件“%s”另收为一篇", path.Base(name)))
	}
	return out, nil
}

// packedIn is the file that an OLE container only wraps, nil if it is none.
func packedIn(raw []byte) []byte {
	if !bytes.HasPrefix(raw, []byte(oleSignature)) {
		return nil
	}
	streams, err := safeStreams(raw)
	if err != nil {
		return nil
	}
	for _, name := range []string{"Package", "CONTENTS"} {
		if body := streams[name]; len(body) > 0 {
			return body
		}
	}
	for name, body := range streams {
		if strings.HasSuffix(name, "Ole10Native") {
			return nativeFile(body)
		}
	}
	return nil
}

// safeStreams is oleStreams for a container that may be damaged.
func safeStreams(raw []byte) (streams map[string][]byte, err error) {
	defer func() {
		if recover() != nil {
			err = docBroken()
		}
	}()
	return oleStreams(raw)
}

// nativeFile is the file in a packager object: sizes and names stand before it.
func nativeFile(body []byte) []byte {
	const head, words = 6, 8
	if len(body) < head {
		return nil
	}
	rest := body[head:]
	for range 2 { // its label and its path
		end := bytes.IndexByte(rest, 0)
		if end < 0 {
			return nil
		}
		rest = rest[end+1:]
	}
	if len(rest) < words {
		return nil
	}
	temporary := int(binary.LittleEndian.Uint32(rest[4:]))
	rest = rest[words:]
	if temporary < 0 || len(rest) < temporary+4 {
		return nil
	}
	size := int(binary.LittleEndian.Uint32(rest[temporary:]))
	rest = rest[temporary+4:]
	if size <= 0 || size > len(rest) {
		return nil
	}
	return rest[:size]
}

// oleObjects counts the objects that an OLE document embeds.
func oleObjects(raw []byte) int {
	container, err := mscfb.New(bytes.NewReader(raw))
	if err != nil {
		return 0
	}
	objects := map[string]bool{}
	for _, entry := range container.File {
		if len(entry.Path) > 1 && entry.Path[0] == "ObjectPool" {
			objects[entry.Path[1]] = true
		}
	}
	return len(objects)
}
