package packet

import (
	"math"
	"slices"
	"strconv"
	"testing"
)

// Twentieths of a point in a millimetre and in a point.
const (
	perMillimetre = 1440 / 25.4
	perPoint      = 20
)

// TestDOCXPage holds the page to GB/T 9704—2012: A4, a type area of 156 by 225 mm
// with its place on the page, and 22 lines of 28 characters of 三号 on it.
func TestDOCXPage(t *testing.T) {
	parts := partsOf(t, docxOf(t, example(), Options{}))
	document := elementsOf(t, "word/document.xml", parts["word/document.xml"])
	length := func(element, attr string) float64 {
		n, err := strconv.ParseFloat(valuesOf(document, element, attr)[0], 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for name, mm := range map[[2]string]float64{
		{"pgSz", "w"}: 210, {"pgSz", "h"}: 297,
		{"pgMar", "top"}: 37, {"pgMar", "bottom"}: 35, {"pgMar", "left"}: 28, {"pgMar", "right"}: 26,
	} {
		if got := length(name[0], name[1]) / perMillimetre; math.Abs(got-mm) > .1 {
			t.Errorf("%s %s is %.2f mm, want %v", name[0], name[1], got, mm)
		}
	}
	styles := elementsOf(t, "word/styles.xml", parts["word/styles.xml"])
	spacing := styles[slices.IndexFunc(styles, func(e element) bool { return e.name == "spacing" && e.attrs["lineRule"] == "exact" })]
	line, _ := strconv.ParseFloat(spacing.attrs["line"], 64)
	closer := styles[slices.IndexFunc(styles, func(e element) bool { return e.name == "spacing" && e.attrs["val"] != "" })]
	tighter, _ := strconv.ParseFloat(closer.attrs["val"], 64)
	high := length("pgSz", "h") - length("pgMar", "top") - length("pgMar", "bottom")
	wide := length("pgSz", "w") - length("pgMar", "left") - length("pgMar", "right")
	if lines, letters := int(high/line), int(wide/(16*perPoint+tighter)); lines != 22 || letters != 28 {
		t.Errorf("%d lines of %d characters", lines, letters)
	}
}

// TestDOCXFonts: each level has its face, and Chinese is said to be Chinese.
func TestDOCXFonts(t *testing.T) {
	parts := partsOf(t, docxOf(t, example(), Options{}))
	faces, size := map[string]string{}, map[string]string{}
	style := "" // the defaults come first
	for _, e := range elementsOf(t, "word/styles.xml", parts["word/styles.xml"]) {
		switch e.name {
		case "style":
			style = e.attrs["styleId"]
		case "rFonts":
			faces[style] = e.attrs["eastAsia"]
		case "sz":
			size[style] = e.attrs["val"]
		case "lang":
			if e.attrs["eastAsia"] != "zh-CN" {
				t.Errorf("%q speaks %q", style, e.attrs["eastAsia"])
			}
		}
	}
	for name, want := range map[string][2]string{
		"": {"仿宋_GB2312", "32"}, "Normal": {"", "32"}, "Title": {"方正小标宋简体", "44"}, "Heading1": {"黑体", ""}, "Heading2": {"楷体_GB2312", ""}, "Quotation": {"楷体_GB2312", ""}, "Remark": {"仿宋_GB2312", ""},
		"Heading3": {"仿宋_GB2312", ""}, "Heading4": {"仿宋_GB2312", ""}, "Footer": {"宋体", "28"},
	} {
		if got := [2]string{faces[name], size[name]}; got != want {
			t.Errorf("%q is set in %q, want %q", name, got, want)
		}
	}
	known := valuesOf(elementsOf(t, "word/fontTable.xml", parts["word/fontTable.xml"]), "font", "name")
	for name, face := range faces {
		if !slices.Contains(known, face) {
			t.Errorf("%q is set in %q, for which no other is named", name, face)
		}
	}
	settings := elementsOf(t, "word/settings.xml", parts["word/settings.xml"])
	if got := valuesOf(settings, "compatSetting", "val"); !slices.Equal(got, []string{"15"}) {
		t.Errorf("compatibility modes %q", got)
	}
}
