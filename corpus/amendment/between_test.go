package amendment

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/requirement"
	"tiaowen/corpus/sharedtest"
)

// TestLead: 项 below one lead that changed are one change.
func TestLead(t *testing.T) {
	const items = "／（一）清点人数；／（二）安排食宿；／（三）保管药箱。"
	before, after := version("值班人员应当："+items, "2010"), version("值班人员可以："+items, "2020")
	got := between(before, after)
	if len(got) != 1 || got[0].Also != 2 || got[0].Differences[0].Field != Modality {
		t.Errorf("a lead that changed: %+v", got)
	}
}

// TestMoved: what stands in another article now is neither new nor gone.
func TestMoved(t *testing.T) {
	before := version("队员应当爱护器材。队长应当每月核对账目一次，并在公告栏公布。", "2010")
	text := strings.Replace(version("队员应当爱护器材。", "2020").Text, "开关贴有标签。", "开关贴有标签。队长应当每月核对账目一次，并在公告栏公布。", 1)
	after := parse.Document(corpus.Source{Path: "文化站规定.txt", Exact: true, Text: text})
	after.Fields.Kind = corpus.Regulation
	if got := said(before, &after, between(before, &after)); len(got) > 0 {
		t.Errorf("moved: %q", got)
	}
}

// TestSame: a text has changed nothing against itself.
func TestSame(t *testing.T) {
	d := version("队员应当每月到会一次，不得缺席。", "2010")
	if got := between(d, d); len(got) > 0 {
		t.Errorf("%+v", got)
	}
}

// TestRealVersions compares the versions of laws there are: every change cuts out of
// the texts, lies in its provision and differs in what it says.
func TestRealVersions(t *testing.T) {
	changes, fields, pairs := map[Kind]int{}, map[Field]int{}, 0
	for _, v := range realVersions(t) {
		for i := 1; i < len(v); i++ {
			c := compare.Versions(v[i-1], v[i])
			list := Between(&c, requirement.Draw(v[i-1]), requirement.Draw(v[i]))
			pairs++
			for _, x := range list {
				changes[x.Kind]++
				for _, d := range x.Differences {
					fields[d.Field]++
				}
				checkChange(t, &c, x)
			}
		}
	}
	t.Logf("%d pairs of versions: %v, %v", pairs, changes, fields)
}

func checkChange(t *testing.T, c *compare.Comparison, x Change) {
	t.Helper()
	if (x.Old == nil) != (x.Kind == New) || (x.New == nil) != (x.Kind == Dropped) || (len(x.Differences) > 0) != (x.Kind == Changed) {
		t.Fatalf("%s with %v and %v, %d differences", x.Kind, x.Old, x.New, len(x.Differences))
	}
	for d, clause := range map[*corpus.Document]*Clause{c.Old: x.Old, c.New: x.New} {
		if clause == nil {
			continue
		}
		n, _ := d.Root.Find(clause.Locator)
		if n == nil || !n.Span.Contains(clause.Sentence) || !clause.Sentence.Contains(clause.Span) || clause.Span.Empty() || len(clause.Requirements) == 0 {
			t.Fatalf("%s %s: %v in %v", d.ID, clause.Locator, clause.Span, clause.Sentence)
		}
	}
	for _, d := range x.Differences {
		if was, is := corpus.Fold(d.Old.In(c.Old.Text)), corpus.Fold(d.New.In(c.New.Text)); was == is {
			t.Errorf("%s: %q is no difference", d.Field, was)
		}
	}
}

var dated = regexp.MustCompile(`[（( ]*\d{4}.*$`)

// realVersions are the laws of which there are several versions, the oldest first.
func realVersions(t *testing.T) [][]*corpus.Document {
	t.Helper()
	files := map[string][]string{}
	var stems []string
	err := filepath.WalkDir(sharedtest.Path(t, "law"), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		stem := dated.ReplaceAllString(strings.TrimSuffix(path, filepath.Ext(path)), "")
		if files[stem] == nil {
			stems = append(stems, stem)
		}
		files[stem] = append(files[stem], path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var out [][]*corpus.Document
	for _, stem := range stems {
		var versions []*corpus.Document
		for _, path := range files[stem] {
			if len(files[stem]) > 1 {
				versions = append(versions, readLaw(t, path))
			}
		}
		out = append(out, versions)
	}
	return out
}

func readLaw(t *testing.T, path string) *corpus.Document {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := extract.Read(filepath.ToSlash(path), raw)
	if err != nil {
		t.Fatal(err)
	}
	d := parse.Document(parse.Split(sources[0])[0])
	return &d
}
