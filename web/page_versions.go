package web

import (
	"fmt"
	"net/url"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/shelf"
)

// stage is one version in the 沿革 of a work.
type stage struct {
	Label, Href string
	Status      corpus.Status
	StatusIs    string
	Current     bool
	// Compare lays this version and the one on the page side by side, the older
	// on the left.
	Compare string
}

// banner says above a document what a reader must know before reading on.
type banner struct {
	Class, Lead, Words string
	Link               *link
}

// stages is the 沿革 of a document, the oldest version first; none if there is
// only one.
func stages(w resolve.Work, id string, day, asOf corpus.Date) []stage {
	if len(w.Versions) < 2 {
		return nil
	}
	here := slices.IndexFunc(w.Versions, func(t search.Titled) bool { return t.ID == id })
	var out []stage
	for i, t := range w.Versions {
		st := stage{Label: versionWords(t), Href: documentAddress(t.ID, "", "", asOf), Status: t.Standing.Timeline.On(day), Current: i == here}
		if st.Status != corpus.Unknown {
			st.StatusIs = corpus.Label(corpus.Statuses, string(st.Status))
		}
		if i > 0 && t.Fields.VersionDate() == w.Versions[i-1].Fields.VersionDate() {
			st.Label += msgTwin
		}
		switch {
		case here >= 0 && i < here:
			st.Compare = comparePath(t.ID, id, "")
		case here >= 0 && i > here:
			st.Compare = comparePath(id, t.ID, "")
		}
		out = append(out, st)
	}
	return out
}

// versionWords tell a version apart from the others of its work.
func versionWords(t search.Titled) string {
	if date := t.Fields.VersionDate().Chinese(); date != "" {
		return date
	}
	return msgNoDate
}

// neighbours link to the comparisons with the version before and after.
func neighbours(list []stage) []link {
	here := slices.IndexFunc(list, func(s stage) bool { return s.Current })
	var out []link
	if here > 0 {
		out = append(out, link{Label: msgCompareBefore, Href: list[here-1].Compare})
	}
	if here >= 0 && here+1 < len(list) {
		out = append(out, link{Label: msgCompareAfter, Href: list[here+1].Compare})
	}
	return out
}

// standingBanner says whether a document applies: on the day that was asked
// for, or today if it does not. nil if there is nothing to say.
func standingBanner(w resolve.Work, head search.Head, asOf, today corpus.Date) *banner {
	if head.Fields.Kind != corpus.Regulation {
		return nil
	}
	if b := doubtBanner(head); b != nil {
		return b
	}
	day, when := today, msgToday
	if asOf != "" {
		day, when = asOf, fmt.Sprintf(msgOnDay, asOf.Chinese())
	}
	applied := shelf.Applicable(w, day)
	here := slices.IndexFunc(w.Versions, func(t search.Titled) bool { return t.ID == head.ID })
	switch {
	case applied == nil && here >= 0 && search.NotHeldWords(w.Versions[here].Standing.Timeline, day) != "":
		return &banner{Class: "newer", Words: search.NotHeldWords(w.Versions[here].Standing.Timeline, day) + "。"}
	case asOf == "" && (head.Status == corpus.InForce || head.Status == corpus.Unknown):
		return newerBanner(head)
	case applied != nil && applied.ID == head.ID:
		return &banner{Class: "done", Words: fmt.Sprintf(msgApplies, when)}
	case applied != nil:
		return &banner{Class: "newer", Lead: notThis(head.Status), Words: fmt.Sprintf(msgAppliesOther, when),
			Link: &link{Label: applied.Fields.VersionDate().Chinese() + msgVersion, Href: documentAddress(applied.ID, "", "", asOf)}}
	}
	b := &banner{Class: "newer", Lead: notThis(head.Status), Link: successor(head)}
	if asOf != "" {
		b.Words = fmt.Sprintf(msgAppliesNone, when)
	}
	return b
}

// doubtBanner says why it is open whether a text applies, with the clause.
func doubtBanner(head search.Head) *banner {
	if head.Status != corpus.Unverified {
		return nil
	}
	b := &banner{Class: "newer", Lead: notThis(head.Status), Words: search.DoubtWords(head.Doubt) + "。"}
	if head.Doubt.Clause != "" {
		b.Link = &link{Label: msgDoubtClause, Href: addressURL(head.Doubt.Clause)}
	}
	return b
}

// newerBanner leads on from a text that has a successor, though nothing says
// that it no longer applies.
func newerBanner(head search.Head) *banner {
	if to := successor(head); to != nil {
		return &banner{Class: "newer", Lead: msgNotNewest, Link: to}
	}
	return nil
}

// notThis says in words why a text does not apply.
func notThis(status corpus.Status) string { return corpus.Label(notAppliedLabels, string(status)) }

// comparePath is the page of two documents side by side.
func comparePath(from, to, view string) string {
	values := url.Values{"from": {from}, "to": {to}}
	if view != "" {
		values.Set("view", view)
	}
	return "/compare?" + values.Encode()
}
