package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// content is a file of up to three parts; each part is the number of its text.
type content map[string]int

func (c content) file(path string) File { return file(path, fmt.Sprint(map[string]int(c))) }

// texts are the sources of the parts. Texts 0 and 3 have one title, so that
// ids collide.
func (c content) texts() []corpus.Source {
	var out []corpus.Source
	for _, part := range slices.Sorted(maps.Keys(c)) {
		out = append(out, essay(part, modelTitle(c[part]), modelText(c[part])))
	}
	return out
}

func modelTitle(n int) string { return []string{"甲", "乙", "丙"}[n%3] }
func modelText(n int) string {
	if n == markedText {
		return secretText
	}
	return fmt.Sprintf("这是第%d种写法。\n\n另起一段。", n)
}

// markedText is the number of the text that bears a mark of secrecy.
const markedText = 4

func (c content) marked() bool {
	return slices.Contains(slices.Collect(maps.Values(c)), markedText)
}

// model is the library as simply as it can be thought of.
type model struct {
	files  map[string]*modelFile
	second map[string]string // path to file
	docs   map[string]*modelDoc
	gone   map[string]int64 // what was discarded, and when
	edits  []*modelEdit
	seq    int64
	clock  int
	n      int
}

type modelFile struct {
	content  content
	imported int
	held     bool
}

type modelDoc struct {
	n              int // in the order of their coming
	id, path, part string
	text           int
	corrections    map[string]string
	removed        removal
	seq, textSeq   int64
}

type modelEdit struct {
	seq    int64
	id     string
	action string
	before map[string]string
	undone bool
}

func (d *modelDoc) parsed() corpus.Document {
	src := essay(d.part, modelTitle(d.text), modelText(d.text))
	src.Path = d.path
	stated := map[string]string{}
	if err := json.Unmarshal(src.Stated, &stated); err != nil {
		panic(err)
	}
	maps.Copy(stated, d.corrections)
	src.Stated, _ = json.Marshal(stated)
	doc := corpus.Parse(src)
	doc.ID = d.id
	return doc
}

// touch does change to d and numbers it.
func (m *model) touch(d *modelDoc, change func()) {
	before, was := d.parsed(), d.removed
	change()
	after := d.parsed()
	m.seq++
	d.seq = m.seq
	if was != present || before.Text != after.Text || before.Fields.Kind != after.Fields.Kind || !reflect.DeepEqual(before.Root, after.Root) {
		d.textSeq = m.seq
	}
}

func (m *model) holder(path string, c content) string {
	if f := m.files[path]; f != nil {
		if maps.Equal(f.content, c) {
			return path
		}
		return ""
	}
	if of := m.second[path]; of != "" && maps.Equal(m.files[of].content, c) {
		return of
	}
	best := ""
	for p, f := range m.files {
		if maps.Equal(f.content, c) && (best == "" || f.imported < m.files[best].imported) {
			best = p
		}
	}
	return best
}

func (m *model) known(path string, c content) (string, bool) {
	of := m.holder(path, c)
	if of != "" && of != path {
		m.second[path] = of
	}
	return of, of != ""
}

func (m *model) put(path string, c content) Outcome {
	m.clock++
	if of, ok := m.known(path, c); ok {
		if m.files[of].held {
			return Quarantined
		}
		return Unchanged
	}
	outcome := Updated
	if m.files[path] == nil {
		outcome = Added
	}
	m.files[path] = &modelFile{c, m.clock, c.marked()}
	if c.marked() {
		outcome = Quarantined
	}
	delete(m.second, path)
	maps.DeleteFunc(m.second, func(_, of string) bool { return of == path })
	held := map[string]*modelDoc{}
	for _, d := range m.of(path) {
		held[d.part] = d
	}
	for _, part := range slices.Sorted(maps.Keys(c)) {
		m.putText(path, part, c[part], held[part])
	}
	for _, d := range m.of(path) {
		if _, stays := c[d.part]; !stays && d.removed != byFile {
			m.voidRemoval(d.id)
			m.touch(d, func() { d.removed = byFile })
		}
	}
	return outcome
}

// of are the documents of a file in the order in which they came.
func (m *model) of(path string) []*modelDoc {
	var out []*modelDoc
	for _, d := range m.docs {
		if d.path == path {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b *modelDoc) int { return a.n - b.n })
	return out
}

// shown is what a document of a file is that nobody removed.
func (m *model) shown(path string) removal {
	if m.files[path].held {
		return byMark
	}
	return present
}

func (m *model) putText(path, part string, text int, d *modelDoc) {
	want := m.shown(path)
	if d == nil {
		id := modelTitle(text)
		for n := 2; m.docs[id] != nil; n++ {
			id = fmt.Sprintf("%s~%d", modelTitle(text), n)
		}
		m.seq++
		m.n++
		delete(m.gone, id)
		m.docs[id] = &modelDoc{n: m.n, id: id, path: path, part: part, text: text, removed: want, seq: m.seq, textSeq: m.seq}
		return
	}
	if d.removed == byPerson && d.text == text {
		want = byPerson
	}
	if d.removed != want || d.text != text {
		if d.removed == byPerson {
			m.voidRemoval(d.id)
		}
		m.touch(d, func() { d.text, d.removed = text, want })
	}
}

