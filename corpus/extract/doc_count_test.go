package extract

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func utf16Bytes(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}

// docLevelBytes is a level as Word writes it; flags are of fifth byte.
func docLevelBytes(start, format, flags, restart byte, text string) []byte {
	b := make([]byte, 28)
	b[0], b[4], b[5], b[15], b[26] = start, format, flags, 2, restart
	b = binary.LittleEndian.AppendUint16(b, uint16(len(utf16.Encode([]rune(text)))))
	return append(b, utf16Bytes(text)...)
}

// docListsOf are uses of one list, whose further levels all look like last.
func docListsOf(t testing.TB, levels [][]byte, changes ...[]byte) docLists {
	t.Helper()
	definitions := make([]byte, 2+28)
	definitions[0], definitions[2] = 1, 7
	heads := len(definitions)
	for i := range listLevels {
		definitions = append(definitions, levels[min(i, len(levels)-1)]...)
	}
	uses := binary.LittleEndian.AppendUint32(nil, uint32(len(changes)))
	for _, change := range changes {
		use := make([]byte, 16)
		use[0], use[12] = 7, change[0]
		uses = append(uses, use...)
	}
	shown := len(uses)
	for _, change := range changes {
		uses = append(uses, 0xff, 0xff, 0xff, 0xff)
		uses = append(uses, change[1:]...)
	}
	d := &docFile{main: make([]byte, 154+8*75), table: append(definitions, uses...)}
	for number, part := range map[int][2]int{73: {0, heads}, 74: {len(definitions), shown}} {
		binary.LittleEndian.PutUint32(d.main[154+8*number:], uint32(part[0]))
		binary.LittleEndian.PutUint32(d.main[158+8*number:], uint32(part[1]))
	}
	return d.lists()
}

func TestDocCounts(t *testing.T) {
	const chinese, roman, circle, legal, noRestart, anew, other = 39, 1, 29, 4, 8, 0x10, 0x20
	plain := [][]byte{docLevelBytes(1, chinese, 0, 0, "第\x00条"), docLevelBytes(1, 0, 0, 0, "\x00.\x01")}
	with := func(count byte, parts ...[]byte) []byte {
		out := []byte{count}
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	same := with(0)
	type step struct{ use, level int }
	tests := []struct {
		name    string
		levels  [][]byte
		changes [][]byte
		steps   []step
		want    string
	}{
		{"uses go on together", plain, [][]byte{same, same}, []step{{1, 0}, {2, 0}, {1, 1}, {1, 0}}, "第一条 第二条 二.1 第三条"},
		{"one starts anew", plain, [][]byte{same, with(1, []byte{1, 0, 0, 0, anew, 0, 0, 0}), same}, []step{{1, 0}, {1, 0}, {2, 0}, {2, 0}, {3, 0}}, "第一条 第二条 第一条 第二条 第三条"},
		{"one starts elsewhere", plain, [][]byte{same, with(1, []byte{8, 0, 0, 0, anew, 0, 0, 0})}, []step{{1, 0}, {2, 0}}, "第一条 第八条"},
		{"one looks different", plain, [][]byte{with(1, []byte{0, 0, 0, 0, anew | other, 0, 0, 0}, docLevelBytes(5, 0, 0, 0, "\x00)")), same}, []step{{1, 0}, {1, 0}, {2, 0}}, "5) 6) 第七条"},
		{"a change cut off", plain, [][]byte{same, with(2, []byte{1, 0, 0, 0, anew, 0, 0, 0})}, []step{{1, 0}, {2, 0}, {1, 0}}, "第一条 - -"},
		{"a change without sense", plain, [][]byte{with(1, []byte{1, 0, 0, 0, anew | 0xf, 0, 0, 0}), same}, []step{{2, 0}, {1, 0}}, "第一条 -"},
		{"Arabic numerals", [][]byte{plain[0], docLevelBytes(1, 0, legal, 0, "\x00.\x01")}, [][]byte{same}, []step{{1, 0}, {1, 1}}, "第一条 1.1"},
		{"never anew", [][]byte{plain[0], docLevelBytes(1, 0, noRestart, 0, "\x01")}, [][]byte{same}, []step{{1, 0}, {1, 1}, {1, 0}, {1, 1}}, "第一条 1 第二条 2"},
		{"anew after the first", [][]byte{plain[0], plain[1], docLevelBytes(1, 0, noRestart, 1, "\x02")}, [][]byte{same}, []step{{1, 1}, {1, 2}, {1, 1}, {1, 2}, {1, 0}, {1, 2}}, "一.1 1 一.2 2 第一条 1"},
		{"circles", [][]byte{docLevelBytes(1, circle, 0, 0, "\x00")}, [][]byte{same}, []step{{1, 0}, {1, 0}}, "㊀ ㊁"},
		{"no way of counting known", [][]byte{docLevelBytes(1, 200, 0, 0, "\x00"), docLevelBytes(1, roman, 0, 0, "\x00.\x01")}, [][]byte{same}, []step{{1, 0}, {1, 1}}, "- -"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lists := docListsOf(t, test.levels, test.changes...)
			var got []string
			for _, s := range test.steps {
				label := lists.next(s.use, s.level)
				if label == "" {
					label = "-"
				}
				got = append(got, label)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An empty paragraph has a number of its own; what a page break cuts has one.
func TestDocEmptyParagraphs(t *testing.T) {
	levels := [][]byte{docLevelBytes(1, 39, 0, 0, "第\x00条")}
	list := []byte{0x0b, 0x46, 1, 0}
	w := &docWriter{numbers: docListsOf(t, levels, []byte{0})}
	at := 0
	for _, paragraph := range []string{"甲\r", "\r", "\f乙\r", "丙\f\r", "丁\f戊\r"} {
		runes := []rune(paragraph)
		w.paragraphs = append(w.paragraphs, docRun{start: at, end: at + len(runes), changes: list})
		for _, r := range runes {
			w.char(docChar{r: r, at: at})
			at++
		}
	}
	s, err := w.m.source("")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("第一条甲\n第二条\n第三条乙\n第四条丙\n第五条丁\n戊", s.Text); diff != "" {
		t.Error(diff)
	}
}
