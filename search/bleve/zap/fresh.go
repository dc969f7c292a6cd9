package zap

import (
	"fmt"

	zapx "github.com/blevesearch/zapx/v17"
)

// fresh is a segment that is in memory still. Zap keeps its bytes to itself, so they are
// kept here too.
type fresh struct {
	*zapx.SegmentBase
	data         []byte
	dictionaries [len(layout)]uint64
}

// Data are the bytes of the segment, without a footer.
func (s *fresh) Data() []byte { return s.data }

// DictAddr is where the dictionary of a field lies.
func (s *fresh) DictAddr(field string) (uint64, error) {
	for place, f := range layout {
		if f.name == field {
			return s.dictionaries[place], nil
		}
	}
	return 0, fmt.Errorf("no field %s", field)
}
