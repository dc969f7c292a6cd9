package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus"
)

func TestTable(t *testing.T) {
	tests := []struct {
		name, path, in string
		want           []corpus.Source
		codes          []string
	}{
		{"Chinese names", "表.csv", "标题,正文,发布日期,来源,发文机关,文号\n报送办法,\"各支部：\n请“按时”报送\"\"材料\"\"。\",2021年3月4日,某报,某委员会、某局,某发〔2021〕3号\n",
			[]corpus.Source{{Part: "2", Text: "各支部：\n请“按时”报送\"材料\"。", Hints: corpus.Fields{Title: "报送办法", Published: "2021-03-04", Source: "某报", Issuer: []string{"某委员会", "某局"}, DocNo: "某发〔2021〕3号"}}}, nil},
		{"English names in upper case", "表.csv", "Title,Content,Year,Date\n甲,请报送。,2021,2021-05-06\n",
			[]corpus.Source{{Part: "2", Text: "请报送。", Hints: corpus.Fields{Title: "甲", Published: "2021-05-06"}}}, nil},
		{"tabs, and a year before a date", "表.tsv", "年份\t日期\t正文：\n2020\t2021-05-06\t请报送。\n\n2022\t\t再报送。",
			[]corpus.Source{{Part: "2", Text: "请报送。", Hints: corpus.Fields{Published: "2021-05-06"}}, {Part: "4", Text: "再报送。", Hints: corpus.Fields{Published: "2022"}}}, nil},
		{"separator stated", "表.csv", "sep=;\n标题;正文\n甲;请报送。\n", []corpus.Source{{Part: "3", Text: "请报送。", Hints: corpus.Fields{Title: "甲"}}}, nil},
		{"semicolons", "表.csv", "标题;内容\n甲;请，报送。\n", []corpus.Source{{Part: "2", Text: "请，报送。", Hints: corpus.Fields{Title: "甲"}}}, nil},
		{"rows without text, short and long rows", "表.csv", "标题,正文\n甲\n乙,\n,,,\n丙,请报送。,多余\n",
			[]corpus.Source{{Part: "5", Text: "请报送。", Hints: corpus.Fields{Title: "丙"}}}, []string{NoteBadLine, NoteBadLine}},
		{"columns not known", "表.csv", "编号,正文,密级\n1,请报送。,无\n", []corpus.Source{{Part: "2", Text: "请报送。"}}, []string{NoteColumns}},
		{"quotation mark inside", "表.csv", "标题,正文\n甲,请\"报送\"。\n", []corpus.Source{{Part: "2", Text: "请\"报送\"。", Hints: corpus.Fields{Title: "甲"}}}, nil},
		{"the better name is the text", "表.csv", "内容,正文\n摘记,请报送。\n", []corpus.Source{{Part: "2", Text: "请报送。"}}, []string{NoteColumns}},
		{"GBK", "表.csv", encoded(t, simplifiedchinese.GBK, "标题,正文\r\n甲,各支部应当按时报送材料。\r\n"), []corpus.Source{{Part: "2", Text: "各支部应当按时报送材料。", Hints: corpus.Fields{Title: "甲"}}}, []string{NoteEncoding}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sources, err := Read(test.path, []byte(test.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.codes, codes(sources[0])); diff != "" {
				t.Error(diff)
			}
			for i := range sources {
				checkSource(t, sources[i])
				sources[i].Path, sources[i].Diagnostics = "", nil
			}
			for i := range test.want {
				stateTitle(&test.want[i])
			}
			if diff := cmp.Diff(test.want, sources); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTableRefusals(t *testing.T) {
	tests := []struct{ name, in, code, says string }{
		{"no column of text", "标题,摘要\n甲,乙\n", NoColumns, "正文"},
		{"names its columns", "姓名,电话\n甲,1\n", NoColumns, "姓名、电话"},
		{"no text at all", "标题,正文\n甲,\n", NoDocuments, "正文"},
		{"head only", "标题,正文\n", NoDocuments, "正文"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("表.csv", []byte(test.in))
			if got := refusalCode(err); got != test.code || !strings.Contains(err.Error(), test.says) {
				t.Errorf("code = %q (%v), want %q and %q", got, err, test.code, test.says)
			}
		})
	}
}

func TestManyRowsWithoutText(t *testing.T) {
	sources, err := Read("表.csv", []byte("标题,正文\n"+strings.Repeat("甲,\n", 50)+"乙,请报送。"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(sources[0].Diagnostics); n != mostBadLines+1 {
		t.Errorf("%d diagnostics, want %d", n, mostBadLines+1)
	}
}

func TestJSONLinesNames(t *testing.T) {
	s := readOne(t, "集.jsonl", `{"标题":"甲","全文":"请报送。","发文机关":"某委员会","印发日期":"2020-01-02","年份":2019,"Source":"某报"}`)
	want := corpus.Fields{Title: "甲", Issuer: []string{"某委员会"}, Promulgated: "2020-01-02", Published: "2019", Source: "某报"}
	if diff := cmp.Diff(want, s.Hints); diff != "" || s.Text != "请报送。" {
		t.Error(diff, s.Text)
	}
}
