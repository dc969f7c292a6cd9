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

// TestEarlierText: an amended text that says anew from when it applies was preceded
// by another all the same, which its 题注 tells. From the day it was issued it is
// simply not in force yet.
func TestEarlierText(t *testing.T) {
	for name, tt := range map[string]struct {
		title, history    string
		issued, effective Date
		want              map[Date]Status
	}{
		"revised": {"示例法", "1996年3月17日某会通过\n2021年1月22日某会修订", "2021-01-22", "2021-07-15",
			map[Date]Status{"1990-01-01": NotYet, "2011-01-01": Unknown, "2021-01-21": Unknown, "2021-02-01": NotYet, "2021-07-15": InForce}},
		"from its publication": {"示例法", "1980年9月10日某会通过\n2018年8月31日某会《关于修改示例法的决定》第七次修正", "2018-08-31", "2018-08-31",
			map[Date]Status{"2007-06-11": Unknown, "2018-08-31": InForce}},
		"republished": {"示例试行办法", "1985年3月15日某局发布", "2011-01-08", "2011-01-08", map[Date]Status{"2008-12-08": Unknown}},
		"new":         {"示例法", "2021年6月10日某会通过\n2021年6月20日公布", "2021-06-20", "2021-09-01", map[Date]Status{"2021-06-15": NotYet, "2021-08-01": NotYet}},
		"passed late": {"示例法", "2020年12月28日某会通过", "2021-03-01", "2021-05-01", map[Date]Status{"2021-01-15": NotYet}},
		"a decision":  {"关于修改《示例法》的决定", "1996年3月17日某会通过\n2021年1月22日修订", "2021-01-22", "2021-07-15", map[Date]Status{"2011-01-01": NotYet}},
		"a month":     {"示例法", "1996年3月某会通过\n2021年1月22日某会修订", "2021-01-22", "2021-07-15", map[Date]Status{"2011-01-01": NotYet}},
	} {
		f := Fields{Title: tt.title, Kind: Regulation, History: tt.history, Promulgated: tt.issued, Effective: tt.effective}
		line := OwnTimeline("x", f)
		for day, want := range tt.want {
			if got := line.On(day); got != want {
				t.Errorf("%s on %s: %s, want %s (%+v)", name, day, got, want, line)
			}
		}
	}
}

func repealed(titles []string) []Repeal {
	var out []Repeal
	for _, t := range titles {
		out = append(out, Repeal{Title: t})
	}
	return out
}
