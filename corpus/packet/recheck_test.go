package packet

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// fakeFinder is a library of documents whose texts are known by locator.
type fakeFinder struct {
	documents map[string]Held
	texts     map[string]map[string]string // id, locator
	newest    string
}

func (f fakeFinder) Document(_ context.Context, id string) (Held, bool, error) {
	h, ok := f.documents[id]
	return h, ok, nil
}

func (f fakeFinder) At(_ context.Context, id string, p Passage) (Place, bool, error) {
	text, ok := f.texts[id][p.Locator]
	if p.Piece && strings.Contains(text, p.Text) {
		text = p.Text
	}
	return f.place(id, p.Locator, text), ok, nil
}

func (f fakeFinder) place(id, locator, text string) Place {
	return Place{Address: address(id, locator), Citation: titleMarks(f.documents[id].Fields.Title) + placeOf(locator), Text: text}
}

func (f fakeFinder) Equal(_ context.Context, id string, p Passage) (Place, bool, error) {
	for held, texts := range f.texts {
		for locator, t := range texts {
			if (id == "" || id == held) && same(t, p.Text) {
				return f.place(held, locator, t), true, nil
			}
		}
	}
	return Place{}, false, nil
}

func (f fakeFinder) Newest(context.Context, Passage) (Held, bool, error) {
	h, ok := f.documents[f.newest]
	return h, ok, nil
}

