package indexer

import (
	"strings"
	"testing"
)

// TestQuarantine: a marked file is kept from the index until a person lets it
// pass; then it is a real text, and the samples leave.
func TestQuarantine(t *testing.T) {
	engine := newShelf()
	in, l := newIntake(t, engine)
	add := func(f File) Outcome {
		t.Helper()
		out, err := in.AddAll(t.Context(), []File{f})
		if err != nil {
			t.Fatal(err)
		}
		return out[0]
	}
	add(File{Path: "sample/a.txt", Data: []byte("一篇示例文章的题目\n\n正文。"), Sidecar: []byte(`{"sample":true}`)})
	secret := File{Path: "s.txt", Data: []byte("秘密★2年\n关于某事的一些思考\n\n这是一段正文。")}
	for _, f := range []File{secret, secret, {Path: "copy/s.txt", Data: secret.Data}} {
		if got := add(f); got.Outcome != "quarantined" || !strings.Contains(got.Reason, "秘密★2年") || len(got.Documents) != 1 {
			t.Errorf("%s: %+v", f.Path, got)
		}
	}
	if len(engine.texts) != 1 {
		t.Fatalf("the engine holds %v", engine.texts)
	}
	held, err := l.Quarantined(t.Context())
	if err != nil || len(held) != 1 {
		t.Fatalf("withheld: %v %v", held, err)
	}
	if err := in.Release(t.Context(), held[0].ID); err != nil {
		t.Fatal(err)
	}
	if engine.texts[held[0].ID] == "" || len(engine.texts) != 1 {
		t.Errorf("after the release the engine holds %v", engine.texts)
	}
	if got := add(secret); got.Outcome != "unchanged" {
		t.Errorf("released, and imported again: %+v", got)
	}
	secret.Data = append(secret.Data, "又一段。"...)
	if got := add(secret); got.Outcome != "quarantined" || len(engine.texts) != 0 {
		t.Errorf("new content: %+v, the engine holds %v", got, engine.texts)
	}
	if err := in.Discard(t.Context(), held[0].ID); err != nil {
		t.Fatal(err)
	}
	if held, err := l.Quarantined(t.Context()); err != nil || len(held) != 0 || len(engine.texts) != 0 {
		t.Errorf("discarded, and withheld %v %v, the engine holds %v", held, err, engine.texts)
	}
}
