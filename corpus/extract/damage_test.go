package extract

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// pageDamage sets a law as a file with one trouble.
type pageDamage func(r *rand.Rand, title string, paragraphs []string) []byte

// onPages sets a law plainly and adds to every page's content.
func onPages(add func(r *rand.Rand, page, of int, lines []setLine) string) pageDamage {
	return func(r *rand.Rand, title string, paragraphs []string) []byte {
		var contents []string
		pages := plainSetting().set(title, paragraphs)
		for i, page := range pages {
			contents = append(contents, add(r, i, len(pages), page))
		}
		return makePDF(gbkFont, contents...)
	}
}

// withSetting sets a law otherwise.
func withSetting(change func(s *setting)) pageDamage {
	return func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		change(&s)
		var contents []string
		for _, page := range s.set(title, paragraphs) {
			contents = append(contents, draw(page))
		}
		return makePDF(gbkFont, contents...)
	}
}

// wholeTurned turns pages by a matrix and, if back, by /Rotate back again.
func wholeTurned(quarters int, back bool, which func(page int) bool) pageDamage {
	return func(r *rand.Rand, title string, paragraphs []string) []byte {
		m := made{font: gbkFont}
		if back {
			m.page = fmt.Sprintf("/Rotate %d", 90*quarters)
		}
		s := plainSetting()
		var contents []string
		for i, page := range s.set(title, paragraphs) {
			q := quarters
			if !which(i) {
				q = 0
			}
			contents = append(contents, drawTurned(page, q, s.width, s.height))
		}
		return m.pdf(contents...)
	}
}

func everyPage(int) bool    { return true }
func secondPage(i int) bool { return i == 1 }

// twoColumns sets pages in two columns, drawn column by column or row by row.
func twoColumns(rowByRow bool) pageDamage {
	return func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		s.size, s.leading, s.left, s.right = 10, 16, 60, 305
		columns := s.set("", paragraphs)
		var contents []string
		for i := 0; i < len(columns); i += 2 {
			lines := slices.Clone(columns[i])
			if i+1 < len(columns) {
				for _, l := range columns[i+1] {
					l.x += 245
					lines = append(lines, l)
				}
			}
			if rowByRow {
				slices.SortStableFunc(lines, func(a, b setLine) int { return compare(b.y, a.y) })
			}
			if i == 0 {
				lines = append([]setLine{{x: 220, y: 790, size: 18, text: title}}, lines...)
			}
			contents = append(contents, draw(lines))
		}
		return makePDF(gbkFont, contents...)
	}
}

var noteWords = []string{"见馆务会议上年的纪要及其说明。", "此处所称登记簿，以总务科编印的为准。", "原文作“保管人”。", "参看附表。", "这一款由办公室会同总务科解释，解释须经馆务会议同意后印发。"}

// footed leaves room at the foot of pages for notes.
func footed(size float64, rule bool, mark func(page, note int) string) pageDamage {
	return func(r *rand.Rand, title string, paragraphs []string) []byte {
		s := plainSetting()
		s.foot = 140
		var contents []string
		note := 0
		for i, page := range s.set(title, paragraphs) {
			content := draw(page)
			if rule {
				content += "0.5 w 70 128 m 215 128 l S\n"
			}
			y := 110.0
			for n := range 1 + r.IntN(2) {
				note++
				at := page[len(page)/3*(n+1)-1]
				content += turned(at.x+float64(len([]rune(at.text)))*at.size, at.y+4, 6, 0, "", mark(i, note))
				content += turned(70, y, size, 0, "", mark(i, note)+noteWords[note%len(noteWords)])
				y -= 14
			}
			contents = append(contents, content)
		}
		return makePDF(gbkFont, contents...)
	}
}

