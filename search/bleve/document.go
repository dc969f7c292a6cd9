package bleve

import (
	"runtime"
	"sync"
	"sync/atomic"

	index "github.com/blevesearch/bleve_index_api"
)

// document is a passage or a head on its way into a segment. Scorch carries it
// from a batch to the plugin and sees nothing of it but its id: it has no
// fields that scorch could analyse.
type document struct {
	id    string
	head  []byte   // stored, of a head
	text  string   // folded, of a passage, with its tail
	own   int      // how much of text is the passage's own
	trail []string // folded, the headings above a passage
	title []string // folded, of a head
	cut   func() []string
	words []string // what cut gives
}

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return len(d.text) + len(d.head) }
func (d *document) VisitFields(index.FieldVisitor)             {}
func (d *document) VisitComposite(index.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) AddIDField()                                {}
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return true }

// cutWords finds the words of all documents, on all processors: where there is
// a dictionary this is most of what building an index costs.
func cutWords(docs []*document) {
	var at atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(at.Add(1)) - 1; i < len(docs); i = int(at.Add(1)) - 1 {
				if d := docs[i]; d.cut != nil {
					d.words = d.cut()
				}
			}
		})
	}
	workers.Wait()
}
