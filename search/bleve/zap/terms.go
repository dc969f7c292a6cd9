package zap

import (
	"encoding/binary"
	"errors"
	"fmt"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// Terms are the dictionary of a field in a segment, as it lies in the file. They are not
// to be shared by two.
type Terms struct {
	data    []byte
	fst     *vellum.FST
	reader  *vellum.Reader
	counted bool
}

// dictionaried is a segment whose bytes we may read: one in a file, which zap opened, or
// one that is still in memory.
type dictionaried interface {
	Data() []byte
	// DictAddr is where the dictionary of a field lies.
	DictAddr(field string) (uint64, error)
}

// TermsOf opens the dictionary of a field.
func TermsOf(s segment.Segment, field int) (*Terms, error) {
	own, ok := s.(dictionaried)
	if !ok {
		return nil, fmt.Errorf("a segment is a %T", s)
	}
	fst, err := loadTerms(own, FieldNames[field])
	if err != nil {
		return nil, err
	}
	reader, err := fst.Reader()
	if err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	return &Terms{own.Data(), fst, reader, field == Grams}, nil
}

func loadTerms(s dictionaried, field string) (*vellum.FST, error) {
	at, err := s.DictAddr(field)
	if err != nil {
		return nil, err
	}
	data := s.Data()
	size, width := binary.Uvarint(data[at:])
	fst, err := vellum.Load(data[at+uint64(width):][:size])
	if err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	return fst, nil
}

// Find looks a term up; the list is empty if nobody holds it.
func (t *Terms) Find(term []byte) (List, error) {
	value, ok, err := t.reader.Get(term)
	if err != nil || !ok {
		return List{}, err
	}
	return listAt(t.data, value, t.counted)
}

// Each calls visit with all terms, sorted.
func (t *Terms) Each(visit func(term string)) error {
	it, err := t.fst.Iterator(nil, nil)
	for ; err == nil; err = it.Next() {
		term, _ := it.Current()
		visit(string(term))
	}
	if errors.Is(err, vellum.ErrIteratorDone) {
		return nil
	}
	return fmt.Errorf("dictionary: %w", err)
}