func TestRecheck(t *testing.T) {
	const text = "党员大会一般每季度召开1次。"
	document := func(id, title string, date corpus.Date, status corpus.Status) Held {
		return Held{ID: id, Status: status, Fields: corpus.Fields{Title: title, Kind: corpus.Regulation, Effective: date}}
	}
	old := document("规定_2018", "示例规定", "2018-10-28", corpus.InForce)
	amended := document("规定_2018", "示例规定", "2018-10-28", corpus.Amended)
	repealed := document("规定_2018", "示例规定", "2018-10-28", corpus.Repealed)
	lapsed := document("规定_2018", "示例规定", "2018-10-28", corpus.Lapsed)
	later := document("规定_2024", "示例规定", "2024-01-01", corpus.InForce)
	other := document("办法_2020", "另一办法", "2020-01-01", corpus.InForce)
	finder := func(newest string, held ...Held) fakeFinder {
		f := fakeFinder{documents: map[string]Held{}, texts: map[string]map[string]string{}, newest: newest}
		for _, h := range held {
			f.documents[h.ID], f.texts[h.ID] = h, map[string]string{}
		}
		return f
	}
	with := func(f fakeFinder, id, locator, text string) fakeFinder {
		f.texts[id][locator] = text
		return f
	}
	tests := []struct {
		name    string
		finder  fakeFinder
		status  Fate
		message string
		now     string // address
		changed bool   // there is a diff
	}{
		{"as it was", with(finder("规定_2018", old), "规定_2018", "art_3", text), Unchanged, "与资料库现在的文字一致。", "规定_2018#art_3", false},
		{"but for spaces and width", with(finder("", old), "规定_2018", "art_3", "党员大会 一般每季度召开１次。"), Unchanged, "与资料库现在的文字一致。", "规定_2018#art_3", false},
		{"renumbered", with(with(finder("", old), "规定_2018", "art_3", "另一条。"), "规定_2018", "art_4", text), Moved, "文字未变，位置变为《示例规定》第四条。", "规定_2018#art_4", false},
		{"edited", with(finder("", old), "规定_2018", "art_3", "党员大会一般每两个月召开1次。"), Changed, "同一位置的文字已有改动，请对照后再引用。", "规定_2018#art_3", true},
		{"the provision is gone", finder("", old), Gone, "文献还在，但其中已没有这段文字。", "", false},
		{"the provision is gone and stands in another text", with(finder("", old, other), "办法_2020", "art_9", text), Moved, "原位置已没有这段文字，《另一办法》第九条有相同的文字。", "办法_2020#art_9", false},
		{"edited, and stands in another text", with(with(finder("", old, other), "办法_2020", "art_9", text), "规定_2018", "art_3", "另一条。"), Changed, "同一位置的文字已有改动，请对照后再引用。", "规定_2018#art_3", true},
		{
			"superseded, same text elsewhere", with(with(finder("规定_2024", amended, later), "规定_2018", "art_3", text), "规定_2024", "art_5", text),
			Superseded, "所引的不是现行版本，现行的是《示例规定》（2024年1月1日施行），文字未变，见《示例规定》第五条。", "规定_2024#art_5", false,
		},
		{
			"superseded, another text there", with(with(finder("规定_2024", amended, later), "规定_2018", "art_3", text), "规定_2024", "art_3", "党员大会每月召开。"),
			Superseded, "所引的不是现行版本，现行的是《示例规定》（2024年1月1日施行），同一位置的文字不同，请对照后再引用。", "规定_2024#art_3", true,
		},
		{
			"superseded, nothing there", with(finder("规定_2024", amended, later), "规定_2018", "art_3", text),
			Superseded, "所引的不是现行版本，现行的是《示例规定》（2024年1月1日施行），其中没有对应的内容。", "", false,
		},
		{"superseded by what is not held", with(finder("", amended), "规定_2018", "art_3", text), Superseded, "所引版本已被修改，资料库中没有现行版本。", "", false},
		{
			"a newer one, status not known", with(finder("规定_2024", old, later), "规定_2018", "art_3", text),
			Superseded, "所引的不是现行版本，现行的是《示例规定》（2024年1月1日施行），其中没有对应的内容。", "", false,
		},
		{"repealed", with(finder("", repealed), "规定_2018", "art_3", text), Repealed, "所引文献已废止，不能再作为依据。", "", false},
		{"lapsed", with(finder("规定_2018", lapsed), "规定_2018", "art_3", text), Repealed, "所引文献已失效，不能再作为依据。", "", false},
		{
			"repealed, with a successor", with(with(finder("办法_2020", repealed, other), "规定_2018", "art_3", text), "办法_2020", "art_3", "党员大会每月召开。"),
			Repealed, "所引文献已废止，现行的是《另一办法》（2020年1月1日施行），同一位置的文字不同，请对照后再引用。", "办法_2020#art_3", true,
		},
		{"gone", finder(""), Gone, "资料库中没有原文献，也找不到相同的文字。", "", false},
		{"gone, the text stands elsewhere", with(finder("", other), "办法_2020", "art_9", text), Moved, "资料库中没有原文献，但《另一办法》第九条有相同的文字。", "办法_2020#art_9", false},
		{
			"gone, a newer version is held", with(finder("规定_2024", later), "规定_2024", "art_3", text),
			Superseded, "资料库中没有原文献，现行的是《示例规定》（2024年1月1日施行），文字未变，见《示例规定》第三条。", "规定_2024#art_3", false,
		},
		{"under another id", with(finder("外_2018", document("外_2018", "示例规定", "2018-10-28", corpus.InForce)), "外_2018", "art_3", text), Moved, "这份文献在本资料库中编号不同，文字未变，见《示例规定》第三条。", "外_2018#art_3", false},
		{"under another id, edited", with(finder("外_2018", document("外_2018", "示例规定", "2018-10-28", corpus.InForce)), "外_2018", "art_3", "党员大会每月召开。"), Changed, "这份文献在本资料库中编号不同，同一位置的文字有出入，请对照后再引用。", "外_2018#art_3", true},
		{"under another id, without it", finder("外_2018", document("外_2018", "示例规定", "2018-10-28", corpus.InForce)), Gone, "这份文献在本资料库中编号不同，其中没有这段文字。", "", false},
		{"under another id, the text stands elsewhere", with(finder("外_2018", document("外_2018", "示例规定", "2018-10-28", corpus.InForce), other), "办法_2020", "art_9", text), Moved, "这份文献在本资料库中编号不同，其中没有这段文字，但《另一办法》第九条有相同的文字。", "办法_2020#art_9", false},
		{"gone, a newer version without it", finder("规定_2024", later), Superseded, "资料库中没有原文献，现行的是《示例规定》（2024年1月1日施行），其中没有对应的内容。", "", false},
	}
	p := NewPassage("规定_2018", "art_3", text, "", old.Fields)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Recheck(t.Context(), tt.finder, Packet{Items: []Item{NewNote("甲"), NewQuote(p)}}, Options{})
			if err != nil || len(got) != 1 {
				t.Fatalf("%d answers, %v", len(got), err)
			}
			c := got[0]
			now := ""
			if c.Now != nil {
				now = c.Now.Address
			}
			if c.Status != tt.status || c.Message != tt.message || now != tt.now {
				t.Errorf("%s %q at %q\nwant %s %q at %q", c.Status, c.Message, now, tt.status, tt.message, tt.now)
			}
			if c.Address != "规定_2018#art_3" || c.Citation != "《示例规定》（2018年10月28日施行）第三条" {
				t.Errorf("address %q, citation %q", c.Address, c.Citation)
			}
			checkDiff(t, c, text, tt.changed)
		})
	}
}

