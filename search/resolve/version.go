package resolve

import (
	"cmp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// Edition is one version of a work, in as many documents as it is kept in.
type Edition struct {
	Parts   []search.Titled
	Status  corpus.Status
	Notices []search.Notice
	// Name is the version's name where the library holds several: 2019年.
	Name string
}

// Title is how the edition is cited: 《…》, with its version if that is needed.
func (e Edition) Title() string { return search.CiteVersion(e.Parts[0].Fields.Title, e.Name) }

// edition picks from the documents of one work the version that was asked for,
// else the one in force on day. It reports false if there is none such.
func edition(all []*entry, v naming.Version, day corpus.Date) (Edition, bool) {
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
		chosen, unsure := pick(v, byPart[part], day)
		if chosen == nil {
			continue
		}
		out.Parts = append(out.Parts, chosen.Titled)
		if len(out.Parts) == 1 {
			out.describe(chosen, byPart[part], v, day)
			if unsure {
				out.notice("version_unknown", "资料库的文本没有注明日期或文号，不能确定是否为所引版本")
			}
			if v.Trial != "" && !onTrialTitle(chosen, "试行") && !onTrialTitle(chosen, "暂行") && !onTrialTitle(chosen, v.Trial) {
				out.notice("version_unknown", "资料库的文本标题中没有“"+v.Trial+"”，不能确定是否为所引版本")
			}
		}
	}
	return out, len(out.Parts) > 0
}

// pick chooses one document of a part of a work.
func pick(v naming.Version, all []*entry, day corpus.Date) (chosen *entry, unsure bool) {
	switch draft := v.Trial != "" && v.Trial != "试行" && v.Trial != "暂行"; {
	case draft: // is never the text that was passed
		all = slices.DeleteFunc(slices.Clone(all), func(e *entry) bool { return !onTrialTitle(e, v.Trial) })
	case v.Trial != "":
		for _, word := range []string{"行）", v.Trial} { // 暂行 is said of what is 试行
			all = preferred(all, func(e *entry) bool { return onTrialTitle(e, word) })
		}
	}
	if v.Date != "" {
		all = preferred(all, func(e *entry) bool { return strings.HasPrefix(string(e.Fields.VersionDate()), string(v.Date)) })
	}
	for _, e := range all {
		fits, unknown := v.Fits(e.Fields)
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

// compareVersions puts first what stands for the work on day.
func compareVersions(a, b *entry, day corpus.Date) int {
	return a.claim(day).Compare(b.claim(day))
}

func (e *entry) claim(day corpus.Date) corpus.Claim {
	line := e.Standing.Timeline
	return corpus.Claim{Status: line.On(day), Date: e.Fields.VersionDate(), ID: e.ID, Ahead: line.Ahead(day)}
}

// describe notes what a reader must know of the version chosen.
func (e *Edition) describe(chosen *entry, all []*entry, v naming.Version, day corpus.Date) {
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
		e.Name = search.VersionName(own, dates)
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
	e.describeForce(chosen.Standing, day, newer == "")
}

// describeForce says what speaks against applying the text on day. newest is
// that no newer version is held.
func (e *Edition) describeForce(s corpus.Standing, day corpus.Date, newest bool) {
	switch line := s.Timeline; {
	case search.NotHeldWords(line, day) != "":
		e.notice("not_held", search.NotHeldWords(line, day))
	case e.Status == corpus.Unverified:
		c, _ := search.StandingCaution(e.Status, line.Doubt)
		e.Notices = append(e.Notices, search.Notice{Code: c.Code, Message: corpus.CautionLine([]corpus.Caution{c}), Address: line.Doubt.Clause})
	case unusual[e.Status] != "" && (newest || e.Status == corpus.NotYet):
		e.notice(string(e.Status), unusual[e.Status])
	}
	if (e.Status == corpus.Repealed || e.Status == corpus.Lapsed) && s.RepealedBy.By != "" {
		e.Notices = append(e.Notices, search.Notice{Code: "repealed_by", Message: repealedWords(s.RepealedBy), Address: s.RepealedBy.Address()})
	}
}

var unusual = map[corpus.Status]string{
	corpus.Repealed: "这部法规已经废止", corpus.Lapsed: "这部法规已经失效", corpus.NotYet: "这部法规在该日尚未施行", corpus.Amended: "这部法规已被新的版本取代",
}

func (e *Edition) notice(code, message string) {
	e.Notices = append(e.Notices, search.Notice{Code: code, Message: message})
}

// compareEditions puts the best choice first: in force, then by rank, then the
// shorter title.
func compareEditions(a, b Edition) int {
	x, y := a.Parts[0], b.Parts[0]
	return cmp.Or(
		a.Status.Compare(b.Status),
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
