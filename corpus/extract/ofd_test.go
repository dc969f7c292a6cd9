package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/sharedtest"
)

const ofdSpace = ` xmlns:ofd="http://www.ofdspec.org/2016"`

// makeOFD packs files, given as name and content in turn.
func makeOFD(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ofdOf is a file of one document with these pages.
func ofdOf(t testing.TB, more []string, pages ...string) []byte {
	t.Helper()
	files := []string{"OFD.xml", `<ofd:OFD` + ofdSpace + `><ofd:DocBody><ofd:DocInfo><ofd:Title>借阅办法</ofd:Title><ofd:Author>图书室</ofd:Author>` +
		`<ofd:Keywords><ofd:Keyword>借阅</ofd:Keyword></ofd:Keywords><ofd:CustomDatas><ofd:CustomData Name="发文字号">图发〔2020〕3号</ofd:CustomData></ofd:CustomDatas>` +
		`</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`}
	list := ""
	for i, page := range pages {
		list += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="Pages/Page_%d.xml"/>`, i+1, i)
		files = append(files, fmt.Sprintf("Doc_0/Pages/Page_%d.xml", i), `<ofd:Page`+ofdSpace+`>`+page+`</ofd:Page>`)
	}
	files = append(files, "Doc_0/Document.xml", `<ofd:Document`+ofdSpace+`><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="TPLS/T.xml"/></ofd:CommonData><ofd:Pages>`+list+
		`</ofd:Pages><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>`)
	return makeOFD(t, append(files, more...)...)
}

// said is a text object, in characters of 4 mm.
func said(id int, x, y float64, text string) string {
	return fmt.Sprintf(`<ofd:TextObject ID="%d" Boundary="%g %g 160 5" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g %d 4">%s</ofd:TextCode></ofd:TextObject>`, id, x, y, len([]rune(text)), text)
}

func content(objects ...string) string {
	return `<ofd:Content><ofd:Layer>` + strings.Join(objects, "") + `</ofd:Layer></ofd:Content>`
}

func TestOFD(t *testing.T) {
	long := strings.Repeat("支部应当组织党员学习", 3)
	template := []string{"Doc_0/Tpls/T.xml", `<ofd:Page` + ofdSpace + `>` + content(said(50, 20, 10, "姓名")) + `</ofd:Page>`}
	tests := []struct {
		name string
		file []byte
		text string
	}{
		{"a line", ofdOf(t, nil, content(said(1, 20, 20, "支部会议记录"))), "支部会议记录"},
		{"lines of paragraphs, out of order", ofdOf(t, nil, content(said(3, 20, 36, "并且记录。"), said(4, 28, 44, "另一段。"), said(1, 28, 20, long), said(2, 20, 28, long+"学习"))),
			long + long + "学习并且记录。\n另一段。"},
		{"over pages, with numbers", ofdOf(t, nil, content(said(1, 20, 20, long), said(2, 90, 280, "—1—")), content(said(3, 20, 20, "并且记录。"), said(4, 90, 280, "—2—"))),
			long + "并且记录。"},
		{"a template filled in", ofdOf(t, template, `<ofd:Template TemplateID="9"/>`+content(said(1, 40, 10, "张三"))), "姓名 张三"},
		{"blocks in blocks", ofdOf(t, nil, content(`<ofd:PageBlock><ofd:PageBlock>`+said(1, 20, 20, "支部")+`</ofd:PageBlock></ofd:PageBlock>`)), "支部"},
		{"not shown", ofdOf(t, nil, content(said(1, 20, 20, "支部"), `<ofd:TextObject Boundary="20 40 9 9" Size="4" Visible="false"><ofd:TextCode X="0" Y="4">看不见</ofd:TextCode></ofd:TextObject>`)), "支部"},
		{"enlarged", ofdOf(t, nil, content(`<ofd:TextObject Boundary="20 20 90 9" CTM="4 0 0 4 0 0" Size="1"><ofd:TextCode X="0" Y="1" DeltaX="1">会议</ofd:TextCode></ofd:TextObject>`, said(2, 28, 20, "记录"))), "会议记录"},
		{"downwards", ofdOf(t, nil, content(`<ofd:TextObject Boundary="20 20 5 30" Size="4"><ofd:TextCode X="0" Y="4" DeltaY="g 2 5">购买方</ofd:TextCode></ofd:TextObject>`)), "购买方"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.ofd", string(test.file))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if s.Hints.Title != "借阅办法" || s.Hints.DocNo != "图发〔2020〕3号" || len(s.Hints.Keywords) != 1 {
				t.Errorf("hints = %+v", s.Hints)
			}
		})
	}
}

