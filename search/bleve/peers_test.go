package bleve

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tiaowen/indexer"
)

// The engine beside its peers, on the same passages, asked the same things in turn:
// plain Bleve as a user would set it up, SQLite's FTS5 over bigrams, and a linear
// scan, in one process with it; Tantivy and Lucene in theirs, where they have been
// installed; and the block limit, what the work costs that nobody comes around. Run
// it, half an hour at 150,000 passages, with
//
//	.peers/run
//
// or without what that installs, by Go alone, with
//
//	TIAOWEN_PEERS=1 go test -run TestPeersTable -v -timeout 2h ./search/bleve
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

// peersIn are the engines with a folder each, ours first and the scan last. Those
// that are apart are there where TIAOWEN_PEERS is the folder they are installed in.
func peersIn(t *testing.T) []peer {
	t.Helper()
	peers := []peer{&ours{dir: t.TempDir()}, &blocks{}}
	if folder := os.Getenv("TIAOWEN_PEERS"); filepath.IsAbs(folder) {
		for _, a := range installed(folder, t.TempDir) {
			peers = append(peers, a, withFacets{a})
		}
	}
	b := &plainBleve{dir: t.TempDir()}
	return append(peers, b, withFacets{b}, &fts{dir: t.TempDir()}, &scan{})
}

// withFacets is a peer that has been filled, asked for all facets every time, as ours
// is; without it facets are counted where the inquiry asks for them.
type withFacets struct{ peer }

func (f withFacets) name() string { return f.peer.name() + " + 7 facets" }

func (f withFacets) fill(context.Context, iter.Seq[indexer.Entry]) error { return nil }

func (f withFacets) ask(ctx context.Context, q inquiry) (answer, error) {
	if q.faceted || q.newest || q.skip > 0 {
		return answer{}, errors.ErrUnsupported // it says nothing new
	}
	q.faceted = true
	a, err := f.peer.ask(ctx, q)
	if err == nil && a.total > 0 && a.counted == 0 {
		err = errors.New("no facets were counted")
	}
	return a, err
}

func (f withFacets) close() error { return nil }

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

// compareTotals asks all peers. The scan is right; Bleve's and Lucene's analyzers cut
// numbers and foreign words their own way, and ours alone matches letters as well.
func compareTotals(t *testing.T, peers []peer, q inquiry) {
	t.Helper()
	want, err := peers[len(peers)-1].ask(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	foreign := strings.ContainsFunc(q.question+strings.Join(q.strings, ""), func(r rune) bool { return r < 0x4e00 || r > 0x9fff })
	for _, p := range peers[:len(peers)-1] {
		got, err := p.ask(t.Context(), q)
		if errors.Is(err, errors.ErrUnsupported) {
			continue
		}
		if err != nil {
			t.Fatalf("%s, %+v: %v", p.name(), q, err)
		}
		exact := len(q.strings) > 0
		switch p := p.(type) {
		case *plainBleve:
			exact = exact && !foreign
		case withFacets:
			continue // what it has without them was compared
		case *apart:
			exact = p.grams || exact && !foreign
		case *blocks:
			exact = true
		}
		if exact && (got.total != want.total || len(got.hits) != len(want.hits)) {
			t.Errorf("%s finds %d of %d, shows %d of %d: %+v", p.name(), got.total, want.total, len(got.hits), len(want.hits), q)
		}
		if q.faceted && got.total != 0 && got.counted == 0 {
			t.Errorf("%s counts no facet", p.name())
		}
	}
}
