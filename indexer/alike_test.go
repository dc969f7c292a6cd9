package indexer

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// scanner finds strings by looking through all texts.
type scanner []corpus.Document

func (s scanner) Quoting(_ context.Context, text string, _ int) (out []Head, err error) {
	for _, d := range s {
		if strings.Contains(d.Text, text) {
			out = append(out, Head{ID: d.ID, Fields: d.Fields})
		}
	}
	return out, nil
}

// essay is a text of n different sentences, beginning with the first.
func essay(id string, first, n int) corpus.Document {
	var b strings.Builder
	for i := first; i < first+n; i++ {
		fmt.Fprintf(&b, "第%d个支部把学习和业务放在一起来抓的做法。\n", i)
	}
	d := parse.Document(corpus.Source{Path: id + ".txt", Text: b.String()})
	d.ID = id
	return d
}

func TestFindAlike(t *testing.T) {
	whole := essay("whole", 0, 40)
	library := scanner{whole, essay("same", 0, 40), essay("most", 5, 40), essay("half", 20, 40), essay("other", 100, 40)}
	got, err := FindAlike(t.Context(), library, &whole)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, a := range got {
		ids = append(ids, a.ID)
	}
	if want := "same most"; strings.Join(ids, " ") != want {
		t.Errorf("alike: %v, want %s", got, want)
	}
	if got[0].Share != 1 {
		t.Errorf("share of the same text: %v", got[0].Share)
	}
	short := essay("short", 0, 2)
	if got, err := FindAlike(t.Context(), library, &short); err != nil || got != nil {
		t.Errorf("a text too short to tell: %v, %v", got, err)
	}
}

// Versions of one regulation are not each other's duplicates.
func TestVersionsAreNotTwins(t *testing.T) {
	var library scanner
	for _, year := range []string{"2018", "2023"} {
		text := "某某市机关党支部工作规定\n（" + year + "年5月1日发布）\n"
		for i := range 20 {
			text += fmt.Sprintf("第%s条 第%d个支部应当每月召开一次支部委员会会议。\n", corpus.FormatNumeral(i+1), i+1)
		}
		d := parse.Document(corpus.Source{Path: year + ".txt", Text: text})
		d.ID = year
		library = append(library, d)
	}
	if got, err := FindAlike(t.Context(), library, &library[0]); err != nil || got != nil {
		t.Errorf("alike: %v, %v", got, err)
	}
}