// pageDamages are what pages do to a text.
var pageDamages = map[string]pageDamage{
	"clean": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return draw(lines) + turned(290, 40, 10, 0, "", fmt.Sprintf("- %d -", page+1))
	}),
	"turned by 90":             wholeTurned(1, false, everyPage),
	"turned by 180":            wholeTurned(2, false, everyPage),
	"turned by 270":            wholeTurned(3, false, everyPage),
	"turned and shown upright": wholeTurned(1, true, everyPage),
	"/Rotate 90 alone":         wholeTurned(0, true, everyPage),
	"one page turned by 90":    wholeTurned(1, false, secondPage),
	"one page turned by 180":   wholeTurned(2, false, secondPage),
	"part of a page turned": onPages(func(r *rand.Rand, page, _ int, lines []setLine) string {
		n := len(lines) * 3 / 5
		var b strings.Builder
		b.WriteString(draw(lines[:n]))
		for i, l := range lines[n:] {
			b.WriteString(turned(100+float64(i)*20, 80, 10, 90, "", l.text))
		}
		return b.String()
	}),
	"a few lines turned": onPages(func(r *rand.Rand, page, _ int, lines []setLine) string {
		n := max(len(lines)-3, 1)
		var b strings.Builder
		b.WriteString(draw(lines[:n]))
		for i, l := range lines[n:] {
			b.WriteString(turned(540+float64(i)*15, 200, 10, 90, "", l.text))
		}
		return b.String()
	}),
	"two columns":             twoColumns(false),
	"two columns, row by row": twoColumns(true),
	"heads left and right": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		head := turned(70, 800, 9, 0, "", "资料汇编（内勤卷）")
		if page%2 == 1 {
			head = turned(400, 800, 9, 0, "", "各项管理规定")
		}
		return head + draw(lines) + turned(290, 40, 10, 0, "", fmt.Sprint(page+11))
	}),
	"heads close to the text": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		return turned(70, 775, 12, 0, "", "资料汇编") + draw(lines)
	}),
	"a head for each chapter": onPages(func(_ *rand.Rand, page, of int, lines []setLine) string {
		return turned(70, 800, 9, 0, "", []string{"第一章　总则", "第二章　使用与保管", "第三章　附则"}[min(3*page/of, 2)]) + draw(lines) + turned(290, 40, 10, 0, "", fmt.Sprint(page+11))
	}),
	"notes ① anew on each page": footed(9, true, func(page, note int) string { return string(rune('①' + note%2)) }),
	"notes ① throughout":        footed(9, false, func(page, note int) string { return string(rune('①' + (note-1)%10)) }),
	"notes with *":              footed(9, true, func(page, note int) string { return "*" }),
	"notes with plain numbers":  footed(9, true, func(page, note int) string { return fmt.Sprint(note) }),
	"plain numbers, no rule":    footed(9, false, func(page, note int) string { return fmt.Sprint(note) }),
	"notes in the usual print":  footed(12, true, func(page, note int) string { return string(rune('①' + (note-1)%10)) }),
	"the same without a rule":   footed(12, false, func(page, note int) string { return string(rune('①' + (note-1)%10)) }),
	"watermark turned": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		return draw(lines) + turned(150, 300, 60, 45, "0.8 g", "仅供学习使用")
	}),
	"watermark of turned letters": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		var b strings.Builder
		for i, c := range []rune("仅供学习使用") {
			b.WriteString(turned(120+60*float64(i), 250+60*float64(i), 40, 45, "0.85 g", string(c)))
		}
		return b.String() + draw(lines)
	}),
	"watermark upright across": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		return turned(100, 400, 60, 0, "0.8 g", "内部学习") + draw(lines)
	}),
	"watermark upright, text's size": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		return turned(150, 411, 12, 0, "0.8 g", "学习资料") + draw(lines)
	}),
	"watermark upright, black": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		return draw(lines) + turned(150, 411, 12, 0, "", "学习资料")
	}),
	"watermark all over": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		var b strings.Builder
		for i := range 12 {
			b.WriteString(turned(80+float64(i%3)*170, 120+float64(i/3)*170, 14, 30, "0.85 g", "张三 资料室"))
		}
		return b.String() + draw(lines)
	}),
	"watermark letters upright": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		var b strings.Builder
		for i, c := range []rune("仅供内部学习") {
			b.WriteString(turned(100+70*float64(i), 200+83*float64(i), 30, 0, "0.85 g", string(c)))
		}
		return draw(lines) + b.String()
	}),
	"every line twice": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(turned(l.x, l.y, l.size, 0, "", l.text) + turned(l.x+0.4, l.y, l.size, 0, "", l.text))
		}
		return b.String()
	}),
	"pages twice": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string { return draw(lines) + draw(lines) }),
	"heads of articles twice": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(turned(l.x, l.y, l.size, 0, "", l.text))
			if head, _, ok := strings.Cut(l.text, "　"); ok {
				b.WriteString(turned(l.x+0.3, l.y+0.2, l.size, 0, "", head))
			}
		}
		return b.String()
	}),
	"line numbers": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for i, l := range lines {
			b.WriteString(turned(40, l.y, 9, 0, "", fmt.Sprint(i+1)) + turned(l.x, l.y, l.size, 0, "", l.text))
		}
		return b.String()
	}),
	"line numbers after the text": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for i, l := range lines {
			b.WriteString(turned(40, l.y, 12, 0, "", fmt.Sprint(i+1+40*page)))
		}
		return draw(lines) + b.String()
	}),
	"a number for each fifth line": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for i, l := range lines {
			if i%5 == 4 {
				b.WriteString(turned(40, l.y, 9, 0, "", fmt.Sprint(i+1)))
			}
			b.WriteString(turned(l.x, l.y, l.size, 0, "", l.text))
		}
		return b.String()
	}),
	"line numbers on the right": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for i, l := range lines {
			b.WriteString(turned(l.x, l.y, l.size, 0, "", l.text) + turned(545, l.y, 9, 0, "", fmt.Sprint(i+1)))
		}
		return b.String()
	}),
	"captions in the margin": onPages(func(_ *rand.Rand, page, _ int, lines []setLine) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(turned(l.x, l.y, l.size, 0, "", l.text))
			if strings.HasPrefix(l.text, "第") && strings.Contains(l.text, "条　") {
				b.WriteString(turned(30, l.y, 7, 0, "", "保管要求"))
			}
		}
		return b.String()
	}),
	"lines drawn from the bottom": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		slices.Reverse(lines)
		return draw(lines)
	}),
	"lines drawn in any order": onPages(func(r *rand.Rand, _, _ int, lines []setLine) string {
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		return draw(lines)
	}),
	"figures drawn after the text": onPages(func(_ *rand.Rand, _, _ int, lines []setLine) string {
		var text, numbers strings.Builder
		for _, l := range lines {
			x := l.x
			for _, c := range l.text {
				b := &text
				if c < 128 {
					b = &numbers
				}
				b.WriteString(turned(x, l.y, l.size, 0, "", string(c)))
				x += l.size
			}
		}
		return text.String() + numbers.String()
	}),
	"no indents":          withSetting(func(s *setting) { s.indent = 0 }),
	"no indents but room": withSetting(func(s *setting) { s.indent, s.between = 0, 10 }),
	"deep indents":        withSetting(func(s *setting) { s.indent = 4 }),
	"wide leading":        withSetting(func(s *setting) { s.leading = 30 }),
	"short lines":         withSetting(func(s *setting) { s.right = 350 }),
	"pages on their side": withSetting(func(s *setting) { s.width, s.height = 842, 595 }),
	"small pages":         withSetting(func(s *setting) { s.height, s.foot = 420, 60 }),
}

