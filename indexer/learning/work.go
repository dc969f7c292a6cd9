package learning

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tiaowen/search/meaning/codes"
)

// Work learns once what lacks now or comes to lack meanwhile. What was found out is kept
// also when the context ends it. A document that cannot be read is left out, which is an
// error at the end.
func (l *Learner) Work(ctx context.Context) (err error) {
	l.begin()
	defer func() {
		if !errors.Is(err, errKeep) {
			err = errors.Join(err, l.keep())
		}
		l.publish()
		l.end(ctx, err)
	}()
	failed := failures{}
	for {
		if err := l.keep(); err != nil {
			return err
		}
		seq := l.engine.Seq()
		lacking := l.look(failed)
		if len(lacking) == 0 {
			return failed.fault()
		}
		if err := l.learnAll(ctx, lacking, seq, failed); err != nil {
			return err
		}
	}
}

// learnAll finds out what some documents mean, until they are others than at seq: what is
// new comes first, somebody waits for it. What cannot be read is noted in failed.
func (l *Learner) learnAll(ctx context.Context, lacking []codes.Lack, seq int64, failed failures) error {
	for _, lack := range lacking {
		if l.engine.Seq() != seq {
			l.between = publishFirst
			return nil
		}
		switch err := l.learn(ctx, lack); {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errKeep):
			return err
		case err != nil:
			failed[lack.Key] = fmt.Errorf("document %s: %w", lack.ID, err)
		}
	}
	return nil
}

// failures are the documents that were not learnt, and why.
type failures map[codes.Key]error

// fault is what is wrong with them; nothing is with one that has changed.
func (f failures) fault() (out error) {
	for _, err := range f {
		if !errors.Is(err, errGone) {
			out = errors.Join(out, err)
		}
	}
	return out
}

// look asks what lacks, but for what has failed.
func (l *Learner) look(failed failures) (lacking []codes.Lack) {
	all, known := l.engine.Lacking()
	for _, one := range all {
		if failed[one.Key] == nil {
			lacking = append(lacking, one)
		}
	}
	l.seen(known)
	return lacking
}

// learn finds out what one document means.
func (l *Learner) learn(ctx context.Context, lack codes.Lack) error {
	text, ok, err := l.engine.Encode(ctx, lack, l.wait)
	if err == nil && !ok {
		err = errGone
	}
	if err != nil {
		l.forget()
		return err
	}
	if l.pending == nil {
		l.oldest = time.Now()
	}
	l.pending = append(l.pending, text)
	l.learnt(lack.Passages)
	if len(l.pending) >= keepDocuments {
		err = l.keep()
	}
	if time.Since(l.shown) >= l.between {
		err = errors.Join(err, l.keep())
		l.publish()
	}
	return errors.Join(err, l.keepDue())
}

// keepDue keeps what has waited long enough, also in the middle of a document: one can
// take minutes, in which a crash is not to lose what was found out before.
func (l *Learner) keepDue() error {
	if len(l.pending) == 0 || time.Since(l.oldest) < keepAfter {
		return nil
	}
	return l.keep()
}

var (
	// errKeep means that nothing can be written.
	errKeep = errors.New("keep meanings")
	// errGone means that a document is another one by now, which lacks under another key.
	errGone = errors.New("the document has changed")
)

// keep writes down what was found out.
func (l *Learner) keep() error {
	if len(l.pending) == 0 {
		return nil
	}
	if err := l.engine.Keep(l.pending...); err != nil {
		return fmt.Errorf("%w: %w", errKeep, err)
	}
	l.pending, l.hidden = nil, true
	return nil
}

// publish lets searches see what is kept.
func (l *Learner) publish() {
	if l.hidden {
		l.engine.Publish()
		l.hidden = false
	}
	l.shown, l.between = time.Now(), min(2*l.between, publishLast)
}
