package bleve

import (
	"cmp"
	"slices"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// plugin writes and reads segments as zap does, but in the order of the ids:
// scorch hands over the documents of a batch in none. So the passages of a text
// are neighbours, and what is read of a text is read in one go.
type plugin struct{ zap.ZapPlugin }

// pluginType is how a segment on disk says by what it was written.
const pluginType = "tiaowen"

// Type is part of scorch's plugin interface.
func (*plugin) Type() string { return pluginType }

// NewUsing makes a segment of documents.
func (p *plugin) NewUsing(docs []index.Document, config map[string]any) (segment.Segment, uint64, error) {
	slices.SortFunc(docs, func(a, b index.Document) int { return cmp.Compare(a.ID(), b.ID()) })
	return p.ZapPlugin.NewUsing(docs, config)
}

func init() { scorch.RegisterSegmentPlugin(&plugin{}, false) }
