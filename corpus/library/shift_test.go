package library

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// TestListIsShifted: a document of a list is the row with its text, wherever it stands;
// else the one with its title; else the one in its place.
func TestListIsShifted(t *testing.T) {
	type list []corpus.Source
	one, two, three := essay("1", "甲", "一"), essay("2", "乙", "二"), essay("3", "丙", "三")
	at := func(part string, s corpus.Source) corpus.Source {
		s.Part = part
		return s
	}
	for _, tt := range []struct {
		name        string
		first, then list
		want        string // the ids in the order of the rows
		untouched   int    // how many are as they were
	}{
		{"a row above", list{one, two}, list{essay("1", "新", "零"), at("2", one), at("3", two)}, "新 甲 乙", 2},
		{"a row between", list{one, two}, list{one, essay("2", "新", "零"), at("3", two)}, "甲 新 乙", 2},
		{"a row less", list{one, two, three}, list{at("1", two), at("2", three)}, "乙 丙", 2},
		{"another order", list{one, two, three}, list{at("1", three), at("2", one), at("3", two)}, "丙 甲 乙", 3},
		{"a row above and one changed", list{one, two}, list{essay("1", "新", "零"), essay("2", "甲", "一改"), at("3", two)}, "新 甲 乙", 1},
		{"changed in its place", list{one, two}, list{essay("1", "新甲", "一改"), two}, "甲 乙", 1},
		{"two of one text", list{essay("1", "甲", "同"), essay("2", "乙", "同")}, list{essay("1", "新", "零"), essay("2", "甲", "同"), essay("3", "乙", "同")}, "新 甲 乙", 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			put(t, l, file("/a.csv", "1"), tt.first...)
			before := seqOf(t, l)
			texts := map[string]string{}
			for rec, err := range l.All(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				texts[rec.Document.ID] = rec.Document.Text
			}
			recs, _ := put(t, l, file("/a.csv", "2"), tt.then...)
			if got := ids(recs); !slices.Equal(got, strings.Fields(tt.want)) {
				t.Errorf("they are %v, want %s", got, tt.want)
			}
			untouched := 0
			for i, rec := range recs {
				if rec.Document.Part != tt.then[i].Part || get(t, l, rec.Document.ID).Document.Part != tt.then[i].Part {
					t.Errorf("%s is part %q, want %q", rec.Document.ID, rec.Document.Part, tt.then[i].Part)
				}
				if rec.Seq <= before {
					untouched++
				}
			}
			if untouched != tt.untouched {
				t.Errorf("%d are as they were, want %d", untouched, tt.untouched)
			}
			sound(t, l)
			if seqOf(t, l) == before {
				return // nothing to undo
			}
			undo(t, l, recs[0].Document.ID)
			for id, text := range texts {
				if got := get(t, l, id).Document.Text; got != text {
					t.Errorf("undone: %s is %q, want %q", id, got, text)
				}
			}
			if _, outcome := put(t, l, file("/a.csv", "2"), tt.then...); outcome != Updated {
				t.Errorf("again: %s", outcome)
			}
			sound(t, l)
		})
	}
}
