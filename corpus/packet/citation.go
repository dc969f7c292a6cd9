package packet

import (
	"cmp"
	"strings"

	"tiaowen/corpus"
)

// How the four kinds are cited in running text:
//
//	regulation  《…》（2018年10月28日施行）第十二条第一款
//	official    《…》（示委发〔2020〕3号，2020年5月1日）二、（一）
//	speech      speaker：《…》，occasion，2024年5月16日
//	essay       authors：《…》，source，2024年5月16日
//
// What is not known is left out together with its punctuation; nothing stands
// in its place.

// shownAuthors is how many authors are named before 等.
const shownAuthors = 3

// Citation is the source of a passage in one line.
func Citation(p Passage) string {
	f := p.Fields
	switch {
	case oneLine(f.Title) == "":
		return oneLine(p.Citation)
	case f.Kind == corpus.Regulation:
		return titleMarks(f.Title) + brackets(versionWords(f)) + p.place()
	case f.Kind == corpus.Official:
		return titleMarks(f.Title) + brackets(paperWords(f)) + p.barePlace()
	case f.Kind == corpus.Speech:
		return joined("，", speechTitle(f, shownAuthors), newWords(f.Title, f.Occasion), f.Published.Chinese())
	}
	return joined("，", essayTitle(f, shownAuthors), oneLine(f.Source), f.Published.Chinese())
}

// lineSource is the source where nothing but its line tells it: with the part of a
// speech or an essay.
func lineSource(p Passage) string {
	switch p.Fields.Kind {
	case corpus.Regulation, corpus.Official, "":
		return Citation(p)
	}
	if oneLine(p.Fields.Title) == "" {
		return Citation(p)
	}
	return joined("，", Citation(p), p.section())
}

// FullSource is the source of a passage with all that is known of it.
func FullSource(p Passage) string {
	f := p.Fields
	switch {
	case oneLine(f.Title) == "":
		return oneLine(p.Citation)
	case f.Kind == corpus.Regulation || f.Kind == corpus.Official:
		facts := joined("，", oneLine(f.DocNo), adoptedWords(f), issuedWords(f))
		if f.Kind == corpus.Official {
			facts = paperWords(f)
		}
		title := joined("：", people(f.Issuer, len(f.Issuer)), titleMarks(f.Title)+brackets(facts)+p.barePlace())
		return joined("，", title, oneLine(f.Source), oneLine(f.URL))
	case f.Kind == corpus.Speech:
		return joined("，", speechTitle(f, len(f.Authors)), newWords(f.Title, f.Occasion), f.Published.Chinese(),
			oneLine(f.Source), p.section(), oneLine(f.URL))
	}
	return joined("，", essayTitle(f, len(f.Authors)), oneLine(f.Source), f.Published.Chinese(),
		p.section(), prefixed("DOI：", f.DOI), oneLine(f.URL))
}

// versionWords tell the version of a regulation by its day. A law that was
// amended in place keeps the clause that says when it first took effect: that
// day would name the wrong version.
func versionWords(f corpus.Fields) string {
	switch {
	case f.Effective != "" && f.Effective >= f.Promulgated:
		return f.Effective.Chinese() + "施行"
	case f.Promulgated != "" && f.Effective != "":
		return f.Promulgated.Chinese() + "版"
	case f.Promulgated != "":
		return f.Promulgated.Chinese() + "公布"
	}
	return ""
}

// paperWords tell a paper from others of its title: its number and its day.
func paperWords(f corpus.Fields) string {
	return joined("，", oneLine(f.DocNo), cmp.Or(f.Promulgated, f.Published, f.Effective).Chinese())
}

// issuedWords are the days of a regulation, both of them if they differ.
func issuedWords(f corpus.Fields) string {
	switch {
	case f.Promulgated != "" && f.Promulgated == f.Effective:
		return f.Promulgated.Chinese() + "公布施行"
	case f.Promulgated != "" && f.Effective > f.Promulgated:
		return f.Promulgated.Chinese() + "公布，" + f.Effective.Chinese() + "施行"
	}
	return versionWords(f)
}

func adoptedWords(f corpus.Fields) string {
	if f.Adopted == "" || f.Adopted == f.Promulgated {
		return ""
	}
	return f.Adopted.Chinese() + "通过"
}

func speechTitle(f corpus.Fields, most int) string {
	return joined("：", people(speakers(f), most), titleMarks(f.Title))
}

func essayTitle(f corpus.Fields, most int) string {
	authors := people(f.Authors, most)
	if authors != "" && most == len(f.Authors) {
		authors += brackets(oneLine(f.Affiliation))
	}
	return joined("：", authors, titleMarks(f.Title))
}

// speakers are who is responsible for a speech: its speaker, else its authors,
// else for a report or a letter who issued it.
func speakers(f corpus.Fields) []string {
	switch {
	case oneLine(f.Speaker) != "":
		return []string{f.Speaker}
	case len(f.Authors) > 0:
		return f.Authors
	}
	return f.Issuer
}

// section is the part of a speech or an essay that a passage stands in.
func (p Passage) section() string {
	place := p.place()
	if place == "" {
		return ""
	}
	return "“" + strings.Trim(place, "“”") + "”部分"
}

// people joins names, and says 等 for those after the first few.
func people(names []string, most int) string {
	var known []string
	for _, n := range names {
		if n = oneLine(n); n != "" {
			known = append(known, n)
		}
	}
	if len(known) > most && most > 0 {
		return strings.Join(known[:most], "、") + "等"
	}
	return strings.Join(known, "、")
}

// titleMarks puts a title into 《》; the marks of a title inside become 〈〉.
func titleMarks(title string) string {
	title = strings.TrimSuffix(strings.TrimPrefix(oneLine(title), "《"), "》")
	return "《" + strings.NewReplacer("《", "〈", "》", "〉").Replace(title) + "》"
}

// newWords are words unless the title says them already.
func newWords(title, words string) string {
	if words = oneLine(words); strings.Contains(oneLine(title), words) {
		return ""
	}
	return words
}

func brackets(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

func prefixed(prefix, s string) string {
	if s = oneLine(s); s == "" {
		return ""
	}
	return prefix + s
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	var known []string
	for _, p := range parts {
		if p != "" {
			known = append(known, p)
		}
	}
	return strings.Join(known, separator)
}
