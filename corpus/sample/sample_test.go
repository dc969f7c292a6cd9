package sample

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// split parts a sample from its front matter.
func split(t *testing.T, f File) (front, body string) {
	t.Helper()
	rest, ok := strings.CutPrefix(string(f.Data), "---\ntiaowen:\n")
	if !ok {
		t.Fatalf("%s: no front matter", f.Name)
	}
	front, body, ok = strings.Cut(rest, "\n---\n")
	if !ok {
		t.Fatalf("%s: front matter has no end", f.Name)
	}
	return front, strings.TrimLeft(body, "\n")
}

// stated turns front matter into the JSON object it stands for. The samples use
// no more of YAML than `key: value` and `key: [a, b]`.
func stated(t *testing.T, f File) []byte {
	t.Helper()
	front, _ := split(t, f)
	object := map[string]any{}
	for line := range strings.SplitSeq(front, "\n") {
		key, value, ok := strings.Cut(line, ": ")
		key, indented := strings.CutPrefix(key, "  ")
		if !ok || !indented {
			t.Fatalf("%s: not a field: %q", f.Name, line)
		}
		object[key] = yamlValue(value)
	}
	out, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func yamlValue(value string) any {
	if value == "true" {
		return true
	}
	if inner, ok := strings.CutPrefix(value, "["); ok {
		return strings.Split(strings.TrimSuffix(inner, "]"), ", ")
	}
	return value
}

func fields(t *testing.T, f File) corpus.Fields {
	t.Helper()
	got, err := corpus.Fields{}.With(stated(t, f))
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return got
}

func TestFilesAreSortedAndUTF8(t *testing.T) {
	files := Files()
	byName := func(a, b File) int { return strings.Compare(a.Name, b.Name) }
	if !slices.IsSortedFunc(files, byName) {
		t.Error("not sorted by name")
	}
	for _, f := range files {
		if !utf8.Valid(f.Data) || bytes.ContainsRune(f.Data, '\r') {
			t.Errorf("%s: want UTF-8 with LF", f.Name)
		}
	}
}

func TestFieldsSayThatItIsASample(t *testing.T) {
	ids := map[string]string{}
	for _, f := range Files() {
		got := fields(t, f)
		if !strings.Contains(got.Title, "示例") || !got.Sample {
			t.Errorf("%s: title %q, sample %v", f.Name, got.Title, got.Sample)
		}
		if first, twice := ids[got.BaseID()]; twice {
			t.Errorf("%s and %s have one id", first, f.Name)
		}
		ids[got.BaseID()] = f.Name
	}
}

func TestTextStatesItsOwnTitle(t *testing.T) {
	for _, f := range Files() {
		_, body := split(t, f)
		first, _, _ := strings.Cut(body, "\n")
		if got := strings.Trim(first, "# 　"); got != fields(t, f).Title {
			t.Errorf("%s: first line %q is not the title", f.Name, got)
		}
	}
}

func TestEveryKindIsThere(t *testing.T) {
	count := map[corpus.Kind]int{}
	for _, f := range Files() {
		count[fields(t, f).Kind]++
	}
	want := map[corpus.Kind]int{corpus.Regulation: 6, corpus.Speech: 4, corpus.Essay: 6}
	for kind, least := range want {
		if count[kind] < least {
			t.Errorf("%d of %s, want at least %d", count[kind], kind, least)
		}
	}
}

func TestEveryTextIsLongEnough(t *testing.T) {
	for _, f := range Files() {
		_, body := split(t, f)
		if n := utf8.RuneCountInString(corpus.Fold(body)); n < 600 {
			t.Errorf("%s: %d characters, want 600", f.Name, n)
		}
	}
}

var articleHead = regexp.MustCompile(`(?m)^[ 　*]*第([一二三四五六七八九十百]+)条(之一)?[ 　*（]`)

// A gap in the numbers would greet a newcomer with a warning.
func TestArticlesRunOn(t *testing.T) {
	for _, f := range Files() {
		got := fields(t, f)
		if got.Kind != corpus.Regulation || got.Genre == corpus.GenreNormative {
			continue
		}
		_, body := split(t, f)
		last := 0
		for _, m := range articleHead.FindAllStringSubmatch(body, -1) {
			n, _ := corpus.ParseNumeral(m[1])
			if n != last+1 && (m[2] == "" || n != last) {
				t.Errorf("%s: 第%s条%s after %d", f.Name, m[1], m[2], last)
			}
			last = n
		}
		if last < 15 || last > 30 {
			t.Errorf("%s: %d articles, want 15 to 30", f.Name, last)
		}
	}
}

var titleQuoted = regexp.MustCompile(`《([^《》]*示例[^《》]*（示例）[^《》]*)》`)

func TestSamplesCiteOnlySamples(t *testing.T) {
	titles := map[string]bool{}
	for _, f := range Files() {
		titles[corpus.Fold(fields(t, f).Title)] = true
	}
	citing := 0
	for _, f := range Files() {
		_, body := split(t, f)
		cited := titleQuoted.FindAllStringSubmatch(body, -1)
		for _, m := range cited {
			if !titles[corpus.Fold(m[1])] {
				t.Errorf("%s cites 《%s》, which is no sample", f.Name, m[1])
			}
		}
		if len(cited) > 0 && fields(t, f).Kind != corpus.Regulation {
			citing++
		}
	}
	if citing < 8 {
		t.Errorf("%d speeches and essays cite a sample, want 8", citing)
	}
}

func TestWordsANewcomerTries(t *testing.T) {
	for _, word := range []string{"三会一课", "主题党日", "战斗堡垒", "民主评议党员", "谈心谈话"} {
		found := 0
		for _, f := range Files() {
			if strings.Contains(corpus.Fold(string(f.Data)), word) {
				found++
			}
		}
		if found < 2 {
			t.Errorf("%s stands in %d samples, want several", word, found)
		}
	}
}

// ownGram is how many characters in a row the samples may not share with a real
// text: long enough for names and set phrases, too short for a sentence.
const ownGram = 20

func TestNoSentenceOfARealText(t *testing.T) {
	grams := map[string]string{}
	for _, f := range Files() {
		_, body := split(t, f)
		eachGram(corpus.Fold(body), func(gram string) { grams[gram] = f.Name })
	}
	told := map[string]bool{}
	for _, folder := range []string{"party", "law", "articles", "seeds", "speech"} {
		eachText(t, sharedtest.Path(t, folder), func(path, text string) {
			eachGram(corpus.Fold(text), func(gram string) {
				if name, ok := grams[gram]; ok && !told[gram] {
					told[gram] = true
					t.Errorf("%s shares %q with %s", name, gram, filepath.Base(path))
				}
			})
		})
	}
}

// eachGram calls visit with every run of ownGram characters of s.
func eachGram(s string, visit func(string)) {
	var starts [ownGram]int
	n := 0
	for i := range s {
		if n >= ownGram {
			visit(s[starts[n%ownGram]:i])
		}
		starts[n%ownGram] = i
		n++
	}
	if n >= ownGram {
		visit(s[starts[n%ownGram]:])
	}
}

// eachText calls visit with every file below dir; of JSON lines, which escape
// their text, with every string.
func eachText(t *testing.T, dir string, visit func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if filepath.Ext(path) != ".jsonl" {
			visit(path, string(data))
			return nil
		}
		return eachString(data, func(text string) { visit(path, text) })
	})
	if err != nil {
		t.Fatal(err)
	}
}

func eachString(lines []byte, visit func(string)) error {
	scan := bufio.NewScanner(bytes.NewReader(lines))
	scan.Buffer(nil, len(lines)+1)
	for scan.Scan() {
		var object map[string]any
		if err := json.Unmarshal(scan.Bytes(), &object); err != nil {
			return err
		}
		for _, value := range object {
			if s, ok := value.(string); ok {
				visit(s)
			}
		}
	}
	return scan.Err()
}
