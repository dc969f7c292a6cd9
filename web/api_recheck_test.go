package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
)

// TestRecheckVersions: a provision of an older version is held against what took
// its place in the newer one, wherever that stands now.
func TestRecheckVersions(t *testing.T) {
	b := newTrainer(t, nil)
	newest := idOf(t, b.memory, "机关党支部工作规定")
	older := b.memory.older(newest)
	if older == newest {
		t.Fatal("the samples have one version only")
	}
	at := b.make("备课")
	old := &b.memory.records[b.memory.at(older)].Document
	for _, n := range articles(old) {
		b.add(at, http.StatusCreated, map[string]any{"address": older + "#" + n.Locator})
	}
	moved := 0
	for _, c := range b.rechecked(at) {
		if c.Status != packet.Superseded || c.Now == nil && !strings.Contains(c.Message, "没有对应") {
			t.Errorf("%s: %s %s", c.Address, c.Status, c.Message)
		}
		if c.Now == nil {
			continue
		}
		was, is := c.Address[strings.Index(c.Address, "#"):], c.Now.Address[strings.Index(c.Now.Address, "#"):]
		if was != is {
			moved++
		}
		equal := 0
		for _, d := range c.Diff {
			if d.Op == "equal" {
				equal += len(d.Text)
			}
		}
		if len(c.Diff) > 0 && equal*6 < len(c.Now.Text) {
			t.Errorf("%s is held against %s, which is another thing", c.Address, c.Now.Address)
		}
	}
	if moved == 0 {
		t.Error("no article has another number in the newer version")
	}
}

func articles(d *corpus.Document) []*corpus.Provision {
	var out []*corpus.Provision
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Kind == corpus.NodeArticle {
			out = append(out, n)
		}
		return true
	})
	return out
}

// rechecked is what becomes of a collection that is exported and brought back.
func (b *trainer) rechecked(at string) []RecheckedItem {
	b.t.Helper()
	p, err := packet.ReadJSON(b.ask("GET", at+"/export?format=json", "").Body)
	if err != nil {
		b.t.Fatal(err)
	}
	checked, err := b.server.shelf.Recheck(b.t.Context(), p)
	if err != nil {
		b.t.Fatal(err)
	}
	return newRecheck(checked).Items
}

// TestRecheckFromAnotherLibrary: a packet of another library, which calls the same
// documents by other ids, is found again here, and imported as it stands.
func TestRecheckFromAnotherLibrary(t *testing.T) {
	b := newTrainer(t, nil)
	law, essay := idOf(t, b.memory, "机关党支部工作规定"), idOf(t, b.memory, "调研报告")
	at := b.make("外来")
	b.add(at, http.StatusCreated, map[string]any{"address": law + "#art_2"})
	b.add(at, http.StatusCreated, map[string]any{"address": essay + "#p_3"})
	file := b.ask("GET", at+"/export?format=json", "").Body.String()
	foreign := strings.NewReplacer(`"`+law, `"外馆-`+law, `"`+essay, `"外馆-`+essay).Replace(file)
	items := decode(t, b.ask("POST", recheckPath, foreign))["items"].([]any)
	for i, id := range []string{law, essay} {
		item := items[i].(map[string]any)
		now, _ := item["now"].(map[string]any)
		if item["status"] != "moved" || !strings.HasPrefix(now["address"].(string), id+"#") || len(item["diff"].([]any)) != 0 {
			t.Errorf("%s: %v", id, item)
		}
	}
	back := decode(t, b.ask("POST", collectionsAPI+"/import", foreign))
	if diff := cmp.Diff(b.items(at), b.items(collectionsAPI+"/"+back["id"].(string))); diff != "" {
		t.Errorf("imported: %s", diff)
	}
}

// TestRecheckNeedsNoToken: rechecking only reads; collecting writes.
func TestRecheckNeedsNoToken(t *testing.T) {
	b := newTrainer(t, func(c *Config) { c.Token = "口令" })
	file := `{"format":"tiaowen-packet/1","title":"","library":{},"items":[{"kind":"note","text":"甲"}]}`
	if w := b.ask("POST", "/api/v1/recheck", file); w.Code != http.StatusOK {
		t.Errorf("recheck: %d %s", w.Code, w.Body)
	}
	wantProblem(t, b.ask("POST", collectionsAPI, `{"name":"备课"}`), http.StatusUnauthorized, "unauthorized")
	wantProblem(t, b.ask("POST", collectionsAPI+"/import", file), http.StatusUnauthorized, "unauthorized")
}

// TestRecheckElsewhere: a document that is gone is looked for by its words, and
// by its title.
func TestRecheckElsewhere(t *testing.T) {
	b := newTrainer(t, nil)
	id := idOf(t, b.memory, "发展党员")
	at := b.make("备课")
	b.add(at, http.StatusCreated, map[string]any{"address": id + "#art_9"})
	d := b.memory.records[b.memory.at(id)].Document
	if err := b.memory.Remove(t.Context(), id, ""); err != nil {
		t.Fatal(err)
	}
	node, _ := d.Root.Find("art_9")
	if got := b.rechecked(at)[0]; got.Status != packet.Gone {
		t.Errorf("%+v", got)
	}
	b.memory.take(t, "另一份.txt", []byte("另一份办法\n第一条 为了做好工作，制定本办法。\n第二条 "+node.Body(d.Text)+"\n第三条 本办法自2020年1月1日起施行。\n"))
	if got := b.rechecked(at)[0]; got.Status != packet.Moved || !strings.HasSuffix(got.Now.Address, "#art_2") {
		t.Errorf("%+v", got)
	}
}
