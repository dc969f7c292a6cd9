package bleve

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"tiaowen/indexer"
)

// The engine beside its peers: plain Bleve as a user would set it up, SQLite's
// FTS5 over bigrams, and a linear scan, on the same passages, asked the same
// things in turn, in one process. Run it, a quarter of an hour at 150,000
// passages, with
//
//	TIAOWEN_PEERS=1 TIAOWEN_PASSAGES=150000 go test -run TestPeersTable -v -timeout 2h ./search/bleve
//
// and compare by the ratios: the times are those of a machine and a day.
// The settings of each peer stand where it is made.

// peer is an engine that is compared.
type peer interface {
	name() string
	// fill indexes all entries and makes the peer ready to be asked.
	fill(ctx context.Context, entries iter.Seq[indexer.Entry]) error
	// ask answers with the title and a snippet of ten hits.
	ask(ctx context.Context, q inquiry) (answer, error)
	close() error
}

// peersIn are the engines with a folder each, ours first.
func peersIn(t *testing.T) []peer {
	t.Helper()
	return []peer{&ours{dir: t.TempDir()}, &plainBleve{dir: t.TempDir()}, &fts{dir: t.TempDir()}, &scan{}}
}

// TestPeers holds our engine and its peers to the same totals, on some of the
// texts.
func TestPeers(t *testing.T) {
	const passages = 2000
	all, some, n := realTexts(t), []indexer.Entry(nil), 0
	for i := 0; n < passages; i += 41 {
		e := all[i%len(all)]
		some = append(some, e)
		n += len(e.Passages)
	}
	peers := peersIn(t)
	for _, p := range peers {
		if err := p.fill(t.Context(), slices.Values(some)); err != nil {
			t.Fatalf("%s: %v", p.name(), err)
		}
		t.Cleanup(func() { _ = p.close() })
	}
	for _, k := range inquiries(t, peers[0], some, 20) {
		for _, q := range k.list {
			compareTotals(t, peers, q)
		}
	}
}

// compareTotals asks all peers. Where strings must stand the scan is right;
// Bleve's analyzer cuts numbers and foreign words its own way.
func compareTotals(t *testing.T, peers []peer, q inquiry) {
	t.Helper()
	want, err := peers[len(peers)-1].ask(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range peers[:len(peers)-1] {
		got, err := p.ask(t.Context(), q)
		if err != nil {
			t.Fatalf("%s, %+v: %v", p.name(), q, err)
		}
		exact := p.name() != (&plainBleve{}).name() || !strings.ContainsFunc(strings.Join(q.strings, ""), func(r rune) bool { return r < 0x4e00 || r > 0x9fff })
		if len(q.strings) > 0 && exact && (got.total != want.total || len(got.hits) != len(want.hits)) {
			t.Errorf("%s finds %d of %d, shows %d of %d: %+v", p.name(), got.total, want.total, len(got.hits), len(want.hits), q)
		}
		if q.faceted && got.total != 0 && got.counted == 0 {
			t.Errorf("%s counts no facet", p.name())
		}
	}
}
