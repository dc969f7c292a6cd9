package extract

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus"
)

// tableFormat reads tables of documents, as databases and spreadsheets export
// them: one document a row, the first line naming the columns. Which column is
// the text and which a field is told by its name, as with JSON lines.
type tableFormat struct{}

func (tableFormat) name() string      { return "表格（CSV）" }
func (tableFormat) endings() []string { return []string{".csv", ".tsv", ".tab"} }
func (tableFormat) claims(*file) bool { return false }

func (tableFormat) read(f *file) ([]corpus.Source, error) {
	text, err := f.text()
	if err != nil {
		return nil, err
	}
	if line, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(line, "sep=") {
		text = "\n" + rest // Excel's line that names the separator; lines still count from it
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separatorOf(text)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	head, err := r.Read()
	if err != nil {
		return nil, refuse(NoColumns, "读不出表格的第一行")
	}
	columns, err := f.columns(head)
	if err != nil {
		return nil, err
	}
	return f.rows(r, columns)
}

// separatorOf is the sign that the first line has most of.
func separatorOf(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	best, most := ',', 0
	for _, sign := range ",\t;，" {
		if n := strings.Count(first, string(sign)); n > most {
			best, most = sign, n
		}
	}
	return best
}

// columns are the names of a table's columns, in their order, the text's as
// the first of textNames.
func (f *file) columns(head []string) ([]string, error) {
	text := columnOfText(head)
	if text < 0 {
		return nil, refuse(NoColumns, "表格第一行没有正文一列：请把正文的列名写作“正文”（或 %s），标题写作“标题”，日期写作“发布日期”，其余如“来源”“发文机关”“文号”；现在的列名是 %s",
			strings.Join(textNames, "、"), shortened(strings.Join(head, "、")))
	}
	columns := make([]string, len(head))
	var unknown []string
	for i, name := range head {
		columns[i] = columnName(name)
		if i == text {
			columns[i] = textNames[0]
		} else if _, known := hintNames[columns[i]]; !known && columns[i] != "" && columns[i] != secrecyColumn {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		f.note(note(NoteColumns, corpus.Note, "表格里的这些列没有采用：%s", shortened(strings.Join(unknown, "、"))))
	}
	return columns, nil
}

func columnOfText(head []string) int {
	for _, wanted := range textNames {
		for i, name := range head {
			if columnName(name) == wanted {
				return i
			}
		}
	}
	return -1
}

// columnName is a name as the tables of names have it.
func columnName(name string) string {
	return strings.ToLower(strings.Trim(strings.TrimSpace(name), "\ufeff\"*【】[]：: "))
}

func shortened(s string) string {
	const longest = 120
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}

// rows reads a document of each row.
func (f *file) rows(r *csv.Reader, columns []string) ([]corpus.Source, error) {
	var sources []corpus.Source
	bad := 0
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		line, reason := 0, "引号不成对"
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			line = broken.StartLine
		case err != nil:
			return nil, refuse(Broken, "表格已损坏，不能读取")
		default:
			line, _ = r.FieldPos(0)
			if strings.TrimSpace(strings.Join(row, "")) == "" {
				continue
			}
			source, ok := rowSource(row, columns)
			if ok {
				source.Part = strconv.Itoa(line)
				sources = append(sources, source)
				continue
			}
			reason = "没有正文"
		}
		if bad++; bad <= mostBadLines {
			f.note(note(NoteBadLine, corpus.Warning, "第 %d 行没有读入：%s", line, reason))
		}
	}
	if bad > mostBadLines {
		f.note(note(NoteBadLine, corpus.Warning, "另有 %d 行没有读入", bad-mostBadLines))
	}
	if len(sources) == 0 {
		return nil, refuse(NoDocuments, "表格里没有一行有正文")
	}
	return sources, nil
}

// rowSource makes a text of a row. A column of years comes last: a date beside
// it says more.
func rowSource(row, columns []string) (corpus.Source, bool) {
	var s corpus.Source
	columns = columns[:min(len(row), len(columns))]
	if i := slices.Index(columns, textNames[0]); i >= 0 {
		s.Text = row[i]
	}
	for _, years := range []bool{false, true} {
		for i, name := range columns {
			if name != textNames[0] && onlyYear(name) == years {
				claim(&s, name, row[i])
			}
		}
	}
	stateTitle(&s)
	return s, strings.TrimSpace(s.Text) != ""
}
