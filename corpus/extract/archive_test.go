package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus/parse"
)

// packed is a file to be put into a container.
type packed struct{ name, content string }

func makeZip(t testing.TB, files ...packed) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		method := zip.Deflate
		if len(f.content) < 4<<10 {
			method = zip.Store
		}
		out, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: method, NonUTF8: strings.Contains(f.name, "\xd6")})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withSize lies about the size of a container's only file, in its directory.
func withSize(archive string, size uint32) string {
	raw := []byte(archive)
	at := bytes.Index(raw, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(raw[at+24:], size)
	return string(raw)
}

// withFlag sets a flag on a container's only file.
func withFlag(archive string, flag byte) string {
	raw := []byte(archive)
	raw[6] |= flag
	raw[bytes.Index(raw, []byte("PK\x01\x02"))+8] |= flag
	return string(raw)
}

const plea = "各支部应当按月组织学习，并且做好记录。"

func TestHostileArchives(t *testing.T) {
	many := make([]packed, archiveMostEntries+1)
	for i := range many {
		many[i].name = fmt.Sprint(i, ".txt")
	}
	nested := makeZip(t, packed{"文.txt", plea})
	for range archiveDeepest + 1 {
		nested = makeZip(t, packed{"内.zip", nested})
	}
	zeros := strings.Repeat("\x00", 16<<20)
	bomb := makeZip(t, packed{"一.txt", zeros})
	var bombs []packed
	for i := range 20 {
		bombs = append(bombs, packed{fmt.Sprint(i, ".zip"), bomb})
	}
	deep := "<w:document xmlns:w='w'><w:body>" + strings.Repeat("<w:p>", xmlDeepest+1)
	tests := []struct{ name, path, content, code, says string }{
		{"too many entries", "包.zip", makeZip(t, many...), ArchiveTooBig, "10000"},
		{"packed too tightly", "包.zip", bomb, ArchiveTooBig, "100:1"},
		{"bombs in archives", "包.zip", makeZip(t, bombs...), ArchiveTooBig, "100:1"},
		{"document packed too tightly", "文.docx", makeZip(t, packed{"[Content_Types].xml", ""}, packed{"word/document.xml", strings.ReplaceAll(zeros, "\x00", " ")}), ArchiveTooBig, "100:1"},
		{"archives too deep", "包.zip", nested, TooDeep, "层"},
		{"states less than it holds", "包.zip", withSize(makeZip(t, packed{"文.txt", plea}), 3), ArchiveBroken, "损坏"},
		{"states more than it holds", "包.zip", withSize(makeZip(t, packed{"文.txt", plea}), 1<<31), ArchiveBroken, "损坏"},
		{"encrypted", "包.zip", withFlag(makeZip(t, packed{"文.txt", plea}), 1), ArchivePassword, "口令"},
		{"cut off", "包.zip", makeZip(t, packed{"文.txt", plea})[:50], ArchiveBroken, "损坏"},
		{"empty", "包.zip", makeZip(t), Empty, "没有文件"},
		{"nothing readable", "包.zip", makeZip(t, packed{"a.gif", "GIF89a"}, packed{"b.txt", ""}), NoDocuments, "a.gif"},
		{"nothing readable for one reason", "包.zip", makeZip(t, packed{"a.bmp", "BM\x00\x00"}, packed{"b.gif", "GIF89a"}), Unsupported, "2 个文件"},
		{"spreadsheet", "表.xlsx", makeZip(t, packed{"[Content_Types].xml", "x"}, packed{"xl/workbook.xml", "x"}), Unsupported, "Excel"},
		{"spreadsheet as document", "表.docx", makeZip(t, packed{"[Content_Types].xml", "x"}, packed{"xl/workbook.xml", "x"}), Disguised, "Excel"},
		{"elements too deep", "文.docx", makeZip(t, packed{"[Content_Types].xml", ""}, packed{"word/document.xml", deep}), TooDeep, "200"},
		{"only pictures", "文.docx", makeZip(t, packed{"[Content_Types].xml", ""}, packed{"word/document.xml", "<w:document xmlns:w='w'><w:body/></w:document>"}, packed{"word/media/1.png", "x"}), NeedsOCR, "OCR"},
		{"entities", "文.docx", makeZip(t, packed{"[Content_Types].xml", ""}, packed{"word/document.xml",
			"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"}), Broken, "word/document.xml"},
		{"document cut off", "文.docx", makeZip(t, packed{"[Content_Types].xml", ""}, packed{"word/document.xml", "<w:document xmlns:w='w'><w:body>"}), Broken, "损坏"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(test.path, []byte(test.content))
			if got := refusalCode(err); got != test.code {
				t.Fatalf("code = %q (%v), want %q", got, err, test.code)
			}
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("message %q does not say %q", err, test.says)
			}
		})
	}
}

// A directory that is far too long is not even parsed.
func TestLongDirectory(t *testing.T) {
	many := make([]packed, 60_000)
	for i := range many {
		many[i].name = fmt.Sprintf("%s%d", strings.Repeat("a", 60), i)
	}
	_, err := Read("包.zip", []byte(makeZip(t, many...)))
	if got := refusalCode(err); got != ArchiveTooBig {
		t.Errorf("code = %q (%v), want %q", got, err, ArchiveTooBig)
	}
}

