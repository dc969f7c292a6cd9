package indexer

import (
	"context"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
)

// texts gives a resolver the library's documents.
type texts struct{ l *library.Library }

func (t texts) Document(ctx context.Context, id string) (*corpus.Document, error) {
	r, err := t.l.Get(ctx, id)
	return &r.Document, err
}

// TestCiting: an essay's citation is told of the provision it cites, also when
// the regulation came in after it.
func TestCiting(t *testing.T) {
	in, l := newIntake(t, newShelf())
	resolver := resolve.NewResolver(naming.DefaultAliases(), texts{l})
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

// TestLearnedNames: a short name that two texts give to one title is known to
// the resolver; one that they give to different titles is not.
func TestLearnedNames(t *testing.T) {
	in, l := newIntake(t, newShelf())
	resolver := resolve.NewResolver(naming.DefaultAliases(), texts{l})
	citing := NewCiting(l, resolver, func() corpus.Date { return "2026-01-01" })
	in.Watch(Watchers{resolver, citing})
	for path, text := range map[string]string{
		"r.txt": string(regulation("示例市机关会议费用管理规定", "2020-02-03")),
		"a.txt": "关于甲事的一些思考\n\n根据《示例市机关会议费用管理规定》（以下简称《会费新规》），会议应当从简。《会费新规》第一条说得清楚。《示例市差旅办法》（以下简称《住行办法》）第二条也说。《住行办法》第三条同。",
		"b.txt": "关于乙事的一些思考\n\n《示例市机关会议费用管理规定》（以下简称《会费新规》）要落实。《会费新规》第二条是重点。《示例市住房办法》（以下简称《住行办法》）第二条另说。《住行办法》第三条同。",
	} {
		if _, err := in.AddAll(t.Context(), []File{{Path: path, Data: []byte(text)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := citing.rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]search.ResolveStatus{"会费新规第二条": search.ResolveOK, "住行办法第二条": search.NoDocument} {
		got, err := resolver.Resolve(t.Context(), address, "", "2026-01-01")
		if err != nil || got.Status != want {
			t.Errorf("%s: %s %v, want %s", address, got.Status, err, want)
		}
	}
}
