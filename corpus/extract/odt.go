package extract

import (
	"strings"

	"tiaowen/corpus"
)

// odtFormat reads the documents of LibreOffice and others: OpenDocument text.
// The text is in content.xml, its styles there and in styles.xml. Headings say
// so themselves; numbers are counted here (odt_list.go).
type odtFormat struct{}

func (odtFormat) name() string      { return " ODT 文档" }
func (odtFormat) endings() []string { return []string{".odt", ".ott"} }

const odtType = "application/vnd.oasis.opendocument.text"

func (odtFormat) claims(f *file) bool {
	a, err := f.archive()
	if err != nil || a == nil || !a.has("mimetype") || !a.has(odtContent) {
		return false
	}
	kind, err := a.read("mimetype")
	return err == nil && strings.HasPrefix(strings.TrimSpace(string(kind)), odtType)
}

const odtContent, odtStylesName = "content.xml", "styles.xml"

// odt is one document being read.
type odt struct {
	m      manuscript
	styles map[string]*odtStyle
	lists  odtLists
	heads  []string // what stands above and below the pages
	// watermarks are the words drawn behind the pages, embedded the folders of
	// the documents in it.
	watermarks, embedded []string
}

// odtStyle is what a style says that matters here.
type odtStyle struct {
	parent string
	list   string
	hidden bool
	title  bool
}

func (odtFormat) read(f *file) ([]corpus.Source, error) {
	a, err := f.archive()
	if err != nil {
		return nil, err
	}
	if encryptedODT(a) {
		return nil, refuse(ArchivePassword, "这份 ODT 文档加了密，需要口令；请解除加密后再导入")
	}
	doc := &odt{styles: map[string]*odtStyle{}, lists: newODTLists()}
	for _, name := range []string{odtStylesName, odtContent} {
		if !a.has(name) {
			continue
		}
		if err := a.walkEntry(name, doc.root); err != nil {
			return nil, err
		}
	}
	source, err := doc.m.source("文档")
	if err != nil {
		return nil, a.textless(err)
	}
	source.Hints = documentHints(a, "meta.xml")
	if len(doc.watermarks) > 0 {
		source.Diagnostics = append(source.Diagnostics, note(NoteWatermark, corpus.Note, "文档有水印，没有收入：%s", quoted(doc.watermarks)))
	}
	source.Diagnostics = append(source.Diagnostics, doc.inner(a)...)
	markHead(&source, append(doc.heads, properties(a, "meta.xml")...))
	return []corpus.Source{source}, nil
}

// encryptedODT reports whether the manifest says that the text is encrypted.
func encryptedODT(a *archive) bool {
	const manifest = "META-INF/manifest.xml"
	encrypted := false
	if !a.has(manifest) {
		return false
	}
	// A broken manifest is no reason not to read what is readable.
	_ = a.walkEntry(manifest, func(root element) {
		root.walk.each(func(e element) {
			if e.attr("full-path") == odtContent {
				root.walk.each(func(e element) { encrypted = encrypted || e.name == "manifest:encryption-data" }, nil)
			}
		}, nil)
	})
	return encrypted
}

// root reads styles and text of one file.
func (d *odt) root(root element) {
	root.walk.each(func(e element) {
		switch e.name {
		case "office:styles", "office:automatic-styles":
			root.walk.each(d.style, nil)
		case "office:master-styles":
			root.walk.each(func(element) { root.walk.each(d.head, nil) }, nil)
		case "office:body":
			root.walk.each(func(e element) {
				if e.name == "office:text" {
					w := &odtWriter{odt: d, walk: root.walk, out: &d.m.d}
					w.blocks()
				}
			}, nil)
		}
	}, nil)
}

// head reads what stands above or below pages, without a trace in the text.
func (d *odt) head(e element) {
	if !strings.HasPrefix(e.name, "style:header") && !strings.HasPrefix(e.name, "style:footer") {
		return
	}
	out := &draft{}
	beside := &odt{styles: d.styles, lists: newODTLists()}
	w := &odtWriter{odt: beside, walk: e.walk, out: out}
	w.blocks()
	d.heads = append(append(d.heads, out.b.String()), beside.watermarks...)
	d.watermarks = append(d.watermarks, beside.watermarks...)
}

func (d *odt) style(e element) {
	switch e.name {
	case "style:style":
		s := &odtStyle{parent: e.attr("parent-style-name"), list: e.attr("list-style-name")}
		name := strings.ToLower(e.attr("name"))
		s.title = e.attr("family") == "paragraph" && (name == "title" || name == "标题")
		e.walk.each(func(p element) {
			if p.name == "style:text-properties" && p.attr("display") == "none" {
				s.hidden = true
			}
		}, nil)
		d.styles[e.attr("family")+" "+e.attr("name")] = s
	case "text:list-style", "text:outline-style":
		d.lists.define(e)
	}
}

// find looks through a style and those it is made from.
func (d *odt) find(family, name string, want func(*odtStyle) bool) *odtStyle {
	const deepest = 30 // styles may be made from each other in a circle
	for range deepest {
		s := d.styles[family+" "+name]
		if s == nil || want(s) {
			return s
		}
		name = s.parent
	}
	return nil
}

func (d *odt) hides(family, name string) bool {
	return d.find(family, name, func(s *odtStyle) bool { return s.hidden }) != nil
}
