package search

import (
	"fmt"
	"strings"

	"tiaowen/corpus"
)

// Cite is how an officer cites places of one text: 《…》第十二条第二款第（三）项,
// in the source's own numerals. 条 run on through the chapters, so an article
// needs no chapter, but one of an annex its annex; an article of one 款 is cited without it; a text without 条
// is cited by the numbers of its headings (二、（一）); what is no article is cited
// with the part of the work it stands in. Further places repeat of the one
// before only what differs (第五条第一款、第三款), and three or more that follow
// each other are a range (第十七条至第十九条).
func Cite(title string, places ...Place) string {
	var b strings.Builder
	b.WriteString(title)
	if f := places[0].Document.Fields; f.Part != "" && places[0].Within(corpus.NodeArticle) == nil && !IsArticle(places[0].Node) {
		b.WriteString(f.Part)
	}
	var before []string
	for i := 0; i < len(places); i++ {
		words := CiteWords(places[i])
		same := 0
		for same < len(words)-1 && same < len(before)-1 && words[same] == before[same] {
			same++
		}
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(strings.Join(words[same:], ""))
		before = words
		if last := runEnd(places, i); last >= i+2 {
			end := CiteWords(places[last])
			b.WriteString("至" + end[len(end)-1])
			i = last
		}
	}
	return b.String()
}

// runEnd is the last of the places from i on that follow each other in number.
func runEnd(places []Place, i int) int {
	for ; i+1 < len(places); i++ {
		a, b := places[i], places[i+1]
		next := b.Node.Number == a.Node.Number+1 && b.Node.Branch == 0 || b.Node.Number == a.Node.Number && b.Node.Branch == a.Node.Branch+1
		same := a.Node.Kind == b.Node.Kind && a.Node.Number > 0 && (IsArticle(a.Node) || a.Above[len(a.Above)-1] == b.Above[len(b.Above)-1])
		if !next || !same {
			break
		}
	}
	return i
}

// CiteTitle is a title as it is cited where its version need not be told.
func CiteTitle(title string) string { return CiteVersion(title, "") }

// innerMarks are the marks of a title within one.
var innerMarks = strings.NewReplacer("《", "〈", "》", "〉")

// CiteVersion puts a title into 《》; the marks of a title inside become 〈〉.
// version is shown where the library holds several versions of the work. It is
// （2019年版）, not （2019年修订）: whether a text was 修订, 修正 or first issued in
// that year cannot be told for every text, and a false word would be worse than
// a plain one. Where two versions are of one year the day is written out.
func CiteVersion(title, version string) string {
	title = strings.TrimSuffix(strings.TrimPrefix(title, "《"), "》")
	title = innerMarks.Replace(title)
	if version != "" {
		version = "（" + version + "版）"
	}
	return "《" + title + "》" + version
}

// VersionName is the year of a version, or its day if another of the dates is
// of the same year.
func VersionName(date corpus.Date, all []corpus.Date) string {
	if date == "" {
		return ""
	}
	for _, d := range all {
		if d != date && d.Year() == date.Year() {
			return date.Chinese()
		}
	}
	return fmt.Sprintf("%d年", date.Year())
}

// CiteWords are the words of a citation after the title, a level each.
func CiteWords(p Place) []string { return p.Node.CitedAs(p.Above) }