// What cleaning makes equal is read all the same.
func TestEqualNames(t *testing.T) {
	content := makeZip(t, packed{"甲.txt", plea}, packed{"../甲.txt", plea}, packed{"甲~2.txt", plea}, packed{"/甲.txt", plea}, packed{"..", plea})
	sources, err := Read("包.zip", []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sources {
		got = append(got, s.Part)
	}
	if diff := cmp.Diff([]string{"甲.txt", "甲~2.txt", "甲~2~2.txt", "甲~3.txt", "无名"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestZip(t *testing.T) {
	gbk := func(s string) string { return encoded(t, simplifiedchinese.GBK, s) }
	inner := makeZip(t, packed{"丙.md", "# 丙\n" + plea})
	content := makeZip(t,
		packed{"../../甲.txt", plea},
		packed{gbk("中文目录/乙.txt"), gbk(plea)},
		packed{"__MACOSX/._甲.txt", "x"}, packed{"a/.DS_Store", "x"}, packed{"a/~$乙.docx", "x"},
		packed{`b\图.gif`, "GIF89a"},
		packed{"内.zip", inner},
		packed{"集.jsonl", `{"title":"丁","content":"` + plea + `"}` + "\n" + `{"正文":"` + plea + `"}`},
		packed{"戊.txt", plea}, packed{"戊.txt" + SidecarEnding, `{"title":"戊的题目"}`},
		packed{"空.txt", ""},
		packed{`C:\绝对.txt`, plea},
	)
	sources, err := Read("包.zip", []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sources {
		checkSource(t, s)
		if s.Path != "包.zip" || !strings.HasSuffix(strings.TrimSuffix(s.Part, "/1"), s.Name) && !strings.HasSuffix(s.Part, "/2") {
			t.Errorf("path = %q, name %q of %q", s.Path, s.Name, s.Part)
		}
		if !strings.Contains(s.Text, plea) {
			t.Errorf("text of %s = %q", s.Part, s.Text)
		}
		got = append(got, s.Part+" "+parse.Document(s).Fields.Title)
	}
	want := []string{"甲.txt 甲", "中文目录/乙.txt 乙", "内.zip/丙.md 丙", "集.jsonl/1 丁", "集.jsonl/2 各支部应当按月组织学习，并且做好记录", "戊.txt 戊的题目", "绝对.txt 绝对"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{NoteInner, NoteInner}, codes(sources[0])); diff != "" {
		t.Error(diff)
	}
	if said := sources[0].Diagnostics[0].Message; !strings.Contains(said, "b/图.gif") || !strings.Contains(said, "GIF") {
		t.Errorf("message = %q", said)
	}
}

// A file is the same document whether it comes alone or packed: its name says
// title, version date and kind.
func TestPackedAsAlone(t *testing.T) {
	const text = "第一条 活动室由支部管理。\n第二条 按时开放。\n第三条 本办法自公布之日起施行。\n"
	for _, name := range []string{"某区活动室办法(2019-05-06).txt", "讲话/在座谈会上(2020-01-02).txt", "003-读书心得.txt"} {
		alone, err := Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		packed, err := Read("包(2001-01-01).zip", []byte(makeZip(t, packed{name, text})))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(parse.Document(alone[0]).Fields, parse.Document(packed[0]).Fields); diff != "" {
			t.Errorf("%s (-alone +packed):\n%s", name, diff)
		}
	}
}

// Names are read whatever charset their packer thought in.
func TestEntryName(t *testing.T) {
	gbk := encoded(t, simplifiedchinese.GBK, "目录/通知.txt")
	short := encoded(t, simplifiedchinese.GBK, "目.txt") // in order as UTF-8 too
	beside := func(name, said string, sum uint32) []byte {
		field := binary.LittleEndian.AppendUint16(nil, 0x7075)
		field = binary.LittleEndian.AppendUint16(field, uint16(5+len(said)))
		field = append(field, 1)
		return append(binary.LittleEndian.AppendUint32(field, sum), said...)
	}
	sum := crc32.ChecksumIEEE([]byte(gbk))
	other := []byte{0x55, 0x54, 1, 0, 9}
	for _, c := range []struct {
		name, in string
		nonUTF8  bool
		extra    []byte
		want     string
	}{
		{"UTF-8 said", "通知.txt", false, nil, "通知.txt"},
		{"UTF-8 not said", "通知.txt", true, nil, "通知.txt"},
		{"GBK", gbk, true, nil, "目录/通知.txt"},
		{"GBK that is UTF-8 too", short, true, nil, "目.txt"},
		{"a name beside", gbk, true, append(other, beside(gbk, "目录/通告.txt", sum)...), "目录/通告.txt"},
		{"a name beside of another name", gbk, true, beside(gbk, "通告.txt", sum+1), "目录/通知.txt"},
		{"spaces that hide a path", " \\.通知.txt", false, nil, ".通知.txt"},
		{"spaces that hide a way out", "甲/ .. / .. /通知.txt", false, nil, "通知.txt"},
		{"a name beside cut off", gbk, true, beside(gbk, "通告.txt", sum)[:12], "目录/通知.txt"},
	} {
		entry := &zip.File{FileHeader: zip.FileHeader{Name: c.in, NonUTF8: c.nonUTF8, Extra: c.extra}}
		if got := entryName(entry); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
