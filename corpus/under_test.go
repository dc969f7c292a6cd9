package corpus

import "testing"

// TestParents: what its ground's end does to a text made on it.
func TestParents(t *testing.T) {
	law := func(id, title string, issued Date) Version {
		return Version{id, Fields{Title: title, Kind: Regulation, Promulgated: issued, Effective: issued}}
	}
	code := law("code", "中华人民共和国样本法典", "2020-05-28")
	code.Fields.Effective = "2021-01-01"
	code.Fields.Repeals = []Repeal{{Title: "中华人民共和国样品法", Clause: "art_60"}, {Title: "样板条例", Clause: "art_60"}}
	for title, want := range map[string]Status{
		"最高人民法院关于适用《样品法》若干问题的解释（一）":     Unverified,
		"最高人民法院关于适用《中华人民共和国样品法》若干问题的解释": Unverified,
		"最高人民法院关于适用〈样品法〉若干问题的规定（二）":     Unverified,
		"关于贯彻执行《样品法》若干问题的意见（试行）":        Unverified,
		"样品法实施细则":                  Unverified,
		"中华人民共和国样品法实施条例":           Unverified,
		"样品法实施办法（试行）":              Unverified,
		"某省实施《中华人民共和国样品法》办法":       Unverified,
		"某省样品法实施办法":                Unverified,
		"某市样板条例实施细则":               Unverified,
		"样板条例实施规定":                 Unverified,
		"某自治区实施〈样板条例〉若干规定":         Unverified,
		"关于修改《样品法》的决定":             InForce,
		"关于废止《样品法》的决定":             InForce,
		"样品管理法实施细则":                InForce,
		"最高人民法院关于适用《样本法典》若干问题的解释":  InForce,
		"样本法典实施办法":                 InForce,
		"样品管理办法":                   InForce,
		"最高人民法院关于适用《劳动样品法》若干问题的解释": InForce,
		"最高人民法院关于适用《样品法》若干问题的解释（一）（2021年修正）": Unverified,
	} {
		child := law("child", title, "2010-01-01")
		s := Standings([]Version{code, child})["child"]
		if got := s.Timeline.On("2026-01-01"); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
		if got := s.Timeline.On("2020-12-31"); got != InForce {
			t.Errorf("%s: %s before its ground went", title, got)
		}
		if d := s.Timeline.Doubt; want == Unverified && (d.Clause != "code#art_60" || d.By != "中华人民共和国样本法典") {
			t.Errorf("%s: %+v", title, d)
		}
		later := law("child", title, "2021-01-01")
		if got := Standings([]Version{code, later})["child"].Timeline.On("2026-01-01"); got != InForce {
			t.Errorf("%s, made after its ground went: %s", title, got)
		}
	}
}

// TestGrounds: a rule falls into doubt when all its grounds are gone, an
// interpretation with any; a ground made again does not count as gone.
func TestGrounds(t *testing.T) {
	code := Version{"code", Fields{Title: "样本法典", Kind: Regulation, Promulgated: "2020-01-01", Effective: "2021-01-01", Repeals: []Repeal{{Title: "样品法"}, {Title: "样板法"}}}}
	again := Version{"again", Fields{Title: "样板法", Kind: Regulation, Promulgated: "2023-01-01", Effective: "2023-01-01"}}
	for _, tt := range []struct {
		title string
		under []string
		want  Status
	}{
		{"某管理办法", []string{"样品法"}, Unverified}, {"某管理办法", []string{"样品法", "别的法"}, InForce}, {"某管理办法", nil, InForce},
		{"关于某案件的解释", []string{"别的法", "样品法"}, Unverified}, {"某管理办法", []string{"样板法"}, InForce}, {"关于某案件的批复", []string{"样板法"}, InForce},
	} {
		child := Version{"child", Fields{Title: tt.title, Kind: Regulation, Promulgated: "2010-01-01", Effective: "2010-01-01", Under: tt.under}}
		if got := Standings([]Version{code, again, child})["child"].Timeline.On("2026-01-01"); got != tt.want {
			t.Errorf("%s under %v: %s, want %s", tt.title, tt.under, got, tt.want)
		}
	}
}