// Official documents say by tags which object is what.
func TestOFDTags(t *testing.T) {
	file := ofdOf(t, []string{
		"Doc_0/Tags/CustomTags.xml", `<ofd:CustomTags` + ofdSpace + `><ofd:CustomTag TypeID="公文"><ofd:FileLoc>Tag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`,
		"Doc_0/Tags/Tag.xml", `<公文><发文机关><ofd:ObjectRef` + ofdSpace + ` PageRef="1">7</ofd:ObjectRef></发文机关></公文>`,
	}, content(said(7, 20, 20, "图书室"), said(8, 20, 40, "各支部按时还书。")))
	if s := readOne(t, "文.ofd", string(file)); len(s.Hints.Issuer) != 1 || s.Hints.Issuer[0] != "图书室" {
		t.Errorf("hints = %+v", s.Hints)
	}
}

func TestOFDBodies(t *testing.T) {
	root := func(n int) string {
		return fmt.Sprintf(`<ofd:Document%s><ofd:Pages><ofd:Page ID="1" BaseLoc="/Doc_%d/P.xml"/></ofd:Pages></ofd:Document>`, ofdSpace, n)
	}
	page := func(text string) string {
		return `<ofd:Page` + ofdSpace + `>` + content(said(1, 20, 20, text)) + `</ofd:Page>`
	}
	file := makeOFD(t, "OFD.xml", `<ofd:OFD`+ofdSpace+`><ofd:DocBody><ofd:DocRoot>Doc_0/D.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/D.xml</ofd:DocRoot>`+
		`<ofd:Signatures>Doc_1/S.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>`, "Doc_0/D.xml", root(0), "Doc_1/D.xml", root(1), "Doc_0/P.xml", page("甲文"), "Doc_1/P.xml", page("乙文"))
	sources, err := Read("文.ofd", file)
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) != 2 || sources[0].Text != "甲文" || sources[1].Text != "乙文" || sources[0].Part == sources[1].Part {
		t.Errorf("sources = %+v", sources)
	}
	if got := codes(sources[1]); len(got) != 1 || got[0] != NoteSigned {
		t.Errorf("diagnostics = %v", got)
	}
}

func TestOFDRefusals(t *testing.T) {
	picture := content(`<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>`)
	tests := []struct {
		name string
		file []byte
		code string
	}{
		{"pictures only", ofdOf(t, nil, picture, picture), NeedsOCR},
		{"nothing", ofdOf(t, nil, content()), NoText},
		{"no document", makeOFD(t, "OFD.xml", `<ofd:OFD`+ofdSpace+`/>`), OFDBroken},
		{"broken pages", ofdOf(t, nil, content("<ofd:Layer>")), OFDBroken},
		{"encrypted", ofdOf(t, []string{"Encryptions.xml", "<a/>"}, content(said(1, 1, 1, "甲"))), OFDPassword},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Read("文.ofd", test.file); refusalCode(err) != test.code {
				t.Errorf("error %v, want %s", err, test.code)
			}
		})
	}
	s := readOne(t, "文.ofd", string(ofdOf(t, nil, content(said(1, 20, 20, "支部会议记录在后面一页上面")), picture)))
	if got := codes(s); len(got) != 1 || got[0] != NoteNeedsOCR || !strings.Contains(s.Diagnostics[0].Message, "第 2 页") {
		t.Errorf("diagnostics = %+v", s.Diagnostics)
	}
}

func TestOFDShared(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "extract", "ofd_real"), "*.ofd"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	holds := map[string]string{"AddWatermarkAnnot_1825db.ofd": "就是国立北京女子师范大学为十八日在段祺瑞执政府前遇害的", "keyword2_b94e69.ofd": "重庆市马上融资担保有限公司",
		"999_604434.ofd": "发票代码：050001700111\n", "v4signed_7d3937.ofd": "收款人：张一诺 复核：张嘉诺"}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		sources, err := Read(name, raw)
		if name == "VPage7_f1af64.ofd" || name == "V4RideRight_e08028.ofd" { // red boxes and no word
			if refusalCode(err) != NoText {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkSource(t, sources[0])
		if !strings.Contains(sources[0].Text, holds[name]) {
			t.Errorf("%s lacks %q: %q", name, holds[name], sources[0].Text)
		}
	}
}
