package resolve

import (
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// TestCompanions: which documents a paper carries and which paper carries a text is
// told from what is held now: another edition is not taken for it, nor one of two.
func TestCompanions(t *testing.T) {
	cover := corpus.Fields{Kind: corpus.Official, Title: "示例局关于印发《示例车辆管理办法》的通知", DocNo: "示发〔2020〕1号", Promulgated: "2020-05-06", Carries: []string{"示例车辆管理办法"}}
	later := cover
	later.DocNo, later.Promulgated = "示发〔2024〕9号", "2024-02-03"
	text := corpus.Fields{Kind: corpus.Regulation, Title: "示例车辆管理办法", DocNo: "示发〔2020〕1号", Promulgated: "2020-05-06", CarriedBy: cover.Title}
	edition := text
	edition.DocNo, edition.Promulgated = later.DocNo, later.Promulgated
	alone := corpus.Fields{Kind: corpus.Regulation, Title: "示例车辆管理办法", Promulgated: "2020-05-01"}
	old := alone
	old.Promulgated = "2011-01-01"
	undated := alone
	undated.Promulgated = ""
	forwards := corpus.Fields{Kind: corpus.Official, Title: "示例区转发市局关于做好招生工作的意见的通知", Promulgated: "2018-05-08", Carries: []string{"关于做好招生工作的意见"}}
	forwarded := corpus.Fields{Kind: corpus.Official, Title: "关于做好招生工作的意见", DocNo: "市教〔2018〕2号", Promulgated: "2018-04-20", CarriedBy: forwards.Title}
	retitled := cover
	retitled.Title = "示例局关于印发车辆办法的通知"
	for name, tt := range map[string]struct {
		of   corpus.Fields
		held map[string]corpus.Fields
		want string // ids of Carried, then of Carrier
	}{
		"both are held":                  {cover, map[string]corpus.Fields{"cover": cover, "text": text}, "text|"},
		"the text knows its paper":       {text, map[string]corpus.Fields{"cover": cover, "text": text}, "|cover"},
		"the text was deleted":           {cover, map[string]corpus.Fields{"cover": cover}, "|"},
		"the paper was deleted":          {text, map[string]corpus.Fields{"text": text}, "|"},
		"two papers, each its edition":   {later, map[string]corpus.Fields{"a": cover, "b": later, "text": text, "edition": edition}, "edition|"},
		"and back":                       {edition, map[string]corpus.Fields{"a": cover, "b": later, "text": text, "edition": edition}, "|b"},
		"only another edition is left":   {later, map[string]corpus.Fields{"b": later, "text": text}, "|"},
		"it came alone, later":           {cover, map[string]corpus.Fields{"cover": cover, "alone": alone}, "alone|"},
		"it came alone, without a day":   {cover, map[string]corpus.Fields{"cover": cover, "undated": undated}, "undated|"},
		"an old one is none":             {cover, map[string]corpus.Fields{"cover": cover, "old": old}, "|"},
		"two that could be it":           {cover, map[string]corpus.Fields{"a": alone, "b": undated}, "|"},
		"the one that says so":           {cover, map[string]corpus.Fields{"a": alone, "text": text}, "text|"},
		"what is forwarded has its own":  {forwards, map[string]corpus.Fields{"f": forwards, "t": forwarded}, "t|"},
		"and knows its paper":            {forwarded, map[string]corpus.Fields{"f": forwards, "t": forwarded}, "|f"},
		"a paper with its title changed": {retitled, map[string]corpus.Fields{"cover": retitled, "text": text}, "text|"},
		"and its text":                   {text, map[string]corpus.Fields{"cover": retitled, "text": text}, "|cover"},
		"another paper of the name":      {text, map[string]corpus.Fields{"x": {Kind: corpus.Official, Title: cover.Title, Promulgated: "2020-05-06"}}, "|"},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewResolver(naming.DefaultAliases(), nil)
			for id, f := range tt.held {
				r.Put(search.Titled{ID: id, Fields: f})
			}
			got := r.Companions(tt.of)
			var ids []string
			for _, c := range got.Carried {
				ids = append(ids, c.ID)
			}
			if s := strings.Join(ids, " ") + "|" + got.Carrier.ID; s != tt.want {
				t.Errorf("%s, want %s", s, tt.want)
			}
		})
	}
}
