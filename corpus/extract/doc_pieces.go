package extract

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// docFile is the text of a Word document and the tables about it.
type docFile struct {
	main, table []byte
	language    uint16
	pieces      []docPiece
	// lengths of the parts of the text, one after the other: the text proper,
	// footnotes, headers, macros, remarks, endnotes, text boxes.
	lengths [7]int
	// objects are those embedded.
	objects int
}

// The parts of a document's text.
const (
	docBody = iota
	docFootnotes
	docHeaders
	docMacros
	docRemarks
	docEndnotes
	docTextboxes
)

// docPiece is a stretch of text: characters start to end are in the main
// stream from at on, in bytes of a code page or in UTF-16.
type docPiece struct {
	start, end, at int
	wide           bool
	codes          encoding.Encoding
}

// width is that of a character, in bytes.
func (p docPiece) width() int {
	if p.wide {
		return 2
	}
	return 1
}

// docChar is one character, with its position in the text and with the place
// it was read from: notes are kept by position, formats by place.
type docChar struct {
	r            rune
	position, at int
}

// mostDocText bounds the text of a document whose pieces point at the same
// place again and again.
const mostDocText = 20 << 20

func u16(b []byte, at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
func u32(b []byte, at int) int { return int(binary.LittleEndian.Uint32(b[at:])) }

// entry is the part of the table stream at which the pair with this number, in
// the head of the main stream, points; after is what follows it.
func (d *docFile) entry(number int) (part, after []byte) {
	const pairs = 154
	at := pairs + 8*number
	if at+8 > len(d.main) {
		return nil, nil
	}
	start, size := u32(d.main, at), u32(d.main, at+4)
	if size == 0 || start+size > len(d.table) {
		return nil, nil
	}
	return d.table[start : start+size], d.table[start+size:]
}

// readPieces reads the piece table of Word 97 and later.
func (d *docFile) readPieces() error {
	const lengthsAt, pieceTable = 0x4c, 33
	for i := range d.lengths {
		if d.lengths[i] = u32(d.main, lengthsAt+4*i); d.lengths[i] > mostDocText {
			return docBroken()
		}
	}
	clx, _ := d.entry(pieceTable)
	for len(clx) > 3 && clx[0] == 1 { // formats of whole pieces
		clx = clx[min(3+u16(clx, 1), len(clx)):]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return docBroken()
	}
	table := clx[5:min(5+u32(clx, 1), len(clx))]
	count := (len(table) - 4) / 12
	total := 0
	for i := range count {
		p := docPiece{start: u32(table, 4*i), end: u32(table, 4*i+4)}
		at := u32(table, 4*(count+1)+8*i+2)
		const compressed = 1 << 30
		p.at, p.wide = at&^compressed, at&compressed == 0
		if !p.wide {
			p.at /= 2
		}
		if total += p.end - p.start; p.end < p.start || total > mostDocText {
			return docBroken()
		}
		d.add(p)
	}
	return nil
}

// add cuts a piece to the bytes there are and finds out its charset.
func (d *docFile) add(p docPiece) {
	if p.at >= len(d.main) {
		return
	}
	p.end = min(p.end, p.start+(len(d.main)-p.at)/p.width())
	if !p.wide {
		p.codes = d.codePage(d.main[p.at : p.at+p.end-p.start])
	}
	d.pieces = append(d.pieces, p)
}

// codePage is the charset of a piece in bytes. By the book it is always
// Windows-1252; programs of Chinese editions have written their own there, and
// then far more than half of what comes out are everyday characters.
func (d *docFile) codePage(raw []byte) encoding.Encoding {
	native := encoding.Encoding(simplifiedchinese.GB18030)
	const taiwan, hongKong = 0x0404, 0x0c04
	if d.language == taiwan || d.language == hongKong {
		native = traditionalchinese.Big5
	}
	if share(raw, func(b byte) bool { return b >= 0x80 }) == 0 {
		return charmap.Windows1252
	}
	out, err := native.NewDecoder().Bytes(raw)
	if _, foreign := score(string(out)); err == nil && foreign > 0.5 {
		return native
	}
	return charmap.Windows1252
}

// readWord6 reads the text of Word 6 and 95, which is in one stretch unless
// the file was saved in a hurry.
func (d *docFile) readWord6(flags uint16) error {
	const inPieces, beginAt, endAt, lengthAt = 0x0004, 0x18, 0x1c, 0x34
	begin, end := u32(d.main, beginAt), min(u32(d.main, endAt), len(d.main))
	if flags&inPieces != 0 || begin >= end {
		return refuse(Unsupported, "这是 Word 6.0 或 95 的文档，目前不能读取；请用 Word 或 WPS 另存为 docx 再导入")
	}
	d.lengths[docBody] = min(u32(d.main, lengthAt), end-begin)
	d.add(docPiece{end: d.lengths[docBody], at: begin})
	return nil
}

// part gives the characters of a part of the document.
func (d *docFile) part(part int) []docChar {
	start := 0
	for _, n := range d.lengths[:part] {
		start += n
	}
	return d.chars(start, start+d.lengths[part])
}

// chars gives the characters from start to end.
func (d *docFile) chars(start, end int) []docChar {
	var out []docChar
	for _, p := range d.pieces {
		from, to := max(start, p.start), min(end, p.end)
		if from >= to {
			continue
		}
		here := len(out)
		if p.wide {
			out = appendWide(out, d.main, p.at+2*(from-p.start), to-from)
		} else {
			out = appendBytes(out, d.main, p.at+from-p.start, to-from, p.codes)
		}
		for i := range out[here:] {
			c := &out[here+i]
			c.position = p.start + (c.at-p.at)/p.width()
		}
	}
	return out
}

func appendWide(out []docChar, main []byte, at, count int) []docChar {
	for i := 0; i < count; i++ {
		here := at + 2*i
		r := rune(u16(main, here))
		if utf16.IsSurrogate(r) && i+1 < count {
			if pair := utf16.DecodeRune(r, rune(u16(main, here+2))); pair != utf8.RuneError {
				r = pair
				i++
			}
		}
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
		}
		out = append(out, docChar{r: r, at: here})
	}
	return out
}

// appendBytes decodes byte for byte, so that each character keeps its place.
func appendBytes(out []docChar, main []byte, at, count int, codes encoding.Encoding) []docChar {
	for i := 0; i < count; i++ {
		here, width := at+i, 1
		if _, single := codes.(*charmap.Charmap); !single && main[here] >= 0x80 && i+1 < count {
			width = 2
		}
		text, err := codes.NewDecoder().Bytes(main[here : here+width])
		r, _ := utf8.DecodeRune(text)
		if err != nil || len(text) == 0 {
			r = utf8.RuneError
		}
		out = append(out, docChar{r: r, at: here})
		i += width - 1
	}
	return out
}
