package duty_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/duty"
)

const today = corpus.Date("2026-11-30")

func every(per string) *requirement.Quantity {
	return &requirement.Quantity{Kind: requirement.Frequency, Per: per}
}

// reading is a shelf of a reading circle: rules in force with a version before them, an
// order that was repealed, one to come, and one whose standing is open.
func reading() *shelf {
	s := newShelf()
	party := corpus.Fields{Kind: corpus.Regulation, Rank: corpus.RankCentralParty}
	s.put("甲规则", party, corpus.Timeline{Effective: "2020-01-01"},
		clause{words: "支委会应当每月开会一次。", bearer: "支委会", modal: "应当", modality: requirement.Must, quantity: every("月")},
		clause{words: "党支部委员会可以请人列席。", bearer: "党支部委员会", modal: "可以", modality: requirement.May},
		clause{words: "党员不得代人签到。", bearer: "党员", modal: "不得", modality: requirement.MustNot},
		clause{words: "收到申请后一个月内，支部书记应当谈话。", bearer: "支部书记", modal: "应当", modality: requirement.Must,
			quantity: &requirement.Quantity{Kind: requirement.Limit}, deadline: &requirement.Deadline{Length: 1, Unit: "月"}},
		clause{words: "每届任期三年。", modality: requirement.Stated, quantity: &requirement.Quantity{Kind: requirement.Term}})
	s.put("甲规则（旧）", party, corpus.Timeline{Effective: "2010-01-01", Succeeded: "2020-01-01"},
		clause{words: "支委会应当每年开会一次。", bearer: "支委会", modal: "应当", modality: requirement.Must, quantity: every("年")})
	s.put("乙办法", corpus.Fields{Kind: corpus.Regulation}, corpus.Timeline{Effective: "2010-01-01", Ceased: "2015-01-01", Repealed: true},
		clause{words: "党员应当签到。", bearer: "党员", modal: "应当", modality: requirement.Must})
	s.put("丙办法", corpus.Fields{Kind: corpus.Regulation}, corpus.Timeline{Effective: "2030-01-01"},
		clause{words: "党员应当在２０３０年读完。", bearer: "党员", modal: "应当", modality: requirement.Must})
	s.put("丁办法", corpus.Fields{Kind: corpus.Regulation}, corpus.Timeline{Effective: "2010-01-01", Doubt: corpus.Doubt{Reason: corpus.TrialOver, From: "2012-01-01"}},
		clause{words: "上级党委应当每季度检查。", bearer: "上级党委", modal: "应当", modality: requirement.Must, quantity: every("季度")})
	s.topics["甲规则"], s.topics["丁办法"] = []string{"组织生活"}, []string{"检查"}
	s.noticed["甲规则"] = []corpus.Diagnostic{{Code: corpus.DoubtfulStructure, Span: &corpus.Span{Start: 0, End: 20},
		Objections: []corpus.Objection{{Code: "lost_line", Message: "换行可能丢了"}}}}
	return s
}

