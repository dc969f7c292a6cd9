package corpus

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStandings(t *testing.T) {
	law := func(id, title string, issued, effective Date, repeals ...string) Version {
		return Version{id, Fields{Title: title, Kind: Regulation, Promulgated: issued, Effective: effective, Repeals: repealed(repeals)}}
	}
	got := Standings([]Version{
		law("old", "示例工作条例（试行）", "2010-01-01", "2010-02-01"),
		law("new", "示例工作条例", "2020-01-01", "2020-03-01"),
		law("other", "示例暂行办法", "2009-01-01", "2009-01-01"),
		law("repealer", "示例新办法", "2021-01-01", "2021-05-01", "示例暂行办法"),
		law("amended", "中华人民共和国示例法", "1999-01-01", "1999-02-01"),
		law("again", "示例法（2015修正）", "2015-04-01", "1999-02-01"),
		law("twin", "示例工作条例", "2020-01-01", "2020-03-01"),
	})
	for id, want := range map[string]struct {
		successor          string
		on2012, now, early Status
	}{
		"old":     {"new", InForce, Amended, NotYet},
		"new":     {"", NotYet, InForce, NotYet},
		"twin":    {"", NotYet, InForce, NotYet},
		"other":   {"repealer", InForce, Repealed, InForce},
		"amended": {"again", InForce, Amended, InForce},
		"again":   {"", Unknown, InForce, Unknown}, // an older text applied, and is held
	} {
		s := got[id]
		have := []any{s.Successor, s.Timeline.On("2012-01-01"), s.Timeline.On("2026-11-22"), s.Timeline.On("2010-01-15")}
		if diff := cmp.Diff([]any{want.successor, want.on2012, want.now, want.early}, have); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	if got["old"].Work != got["new"].Work || got["old"].Work == got["other"].Work {
		t.Error("works are told apart wrongly")
	}
}

func repealed(titles []string) []Repeal {
	var out []Repeal
	for _, t := range titles {
		out = append(out, Repeal{Title: t})
	}
	return out
}