// addressed is what the 款 and 项 of a text are and which of them are doubted.
func addressed(s corpus.Source) (texts map[string]string, doubtful map[string]bool) {
	d := parse.Document(s)
	texts, doubtful = map[string]string{}, map[string]bool{}
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		doubt := slices.ContainsFunc(append(slices.Clip(above), n), func(n *corpus.Provision) bool { return len(n.Objections) > 0 })
		if strings.HasPrefix(n.Locator, "art_") {
			doubtful[n.Locator] = doubt
			if n.Kind == corpus.NodeParagraph || n.Kind == corpus.NodeItem || n.Kind == corpus.NodeSubitem {
				texts[n.Locator] = corpus.Fold(n.Lead(d.Text))
			}
		}
		return true
	})
	return texts, doubtful
}

// damageFigures count the addresses of one kind of damage.
type damageFigures struct{ variants, asked, right, warned, missing, doubted, wrong int }

// compareAddresses counts what is answered for every address that the law has
// and for those that only the reading has.
func (f *damageFigures) compare(want, got map[string]string, doubtful map[string]bool) (first string) {
	f.variants++
	all := maps.Clone(want)
	maps.Copy(all, got)
	for _, locator := range slices.Sorted(maps.Keys(all)) {
		f.asked++
		switch is, there := got[locator]; {
		case !there:
			f.missing++
		case is == want[locator]:
			f.right++
			if doubtful[locator] {
				f.warned++
			}
		case doubtful[locator]:
			f.doubted++
		default:
			f.wrong++
			if first == "" {
				first = fmt.Sprintf("%s is %q, want %q", locator, is, want[locator])
			}
		}
	}
	return first
}

