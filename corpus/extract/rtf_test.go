package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

// gbkEscapes writes text as RTF writes bytes of GBK.
func gbkEscapes(t testing.TB, s string) string {
	var b strings.Builder
	for _, c := range []byte(encoded(t, simplifiedchinese.GBK, s)) {
		fmt.Fprintf(&b, `\'%02x`, c)
	}
	return b.String()
}

func unicodeEscapes(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, `\u%d?`, int16(r))
	}
	return b.String()
}

func TestRTF(t *testing.T) {
	gbk := gbkEscapes(t, "各支部")
	const fonts = `{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\froman\fcharset0 Times{\*\falt Roman};}{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset136 MingLiU;}}`
	tests := []struct{ name, in, text string }{
		{"bytes of GBK", `{\rtf1\ansi\ansicpg936` + fonts + `\f0 ` + gbk + `\par}`, "各支部"},
		{"charset of the font", `{\rtf1\ansi\ansicpg1252` + fonts + `\f0 ` + gbk + `\f1 \'e9}`, "各支部é"},
		{"nothing stated", `{\rtf1 ` + gbk + `}`, "各支部"},
		{"raw bytes", `{\rtf1\ansi\ansicpg936 ` + encoded(t, simplifiedchinese.GBK, "各支部") + `}`, "各支部"},
		{"Big5", `{\rtf1` + fonts + `\f3 \'a4\'e4\'b3\'a1}`, "支部"},
		{"Unicode", `{\rtf1\uc1 ` + unicodeEscapes("应当学习，") + `\u-28669?}`, "应当学习，" + string(rune(65536-28669))},
		{"two fallbacks, and none", `{\rtf1{\uc2\u25903\'d6\'a7}{\uc0\u37096 x}}`, "支部x"},
		{"beyond 65,536", `{\rtf1\uc1\u-10179?\u-8704?}`, "😀"},
		{"half a character", `{\rtf1\u-10179?x}`, "\ufffdx"},
		{"paragraphs", `{\rtf1 a\par b\line c\tab d\` + "\n" + `e\~f\_g\-h}`, "a\nb\nc\td\ne\u00a0f-gh"},
		{"escaped signs", `{\rtf1 \{a\}\\}`, `{a}\`},
		{"quotation marks", `{\rtf1\ldblquote a\rdblquote\emdash\bullet}`, "“a”—•"},
		{"destinations", `{\rtf1{\colortbl;\red0;}{\*\unknown x}{\header y}{\pict\bin3 }}}}{\*\generator z;}a}`, "a"},
		{"fields", `{\rtf1 a{\field{\*\fldinst{HYPERLINK "b"}}{\fldrslt{c}}}d}`, "acd"},
		{"hidden and deleted", `{\rtf1 a{\v b}{\deleted c}{\revised d}\v e\v0 f\plain g}`, "adfg"},
		{"label of a list", `{\rtf1{\listtext\pard\plain ` + gbkEscapes(t, "第十二条") + `\tab}a\par{\listtext\f2 \'b7\tab}b\par{\pntext 1.\tab}c}`, "第十二条 a\nb\n1. c"},
		{"label of deleted words", `{\rtf1{\listtext 1.\tab}{\deleted a}\par{\listtext 2.\tab}b{\deleted c}\par}`, "\n2. b"},
		{"table", `{\rtf1 a\par\trowd\cellx1\cellx2\pard\intbl b\cell c\par d\cell\row\trowd\cellx1\cellx2\intbl e\cell\cell\row\pard f\par}`, "a\nb\tc d\ne\t\nf"},
		{"merged cells", `{\rtf1\trowd\clmgf\cellx1\clmrg\cellx2\cellx3\intbl b\cell\cell c\cell\row\trowd\cellx1\cellx2\cellx3\intbl d\cell e\cell f\cell\row}`, "b\tc\nd\te\tf"},
		{"footnote", `{\rtf1 a{\super\chftn}{\footnote\pard\plain{\super\chftn} n.}b\par c}`, "a[1]b\nc\n[1] n."},
		{"text box", `{\rtf1 a{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 1}}{\shptxt\pard b\par}}{\shprslt c}}d\par e}`, "ad\nb\ne"},
		{"signs of a font", `{\rtf1` + fonts + `{\f2\'fe\u-3928?}a}`, "☑□a"},
		{"alternatives", `{\rtf1 a{\upr{b}{\*\ud{\u25903?}}}c}`, "a支c"},
		{"never closed", `{\rtf1 a{\b b`, "ab"},
		{"after the end", `{\rtf1 a}b`, "a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.text, readOne(t, "文.rtf", test.in).Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRTFMarks(t *testing.T) {
	s := readOne(t, "文.rtf", `{\rtf1{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}{\*\cs3 x;}}{\info{\title `+unicodeEscapes("学习制度")+`}{\author lenovo}}
\pard\s1 a\par\pard\s2 b\par\pard\s0 c\par\pard\outlinelevel2 d\par\trowd\cellx1\cellx2\intbl e\cell f\cell\row}`)
	if diff := cmp.Diff([]string{"heading 1 a", "heading 2 b", "heading 3 d", "table 0 e\tf"}, marked(s)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(corpus.Fields{Title: "学习制度"}, s.Hints); diff != "" {
		t.Error(diff)
	}
}

func TestHostileRTF(t *testing.T) {
	tests := []struct{ name, in, code string }{
		{"groups too deep", `{\rtf1 ` + strings.Repeat("{", 1<<20), TooDeep},
		{"footnotes too deep", `{\rtf1 ` + strings.Repeat(`{\footnote a`, 1<<18), TooDeep},
		{"binary beyond the end", `{\rtf1\bin999999999 `, NoText},
		{"binary before the beginning", `{\rtf1\bin-9 `, NoText},
		{"only a picture", `{\rtf1{\pict 0102}}`, NoText},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("文.rtf", []byte(test.in))
			if got := refusalCode(err); got != test.code {
				t.Errorf("code = %q (%v), want %q", got, err, test.code)
			}
		})
	}
}
