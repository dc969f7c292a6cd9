package extract

import (
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// toUnicode is the table of a font that says which text a code stands for.
type toUnicode struct {
	spaces [][2]string // lowest and highest code of each range of codes
	texts  map[string]string
}

// mostCodes bounds a table: no font has more characters.
const mostCodes = 1 << 17

// readToUnicode reads the table of font. Its PostScript asks for a resource and
// opens it as a dictionary; any dictionary will do, and the font is one.
func readToUnicode(font pdf.Value) *toUnicode {
	stream := font.Key("ToUnicode")
	t := &toUnicode{texts: map[string]string{}}
	pdf.Interpret(stream, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		switch op {
		case "findresource":
			stack.Push(font)
		case "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				low, high := args[i].RawString(), args[i+1].RawString()
				if len(low) == len(high) && len(low) > 0 {
					t.spaces = append(t.spaces, [2]string{low, high})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				t.put(args[i].RawString(), utf16Text(args[i+1].RawString()))
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				t.putRange(args[i].RawString(), args[i+1].RawString(), args[i+2])
			}
		}
	})
	return t
}

func (t *toUnicode) put(code, text string) {
	if len(t.texts) < mostCodes {
		t.texts[code] = text
	}
}

// putRange puts the codes from low to high, which differ in their last two
// bytes at most.
func (t *toUnicode) putRange(low, high string, to pdf.Value) {
	if len(low) != len(high) || low == "" {
		return
	}
	from, count := codeNumber(low), codeNumber(high)-codeNumber(low)
	for i := 0; i <= count && i < 1<<16 && len(t.texts) < mostCodes; i++ {
		code := codeOf(from+i, len(low))
		if to.Kind() == pdf.Array {
			if i >= to.Len() {
				return
			}
			t.put(code, utf16Text(to.Index(i).RawString()))
			continue
		}
		units := to.RawString()
		if len(units) < 2 {
			return
		}
		last := int(units[len(units)-2])<<8 | int(units[len(units)-1])
		t.put(code, utf16Text(units[:len(units)-2]+codeOf(last+i, 2)))
	}
}

func codeNumber(code string) int {
	n := 0
	for _, b := range []byte(code) {
		n = n<<8 | int(b)
	}
	return n
}

func codeOf(n, length int) string {
	b := make([]byte, length)
	for i := length - 1; i >= 0; i-- {
		b[i] = byte(n)
		n >>= 8
	}
	return string(b)
}

func utf16Text(raw string) string {
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// lookup finds the text of a code. Some files give the codes of simple fonts
// with a zero byte before.
func (t *toUnicode) lookup(code string) (string, bool) {
	s, ok := t.texts[code]
	if !ok && len(code) == 1 {
		s, ok = t.texts["\x00"+code]
	}
	return s, ok
}

// codeLength is how many bytes the first code of raw has: that of the range it
// lies in, else two, as nearly all composite fonts have.
func (t *toUnicode) codeLength(raw string) int {
	for _, space := range t.spaces {
		low, high := space[0], space[1]
		if len(raw) < len(low) {
			continue
		}
		inside := true
		for i := range len(low) {
			inside = inside && low[i] <= raw[i] && raw[i] <= high[i]
		}
		if inside {
			return len(low)
		}
	}
	return 2
}
