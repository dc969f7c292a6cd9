package parse

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

func codes(d corpus.Document) []string {
	var out []string
	for _, n := range d.Diagnostics {
		out = append(out, n.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestOddities(t *testing.T) {
	body := "某街道的党员活动办得有声有色，群众都愿意来参加，来了都说好。\n"
	for _, c := range []struct {
		name, text, code string
		want             bool
	}{
		{"figures taken out", body + "共有支部*个，党员*名，占*%。", "blanked", true},
		{"a formula", body + "应交=基数*比例，基数=工资*系数，三项=a*b。", "blanked", false},
		{"a site's header", "某某街道的做法\n发布日期：2024-01-02 来源：某某网 阅读：35 字号：大 中 小\n" + body, "site_header", true},
		{"only date and source", "某某街道的做法\n发布日期：2024-01-02 来源：某某网\n" + body, "site_header", false},
		{"blanks round figures", body + "支部有党员 12 人，其中 3 人是 90 后，另有 5 名入党积极分子，共 17 人。", "spaced_numbers", true},
		{"a Traditional quotation", strings.Repeat(body, 8) + "該區各級黨組織認真學習貫徹會議精神，結合實際開展調查研究，為羣眾辦實事。", "traditional", false},
		{"all Traditional", "該區各級黨組織認真學習貫徹會議精神，結合實際開展調查研究，為羣眾辦實事。", "traditional", true},
		{"Traditional by machine", "該區各級黨組織認真學習貫徹會議精神，堅持戰斗在第一線，結合實際開展調查研究。", "machine_traditional", true},
		{"recognition", body + "把党建融人各项业务。", "slip", true},
		{"金融人才", body + "引进金融人才，资深人士自己经营。", "slip", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Document(corpus.Source{Text: c.text})
			if got := slices.Contains(codes(d), c.code); got != c.want {
				t.Errorf("%s: %v, want %v; all: %v", c.code, got, c.want, d.Diagnostics)
			}
		})
	}
}

// The five seeds, as they are read here without their reader's diagnostics.
func TestSeedOddities(t *testing.T) {
	want := map[string][]string{
		"000_04ac258ce1dc7754.txt": nil,
		"001_520067de48b3a006.txt": {"machine_traditional", "slip"},
		"002_84e26c74f554eae4.txt": nil,
		"003_305dcf78736c2608.txt": {"site_header"},
		"004_1002c5b39ffb8104.txt": {"blanked", "cut_off", "repeated_contents"},
	}
	for name, codesWanted := range want {
		text, err := os.ReadFile(sharedtest.Path(t, "seeds", name))
		if err != nil {
			t.Fatal(err)
		}
		d := Document(corpus.Source{Path: name, Text: strings.ReplaceAll(string(text), "\r\n", "\n")})
		if diff := cmp.Diff(codesWanted, codes(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
