package words

import (
	"errors"
	"fmt"
	_ "unsafe" // for go:linkname

	"github.com/go-ego/gse"
)

// simplified is gse's dictionary of Simplified words, which gse does not export.
// All that it exports to load it names its Japanese and Traditional dictionaries
// too, and so does the method table of its segmenter: 27 MB of the program that
// nothing reads. The linker leaves them out as long as the dictionary is reached
// from here alone and no value of a segmenter can be reached by reflection. Text
// is folded to Simplified before it is cut.
//
//go:linkname simplified github.com/go-ego/gse.zhS
var simplified string

func loadSimplified(seg *gse.Segmenter) error {
	if simplified == "" {
		return errors.New("gse's dictionary is not where it was: see embedded.go")
	}
	if err := seg.LoadDictStr(simplified); err != nil {
		return fmt.Errorf("load gse's dictionary: %w", err)
	}
	return nil
}
