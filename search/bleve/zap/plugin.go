package zap

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zapx "github.com/blevesearch/zapx/v17"
)

// plugin makes and merges segments for scorch, and zap reads them. Zap's own way
// of making them keeps maps of terms by document, and counts, norms and places
// of every posting, of which nothing is needed here.
type plugin struct{ zapx.ZapPlugin }

// PluginType is how a segment on disk says by what it was written.
const PluginType = "tiaowen"

func init() { scorch.RegisterSegmentPlugin(&plugin{}, false) }

// Type is part of scorch's plugin interface.
func (*plugin) Type() string { return PluginType }

// New is part of scorch's plugin interface.
func (p *plugin) New(docs []index.Document) (segment.Segment, uint64, error) {
	return p.NewUsing(docs, nil)
}

// NewUsing makes a segment of documents, in the order of their ids: scorch hands
// them over in none. So the passages of a text are neighbours, and what is read
// of a text is read in one go.
func (*plugin) NewUsing(given []index.Document, config map[string]any) (segment.Segment, uint64, error) {
	if len(given) > mostDocuments {
		return nil, 0, fmt.Errorf("make segment: %d documents at once", len(given))
	}
	docs := make([]*Document, len(given))
	for i, d := range given {
		docs[i] = d.(*Document)
	}
	slices.SortFunc(docs, func(a, b *Document) int { return cmp.Compare(a.Key, b.Key) })
	cutWords(docs)
	var mem bytes.Buffer
	b, err := newBody(&mem, len(docs))
	if err != nil {
		return nil, 0, err
	}
	stored := writeDocuments(b, docs)
	sections, err := b.endFields()
	if err != nil {
		return nil, 0, fmt.Errorf("make segment: %w", err)
	}
	s, err := zapx.InitSegmentBase(mem.Bytes(), b.w.Sum32(), chunk, uint64(len(docs)), stored, sections, config, statsOf(config))
	if err != nil {
		return nil, 0, err
	}
	return &fresh{s, mem.Bytes(), b.dictionaries}, uint64(mem.Len()), nil
}

// statsOf is where zap counts what it does.
func statsOf(config map[string]any) *segment.Stats {
	if s, ok := config[segment.StatsKey].(*segment.Stats); ok && s != nil {
		return s
	}
	return &segment.Stats{}
}

// writeDocuments writes all of a segment but its end.
func writeDocuments(b *body, docs []*Document) (stored uint64) {
	for _, d := range docs {
		b.store(d.Key, d.Head)
	}
	stored = b.endStored()
	for i, d := range docs {
		b.term([]byte(d.Key), &holders{documents: []uint32{uint32(i)}})
	}
	b.endField(layoutID)
	bytes := 0
	for _, d := range docs {
		bytes += len(d.Text)
	}
	p := &postings{list: make([]posting, 0, bytes/len("一"))}
	write := func(place int, add func(p *postings, d *Document, number int)) {
		for i, d := range docs {
			add(p, d, i)
		}
		p.empty(place == layoutGrams, b.term)
		b.endField(place)
	}
	write(layoutGrams, (*postings).counted)
	write(layoutRunes, func(p *postings, d *Document, number int) { p.letters(d.Text, number) })
	write(layoutTitle, func(p *postings, d *Document, number int) { p.pairs(d.Title, number) })
	write(layoutTrail, func(p *postings, d *Document, number int) { p.pairs(d.Trail, number) })
	eachWord(docs, b.term)
	b.endField(layoutWords)
	return stored
}

// Merge is part of scorch's plugin interface.
func (p *plugin) Merge(segments []segment.Segment, drops []*roaring.Bitmap, path string,
	closing chan struct{}, stats segment.StatsReporter) ([][]uint64, uint64, error) {
	return p.MergeUsing(segments, drops, path, closing, stats, nil)
}

// MergeUsing writes the documents of segments that are not dropped into a
// segment in a file, and says which numbers they have there.
func (p *plugin) MergeUsing(segments []segment.Segment, drops []*roaring.Bitmap, path string,
	closing chan struct{}, _ segment.StatsReporter, _ map[string]any) ([][]uint64, uint64, error) {
	// Scorch lives on after a panic here, but not after a fault.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	m := &merger{closing: closing}
	defer m.close()
	for i, s := range segments {
		if err := m.add(s, drops[i], PartOf(path, i)); err != nil {
			return nil, 0, fmt.Errorf("merge segments: %w", err)
		}
	}
	size, err := m.write(path)
	if errors.Is(err, segment.ErrClosed) {
		return nil, 0, segment.ErrClosed // scorch compares: any other it tries again, for ever
	}
	if err != nil {
		return nil, 0, fmt.Errorf("merge segments: %w", err)
	}
	var numbers [][]uint64
	for _, s := range m.sources {
		numbers = append(numbers, s.numbers)
	}
	return numbers, size, nil
}
