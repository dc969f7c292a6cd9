package extract

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus"
)

// ofdFormat reads OFD, the national standard of fixed pages (GB/T 33190): a
// ZIP container in which OFD.xml names the documents, a document names its
// pages, and a page says which characters stand where (ofd_page.go). As in a
// PDF there are no paragraphs in it; lines become paragraphs in the same way
// (pdf_lines.go). Annotations, stamps and attachments are not text and are
// left out and named; a watermark is an annotation, and may be a mark of secrecy.
type ofdFormat struct{}

const ofdStart = "OFD.xml"

func (ofdFormat) name() string      { return " OFD 版式文件" }
func (ofdFormat) endings() []string { return []string{".ofd"} }

func (ofdFormat) claims(f *file) bool {
	a, err := f.archive()
	return err == nil && a != nil && a.has(ofdStart)
}

func (ofdFormat) read(f *file) ([]corpus.Source, error) {
	a, err := f.archive()
	if err != nil {
		return nil, err
	}
	bodies, err := ofdBodies(a)
	if err != nil {
		return nil, err
	}
	var sources []corpus.Source
	for i, body := range bodies {
		doc := &ofdDocument{a: a, reading: newPDFReading(), spoken: map[string]string{}, units: map[string]ofdUnit{}, pageIDs: map[string]int{}}
		doc.reading.apart = true // byRows puts rows together
		source, err := doc.read(body)
		if err != nil {
			return nil, err
		}
		if len(bodies) > 1 {
			source.Part = strconv.Itoa(i + 1)
		}
		if body.signed {
			source.Diagnostics = append(source.Diagnostics, note(NoteSigned, corpus.Note, "文件带有电子签章，未作验证"))
		}
		sources = append(sources, source)
	}
	return sources, nil
}

// ofdBody is a document as OFD.xml names it.
type ofdBody struct {
	root   string
	signed bool
	hints  corpus.Fields
	said   []string // what the file says of itself
}

// local is the name of an element without a prefix: files of before the
// standard have other namespaces, or none.
func local(e element) string { return e.name[strings.LastIndexByte(e.name, ':')+1:] }

func ofdBodies(a *archive) ([]ofdBody, error) {
	const most = 100
	var bodies []ofdBody
	encrypted := slices.ContainsFunc(a.names, func(name string) bool {
		base := path.Base(name)
		return base == "Encryptions.xml" || base == "Encryption.xml"
	})
	err := a.walkEntry(ofdStart, func(root element) {
		root.walk.each(func(e element) {
			if local(e) == "DocBody" && len(bodies) < most {
				bodies = append(bodies, readBody(e))
			}
		}, nil)
	})
	bodies = slices.DeleteFunc(bodies, func(b ofdBody) bool { return b.root == "" })
	switch {
	case encrypted:
		return nil, refuse(OFDPassword, "这份 OFD 加了密，需要专用阅读器和口令；请解除加密后再导入")
	case err != nil:
		return nil, err
	case len(bodies) == 0:
		return nil, refuse(OFDBroken, "这份 OFD 里没有文档")
	}
	return bodies, nil
}

func readBody(e element) (b ofdBody) {
	e.walk.each(func(e element) {
		switch local(e) {
		case "DocRoot":
			b.root = ofdPath("", e.walk.text())
		case "Signatures":
			b.signed = true
		case "DocInfo":
			e.walk.each(b.readInfo, nil)
		}
	}, nil)
	return b
}

// readInfo takes what the file says of itself. CreationDate is when the file
// was made, and no date of the text.
func (b *ofdBody) readInfo(e element) {
	switch name := local(e); name {
	case "Keywords":
		var words []string
		e.walk.each(func(e element) { words = append(words, e.walk.text()) }, nil)
		hint(&b.hints, "keywords", words...)
		b.said = append(b.said, words...)
	case "CustomDatas":
		e.walk.each(func(e element) {
			name, value := e.attr("Name"), e.walk.text()
			hint(&b.hints, name, value)
			b.said = append(b.said, property(name, value)...)
		}, nil)
	default:
		value := e.walk.text()
		b.said = append(b.said, value)
		if name == "Title" || name == "Author" || name == "Abstract" {
			hint(&b.hints, name, value)
		}
	}
}

