package zap

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	stock "github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zapx "github.com/blevesearch/zapx/v17"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/search/searchtest"
)

// zapField is a field of a document as zap wants it: its terms in a map.
type zapField struct {
	name  string
	value []byte
	terms index.TokenFrequencies
}

func (f *zapField) Name() string                                     { return f.name }
func (f *zapField) ArrayPositions() []uint64                         { return nil }
func (f *zapField) Value() []byte                                    { return f.value }
func (f *zapField) NumPlainTextBytes() uint64                        { return 0 }
func (f *zapField) EncodedFieldType() byte                           { return 't' }
func (f *zapField) AnalyzedLength() int                              { return 0 }
func (f *zapField) Analyze()                                         {}
func (f *zapField) Size() int                                        { return 0 }
func (f *zapField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }

func (f *zapField) Options() index.FieldIndexingOptions {
	if f.value != nil {
		return index.StoreField
	}
	return index.IndexField | index.SkipFreqNorm
}

func fieldOf(name string, terms ...string) *zapField {
	f := &zapField{name: name, terms: index.TokenFrequencies{}}
	for _, t := range terms {
		f.terms[t] = &index.TokenFreq{}
	}
	return f
}

// zapDocument says in the plainest way which terms a document has.
func zapDocument(d *Document) index.Document {
	out := stock.NewDocument(d.Key)
	out.AddIDField()
	if d.Head != nil {
		out.AddField(&zapField{name: HeadField, value: d.Head})
	}
	title, trail, runes := []string{}, []string{}, []string{}
	EachSequence(d.Text, func(s string) {
		for _, r := range s {
			runes = append(runes, string(r))
		}
	})
	for _, s := range d.Title {
		EachGram(s, func(gram string, _ int) { title = append(title, gram) })
	}
	for _, s := range d.Trail {
		EachGram(s, func(gram string, _ int) { trail = append(trail, gram) })
	}
	out.AddField(fieldOf("grams", slices.Collect(maps.Keys(countsOf(d)))...))
	out.AddField(fieldOf("runes", runes...))
	out.AddField(fieldOf("title", title...))
	out.AddField(fieldOf("trail", trail...))
	out.AddField(fieldOf("words", d.words...))
	for _, f := range out.Fields {
		f.Analyze()
	}
	return out
}

