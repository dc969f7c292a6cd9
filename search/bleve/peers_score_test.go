//go:build unix

package bleve

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"
)

// score is what a peer took for one kind of inquiry.
type score struct {
	took []time.Duration
	// spent is the CPU time of each, cpu of all with what is between them: the
	// garbage of one may be collected while the next is answered.
	spent []time.Duration
	cpu   time.Duration
	// found is how many of the passages in which the strings are standing.
	found, standing int
}

// blockLength is how many inquiries a peer answers before the next has its
// turn, scanEvery of how many the scan is asked one.
const (
	blockLength = 25
	scanEvery   = 10
)

// kind measures one kind of inquiry and writes a row for each peer that knows it.
func (c *contest) kind(k kind) {
	measured := k.list[:len(k.list)*measured/(measured+warming)]
	c.count(measured)
	var knowing []peer
	for _, p := range c.peers {
		if c.warm(p, k.list[len(measured):]) {
			knowing = append(knowing, p)
		}
	}
	scores := make([]score, len(knowing))
	for block := range slices.Chunk(measured, blockLength) {
		for i, p := range knowing {
			runtime.GC() // nobody pays for another's garbage
			c.block(p, block, &scores[i])
		}
	}
	perQuery := func(s score) float64 { return float64(s.cpu.Microseconds()) / float64(len(s.took)) }
	for i, s := range scores {
		slices.Sort(s.took)
		slices.Sort(s.spent)
		at := func(of []time.Duration, share int) time.Duration { return of[len(of)*share/100] }
		ms := func(share int) string { return fmt.Sprintf("%.2f", at(s.took, share).Seconds()*1000) }
		recall := "–"
		if s.standing > 0 {
			recall = fmt.Sprintf("%.4f", float64(s.found)/float64(s.standing))
		}
		c.row(k.name, knowing[i].name(), ms(50), ms(99), fmt.Sprintf("%.0f", perQuery(s)), at(s.spent, 50).Microseconds(), at(s.spent, 99).Microseconds(),
			fmt.Sprintf("%.2f", perQuery(s)/perQuery(scores[0])), recall)
	}
}

// rounds is how often Java is asked what warms it up: until it is compiled.
const rounds = 10

// under is who answers.
func under(p peer) peer {
	if f, ok := p.(withFacets); ok {
		return f.peer
	}
	return p
}

// warm asks a peer what is not measured, and says whether it knows the kind.
func (c *contest) warm(p peer, list []inquiry) bool {
	times := 1
	switch under(p).(type) {
	case *apart:
		times = rounds
	case *plainBleve, *fts, *scan: // nothing in them gets faster
		list = list[:min(1, len(list))]
	}
	for range times {
		for _, q := range list {
			_, err := p.ask(c.Context(), q)
			if errors.Is(err, errors.ErrUnsupported) {
				return false
			}
			if err != nil {
				c.Fatalf("%s: %+v: %v", p.name(), q, err)
			}
		}
	}
	return true
}

// block asks one peer some inquiries. The first is asked once before: what is
// pooled went with the garbage.
func (c *contest) block(p peer, block []inquiry, s *score) {
	_, slow := p.(*scan)
	if _, err := p.ask(c.Context(), block[0]); err != nil {
		c.Fatalf("%s: %+v: %v", p.name(), block[0], err)
	}
	_, elsewhere := under(p).(*apart)
	before := cpu()
	for i, q := range block {
		if slow && i%scanEvery != 0 {
			continue
		}
		began, spent := time.Now(), cpu()
		a, err := p.ask(c.Context(), q)
		if err != nil {
			c.Fatalf("%s: %+v: %v", p.name(), q, err)
		}
		if elsewhere {
			s.cpu += a.cpu
		} else {
			a.took, a.cpu = time.Since(began), cpu()-spent
		}
		s.took, s.spent = append(s.took, a.took), append(s.spent, a.cpu)
		if len(q.strings) > 0 {
			s.found += min(a.total, q.standing)
			s.standing += q.standing
		}
	}
	if !elsewhere {
		s.cpu += cpu() - before
	}
}

// count notes in how many passages the strings asked for stand.
func (c *contest) count(list []inquiry) {
	for i, q := range list {
		if len(q.strings) == 0 {
			return
		}
		a, err := c.truth.ask(c.Context(), q)
		if err != nil {
			c.Fatal(err)
		}
		list[i].standing = a.total
	}
}