// heldFile is the file of a document that is held back, or empty.
func (m *model) heldFile(id string) string {
	if d := m.docs[id]; d != nil && d.removed == byMark {
		return d.path
	}
	return ""
}

func (m *model) release(path string) {
	m.files[path].held = false
	for _, d := range m.of(path) {
		if d.removed == byMark {
			m.touch(d, func() { d.removed = present })
		}
	}
}

func (m *model) discard(path string) {
	for _, d := range m.of(path) {
		m.seq++
		m.gone[d.id] = m.seq
		delete(m.docs, d.id)
		m.edits = slices.DeleteFunc(m.edits, func(e *modelEdit) bool { return e.id == d.id })
	}
	delete(m.files, path)
	maps.DeleteFunc(m.second, func(_, of string) bool { return of == path })
}

func (m *model) heldBack() []string {
	out := []string{}
	for _, d := range slices.SortedFunc(maps.Values(m.docs), func(a, b *modelDoc) int { return a.n - b.n }) {
		if d.removed == byMark {
			out = append(out, d.id)
		}
	}
	return out
}

func (m *model) voidRemoval(id string) {
	for _, e := range m.edits {
		if e.id == id && e.action == removing {
			e.undone = true
		}
	}
}

func (m *model) correct(id string, patch map[string]any) {
	d := m.docs[id]
	after := maps.Clone(d.corrections)
	for name, v := range patch {
		if v == nil {
			delete(after, name)
		} else {
			if after == nil {
				after = map[string]string{}
			}
			after[name] = v.(string)
		}
	}
	if maps.Equal(after, d.corrections) {
		return
	}
	before := d.corrections
	m.touch(d, func() { d.corrections = after })
	m.edits = append(m.edits, &modelEdit{m.seq, id, correcting, before, false})
}

func (m *model) remove(id string) {
	d := m.docs[id]
	m.touch(d, func() { d.removed = byPerson })
	m.edits = append(m.edits, &modelEdit{m.seq, id, removing, d.corrections, false})
}

// undoable are the edits that can be undone, newest first.
func (m *model) undoable(id string) []*modelEdit {
	var out []*modelEdit
	for _, e := range slices.Backward(m.edits) {
		if !e.undone && m.docs[e.id].removed != byFile && m.docs[e.id].removed != byMark && (id == "" || id == e.id) {
			out = append(out, e)
		}
	}
	return out
}

func (m *model) undo(id string) *modelEdit {
	edits := m.undoable(id)
	if len(edits) == 0 {
		return nil
	}
	e := edits[0]
	d := m.docs[e.id]
	m.touch(d, func() { d.removed, d.corrections = m.shown(d.path), e.before })
	e.undone = true
	return e
}

func (m *model) live() []string {
	out := []string{}
	for id, d := range m.docs {
		if d.removed == present {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

func (m *model) since(seq int64) []Step {
	var out []Step
	for _, d := range m.docs {
		if d.seq > seq {
			gone := d.removed != present
			out = append(out, Step{Seq: d.seq, ID: d.id, Removed: gone, TextChanged: !gone && d.textSeq > seq})
		}
	}
	for id, at := range m.gone {
		if at > seq {
			out = append(out, Step{Seq: at, ID: id, Removed: true})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Seq < out[j].Seq })
	return out
}

func (m *model) paths(file string) []string {
	out := []string{}
	for p, of := range m.second {
		if of == file {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return append([]string{file}, out...)
}

var (
	drawPath    = rapid.SampledFrom([]string{"/a", "/b", "/c"})
	drawContent = rapid.Custom(func(t *rapid.T) content {
		return content(rapid.MapOfN(rapid.SampledFrom([]string{"", "1", "2"}), rapid.IntRange(0, markedText), 1, 2).Draw(t, "parts"))
	})
	drawPatch = rapid.SampledFrom([]map[string]any{
		{"source": "校对"}, {"source": "再校"}, {"source": nil}, {"kind": "speech"}, {"kind": nil},
		{"title": "正名"}, {"title": nil, "source": ""}, {"kind": "regulation", "title": "某办法"}, {},
	})
)

// TestLibraryIsLikeModel does to the library and to the model the same, and
// compares all there is to see after each step.
func TestLibraryIsLikeModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		l, err := Open(t.Context(), dir, Clock(ticking()))
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { l.Close() }()
		m := &model{files: map[string]*modelFile{}, second: map[string]string{}, docs: map[string]*modelDoc{}, gone: map[string]int64{}}
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				path, c := drawPath.Draw(rt, "path"), drawContent.Draw(rt, "content")
				_, got, err := l.Put(t.Context(), c.file(path), c.texts())
				if want := m.put(path, c); err != nil || got != want {
					rt.Fatalf("Put = %s, %v; want %s", got, err, want)
				}
			},
			"known": func(rt *rapid.T) {
				path, c := drawPath.Draw(rt, "path"), drawContent.Draw(rt, "content")
				_, got, err := l.Known(t.Context(), c.file(path))
				if _, want := m.known(path, c); err != nil || got != want {
					rt.Fatalf("Known = %v, %v; want %v", got, err, want)
				}
			},
			"correct": func(rt *rapid.T) {
				id, patch := drawID(rt, m), drawPatch.Draw(rt, "patch")
				data, _ := json.Marshal(patch)
				if _, err := l.Correct(t.Context(), id, data, ""); err != nil {
					rt.Fatal(err)
				}
				m.correct(id, patch)
			},
			"remove": func(rt *rapid.T) {
				id := drawID(rt, m)
				if err := l.Remove(t.Context(), id, ""); err != nil {
					rt.Fatal(err)
				}
				m.remove(id)
			},
			"undo": func(rt *rapid.T) {
				id := rapid.SampledFrom(append(slices.Sorted(maps.Keys(m.docs)), "", "没有")).Draw(rt, "id")
				got, err := l.Undo(t.Context(), id)
				want := m.undo(id)
				if want == nil && !errors.Is(err, ErrNothingToUndo) || want != nil && (err != nil || got.Seq != want.seq) {
					rt.Fatalf("Undo = %+v, %v; want %+v", got, err, want)
				}
			},
			"release": func(rt *rapid.T) { judgeBoth(rt, m, l.Release, m.release) },
			"discard": func(rt *rapid.T) { judgeBoth(rt, m, l.Discard, m.discard) },
			"reopen": func(rt *rapid.T) {
				if err := l.Close(); err != nil {
					rt.Fatal(err)
				}
				if l, err = Open(t.Context(), dir, Clock(ticking())); err != nil {
					rt.Fatal(err)
				}
			},
			"": func(rt *rapid.T) { compare(rt, t, l, m) },
		})
	})
}

