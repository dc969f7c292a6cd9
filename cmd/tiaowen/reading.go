package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
	"tiaowen/search/bleve"
)

// openOrRead is open, or where nothing can be written, a full disk or a medium that
// is read only, opens what there is so that it can be read: the library as it
// stands, and its index untouched. Why nothing is written is then in s.reading.
func (s *store) openOrRead(ctx context.Context, e env) error {
	err := s.open(ctx, e)
	if !problem.Unwritten(err) || hasLibrary(e) != nil {
		return err
	}
	s.closeParts()
	if again := s.openReading(ctx, e, err); again != nil {
		s.closeParts()
		return errors.Join(err, again)
	}
	e.log.Warn("资料库只能读，不能写："+problem.Message(err)+"。腾出空间或换到可以写的地方后，重新启动。", "cause", err)
	return nil
}

// openReading is open for reading, because of why.
func (s *store) openReading(ctx context.Context, e env, why error) error {
	words, err := openWordFiles(e.Data, e.log)
	if err != nil {
		return err
	}
	if s.library, err = library.View(ctx, e.Data); err != nil {
		return problem.In("资料库 "+e.Data, err)
	}
	s.reading = &problem.Error{Kind: problem.KindOf(why), Detail: "资料库现在只能读；腾出空间，或换到可以写的地方，再重新启动。", Cause: why}
	s.library.Refuse(s.reading)
	if err := s.openReadIndex(ctx, e, words); err != nil {
		return err
	}
	if err := s.openIntake(e, words); err != nil {
		return err
	}
	s.openSearch(words)
	if err := s.intake.Sync(ctx); err != nil {
		return err
	}
	s.mean(e)
	return nil
}

// openReadIndex opens the index if it is that of the library, else one in the
// system's folder for what does not last, to be made there from the library.
func (s *store) openReadIndex(ctx context.Context, e env, words *wordFiles) error {
	seq, err := s.library.Seq(ctx)
	if err != nil {
		return err
	}
	if s.engine, err = bleve.OpenReading(filepath.Join(e.Data, "index"), words.dictionary); err == nil {
		if s.engine.Seq() == seq {
			return nil
		}
		err = s.engine.Close()
	}
	e.log.Info("索引不能用，另在临时文件夹里建立", "cause", err)
	if s.scratch, err = os.MkdirTemp("", "tiaowen-index-"); err != nil {
		return problem.In("索引", err)
	}
	s.engine, err = bleve.Open(s.scratch, words.dictionary)
	return problem.In("索引", err)
}

// littleRoom is how much must be left for a write to be tried: the library's log and
// the index's next segment take more than the text.
const littleRoom = 1 << 20

// unwritableNow says why nothing can be written at the moment, in Chinese, empty if
// something can.
func (s *store) unwritableNow(data string) string {
	if s.reading != nil {
		return problem.Message(s.reading)
	}
	if free, known := freeDisk(data); known && free < littleRoom {
		return problem.DiskFull.Words().Title
	}
	return ""
}

// room is nil if there is room for so many bytes to be taken in, with what goes with
// them, else library.ErrFull.
func (s *store) room(data string) func(size int64) error {
	return func(size int64) error {
		const times = 6 // the bytes, the text, the log of both, the index, its merging
		if free, known := freeDisk(data); known && free < uint64(littleRoom+times*size) {
			return library.ErrFull
		}
		return nil
	}
}
