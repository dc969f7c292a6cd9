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
	m.dropUndone(path)
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
	m.insert(e)
	kept := 0
	for _, o := range slices.Backward(m.edits) {
		if o.path == path && o.file != nil {
			if kept++; kept > mostEarlier {
				o.file = nil
			}
		}
	}
}

// insert puts an edit in its place, with the removals that it overtook.
func (m *model) insert(e *modelEdit) {
	for _, v := range m.voided {
		v.by = e.seq
	}
	m.voided = nil
	at := slices.IndexFunc(m.edits, func(o *modelEdit) bool { return o.seq > e.seq })
	if at < 0 {
		at = len(m.edits)
	}
	m.edits = slices.Insert(m.edits, at, e)
}

// dropUndone: what was undone of a file cannot be made again any more.
func (m *model) dropUndone(path string) {
	for _, e := range m.edits {
		touches := e.path == path
		for id := range e.states {
			touches = touches || m.docs[id] != nil && m.docs[id].path == path
		}
		if e.action == undoing && touches {
			e.file = nil
		}
	}
}

// redo makes again what was undone last.
func (m *model) redo(id string) *modelEdit {
	for _, e := range m.edited(id) {
		if e.action == undoing {
			e.undone = true
			m.putBack(e, e.of)
			return e
		}
	}
	return nil
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

// putBack makes a file what it was before an edit, and notes the opposite of it.
func (m *model) putBack(e *modelEdit, opposite string) {
	now, was := m.files[e.path], *e.file
	did := &fileChange{states: map[string]docState{}}
	m.voided = nil
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
		} else if e.action != undoing && d.removed == byPerson && s.removed != byFile {
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
		m.become(did, d, s)
	}
	for id, s := range e.states { // of another file: one at most
		if d := m.docs[id]; d != nil && d.path != e.path {
			if s.removed == present || s.removed == byMark {
				s.removed = m.shown(d.path)
			}
			m.become(did, d, docState{s.removed, d.text})
		}
	}
	e.file = nil
	for _, o := range m.edits {
		if o.by == e.seq {
			o.undone, o.by = false, 0
		}
	}
	for id, s := range did.states {
		if opposite != undoing && s.removed == byPerson && m.docs[id].removed != byPerson {
			m.voidRemoval(id)
		}
	}
	if did.seq == 0 || now.held {
		return
	}
	back := &modelEdit{seq: did.seq, action: opposite, path: e.path, file: now, states: did.states, id: e.id}
	if opposite == undoing {
		back.of = e.action
	}
	m.insert(back)
}

func (m *model) become(did *fileChange, d *modelDoc, s docState) {
	if d.removed != s.removed || d.text != s.text {
		state := docState{d.removed, d.text}
		m.touch(d, func() { d.removed, d.text = s.removed, s.text })
		did.note(d, state)
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
