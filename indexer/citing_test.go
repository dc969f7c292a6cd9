package indexer

import (
	"context"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

// texts gives a resolver the library's documents.
type texts struct{ l *library.Library }

func (t texts) Document(ctx context.Context, id string) (corpus.Document, error) {
	r, err := t.l.Get(ctx, id)
	return r.Document, err
}

// TestCiting: an essay's citation is told of the provision it cites, also when
// the regulation came in after it.
func TestCiting(t *testing.T) {
	in, l := newIntake(t, newShelf())
	resolver := search.NewResolver(search.DefaultAliases(), texts{l})
	citing := NewCiting(l, resolver, func() corpus.Date { return "2026-01-01" })
	in.Watch(Watchers{resolver, citing})
	add := func(path, text string) {
		t.Helper()
		if _, err := in.AddAll(t.Context(), []File{{Path: path, Data: []byte(text)}}); err != nil {
			t.Fatal(err)
		}
		if err := citing.rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	const id = "示例市示例工作规定_2020-02-03"
	add("essay.txt", "关于示例工作的一些思考\n\n根据《示例市示例工作规定》第二条，应当这样做。")
	if got := citing.Of(id, "art_2"); len(got) != 0 {
		t.Errorf("cited before it is held: %+v", got)
	}
	add("regulation.txt", string(regulation("示例市示例工作规定", "2020-02-03")))
	if got := citing.Of(id, "art_2"); len(got) != 1 || got[0].From != "关于示例工作的一些思考" {
		t.Errorf("art_2 is cited by %+v", got)
	}
	if got := citing.Of(id, "art_1"); len(got) != 0 {
		t.Errorf("art_1 is cited by %+v", got)
	}
}
