package resolve

import (
	"context"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// TestBareDivisions: 总则, 分则, 附则 as lines of their own are divisions too; an article
// is not in another's.
func TestBareDivisions(t *testing.T) {
	d := parse.Document(corpus.Source{Path: "样本值守规定.txt", Text: "样本值守规定\n总则\n第一条　为了值守，制定本规定。\n分则\n第二条　样本应当值守。\n第三条　值守应当记录。\n附则\n第四条　本规定自2020年1月1日起施行。\n"})
	shelf := searchtest.Shelf{}
	shelf.Add(d)
	r := resolverOf(shelf)
	for typed, want := range map[string]string{
		"样本值守规定总则第一条": "art_1", "样本值守规定分则第三条": "art_3", "样本值守规定附则第四条": "art_4", "样本值守规定附则": "h_3",
		"样本值守规定总则第二条": "", "样本值守规定罚则第二条": "",
	} {
		res, err := r.Resolve(context.Background(), typed, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if res.Status == search.ResolveOK && res.Provision != nil {
			got = res.Provision.Locator
		}
		if got != want {
			t.Errorf("%s is %q (%s), want %q", typed, got, res.Status, want)
		}
	}
}
