package library

import (
	"context"
	"errors"
	"fmt"

	"tiaowen/corpus"
)

// Outcome says what became of a file.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	// Restored means that documents came back that a person had removed.
	Restored Outcome = "restored"
	// Quarantined means that the file is kept but withheld: see quarantine.go.
	Quarantined Outcome = "quarantined"
	// Away means that all there is of the file was removed by a person, and stays
	// so because nobody asked for it.
	Away Outcome = "away"
	// Unkept means that the file could not be kept; Err says why.
	Unkept Outcome = "unkept"
)

// SameID is the code of the diagnostic on a document whose title and version
// date another document had first.
const SameID = "same_id"

// Put keeps a file and the texts read from it, in one transaction. Documents
// the path held before are replaced part by part and keep their ids and their
// corrections; parts that are no longer in the file are removed. What they were
// is kept as an earlier state, which Undo brings back.
//
// A document that a person removed comes back, under its old id. Bytes that are
// held under another path make that path a second one and change nothing else. The
// records are those of the texts that are present afterwards, or withheld, in
// their order.
func (l *Library) Put(ctx context.Context, f File, texts []corpus.Source) ([]Record, Outcome, error) {
	kept, err := l.PutAll(ctx, []Incoming{{File: f, Texts: texts}})
	if err == nil {
		err = kept[0].Err
	}
	if err != nil {
		return nil, "", err
	}
	return kept[0].Records, kept[0].Outcome, nil
}

// Incoming is a file with the texts read from it.
type Incoming struct {
	File  File
	Texts []corpus.Source
	// Unasked means that nobody asked for the file: it was found in a folder that is
	// followed. What a person removed stays away then, if it is the same text.
	Unasked bool
}

// Kept is what became of one.
type Kept struct {
	Records []Record
	Outcome Outcome
	// Away are the ids of the documents that stay removed.
	Away []string
	// Same are the ids of those of Records that were there and are rows of this file
	// too: nothing was done to them.
	Same []string
	// Err is why nothing of the file was kept.
	Err error
}

// PutAll is Put for several files in one transaction, for the disk is waited for
// at the end of each. A file that cannot be kept keeps none of the others out; an
// error means that nothing can be kept, and none of them is.
func (l *Library) PutAll(ctx context.Context, files []Incoming) ([]Kept, error) {
	out := make([]Kept, 0, len(files))
	err := l.write(ctx, "put files", func(t *tx) error {
		for _, f := range files {
			kept, err := t.putAlone(ctx, f)
			if err != nil {
				return fmt.Errorf("%s: %w", f.File.Path, err)
			}
			out = append(out, kept)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// putAlone is put so that a file that cannot be kept leaves no trace.
func (t *tx) putAlone(ctx context.Context, in Incoming) (Kept, error) {
	if _, err := t.ExecContext(ctx, `SAVEPOINT one_file`); err != nil {
		return Kept{}, err
	}
	t.voided = nil
	kept, err := t.tryPut(ctx, in)
	if err != nil && trouble(err) {
		return Kept{}, err
	}
	if err != nil || kept.Outcome == Away || kept.Outcome == Unchanged && len(kept.Same) > 0 {
		if _, err := t.ExecContext(ctx, `ROLLBACK TO one_file`); err != nil {
			return Kept{}, err
		}
		clear(t.suffix) // ids that were given and taken back
	}
	if err != nil {
		kept = Kept{Outcome: Unkept, Err: fmt.Errorf("%s: %w", in.File.Path, err)}
	}
	_, err = t.ExecContext(ctx, `RELEASE one_file`)
	return kept, err
}

// tryPut is put; what fells the reader of a text is an error of its file.
func (t *tx) tryPut(ctx context.Context, in Incoming) (kept Kept, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", ErrUnreadable, fault)
		}
	}()
	return t.put(ctx, in)
}

func (t *tx) put(ctx context.Context, in Incoming) (Kept, error) {
	f := in.File
	h, err := holding(ctx, t, f)
	if err != nil {
		return Kept{}, err
	}
	if h.path != "" && h.path != f.Path {
		return t.again(ctx, h, in)
	}
	if err := t.settle(ctx, f.Path); err != nil {
		return Kept{}, err
	}
	was, err := placeAt(ctx, t, f.Path)
	if err != nil {
		return Kept{}, err
	}
	if was.sum != f.sum() {
		err = t.keepFile(ctx, f)
	} else if !f.Loose || len(f.Beside) > 0 {
		_, err = t.ExecContext(ctx, `UPDATE files SET beside = ?1 WHERE path = ?2 AND beside IS NOT ?1`, f.besideSum(), f.Path)
	}
	if err != nil {
		return Kept{}, err
	}
	reason, err := t.judge(ctx, f.Path, in.Texts)
	if err != nil {
		return Kept{}, err
	}
	c, err := t.replace(ctx, in, reason)
	if err == nil {
		err = errors.Join(t.keepEarlier(ctx, was, c), t.forgetOriginal(ctx, was.sum))
	}
	if err != nil {
		return Kept{}, err
	}
	return c.kept(was, f, reason), nil
}
