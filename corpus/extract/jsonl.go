package extract

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// jsonLines holds one document a line, as a JSON object: its text under one of
// textNames, its fields under the names that hintNames knows, and under tiaowen
// those that a person states.
type jsonLines struct{}

func (jsonLines) name() string      { return " JSON Lines" }
func (jsonLines) endings() []string { return []string{".jsonl", ".ndjson"} }

// claims is for files under a wrong ending: the first line is a document.
func (jsonLines) claims(f *file) bool {
	text, err := f.text()
	if err != nil || f.ending == ".json" {
		return false
	}
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if !strings.HasPrefix(line, "{") {
		return false
	}
	_, err = readLine(line)
	return err == nil
}

// mostBadLines are reported one by one; of the others only their number.
const mostBadLines = 20

func (jsonLines) read(f *file) ([]corpus.Source, error) {
	text, err := f.text()
	if err != nil {
		return nil, err
	}
	var sources []corpus.Source
	bad := 0
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		source, err := readLine(line)
		if err != nil {
			if bad++; bad <= mostBadLines {
				f.note(note(NoteBadLine, corpus.Warning, "第 %d 行没有读入：%s", i+1, err))
			}
			continue
		}
		source.Part, source.Exact = strconv.Itoa(i+1), utf8.Valid(f.raw)
		sources = append(sources, source)
	}
	if bad > mostBadLines {
		f.note(note(NoteBadLine, corpus.Warning, "另有 %d 行没有读入", bad-mostBadLines))
	}
	if len(sources) == 0 {
		return nil, refuse(NoDocuments, "%d 行中没有一行是可以读取的文献（每行应是一个带正文的 JSON 对象，正文的键名是“正文”、content 或 text）", bad)
	}
	return sources, nil
}

// textNames are the keys a document's text is looked for under, in order.
var textNames = []string{"content", "text", "body", "正文", "内容", "全文", "文本"}

func readLine(line string) (corpus.Source, error) {
	var s corpus.Source
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &object); err != nil {
		return s, errors.New("不是 JSON 对象")
	}
	keys := sortedKeys(object)
	if i := columnOfText(keys); i >= 0 {
		if values, ok := stringsOf(object[keys[i]]); ok {
			s.Text, _ = tidy(strings.ToValidUTF8(strings.Join(values, "\n"), "\ufffd"))
		}
	}
	if strings.TrimSpace(s.Text) == "" {
		return s, errors.New("没有正文（正文、content 或 text）")
	}
	for _, name := range keys {
		if values, ok := stringsOf(object[name]); ok {
			claim(&s, columnName(name), values...)
		}
	}
	if stated, ok := object["tiaowen"]; ok {
		if err := checkStated(stated); err != nil {
			s.Diagnostics = append(s.Diagnostics, note(NoteStated, corpus.Warning, "tiaowen 字段没有采用：%s", complaint(err)))
		} else {
			s.Stated = stated
		}
	}
	stateTitle(&s)
	return s, nil
}

// secrecyColumn is the name of a column that says how secret a text is.
const secrecyColumn = "密级"

// claim takes up what a column says of a text: a field, or that it is secret.
func claim(s *corpus.Source, name string, values ...string) {
	if name == secrecyColumn {
		markHead(s, []string{"密级：" + strings.Join(values, "")})
		return
	}
	hint(&s.Hints, name, values...)
}

// stateTitle makes the title of a column one that is stated: who has put titles
// in a column of their own knows them better than the first lines of the texts.
func stateTitle(s *corpus.Source) {
	if s.Hints.Title == "" {
		return
	}
	title, err := json.Marshal(map[string]string{"title": s.Hints.Title})
	if err != nil {
		return // a string never fails
	}
	if merged, err := mergeStated(title, s.Stated); err == nil {
		s.Stated = merged
	}
}

// stringsOf understands a string, a number and a list of them.
func stringsOf(value json.RawMessage) ([]string, bool) {
	var one any
	if len(value) == 0 || json.Unmarshal(value, &one) != nil {
		return nil, false
	}
	list, ok := one.([]any)
	if !ok {
		list = []any{one}
	}
	var out []string
	for _, v := range list {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case float64:
			out = append(out, strconv.FormatFloat(v, 'f', -1, 64))
		default:
			return nil, false
		}
	}
	return out, len(out) > 0
}

// sortedKeys puts the keys in an order in which the better name for a field
// comes first: an exact date before a year.
func sortedKeys(object map[string]json.RawMessage) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if ya, yb := onlyYear(a), onlyYear(b); ya != yb {
			if ya {
				return 1
			}
			return -1
		}
		return strings.Compare(a, b)
	})
	return keys
}

// onlyYear reports whether a name is of a date's year and no more.
func onlyYear(name string) bool {
	name = columnName(name)
	return name == "year" || name == "年份"
}
