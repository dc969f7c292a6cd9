package compare

import (
	"slices"
	"unicode"
)

// Op is a piece of text that both versions have, or one of them.
type Op struct {
	Kind OpKind `json:"op"`
	// Text is the new version's, or what was deleted.
	Text string `json:"text"`
	// Was is how the old version writes an equal text, if otherwise: in width,
	// script or white space.
	Was string `json:"was,omitempty"`
}

// OpKind is which version has a text.
type OpKind string

// The kinds of operations, as the API names them.
const (
	Equal  OpKind = "equal"
	Delete OpKind = "delete"
	Insert OpKind = "insert"
)

// equalOp is an equal text as both versions write it.
func equalOp(was, is string) Op {
	if was == is {
		was = ""
	}
	return Op{Kind: Equal, Text: is, Was: was}
}

// Old is what the old version has of op.
func (op Op) Old() string {
	switch {
	case op.Kind == Insert:
		return ""
	case op.Kind == Equal && op.Was != "":
		return op.Was
	}
	return op.Text
}

// New is what the new version has of op.
func (op Op) New() string {
	if op.Kind == Delete {
		return ""
	}
	return op.Text
}

func (op Op) on(side int) string {
	if side == oldSide {
		return op.Old()
	}
	return op.New()
}

// cut cuts op at a byte of its text on one side; the way the other side writes
// it is cut at the same character.
func (op Op) cut(side, at int) (before, after Op) {
	if op.Was == "" {
		return Op{Kind: op.Kind, Text: op.Text[:at]}, Op{Kind: op.Kind, Text: op.Text[at:]}
	}
	was, is := cellsOf(op.Was), cellsOf(op.Text)
	starts := is.starts
	if side == oldSide {
		starts = was.starts
	}
	n, _ := slices.BinarySearch(starts, at)
	i, j := was.starts[n], is.starts[n]
	return equalOp(op.Was[:i], op.Text[:j]), equalOp(op.Was[i:], op.Text[j:])
}

func countCharacters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
