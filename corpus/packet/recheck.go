package packet

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// Fate is what has become of a passage since it was taken.
type Fate string

// The fates. Of several that apply the one named last here wins, but for Gone:
// that a provision no longer applies matters more than that it was renumbered.
const (
	Unchanged  Fate = "unchanged"  // 未变
	Moved      Fate = "moved"      // 位置变了，文字未变
	Changed    Fate = "changed"    // 文字变了
	Superseded Fate = "superseded" // 有新版本施行
	Repealed   Fate = "repealed"   // 已废止或失效
	Gone       Fate = "gone"       // 资料库里没有了
)

// Fates are the closed list of them with the words a reader sees.
var Fates = []corpus.Term{
	{Value: string(Unchanged), Label: "未变"}, {Value: string(Moved), Label: "移位"},
	{Value: string(Changed), Label: "有改动"}, {Value: string(Superseded), Label: "已有新版本"},
	{Value: string(Repealed), Label: "已废止"}, {Value: string(Gone), Label: "资料库中没有"},
}

// Held is a document as the library has it now.
type Held struct {
	ID     string
	Fields corpus.Fields
	Status corpus.Status
}

// Place is where a text stands.
type Place struct {
	Address  string `json:"address"`
	Citation string `json:"citation"`
	Text     string `json:"text"`
	// Doubts are what speaks against the text there, or its being in force.
	Doubts []corpus.Caution `json:"doubts,omitempty"`
}

// Finder is what rechecking asks of a library. That there is none is no error.
// The texts it gives are in the form in which passages were taken: with their
// number and caption, or all without.
type Finder interface {
	// Document is the document of that id.
	Document(ctx context.Context, id string) (held Held, ok bool, err error)
	// At is what stands at p's locator in its document; the whole document
	// without a locator. If p is a piece and stands there, it is what is given. In
	// another document, a newer version, it is what took p's place: numbers move.
	At(ctx context.Context, id string, p Passage) (place Place, ok bool, err error)
	// Equal is where a text stands that is equal to p's but for white space,
	// width and script: in the document of that id, or with an empty id anywhere.
	// A piece may stand inside another text.
	Equal(ctx context.Context, id string, p Passage) (place Place, ok bool, err error)
	// Newest is the version in force of the work that the passage's document is,
	// or was, a version of: by its id if that is held, else by its title; where
	// the work was repealed, what took its place. Asked for regulations only.
	Newest(ctx context.Context, p Passage) (held Held, ok bool, err error)
}

// Checked is the answer for one passage.
type Checked struct {
	Address  string `json:"address"` // as in the packet
	Citation string `json:"citation"`
	Status   Fate   `json:"status"`
	// Message is one sentence for the reader.
	Message string `json:"message"`
	// Now is what stands there now: after a move the new place, after a change
	// the new text, in a newer version what took its place. Nil if nothing.
	Now *Place `json:"now,omitempty"`
	// Diff turns the packet's text into that of Now, if they differ.
	Diff []compare.Op `json:"diff,omitempty"`
}

// SameText reports whether the text stands to the letter, in another place or
// version: whoever takes that instead changes nothing but the source.
func (c Checked) SameText() bool { return c.Status != Unchanged && c.Now != nil && len(c.Diff) == 0 }

// Recheck says what has become of the passages of a packet, in their order. The
// finder is asked for those of one document after the other: a lesson goes back
// and forth between its sources, and a document is read and folded once.
func Recheck(ctx context.Context, finder Finder, p Packet, o Options) ([]Checked, error) {
	var passages []Passage
	for _, item := range p.Items {
		if item.Passage != nil {
			passages = append(passages, *item.Passage)
		}
	}
	out := make([]Checked, len(passages))
	for done, i := range byDocument(passages) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := RecheckPassage(ctx, finder, passages[i])
		if err != nil {
			return nil, err
		}
		out[i] = c
		if o.Progress != nil {
			o.Progress(done+1, len(passages))
		}
	}
	return out, nil
}

// byDocument are the places of passages, those of one document together.
func byDocument(passages []Passage) []int {
	places := make([]int, len(passages))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int {
		return strings.Compare(passages[a].DocumentID, passages[b].DocumentID)
	})
	return places
}

// RecheckPassage says what has become of one passage.
func RecheckPassage(ctx context.Context, finder Finder, p Passage) (Checked, error) {
	now, err := findings(ctx, finder, p)
	if err != nil {
		return Checked{}, fmt.Errorf("recheck %s: %w", p.Address, err)
	}
	c := decide(p, now)
	c.Address, c.Citation = p.Address, Citation(p)
	return c, nil
}

// present is what the library has now; nil for what it has not.
type present struct {
	document *Held
	newest   *Held
	// here is what stands where the passage stood.
	here *Place
	// equal is where its text stands: in the document if it is there, else
	// anywhere.
	equal *Place
	// later is where the newest version has its text, else what took its place
	// there; the flag says which.
	later      *Place
	laterEqual bool
}

// findings asks the finder for what a decision needs.
func findings(ctx context.Context, finder Finder, p Passage) (now present, err error) {
	document, err := found(finder.Document(ctx, p.DocumentID))
	if err != nil {
		return now, err
	}
	now.document = document
	if p.Fields.Kind == corpus.Regulation {
		if now.newest, err = found(finder.Newest(ctx, p)); err != nil {
			return now, err
		}
	}
	if document != nil {
		now.here, now.equal, err = foundIn(ctx, finder, p)
	}
	if err == nil && now.newest != nil && now.newest.ID != p.DocumentID {
		now.later, now.laterEqual, err = foundLater(ctx, finder, p, now.newest.ID)
	}
	if err == nil && now.equal == nil && now.later == nil {
		now.equal, err = equalIn(ctx, finder, "", p)
	}
	return now, err
}

// foundIn looks in the passage's own document: where it stood, else elsewhere.
func foundIn(ctx context.Context, finder Finder, p Passage) (here, equal *Place, err error) {
	here, err = found(finder.At(ctx, p.DocumentID, p))
	if err == nil && here != nil && same(here.Text, p.Text) {
		return here, here, nil
	}
	if err == nil {
		equal, err = equalIn(ctx, finder, p.DocumentID, p)
	}
	return here, equal, err
}

// foundLater looks in a later version.
func foundLater(ctx context.Context, finder Finder, p Passage, id string) (later *Place, equal bool, err error) {
	later, err = equalIn(ctx, finder, id, p)
	if later != nil || err != nil {
		return later, true, err
	}
	later, err = found(finder.At(ctx, id, p))
	return later, false, err
}

// equalIn asks where the passage's text stands; what has no characters stands
// nowhere.
func equalIn(ctx context.Context, finder Finder, id string, p Passage) (*Place, error) {
	if corpus.Fold(p.Text) == "" {
		return nil, nil
	}
	return found(finder.Equal(ctx, id, p))
}

func found[T any](value T, ok bool, err error) (*T, error) {
	if err != nil || !ok {
		return nil, err
	}
	return &value, nil
}

// same reports whether two texts differ in nothing but white space, width and
// script, which files of one text differ in.
func same(a, b string) bool { return corpus.Fold(a) == corpus.Fold(b) }
