package searchtest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
)

// Shelf holds documents in memory as the library would.
type Shelf map[string]corpus.Document

func (s Shelf) Document(_ context.Context, id string) (*corpus.Document, error) {
	d, ok := s[id]
	if !ok {
		return nil, os.ErrNotExist
	}
	return &d, nil
}

func (s Shelf) Add(d corpus.Document) {
	d.ID = d.Fields.BaseID()
	for s[d.ID].Root != nil {
		d.ID += "~2"
	}
	s[d.ID] = d
}

// Titled lists what the library would tell the resolver.
func (s Shelf) Titled() []search.Titled {
	var versions []corpus.Version
	for id, d := range s {
		versions = append(versions, corpus.Version{ID: id, Fields: d.Fields})
	}
	corpus.SortVersions(versions)
	standings := corpus.Standings(versions)
	var out []search.Titled
	for _, v := range versions {
		out = append(out, search.Titled{ID: v.ID, Fields: v.Fields, Standing: standings[v.ID]})
	}
	return out
}

// RealShelf reads real files below the shared folder.
func RealShelf(t testing.TB, folders ...string) Shelf {
	t.Helper()
	s := Shelf{}
	for _, folder := range folders {
		root := sharedtest.Path(t, strings.Split(folder, "/")...)
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sources, err := extract.Read(path, raw)
			if err != nil {
				return err
			}
			for _, src := range sources {
				s.Add(parse.Document(src))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// Written makes a document of our own wording with fields given.
func Written(f corpus.Fields, body string) corpus.Document {
	if f.Kind == "" {
		f.Kind = corpus.Regulation
	}
	stated, err := json.Marshal(f)
	if err != nil {
		panic(err)
	}
	return parse.Document(corpus.Source{Path: f.Title + ".txt", Text: f.Title + "\n\n" + body, Stated: stated})
}

// ArticlesOf is a body of articles from one number to another.
func ArticlesOf(from, to int) string {
	var b strings.Builder
	for n := from; n <= to; n++ {
		fmt.Fprintf(&b, "第%s条　这里写示例的第%d个要求。\n\n", corpus.FormatNumeral(n), n)
	}
	return b.String()
}

const Itemised = `第一章　总则

第一条　这里写示例的目的。

这里写第二个意思。

第二条　有下列情形之一的，应当报告：

（一）样本有缺损的；

（二）样本有出入的。

有下列情形的，不必报告：

（一）样本已经补齐的；

（三）样本已经封存的。

第三条　样本分为：

（一）甲类样本；

（二）乙类样本。

第二章　附则

第四条　本规定由示例部门解释。
`

const Today = corpus.Date("2026-11-22")

// Many are 5,000 titles of our own making and one text for all.
func Many() ([]search.Titled, search.Texts) {
	places := []string{"甲川", "乙岭", "丙湖", "丁原", "戊滩", "己洲", "庚峡", "辛湾", "壬坡", "癸谷"}
	things := []string{"样本登记", "器物保管", "档案移交", "场地使用", "票据核销", "车船调度", "仪器检定", "图纸归档", "样品封存", "库房巡查"}
	genres := []string{"管理工作条例（试行）", "监督管理办法", "实施细则", "若干规定", "工作规则"}
	var out []search.Titled
	for i := range 5000 {
		title := fmt.Sprintf("中国共产党%s%s%s%s", places[i%10], places[i/10%10], things[i/100%10], genres[i/1000%5])
		out = append(out, search.Titled{ID: fmt.Sprint(i), Fields: corpus.Fields{Title: title, Kind: corpus.Regulation, Promulgated: "2020-01-01", Effective: "2020-01-01"}})
	}
	text := Written(corpus.Fields{Title: "示例办法"}, ArticlesOf(1, 60))
	return out, same(text)
}

// same is one text for every id.
type same corpus.Document

func (s same) Document(_ context.Context, id string) (*corpus.Document, error) {
	d := corpus.Document(s)
	d.ID = id
	return &d, nil
}
