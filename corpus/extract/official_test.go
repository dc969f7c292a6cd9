package extract

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
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

// TestPapersByFormat makes our own papers into Word and PDF files and pages of a
// site: what stands on a paper is the same in each.
func TestPapersByFormat(t *testing.T) {
	formats := map[string]func(t *testing.T, text string) string{
		".docx": func(t *testing.T, text string) string {
			var body strings.Builder
			for line := range strings.Lines(text) {
				body.WriteString(wp("", strings.TrimRight(line, "\n")))
			}
			return makeDocx(t, body.String(), nil)
		},
		".html": func(_ *testing.T, text string) string {
			var body strings.Builder
			for line := range strings.Lines(text) {
				body.WriteString("<p>" + strings.TrimSpace(line) + "</p>")
			}
			return "<html><head><title>某网站</title></head><body>" + body.String() + "</body></html>"
		},
		".pdf": func(_ *testing.T, text string) string { return string(makePDF(ucsFont, pageOf(text))) },
	}
	for ending, made := range formats {
		t.Run(ending, func(t *testing.T) {
			right, papers := map[string]int{}, 0
			for _, name := range []string{"seen.txtar", "held.txtar", "witness.txtar", "fourth.txtar", "fifth.txtar", "seventh.txtar", "eighth.txtar"} {
				for _, g := range ownPapers(t, name) {
					papers++
					sources, err := Read("a"+ending, []byte(made(t, g["text"])))
					if err != nil {
						t.Fatalf("%s: %v", g["file"], err)
					}
					f := parse.Document(parse.Split(sources[0])[0]).Fields
					got := map[string]string{"title": f.Title, "doc_no": f.DocNo, "issuer": strings.Join(f.Issuer, "、"), "date": string(f.Promulgated)}
					for column, value := range got {
						if bareName(value) == bareName(g[column]) {
							right[column]++
						} else {
							t.Logf("%s%s %s: %q, gold %q", g["file"], ending, column, value, g[column])
						}
					}
				}
			}
			for _, column := range []string{"title", "doc_no", "issuer", "date"} {
				share := float64(right[column]) / float64(papers)
				t.Logf("%s %s: %.3f of %d", ending, column, share, papers)
				if share < 0.98 {
					t.Errorf("%s: only %.3f", column, share)
				}
			}
		})
	}
}

// pageOf sets a text as on a page of 28 characters a line: what stands above the
// text in the middle and what is neither number nor day there larger, paragraphs
// moved in, signatures to the right.
func pageOf(text string) string {
	const wide, size, left = 28, 10, 100
	var b strings.Builder
	y, begun := 4000, false
	put := func(x, size int, s string) {
		fmt.Fprintf(&b, "BT /F1 %d Tf %d %d Td <%s> Tj ET\n", size, x, y, ucsHex(s))
	}
	for line := range strings.Lines(text) {
		body := []rune(strings.TrimSpace(line))
		stopped := strings.ContainsAny(string(body), "。；：:") && !strings.Contains(string(body), "签发人")
		begun = begun || stopped
		switch {
		case len(body) == 0:
		case !begun && strings.ContainsAny(string(body), "〔[【（第期次日★0123456789"):
			put(left+max(0, wide*size-len(body)*size)/2, size, string(body))
		case !begun:
			put(left+max(0, wide*size-len(body)*16)/2, 16, string(body))
		case !stopped && len(body) <= 16:
			put(left+(wide-4)*size-len(body)*size, size, string(body))
		default:
			x, room := left+2*size, wide-2
			for len(body) > room {
				put(x, size, string(body[:room]))
				body, x, room = body[room:], left, wide
				y -= 16
			}
			put(x, size, string(body))
		}
		if y -= 16; !begun || !stopped {
			y -= 14
		}
	}
	return b.String()
}

// ownPapers are the papers of an archive of package parse, with their gold and their
// text.
func ownPapers(t *testing.T, name string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "parse", "testdata", "official", name))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, part := range strings.Split("\n"+string(data), "\n-- ")[1:] {
		head, text, _ := strings.Cut(part, " --\n")
		files[head] = text
	}
	rows := strings.Split(strings.TrimSpace(files["gold.tsv"]), "\n")
	columns := strings.Split(rows[0], "\t")
	var out []map[string]string
	for _, row := range rows[1:] {
		g := map[string]string{}
		for i, v := range strings.Split(row, "\t") {
			g[columns[i]] = v
		}
		g["text"] = files[g["file"]]
		out = append(out, g)
	}
	return out
}
