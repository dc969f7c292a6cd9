package library

import (
	"maps"
	"slices"
)

// keepEarlier keeps what was at a path.
func (m *model) keepEarlier(path string, was *modelFile, did *fileChange) {
	now := m.files[path]
	if did.seq == 0 || was == nil && did.restored == 0 {
		return
	}
	same := was == nil || maps.Equal(was.content, now.content)
	if was == nil {
		one := *now
		was = &one
		did.before = slices.DeleteFunc(did.before, func(id string) bool { return did.states[id].removed != byPerson })
		maps.DeleteFunc(did.states, func(_ string, s docState) bool { return s.removed != byPerson })
	} else if was.held && !same {
		m.leaveOut(path, was, did)
		return
	}
	e := &modelEdit{seq: did.seq, action: replacing, path: path, file: was, states: did.states, id: did.before[0]}
	if did.restored > 0 && same {
		e.action = restoring
	}
	for _, id := range did.before {
		if did.states[id].removed != byFile {
			e.id = id
			break
		}
	}
	for _, v := range m.voided {
		v.by = e.seq
	}
	at := slices.IndexFunc(m.edits, func(o *modelEdit) bool { return o.seq > e.seq })
	if at < 0 {
		at = len(m.edits)
	}
	m.edits = slices.Insert(m.edits, at, e)
	kept := 0
	for _, o := range slices.Backward(m.edits) {
		if o.path == path && o.file != nil {
			if kept++; kept > mostEarlier {
				o.file = nil
			}
		}
	}
}

func (m *model) leaveOut(path string, was *modelFile, did *fileChange) {
	var newest *modelEdit
	for _, e := range m.edits {
		if e.path == path && e.file != nil && maps.Equal(e.file.content, was.content) {
			e.file = nil
		}
		if e.path == path && e.file != nil {
			newest = e
		}
	}
	if newest == nil {
		return
	}
	for id, s := range did.states {
		if _, has := newest.states[id]; !has {
			newest.states[id] = s
		}
	}
}

func (m *model) putBack(e *modelEdit) {
	now, was := m.files[e.path], *e.file
	if !maps.Equal(now.content, was.content) {
		maps.DeleteFunc(m.second, func(_, of string) bool { return of == e.path })
	}
	m.files[e.path] = &was
	rows := m.of(e.path)
	marked := false
	after := map[string]docState{}
	for _, d := range rows {
		s, touched := e.states[d.id]
		if !touched {
			s = docState{d.removed, d.text}
		} else if d.removed == byPerson && s.removed != byFile {
			s.removed = byPerson
		}
		after[d.id] = s
		marked = marked || s.removed != byFile && s.text == markedText
	}
	was.held = marked && !was.released
	for _, d := range rows {
		s := after[d.id]
		if s.removed == present || s.removed == byMark {
			s.removed = m.shown(e.path)
		}
		m.become(d, s)
	}
	for id, s := range e.states { // of another file: one at most
		if d := m.docs[id]; d != nil && d.path != e.path {
			if s.removed == present || s.removed == byMark {
				s.removed = m.shown(d.path)
			}
			m.become(d, docState{s.removed, d.text})
		}
	}
	e.file = nil
	for _, o := range m.edits {
		if o.by == e.seq {
			o.undone, o.by = false, 0
		}
	}
}

func (m *model) become(d *modelDoc, s docState) {
	if d.removed != s.removed || d.text != s.text {
		m.touch(d, func() { d.removed, d.text = s.removed, s.text })
	}
}

// replace puts the text of one document in the place of another's.
func (m *model) replace(id, by string) bool {
	old, other := m.docs[id], m.docs[by]
	if id == by || old.part != "" || other.part != "" {
		return false
	}
	m.voided = nil
	was, from := *m.files[old.path], m.files[other.path]
	m.clock++
	m.files[old.path] = &modelFile{content: from.content, imported: m.clock, held: was.held, released: from.released}
	maps.DeleteFunc(m.second, func(_, of string) bool { return of == old.path })
	did := &fileChange{states: map[string]docState{}}
	state, gone := docState{old.removed, old.text}, docState{other.removed, other.text}
	m.touch(old, func() { old.text = other.text })
	did.note(old, state)
	m.touch(other, func() { other.removed = byPerson })
	did.note(other, gone)
	m.keepEarlier(old.path, &was, did)
	return true
}
