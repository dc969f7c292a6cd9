package codes

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"sync"

	mmap "github.com/blevesearch/mmap-go"

	"tiaowen/search/meaning"
)

// File is the file of codes, opened. It is safe for use by many goroutines.
type File struct {
	mu    sync.Mutex
	f     *os.File
	size  int64 // of the records that count
	view  *View
	fault error
}

// header names the model that the codes of a file are of.
func header() []byte {
	return []byte(fmt.Sprintf("tiaowen codes 1 %s %d\n", meaning.Model, meaning.Width))
}

// Open opens the file at a path, or makes it. What is of another model, or no such file
// at all, is made anew; Fault tells.
func Open(path string) (*File, error) {
	return open(path, os.O_RDWR|os.O_CREATE)
}

// OpenReading opens the file at a path so that nothing is written there. Where there is
// none the error is fs.ErrNotExist.
func OpenReading(path string) (*File, error) { return open(path, os.O_RDONLY) }

func open(path string, flags int) (*File, error) {
	f, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open codes: %w", err)
	}
	if flags != os.O_RDONLY {
		removeLeft(path)
	}
	file := &File{f: f}
	if err := file.read(flags != os.O_RDONLY); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("open codes: %w", err)
	}
	if fault := file.fault; fault != nil && flags != os.O_RDONLY {
		// Told once: what is damaged would be found again each time. That there is no room
		// to leave it out is no harm.
		_ = file.rewrite(func(Key) bool { return true })
		file.fault = fault
	}
	return file, nil
}

// read finds out what the file holds, and cuts off what does not count if it writes.
func (f *File) read(writes bool) error {
	begin := header()
	info, err := f.f.Stat()
	if err != nil {
		return err
	}
	got := make([]byte, len(begin))
	if _, err := f.f.ReadAt(got, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch {
	case bytes.Equal(got, begin):
		return f.readRecords(info.Size(), writes)
	case info.Size() > 0:
		f.fault = errors.New("the codes are of another model, or damaged")
	}
	if !writes {
		f.view = newView(nil, nil)
		return nil
	}
	if err := f.f.Truncate(0); err != nil {
		return err
	}
	if _, err := f.f.WriteAt(begin, 0); err != nil {
		return err
	}
	return f.readRecords(int64(len(begin)), writes)
}

// readRecords finds each record, up to the first that is cut off.
func (f *File) readRecords(total int64, writes bool) error {
	data, err := mapFile(f.f, total)
	if err != nil {
		return err
	}
	places := map[Key]place{}
	f.size = int64(len(header()))
	for f.size+headSize <= total {
		n := int64(binary.LittleEndian.Uint32(data[f.size+16:]))
		if n > mostCodes { // no crash writes that, and where the next begins is not known
			f.fault = errors.New("the length of a record of the codes is damaged")
			break
		}
		if f.size+size(int(n)) > total {
			break
		}
		if raw := data[f.size:][:size(int(n))]; whole(raw) {
			places[Key(raw[:16])] = place{f.size, int(n)}
		} else {
			f.fault = errors.New("a record of the codes is damaged")
		}
		f.size += size(int(n))
	}
	f.view = newView(data, places)
	if writes && f.size < total {
		return f.f.Truncate(f.size)
	}
	return nil
}

// Fault says what Open left out; nil if it left out nothing.
func (f *File) Fault() error { return f.fault }

// View is the file as it is, to be released.
func (f *File) View() *View {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.view.refs.Add(1)
	return f.view
}

// Text is what is appended of a text: its codes, and of which passage each is.
type Text struct {
	Key      Key
	Passages []uint32
	Codes    []meaning.Code
}

// Append adds what some texts mean. When it returns they are on the disk; views made
// from then on hold them.
func (f *File) Append(texts ...Text) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var raw []byte
	for _, t := range texts {
		raw = append(raw, encode(t.Key, t.Passages, t.Codes)...)
	}
	_, err := f.f.WriteAt(raw, f.size)
	if err == nil {
		err = f.f.Sync()
	}
	if err == nil {
		err = f.grow(texts)
	}
	if err != nil {
		_ = f.f.Truncate(f.size) // nothing half is left
		return fmt.Errorf("append codes: %w", err)
	}
	return nil
}

// grow shows what was written behind the records that count.
func (f *File) grow(texts []Text) error {
	places, end := maps.Clone(f.view.places), f.size
	for _, t := range texts {
		places[t.Key] = place{end, len(t.Codes)}
		end += size(len(t.Codes))
	}
	data, err := mapFile(f.f, end)
	if err != nil {
		return err
	}
	f.view.Release()
	f.size, f.view = end, newView(data, places)
	return nil
}

// Close lets go of the file; views are good until they are released.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.view.Release()
	f.view = newView(nil, nil) // whoever comes late must not be given what is unmapped
	return f.f.Close()
}

func mapFile(f *os.File, size int64) (mmap.MMap, error) {
	if size == 0 {
		return nil, nil
	}
	data, err := mmap.MapRegion(f, int(size), mmap.RDONLY, 0, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", f.Name(), err)
	}
	return data, nil
}
