package extract

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/richardlehane/mscfb"

	"tiaowen/corpus"
)

// docFormat reads the binary documents of Word 97 to 2003 and of WPS Writer,
// which writes the same under .wps. The container is OLE, a file system in a
// file; the text is in the stream WordDocument, in pieces that a table in
// another stream puts in order (doc_pieces.go). What a paragraph is, a heading
// or a cell of a table, stands in yet another place (doc_runs.go,
// doc_style.go); doc_text.go puts it together.
//
// Other programs keep their files in the same container. They are told by
// their streams and refused by name.
type docFormat struct{}

const oleSignature = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

func (docFormat) name() string      { return " Word 旧格式文档（doc、wps）" }
func (docFormat) endings() []string { return []string{".doc", ".wps", ".dot", ".wpt"} }

func (docFormat) claims(f *file) bool { return bytes.HasPrefix(f.raw, []byte(oleSignature)) }

func (docFormat) read(f *file) (sources []corpus.Source, err error) {
	// The library and the tables of a damaged file point anywhere.
	defer func() {
		if recover() != nil {
			sources, err = nil, docBroken()
		}
	}()
	streams, err := oleStreams(f.raw)
	if err != nil {
		return nil, err
	}
	doc, err := openDoc(streams)
	if err != nil {
		return nil, err
	}
	doc.objects = oleObjects(f.raw)
	source, err := doc.source()
	if err != nil {
		return nil, err
	}
	markHead(&source, readSummary(streams, &source.Hints))
	return []corpus.Source{source}, nil
}

func docBroken() error { return refuse(DocBroken, "这份 Word 文档已损坏，不能读取") }

// oleStreams gives the contents of an OLE file's outermost streams by name.
func oleStreams(raw []byte) (map[string][]byte, error) {
	container, err := mscfb.New(bytes.NewReader(raw))
	if err != nil {
		return nil, docBroken()
	}
	streams := map[string][]byte{}
	for _, entry := range container.File {
		if len(entry.Path) > 0 || entry.Size <= 0 {
			continue
		}
		// No stream is larger than its file, whatever the file says.
		body, err := io.ReadAll(io.LimitReader(entry, int64(len(raw))))
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && len(body) == 0 {
			continue
		}
		streams[entry.Name] = body
	}
	return streams, nil
}

// openDoc finds the text in the streams of an OLE file.
func openDoc(streams map[string][]byte) (*docFile, error) {
	main := streams["WordDocument"]
	if main == nil {
		return nil, oleRefusal(streams)
	}
	const shortest = 0x44
	if len(main) < shortest {
		return nil, docBroken()
	}
	flags := binary.LittleEndian.Uint16(main[0x0a:])
	const encrypted, otherTable, word97 = 0x0100, 0x0200, 0xc1
	if flags&encrypted != 0 {
		return nil, officeLocked()
	}
	doc := &docFile{main: main, language: binary.LittleEndian.Uint16(main[6:])}
	if binary.LittleEndian.Uint16(main[2:]) < word97 {
		return doc, doc.readWord6(flags)
	}
	doc.table = streams["0Table"]
	if flags&otherTable != 0 {
		doc.table = streams["1Table"]
	}
	return doc, doc.readPieces()
}

// officeLocked is why an encrypted document of Word, or of another program of
// its house, is refused.
func officeLocked() error {
	return refuse(DocPassword, "这是加密的 Office 文件，加了打开口令；请用 Word 或 WPS 打开，取消口令后另存，再导入")
}

// oleRefusal says what an OLE file without a Word document is.
func oleRefusal(streams map[string][]byte) error {
	switch {
	case streams["\tDRMContent"] != nil || streams["DRMContent"] != nil || streams["\tDRMViewerContent"] != nil:
		return refuse(DocPassword, "这是加密的 Office 文件，设了权限管理（IRM），不能读取；请有权限的人打开，另存为不加密的文件再导入")
	case streams["EncryptedPackage"] != nil || streams["EncryptionInfo"] != nil:
		return officeLocked()
	case lockedWorkbook(streams["Workbook"]):
		return refuse(DocPassword, "这是加密的 Excel 表格，加了打开口令，不能收进；请取消口令，%s", toCSV)
	case streams["EncryptedSummary"] != nil:
		return refuse(DocPassword, "这是加密的 PowerPoint 演示文稿，加了打开口令，不能收进；请取消口令，%s", toPDF)
	}
	for _, k := range oleKinds {
		if streams[k.stream] != nil {
			return k.refusal()
		}
	}
	if len(streams) == 0 {
		return docBroken()
	}
	return refuse(Unsupported, "这是 Office 旧格式的文件，但里面没有 Word 文档，不能收进；请用原来的程序打开，另存为 docx 或 PDF 再导入")
}

// lockedWorkbook reports whether a workbook says near its beginning that the
// rest is encrypted.
func lockedWorkbook(stream []byte) bool {
	const filePass, records = 0x2f, 20
	for range records {
		if len(stream) < 4 {
			return false
		}
		kind, size := binary.LittleEndian.Uint16(stream), int(binary.LittleEndian.Uint16(stream[2:]))
		if kind == filePass {
			return true
		}
		if len(stream) < 4+size {
			return false
		}
		stream = stream[4+size:]
	}
	return false
}