func texts(t *testing.T, r *duty.Room, q duty.Query) (out []string) {
	t.Helper()
	q.Today = today
	a, err := r.Find(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range a.Items {
		out = append(out, strings.TrimSuffix(i.Text, "。"))
	}
	return out
}

// TestFind: what a query lists, and what it leaves out: what does not apply is told only
// to who asks for it.
func TestFind(t *testing.T) {
	room := reading().room(t)
	inForce := []string{"支委会应当每月开会一次", "党支部委员会可以请人列席", "党员不得代人签到", "收到申请后一个月内，支部书记应当谈话", "每届任期三年"}
	chosen := func(name string, values ...string) search.Filter { return search.Filter{name: values} }
	for name, c := range map[string]struct {
		q    duty.Query
		want []string
	}{
		"all that applies":     {duty.Query{}, append(slices.Clone(inForce), "上级党委应当每季度检查")},
		"on a day before":      {duty.Query{AsOf: "2014-06-01"}, []string{"支委会应当每年开会一次", "上级党委应当每季度检查", "党员应当签到"}},
		"by status":            {duty.Query{Filter: chosen("status", "amended")}, []string{"支委会应当每年开会一次"}},
		"by a document":        {duty.Query{Filter: chosen("document", "丙办法")}, []string{"党员应当在２０３０年读完"}},
		"by any name":          {duty.Query{Filter: chosen("bearer", "支部委员会")}, inForce[:2]},
		"by another":           {duty.Query{Filter: chosen("bearer", "支委会")}, inForce[:2]},
		"by an unknown name":   {duty.Query{Filter: chosen("bearer", "无名氏")}, nil},
		"by kind":              {duty.Query{Filter: chosen("kind", "term", "deadline")}, inForce[3:]},
		"by modality":          {duty.Query{Filter: chosen("modality", "may")}, inForce[1:2]},
		"by topic":             {duty.Query{Filter: chosen("topic", "检查")}, []string{"上级党委应当每季度检查"}},
		"by words, all":        {duty.Query{Text: "开会 每月"}, inForce[:1]},
		"words folded":         {duty.Query{Text: "2030", Filter: chosen("status", "not_yet")}, []string{"党员应当在２０３０年读完"}},
		"no such words":        {duty.Query{Text: "每月 检查"}, nil},
		"in provisions":        {duty.Query{Within: map[string][]string{"甲规则": {"art_2", "art_5"}}}, []string{inForce[1], inForce[4]}},
		"in a whole document":  {duty.Query{Within: map[string][]string{"甲规则": {""}}}, inForce},
		"words in a provision": {duty.Query{Text: "任期", Within: map[string][]string{"甲规则": {"art_2"}}}, nil},
		"the calendar":         {duty.Query{View: duty.ViewCalendar}, []string{inForce[0], "上级党委应当每季度检查"}},
		"by bearer":            {duty.Query{View: duty.ViewBearers}, []string{inForce[0], inForce[1], inForce[3], inForce[2], "上级党委应当每季度检查"}},
		"deadlines":            {duty.Query{View: duty.ViewDeadlines}, inForce[3:4]},
		"red lines":            {duty.Query{View: duty.ViewRedLines}, inForce[2:3]},
	} {
		if diff := cmp.Diff(c.want, texts(t, room, c.q)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestItem: what is shown of a requirement, with what speaks against it.
func TestItem(t *testing.T) {
	room := reading().room(t)
	a, err := room.Find(t.Context(), duty.Query{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	first, last := a.Items[0], a.Items[len(a.Items)-1]
	got := []string{first.Address(), first.Citation, first.Bearer, duty.Groups[first.Group].Label, first.Modal.In(first.Whole), string(first.Document.Status),
		corpus.CautionLine(first.Cautions), last.Bearer, string(last.Document.Status), corpus.CautionLine(last.Cautions)}
	want := []string{"甲规则#art_1", "《甲规则》第一条", "支部委员会", "党组织", "应当", "in_force",
		"款项划分存疑：换行可能丢了", "上级党委", "unverified", "效力待核：试行期已于2011年12月31日届满，文本没有写明期满后的效力"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFacets: a facet's counts leave its own filter aside, and nothing else.
func TestFacets(t *testing.T) {
	room := reading().room(t)
	filters := []search.Filter{{}, {"bearer": {"党员"}}, {"bearer": {"支部委员会"}, "modality": {"must"}}, {"status": {"amended", "repealed"}}, {"topic": {"组织生活"}, "kind": {"frequency"}},
		{"document": {"甲规则"}, "kind": {"term"}}}
	for _, f := range filters {
		a, err := room.Find(t.Context(), duty.Query{Filter: f, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		for _, of := range a.Facets {
			for _, v := range of.Values {
				with := search.Filter{}
				for name, values := range f {
					with[name] = values
				}
				with[of.Field] = []string{v.Value}
				alone, err := room.Find(t.Context(), duty.Query{Filter: with, Today: today})
				if err != nil {
					t.Fatal(err)
				}
				// Naming a document lists what no longer applies too.
				if of.Field != "document" && alone.Total != v.Count || v.Selected != slices.Contains(f[of.Field], v.Value) {
					t.Errorf("%v: %s %s counts %d, chosen it lists %d", f, of.Field, v.Value, v.Count, alone.Total)
				}
			}
		}
	}
}

// TestCursor: page by page everything comes once and in the order of the whole, also when
// something is written in between; another query's cursor is none.
func TestCursor(t *testing.T) {
	for _, view := range []duty.View{duty.ViewAll, duty.ViewBearers} {
		s := reading()
		room := s.room(t)
		want := texts(t, room, duty.Query{View: view, Limit: 100})
		var got []string
		q := duty.Query{View: view, Limit: 1, Today: today}
		for n := 0; ; n++ {
			a, err := room.Find(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range a.Items {
				if i.Document.ID != "戊" && i.Document.ID != "戊二" {
					got = append(got, strings.TrimSuffix(i.Text, "。"))
				}
			}
			if q.Cursor = a.NextCursor; q.Cursor == "" || n > 100 {
				break
			}
			name := []string{"戊", "戊二"}[n%2]
			room.Put(s.put(name, corpus.Fields{Kind: corpus.Regulation}, corpus.Timeline{Effective: "2010-01-01"},
				clause{words: fmt.Sprintf("党员应当读第%d册。", n), bearer: "党员", modality: requirement.Must}))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", view, diff)
		}
	}
	room := reading().room(t)
	a, err := room.Find(t.Context(), duty.Query{Limit: 1, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []duty.Query{{Cursor: "什么"}, {Cursor: "AAAA"}, {Cursor: a.NextCursor, Text: "党员"}, {Cursor: a.NextCursor, View: duty.ViewBearers}, {Cursor: a.NextCursor + "A"}} {
		if q.Today = today; q.Cursor != "" {
			if _, err := room.Find(t.Context(), q); !errors.Is(err, search.ErrCursor) {
				t.Errorf("%+v: %v", q, err)
			}
		}
	}
}

// TestFollow: the table follows what becomes of documents.
func TestFollow(t *testing.T) {
	s := reading()
	room := s.room(t)
	q := duty.Query{View: duty.ViewRedLines}
	if got := texts(t, room, q); len(got) != 1 {
		t.Fatal(got)
	}
	room.Put(s.put("甲规则", corpus.Fields{Kind: corpus.Regulation}, corpus.Timeline{Effective: "2020-01-01"},
		clause{words: "党员不得缺席。", bearer: "党员", modality: requirement.MustNot}, clause{words: "支委会不得缺席。", bearer: "支委会", modality: requirement.MustNot}))
	if diff := cmp.Diff([]string{"党员不得缺席", "支委会不得缺席"}, texts(t, room, q)); diff != "" {
		t.Error(diff)
	}
	delete(s.titled, "甲规则")
	delete(s.drawn, "甲规则")
	room.Remove("甲规则")
	if got := texts(t, room, q); got != nil {
		t.Error(got)
	}
	// What was drawn anew is shown when the room has been told.
	d := s.drawn["丁办法"]
	d.Version++
	d.Requirements[0].Modality = requirement.MustNot
	s.drawn["丁办法"] = d
	room.Forget("丁办法")
	if diff := cmp.Diff([]string{"上级党委应当每季度检查"}, texts(t, room, q)); diff != "" {
		t.Error(diff)
	}
}

// TestFold: what asks the same of the same in the same words takes one place, that of the
// text which stands first; who wants them apart gets them apart.
func TestFold(t *testing.T) {
	s := reading()
	same := func(bearer string) clause {
		return clause{words: "党员不得代人签到。", bearer: bearer, modal: "不得", modality: requirement.MustNot}
	}
	f := corpus.Fields{Kind: corpus.Regulation}
	s.put("己办法", f, corpus.Timeline{Effective: "2010-01-01", Doubt: corpus.Doubt{Reason: corpus.TrialOver, From: "2012-01-01"}}, same("党员"))
	s.put("庚办法", f, corpus.Timeline{Effective: "2010-01-01"}, same("共产党员"), same(""))
	room := s.room(t)
	told := func(q duty.Query, total int) (out []string) {
		t.Helper()
		q.View, q.Today = duty.ViewRedLines, today
		a, err := room.Find(t.Context(), q)
		if err != nil || a.Total != total {
			t.Fatal(a.Total, err)
		}
		for _, i := range a.Items {
			line := i.Citation
			for _, e := range i.Also {
				line += " " + e.Address + " " + string(e.Status)
			}
			out = append(out, line)
		}
		return out
	}
	want := []string{"《庚办法》第一条 甲规则#art_3 in_force 己办法#art_1 unverified", "《庚办法》第二条"}
	if diff := cmp.Diff(want, told(duty.Query{}, 4)); diff != "" {
		t.Error(diff)
	}
	if got := told(duty.Query{Apart: true}, 4); len(got) != 4 {
		t.Error(got)
	}
	// Of those that are left the one in force stands, wherever it comes in the list.
	chosen := search.Filter{"document": {"己办法", "甲规则"}}
	if diff := cmp.Diff([]string{"《甲规则》第三条 己办法#art_1 unverified"}, told(duty.Query{Filter: chosen}, 2)); diff != "" {
		t.Error(diff)
	}
}

// TestYear: what recurs is counted by bearer and period.
func TestYear(t *testing.T) {
	a, err := reading().room(t).Find(t.Context(), duty.Query{View: duty.ViewCalendar, Limit: 1, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	want := []duty.YearRow{{Bearer: "支部委员会", Of: []int{1, 0, 0, 0}}, {Bearer: "上级党委", Of: []int{0, 1, 0, 0}}}
	if diff := cmp.Diff(want, a.Year); diff != "" {
		t.Error(diff)
	}
}

// TestAll: all rows of a view come in the order of its pages.
func TestAll(t *testing.T) {
	room := reading().room(t)
	items, total, err := room.All(t.Context(), duty.Query{View: duty.ViewBearers, Today: today})
	if err != nil || total != len(items) {
		t.Fatal(total, len(items), err)
	}
	var got []string
	for _, i := range items {
		got = append(got, strings.TrimSuffix(i.Text, "。"))
	}
	if diff := cmp.Diff(texts(t, room, duty.Query{View: duty.ViewBearers, Limit: 100}), got); diff != "" {
		t.Error(diff)
	}
}

// TestBearers: the table that comes with the program reads, names meet in one form and
// stand in their group; a faulty line is named.
func TestBearers(t *testing.T) {
	b := duty.DefaultBearers()
	for words, want := range map[string]string{"支委会": "支部委员会 党组织", "党支部委员会": "支部委员会 党组织", "支部书记": "党支部书记 书记", "省级党委": "省级党委 党组织",
		"上级党委": "上级党委 上级党委", "上级党委书记": "上级党委书记 上级党委", "组织委员": "组织委员 委员", "预备党员": "预备党员 党员", "读者": "读者 其他"} {
		name := b.Normal(words)
		if got := name + " " + duty.Groups[b.Group(name)].Label; got != want {
			t.Errorf("%s is %s, want %s", words, got, want)
		}
	}
	for _, bad := range []string{"甲", "[何组]", "[党员]\n甲 = 乙\n丙 = 乙"} {
		if _, err := duty.ParseBearers(strings.NewReader(bad)); err == nil {
			t.Errorf("%q reads", bad)
		}
	}
}
