package reading_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/library/reading"
	"tiaowen/corpus/parse"
)

// shelf is a library that counts how often a text is read.
type shelf struct {
	records   map[string]library.Record
	read      int
	meanwhile func() // done after a text was read and before it is given
}

func (s *shelf) Get(_ context.Context, id string) (library.Record, error) {
	s.read++
	r, ok := s.records[id]
	if s.meanwhile != nil {
		s.meanwhile()
	}
	if !ok {
		return r, library.ErrNotFound
	}
	return r, nil
}

func (s *shelf) SeqOf(_ context.Context, id string) (int64, error) {
	if r, ok := s.records[id]; ok {
		return r.Seq, nil
	}
	return 0, library.ErrNotFound
}

func (s *shelf) write(id, text string) {
	d := parse.Document(corpus.Source{Path: id, Text: text})
	d.ID = id
	s.records[id] = library.Record{Document: d, Seq: s.records[id].Seq + 1}
}

// TestRead: a text is read once, and again as soon as it changed, be it while it was
// read; what was removed is not there any more.
func TestRead(t *testing.T) {
	from := &shelf{records: map[string]library.Record{}}
	room := reading.NewRoom(from, reading.Bound)
	want := func(text string, read int) {
		t.Helper()
		r, err := room.Read(t.Context(), "甲")
		if err != nil || r.Record.Document.Text != text || from.read != read {
			t.Fatalf("got %v, %v after %d readings, want %q after %d", r, err, from.read, text, read)
		}
	}
	from.write("甲", "第一条 旧的文字。")
	want("第一条 旧的文字。", 1)
	want("第一条 旧的文字。", 1)
	from.write("甲", "第一条 新的文字。")
	from.meanwhile = func() { from.meanwhile = nil; from.write("甲", "第一条 更新的文字。") }
	want("第一条 新的文字。", 2)
	want("第一条 更新的文字。", 3)
	want("第一条 更新的文字。", 3)
	delete(from.records, "甲")
	if _, err := room.Document(t.Context(), "甲"); !errors.Is(err, library.ErrNotFound) {
		t.Errorf("a removed text: %v", err)
	}
}

// TestBound: what was not used for longest goes, what readings come to hold counts, and
// a text beyond the bound is not kept at all.
func TestBound(t *testing.T) {
	from := &shelf{records: map[string]library.Record{}}
	for i := range 5 {
		from.write(fmt.Sprint(i), "示例条例\n第一条 "+strings.Repeat("按照第二条办理。", 100)+"\n第二条 字。\n第三条 字。")
	}
	one := func() int {
		room := reading.NewRoom(from, reading.Bound)
		if _, err := room.Read(t.Context(), "0"); err != nil {
			t.Fatal(err)
		}
		return room.Size()
	}()
	room := reading.NewRoom(from, 3*one)
	reads := func(id string, want int) *reading.Reading {
		t.Helper()
		from.read = 0
		r, err := room.Read(t.Context(), id)
		if err != nil || from.read != want || room.Size() > 3*one {
			t.Fatalf("%s: %d readings, want %d; %d bytes of %d: %v", id, from.read, want, room.Size(), 3*one, err)
		}
		return r
	}
	for _, id := range []string{"0", "1", "2"} {
		reads(id, 1)
	}
	reads("0", 0)
	reads("3", 1) // in the place of 1
	reads("0", 0)
	kept := reads("2", 0)
	reads("1", 1) // in the place of 3
	before := room.Size()
	if n := len(kept.Citations()); n < 100 || room.Size() >= before+one {
		t.Errorf("%d citations; %d bytes, before %d", n, room.Size(), before)
	}
	reads("0", 1) // it had to go for the citations
	small := reading.NewRoom(from, one-1)
	if r, err := small.Read(t.Context(), "4"); err != nil || r.Record.Document.ID != "4" || small.Size() != 0 {
		t.Errorf("%v, %v; %d bytes kept", r, err, small.Size())
	}
}

// TestBeside: what was made of a reading is made once for each stamp.
func TestBeside(t *testing.T) {
	from := &shelf{records: map[string]library.Record{}}
	from.write("甲", "第一条 文字。")
	room := reading.NewRoom(from, reading.Bound)
	made := 0
	ask := func(stamp string, bytes, want int) {
		t.Helper()
		r, err := room.Read(t.Context(), "甲")
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Beside(stamp, func() (any, int, error) { made++; return made, bytes, nil })
		if err != nil || got != want {
			t.Errorf("%v, %v, want %d", got, err, want)
		}
	}
	ask("a", 100, 1)
	with := room.Size()
	ask("a", 100, 1)
	ask("b", 300, 2)
	ask("b", 300, 2)
	if grown := room.Size() - with; grown != 200 {
		t.Errorf("%d bytes more, want 200", grown)
	}
	from.write("甲", "第一条 另外的文字。")
	ask("b", 300, 3)
	r, _ := room.Read(t.Context(), "甲")
	if _, err := r.Beside("c", func() (any, int, error) { return nil, 0, library.ErrDamaged }); !errors.Is(err, library.ErrDamaged) {
		t.Errorf("an error that is lost: %v", err)
	}
	ask("b", 300, 3)
}

// TestReadLibrary: a library that nobody else writes tells of every change it made.
func TestReadLibrary(t *testing.T) {
	l, err := library.Open(t.Context(), t.TempDir(), library.Alone())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	room := reading.NewRoom(l, reading.Bound)
	put := func(text string) {
		t.Helper()
		if _, _, err := l.Put(t.Context(), library.File{Path: "/a/甲.txt", Data: []byte(text)}, []corpus.Source{{Path: "/a/甲.txt", Text: text}}); err != nil {
			t.Fatal(err)
		}
	}
	want := func(text, source string) {
		t.Helper()
		for range 2 { // the second is one that is kept
			r, err := room.Read(t.Context(), "甲")
			if err != nil || r.Record.Document.Text != text || r.Record.Document.Fields.Source != source {
				t.Fatalf("%+v, %v, want %q of %q", r, err, text, source)
			}
		}
	}
	gone := func() {
		t.Helper()
		if r, err := room.Read(t.Context(), "甲"); !errors.Is(err, library.ErrNotFound) {
			t.Fatalf("%v, %v", r, err)
		}
	}
	gone()
	put("甲\n旧的文字。")
	want("甲\n旧的文字。", "")
	put("甲\n新的文字。")
	want("甲\n新的文字。", "")
	if _, err := l.Correct(t.Context(), "甲", []byte(`{"source":"校对"}`), ""); err != nil {
		t.Fatal(err)
	}
	want("甲\n新的文字。", "校对")
	if err := l.Remove(t.Context(), "甲", ""); err != nil {
		t.Fatal(err)
	}
	gone()
	if _, err := l.Undo(t.Context(), "甲"); err != nil {
		t.Fatal(err)
	}
	want("甲\n新的文字。", "校对")
}
