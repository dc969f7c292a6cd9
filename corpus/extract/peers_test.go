package extract

import (
	"fmt"
	"math/bits"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"

	"tiaowen/corpus/sharedtest"
)

// TestAgainstPeers reads the real PDFs beside pdftotext and PDFium. Where the
// text is known it counts its characters that come in order and its paragraphs
// that come whole; elsewhere, how many of the characters that a peer reads are
// in order in ours. TIAOWEN_TABLE names a file to write the table to.
func TestAgainstPeers(t *testing.T) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not here")
	}
	var table strings.Builder
	fmt.Fprintf(&table, "# PDF 读取：与 pdftotext、PDFium 对照\n\n%s，`TIAOWEN_TABLE=.readme/extract.md go test ./corpus/extract -run TestAgainstPeers -v`。\n\n", time.Now().Format(time.DateOnly))
	table.WriteString("“字”是标准文本的字（不计空白）按顺序读出的比例，“段”是标准文本的段落整段读出（不断开、不与别的相连、不缺不多）的比例。\n\n")
	table.WriteString("| 文件（derived） | 段数 | 条问 字 | 条问 段 | pdftotext 字 | pdftotext 段 | PDFium 字 | PDFium 段 |\n|---|---|---|---|---|---|---|---|\n")
	gold, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "gold_党内监督条例.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range derivedPDFs {
		raw, texts := readByAll(t, program, sharedtest.Path(t, "extract", "derived", file))
		ours := readOne(t, file, string(raw)).Text
		fmt.Fprintf(&table, "| %s | %d |", file, len(paragraphsOf(string(gold))))
		mine, whole := inOrder(string(gold), ours), wholeParagraphs(string(gold), ours)
		fmt.Fprintf(&table, " %.4f | %.3f |", mine, whole)
		for _, peer := range texts {
			its, itsWhole := inOrder(string(gold), peer), wholeParagraphs(string(gold), peer)
			fmt.Fprintf(&table, " %.4f | %.3f |", its, itsWhole)
			if mine < its || whole < itsWhole {
				t.Errorf("%s: %.4f of the characters and %.3f of the paragraphs, a peer has %.4f and %.3f", file, mine, whole, its, itsWhole)
			}
		}
		table.WriteString("\n")
	}
	table.WriteString("\n其余真实文件没有标准文本：比例是对方读出的字按顺序也在条问读出的文本里的有多少；条问有意不收页码、页眉、水印，少的多半是这些。\n\n")
	table.WriteString("| 文件（pdf_real） | 条问 字数 | pdftotext 字数 | 其中条问有 | PDFium 字数 | 其中条问有 |\n|---|---|---|---|---|---|\n")
	files, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "extract", "pdf_real"), "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, path := range files {
		raw, texts := readByAll(t, program, path)
		ours := readOne(t, filepath.Base(path), string(raw)).Text
		fmt.Fprintf(&table, "| %s | %d |", filepath.Base(path), len(characters(ours)))
		for _, peer := range texts {
			fmt.Fprintf(&table, " %d | %.3f |", len(characters(peer)), inOrder(peer, ours))
		}
		table.WriteString("\n")
	}
	t.Log("\n" + table.String())
	if path := os.Getenv("TIAOWEN_TABLE"); path != "" {
		if err := os.WriteFile(path, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var derivedPDFs = []string{"libreoffice.pdf", "enc_rc4_emptyuser.pdf", "enc_aes256_emptyuser.pdf", "GB-EUC-H_noembed.pdf", "GBK-EUC-H_STSong_noembed.pdf", "UniGB-UCS2-H_noembed.pdf"}

// readByAll gives a file and what pdftotext and PDFium make of it.
func readByAll(t *testing.T, program, path string) (raw []byte, texts []string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first, err := exec.Command(program, "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		first = nil // it does not read the file
	}
	return raw, []string{string(first), plainPDFium(t, raw)}
}

// plainPDFium is the text of a file as PDFium gives it, page by page.
func plainPDFium(t *testing.T, raw []byte) string {
	t.Helper()
	e, err := currentEngine("")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	err = e.with(func(p pdfium.Pdfium) error {
		doc, err := openPDFium(p, raw, "")
		if err != nil {
			return err
		}
		for number := range doc.pages {
			page, err := p.GetPageText(&requests.GetPageText{Page: doc.page(number)})
			if err != nil {
				return err
			}
			b.WriteString(page.Text + "\n")
		}
		return nil
	})
	if err != nil {
		t.Log(err)
	}
	return b.String()
}

// characters are all but white space.
func characters(s string) []rune { return []rune(strings.Join(strings.Fields(s), "")) }

func paragraphsOf(s string) []string {
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if line = strings.Join(strings.Fields(line), ""); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// wholeParagraphs is the share of the gold's paragraphs that are a line of a
// text, each as often as it stands there.
func wholeParagraphs(gold, text string) float64 {
	has := map[string]int{}
	for _, p := range paragraphsOf(text) {
		has[p]++
	}
	whole, all := 0, paragraphsOf(gold)
	for _, p := range all {
		if has[p] > 0 {
			has[p]--
			whole++
		}
	}
	return float64(whole) / float64(max(len(all), 1))
}

// inOrder is the share of the gold's characters in the longest sequence that it
// has in common with a text.
func inOrder(gold, text string) float64 {
	a, b := characters(gold), characters(text)
	return float64(commonLength(a, b)) / float64(max(len(a), 1))
}

// commonLength is the length of the longest common subsequence, by Hyyrö's
// bit-parallel recurrence.
func commonLength(a, b []rune) int {
	words := (len(a) + 63) / 64
	places := map[rune][]uint64{}
	for i, r := range a {
		if places[r] == nil {
			places[r] = make([]uint64, words)
		}
		places[r][i/64] |= 1 << (i % 64)
	}
	row := make([]uint64, words)
	for i := range row {
		row[i] = ^uint64(0)
	}
	for _, r := range b {
		match := places[r]
		if match == nil {
			continue
		}
		carry := uint64(0)
		for i := range row {
			u := row[i] & match[i]
			sum, over := bits.Add64(row[i], u, carry)
			row[i], carry = sum|row[i]&^match[i], over
		}
	}
	n := 0
	for i, word := range row {
		used := min(64, len(a)-64*i)
		n += used - bits.OnesCount64(word<<(64-used)>>(64-used))
	}
	return n
}

func TestCommonLength(t *testing.T) {
	long := strings.Repeat("支部应当组织党员学习", 20)
	for _, c := range []struct {
		a, b string
		n    int
	}{{"甲乙丙", "甲丙", 2}, {"甲乙丙", "丙乙甲", 1}, {"", "甲", 0}, {"甲", "", 0}, {long, long, 200}, {long, long[30:], 190}, {long, "头" + long + "尾", 200}} {
		if got := commonLength([]rune(c.a), []rune(c.b)); got != c.n {
			t.Errorf("%q, %q: %d, want %d", c.a, c.b, got, c.n)
		}
	}
}
