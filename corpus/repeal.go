package corpus

import (
	"encoding/json"
	"regexp"
)

// Repeal is a text that a clause of another repeals by name.
type Repeal struct {
	Title string `json:"title"`
	// DocNo tells which version is meant, as a Fields.DocNo; empty if not said.
	DocNo string `json:"doc_no,omitempty"`
	// Clause is the locator of the clause that says so.
	Clause string `json:"clause,omitempty"`
	// As is Lapsed if the clause says 失效 or 不再适用 of it; empty is 废止.
	As Status `json:"as,omitempty"`
}

// UnmarshalJSON also takes a bare title, which is how a person gives one.
func (r *Repeal) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '"' {
		*r = Repeal{}
		return json.Unmarshal(text, &r.Title)
	}
	type plain Repeal
	return json.Unmarshal(text, (*plain)(r))
}

// recurring are the titles that an office gives again, to another text.
var recurring = regexp.MustCompile(`(?:通知|意见|批复|函|公告|通告|决定|通报|报告|纪要)(?:[（(].*)?$`)

// meant reports whether the clause may be about a text of these fields. The
// number tells apart two notices of one title; an amended 条例 has another number
// than the one repealed and is gone with it.
func (r Repeal) meant(f Fields) bool {
	return r.DocNo == "" || f.DocNo == "" || r.DocNo == f.DocNo || !recurring.MatchString(f.Title)
}

// Death is the end of a work without a version that follows it.
type Death struct {
	// From is the first day without the work.
	From Date
	// By is the document that says so, ByTitle its title, Clause the locator in
	// it, Title the name by which it calls the work.
	By, ByTitle string
	Clause      string
	Title       string
	// As is Lapsed if it was said to be 失效 and not 废止.
	As Status
}

// Address is where the end is said.
func (d Death) Address() string {
	if d.Clause == "" {
		return d.By
	}
	return d.By + "#" + d.Clause
}

// Deaths lists the works that documents of versions repeal by name, held or
// not, by WorkKey. A work of which a version was made later lives on.
func Deaths(versions []Version) map[string]Death {
	newest := map[string]Date{}
	for _, v := range versions {
		if v.Fields.Kind != Speech && v.Fields.Kind != Essay {
			key := WorkKey(v.Fields.Title)
			newest[key] = Later(newest[key], v.Fields.VersionDate())
		}
	}
	out := map[string]Death{}
	for _, v := range versions {
		key := WorkKey(v.Fields.Title)
		if v.Fields.Ceased != "" && v.Fields.VersionDate() == newest[key] {
			out[key] = Death{From: v.Fields.Ceased, By: v.ID, ByTitle: v.Fields.Title, Title: v.Fields.Title}
		}
	}
	for _, by := range versions {
		from := repealsFrom(by.Fields)
		for _, r := range by.Fields.Repeals {
			key := WorkKey(r.Title)
			if from == "" || key == WorkKey(by.Fields.Title) || newest[key] >= from {
				continue
			}
			// Amended versions of a law repeat its old clause: the first counts.
			if was, told := out[key]; !told || from < was.From {
				out[key] = Death{From: from, By: by.ID, ByTitle: by.Fields.Title, Clause: r.Clause, Title: r.Title, As: r.As}
			}
		}
	}
	return out
}

// repealsFrom is the day from which what a text repeals is gone: that of its
// first version, which an amended text still names.
func repealsFrom(f Fields) Date {
	for _, d := range []Date{f.Effective, f.Promulgated, f.Published} {
		if d != "" {
			return d
		}
	}
	return ""
}
