package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

// pdfFont turns the codes of a font into characters.
type pdfFont struct {
	// composite fonts have codes of several bytes, simple ones of one.
	composite bool
	// vertical fonts write down the page.
	vertical bool
	unicode  *toUnicode
	// charset of the codes, for the predefined CMaps of Chinese fonts.
	charset encoding.Encoding
	// simple is what each byte stands for in a simple font.
	simple [256]string
	widths map[int]float64 // by code, for simple fonts and identity codes
	width  float64         // of all others
}

// glyph is one code shown: its text, how far it goes on, in em, and whether it
// is the space that word spacing widens.
type glyph struct {
	text  string
	width float64
	space bool
}

// predefined are the CMaps that name a charset, by what their names contain.
var predefined = []struct {
	part    string
	charset encoding.Encoding
}{
	{"UCS2-", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)},
	{"UTF16-", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)},
	{"GB-EUC-", simplifiedchinese.GB18030},
	{"GBpc-EUC-", simplifiedchinese.GB18030},
	{"GBK-EUC-", simplifiedchinese.GB18030},
	{"GBKp-EUC-", simplifiedchinese.GB18030},
	{"GBK2K-", simplifiedchinese.GB18030},
	{"B5pc-", traditionalchinese.Big5},
	{"B5-", traditionalchinese.Big5},
}

func newPDFFont(v pdf.Value) *pdfFont {
	f := &pdfFont{width: 0.5, widths: map[int]float64{}}
	if v.Key("ToUnicode").Kind() == pdf.Stream {
		f.unicode = readToUnicode(v)
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.composite = true
		name := v.Key("Encoding").Name()
		f.vertical = strings.HasSuffix(name, "-V")
		for _, p := range predefined {
			if strings.Contains(name, p.part) {
				f.charset = p.charset
				break
			}
		}
		f.readWidths(v.Key("DescendantFonts").Index(0))
		return f
	}
	f.readSimple(v)
	return f
}

// readWidths reads the two forms of W: c [w w …] and c c w.
func (f *pdfFont) readWidths(descendant pdf.Value) {
	const most = 70_000
	f.width = 1
	if dw := descendant.Key("DW"); dw.Kind() != pdf.Null {
		f.width = dw.Float64() / 1000
	}
	w := descendant.Key("W")
	for i := 0; i+1 < w.Len(); {
		first, second := int(w.Index(i).Int64()), w.Index(i+1)
		if second.Kind() == pdf.Array {
			for j := 0; j < second.Len() && len(f.widths) < most; j++ {
				f.widths[first+j] = second.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		width := w.Index(i+2).Float64() / 1000
		for c := first; c <= int(second.Int64()) && len(f.widths) < most; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

func (f *pdfFont) readSimple(v pdf.Value) {
	font := pdf.Font{V: v}
	// A ToUnicode is read by us; of the library we want the encoding alone.
	encoder := font.Encoder()
	for code := range f.simple {
		s := encoder.Decode(string([]byte{byte(code)}))
		if utf8.ValidString(s) {
			f.simple[code] = s
		}
	}
	f.readNames(v.Key("Encoding").Key("Differences"))
	first, widths := font.FirstChar(), font.Widths()
	for i, w := range widths {
		if code := first + i; code >= 0 && code < 256 {
			f.widths[code] = w / 1000
		}
	}
}

// The names of glyphs that state a character, and those that state none: the
// number of a glyph in its font.
var (
	unicodeName = regexp.MustCompile(`^(?:uni([0-9A-Fa-f]{4})|u([0-9A-Fa-f]{4,6}))$`)
	glyphNumber = regexp.MustCompile(`^(?:[A-Za-z]{1,2}|cid|gid|glyph|index|char|chr)[.#_]?[0-9A-Fa-f]{0,4}[0-9]$`)
)

// readNames reads the names of glyphs that the library does not know: it takes
// their codes for characters.
func (f *pdfFont) readNames(differences pdf.Value) {
	code := 0
	for i := range differences.Len() {
		x := differences.Index(i)
		if x.Kind() == pdf.Integer {
			code = int(x.Int64())
			continue
		}
		name := x.Name()
		if code >= 0 && code < len(f.simple) {
			if m := unicodeName.FindStringSubmatch(name); m != nil {
				if n, err := strconv.ParseUint(m[1]+m[2], 16, 32); err == nil && utf8.ValidRune(rune(n)) {
					f.simple[code] = string(rune(n))
				}
			} else if unknown := f.simple[code] == string(rune(code)) || f.simple[code] == string([]byte{byte(code)}) || f.simple[code] == ""; unknown && glyphNumber.MatchString(name) && !namesCode(name, code) {
				f.simple[code] = string(utf8.RuneError)
			}
		}
		code++
	}
}

// namesCode reports whether the number in a glyph's name is its code, as in
// fonts whose codes are ASCII.
func namesCode(name string, code int) bool {
	number := strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.#_")
	tens, err := strconv.Atoi(number)
	if err == nil && tens == code && code >= ' ' {
		return true
	}
	sixteens, err := strconv.ParseInt(name[1:], 16, 32)
	return err == nil && int(sixteens) == code && code >= ' '
}

// glyphs cuts a string into codes and says what each shows.
func (f *pdfFont) glyphs(raw string) []glyph {
	out := make([]glyph, 0, len(raw)/2+1)
	for len(raw) > 0 {
		n := f.codeLength(raw)
		out = append(out, f.glyph(raw[:n]))
		raw = raw[n:]
	}
	return out
}

func (f *pdfFont) codeLength(raw string) int {
	n := 1
	switch {
	case !f.composite:
	case f.charset == nil && f.unicode != nil:
		n = f.unicode.codeLength(raw)
	case f.charset == simplifiedchinese.GB18030 && len(raw) > 3 && raw[0] >= 0x81 && raw[1] >= '0' && raw[1] <= '9':
		n = 4
	case f.charset == simplifiedchinese.GB18030 || f.charset == traditionalchinese.Big5:
		if raw[0] >= 0x81 {
			n = 2
		}
	case raw[0]&0xfc == 0xd8: // a surrogate pair
		n = 4
	default:
		n = 2
	}
	return min(n, len(raw))
}

func (f *pdfFont) glyph(code string) glyph {
	number := 0
	for _, b := range []byte(code) {
		number = number<<8 | int(b)
	}
	g := glyph{text: f.textOf(code), width: f.width, space: code == " "}
	if f.charset != nil {
		// The widths are by character numbers that we do not know.
		if len(g.text) == 1 {
			g.width = 0.5
		}
		return g
	}
	if w, ok := f.widths[number]; ok {
		g.width = w
	}
	return g
}

func (f *pdfFont) textOf(code string) string {
	if f.unicode != nil {
		if s, ok := f.unicode.lookup(code); ok {
			return s
		}
	}
	switch {
	case !f.composite:
		if s := f.simple[code[0]]; s != "" {
			return s
		}
	case f.charset != nil:
		if s, err := f.charset.NewDecoder().String(code); err == nil {
			return s
		}
	}
	return "\ufffd"
}
