package library

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
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
	doc := parse.Document(src)
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

// heldFile is the file of a document that is withheld, or empty.
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
