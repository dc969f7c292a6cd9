package zap

import (
	"runtime"
	"sync"
	"sync/atomic"

	index "github.com/blevesearch/bleve_index_api"
)

// Document is a passage or a head on its way into a segment. Scorch carries it
// from a batch to the plugin and sees nothing of it but its id: it has no
// fields that scorch could analyse.
type Document struct {
	Key   string
	Head  []byte   // stored, of a head
	Text  string   // folded, of a passage, with its tail
	Own   int      // how much of text is the passage's own
	Trail []string // folded, the headings above a passage
	Title []string // folded, of a head
	Cut   func() []string
	words []string // what cut gives
}

func (d *Document) ID() string                                 { return d.Key }
func (d *Document) Size() int                                  { return len(d.Text) + len(d.Head) }
func (d *Document) VisitFields(index.FieldVisitor)             {}
func (d *Document) VisitComposite(index.CompositeFieldVisitor) {}
func (d *Document) HasComposite() bool                         { return false }
func (d *Document) NumPlainTextBytes() uint64                  { return 0 }
func (d *Document) AddIDField()                                {}
func (d *Document) StoredFieldsBytes() uint64                  { return 0 }
func (d *Document) Indexed() bool                              { return true }

// cutWords finds the words of all documents, on all processors: where there is
// a dictionary this is most of what building an index costs.
func cutWords(docs []*Document) {
	var at atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(at.Add(1)) - 1; i < len(docs); i = int(at.Add(1)) - 1 {
				if d := docs[i]; d.Cut != nil {
					d.words = d.Cut()
				}
			}
		})
	}
	workers.Wait()
}
