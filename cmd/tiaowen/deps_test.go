package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// neighbours says of every package which others of the module it may import, and
// why no more. A new package needs a row.
var neighbours = map[string]struct {
	may []string
	why string
}{
	"corpus":                 {[]string{"corpus/pattern"}, "the domain's values stand on the standard library alone, and on what makes it fast"},
	"corpus/pattern":         {nil, "an expression is an expression, whatever it is looked for in"},
	"corpus/parse":           {[]string{"corpus", "corpus/pattern"}, "a text is understood by itself, whoever asks and wherever it is kept"},
	"corpus/cite":            {[]string{"corpus"}, "citations are read from the words, without knowing what is held"},
	"corpus/formula":         {[]string{"corpus"}, "what a text spells out is drawn from its words, whoever holds it"},
	"corpus/requirement":     {[]string{"corpus"}, "what a sentence asks is read from its words, whoever wants to know"},
	"corpus/amendment":       {[]string{"corpus", "corpus/compare", "corpus/requirement"}, "what changed in requirements is told by two texts, wherever they are kept"},
	"corpus/match":           {nil, "strings are found in a text whatever they mean"},
	"corpus/topic":           {[]string{"corpus", "corpus/match"}, "topics are earned by words alone"},
	"corpus/sharedtest":      {nil, "it finds the real texts, and knows nothing of them"},
	"corpus/sample":          {nil, "it holds files, which are read like any others"},
	"corpus/extract":         {[]string{"corpus"}, "a file becomes text and layout; what it says is for parse"},
	"corpus/extract/apart":   {[]string{"corpus", "corpus/extract", "corpus/remark"}, "it takes files from outside apart in a child process, and nothing else"},
	"corpus/compare":         {[]string{"corpus"}, "two texts are compared wherever they come from"},
	"corpus/packet":          {[]string{"corpus", "corpus/compare"}, "what is taken away is written from values, not from the library"},
	"corpus/remark":          {[]string{"corpus", "corpus/compare", "corpus/extract"}, "remarks are written into a file, whoever found what"},
	"corpus/packet/table":    {nil, "a table is written whatever stands in it"},
	"corpus/packet/calendar": {nil, "days are written whatever is due"},
	"corpus/library":         {[]string{"corpus", "corpus/packet", "corpus/parse", "corpus/problem", "corpus/requirement"}, "it keeps and re-reads texts; it knows no index and no search"},
	"corpus/library/reading": {[]string{"corpus", "corpus/cite", "corpus/library"}, "texts are read once for whoever asks; what others tell of them it keeps and does not know"},

	"search":               {[]string{"corpus"}, "question and answer know no engine and no reader of addresses"},
	"search/pinyin":        {nil, "it knows characters and sounds, no texts"},
	"search/naming":        {[]string{"corpus", "search"}, "names are compared without knowing what bears them"},
	"search/resolve":       {[]string{"corpus", "corpus/cite", "corpus/compare", "search", "search/naming", "search/pinyin"}, "an address is resolved without an engine"},
	"search/suggest":       {[]string{"corpus", "search", "search/naming", "search/pinyin", "search/resolve"}, "it completes what resolve would understand"},
	"search/answer":        {[]string{"corpus", "corpus/requirement", "search", "search/pinyin"}, "a value is told out of clauses that are handed to it, with what was drawn of them"},
	"search/ask":           {[]string{"corpus", "search", "search/resolve", "search/suggest"}, "it joins an engine with resolve and suggest, whichever engine it is"},
	"search/basis":         {[]string{"corpus", "corpus/match", "corpus/pattern", "search"}, "whether a library bears on a question is decided by what any engine can tell"},
	"search/bleve":         {[]string{"corpus", "corpus/match", "indexer", "indexer/words", "corpus/problem", "search", "search/basis", "search/bleve/zap", "search/meaning", "search/meaning/codes"}, "an engine finds passages; addresses are none of its business"},
	"search/bleve/zap":     {[]string{"search"}, "the bytes of a segment, whatever is searched in them"},
	"search/meaning":       {nil, "what a text means is told by the text alone"},
	"search/meaning/codes": {[]string{"search/meaning"}, "codes are kept whatever is done with them"},
	"search/meaning/make":  {nil, "it takes the model over, before there is an encoder"},
	"search/meaning/pca":   {[]string{"search/meaning"}, "it asks the encoder, by hand, of whatever texts it is given"},
	"search/duty":          {[]string{"corpus", "corpus/requirement", "search", "search/resolve"}, "requirements are listed whatever keeps them; the store tells them by an interface"},
	"search/shelf":         {[]string{"corpus", "corpus/packet", "corpus/parse", "search", "search/resolve"}, "what is taken and rechecked is told without HTTP"},
	"search/procedure":     {[]string{"corpus", "corpus/requirement", "search", "search/resolve", "search/shelf"}, "steps are checked against whatever is held, without HTTP"},
	"search/check":         {[]string{"corpus", "corpus/cite", "corpus/compare", "corpus/formula", "corpus/parse", "corpus/requirement", "search", "search/naming", "search/resolve"}, "a draft is held against what any engine and the resolver can tell, without HTTP"},
	"search/judge":         {[]string{"corpus", "corpus/cite"}, "judging is told ranks; it asks nobody"},
	"search/searchtest":    {[]string{"corpus", "corpus/extract", "corpus/parse", "corpus/sharedtest", "search"}, "it must not import the rooms whose tests use it"},

	"indexer":            {[]string{"corpus", "corpus/cite", "corpus/formula", "corpus/library", "corpus/parse", "corpus/problem", "corpus/topic", "search", "search/resolve"}, "it carries texts from the library to whatever engine there is"},
	"indexer/learning":   {[]string{"search/meaning/codes"}, "it has what lacks found out and kept, by whatever engine and encoder"},
	"indexer/watch":      {[]string{"indexer", "corpus/problem"}, "it hands files on and knows nothing of what is in them"},
	"indexer/words":      {[]string{"corpus", "indexer/words/trie"}, "words are cut for whoever asks"},
	"indexer/words/trie": {nil, "words are kept, whatever they are for"},

	"corpus/problem": {nil, "whatever can fail may know it, so it knows nothing and stands on the standard library"},

	"web": {[]string{"corpus", "corpus/amendment", "corpus/compare", "corpus/library", "corpus/library/reading", "corpus/packet", "corpus/packet/calendar", "corpus/packet/table", "corpus/problem", "corpus/remark", "corpus/requirement", "corpus/topic", "indexer", "indexer/learning", "indexer/watch", "search", "search/answer", "search/check", "search/duty", "search/procedure", "search/resolve", "search/shelf", "search/suggest"}, "a page or an answer knows no engine, and nothing below it knows the web"},

	"indexer/words/compile": {[]string{"indexer/words/trie"}, "it writes gse's words for the program, and is not part of it"},

	"cmd/tiaowen/notices": {nil, "it looks at what is linked from outside"},
}

