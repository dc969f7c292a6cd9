package resolve

import (
	"context"
	"sync"

	"tiaowen/corpus/compare"
)

// To tell what became of one clause two texts are compared whole, which costs more than
// all else about an answer. What comes of it is kept for two versions of a work that
// follow each other: without the texts it is little.

// mostSteps bounds what is kept: some two hundred comparisons, 200 bytes a step.
const mostSteps = 16 << 10

// courses are the comparisons made last, by the ids of the older and the newer text.
type courses struct {
	mu    sync.Mutex
	held  map[[2]string]compare.Course
	steps int // of all that are held
	// forgotten counts calls of forget: what was compared before one may be old.
	forgotten int
}

func newCourses() *courses { return &courses{held: map[[2]string]compare.Course{}} }

// course is the way of units from one text to another.
func (r *Resolver) course(ctx context.Context, older, newer string) (compare.Course, error) {
	pair := [2]string{older, newer}
	c, known, as := r.courses.of(pair)
	if known {
		return c, nil
	}
	before, err := r.Document(ctx, older)
	if err != nil {
		return nil, err
	}
	after, err := r.Document(ctx, newer)
	if err != nil {
		return nil, err
	}
	if before.Root != nil && after.Root != nil {
		c = compare.Versions(before, after).Course()
	}
	r.courses.put(pair, c, as)
	return c, nil
}

func (k *courses) of(pair [2]string) (c compare.Course, known bool, as int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, known = k.held[pair]
	return c, known, k.forgotten
}

// put keeps a comparison that was begun when of gave as.
func (k *courses) put(pair [2]string, c compare.Course, as int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, known := k.held[pair]; known || as != k.forgotten || len(c) > mostSteps {
		return
	}
	for other := range k.held { // whichever: all are as likely to be asked for
		if k.steps+len(c) <= mostSteps {
			break
		}
		k.drop(other)
	}
	k.held[pair] = c
	k.steps += len(c)
}

func (k *courses) drop(pair [2]string) {
	k.steps -= len(k.held[pair])
	delete(k.held, pair)
}

// forget drops what was made of texts that have changed.
func (k *courses) forget(ids ...string) {
	changed := map[string]bool{}
	for _, id := range ids {
		changed[id] = true
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forgotten++
	for pair := range k.held {
		if changed[pair[0]] || changed[pair[1]] {
			k.drop(pair)
		}
	}
}
