package extract

import (
	"strings"
	"testing"

	"tiaowen/corpus"
)

func TestWithSidecar(t *testing.T) {
	given := []corpus.Source{{Text: "甲", Stated: []byte(`{"title":"旧","source":"某报"}`)}, {Text: "乙"}}
	tests := []struct{ name, sidecar, first, second, says string }{
		{"over what is stated", `{"title":"新","kind":"essay"}`, `{"kind":"essay","source":"某报","title":"新"}`, `{"kind":"essay","title":"新"}`, ""},
		{"with a mark", utf8Mark + `{"title":"新"}`, `{"source":"某报","title":"新"}`, `{"title":"新"}`, ""},
		{"null empties", `{"source":null}`, `{"source":null,"title":"旧"}`, `{"source":null}`, ""},
		{"unknown name", `{"colour":"red"}`, "", "", "colour"},
		{"unknown value", `{"kind":"law"}`, "", "", "kind"},
		{"no such day", `{"effective":"2020-02-30"}`, "", "", "effective"},
		{"wrong type", `{"title":["甲"]}`, "", "", "title"},
		{"no object", `["甲"]`, "", "", "JSON"},
		{"empty", ` `, "", "", "JSON"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := WithSidecar(given, []byte(test.sidecar))
			if test.says != "" {
				if refusalCode(err) != BadSidecar || !strings.Contains(err.Error(), test.says) {
					t.Errorf("error = %v, want one that says %s", err, test.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if string(got[0].Stated) != test.first || string(got[1].Stated) != test.second {
				t.Errorf("stated = %s and %s", got[0].Stated, got[1].Stated)
			}
		})
	}
	if string(given[0].Stated) != `{"title":"旧","source":"某报"}` {
		t.Errorf("the given sources were changed: %s", given[0].Stated)
	}
}

func TestReadDate(t *testing.T) {
	tests := map[string]corpus.Date{
		"2019": "2019", "2019-07": "2019-07", "2019-07-09": "2019-07-09", "2019-07-09 10:30": "2019-07-09", "2019/7/9": "2019-07-09",
		"20190709": "2019-07-09", "20190709103000": "2019-07-09", "2019年7月9日": "2019-07-09", "2019-02-30": "", "昨天": "",
	}
	for in, want := range tests {
		if got := readDate(in); got != want {
			t.Errorf("readDate(%q) = %q, want %q", in, got, want)
		}
	}
}
