package library

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"

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
	voided []*modelEdit // removals that the file at hand overtakes
}

type modelFile struct {
	content  content
	imported int
	held     bool
	released bool
}

type modelDoc struct {
	n              int // in the order of their coming
	id, path, part string
	text           int
	corrections    map[string]string
	removed        removal
	seq, textSeq   int64
}

// docState is what a document was.
type docState struct {
	removed removal
	text    int
}

type modelEdit struct {
	seq    int64
	id     string
	action string
	of     string // what was undone, of an undoing
	before map[string]string
	undone bool
	by     int64 // the replacement that overtook it
	// Of a replacement: the file as it was, and the documents that became others;
	// file is nil when that was let go.
	path   string
	file   *modelFile
	states map[string]docState
}

// clone is m as it stands.
func (m *model) clone() *model {
	c := *m
	c.files, c.docs = map[string]*modelFile{}, map[string]*modelDoc{}
	c.second, c.gone = maps.Clone(m.second), maps.Clone(m.gone)
	for path, f := range m.files {
		one := *f
		c.files[path] = &one
	}
	for id, d := range m.docs {
		one := *d
		c.docs[id] = &one
	}
	c.edits, c.voided = nil, nil
	for _, e := range m.edits {
		one := *e
		one.states = maps.Clone(e.states)
		c.edits = append(c.edits, &one)
	}
	return &c
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

// holder is the file that holds the content of path: path itself, but one whose
// documents are there before one whose documents were removed; of others the one
// that path was seen to be.
func (m *model) holder(path string, c content) string {
	if f := m.files[path]; f != nil && !maps.Equal(f.content, c) {
		return ""
	}
	rank := func(p string) []int {
		out := []int{1, 1, 1, 1, m.files[p].imported}
		alive := slices.ContainsFunc(m.of(p), func(d *modelDoc) bool { return d.removed == present || d.removed == byMark })
		for i, first := range []bool{p == path && alive, alive, p == path, m.second[path] == p} {
			if first {
				out[i] = 0
			}
		}
		return out
	}
	best := ""
	for _, p := range slices.Sorted(maps.Keys(m.files)) {
		if maps.Equal(m.files[p].content, c) && (best == "" || slices.Compare(rank(p), rank(best)) < 0) {
			best = p
		}
	}
	return best
}

// fileChange is what a file does to documents.
type fileChange struct {
	shown, same, restored, away int
	before                      []string // ids, in order
	states                      map[string]docState
	seq                         int64
}

func (c *fileChange) note(d *modelDoc, before docState) {
	c.before = append(c.before, d.id)
	c.states[d.id] = before
	if c.seq == 0 {
		c.seq = d.seq
	}
}

func (m *model) put(path string, c content, unasked bool) Outcome {
	m.clock++
	m.voided = nil
	if of := m.holder(path, c); of != "" && of != path {
		return m.again(path, of, unasked)
	}
	before := m.clone()
	m.settle(path)
	var was *modelFile
	if f := m.files[path]; f != nil {
		one := *f
		was = &one
	}
	if was == nil || !maps.Equal(was.content, c) {
		m.files[path] = &modelFile{content: c, imported: m.clock}
		delete(m.second, path)
		maps.DeleteFunc(m.second, func(_, of string) bool { return of == path })
	}
	m.files[path].held = c.marked() && !m.files[path].released
	did := &fileChange{states: map[string]docState{}}
	rows := m.of(path)
	held := m.matched(rows, c)
	for _, part := range slices.Sorted(maps.Keys(c)) {
		m.putText(did, path, part, c[part], held[part], unasked)
	}
	for _, d := range rows {
		if held[d.part] != d && d.removed != byFile {
			m.voidRemoval(d.id)
			state := docState{d.removed, d.text}
			m.touch(d, func() { d.removed = byFile })
			did.note(d, state)
		}
	}
	switch m.keepEarlier(path, was, did); {
	case m.files[path].held && did.shown > did.same:
		return Quarantined
	case did.restored > 0:
		return Restored
	case did.away > 0 && did.shown == 0:
		clock := m.clock
		*m = *before
		m.clock = clock
		return Away
	case did.seq == 0 && did.same > 0:
		clock := m.clock
		*m = *before
		m.clock = clock
		return Unchanged
	case was == nil:
		return Added
	case maps.Equal(was.content, c) && did.seq == 0:
		return Unchanged
	}
	return Updated
}

// matched are the documents that the parts of a file are: those with the same text,
// else the same title, else the same place, before the ones that are no longer in it.
// They get those parts.
func (m *model) matched(rows []*modelDoc, c content) map[string]*modelDoc {
	out, taken := map[string]*modelDoc{}, map[*modelDoc]bool{}
	same := []func(d *modelDoc, part string) bool{
		func(d *modelDoc, part string) bool { return d.text == c[part] && d.part == part },
		func(d *modelDoc, part string) bool { return d.text == c[part] },
		func(d *modelDoc, part string) bool { return modelTitle(d.text) == modelTitle(c[part]) },
		func(d *modelDoc, part string) bool { return d.part == part },
	}
	if len(rows) == 1 && len(c) == 1 {
		same = same[3:]
	}
	byLife := slices.Clone(rows)
	slices.SortStableFunc(byLife, func(a, b *modelDoc) int {
		return strings.Compare(strconv.FormatBool(a.removed == byFile), strconv.FormatBool(b.removed == byFile))
	})
	for _, is := range same {
		for _, part := range slices.Sorted(maps.Keys(c)) {
			for _, d := range byLife {
				if out[part] == nil && !taken[d] && is(d, part) {
					out[part], taken[d] = d, true
				}
			}
		}
	}
	moved := false
	for part, d := range out {
		moved = moved || d.part != part
	}
	for _, d := range rows {
		if _, wanted := c[d.part]; moved && wanted {
			d.part = "\n" + d.id
		}
	}
	for part, d := range out {
		d.part = part
	}
	return out
}

// settle makes the folder in which a bare file was seen, and only there, its place.
func (m *model) settle(path string) {
	from, seen := m.second[path]
	if m.files[path] != nil || !seen || !bare(from) || bare(path) {
		return
	}
	for p, of := range m.second {
		if of == from && p != path && !bare(p) {
			return
		}
	}
	m.files[path] = m.files[from]
	delete(m.files, from)
	delete(m.second, path)
	for p, of := range m.second {
		if of == from {
			m.second[p] = path
		}
	}
	for _, d := range m.docs {
		if d.path == from {
			d.path = path
		}
	}
	for _, e := range m.edits {
		if e.path == from {
			e.path = path
		}
	}
}

// again is what becomes of a file that of holds.
func (m *model) again(path, of string, unasked bool) Outcome {
	was := *m.files[of]
	did := &fileChange{states: map[string]docState{}}
	outcome := Unchanged
	for _, d := range m.of(of) {
		if d.removed == byPerson && unasked {
			did.away++
		} else if d.removed == byPerson {
			m.voidRemoval(d.id)
			state := docState{d.removed, d.text}
			m.touch(d, func() { d.removed = m.shown(of) })
			did.note(d, state)
			did.restored++
		}
		if d.removed == byMark {
			outcome = Quarantined
		}
		if d.removed == byMark || d.removed == present {
			did.shown++
		}
	}
	m.keepEarlier(of, &was, did)
	if outcome == Unchanged && did.away > 0 && did.shown == 0 {
		return Away
	}
	if m.files[path] == nil {
		m.second[path] = of
	}
	if outcome == Unchanged && did.restored > 0 {
		return Restored
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

func (m *model) putText(did *fileChange, path, part string, text int, d *modelDoc, unasked bool) {
	want := m.shown(path)
	if d == nil && bare(path) && part != "" && m.twin(path, text, present) != nil {
		did.shown++
		did.same++
		return
	}
	if d == nil {
		if d = m.removedTwin(path, text); d != nil && unasked {
			did.away++
			return
		}
		did.shown++
		if d != nil {
			did.restored++
			m.voidRemoval(d.id)
			m.move(d, path, part)
			m.touch(d, func() { d.removed = want })
			did.note(d, docState{byPerson, text})
			return
		}
		id := modelTitle(text)
		for n := 2; m.docs[id] != nil; n++ {
			id = fmt.Sprintf("%s~%d", modelTitle(text), n)
		}
		m.seq++
		m.n++
		delete(m.gone, id)
		d = &modelDoc{n: m.n, id: id, path: path, part: part, text: text, removed: want, seq: m.seq, textSeq: m.seq}
		m.docs[id] = d
		did.note(d, docState{byFile, text})
		return
	}
	state := docState{d.removed, d.text}
	if d.removed == byPerson && unasked && d.text == text {
		want = byPerson
		did.away++
	} else if did.shown++; d.removed == byPerson {
		did.restored++
		m.voidRemoval(d.id)
	}
	if d.removed != want || d.text != text {
		m.touch(d, func() { d.text, d.removed = text, want })
		did.note(d, state)
	}
}

// removedTwin is a document of another file that a person removed, with a text and
// the id that such a text gets.
func (m *model) removedTwin(path string, text int) *modelDoc { return m.twin(path, text, byPerson) }

func (m *model) twin(path string, text int, state removal) (twin *modelDoc) {
	for _, d := range m.docs {
		base, _, _ := strings.Cut(d.id, "~")
		if d.removed == state && d.path != path && d.text == text && base == modelTitle(text) && (twin == nil || d.n < twin.n) {
			twin = d
		}
	}
	return twin
}

// move takes a document out of its file.
func (m *model) move(d *modelDoc, path, part string) {
	from := d.path
	m.dropUndone(from)
	d.path, d.part = path, part
	left := m.of(from)
	for _, e := range m.edits {
		if e.path != from || e.file == nil {
			continue
		}
		delete(e.states, d.id)
		if len(left) == 0 {
			e.file = nil
		} else if e.id == d.id {
			e.id = left[0].id
		}
	}
	if len(left) == 0 {
		delete(m.files, from)
		maps.DeleteFunc(m.second, func(_, of string) bool { return of == from })
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
	m.files[path].held, m.files[path].released = false, true
	for _, d := range m.of(path) {
		if d.removed == byMark {
			m.touch(d, func() { d.removed = present })
		}
	}
}

func (m *model) discard(path string) {
	m.dropUndone(path)
	for _, d := range m.of(path) {
		m.seq++
		m.gone[d.id] = m.seq
		delete(m.docs, d.id)
		m.edits = slices.DeleteFunc(m.edits, func(e *modelEdit) bool { return e.id == d.id })
		for _, e := range m.edits {
			delete(e.states, d.id)
		}
	}
	for _, e := range m.edits {
		if e.path == path {
			e.file = nil
		}
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
		if e.id == id && e.action == removing && !e.undone {
			e.undone, e.by = true, 0
			m.voided = append(m.voided, e)
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
	m.edits = append(m.edits, &modelEdit{seq: m.seq, id: id, action: correcting, before: before})
}

func (m *model) remove(id string) {
	d := m.docs[id]
	m.touch(d, func() { d.removed = byPerson })
	m.dropUndone(d.path)
	m.edits = append(m.edits, &modelEdit{seq: m.seq, id: id, action: removing, before: d.corrections})
}

// undoable are the edits that can be undone, newest first.
func (m *model) undoable(id string) []*modelEdit {
	return slices.DeleteFunc(m.edited(id), func(e *modelEdit) bool { return e.action == undoing })
}

// edited are those, and the undoings.
func (m *model) edited(id string) []*modelEdit {
	var out []*modelEdit
	for _, e := range slices.Backward(m.edits) {
		replaced := e.action == replacing || e.action == restoring || e.action == undoing
		if e.undone || replaced && e.file == nil || !replaced && (m.docs[e.id].removed == byFile || m.docs[e.id].removed == byMark) {
			continue
		}
		_, touched := e.states[id]
		if id == "" || id == e.id || touched || replaced && m.docs[id] != nil && m.docs[id].path == e.path {
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
	e.undone = true
	if e.file != nil {
		m.putBack(e, undoing)
		return e
	}
	d := m.docs[e.id]
	m.touch(d, func() { d.removed, d.corrections = m.shown(d.path), e.before })
	if e.action == removing {
		m.dropUndone(d.path)
	}
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
