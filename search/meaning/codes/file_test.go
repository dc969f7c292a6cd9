package codes

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/search/meaning"
)

// textOf is a text of some passages, each with so many codes; what they say follows from
// the name.
func textOf(name byte, codesOf ...int) Text {
	t := Text{Key: Key{name}}
	for passage, n := range codesOf {
		for i := range n {
			t.Passages = append(t.Passages, uint32(passage))
			t.Codes = append(t.Codes, meaning.Code{int8(name), int8(passage), int8(i)})
		}
	}
	return t
}

func openAt(t testing.TB, path string) *File {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// holds fails unless the file has a text as it was appended.
func holds(t testing.TB, f *File, want Text) {
	t.Helper()
	v := f.View()
	defer v.Release()
	r, ok := v.Record(want.Key)
	if !ok || r.Len() != len(want.Codes) {
		t.Fatalf("%x: there: %v, %d codes of %d", want.Key[0], ok, r.Len(), len(want.Codes))
	}
	for i, code := range want.Codes {
		if r.Passage(i) != int(want.Passages[i]) || meaning.Code(r.Codes()[i*meaning.Width:][:meaning.Width]) != code {
			t.Errorf("%x: code %d is another", want.Key[0], i)
		}
	}
}

// TestKept: what was appended is there, also after the file was closed and opened again,
// and a view is good whatever is appended after it was taken.
func TestKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	f := openAt(t, path)
	a, b, long := textOf(1, 1, 1, 1), textOf(2, 1), textOf(3, 1, 3, 0, 2)
	if err := f.Append(a); err != nil {
		t.Fatal(err)
	}
	early := f.View()
	if err := f.Append(b, long); err != nil {
		t.Fatal(err)
	}
	if r, ok := early.Record(a.Key); !ok || r.Codes()[0] != 1 || early.Has(b.Key) {
		t.Error("the earlier view has changed")
	}
	for range 2 {
		for _, text := range []Text{a, b, long} {
			holds(t, f, text)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		f = openAt(t, path)
	}
	early.Release()
	_ = f.Close()
}

// TestOf: the codes of a passage are found, of passages with one, several and none.
func TestOf(t *testing.T) {
	f := openAt(t, filepath.Join(t.TempDir(), "codes"))
	defer f.Close()
	rapid.Check(t, func(rt *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 3), 1, 12).Draw(rt, "codes of each passage")
		text := textOf(9, counts...)
		if err := f.Append(text); err != nil {
			rt.Fatal(err)
		}
		v := f.View()
		defer v.Release()
		r, _ := v.Record(text.Key)
		at := 0
		for passage, n := range counts {
			from, to := r.Of(passage)
			if from != at && n > 0 || to-from != n {
				rt.Fatalf("passage %d: codes %d to %d, want %d from %d on", passage, from, to, n, at)
			}
			at += n
		}
		if from, to := r.Of(len(counts)); from != to {
			rt.Fatalf("a passage that there is not has codes %d to %d", from, to)
		}
	})
}

// TestCutAnywhere: a file that a crash cut off anywhere has the records before that and
// takes others behind them.
func TestCutAnywhere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "codes")
	f := openAt(t, path)
	texts := []Text{textOf(1, 1, 2), textOf(2, 1), textOf(3, 1, 1)}
	ends := []int64{f.size}
	for _, text := range texts {
		if err := f.Append(text); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, f.size)
	}
	_ = f.Close()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut <= len(raw); cut += 37 {
		if err := os.WriteFile(path, raw[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		f := openAt(t, path)
		for i, text := range texts {
			if int64(cut) >= ends[i+1] {
				holds(t, f, text)
			}
		}
		next := textOf(7, 1)
		if err := f.Append(next); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		f = openAt(t, path)
		holds(t, f, next)
		_ = f.Close()
	}
}

// TestDamaged: a record of which any byte is another is left out, the others are there,
// and the file says so.
func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	f := openAt(t, path)
	first, second := textOf(1, 1, 1), textOf(2, 1)
	from := f.size
	if err := f.Append(first, second); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	raw, _ := os.ReadFile(path)
	for at := from; at < from+size(2); at += 13 {
		if at >= from+16 && at < from+20 {
			continue // the number of codes: what follows cannot be found then
		}
		bad := bytes.Clone(raw)
		bad[at] ^= 0x40
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		f := openAt(t, path)
		v := f.View()
		if v.Has(first.Key) || v.Len() != 1 || f.Fault() == nil {
			t.Fatalf("byte %d: %d records, fault %v", at, v.Len(), f.Fault())
		}
		v.Release()
		holds(t, f, second)
		_ = f.Close()
	}
}