// contents is all that zap finds in a segment, term by term and document by
// document.
func contents(t rapid.TB, s segment.Segment) map[string]string {
	out := map[string]string{}
	for _, name := range s.Fields() {
		dictionary, err := s.Dictionary(name)
		if err != nil {
			t.Fatal(err)
		}
		terms := dictionary.AutomatonIterator(nil, nil, nil)
		for term, err := terms.Next(); term != nil || err != nil; term, err = terms.Next() {
			if err != nil {
				t.Fatal(err)
			}
			out[name+"/"+term.Term] = listed(t, dictionary, term.Term)
		}
	}
	for n := range s.Count() {
		id, err := s.DocID(n)
		if err != nil {
			t.Fatal(err)
		}
		stored := fmt.Sprintf("%x", id)
		err = s.VisitStoredFields(n, func(field string, typ byte, value []byte, at []uint64) bool {
			stored += fmt.Sprintf(" %s %c %x %v", field, typ, value, at)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		out[fmt.Sprint(n)] = stored
	}
	return out
}

// listed lists the documents of a term as zap's own iterator gives them, which
// reads the frequencies too, and as a set.
func listed(t rapid.TB, dictionary segment.TermDictionary, term string) string {
	list, err := dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprint(list.Count()) // term.Count is wrong behind a term of one document, in zap too
	it := list.Iterator(true, true, true, nil)
	for p, err := it.Next(); p != nil || err != nil; p, err = it.Next() {
		if err != nil {
			t.Fatal(err)
		}
		out += fmt.Sprint(" ", p.Number(), len(p.Locations()))
	}
	return out
}

func drawDocuments(t *rapid.T, from, most int) []*Document {
	var out []*Document
	for i := range rapid.IntRange(1, most).Draw(t, "documents") {
		key := uint32(from + i)
		if rapid.IntRange(0, 3).Draw(t, "head") == 0 {
			out = append(out, &Document{Key: HeadID(key), Head: []byte(searchtest.DrawLine(t, "stored")), Title: []string{corpus.Fold(searchtest.DrawLine(t, "title"))}})
			continue
		}
		text := corpus.Fold(rapid.StringOfN(rapid.RuneFrom(searchtest.Letters), 0, 60, -1).Draw(t, "text"))
		out = append(out, &Document{Key: PassageID(key, i), Text: text, Own: rapid.IntRange(0, len(text)).Draw(t, "own"),
			Trail: []string{corpus.Fold(searchtest.DrawLine(t, "trail"))}, words: rapid.SliceOfN(rapid.StringN(1, 4, -1), 0, 5).Draw(t, "words")})
	}
	return out
}

type tester interface {
	rapid.TB
	Cleanup(func())
}

// maker makes and merges segments in a directory.
type maker struct {
	tester
	dir   string
	files int
}

func (m *maker) path() string {
	m.files++
	return filepath.Join(m.dir, fmt.Sprint(m.files))
}

// persisted puts a segment on disk and opens it with zap.
func (m *maker) persisted(s segment.Segment) segment.Segment {
	path := m.path()
	if err := s.(segment.UnpersistedSegment).Persist(path); err != nil {
		m.Fatal(err)
	}
	return m.opened(path)
}

func (m *maker) opened(path string) segment.Segment {
	if err := Verify(path); err != nil {
		m.Fatal(err)
	}
	s, err := (&zapx.ZapPlugin{}).Open(path)
	if err != nil {
		m.Fatal(err)
	}
	m.Cleanup(func() { _ = s.Close() })
	return s
}

// both makes a segment of documents in our way and in zap's.
func (m *maker) both(docs []*Document) (ours, zaps segment.Segment) {
	var given, plain []index.Document
	for _, d := range docs {
		given, plain = append(given, d), append(plain, zapDocument(d))
	}
	slices.Reverse(given)
	ours, _, err := (&plugin{}).New(given)
	if err != nil {
		m.Fatal(err)
	}
	zaps, _, err = (&zapx.ZapPlugin{}).New(plain)
	if err != nil {
		m.Fatal(err)
	}
	return ours, zaps
}

// merge merges segments in the way of a plugin.
func (m *maker) merge(p scorch.SegmentPlugin, segments []segment.Segment, drops []*roaring.Bitmap) (segment.Segment, [][]uint64) {
	path := m.path()
	numbers, size, err := p.Merge(segments, drops, path, nil, nil)
	if err != nil {
		m.Fatal(err)
	}
	if f, err := os.Stat(path); err != nil || uint64(f.Size()) != size {
		m.Fatalf("merged to %d bytes, said %d: %v", f.Size(), size, err)
	}
	return m.opened(path), numbers
}

// TestSegment: a segment that we make holds what zap's own holds of the same
// documents, in memory and on disk.
func TestSegment(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &maker{tester: rt, dir: t.TempDir()}
		ours, zaps := m.both(drawDocuments(rt, 1, 8))
		want := contents(rt, zaps)
		for place, s := range map[string]segment.Segment{"memory": ours, "disk": m.persisted(ours)} {
			if diff := cmp.Diff(want, contents(rt, s)); diff != "" {
				rt.Fatalf("in %s (-zap +ours):\n%s", place, diff)
			}
		}
	})
}