// judgeBoth does what a person decides about a held back document, which may be
// none.
func judgeBoth(rt *rapid.T, m *model, real func(context.Context, string) error, model func(path string)) {
	id := rapid.SampledFrom(append(slices.Sorted(maps.Keys(m.docs)), "没有")).Draw(rt, "id")
	path := m.heldFile(id)
	if err := real(rt.Context(), id); path == "" && !errors.Is(err, ErrNotFound) || path != "" && err != nil {
		rt.Fatalf("%s, held back in %q: %v", id, path, err)
	}
	if path != "" {
		model(path)
	}
}

func drawID(rt *rapid.T, m *model) string {
	live := m.live()
	if len(live) == 0 {
		rt.Skip("no document")
	}
	return rapid.SampledFrom(live).Draw(rt, "id")
}

func compare(rt *rapid.T, t *testing.T, l *Library, m *model) {
	ctx := t.Context()
	var all []string
	for rec, err := range l.All(ctx) {
		if err != nil {
			rt.Fatal(err)
		}
		d := m.docs[rec.Document.ID]
		if d == nil || d.removed != present {
			rt.Fatalf("All yields %s, which is not there", rec.Document.ID)
		}
		all = append(all, d.id)
		want := d.parsed()
		if strings.Contains(d.id, "~") {
			want.Diagnostics = rec.Document.Diagnostics
		}
		if diff := cmp.Diff(want, rec.Document); diff != "" {
			rt.Fatalf("%s (-want +got):\n%s", d.id, diff)
		}
		if diff := cmp.Diff(m.paths(d.path), rec.Paths); diff != "" {
			rt.Fatalf("%s: paths (-want +got):\n%s", d.id, diff)
		}
		got, err := l.Original(ctx, d.id)
		if err != nil || string(got.Data) != string(m.files[d.path].content.file("").Data) {
			rt.Fatalf("%s: original %s, %v", d.id, got.Data, err)
		}
	}
	if diff := cmp.Diff(m.live(), append([]string{}, sorted(all)...)); diff != "" {
		rt.Fatalf("documents (-want +got):\n%s", diff)
	}
	heldBack := []string{}
	for _, h := range held(t, l) {
		heldBack = append(heldBack, h.ID)
	}
	if diff := cmp.Diff(m.heldBack(), heldBack); diff != "" {
		rt.Fatalf("held back (-want +got):\n%s", diff)
	}
	from := rapid.Int64Range(0, m.seq).Draw(rt, "since")
	if diff := cmp.Diff(m.since(from), steps(t, l, from)); diff != "" {
		rt.Fatalf("steps since %d (-want +got):\n%s", from, diff)
	}
	edits, err := l.Edits(ctx, 3)
	if err != nil {
		rt.Fatal(err)
	}
	want := m.undoable("")
	want = want[:min(3, len(want))]
	for i, e := range edits {
		if i >= len(want) || e.Seq != want[i].seq || e.ID != want[i].id || e.Action != want[i].action {
			rt.Fatalf("edits %+v", edits)
		}
	}
	if len(edits) != len(want) {
		rt.Fatalf("%d edits, want %d", len(edits), len(want))
	}
}