// TestDamagedLength: a length that nobody wrote is told, not taken for what a crash cut off;
// what lies before it counts.
func TestDamagedLength(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	f := openAt(t, path)
	if err := f.Append(textOf(1, 1), textOf(2, 1)); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	raw, _ := os.ReadFile(path)
	copy(raw[int64(len(raw))-size(1)+16:], "\xff\xff\xff\xff")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	f = openAt(t, path)
	defer f.Close()
	if f.Fault() == nil {
		t.Error("nothing is told")
	}
	holds(t, f, textOf(1, 1))
}

// TestLeftByACrash: what a crash left of a file written anew goes when it is opened.
func TestLeftByACrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	if err := os.WriteFile(path+"-123", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	defer openAt(t, path).Close()
	if _, err := os.Stat(path + "-123"); err == nil {
		t.Error("it is still there")
	}
}

// TestClosed: who asks after the file was closed is given nothing, which can be read.
func TestClosed(t *testing.T) {
	f := openAt(t, filepath.Join(t.TempDir(), "codes"))
	if err := f.Append(textOf(1, 1)); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	v := f.View()
	defer v.Release()
	if _, ok := v.Record(Key{1}); ok || v.Len() != 0 {
		t.Errorf("%d records", v.Len())
	}
}

// TestOtherModel: the codes of another model are not taken for those of this one.
func TestOtherModel(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	f := openAt(t, path)
	if err := f.Append(textOf(1, 1)); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	raw, _ := os.ReadFile(path)
	raw = bytes.Replace(raw, []byte(meaning.Model), bytes.Repeat([]byte("x"), len(meaning.Model)), 1)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	reading, err := OpenReading(path)
	if err != nil || reading.Fault() == nil || reading.View().Len() != 0 {
		t.Fatalf("for reading: %v, fault %v", err, reading.Fault())
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, raw) {
		t.Error("who only reads has written")
	}
	f = openAt(t, path)
	defer f.Close()
	if v := f.View(); f.Fault() == nil || v.Len() != 0 {
		t.Errorf("%d records, fault %v", v.Len(), f.Fault())
	}
	if err := f.Append(textOf(2, 1)); err != nil {
		t.Fatal(err)
	}
	holds(t, f, textOf(2, 1))
}

// TestNothingToRead: where there is no file there is none to read, and none is made.
func TestNothingToRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	if _, err := OpenReading(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
}

// TestSweep: what nobody goes by is left out once it is more than half, and nothing else.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "codes")
	f := openAt(t, path)
	kept, gone := textOf(1, 1, 1, 1), textOf(2, 1, 1)
	if err := f.Append(kept, gone); err != nil {
		t.Fatal(err)
	}
	live := func(k Key) bool { return k == kept.Key }
	if swept, err := f.Sweep(live); swept || err != nil {
		t.Fatal(swept, err)
	}
	if err := f.Append(textOf(3, 1, 1, 1)); err != nil {
		t.Fatal(err)
	}
	before := f.size
	if swept, err := f.Sweep(live); !swept || err != nil {
		t.Fatal(swept, err)
	}
	for range 2 {
		holds(t, f, kept)
		if v := f.View(); v.Len() != 1 || f.size >= before {
			t.Errorf("%d records in %d bytes", v.Len(), f.size)
		}
		_ = f.Close()
		f = openAt(t, path)
	}
	_ = f.Close()
	left, _ := filepath.Glob(filepath.Join(dir, "*"))
	if diff := cmp.Diff([]string{path}, left); diff != "" {
		t.Error(diff)
	}
}

// FuzzOpen: whatever the file holds, it is opened, and what it gives can be read.
func FuzzOpen(f *testing.F) {
	dir := f.TempDir()
	file := openAt(f, filepath.Join(dir, "seed"))
	_ = file.Append(textOf(1, 1, 2), textOf(2, 1))
	_ = file.Close()
	seed, _ := os.ReadFile(filepath.Join(dir, "seed"))
	f.Add(seed)
	f.Add(seed[:len(seed)-5])
	f.Add([]byte("tiaowen"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "codes")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		file := openAt(t, path)
		defer file.Close()
		v := file.View()
		defer v.Release()
		for key := range v.places {
			r, _ := v.Record(key)
			for i := range r.Len() {
				_ = r.Passage(i)
			}
			if len(r.Codes()) != r.Len()*meaning.Width {
				t.Error("codes are cut short")
			}
			r.Of(1)
		}
	})
}
