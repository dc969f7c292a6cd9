package packet

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func jsonOf(t testing.TB, p Packet) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteJSON(t.Context(), &out, p, Options{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestJSONRoundTrip(t *testing.T) {
	odd := Packet{Title: "a/b<script>\u2028\"", Items: []Item{NewNote("甲\x01\n=1+1"), quote("甲", "", "", "", regulation(), "")}}
	for name, p := range map[string]Packet{"example": example(), "empty": {}, "odd": odd, "large": large(500)} {
		t.Run(name, func(t *testing.T) {
			got, err := ReadJSON(strings.NewReader(jsonOf(t, p)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(p, got); diff != "" {
				t.Errorf("(-written +read):\n%s", diff)
			}
		})
	}
}

// TestOldPacket: a packet of before it was said where a piece is cut is read, written
// the same to the byte, and its piece is named as one without a word of where.
func TestOldPacket(t *testing.T) {
	old := `{"format":"tiaowen-packet/1","title":"甲","library":{"seq":7},"items":[
{"kind":"passage","passage":{"address":"甲#art_1","document_id":"甲","locator":"art_1","hash":"` + Hash("列出清单") + `","text":"列出清单","piece":true,"citation":"《甲》第一条","note":"乙","fields":{"title":"甲","kind":"regulation"}}}
]}
`
	p, err := ReadJSON(strings.NewReader(old))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(old, jsonOf(t, p)); diff != "" {
		t.Errorf("written again: %s", diff)
	}
	if page, _ := htmlOf(t, p, Options{}); strings.Contains(page, ellipsis) || !strings.Contains(page, "《甲》第一条（节选）。") {
		t.Error(page)
	}
	if _, err := ReadJSON(strings.NewReader(strings.Replace(old, `"piece":true`, `"piece":true,"cut":"middle"`, 1))); err == nil {
		t.Error("cut in the middle")
	}
}

func TestReadJSONRefuses(t *testing.T) {
	good := jsonOf(t, example())
	item := `{"kind":"note","text":"甲"}`
	file := func(items string) string {
		return `{"format":"tiaowen-packet/1","title":"","library":{},"items":[` + items + `]}`
	}
	if _, err := ReadJSON(strings.NewReader(file(item))); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, says string }{
		{"nothing", " \n", "文件是空的"},
		{"no JSON", "标题", "第1个字节处格式有误"},
		{"no time", strings.Replace(good, `"made":`, `"made":"昨天","x":`, 1), "时间（made）"},
		{"another list", "[]", "应是一个对象"},
		{"cut off", good[:len(good)/2], "内容不完整"},
		{"no format", `{"title":"甲","items":[]}`, "tiaowen-packet/1"},
		{"a format to come", strings.Replace(good, "packet/1", "packet/9", 1), "tiaowen-packet/1"},
		{"a field there is not", strings.Replace(good, `"library"`, `"librarian"`, 1), `不认识的字段 "librarian"`},
		{"a field of an item there is not", file(item + `,{"kind":"note","colour":"red"}`), `第2项：JSON读不出来：不认识的字段 "colour"`},
		{"a field of a document there is not", strings.Replace(good, `"doc_no"`, `"docno"`, 1), `第4项：JSON读不出来：不认识的字段 "docno"`},
		{"a number for a text", file(`{"kind":"note","text":5}`), "text 的值类型不对"},
		{"more after it", good + good, "多余的内容"},
		{"no UTF-8", strings.Replace(good, "甲", "\xff", 1) + "\xff", "UTF-8"},
		{"a level there is not", file(`{"kind":"heading","level":9,"text":"甲"}`), "第1项：标题层级是9"},
		{"a day there is not", strings.Replace(good, "2018-10-28", "2018-10-99", 1), "第4项：文献信息 effective"},
		{"too many items", file(strings.Repeat(item+",", MaxItems) + item), "最多20000项"},
		{"null", "null", "tiaowen-packet/1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := ReadJSON(strings.NewReader(tt.text))
			var format *FormatError
			if !errors.As(err, &format) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v, want %q", err, tt.says)
			}
			if diff := cmp.Diff(Packet{}, p); diff != "" {
				t.Errorf("a packet all the same: %s", diff)
			}
		})
	}
}

// TestReadJSONSaysLittle: whatever value is wrong, what is said of it is Chinese, and
// short, however long the value.
func TestReadJSONSaysLittle(t *testing.T) {
	good := jsonOf(t, example())
	values := regexp.MustCompile(`: ?"[^"]*"`).FindAllStringIndex(good, -1)
	names := regexp.MustCompile(`"[a-z_]+":`).FindAllStringIndex(good, -1)
	if len(values) < 20 || len(names) < 20 {
		t.Fatalf("%d values and %d names", len(values), len(names))
	}
	long := strings.Repeat("\\u0001<党", 2_000)
	for _, v := range append(values, names...) {
		with := `:"` + long + `"`
		if good[v[0]] != ':' {
			with = `"` + long + `":`
		}
		_, err := ReadJSON(strings.NewReader(good[:v[0]] + with + good[v[1]:]))
		if err != nil && (len(err.Error()) > 1000 || !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) ||
			strings.Contains(err.Error(), "parsing")) {
			t.Errorf("%s: %d bytes: %.100s", good[v[0]:v[1]], len(err.Error()), err)
		}
	}
}

func TestReadJSONReader(t *testing.T) {
	broken := errors.New("the line is cut")
	if _, err := ReadJSON(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	endless := io.MultiReader(strings.NewReader(`{"title":"`), endlessReader{})
	var format *FormatError
	if _, err := ReadJSON(endless); !errors.As(err, &format) || !strings.Contains(err.Error(), "64 MB") {
		t.Errorf("%v", err)
	}
}

type endlessReader struct{}

func (endlessReader) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

// FuzzReadJSON: what is read is written again and read the same.
func FuzzReadJSON(f *testing.F) {
	f.Add(jsonOf(f, example()))
	f.Add(`{"format":"tiaowen-packet/1","title":"\ud800","library":{"seq":-1},"items":[{"kind":"note"}],"made":"2026-11-22T00:00:00Z"}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadJSON(strings.NewReader(text))
		if err != nil {
			return
		}
		again, err := ReadJSON(strings.NewReader(jsonOf(t, p)))
		if err != nil {
			t.Fatalf("written, and not read again: %v", err)
		}
		if diff := cmp.Diff(p, again); diff != "" {
			t.Errorf("(-first +second):\n%s", diff)
		}
		if err := WriteDOCX(t.Context(), io.Discard, p, Options{}); err != nil {
			t.Errorf("no Word file: %v", err)
		}
	})
}
