package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tiaowen/corpus"
)

// tally counts the characters of a reading by what they tell about it.
type tally struct {
	seen  int // all but white space
	odd   int // that stand for no character
	latin int // accented letters: what Chinese looks like in a wrong charset
	han   int
	worth float64 // as in the search for a charset
}

func (t *tally) count(text string) {
	for _, c := range text {
		switch {
		case unicode.IsSpace(c):
			continue
		case c == '\ufffd' || unicode.Is(unicode.Co, c) || unicode.IsControl(c):
			t.odd++
		case c >= 0x80 && c < 0x250 && unicode.IsLetter(c):
			t.latin++
		case unicode.Is(unicode.Han, c):
			t.han++
		}
		t.seen++
		if c > ' ' && c < 0x7f {
			t.worth += 0.5
		} else {
			t.worth += worth(c)
		}
	}
}

func (r *pdfReading) tally() tally {
	var t tally
	for _, line := range r.lines {
		t.count(line.text)
	}
	return t
}

// betterThan reports whether a reading has more of the file than another: more
// of what texts are made of, or as much of it from more pages.
func (r *pdfReading) betterThan(other *pdfReading) bool {
	mine, its := r.tally().worth, other.tally().worth
	return mine > its || mine == its && len(r.broken) < len(other.broken)
}

// doubtful reports whether a reading may not be the text of the file: pages
// missing, characters untold, hardly any Chinese, or none of what is common in
// it. To doubt a good reading costs time and nothing else.
func (r *pdfReading) doubtful() bool {
	t := r.tally()
	strange := t.odd*200 > t.seen || t.latin*20 > t.seen
	foreign := t.seen > 0 && (t.han*4 < t.seen || t.uncommon())
	return len(r.broken) > 0 || len(r.mute) > 0 || r.vertical || r.blank() || strange || foreign
}

// blank reports whether nothing at all was found.
func (r *pdfReading) blank() bool { return r.tally().seen == 0 && len(r.pictures) == 0 }

// uncommon reports whether there is much Chinese and hardly one of the
// characters that Chinese is made of: a table of characters that lies.
func (t tally) uncommon() bool {
	const enough, least = 200, 0.3
	return t.han >= enough && t.worth < least*float64(t.seen)
}

// garbled reports whether a text is not what a reader of the file sees.
func (t tally) garbled() bool {
	return t.seen > 0 && (t.odd*10 > t.seen || t.latin*3 > t.seen || t.uncommon())
}

// judge decides whether what came out is the text that a reader of the file
// sees.
func (r *pdfReading) judge(s *corpus.Source, recognised []corpus.Diagnostic) error {
	var t tally
	t.count(s.Text)
	scanned := r.scanned()
	switch {
	case t.seen == 0 && len(r.broken) > 0:
		return refuse(PDFBroken, "这份 PDF 已损坏，没有一页能读出文字")
	case len(scanned) > 0 && len(scanned) == r.pages-len(r.empty()):
		return refuse(NeedsOCR, "这份 PDF 的%s都是图片（可能是扫描件），没有文字层，需要先做文字识别（OCR）%s", pageNames(scanned), r.whyNot())
	case t.seen == 0:
		return refuse(PDFNoText, "这份 PDF 里没有文字")
	case t.garbled():
		return refuse(PDFGarbled, "这份 PDF 的文字无法还原（字体缺少编码对照），请改用 Word 或网页版本，或先做文字识别")
	}
	if t.odd > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteGarbled, corpus.Warning, "有 %d 个字无法还原", t.odd))
	}
	if len(r.broken) > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NotePages, corpus.Fault, "共 %d 页，其中%s未能读出", r.pages, pageNames(sorted(r.broken))))
	}
	if len(scanned) > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteNeedsOCR, corpus.Warning, "共 %d 页，其中%s只有图片，没有读出文字，需要文字识别（OCR）%s", r.pages, pageNames(scanned), r.whyNot()))
	}
	s.Diagnostics = append(s.Diagnostics, recognised...)
	return nil
}

// whyNot says why what a person wanted recognised was not.
func (r *pdfReading) whyNot() string {
	if r.noOCR == "" {
		return ""
	}
	return "；" + r.noOCR
}

// scanned are the pages with pictures and hardly any text.
func (r *pdfReading) scanned() []int {
	const leastText = 10 // a page number, a stamp
	seen := r.perPage()
	var out []int
	for _, page := range sorted(r.pictures) {
		if seen[page] < leastText {
			out = append(out, page)
		}
	}
	return out
}

// empty are the pages with neither text nor pictures.
func (r *pdfReading) empty() []int {
	seen := r.perPage()
	var out []int
	for page := range r.pages {
		if seen[page] == 0 && !r.pictures[page] {
			out = append(out, page)
		}
	}
	return out
}

// perPage counts the characters of each page.
func (r *pdfReading) perPage() map[int]int {
	seen := map[int]int{}
	for _, line := range r.lines {
		seen[line.page] += count(line.text, func(c rune) bool { return !unicode.IsSpace(c) })
	}
	return seen
}

func sorted(pages map[int]bool) []int {
	var out []int
	for page := range pages {
		out = append(out, page)
	}
	slices.Sort(out)
	return out
}

// pageNames names pages for a person: 第 1、3–5 页.
func pageNames(pages []int) string {
	const most = 20
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		part := strconv.Itoa(pages[i] + 1)
		if j > i {
			part += "–" + strconv.Itoa(pages[j]+1)
		}
		parts = append(parts, part)
		i = j + 1
	}
	if len(parts) > most {
		return "第 " + strings.Join(parts[:most], "、") + " 等 " + strconv.Itoa(len(pages)) + " 页"
	}
	return "第 " + strings.Join(parts, "、") + " 页"
}
