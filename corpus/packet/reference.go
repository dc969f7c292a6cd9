package packet

import (
	"cmp"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// Style is the edition of GB/T 7714《信息与文献 参考文献著录规则》 that the list
// of references follows.
type Style string

// The styles. The zero Style is Style2015.
//
// 2025 was issued on 2025-12-02 and took the place of 2015 on 2026-07-01. It is
// under copyright and was not read for this; what is done differently here is
// what those say who set styles by it, and nothing more:
//
//   - Its clause on punctuation has the full stop and square brackets in half
//     width and all other marks in full width; 2015 said nothing of width, and
//     half width is what most follow (zotero-chinese/styles issues 572 and 701,
//     with the drafters' articles of 2024 and 2026; TongjiThesis pull request
//     124, which quotes the clause).
//   - Laws, regulations and papers of government count as [A] 档案 (comment in
//     the style GB-T-7714—2025 of zotero-chinese/styles). For 2015, where no
//     source was found that says so, they are [Z] 其他, or [EB/OL] if on the web.
//   - Both want the day of access for a web page. It is not known here, so it
//     is left out.
//
// Other differences (names in Latin letters, standards, preprints, conference
// papers) concern kinds of text that no library of this program holds.
const (
	Style2015 Style = "2015"
	Style2025 Style = "2025"
)

// Known reports whether s is a style, or empty.
func (s Style) Known() bool { return s == "" || s == Style2015 || s == Style2025 }

// punctuation is what stands between the parts of an entry.
type punctuation struct{ comma, colon, open, close string }

func (s Style) punctuation() punctuation {
	if s == Style2025 {
		return punctuation{"，", "：", "（", "）"}
	}
	return punctuation{", ", ": ", "(", ")"}
}

// Reference is the entry of a document in a list of references, without its
// number; empty if the document has no title. Both styles want [S.l.] or 出版者
// 不详 where something is missing; here it is only left out, because the library
// not knowing a thing does not make it unknown.
func Reference(f corpus.Fields, style Style) string {
	title := strings.TrimSuffix(strings.TrimPrefix(oneLine(f.Title), "《"), "》")
	if title == "" {
		return ""
	}
	mark := style.punctuation()
	if f.Kind == corpus.Regulation || f.Kind == corpus.Official {
		title = joined(mark.colon, title, oneLine(f.DocNo))
	}
	if f.Kind == corpus.Speech {
		title = joined(mark.colon, title, newWords(f.Title, f.Occasion))
	}
	code := typeCode(f, style)
	doi := prefixed("DOI:", f.DOI)
	entry := joined(". ", responsible(f, mark), title+"["+code+"]", published(f, code, mark), oneLine(f.URL), doi)
	return strings.TrimSuffix(entry, ".") + "."
}

// typeCode is the 文献类型标识, with the medium for what has an address on the
// web.
func typeCode(f corpus.Fields, style Style) string {
	code := "Z"
	switch {
	case isNewspaper(f.Source):
		code = "N"
	case f.Kind == corpus.Essay && f.Source != "" && (f.DOI != "" || isJournal(f.Source)):
		code = "J"
	case (f.Kind == corpus.Regulation || f.Kind == corpus.Official) && style == Style2025:
		code = "A"
	case f.URL != "" || f.DOI != "":
		code = "EB"
	case f.Kind == corpus.Speech && f.Genre == corpus.GenreReport:
		code = "R"
	}
	if f.URL != "" || f.DOI != "" {
		code += "/OL"
	}
	return code
}

// isNewspaper knows a newspaper by its name; 公报 and 学报 are none.
func isNewspaper(source string) bool {
	name := strings.Trim(oneLine(source), "《》")
	return strings.HasSuffix(name, "报") && !strings.HasSuffix(name, "公报") && !strings.HasSuffix(name, "学报")
}

// isJournal knows a journal by its name. Others (《求是》) go by their DOI.
func isJournal(source string) bool {
	name := strings.Trim(oneLine(source), "《》")
	return slices.ContainsFunc([]string{"学报", "学刊", "杂志", "月刊", "研究"}, func(end string) bool {
		return strings.HasSuffix(name, end)
	})
}

// responsible are the first three of those who made a text, then 等.
func responsible(f corpus.Fields, mark punctuation) string {
	names := f.Authors
	switch f.Kind {
	case corpus.Regulation, corpus.Official:
		names = f.Issuer
	case corpus.Speech:
		names = speakers(f)
	}
	var known []string
	for _, n := range names {
		if n = oneLine(n); n != "" {
			known = append(known, n)
		}
	}
	if len(known) > shownAuthors {
		known = append(known[:shownAuthors:shownAuthors], "等")
	}
	return strings.Join(known, mark.comma)
}

// published is where and when a text came out. A web page has its date in
// brackets and no publisher; a journal the year alone.
func published(f corpus.Fields, code string, mark punctuation) string {
	// The day it took effect is not the day it was published.
	date := string(cmp.Or(f.Promulgated, f.Published))
	source := strings.Trim(oneLine(f.Source), "《》")
	switch {
	case strings.HasPrefix(code, "EB") && date != "":
		return mark.open + date + mark.close
	case strings.HasPrefix(code, "EB"):
		return ""
	case strings.HasPrefix(code, "J") && len(date) > 4:
		date = date[:4]
	}
	return joined(mark.comma, source, date)
}
