package extract

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// TestRealPapers reads real official papers, as sites, databases and collectors
// keep them, and counts how many fields are as the gold has them. A note of the
// gold gives what else is right: alt_title=…, and alt_no, alt_issuer, alt_date,
// alt_genre with commas between.
func TestRealPapers(t *testing.T) {
	gold, err := os.Open(sharedtest.Path(t, "official", "gold.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer gold.Close()
	least := map[string]float64{"title": 0.90, "doc_no": 0.95, "issuer": 0.90, "date": 0.90, "genre": 0.90}
	alternatives := map[string]string{"title": "alt_title=", "doc_no": "alt_no=", "issuer": "alt_issuer=", "date": "alt_date=", "genre": "alt_genre="}
	right, papers := map[string]int{}, 0
	rows := bufio.NewScanner(gold)
	rows.Scan()
	columns := strings.Split(rows.Text(), "\t")
	for rows.Scan() {
		row := map[string]string{}
		for i, v := range strings.Split(rows.Text(), "\t") {
			row[columns[i]] = v
		}
		papers++
		got := readPaper(t, row["file"])
		for column, alternative := range alternatives {
			want := []string{bareName(row[column])}
			for _, note := range strings.Split(row["note"], ";") {
				if also, found := strings.CutPrefix(strings.TrimSpace(note), alternative); found {
					want = append(want, bareName(also))
					for _, one := range strings.Split(also, ",") {
						want = append(want, bareName(one))
					}
				}
			}
			if slices.Contains(want, bareName(got[column])) {
				right[column]++
			} else {
				t.Logf("%s %s: %q, gold %q", row["file"], column, got[column], row[column])
			}
		}
		if got["addressee"] != row["addressee"] || got["carried"] != row["carried"] {
			t.Logf("%s addressee %q, gold %q; carries %q, gold %q", row["file"], got["addressee"], row["addressee"], got["carried"], row["carried"])
		}
	}
	for column, goal := range least {
		share := float64(right[column]) / float64(papers)
		t.Logf("%s: %.3f of %d", column, share, papers)
		if share < goal {
			t.Errorf("%s: %.3f, want at least %.2f", column, share, goal)
		}
	}
}

// readPaper are the fields of the first document in a file, as the gold writes them.
func readPaper(t *testing.T, name string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(sharedtest.Path(t, "official", name))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := Read(name, raw)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	f := parse.Document(parse.Split(sources[0])[0]).Fields
	out := map[string]string{"title": f.Title, "doc_no": f.DocNo, "date": string(f.Promulgated), "genre": corpus.Label(corpus.Genres, string(f.Genre)), "addressee": f.Addressee}
	if len(f.Issuer) > 0 {
		out["issuer"] = f.Issuer[0] // the gold has the first of several
	}
	if len(f.Carries) > 0 {
		out["carried"] = f.Carries[0]
	}
	return out
}

// bareName is a value as it is compared: without white space, one form of bracket.
func bareName(s string) string {
	return strings.NewReplacer("(", "（", ")", "）", " ", "", "\u3000", "").Replace(strings.TrimSpace(s))
}
