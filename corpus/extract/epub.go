package extract

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tiaowen/corpus"
)

// epubFormat reads electronic books: a ZIP container of web pages. A package
// file names the pages (manifest), says in which order they are read (spine)
// and what the book is (metadata).
type epubFormat struct{}

func (epubFormat) name() string      { return " EPUB 电子书" }
func (epubFormat) endings() []string { return []string{".epub"} }

const (
	epubContainer  = "META-INF/container.xml"
	epubEncryption = "META-INF/encryption.xml"
)

func (epubFormat) claims(f *file) bool {
	a, err := f.archive()
	if err != nil || a == nil || !a.has(epubContainer) {
		return false
	}
	return a.has(epubPackage(a))
}

// epubPackage is the name of the package file.
func epubPackage(a *archive) string {
	name := ""
	// A broken container names no package; claims then says no.
	_ = a.walkEntry(epubContainer, func(root element) {
		root.walk.each(func(e element) {
			root.walk.each(func(e element) {
				if e.name == "ocf:rootfile" && name == "" {
					name = cleanName(e.attr("full-path"))
				}
			}, nil)
		}, nil)
	})
	return name
}

// epub is one book being read.
type epub struct {
	hints corpus.Fields
	// claims are all that the package says of the book: a book has no page heads
	// to be marked on.
	claims []string
	pages  map[string]string // names of pages by id
	spine  []string          // ids
}

func (epubFormat) read(f *file) ([]corpus.Source, error) {
	a, err := f.archive()
	if err != nil {
		return nil, err
	}
	name := epubPackage(a)
	book := &epub{pages: map[string]string{}}
	if err := a.walkEntry(name, func(root element) { book.readPackage(root, path.Dir(name)) }); err != nil {
		return nil, err
	}
	locked := lockedPages(a)
	read := map[string]bool{} // a page named twice is one page
	var d draft
	for _, id := range book.spine {
		page := book.pages[id]
		if locked[page] {
			return nil, refuse(ArchivePassword, "这本电子书的正文加了密（版权保护），不能读取")
		}
		if !a.has(page) || read[page] {
			continue
		}
		read[page] = true
		if err := book.readPage(f, a, page, &d); err != nil {
			return nil, err
		}
	}
	source := d.source(strings.TrimRight(d.b.String(), "\n"))
	if strings.TrimSpace(source.Text) == "" {
		return nil, refuse(NoText, "这本电子书里没有文字")
	}
	source.Hints = book.hints
	markHead(&source, book.claims)
	return []corpus.Source{source}, nil
}

func (b *epub) readPackage(root element, folder string) {
	root.walk.each(func(part element) {
		root.walk.each(func(e element) {
			switch part.name + " " + e.name {
			case "opf:manifest opf:item":
				b.item(e, folder)
			case "opf:spine opf:itemref":
				b.spine = append(b.spine, e.attr("idref"))
			default:
				if part.name == "opf:metadata" {
					b.claim(e.name, e.walk.text())
				}
			}
		}, nil)
	}, nil)
}

// claim takes up what the package says of the book.
func (b *epub) claim(name, text string) {
	b.claims = append(b.claims, text)
	switch name {
	case "dc:title":
		hint(&b.hints, "title", plausibleTitle(text))
	case "dc:creator":
		hint(&b.hints, "author", text)
	case "dc:publisher":
		hint(&b.hints, "source", text)
	case "dc:subject":
		hint(&b.hints, "keywords", text)
	case "dc:date":
		hint(&b.hints, "date", text)
	}
}

// item takes up a page. The table of contents that readers show beside the
// text is not of the text.
func (b *epub) item(e element, folder string) {
	kind := e.attr("media-type")
	if strings.Contains(" "+e.attr("properties")+" ", " nav ") || !strings.Contains(kind, "html") {
		return
	}
	href, err := url.PathUnescape(e.attr("href"))
	if err != nil {
		href = e.attr("href")
	}
	b.pages[e.attr("id")] = cleanName(folder + "/" + href)
}

// readPage writes a page of a book. Unlike a page of the web it is text
// throughout.
func (b *epub) readPage(f *file, a *archive, name string, d *draft) error {
	raw, err := a.read(name)
	if err != nil || len(raw) == 0 {
		return err
	}
	inner := &file{path: name, raw: raw}
	text, err := inner.text()
	if err != nil {
		f.note(note(NoteInner, corpus.Warning, "电子书里的“%s”没有读入：%s", name, err))
		return nil
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return refuse(TooDeep, "电子书的标记嵌套太深，不能读取")
	}
	w := &pageWriter{}
	w.book(root)
	d.join(&w.d)
	return nil
}

// book writes a page with its notes, which books keep in elements that are
// beside the text on a page of the web.
func (w *pageWriter) book(n *html.Node) {
	w.node(n)
	for _, aside := range findAll(n, isBookNote) {
		w.endLine()
		start := w.d.len()
		w.children(aside)
		w.d.mark(corpus.MarkNote, 0, start)
		w.endLine()
	}
}

// isBookNote reports whether an element holds what stands beside the text; a
// book, unlike a site, says nothing of itself there.
func isBookNote(n *html.Node) bool { return n.DataAtom == atom.Aside }

// findAll lists the elements in n that are what is asked for.
func findAll(n *html.Node, is func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && is(c) {
			out = append(out, c)
			continue
		}
		out = append(out, findAll(c, is)...)
	}
	return out
}

// lockedPages are the files of a book that its seller encrypted.
func lockedPages(a *archive) map[string]bool {
	locked := map[string]bool{}
	if !a.has(epubEncryption) {
		return locked
	}
	// What a broken list would have named fails where it is read.
	_ = a.walkEntry(epubEncryption, func(root element) {
		var visit func(e element)
		visit = func(e element) {
			if e.name == "enc:CipherReference" {
				locked[cleanName(e.attr("URI"))] = true
			}
			root.walk.each(visit, nil)
		}
		root.walk.each(visit, nil)
	})
	return locked
}
