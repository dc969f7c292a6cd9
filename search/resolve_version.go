package search

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// version is which version of a work was asked for, in brackets after the
// title: （2019年修订）, （试行）, （示发〔2019〕5号）.
type version struct {
	trial string
	date  corpus.Date // a day, a month or a year
	docNo string
}

var (
	trialWord   = regexp.MustCompile(`试行|暂行|草案|征求意见稿|送审稿`)
	versionYear = regexp.MustCompile(`^(?:(\d{4})年?.{0,12}|.{0,10}(?:修订|修正|年))$`)
	// yearBefore and yearAfter are how a version is named without brackets.
	yearBefore = regexp.MustCompile(`^((?:19|20)\d{2})年?(?:新?修订|修正|公布|发布|印发|通过)?版?的?`)
	yearAfter  = regexp.MustCompile(`((?:19|20)\d{2})年?(?:修订|修正)?版?$`)
)

// cutVersion cuts from a folded title what brackets at its end say of its version.
func cutVersion(folded string) (title string, v version) {
	title = folded
	for strings.HasSuffix(title, ")") || strings.HasSuffix(title, "]") || strings.HasSuffix(title, "〕") {
		open := strings.LastIndexAny(title[:len(title)-1], "([〔")
		if no := docNumbers.FindStringIndex(title); no != nil && strings.HasSuffix(title, "号)") {
			open = strings.LastIndex(title[:no[0]+1], "(")
		}
		if open <= 0 || !v.read(strings.Trim(title[open:], "([〔〕])")) {
			break
		}
		title = title[:open]
	}
	return title, v
}

// read takes what stood in brackets, if it tells a version. （一） does not.
func (v *version) read(words string) bool {
	switch {
	case trialWord.MatchString(words):
		v.trial = trialWord.FindString(words)
	case strings.HasSuffix(words, "号") && docNumberOf(words) != "":
		v.docNo = docNumberOf(words)
	case strings.HasPrefix(words, "以下简称"), strings.HasPrefix(words, "下称"), strings.HasPrefix(words, "简称"):
	case versionYear.MatchString(words):
		if dates := corpus.FindDates(words); len(dates) > 0 {
			v.date = dates[0].Date
		} else if year := versionYear.FindStringSubmatch(words)[1]; year != "" {
			v.date = corpus.Date(year)
		}
	default:
		return false
	}
	return true
}

// fits reports whether fields are of the version; unknown if they cannot tell.
func (v version) fits(f corpus.Fields) (fits, unknown bool) {
	if v.docNo != "" && f.DocNo != "" {
		return docNumberOf(f.DocNo) == v.docNo, false
	}
	switch {
	case v.date == "":
		return true, v.docNo != ""
	case f.VersionDate() == "" && f.Adopted == "":
		return true, true
	}
	dates := []corpus.Date{f.VersionDate()}
	// A version adopted at the end of a year is promulgated in the next; but a
	// law amended in place keeps the day of its first adoption.
	if f.Adopted != "" && f.Adopted.Year() >= f.VersionDate().Year()-1 {
		dates = append(dates, f.Adopted)
	}
	is := func(d corpus.Date) bool { return strings.HasPrefix(string(d), string(v.date)) }
	return slices.ContainsFunc(dates, is), false
}

// docNumbers matches a 发文字号 with any brackets, in a folded text.
var docNumbers = regexp.MustCompile(`(\p{Han}{1,20}?)[〔\[(【<〈﹝「]?((?:19|20)\d{2})[〕\])】>〉﹞」]第?(\d{1,5})号|(\p{Han}{2,20}令)第?([0-9〇零一二三四五六七八九十百]{1,8})号`)

// isDocNumber reports whether a folded name is a 发文字号 and nothing else.
func isDocNumber(folded string) bool {
	m := docNumbers.FindStringIndex(folded)
	return m != nil && m[0] == 0 && m[1] == len(folded)
}

// docNumberOf is the 发文字号 in s in one form; empty if there is none.
func docNumberOf(s string) string {
	m := docNumbers.FindStringSubmatch(corpus.Fold(s))
	switch {
	case m == nil:
		return ""
	case m[1] != "":
		return m[1] + "〔" + m[2] + "〕" + strings.TrimLeft(m[3], "0") + "号"
	}
	n, _ := corpus.ParseNumeral(m[5])
	return fmt.Sprintf("%s第%d号", m[4], n)
}

// Edition is one version of a work, in as many documents as it is kept in.
type Edition struct {
	Parts   []Titled
	Status  corpus.Status
	Notices []Notice
	// Name is the version's name where the library holds several: 2019年.
	Name string
}

// Title is how the edition is cited: 《…》, with its version if that is needed.
func (e Edition) Title() string { return citeTitle(e.Parts[0].Fields.Title, e.Name) }