// ofdPath is the name of a file that another one, in the folder, refers to.
func ofdPath(folder, location string) string {
	location = strings.TrimSpace(strings.ReplaceAll(location, `\`, "/"))
	if location == "" {
		return ""
	}
	if !strings.HasPrefix(location, "/") {
		location = path.Join(folder, location)
	}
	return strings.TrimPrefix(path.Clean("/"+location), "/")
}

// ofdDocument is one document being read.
type ofdDocument struct {
	a         *archive
	folder    string
	templates map[string]string
	pages     []string
	tags      string
	overlays  string // the list of annotations
	resources []string
	units     map[string]ofdUnit // by their ids
	pageIDs   map[string]int
	reading   *pdfReading
	spoken    map[string]string // texts by the id of their object, for the tags
}

func (d *ofdDocument) read(body ofdBody) (corpus.Source, error) {
	d.folder = path.Dir(body.root)
	d.templates = map[string]string{}
	if err := d.a.walkEntry(body.root, func(root element) { root.walk.each(d.part, nil) }); err != nil {
		return corpus.Source{}, err
	}
	if len(d.pages) > pdfMostPages {
		return corpus.Source{}, refuse(OFDTooLong, "这份 OFD 超过 %d 页，请拆分后导入", pdfMostPages)
	}
	if err := d.readPages(); err != nil {
		return corpus.Source{}, err
	}
	d.reading.removed = append(d.reading.removed, d.annotated()...)
	lines, laid := dropOverlaid(d.reading.lines) // before rows are made, which it would be put into
	d.reading.lines, d.reading.removed = byRows(lines), append(d.reading.removed, laid...)
	joined := d.reading.join()
	source := joined.source()
	source.Hints = body.hints
	found := source.Diagnostics
	source.Diagnostics = nil
	d.readTags(&source.Hints)
	err := d.judge(&source)
	source.Diagnostics = append(source.Diagnostics, found...)
	markHead(&source, append(joined.heads(), body.said...))
	return source, err
}

// part reads a part of Document.xml.
func (d *ofdDocument) part(e element) {
	switch local(e) {
	case "CommonData":
		e.walk.each(func(e element) {
			switch local(e) {
			case "TemplatePage":
				d.templates[e.attr("ID")] = d.find(e.attr("BaseLoc"))
			case "PublicRes", "DocumentRes":
				d.resources = append(d.resources, d.find(e.walk.text()))
			}
		}, nil)
	case "Pages":
		e.walk.each(func(e element) {
			if len(d.pages) <= pdfMostPages {
				d.pageIDs[e.attr("ID")] = len(d.pages)
				d.pages = append(d.pages, d.find(e.attr("BaseLoc")))
			}
		}, nil)
	case "CustomTags":
		d.tags = d.find(e.walk.text())
	case "Annotations":
		d.overlays = d.find(e.walk.text())
	}
}

// find is the name of a file that the document refers to. Writers on Windows
// do not mind about large and small letters.
func (d *ofdDocument) find(location string) string {
	name := ofdPath(d.folder, location)
	if d.a.has(name) {
		return name
	}
	same := func(other string) bool { return strings.EqualFold(other, name) }
	if i := slices.IndexFunc(d.a.names, same); i >= 0 {
		return d.a.names[i]
	}
	return name
}

// judge says what of the document is not in its text.
func (d *ofdDocument) judge(s *corpus.Source) error {
	r := d.reading
	r.pages = len(d.pages)
	var t tally
	t.count(s.Text)
	scanned := r.scanned()
	switch {
	case len(scanned) > 0 && len(scanned)+len(r.empty()) == r.pages:
		return refuse(NeedsOCR, "这份 OFD 的%s都是图片（可能是扫描件），没有文字，需要先做文字识别（OCR）", pageNames(scanned))
	case t.seen == 0 && len(r.broken) > 0:
		return refuse(OFDBroken, "这份 OFD 已损坏，没有一页能读出文字")
	case t.seen == 0:
		return refuse(NoText, "这份 OFD 里没有文字")
	}
	if len(r.broken) > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NotePages, corpus.Fault, "共 %d 页，其中%s未能读出", r.pages, pageNames(sorted(r.broken))))
	}
	if len(scanned) > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteNeedsOCR, corpus.Warning, "共 %d 页，其中%s只有图片，没有读出文字，需要文字识别（OCR）", r.pages, pageNames(scanned)))
	}
	return nil
}

// readTags takes fields from the tags by which official documents say which
// objects are their title, their number and so on.
func (d *ofdDocument) readTags(hints *corpus.Fields) {
	for _, named := range d.named(d.tags) {
		// What breaks in it costs hints and no text.
		_ = d.a.walkEntry(named.file, func(root element) { d.tag(root, hints) })
	}
}

// annotated are the words that lie over the pages, an object each.
func (d *ofdDocument) annotated() (out []removed) {
	page, code := 0, ""
	var visit func(element)
	visit = func(e element) {
		switch local(e) {
		case "Annot":
			code = NoteRemarks
			if e.attr("Type") == "Watermark" {
				code = NoteWatermark
			}
		case "TextObject":
			if text := strings.TrimSpace(e.walk.text()); text != "" {
				out = append(out, removed{code, page, text})
			}
			return
		}
		e.walk.each(visit, nil)
	}
	for _, named := range d.named(d.overlays) {
		page, code = d.pageIDs[named.page], NoteRemarks
		_ = d.a.walkEntry(named.file, func(root element) { root.walk.each(visit, nil) })
	}
	return out
}

// ofdNamed is a file that a list names, for a page if that is said.
type ofdNamed struct{ file, page string }

// named are the files that a list in the document names, as far as they are
// there.
func (d *ofdDocument) named(list string) (out []ofdNamed) {
	if !d.a.has(list) {
		return nil
	}
	_ = d.a.walkEntry(list, func(root element) {
		root.walk.each(func(page element) {
			page.walk.each(func(e element) {
				if local(e) != "FileLoc" {
					return
				}
				if name := ofdPath(path.Dir(list), e.walk.text()); d.a.has(name) {
					out = append(out, ofdNamed{name, page.attr("PageID")})
				}
			}, nil)
		}, nil)
	})
	return out
}

// tag reads a tag: tags in it, or the objects it stands for.
func (d *ofdDocument) tag(e element, hints *corpus.Fields) {
	var b strings.Builder
	e.walk.each(func(inner element) {
		if local(inner) == "ObjectRef" {
			b.WriteString(d.spoken[strings.TrimSpace(inner.walk.text())])
			return
		}
		d.tag(inner, hints)
	}, nil)
	hint(hints, local(e), b.String())
}