func checkDiff(t *testing.T, c Checked, was string, want bool) {
	t.Helper()
	if (len(c.Diff) > 0) != want {
		t.Fatalf("diff %v", c.Diff)
	}
	if !want {
		return
	}
	var before, after strings.Builder
	for _, op := range c.Diff {
		before.WriteString(op.Old())
		after.WriteString(op.New())
	}
	if before.String() != was || after.String() != c.Now.Text {
		t.Errorf("the diff turns %q into %q", &before, &after)
	}
}

// TestRecheckEmpty: a passage without a character is not looked for everywhere.
func TestRecheckEmpty(t *testing.T) {
	f := fakeFinder{
		documents: map[string]Held{"甲": {ID: "甲"}, "乙": {ID: "乙"}},
		texts:     map[string]map[string]string{"甲": {}, "乙": {"p_1": ""}},
	}
	got, err := RecheckPassage(t.Context(), f, NewPassage("甲", "p_1", "　\n", "", essay()))
	if err != nil || got.Status != Gone {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestRecheckAltered: if the library has what was taken, a packet that says
// something else was changed by hand, and the library is not blamed.
func TestRecheckAltered(t *testing.T) {
	f := fakeFinder{
		documents: map[string]Held{"甲": {ID: "甲", Fields: essay()}},
		texts:     map[string]map[string]string{"甲": {"p_1": "原文。"}},
		newest:    "甲",
	}
	p := NewPassage("甲", "p_1", "原文。", "", essay())
	p.Text = "改过的原文。"
	got, err := RecheckPassage(t.Context(), f, p)
	if err != nil || got.Status != Changed || got.Message != "资料库中的原文未变，但这份材料里的文字导出后被人改过。" {
		t.Errorf("%+v, %v", got, err)
	}
	want := []compare.Op{{Kind: compare.Delete, Text: "改过的"}, {Kind: compare.Equal, Text: "原文。"}}
	if len(got.Diff) != 2 || got.Diff[0] != want[0] || got.Diff[1] != want[1] {
		t.Errorf("diff %v", got.Diff)
	}
}

// renumbered is a finder whose newer version has the provision elsewhere.
type renumbered struct{ fakeFinder }

func (r renumbered) At(ctx context.Context, id string, p Passage) (Place, bool, error) {
	if id != p.DocumentID {
		p.Locator = "art_4"
	}
	return r.fakeFinder.At(ctx, id, p)
}

func TestRecheckRenumbered(t *testing.T) {
	f := fakeFinder{documents: map[string]Held{"新": {ID: "新", Fields: corpus.Fields{Title: "示例规定", Kind: corpus.Regulation, Effective: "2024-01-01"}}},
		texts: map[string]map[string]string{"新": {"art_4": "每月召开。"}}, newest: "新"}
	p := NewPassage("旧", "art_3", "每季度召开。", "", corpus.Fields{Title: "示例规定", Kind: corpus.Regulation, Effective: "2018-01-01"})
	got, err := RecheckPassage(t.Context(), renumbered{f}, p)
	const want = "资料库中没有原文献，现行的是《示例规定》（2024年1月1日施行），对应的是《示例规定》第四条，文字不同，请对照后再引用。"
	if err != nil || got.Status != Superseded || got.Message != want || len(got.Diff) == 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestRecheckPiece: what stands around a piece is not held against it.
func TestRecheckPiece(t *testing.T) {
	f := fakeFinder{documents: map[string]Held{"甲": {ID: "甲", Fields: essay()}}, texts: map[string]map[string]string{"甲": {}}}
	p := NewPassage("甲", "p_1", "每季度召开1次，由书记主持。", "", essay())
	p.Piece = true
	f.texts["甲"]["p_1"] = "党员大会每季度召开1次，由书记主持。遇有重要情况随时召开。"
	if got, err := RecheckPassage(t.Context(), f, p); err != nil || got.Status != Unchanged {
		t.Errorf("%+v, %v", got, err)
	}
	f.texts["甲"]["p_1"] = "党员大会每月召开1次，由书记主持。遇有重要情况随时召开。"
	got, err := RecheckPassage(t.Context(), f, p)
	if err != nil || got.Status != Changed || got.Diff[0].Kind == compare.Insert || got.Diff[len(got.Diff)-1].Text != "召开1次，由书记主持。" {
		t.Errorf("%+v, %v", got, err)
	}
}

// brokenFinder fails at one of its four questions.
type brokenFinder struct {
	at  string
	err error
}

func (b brokenFinder) fail(at string) error {
	if b.at == at {
		return b.err
	}
	return nil
}

func (b brokenFinder) Document(context.Context, string) (Held, bool, error) {
	return Held{ID: "甲"}, true, b.fail("document")
}

func (b brokenFinder) At(_ context.Context, id string, _ Passage) (Place, bool, error) {
	return Place{Text: "别的。"}, true, b.fail("at " + id)
}

func (b brokenFinder) Equal(_ context.Context, id string, _ Passage) (Place, bool, error) {
	return Place{}, false, b.fail("equal " + id)
}

func (b brokenFinder) Newest(context.Context, Passage) (Held, bool, error) {
	return Held{ID: "乙"}, true, b.fail("newest")
}

func TestRecheckFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	p := Packet{Items: []Item{quote("甲", "art_1", "原文。", "", regulation(), "")}}
	for _, at := range []string{"document", "at 甲", "equal 甲", "newest", "at 乙", "equal 乙"} {
		if _, err := Recheck(t.Context(), brokenFinder{at: at, err: broken}, p, Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: %v", at, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Recheck(ctx, fakeFinder{}, p, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// askedFinder keeps the ids that it was asked for.
type askedFinder struct {
	fakeFinder
	asked *[]string
}

func (a askedFinder) Document(ctx context.Context, id string) (Held, bool, error) {
	*a.asked = append(*a.asked, id)
	return a.fakeFinder.Document(ctx, id)
}

// TestRecheckByDocument: the answers are in the packet's order, and the finder is
// asked for one document after the other.
func TestRecheckByDocument(t *testing.T) {
	f := fakeFinder{documents: map[string]Held{"甲": {ID: "甲"}, "乙": {ID: "乙"}}, texts: map[string]map[string]string{}}
	var p Packet
	for _, id := range []string{"乙", "甲", "乙", "甲"} {
		p.Items = append(p.Items, NewHeading(1, "节"), quote(id, "p_1", "文字。", "", essay(), ""))
	}
	var asked, got []string
	steps := 0
	checked, err := Recheck(t.Context(), askedFinder{f, &asked}, p, Options{Progress: func(done, total int) {
		if steps++; done != steps || total != 4 {
			t.Errorf("step %d of %d", done, total)
		}
	}})
	for _, c := range checked {
		got = append(got, c.Address)
	}
	if diff := cmp.Diff([]string{"乙#p_1", "甲#p_1", "乙#p_1", "甲#p_1"}, got); diff != "" || err != nil || steps != 4 {
		t.Errorf("answers after %d steps, %v: %s", steps, err, diff)
	}
	if len(asked) != 4 || asked[0] != asked[1] || asked[2] != asked[3] {
		t.Errorf("asked for %v", asked)
	}
}
