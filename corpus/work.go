package corpus

import (
	"regexp"
	"sort"
	"strings"
)

// Version is what telling the versions of works apart needs of a document.
type Version struct {
	ID     string
	Fields Fields
}

// Standing is where a document stands among the versions of its work.
type Standing struct {
	Timeline Timeline
	// Work is the same for all versions (and parts) of one work.
	Work string
	// Successor is the id of what took its place: the next version, or the
	// regulation that repealed it. Empty if there is none.
	Successor string
	// RepealedBy is the clause that repealed it; of the zero value none did.
	RepealedBy Death
}

// Standings derives the standing of every document from all of them. A version
// is succeeded by the next later one of its work and part; a document that
// another repeals by name (“《…》同时废止”) ceases when that one takes effect.
func Standings(versions []Version) map[string]Standing {
	out := make(map[string]Standing, len(versions))
	byPart := map[string][]Version{}
	for _, v := range versions {
		f := v.Fields
		work := WorkKey(f.Title)
		out[v.ID] = Standing{Work: work, Timeline: OwnTimeline(v.ID, f)}
		if f.Kind == Regulation {
			part := work + "#" + Fold(f.Part)
			byPart[part] = append(byPart[part], v)
		}
	}
	for _, vs := range byPart {
		succeed(out, vs)
	}
	repeal(out, versions)
	doubt(out, versions)
	return out
}

// OwnTimeline is what the fields of a text alone say of when it applies.
func OwnTimeline(id string, f Fields) Timeline {
	t := Timeline{Effective: startOf(f), Ceased: f.Ceased, Repealed: f.CeasedAs == Repealed, Issued: f.Promulgated}
	t.Earlier = earlierText(f, t.Effective)
	if f.Doubt != nil {
		t.Doubt = *f.Doubt
		if t.Doubt.Clause != "" {
			t.Doubt.Clause = id + "#" + t.Doubt.Clause
		}
	}
	return t
}

var amendedWord = regexp.MustCompile(`修正|修订|修改`)

// earlierText is a day on which an older text of the work was there than the one of
// f, which applies from start: the first day of effect, which an amended text keeps,
// else the first date of a 题注 that tells of an amendment or begins long before.
func earlierText(f Fields, start Date) Date {
	if f.Effective != "" && f.Effective < start {
		return f.Effective
	}
	if f.Kind != Regulation || f.Promulgated == "" || changesOnly.MatchString(f.Title) {
		return ""
	}
	var first Date
	for _, d := range FindDates(f.History) {
		if len(d.Date) == len("2006-01-02") && (first == "" || d.Date < first) {
			first = d.Date
		}
	}
	year := first.After(1, 0, 0) // a text is issued soon after it was adopted
	if first == "" || first >= f.Promulgated || year >= f.Promulgated && !amendedWord.MatchString(f.History) {
		return ""
	}
	return first
}

// doubt notes what is made under a work that is gone, or was made for the time until
// a text that is there now.
func doubt(out map[string]Standing, versions []Version) {
	deaths := Deaths(versions)
	works := map[string][]Version{}
	for _, v := range versions {
		works[out[v.ID].Work] = append(works[out[v.ID].Work], v)
	}
	for _, v := range versions {
		s := out[v.ID]
		if s.Timeline.Doubt.Reason == "" {
			s.Timeline.Doubt = orphaned(v.Fields, deaths)
		}
		if s.Timeline.Doubt.Reason == "" {
			s.Timeline.Doubt = overtaken(v.Fields, works)
		}
		out[v.ID] = s
	}
}

// startOf is when a version took the place of the one before: its day of
// effect, but not earlier than it was issued (an amended law keeps the clause
// that says when it first took effect).
func startOf(f Fields) Date {
	if f.Kind != Regulation {
		return ""
	}
	return Later(f.Effective, f.Promulgated)
}

func succeed(out map[string]Standing, vs []Version) {
	sort.SliceStable(vs, func(i, j int) bool { return vs[i].Fields.VersionDate() < vs[j].Fields.VersionDate() })
	for i, v := range vs {
		// What only the 题注 tells of, the oldest text held stands for.
		first, s := vs[0].Fields.VersionDate(), out[v.ID]
		if first != "" && first < v.Fields.VersionDate() && s.Timeline.Earlier != v.Fields.Effective {
			s.Timeline.Earlier = ""
			out[v.ID] = s
		}
		for _, next := range vs[i+1:] {
			if v.Fields.VersionDate() == "" || next.Fields.VersionDate() <= v.Fields.VersionDate() {
				continue
			}
			s := out[v.ID]
			s.Successor, s.Timeline.Succeeded = next.ID, startOf(next.Fields)
			out[v.ID] = s
			break
		}
	}
}

func repeal(out map[string]Standing, versions []Version) {
	works := map[string][]Version{}
	for _, v := range versions {
		work := out[v.ID].Work
		works[work] = append(works[work], v)
	}
	for _, by := range versions {
		from := repealsFrom(by.Fields)
		for _, r := range by.Fields.Repeals {
			for _, old := range works[WorkKey(r.Title)] {
				s := out[old.ID]
				if old.ID == by.ID || s.Work == out[by.ID].Work || s.Successor != "" || from == "" || !r.meant(old.Fields) || old.Fields.VersionDate() >= from {
					continue
				}
				s.Successor = by.ID
				s.RepealedBy = Death{From: from, By: by.ID, ByTitle: by.Fields.Title, Clause: r.Clause, Title: r.Title, As: r.As}
				if s.Timeline.Ceased == "" || s.Timeline.Ceased > from {
					s.Timeline.Ceased, s.Timeline.Repealed = from, r.As != Lapsed
				}
				out[old.ID] = s
			}
		}
	}
}

// versionTail is what a title says of its version rather than of its work, or
// that it is a sample.
var versionTail = regexp.MustCompile(`[（(〔\[](?:试行|暂行|草案|送审稿|征求意见稿|示例|修订|修正|\d{4}[^）)〕\]]{0,12}|[^）)〕\]]{0,10}(?:修订|修正|年))[）)〕\]]$`)

// stateName is the name of the state before the name of a law of its, also in
// the title of what explains that law.
var stateName = regexp.MustCompile(`(^|[《〈<"])中华人民共和国`)

// WorkKey is a title as the versions of a work share it: folded, without the
// name of the state before it and what in brackets tells the version.
func WorkKey(title string) string {
	title = strings.TrimSpace(title)
	if strings.HasPrefix(title, "《") && strings.IndexRune(title, '》') == len(title)-len("》") {
		title = strings.Trim(title, "《》")
	}
	for strings.HasSuffix(title, "）") || strings.HasSuffix(title, ")") || strings.HasSuffix(title, "〕") || strings.HasSuffix(title, "]") {
		short := versionTail.ReplaceAllString(title, "")
		if short == title || short == "" {
			break
		}
		title = short
	}
	key := Fold(marked.Replace(title))
	if !strings.Contains(key, "中华人民共和国") {
		return key
	}
	return stateName.ReplaceAllString(key, "$1")
}

// SortVersions puts versions into an order that does not depend on where they
// came from, so that Standings decides ties the same way every time.
func SortVersions(vs []Version) {
	sort.Slice(vs, func(i, j int) bool { return vs[i].ID < vs[j].ID })
}
