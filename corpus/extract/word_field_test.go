package extract

import (
	"strings"
	"testing"
)

// What only an instruction says is text: the base characters, never the guide.
func TestFieldText(t *testing.T) {
	for instruction, want := range map[string]string{
		` EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(yuè),阅) `:      "阅",
		` EQ \* jc3 \* "Font:Calibri" \* hps22 \o\al(\s\up 10(yuè),阅)`: "阅",
		`EQ \* jc0 \* hps12 \o(\s\up 11(yuèlǎn),阅览)`:                   "阅览",
		` eq \o\ac(□,检) `:                "检",
		` eq \o\ac(○,1)`:                 "①",
		` eq \o\ac(○,12)`:                "⑫",
		` eq \o\ac(○,甲)`:                 "甲",
		` eq \o\ac(检,□) `:                "检",
		`EQ \o(\s\up 5(特快),\s\do 3(专递))`: "特快专递",
		`EQ \f(1,3)`:                     "1/3",
		`EQ \f(1;3)`:                     "1/3",
		`EQ \r(3,8)`:                     "√8",
		`EQ \b\bc\[(甲 乙)`:                "(甲 乙)",
		`EQ \x(重要)`:                      "重要",
		`EQ x\s\up8(2)`:                  "x2",
		`EQ 甲\,乙`:                        "甲,乙",
		`EQ \o\ad(\s\up 9(yuè),阅`:        "阅",
		`EQ \o`:                          "",
		`EQ`:                             "",
		` = 3 \* GB3 `:                   "③",
		`= 2 \* GB2`:                     "⑵",
		`= 4 \* GB1`:                     "⒋",
		`= 5 \* GB4 \* MERGEFORMAT`:      "㈤",
		`= 12 \* CHINESENUM3`:            "十二",
		`= 4 \* ROMAN`:                   "IV",
		`= 4 \* roman`:                   "iv",
		`SYMBOL 163 \f "Wingdings 2"`:    "□",
		`QUOTE "附则"`:                     "附则",
		`HYPERLINK "http://x"`:           "",
		`PAGE`:                           "",
		`MACROBUTTON AcceptAllChangesShown [点此输入]`: "",
	} {
		if got := fieldText(instruction); got != want {
			t.Errorf("%s: %q, want %q", instruction, got, want)
		}
	}
	deep := "EQ " + strings.Repeat(`\o(`, 500) + "甲"
	if got := fieldText(deep); len(got) > len(deep) {
		t.Errorf("%q", got)
	}
}

// docxField is a field of runs.
func docxField(instruction, result string) string {
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return char("begin") + `<w:r><w:instrText xml:space="preserve">` + instruction + `</w:instrText></w:r>` + char("separate") + result + char("end")
}

func TestDocxFieldText(t *testing.T) {
	guide := ` EQ \* jc2 \o\ad(\s\up 9(yuè),阅) `
	for name, test := range map[string]struct{ body, text string }{
		"without a result":       {wr("第一条　") + docxField(guide, "") + wr("览室开放。"), "第一条　阅览室开放。"},
		"with a result":          {wr("第一条　") + docxField(guide, wr("阅")) + wr("览室开放。"), "第一条　阅览室开放。"},
		"without a separator":    {wr("甲") + strings.Replace(docxField(guide, ""), `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, "", 1) + wr("览"), "甲阅览"},
		"an instruction in runs": {wr("甲") + strings.Replace(docxField(guide, ""), `\s\up 9`, `</w:instrText></w:r><w:r><w:instrText>\s\up 9`, 1) + wr("览"), "甲阅览"},
		"text in an instruction": {wr("甲") + strings.Replace(docxField(guide, ""), `,阅)`, `,</w:instrText></w:r>`+wr("阅")+`<w:r><w:instrText>)`, 1) + wr("览"), "甲阅览"},
		"in a simple field":      {wr("甲") + `<w:fldSimple w:instr=" = 3 \* GB3 "/>` + wr("乙"), "甲③乙"},
		"a simple field shown":   {wr("甲") + `<w:fldSimple w:instr=" = 3 \* GB3 ">` + wr("③") + `</w:fldSimple>` + wr("乙"), "甲③乙"},
		"in what a field shows":  {wr("甲") + docxField(`HYPERLINK "x"`, docxField(guide, "")) + wr("览"), "甲阅览"},
		"in an instruction":      {wr("甲") + strings.Replace(docxField(` IF 1 = 1 "阅" `, wr("阅")), "= 1", "= </w:instrText></w:r>"+docxField(`=1`, wr("1"))+"<w:r><w:instrText>", 1) + wr("览"), "甲阅览"},
		"a page number":          {wr("甲") + docxField("PAGE", "") + wr("乙"), "甲乙"},
	} {
		t.Run(name, func(t *testing.T) {
			if s := readOne(t, "文.docx", makeDocx(t, `<w:p>`+test.body+`</w:p>`, nil)); s.Text != test.text {
				t.Errorf("text = %q, want %q", s.Text, test.text)
			}
		})
	}
}

func TestRTFFieldText(t *testing.T) {
	for file, want := range map[string]string{
		`{\rtf1 a{\field{\*\fldinst EQ \\o\\ad(\\s\\up 9(x),b)}{\fldrslt }}c}`:                               "abc",
		`{\rtf1 a{\field{\*\fldinst { EQ \\o\\ad(\\s\\up 9(x),b)}}{\fldrslt {}}}c}`:                          "abc",
		`{\rtf1 a{\field{\*\fldinst EQ \\o\\ad(\\s\\up 9(x),b)}{\fldrslt b}}c}`:                              "abc",
		`{\rtf1 a{\field{\*\fldinst HYPERLINK "x"}{\fldrslt b}}c}`:                                           "abc",
		`{\rtf1 a{\field{\*\fldinst PAGE}{\fldrslt }}c}`:                                                     "ac",
		`{\rtf1 a{\field{\*\fldinst = 3 \\* GB3}{\fldrslt }}c}`:                                              "a③c",
		`{\rtf1 a{\field{\*\fldinst HYPERLINK "x"}{\fldrslt {\field{\*\fldinst EQ \\f(1,2)}{\fldrslt }}}}c}`: "a1/2c",
	} {
		if s := readOne(t, "文.rtf", file); s.Text != want {
			t.Errorf("%s: %q, want %q", file, s.Text, want)
		}
	}
}
