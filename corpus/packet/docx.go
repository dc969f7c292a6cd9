package packet

import (
	"archive/zip"
	"bufio"
	"context"
	"embed"
	"fmt"
	"io"
	"time"
)

// A Word file is a zip of parts. Those that are the same for every packet are
// kept in the folder docx; they also say what pages and fonts look like:
//
//	styles     GB/T 9704—2012: body 仿宋 三号 with 22 lines of 28 characters a
//	           page, headings 黑体, 楷体, 仿宋 bold, 仿宋, title 小标宋 二号. The lines
//	           are exactly 28.9 pt high; characters stand .3 pt closer than 16 pt,
//	           since 28 of them have to fit into 156 mm. At .25 pt, which would do
//	           too, LibreOffice 7.4 leaves out a 、 that hangs behind the 28th.
//	           Quotations are 楷体 two characters further in, by a width for
//	           which the same holds; what the trainer says is 仿宋.
//	fontTable  what to take where a machine has not these fonts
//	footers    — 1 — in 宋体 四号, a character in from the outer edge
//	settings   footnotes numbered ① ② anew on each page
//
// The others are written here, one after the other, without keeping any.
//
//go:embed docx
var docxParts embed.FS

// constantParts are the parts of the folder and where they go. A reader that
// guesses the type of a file looks for the content types first.
var constantParts = []struct{ name, file string }{
	{"[Content_Types].xml", "content-types.xml"},
	{"_rels/.rels", "package-rels.xml"},
	{"docProps/app.xml", "app.xml"},
	{"word/_rels/document.xml.rels", "document-rels.xml"},
	{"word/styles.xml", "styles.xml"},
	{"word/settings.xml", "settings.xml"},
	{"word/fontTable.xml", "fontTable.xml"},
	{"word/footer-odd.xml", "footer-odd.xml"},
	{"word/footer-even.xml", "footer-even.xml"},
}

// partTime is when every part says it was written: equal packets are equal
// bytes. It is the first day that a zip can tell.
var partTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// WriteDOCX writes p as a Word file.
func WriteDOCX(ctx context.Context, w io.Writer, p Packet, o Options) error {
	s, err := newSheet(p, o)
	if err != nil {
		return err
	}
	d := docx{sheet: s, zip: zip.NewWriter(w)}
	if err := d.write(ctx); err != nil {
		return fmt.Errorf("write the packet as a Word file: %w", err)
	}
	return nil
}

// docx is a Word file being written.
type docx struct {
	*sheet
	zip *zip.Writer
}

func (d docx) write(ctx context.Context) error { return d.writeWith(ctx, d.document) }

// writeWith writes the file with a text of its own kind.
func (d docx) writeWith(ctx context.Context, document func(context.Context, *markup) error) error {
	for _, c := range constantParts {
		if err := d.constant(c.name, c.file); err != nil {
			return err
		}
	}
	variable := []struct {
		name  string
		write func(context.Context, *markup) error
	}{
		{"docProps/core.xml", d.core}, {"word/header.xml", d.header},
		{"word/document.xml", document}, {"word/footnotes.xml", d.footnotes},
	}
	for _, v := range variable {
		if err := d.part(v.name, func(m *markup) error { return v.write(ctx, m) }); err != nil {
			return err
		}
	}
	return d.zip.Close()
}

func (d docx) create(name string) (io.Writer, error) {
	return d.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: partTime})
}

func (d docx) constant(name, file string) error {
	content, err := docxParts.ReadFile("docx/" + file)
	if err != nil {
		return err
	}
	w, err := d.create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

func (d docx) part(name string, write func(*markup) error) error {
	w, err := d.create(name)
	if err != nil {
		return err
	}
	m := &markup{bufio.NewWriter(w)}
	m.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	if err := write(m); err != nil {
		return err
	}
	return m.Flush()
}

// core is what a folder shows of a file: its title and when it was made.
func (d docx) core(_ context.Context, m *markup) error {
	m.raw(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	m.raw(`<dc:title>`)
	m.text(oneLine(d.Title))
	m.raw(`</dc:title>`)
	if !d.Made.IsZero() {
		m.raw(`<dcterms:created xsi:type="dcterms:W3CDTF">` + d.Made.UTC().Format(time.RFC3339) + `</dcterms:created>`)
	}
	m.raw(`</cp:coreProperties>`)
	return nil
}

// header stands on every page: handed-out pages part from each other.
func (d docx) header(_ context.Context, m *markup) error {
	m.raw(`<w:hdr` + wordNamespace + `>`)
	m.paragraph("Header", "", run{text: d.madeLine()})
	m.raw(`</w:hdr>`)
	return nil
}
