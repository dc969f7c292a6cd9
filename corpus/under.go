package corpus

import (
	"regexp"
	"strings"
)

var (
	innerTitle  = regexp.MustCompile(`《([^《》]{2,60})》`)
	marked      = strings.NewReplacer("〈", "《", "〉", "》", "<", "《", ">", "》", "＜", "《", "＞", "》")
	carriesOut  = regexp.MustCompile(`^(.{2,40}?)的?(?:贯彻)?实施(?:条例|细则|办法|规定|意见|规则|方案)(?:[（(].{1,8}[）)])?$`)
	ofPlace     = regexp.MustCompile(`^\p{Han}{1,10}?(?:省|自治区|自治州|市|州|县|区)`)
	changesOnly = regexp.MustCompile(`关于(?:修改|修订|修正|废止|公布|印发|发布|批准|停止)`)
	explaining  = regexp.MustCompile(`解释|批复|答复`)
)

// Under lists the WorkKeys of what a regulation was made under, each list one
// reason to doubt it when all its works are gone: what its title names
// (《甲法》若干问题的解释, 甲法实施细则), and what its opening names as its
// ground. For an interpretation, each ground counts by itself: it explains
// words that no longer apply.
func Under(f Fields) [][]string {
	if f.Kind != Regulation || changesOnly.MatchString(f.Title) {
		return nil
	}
	own := WorkKey(f.Title)
	var out [][]string
	add := func(titles ...string) {
		var keys []string
		for _, t := range titles {
			if key := WorkKey(t); key != own {
				keys = append(keys, key)
			}
		}
		if len(keys) > 0 {
			out = append(out, keys)
		}
	}
	for _, m := range innerTitle.FindAllStringSubmatch(marked.Replace(f.Title), -1) {
		add(m[1])
	}
	if m := carriesOut.FindStringSubmatch(f.Title); m != nil {
		add(m[1])
		if place := ofPlace.FindString(m[1]); place != "" {
			add(strings.TrimPrefix(strings.TrimPrefix(m[1], place), "实施"))
		}
	}
	if f.Genre == GenreInterpretation || explaining.MatchString(f.Title) {
		for _, t := range f.Under {
			add(t)
		}
	} else {
		add(f.Under...)
	}
	return out
}

// orphaned is the doubt about a text whose ground is gone since it was made.
func orphaned(f Fields, deaths map[string]Death) Doubt {
	start := startOf(f)
	for _, grounds := range Under(f) {
		var last Death
		for _, key := range grounds {
			d, dead := deaths[key]
			if !dead || start != "" && start >= d.From {
				last = Death{}
				break
			}
			if d.From > last.From {
				last = d
			}
		}
		if last.By != "" {
			return Doubt{Reason: ParentGone, From: last.From, Clause: last.Address(), Of: last.Title, By: last.ByTitle}
		}
	}
	return Doubt{}
}

// forNow matches what a title says of being provisional where it is a part of it
// (甲暂行办法); in brackets at its end it tells only the version.
var forNow = regexp.MustCompile(`暂行|试行`)

// finalKey is the WorkKey of the text that a provisional one makes one expect: 甲办法
// of 甲暂行办法. Empty if it is not provisional.
func finalKey(f Fields) string {
	if f.Kind != Regulation {
		return ""
	}
	own := WorkKey(f.Title)
	if key := forNow.ReplaceAllString(own, ""); key != own && !changesOnly.MatchString(f.Title) && !strings.Contains(own, "《") {
		return key
	}
	return ""
}

// DependsOn lists the WorkKeys of other works that the standing of a regulation
// depends on: what it was made under, and the text that it was made in place of.
func DependsOn(f Fields) []string {
	var out []string
	for _, grounds := range Under(f) {
		out = append(out, grounds...)
	}
	if key := finalKey(f); key != "" {
		out = append(out, key)
	}
	return out
}

// overtaken is the doubt about a provisional text of which a later one without that
// word is held, and does not say that it takes its place.
func overtaken(f Fields, works map[string][]Version) Doubt {
	var d Doubt
	for _, v := range works[finalKey(f)] {
		from := startOf(v.Fields)
		later := v.Fields.VersionDate() > f.VersionDate() && f.VersionDate() != "" && from != ""
		if v.Fields.Kind == Regulation && later && (d.Reason == "" || from < d.From) {
			d = Doubt{Reason: NewerTitle, From: from, Clause: v.ID, Of: f.Title, By: v.Fields.Title}
		}
	}
	return d
}