// TestRepealedNumbers: the number tells two notices of one title apart, and
// never saves an amended regulation.
func TestRepealedNumbers(t *testing.T) {
	for title, want := range map[string]Status{"关于做好样本工作的通知": InForce, "样本管理办法": Repealed} {
		by := Version{"by", Fields{Title: "新规定", Kind: Regulation, Promulgated: "2020-01-01", Effective: "2020-01-01", Repeals: []Repeal{{Title: title, DocNo: "某发〔2010〕1号"}}}}
		old := Version{"old", Fields{Title: title, Kind: Regulation, Promulgated: "2015-01-01", Effective: "2015-01-01", DocNo: "某发〔2015〕9号"}}
		if got := Standings([]Version{by, old})["old"].Timeline.On("2026-01-01"); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

// TestOvertaken: a provisional text of which a later one without that word is held is
// in doubt from the day of that one, if nothing says that it is gone.
func TestOvertaken(t *testing.T) {
	law := func(id, title string, issued Date) Version {
		return Version{id, Fields{Title: title, Kind: Regulation, Promulgated: issued, Effective: issued}}
	}
	for _, tt := range []struct {
		old, later string
		on         Date
		want       Status
	}{
		{"样本采集暂行办法", "样本采集办法", "2015-01-01", Unverified},
		{"样本采集暂行办法", "样本采集办法", "2014-12-31", InForce},
		{"样本采集试行办法", "样本采集办法", "2026-01-01", Unverified},
		{"中华人民共和国样本暂行条例", "样本条例", "2026-01-01", Unverified},
		{"样本采集暂行规定", "样本采集规定（2015年修订）", "2026-01-01", Unverified},
		{"样本采集办法（试行）", "样本采集办法", "2026-01-01", Amended},
		{"样本采集暂行办法", "样本采集规定", "2026-01-01", InForce},
		{"样本采集暂行办法", "某市样本采集办法", "2026-01-01", InForce},
		{"样本采集暂行办法", "样本采集暂行办法实施细则", "2026-01-01", InForce},
		{"样本采集办法", "样本采集暂行办法", "2026-01-01", InForce},
		{"关于修改样本采集暂行办法的决定", "关于修改样本采集办法的决定", "2026-01-01", InForce},
		{"关于《样本采集暂行办法》的解释", "关于《样本采集办法》的解释", "2026-01-01", InForce},
	} {
		s := Standings([]Version{law("old", tt.old, "2010-01-01"), law("later", tt.later, "2015-01-01")})["old"]
		if got := s.Timeline.On(tt.on); got != tt.want {
			t.Errorf("%s on %s, with %s: %s, want %s", tt.old, tt.on, tt.later, got, tt.want)
		}
		if d := s.Timeline.Doubt; tt.want == Unverified && (d.Reason != NewerTitle || d.Clause != "later" || d.By != tt.later) {
			t.Errorf("%s: %+v", tt.old, d)
		}
	}
	earlier := Standings([]Version{law("old", "样本采集暂行办法", "2010-01-01"), law("before", "样本采集办法", "2001-01-01")})["old"]
	if got := earlier.Timeline.On("2026-01-01"); got != InForce {
		t.Errorf("with an earlier text of the title: %s", got)
	}
	gone := law("later", "样本采集办法", "2015-01-01")
	gone.Fields.Repeals = []Repeal{{Title: "样本采集暂行办法", Clause: "art_9"}}
	if got := Standings([]Version{law("old", "样本采集暂行办法", "2010-01-01"), gone})["old"].Timeline.On("2026-01-01"); got != Repealed {
		t.Errorf("repealed by it: %s", got)
	}
}
