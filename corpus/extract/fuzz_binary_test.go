package extract

import (
	"archive/zip"
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus/sharedtest"
)

func FuzzDoc(f *testing.F) {
	f.Add(lending(f))
	f.Add([]byte(oleSignature))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "文.doc", data) })
}

func FuzzOFD(f *testing.F) {
	f.Add(ofdOf(f, nil, content(said(1, 20, 20, "支部会议记录"))))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "文.ofd", data) })
}

// FuzzOFDPage goes behind the packing, which damage seldom gets through.
func FuzzOFDPage(f *testing.F) {
	f.Add(content(said(1, 20, 20, "支部会议记录")))
	f.Add(`<ofd:Template TemplateID="9"/><ofd:Content><TextObject Size="-1" CTM="1 2 3 4 5 6"><TextCode DeltaX="g 99999999 1" DeltaY="g -1 x">甲乙</TextCode></TextObject>`)
	f.Fuzz(func(t *testing.T, page string) { fuzzRead(t, "文.ofd", ofdOf(t, nil, page)) })
}

func FuzzSecondPDF(f *testing.F) {
	f.Add(makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录")))
	f.Add(makePDF(bareFont, shown(ucsHex, "50 700 支部会议记录")))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := currentEngine("")
		if err != nil {
			t.Fatal(err)
		}
		r := newPDFReading()
		_ = r.readSecond(e, data, "")
		r.join()
	})
}

func FuzzScan(f *testing.F) {
	f.Add(scanTable)
	f.Fuzz(func(t *testing.T, table string) { joinLines(readScan(table, 0, 0.25).lines, nil) })
}

func FuzzHZ(f *testing.F) {
	f.Add([]byte("a ~{V'2?;aRi~} ~~\n~{V'2?\n"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "文.txt", data) })
}

// damaged is raw after what happens to files: bytes changed, zeroed, lost,
// doubled, and the end missing.
func damaged(raw []byte, r *rand.Rand) []byte {
	out := bytes.Clone(raw)
	for range 1 + r.IntN(8) {
		if len(out) < 16 {
			return out
		}
		at, n := r.IntN(len(out)), 1+r.IntN(64)
		end := min(at+n, len(out))
		switch r.IntN(6) {
		case 0, 1:
			out[at] = byte(r.Uint32())
		case 2:
			clear(out[at:end])
		case 3:
			out = append(out[:at], out[end:]...)
		case 4:
			out = append(out[:end], append(bytes.Clone(out[at:end]), out[end:]...)...)
		case 5:
			if r.IntN(4) == 0 {
				out = out[:at]
			}
		}
	}
	return out
}

// Damaged files are read or refused.
func TestDamagedFiles(t *testing.T) {
	files, each := map[string][]byte{
		"文.doc": lending(t), "文.pdf": makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录")), "文.ofd": ofdOf(t, nil, content(said(1, 20, 20, "支部会议记录"))),
	}, 200
	if testing.Short() {
		each = 20
	}
	for name, raw := range files {
		damage(t, name, raw, each)
	}
}

// The same for real files.
func TestDamagedRealFiles(t *testing.T) {
	each := 5
	if testing.Short() {
		each = 1
	}
	for _, folder := range []string{"derived", "pdf_real", "pdf_encrypted_nonzh", "ofd_real", "office_real"} {
		root := sharedtest.Path(t, "extract", folder)
		entries, err := os.ReadDir(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			raw, err := os.ReadFile(filepath.Join(root, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			damage(t, entry.Name(), raw, each)
		}
	}
}

func damage(t *testing.T, name string, raw []byte, times int) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, uint64(len(raw))))
	for range times {
		fuzzRead(t, name, damaged(raw, r))
	}
}

func FuzzMHT(f *testing.F) {
	f.Add([]byte(mhtOf("quoted-printable", "<p>=B5=DA=D2=BB=CC=F5</p>=\r\n")))
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+YQ=="))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzRead(t, "网页.mht", data) })
}

// FuzzEntryName: whatever a packer calls its files, the names are text and lead
// nowhere.
func FuzzEntryName(f *testing.F) {
	f.Add("\xc4\xbf.txt", []byte("up\x05\x00\x01abcd"))
	f.Fuzz(func(t *testing.T, name string, extra []byte) {
		got := entryName(&zip.File{FileHeader: zip.FileHeader{Name: name, NonUTF8: true, Extra: extra}})
		if !utf8.ValidString(got) || strings.HasPrefix(got, "/") || got == ".." || strings.HasPrefix(got, "../") {
			t.Errorf("%q", got)
		}
	})
}