// TestMerge: merging our segments, some of them still in memory, gives what zap
// makes of its own when it merges them, and what zap makes of ours.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &maker{tester: rt, dir: t.TempDir()}
		var ours, given, zaps []segment.Segment
		var drops []*roaring.Bitmap
		for i := range rapid.IntRange(1, 4).Draw(rt, "segments") {
			docs := drawDocuments(rt, 100*i+1, 6)
			mine, its := m.both(docs)
			onDisk := m.persisted(mine)
			if rapid.Bool().Draw(rt, "in memory") {
				given = append(given, mine)
			} else {
				given = append(given, onDisk)
			}
			ours, zaps = append(ours, onDisk), append(zaps, m.persisted(its))
			drops = append(drops, roaring.BitmapOf(rapid.SliceOfN(rapid.Uint32Range(1, 5), 0, 3).Draw(rt, "drops")...))
			drops[i].RemoveRange(uint64(len(docs)), 10)
		}
		merged, numbers := m.merge(&plugin{}, given, drops)
		for name, segments := range map[string][]segment.Segment{"zap's": zaps, "ours by zap": ours} {
			other, want := m.merge(&zapx.ZapPlugin{}, segments, drops)
			if diff := cmp.Diff(want, numbers); diff != "" {
				rt.Fatalf("numbers (-%s +ours):\n%s", name, diff)
			}
			if diff := cmp.Diff(contents(rt, other), contents(rt, merged)); diff != "" {
				rt.Fatalf("(-%s +ours):\n%s", name, diff)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(m.dir, "*.part*")); len(left) > 0 {
			rt.Fatalf("left behind: %v", left)
		}
	})
}

// TestLongLists: lists of more than one chunk of frequencies are read by zap's
// iterators, before and after a merge.
func TestLongLists(t *testing.T) {
	m := &maker{tester: t, dir: t.TempDir()}
	var docs []*Document
	for i := range 3 * chunk {
		d := &Document{Key: PassageID(1, i), Text: "党支部"}
		if i%3 > 0 {
			d.Text = "党小组"
		}
		docs = append(docs, d)
	}
	ours, zaps := m.both(docs)
	want := contents(t, zaps)
	merged, _ := m.merge(&plugin{}, []segment.Segment{m.persisted(ours)}, []*roaring.Bitmap{nil})
	for _, s := range []segment.Segment{ours, merged} {
		if diff := cmp.Diff(want, contents(t, s)); diff != "" {
			t.Fatalf("(-zap +ours):\n%s", diff)
		}
	}
}

// TestMergeOfNothing: segments of which every document is dropped make one that
// is empty, and that is merged on.
func TestMergeOfNothing(t *testing.T) {
	m := &maker{tester: t, dir: t.TempDir()}
	ours, _ := m.both([]*Document{{Key: HeadID(1), Head: []byte("{}"), Title: []string{"支部"}}, {Key: PassageID(1, 0), Text: "党支部"}})
	empty, numbers := m.merge(&plugin{}, []segment.Segment{ours}, []*roaring.Bitmap{roaring.BitmapOf(0, 1)})
	if diff := cmp.Diff([][]uint64{{dropped, dropped}}, numbers); diff != "" || empty.Count() != 0 || len(contents(t, empty)) > 0 {
		t.Fatalf("%d documents are left: %s", empty.Count(), diff)
	}
	merged, _ := m.merge(&plugin{}, []segment.Segment{empty, ours}, []*roaring.Bitmap{nil, nil})
	if diff := cmp.Diff(contents(t, ours), contents(t, merged)); diff != "" {
		t.Errorf("merged with an empty one (-alone +merged):\n%s", diff)
	}
}

// TestMergeEnds: a merge that is told to end leaves no file.
func TestMergeEnds(t *testing.T) {
	m := &maker{tester: t, dir: t.TempDir()}
	ours, _ := m.both([]*Document{{Key: PassageID(1, 0), Text: "党支部"}})
	told := make(chan struct{})
	close(told)
	_, _, err := (&plugin{}).Merge([]segment.Segment{ours}, []*roaring.Bitmap{nil}, m.path(), told, nil)
	if err != segment.ErrClosed { // as scorch compares it
		t.Errorf("error %v", err)
	}
	if left, _ := os.ReadDir(m.dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