// only says which modules a single package may know.
var only = []struct {
	prefix   string // of what is imported; of a package of this module, that alone
	packages []string
	why      string
}{
	{"github.com/blevesearch/", []string{"search/bleve", "search/bleve/zap", "search/meaning/codes"}, "the index format is one piece of knowledge; codes are mapped as its texts are"},
	{"github.com/RoaringBitmap/", []string{"search/bleve", "search/bleve/zap"}, "posting lists are the engine's"},
	{"github.com/go-ego/gse", []string{"indexer/words/compile"}, "its dictionary is compiled into that of the program, which does not carry it"},
	{"github.com/mozillazg/go-pinyin", []string{"search/pinyin"}, "readings are looked up in one place"},
	{"github.com/labstack/", []string{"web"}, "a handler is a detail of the web"},
	{"github.com/danielgtaylor/huma", []string{"web"}, "the API's framework is a detail of the web"},
	{"database/sql", []string{"corpus/library"}, "the store is one piece of knowledge"},
	{"modernc.org/sqlite", []string{"corpus/library"}, "the store is one piece of knowledge"},
	{"github.com/ledongthuc/pdf", []string{"corpus/extract"}, "formats are read in one room"},
	{"github.com/klippa-app/go-pdfium", []string{"corpus/extract"}, "formats are read in one room"},
	{"github.com/VictoriaMetrics/", []string{"web"}, "what is counted is a detail of the web"},
	{"github.com/xuri/excelize", []string{"corpus/packet/table"}, "formats are written in one room"},
	{"github.com/arran4/golang-ical", []string{"corpus/packet/calendar"}, "formats are written in one room"},
	{"golang.org/x/net/html", []string{"corpus/extract"}, "formats are read in one room"},
	{"github.com/alecthomas/kong", []string{"cmd/tiaowen"}, "only main reads flags"},
}

// TestDependencies keeps the import graph as it was planned.
func TestDependencies(t *testing.T) {
	imports := importGraph(t)
	for name, list := range imports {
		row, known := neighbours[name]
		if !known && name != "cmd/tiaowen" {
			t.Errorf("%s has no row in this test", name)
		}
		for _, imported := range list {
			if own, found := strings.CutPrefix(imported, "tiaowen/"); found && known && !slices.Contains(row.may, own) {
				t.Errorf("%s imports %s: %s", name, own, row.why)
			}
			if (name == "corpus" || name == "corpus/problem") && strings.Contains(imported, ".") {
				t.Errorf("%s imports %s: %s", name, imported, row.why)
			}
			for _, rule := range only {
				if strings.HasPrefix(imported, rule.prefix) && !slices.Contains(rule.packages, name) {
					t.Errorf("%s imports %s: %s", name, imported, rule.why)
				}
			}
		}
	}
	for name, row := range neighbours {
		for _, may := range row.may {
			if !slices.Contains(imports[name], "tiaowen/"+may) {
				t.Errorf("%s no longer imports %s: take it out of its row", name, may)
			}
		}
	}
}

// importGraph lists by the path within the module what each package imports, tests
// apart.
func importGraph(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "tiaowen/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	graph := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		graph[strings.TrimPrefix(fields[0], "tiaowen/")] = fields[1:]
	}
	return graph
}
