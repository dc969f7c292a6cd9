package topic

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
)

// What the lexicon reached on the labelled texts (0.781 and 0.851; before the
// labels were seen 0.753 and 0.866), less one text's worth for changes in
// reading them. A fall below is a fall in quality. -v prints the figures.
const (
	goldFile       = "testdata/topics_gold.tsv"
	leastPrecision = 0.76
	leastRecall    = 0.83
)

// TestTopicsGold compares the topics of real texts with those that a person
// gave them: each line a path below the shared texts, a tab, topics with ; .
func TestTopicsGold(t *testing.T) {
	gold, err := os.ReadFile(goldFile)
	if err != nil {
		t.Fatal(err)
	}
	var right, found, labelled int
	for line := range strings.Lines(string(gold)) {
		path, topics, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(path, "#") {
			continue
		}
		want := strings.Split(topics, ";")
		d := readShared(t, path)
		got := namesOf(Default().Topics(&d))
		for _, topic := range want {
			if !slices.Contains(Default().Names(), topic) {
				t.Errorf("%s: the lexicon has no topic %q", path, topic)
			}
			if slices.Contains(got, topic) {
				right++
			}
		}
		found, labelled = found+len(got), labelled+len(want)
		t.Logf("%s: want %v, got %v", path, want, got)
	}
	precision, recall := float64(right)/float64(max(found, 1)), float64(right)/float64(max(labelled, 1))
	t.Logf("precision %.3f (%d of %d), recall %.3f (%d of %d)", precision, right, found, recall, right, labelled)
	if precision < leastPrecision || recall < leastRecall {
		t.Errorf("precision %.3f, recall %.3f; want at least %.2f and %.2f", precision, recall, leastPrecision, leastRecall)
	}
}

var (
	goldHeading = regexp.MustCompile(`(?m)^#+[ \t]*`)
	goldMarkup  = strings.NewReplacer("**", "", "<!-- INFO END -->", "")
)

// readShared parses a shared text with its Markdown taken off by hand: the
// packages that read files stand above this one.
func readShared(t *testing.T, path string) corpus.Document {
	t.Helper()
	raw, err := os.ReadFile(sharedtest.Path(t, strings.Split(path, "/")...))
	if err != nil {
		t.Fatal(err)
	}
	text := goldMarkup.Replace(strings.ReplaceAll(strings.ToValidUTF8(string(raw), "�"), "\r\n", "\n"))
	src := corpus.Source{Path: path}
	for line := range strings.Lines(text) {
		start := len(src.Text)
		bare := goldHeading.ReplaceAllString(line, "")
		src.Text += bare
		if level := strings.Count(line[:len(line)-len(bare)], "#"); level > 0 && strings.TrimSpace(bare) != "" {
			end := start + len(strings.TrimRight(bare, "\n"))
			src.Marks = append(src.Marks, corpus.Mark{Kind: corpus.MarkHeading, Level: level, Span: corpus.Span{Start: start, End: end}})
		}
	}
	return parse.Document(src)
}

// TestTopicsOfLaws: no state law is without a topic, or only topics of the Party.
func TestTopicsOfLaws(t *testing.T) {
	l, fields := Default(), map[string]field{}
	for _, topic := range l.topics {
		fields[topic.name] = topic.field
	}
	for _, folder := range []string{"刑法", "民法典", "社会法", "诉讼与非诉讼程序法"} {
		files, err := os.ReadDir(sharedtest.Path(t, "law", folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			d := readShared(t, "law/"+folder+"/"+f.Name())
			found := l.Topics(&d)
			if len(found) == 0 || fields[found[0].Topic] != stateLaw {
				t.Errorf("%s/%s: %v", folder, f.Name(), namesOf(found))
			}
		}
	}
}