// edition picks from the documents of one work the version that was asked for,
// else the one in force on day. It reports false if there is none such.
func edition(all []*entry, v version, day corpus.Date) (Edition, bool) {
	byPart := map[string][]*entry{}
	var parts []string
	for _, e := range all {
		if byPart[e.Fields.Part] == nil {
			parts = append(parts, e.Fields.Part)
		}
		byPart[e.Fields.Part] = append(byPart[e.Fields.Part], e)
	}
	slices.Sort(parts)
	var out Edition
	for _, part := range parts {
		chosen, unsure := v.pick(byPart[part], day)
		if chosen == nil {
			continue
		}
		out.Parts = append(out.Parts, chosen.Titled)
		if len(out.Parts) == 1 {
			out.describe(chosen, byPart[part], v, day)
			if unsure {
				out.notice("version_unknown", "资料库的文本没有注明日期或文号，不能确定是否为所引版本")
			}
		}
	}
	return out, len(out.Parts) > 0
}

// pick chooses one document of a part of a work.
func (v version) pick(all []*entry, day corpus.Date) (chosen *entry, unsure bool) {
	if v.trial != "" {
		all = preferred(all, func(e *entry) bool { return strings.Contains(e.Fields.Title, v.trial) })
	}
	if v.date != "" {
		all = preferred(all, func(e *entry) bool { return strings.HasPrefix(string(e.Fields.VersionDate()), string(v.date)) })
	}
	for _, e := range all {
		fits, unknown := v.fits(e.Fields)
		if fits && (chosen == nil || unsure && !unknown || unsure == unknown && compareVersions(e, chosen, day) < 0) {
			chosen, unsure = e, unknown
		}
	}
	return chosen, unsure
}

// preferred are those that fit, or all if none does.
func preferred(all []*entry, fits func(*entry) bool) []*entry {
	if !slices.ContainsFunc(all, fits) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(e *entry) bool { return !fits(e) })
}

// compareVersions puts first what applies on day, then what is newest.
func compareVersions(a, b *entry, day corpus.Date) int {
	return cmp.Or(
		cmp.Compare(applies[a.Standing.Timeline.On(day)], applies[b.Standing.Timeline.On(day)]),
		cmp.Compare(b.Fields.VersionDate(), a.Fields.VersionDate()),
		cmp.Compare(a.ID, b.ID),
	)
}

// applies orders the statuses by how much a text applies.
var applies = map[corpus.Status]int{
	corpus.InForce: 0, corpus.Unknown: 1, corpus.Amended: 2, corpus.Repealed: 3, corpus.Lapsed: 4, corpus.NotYet: 5,
}

// describe notes what a reader must know of the version chosen.
func (e *Edition) describe(chosen *entry, all []*entry, v version, day corpus.Date) {
	own := chosen.Fields.VersionDate()
	e.Status = chosen.Standing.Timeline.On(day)
	var dates []corpus.Date
	newer, older, twin := corpus.Date(""), corpus.Date(""), ""
	for _, other := range all {
		d := other.Fields.VersionDate()
		switch {
		case other == chosen:
			continue
		case d == own:
			twin = other.ID
			continue
		case d > own:
			newer = max(newer, d)
		default:
			older = max(older, d)
		}
		dates = append(dates, d)
	}
	if len(dates) > 0 {
		e.Name = versionName(own, dates)
	}
	switch {
	case newer != "" && e.Status == corpus.Amended:
		e.notice("newer_version", "这一版本已被"+newer.Chinese()+"的版本取代")
	case newer != "":
		e.notice("newer_version", "另有"+newer.Chinese()+"的新版本")
	}
	if older != "" {
		e.notice("older_version", "资料库另存有"+older.Chinese()+"的旧版本")
	}
	if twin != "" {
		e.notice("duplicate", "资料库中有标题和日期相同的另一份："+twin)
	}
	if said := unusual[e.Status]; said != "" && newer == "" {
		e.notice(string(e.Status), said)
	}
}

var unusual = map[corpus.Status]string{
	corpus.Repealed: "这部法规已经废止", corpus.Lapsed: "这部法规已经失效", corpus.NotYet: "这部法规在该日尚未施行", corpus.Amended: "这部法规已被新的版本取代",
}

func (e *Edition) notice(code, message string) { e.Notices = append(e.Notices, Notice{code, message}) }

// compareEditions puts the best choice first: in force, then by rank, then the
// shorter title.
func compareEditions(a, b Edition) int {
	x, y := a.Parts[0], b.Parts[0]
	return cmp.Or(
		cmp.Compare(applies[a.Status], applies[b.Status]),
		cmp.Compare(rankOf(x.Fields), rankOf(y.Fields)),
		cmp.Compare(len(x.Fields.Title), len(y.Fields.Title)),
		cmp.Compare(x.Fields.Title, y.Fields.Title),
		cmp.Compare(y.Fields.VersionDate(), x.Fields.VersionDate()),
		cmp.Compare(x.ID, y.ID),
	)
}

func rankOf(f corpus.Fields) int {
	i := slices.IndexFunc(corpus.Ranks, func(t corpus.Term) bool { return t.Value == string(f.Rank) })
	if i < 0 {
		return len(corpus.Ranks)
	}
	return i
}