func (f damageFigures) String() string {
	return fmt.Sprintf("%2d 份，%4d 处：对 %4d（其中存疑 %3d），没有 %3d，错而存疑 %3d，错而不说 %3d", f.variants, f.asked, f.right, f.warned, f.missing, f.doubted, f.wrong)
}

// TestPageDamages: of laws set on pages with the troubles that pages have, a 款
// or 项 is right, missing or doubted; hardly any is wrong without a word.
func TestPageDamages(t *testing.T) { setAndCompare(t, pageDamages, 0.96) }

// The same of kinds that were written when the rules stood.
func TestMorePageDamages(t *testing.T) { setAndCompare(t, morePageDamages, 0.9) }

func setAndCompare(t *testing.T, kinds map[string]pageDamage, least float64) {
	laws := 7
	if testing.Short() {
		laws = 2
	}
	var all damageFigures
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		var f damageFigures
		r := rand.New(rand.NewPCG(5, 11))
		for number := range laws {
			title, paragraphs := madeLaw(number)
			want, _ := addressed(readOne(t, "规定.txt", title+"\n"+strings.Join(paragraphs, "\n")+"\n"))
			got, doubtful := addressed(readOne(t, "规定.pdf", string(kinds[kind](r, title, paragraphs))))
			if first := f.compare(want, got, doubtful); first != "" {
				t.Logf("%s, law %d: %s", kind, number, first)
			}
		}
		t.Logf("%-32s %v", kind, f)
		if kind == "clean" && f.warned*100 > f.asked {
			t.Errorf("of %d addresses on clean pages %d are doubted", f.asked, f.warned)
		}
		all.add(f)
	}
	t.Logf("%d kinds: %v", len(kinds), all)
	if all.wrong*200 > all.asked {
		t.Errorf("%d of %d addresses are wrong without a doubt", all.wrong, all.asked)
	}
	if float64(all.right) < least*float64(all.asked) {
		t.Errorf("%d of %d addresses are right", all.right, all.asked)
	}
}

func (f *damageFigures) add(o damageFigures) {
	f.variants, f.asked, f.right = f.variants+o.variants, f.asked+o.asked, f.right+o.right
	f.warned, f.missing, f.doubted, f.wrong = f.warned+o.warned, f.missing+o.missing, f.doubted+o.doubted, f.wrong+o.wrong
}
