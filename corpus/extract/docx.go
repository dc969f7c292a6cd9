package extract

import (
	"path"
	"strings"

	"tiaowen/corpus"
)

// docxFormat reads the documents of Word since 2007 and of WPS Writer. They
// are ZIP containers; which of its files is the text and which hold styles,
// numbers and notes is said by relations between them, and only found under
// the usual names if the relations are missing.
//
// A paragraph's text is in runs (docx_text.go), tables hold paragraphs
// (docx_block.go); whether a paragraph is a heading is said by its style or a
// style that one is based on (docx_style.go); its number is not in the text at
// all and is counted here as Word counts it (docx_number.go). Who has to write
// into such a document is told where its text stands in it (docx_trace.go).
type docxFormat struct{}

func (docxFormat) name() string      { return " Word 文档" }
func (docxFormat) endings() []string { return []string{".docx", ".docm", ".dotx", ".dotm"} }

func (docxFormat) claims(f *file) bool {
	a, err := f.archive()
	return err == nil && a != nil && a.has("[Content_Types].xml") && a.has(docxMain(a))
}

// docx is one document being read.
type docx struct {
	f       *file
	a       *archive
	parts   map[string]string // names by the kind of relation
	targets map[string]string // and by its id
	styles  docxStyles
	numbers docxNumbers
	m       manuscript
	// notes are by kind and id.
	notes map[string]*docxNote
	// embedded are the files of the objects in it, formulas those that have none.
	embedded []string
	formulas int
	// watermarks are the words drawn behind the pages.
	watermarks []string
}

func (docxFormat) read(f *file) ([]corpus.Source, error) {
	a, err := f.archive()
	if err != nil {
		return nil, err
	}
	main := docxMain(a)
	if f.tracer != nil {
		f.tracer.main = main
	}
	doc := &docx{f: f, a: a, parts: docxParts(a, main), targets: docxTargets(a, main), notes: map[string]*docxNote{}}
	for _, step := range []func() error{doc.readStyles, doc.readNumbers, doc.readNotes, doc.readRemarks, func() error { return doc.readBody(main) }} {
		if err := step(); isRefusal(err, ArchivePassword) {
			return nil, officeLocked()
		} else if err != nil {
			return nil, err
		}
	}
	inner, err := doc.readEmbedded()
	if err != nil {
		return nil, err
	}
	source, err := doc.m.source("文档")
	if err != nil && len(inner) > 0 {
		return inner, nil // it is nothing but their cover
	}
	if err != nil {
		return nil, a.textless(err)
	}
	f.tracer.finish(&source)
	source.Hints = documentHints(a, "docProps/core.xml")
	heads := doc.heads(path.Dir(main))
	if len(doc.watermarks) > 0 {
		source.Diagnostics = append(source.Diagnostics, note(NoteWatermark, corpus.Note, "文档有水印，没有收入：%s", quoted(doc.watermarks)))
	}
	markHead(&source, append(heads, properties(a, "docProps/core.xml", "docProps/custom.xml", "docProps/app.xml")...))
	return append([]corpus.Source{source}, inner...), nil
}

// docxMain is the name of the file that holds the text, empty if the relations
// lead to none or to one of another program.
func docxMain(a *archive) string {
	const usual = "word/document.xml"
	if named := relations(a, "_rels/.rels", "")["officeDocument"]; a.has(named) && strings.HasPrefix(named, "word/") {
		return named
	}
	return usual
}

// docxParts are the files that belong to the main one, by kind.
func docxParts(a *archive, main string) map[string]string {
	folder, base := path.Split(main)
	parts := relations(a, folder+"_rels/"+base+".rels", folder)
	for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes", "comments"} {
		if !a.has(parts[kind]) {
			parts[kind] = folder + kind + ".xml"
		}
	}
	return parts
}

// relations reads where a file points, by the last part of each relation's
// type. Targets are names in the container.
func relations(a *archive, name, folder string) map[string]string {
	out := map[string]string{}
	if !a.has(name) {
		return out
	}
	// A broken file of relations leaves the usual names.
	_ = a.walkEntry(name, func(root element) {
		root.walk.each(func(e element) {
			kind, target := path.Base(e.attr("Type")), e.attr("Target")
			if e.attr("TargetMode") == "External" || out[kind] != "" {
				return
			}
			if !strings.HasPrefix(target, "/") {
				target = folder + target
			}
			out[kind] = cleanName(target)
		}, nil)
	})
	return out
}

// documentHints reads what a program noted about a document: Dublin Core in
// Office's and in OpenDocument's form.
func documentHints(a *archive, name string) corpus.Fields {
	var f corpus.Fields
	if !a.has(name) {
		return f
	}
	claim := func(e element) {
		switch text := e.walk.text(); e.name {
		case "dc:title":
			hint(&f, "title", plausibleTitle(text))
		case "dc:creator", "meta:initial-creator":
			hint(&f, "author", plausibleAuthor(text))
		case "cp:keywords", "meta:keyword":
			hint(&f, "keywords", plausibleTitle(text))
		}
	}
	// Damage here costs hints and no text.
	_ = a.walkEntry(name, func(root element) {
		root.walk.each(func(e element) {
			if e.name == "office:meta" {
				e.walk.each(claim, nil)
				return
			}
			claim(e)
		}, nil)
	})
	return f
}
