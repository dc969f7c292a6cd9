package extract

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// morePageDamages were written after the rules had been, and not looked at
// before.
var morePageDamages = map[string]pageDamage{
	"a page lost between": func(r *rand.Rand, title string, paragraphs []string) []byte {
		var contents []string
		for i, page := range plainSetting().set(title, paragraphs) {
			if i == 2 {
				contents = append(contents, "q 400 0 0 400 50 200 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n")
				continue
			}
			contents = append(contents, draw(page))
		}
		return makePDF(gbkFont, contents...)
	},
	"facing pages with other margins": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		for i := range lines {
			lines[i].x += []float64{-25, 25}[page%2]
		}
		return draw(lines)
	}),
	"hanging items": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		var contents []string
		for _, page := range s.set(title, paragraphs) {
			item := false
			for i := range page {
				if page[i].first {
					item = strings.HasPrefix(page[i].text, "（")
				}
				if item && !page[i].first {
					page[i].x += 24
				}
			}
			contents = append(contents, draw(page))
		}
		return makePDF(gbkFont, contents...)
	},
	"blank as indent": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		s.indent = 0
		for i := range paragraphs {
			paragraphs[i] = "　　" + paragraphs[i]
		}
		var contents []string
		for _, page := range s.set(title, paragraphs) {
			contents = append(contents, draw(page))
		}
		return makePDF(gbkFont, contents...)
	},
	"heads and feet of several rows": onPages(func(_ *rand.Rand, page, of int, lines []setLine) string {
		return turned(70, 812, 9, 0, "", "内部资料汇编") + turned(70, 798, 9, 0, "", "第三分册") + draw(lines) +
			turned(70, 52, 9, 0, "", "总务科编印") + turned(270, 40, 9, 0, "", fmt.Sprintf("第%d页，共%d页", page+1, of))
	}),
	"a stamp over the text": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return draw(lines) + turned(380, 300, 26, 0, "1 0 0 rg", "已核对") + turned(385, 280, 10, 0, "1 0 0 rg", "总务科")
	}),
	"a vertical strip beside": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for i, c := range []rune("管理规定汇编") {
			b.WriteString(turned(565, 600-14*float64(i), 9, 0, "", string(c)))
		}
		return b.String() + draw(lines)
	}),
	"a strip turned beside": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return turned(575, 300, 9, 90, "", "管理规定汇编（内勤卷）") + draw(lines)
	}),
	"letters one by one with room": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			for i, c := range []rune(l.text) {
				b.WriteString(turned(l.x*0.8+float64(i)*l.size*1.08, l.y, l.size, 0, "", string(c)))
			}
		}
		return b.String()
	}),
	"barred lines": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			fmt.Fprintf(&b, "0.3 w 70 %g m 525 %g l S\n", l.y-4, l.y-4)
		}
		return b.String() + draw(lines)
	}),
	"a table between the articles": func(r *rand.Rand, title string, paragraphs []string) []byte {
		var contents []string
		for i, page := range plainSetting().set(title, paragraphs) {
			content := draw(page)
			if i == 1 {
				for k := range page {
					if k > 5 {
						page[k].y -= 0
					}
				}
			}
			contents = append(contents, content)
			if i == 0 {
				table := ""
				for row := range 10 {
					table += turned(90, 700-20*float64(row), 12, 0, "", fmt.Sprintf("第%d类", row+1)) + turned(250, 700-20*float64(row), 12, 0, "", "十元") + turned(400, 700-20*float64(row), 12, 0, "", "每次")
				}
				contents = append(contents, table)
			}
		}
		return makePDF(gbkFont, contents...)
	},
	"three columns": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		s.width, s.height, s.size, s.leading, s.left, s.right = 842, 595, 10, 16, 40, 562
		columns := s.set("", paragraphs)
		var contents []string
		for i := 0; i < len(columns); i += 3 {
			var lines []setLine
			for k := range min(3, len(columns)-i) {
				for _, l := range columns[i+k] {
					l.x += 260 * float64(k)
					lines = append(lines, l)
				}
			}
			if i == 0 {
				lines = append([]setLine{{x: 350, y: 560, size: 18, text: title}}, lines...)
			}
			contents = append(contents, draw(lines))
		}
		return makePDF(gbkFont, contents...)
	},
	"two columns with notes": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		s.size, s.leading, s.left, s.right, s.foot = 10, 16, 60, 305, 140
		columns := s.set(title, paragraphs)
		var contents []string
		for i := 0; i < len(columns); i += 2 {
			lines := slices.Clone(columns[i])
			if i+1 < len(columns) {
				for _, l := range columns[i+1] {
					l.x += 245
					lines = append(lines, l)
				}
			}
			contents = append(contents, draw(lines)+"0.5 w 60 120 m 180 120 l S\n"+turned(60, 105, 8, 0, "", "①"+noteWords[i%len(noteWords)]))
		}
		return makePDF(gbkFont, contents...)
	},
	"the title on each page": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return turned(250, 800, 9, 0, "", "管理规定") + draw(lines) + "0.5 w 70 795 m 525 795 l S\n"
	}),
	"text hidden in white": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return draw(lines) + turned(100, lines[len(lines)/2].y-10, 8, 0, "1 g", "文件管理系统流水号二〇二四")
	}),
	"a code at each foot": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return draw(lines) + turned(70, 30, 8, 0, "", fmt.Sprintf("GL-2024-%03d 版次A/%d", page+1, page%2))
	}),
	"a box of remarks": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return draw(lines) + "430 60 120 40 re S\n" + turned(435, 85, 8, 0, "", "批注：请核对") + turned(435, 70, 8, 0, "", "上次的数目。")
	}),
	"turned by 90 and by 270": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		var contents []string
		for i, page := range s.set(title, paragraphs) {
			contents = append(contents, drawTurned(page, 1+2*(i%2), s.width, s.height))
		}
		return makePDF(gbkFont, contents...)
	},
	"ragged lines": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		var contents []string
		for _, page := range s.set(title, paragraphs) {
			for i := range page {
				page[i].size -= 0.3 * r.Float64()
			}
			contents = append(contents, draw(page))
		}
		return makePDF(gbkFont, contents...)
	},
	"no indents, ragged": func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		s.indent = 0
		var contents []string
		for _, page := range s.set(title, paragraphs) {
			for i := range page {
				page[i].size -= 0.4 * r.Float64()
			}
			contents = append(contents, draw(page))
		}
		return makePDF(gbkFont, contents...)
	},
}
