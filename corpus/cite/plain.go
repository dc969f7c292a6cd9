package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// mostTitles bounds how many of a text's titles the ends of names are compared
// with, each of them every time.
const mostTitles = 500

// plainTitle reads a title without marks that ends at end with rune last.
func (f *finder) plainTitle(end int, last rune) int {
	text := f.folded.Text
	r, width := f.names.endingAt(text, end, last)
	if known, wider := known().endingAt(text, end, last); wider > width {
		r, width = known, wider
	}
	if width > 0 && mayHaveNumber(text[end:]) {
		r, width = f.longer(end, r, width)
	}
	start := end - width
	if width == 0 || start < f.done || f.structured() && !mayHaveNumber(text[end:]) {
		return 0
	}
	for _, prefix := range []string{"中华人民共和国", "中国共产党"} {
		if strings.HasSuffix(text[f.done:start], prefix) {
			start -= len(prefix)
		}
	}
	r.title = corpus.CleanTitle(f.source(corpus.Span{Start: start, End: end}).In(f.doc.Text))
	return f.titled(corpus.Span{Start: start, End: end}, r, titleNote{year: yearBefore(text[:start])}, false)
}

// longer widens a title found at end to the end of a title that the text has in
// 《》: 调解仲裁法 is the end of that one and not 仲裁法.
func (f *finder) longer(end int, r reference, width int) (reference, int) {
	name := f.folded.Text[end-width : end]
	for _, title := range f.titles {
		if !strings.HasSuffix(title, name) {
			continue
		}
		n := len(name)
		for n < len(title) && n < end && title[len(title)-n-1] == f.folded.Text[end-n-1] {
			n++
		}
		for n > width && !utf8.RuneStart(title[len(title)-n]) {
			n--
		}
		if full := f.names.names[title].title; n >= width+2*len("条") {
			r, width = reference{title: full, defined: full, kind: corpus.CiteDefined}, n
		}
	}
	return r, width
}

// mayHaveNumber reports whether a number can follow, as text goes on.
func mayHaveNumber(text string) bool {
	for _, word := range []string{"第", "(", "的第", "原第", "总则", "分则", "序言", "总纲", "附件"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

// cues are words before a title without marks; of the strong ones the last
// counts, the weak ones may also stand inside a title.
var (
	strongCues = []string{"依照", "按照", "根据", "依据", "违反", "适用", "认定为", "属于", "符合", "触犯", "参照", "比照", "援引", "引用", "规定在", "执行", "修改后的", "修改", "废止", "我国", "现行", "处理", "见于", "以及", "或者"}
	weakCues   = []string{"将", "在", "对", "把", "由", "以", "为", "是", "有", "据", "按", "照", "和", "与", "及", "或", "的", "于", "因", "原", "新", "旧"}
)

// unknownTitle is where a title without marks begins that nobody knows and that
// ends right before the number at i; -1 if there is none.
func (f *finder) unknownTitle(i int) int {
	head := f.folded.Text[f.done:i]
	start := len(head)
	for n := 0; start > 0 && n < 30; n++ {
		r, width := utf8.DecodeLastRuneInString(head[:start])
		if r < 0x3400 || r > 0x9fff {
			break
		}
		start -= width
	}
	run := head[start:]
	if genreWordOf(run) == "" {
		return -1
	}
	cut := len(run) - len(strings.TrimPrefix(run, "年")) // 2021年…解释
	for _, cue := range strongCues {
		if j := strings.LastIndex(run, cue); j >= 0 {
			cut = max(cut, j+len(cue))
		}
	}
	strong := cut > 0
	for _, cue := range weakCues {
		if j := strings.LastIndex(run, cue); !strong && j >= 0 && utf8.RuneCountInString(run[j+len(cue):]) >= 4 {
			cut = max(cut, j+len(cue))
		}
	}
	if run = run[cut:]; genreWordOf(run) == "" || utf8.RuneCountInString(run) > 25 {
		return -1
	}
	return f.done + start + cut
}
