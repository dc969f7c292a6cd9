package parse_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// TestFieldStatus: the small inputs whose end or start was read wrongly elsewhere, by
// what their README wants: how each stands on its last day and on the day after it.
func TestFieldStatus(t *testing.T) {
	root := sharedtest.Field(t)
	ends := map[string]struct {
		end corpus.Date
		as  corpus.Status
	}{
		"lapse": {"2021-03-05", corpus.Lapsed}, "until": {"2021-03-05", corpus.Lapsed}, "range": {"2021-03-05", corpus.Lapsed},
		"years-auto": {"2021-03-05", corpus.Lapsed}, "years": {"2023-03-05", corpus.Lapsed}, "repeal": {"2021-03-05", corpus.Repealed},
		"trial": {"2020-03-05", corpus.Unverified},
	}
	names, _ := filepath.Glob(filepath.Join(root, "expiry-*.txt"))
	if len(names) != len(ends) {
		t.Errorf("%d files of expiry, want %d", len(names), len(ends))
	}
	for _, name := range names {
		want := ends[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "expiry-"), ".txt")]
		line := lineOf(readFile(t, name))
		if got := line.On(want.end.After(0, 0, -1)); got != corpus.InForce {
			t.Errorf("%s: %s on its last day", filepath.Base(name), got)
		}
		if got := line.On(want.end); got != want.as {
			t.Errorf("%s: %s on %s, want %s", filepath.Base(name), got, want.end, want.as)
		}
	}
	dates, _ := filepath.Glob(filepath.Join(root, "date-*.txt"))
	if len(dates) == 0 {
		t.Error("no files of dates")
	}
	for _, name := range dates {
		if d := readFile(t, name); d.Fields.Effective != "2024-01-01" {
			t.Errorf("%s: in force from %s", filepath.Base(name), d.Fields.Effective)
		}
	}
}

// TestClosingClauses: from when and until when a text applies and what it puts an end
// to, by hand; printed 2018-03-05, adopted 2018-03-01. The kept half was labelled before
// it was run: 29 of 45 as first seen, 38 when the open one (38 of 69) was mended; more came
// after.
func TestClosingClauses(t *testing.T) {
	for _, half := range []string{"open", "kept", "more"} {
		t.Run(half, func(t *testing.T) {
			list, err := os.ReadFile(filepath.Join("testdata", "closing", half+".tsv"))
			if err != nil {
				t.Fatal(err)
			}
			right, all := 0, 0
			for line := range strings.Lines(string(list)) {
				f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
				read := map[string]func(corpus.Document, string) string{"end": readEnd, "start": readStart, "repeal": readRepeals}[f[0]]
				if read == nil {
					continue
				}
				all++
				d := closing(strings.Split(f[1], "|")...)
				if got := read(d, f[2]); got != f[2] {
					t.Logf("%s: %s, want %s", f[1], got, f[2])
				} else {
					right++
				}
			}
			t.Logf("%d of %d right", right, all)
			if float64(right) < .98*float64(all) {
				t.Errorf("%d of %d are right, want .98", right, all)
			}
		})
	}
}

func closing(clauses ...string) corpus.Document {
	var b strings.Builder
	b.WriteString("某市样本办法\n（2018年3月1日某市人民政府常务会议通过　2018年3月5日印发）\n第一条　为了管理样本，制定本办法。\n")
	for i, c := range clauses {
		fmt.Fprintf(&b, "第%s条　%s\n", corpus.FormatNumeral(i+2), c)
	}
	return parse.Document(corpus.Source{Path: "样本.txt", Text: b.String()})
}

// readEnd is want if the text stands on the day before and on the day of its end as
// want says, else how it stands there.
func readEnd(d corpus.Document, want string) string {
	line := lineOf(d)
	day, as, ends := strings.Cut(want, " ")
	if !ends {
		if got := line.On("2099-01-01"); got != corpus.InForce {
			return string(got)
		}
		return want
	}
	end := corpus.Date(day)
	if before := line.On(end.After(0, 0, -1)); before != corpus.InForce {
		return "the day before " + string(before)
	}
	if got := line.On(end); string(got) != as {
		return string(got)
	}
	return want
}

func readStart(d corpus.Document, _ string) string {
	return cmp.Or(string(d.Fields.Effective), "-")
}

func readRepeals(d corpus.Document, _ string) string {
	var out []string
	for _, r := range d.Fields.Repeals {
		out = append(out, strings.Join(strings.Fields(r.Title+" "+r.DocNo+" "+string(r.As)), " "))
	}
	return cmp.Or(strings.Join(out, ";"), "-")
}
