package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// withUnits are the resources of a document made by ofdOf.
func withUnits(units ...string) []string {
	list := ""
	for i, unit := range units {
		list += fmt.Sprintf(`<ofd:CompositeGraphicUnit ID="%d" Width="210" Height="100"><ofd:Content>%s</ofd:Content></ofd:CompositeGraphicUnit>`, 100+i, unit)
	}
	return []string{"Doc_0/DocumentRes.xml", `<ofd:Res` + ofdSpace + `><ofd:CompositeGraphicUnits>` + list + `</ofd:CompositeGraphicUnits></ofd:Res>`}
}

// ofdComposite is ofdOf for a document with resources.
func ofdComposite(t *testing.T, units []string, pages ...string) string {
	file := ofdOf(t, withUnits(units...), pages...)
	return string(rezip(t, file, "Doc_0/Document.xml", `<ofd:CommonData>`, `<ofd:CommonData><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>`))
}

func composite(resource int, x, y float64, more string) string {
	return fmt.Sprintf(`<ofd:CompositeObject ID="70" Boundary="%g %g 200 100" ResourceID="%d"%s/>`, x, y, resource, more)
}

// What a composite object shows is text where the object stands.
func TestOFDComposites(t *testing.T) {
	head := said(1, 0, 0, "图书室文件")
	long := strings.Repeat("支部应当组织党员学习", 3)
	rest := said(2, 28, 44, long) + said(5, 20, 52, long+"学习") + said(6, 20, 60, long+"并且") + said(7, 20, 68, "记录。")
	text := long + long + "学习" + long + "并且记录。"
	tests := []struct {
		name  string
		units []string
		page  string
		text  string
	}{
		{"a letterhead", []string{head}, content(composite(100, 20, 10, ""), rest), "图书室文件\n" + text},
		{"written last", []string{head}, content(rest, composite(100, 20, 10, "")), "图书室文件\n" + text},
		{"enlarged", []string{head}, content(composite(100, 20, 10, ` CTM="2 0 0 2 0 0"`), rest), "图书室文件\n" + text},
		{"moved", []string{head}, content(composite(100, 0, 0, ` CTM="1 0 0 1 20 80"`), rest), text + "\n图书室文件"},
		{"a unit in a unit", []string{composite(101, 0, 0, ""), head}, content(composite(100, 20, 10, ""), rest), "图书室文件\n" + text},
		{"a unit in itself", []string{head + composite(100, 0, 20, "")}, content(composite(100, 20, 10, ""), rest), "图书室文件\n" + text},
		{"twice on a page", []string{said(1, 0, 0, "回执")}, content(composite(100, 20, 10, ""), rest, composite(100, 20, 90, "")), "回执\n" + text + "\n回执"},
		{"in a block", []string{head}, content(`<ofd:PageBlock>`+composite(100, 20, 10, "")+`</ofd:PageBlock>`, rest), "图书室文件\n" + text},
		{"not shown", []string{head}, content(composite(100, 20, 10, ` Visible="false"`), rest), text},
		{"no such unit", []string{head}, content(composite(999, 20, 10, ""), rest), text},
		{"filled in", []string{said(1, 0, 0, "姓名")}, content(composite(100, 20, 10, ""), said(3, 40, 10, "张三"), rest), "姓名 张三\n" + text},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.ofd", ofdComposite(t, test.units, test.page))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What lies over the text is out of it and named, and what is printed again is
// taken once.
func TestOFDLaidOver(t *testing.T) {
	long := strings.Repeat("支部应当组织党员学习", 3)
	law := said(1, 28, 20, long) + said(2, 20, 28, long+"学习") + said(3, 20, 36, "并且记录。") + said(4, 28, 44, "另一段。")
	text := long + long + "学习并且记录。\n另一段。"
	aslant := func(more string) string {
		return `<ofd:TextObject ID="60" Boundary="30 20 100 100" CTM="0.7071 -0.7071 0.7071 0.7071 0 60" Size="12"` + more + `><ofd:TextCode X="0" Y="12" DeltaX="g 3 12">仅供学习</ofd:TextCode></ofd:TextObject>`
	}
	light := `<ofd:TextObject ID="61" Boundary="20 16 160 30" Size="14"><ofd:FillColor Value="210 210 210"/><ofd:TextCode X="0" Y="14" DeltaX="g 3 14">仅供学习</ofd:TextCode></ofd:TextObject>`
	shifted := strings.NewReplacer(`Boundary="28 `, `Boundary="28.2 `, `Boundary="20 `, `Boundary="20.2 `).Replace(law)
	overlays := []string{
		"Doc_0/Annots.xml", `<ofd:Annotations` + ofdSpace + `><ofd:Page PageID="1"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
		"Doc_0/A.xml", `<ofd:PageAnnot` + ofdSpace + `><ofd:Annot Type="Watermark"><ofd:Appearance>` + said(9, 1, 1, "仅供学习") + `</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
	}
	annotated := string(rezip(t, ofdOf(t, overlays, content(law)), "Doc_0/Document.xml", `<ofd:CustomTags>`, `<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:CustomTags>`))
	for _, test := range []struct{ name, file, code, words string }{
		{"aslant", string(ofdOf(t, nil, content(law, aslant("")))), NoteWatermark, "“仅供学习”"},
		{"aslant, before the text", string(ofdOf(t, nil, content(aslant(""), law))), NoteWatermark, "“仅供学习”"},
		{"aslant and shining through", string(ofdOf(t, nil, content(law, aslant(` Alpha="60"`)))), NoteWatermark, "“仅供学习”"},
		{"upright, large and light", string(ofdOf(t, nil, content(light, law))), NoteWatermark, "“仅供学习”"},
		{"in a composite object", ofdComposite(t, []string{light}, content(law, composite(100, 0, 0, ""))), NoteWatermark, "“仅供学习”"},
		{"as an annotation", annotated, NoteWatermark, "“仅供学习”"},
		{"printed twice", string(ofdOf(t, nil, content(law, shifted))), NoteTwice, "印了一遍"},
		{"a label at the side", string(ofdOf(t, nil, content(law, `<ofd:TextObject ID="62" Boundary="5 20 10 60" CTM="0 1 -1 0 8 0" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 2 4">装订线</ofd:TextCode></ofd:TextObject>`))), NoteTurned, "“装订线”"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.ofd", test.file)
			if diff := cmp.Diff(text, s.Text); diff != "" {
				t.Error(diff)
			}
			if got := said1(t, s, test.code); !strings.Contains(got, test.words) {
				t.Errorf("message = %s", got)
			}
		})
	}
	over := said(1, 20, 20, "期限三十天。") + said(2, 28, 20, "五") + said(3, 20, 28, "其他照旧。")
	s := readOne(t, "文.ofd", string(ofdOf(t, nil, content(over))))
	if got := spanOf(t, s, NoteOverprint); !strings.Contains(got, "五") || strings.Contains(got, "照旧") {
		t.Errorf("doubted %q of %q", got, s.Text)
	}
}

// rezip replaces a piece of one file in a container.
func rezip(t *testing.T, file []byte, name, before, after string) []byte {
	t.Helper()
	a, err := openArchive(file, newAllowance(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, entry := range a.names {
		raw, err := a.read(entry)
		if err != nil {
			t.Fatal(err)
		}
		body := string(raw)
		if entry == name {
			body = strings.Replace(body, before, after, 1)
		}
		files = append(files, entry, body)
	}
	return makeOFD(t, files...)
}
