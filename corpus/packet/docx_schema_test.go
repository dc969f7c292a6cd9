package packet

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
)

// wordOrder is what ECMA-376 part 1 (chapter 17 and annex A, wml.xsd) lets stand
// inside an element, in its order: what of it this package could ever write. Word
// calls a file that breaks the order damaged, where LibreOffice looks away.
var wordOrder = map[string]string{
	"pPr":         "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
	"rPr":         "rStyle rFonts b bCs i iCs strike color spacing w kern position sz szCs highlight u shd vertAlign lang",
	"sectPr":      "headerReference footerReference footnotePr endnotePr type pgSz pgMar pgBorders lnNumType pgNumType cols vAlign titlePg textDirection docGrid",
	"settings":    "view zoom removePersonalInformation mirrorMargins defaultTabStop autoHyphenation evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing characterSpacingControl noLineBreaksAfter noLineBreaksBefore footnotePr endnotePr compat rsids themeFontLang",
	"compat":      "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting",
	"footnotePr":  "pos numFmt numStart numRestart footnote",
	"styles":      "docDefaults latentStyles style",
	"docDefaults": "rPrDefault pPrDefault",
	"rPrDefault":  "rPr",
	"pPrDefault":  "pPr",
	"style":       "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr tblStylePr",
	"fonts":       "font",
	"font":        "altName panose1 charset family pitch sig",
	"tbl":         "tblPr tblGrid tr",
	"tblGrid":     "gridCol",
	"tblPr":       "tblStyle tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
	"tblBorders":  "top left bottom right insideH insideV",
	"tblCellMar":  "top left bottom right",
	"tr":          "trPr tc",
	"trPr":        "cantSplit tblHeader",
	"tc":          "tcPr p",
	"tcPr":        "tcW gridSpan vMerge tcBorders shd vAlign",
	"p":           "pPr r",
	"document":    "body",
	"footnotes":   "footnote",
	"footnote":    "p",
	"hdr":         "p",
	"ftr":         "p",
}

// wordRepeats are the elements that may come more than once where they stand.
var wordRepeats = strings.Fields("headerReference footerReference compatSetting style font tr tc gridCol r footnote p")

// TestDOCXOrder holds every part of every packet to the order of the schema.
func TestDOCXOrder(t *testing.T) {
	plain := Packet{Items: []Item{NewNote("甲")}}
	for name, p := range map[string]Packet{"example": example(), "empty": {}, "plain": plain} {
		for part, content := range partsOf(t, docxOf(t, p, Options{})) {
			if strings.HasPrefix(part, "word/") && strings.HasSuffix(part, ".xml") {
				checkWordOrder(t, name+" "+part, content)
			}
		}
	}
}

// TestWordOrderFails holds the check itself to finding what it is for.
func TestWordOrderFails(t *testing.T) {
	for _, bad := range []string{
		`<pPr><jc/><spacing/></pPr>`, `<pPr><spacing/><spacing/></pPr>`, `<rPr><sz/><b/></rPr>`, `<sectPr><docGrid/><pgSz/></sectPr>`, `<tc><tcPr/><tbl/></tc>`,
	} {
		if faults := wordFaults(t, []byte(bad)); len(faults) == 0 {
			t.Errorf("%s passes", bad)
		}
	}
}

func checkWordOrder(t *testing.T, part string, content []byte) {
	t.Helper()
	for _, fault := range wordFaults(t, content) {
		t.Errorf("%s: %s", part, fault)
	}
}

// wordFaults says which element stands where the schema has no place for it.
func wordFaults(t *testing.T, content []byte) (faults []string) {
	t.Helper()
	type open struct {
		name string
		last string
	}
	var above []open
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return faults
		}
		if err != nil {
			t.Fatal(err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			if n := len(above); n > 0 {
				parent := &above[n-1]
				if !inWordOrder(parent.name, parent.last, v.Name.Local) {
					faults = append(faults, parent.name+": "+v.Name.Local+" after “"+parent.last+"”")
				}
				parent.last = v.Name.Local
			}
			above = append(above, open{name: v.Name.Local})
		case xml.EndElement:
			above = above[:len(above)-1]
		}
	}
}

// inWordOrder reports whether an element may follow last in its parent. Headers
// and footers are named in any order among themselves.
func inWordOrder(parent, last, name string) bool {
	order, known := wordOrder[parent]
	if !known {
		return true
	}
	names := strings.Fields(order)
	at, before := slices.Index(names, name), slices.Index(names, last)
	if at < 0 || last == "" {
		return at >= 0
	}
	return before < at || before == at && slices.Contains(wordRepeats, name) || strings.HasSuffix(name, "erReference") && strings.HasSuffix(last, "erReference")
}
