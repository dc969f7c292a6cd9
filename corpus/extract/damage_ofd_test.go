package extract

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// ofdLine is a line of a page in points as a text object in millimetres, turned
// about its beginning.
func ofdLine(l setLine, angle int, look string) string {
	const mm = 25.4 / 72
	ctm := map[int]string{0: "", 90: ` CTM="0 -1 1 0 0 0"`, 45: ` CTM="0.7071 -0.7071 0.7071 0.7071 0 0"`}[angle]
	n := len([]rune(l.text))
	return fmt.Sprintf(`<ofd:TextObject ID="1" Boundary="%.3f %.3f 200 20" Size="%.3f"%s>%s<ofd:TextCode X="0" Y="0" DeltaX="g %d %.3f">%s</ofd:TextCode></ofd:TextObject>`,
		l.x*mm, (842-l.y)*mm, l.size*mm, ctm, look, n, l.size*mm, l.text)
}

func ofdLines(lines []setLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(ofdLine(l, 0, ""))
	}
	return b.String()
}

const ofdGrey = `<ofd:FillColor Value="220 220 220"/>`

// ofdDamages are what pages of OFD do to a text.
var ofdDamages = map[string]func(r *rand.Rand, page int, lines []setLine) string{
	"clean": func(_ *rand.Rand, _ int, lines []setLine) string { return ofdLines(lines) },
	"every line twice": func(_ *rand.Rand, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(ofdLine(l, 0, ""))
			l.x += 0.3
			b.WriteString(ofdLine(l, 0, ""))
		}
		return b.String()
	},
	"watermark turned": func(_ *rand.Rand, _ int, lines []setLine) string {
		return ofdLines(lines) + ofdLine(setLine{x: 200, y: 400, size: 40, text: "仅供学习"}, 45, ofdGrey)
	},
	"watermark upright": func(_ *rand.Rand, _ int, lines []setLine) string {
		return ofdLines(lines) + ofdLine(setLine{x: 150, y: 400, size: 50, text: "仅供学习"}, 0, ofdGrey)
	},
	"a strip turned beside": func(_ *rand.Rand, _ int, lines []setLine) string {
		return ofdLines(lines) + ofdLine(setLine{x: 570, y: 300, size: 9, text: "管理规定汇编"}, 90, "")
	},
	"heads left and right": func(_ *rand.Rand, page int, lines []setLine) string {
		return ofdLine(setLine{x: []float64{70, 400}[page%2], y: 800, size: 9, text: []string{"资料汇编", "各项管理规定"}[page%2]}, 0, "") + ofdLines(lines)
	},
	"page numbers": func(_ *rand.Rand, page int, lines []setLine) string {
		return ofdLines(lines) + ofdLine(setLine{x: 280, y: 40, size: 10, text: fmt.Sprintf("－%d－", page+1)}, 0, "")
	},
	"line numbers": func(_ *rand.Rand, _ int, lines []setLine) string {
		var b strings.Builder
		for i, l := range lines {
			b.WriteString(ofdLine(setLine{x: 40, y: l.y, size: 9, text: fmt.Sprint(i + 1)}, 0, "") + ofdLine(l, 0, ""))
		}
		return b.String()
	},
	"lines from the bottom": func(_ *rand.Rand, _ int, lines []setLine) string {
		slices.Reverse(lines)
		return ofdLines(lines)
	},
	"a word of each line apart": func(_ *rand.Rand, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			runes := []rune(l.text)
			half := len(runes) / 2
			b.WriteString(ofdLine(setLine{x: l.x, y: l.y, size: l.size, text: string(runes[:half])}, 0, ""))
			b.WriteString(ofdLine(setLine{x: l.x + float64(half)*l.size, y: l.y, size: l.size, text: string(runes[half:])}, 0, ""))
		}
		return b.String()
	},
}

// The same of laws set as OFD.
func TestOFDDamages(t *testing.T) {
	var all damageFigures
	for _, kind := range slices.Sorted(maps.Keys(ofdDamages)) {
		var f damageFigures
		r := rand.New(rand.NewPCG(3, 7))
		for number := range 4 {
			title, paragraphs := madeLaw(number)
			want, _ := addressed(readOne(t, "规定.txt", title+"\n"+strings.Join(paragraphs, "\n")+"\n"))
			var pages []string
			for i, lines := range plainSetting().set(title, paragraphs) {
				pages = append(pages, content(ofdDamages[kind](r, i, lines)))
			}
			got, doubtful := addressed(readOne(t, "规定.ofd", string(ofdOf(t, nil, pages...))))
			if first := f.compare(want, got, doubtful); first != "" {
				t.Logf("%s, law %d: %s", kind, number, first)
			}
		}
		t.Logf("%-32s %v", kind, f)
		all.add(f)
	}
	t.Logf("%d kinds: %v", len(ofdDamages), all)
	if all.wrong*200 > all.asked || all.right*100 < 98*all.asked {
		t.Errorf("of %d addresses %d are right and %d wrong without a doubt", all.asked, all.right, all.wrong)
	}
}
