package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/corpus"
	"tiaowen/corpus/extract/apart"
	"tiaowen/corpus/library"
	"tiaowen/corpus/library/reading"
	"tiaowen/corpus/problem"
	"tiaowen/corpus/sample"
	"tiaowen/corpus/topic"
	"tiaowen/indexer"
	"tiaowen/indexer/learning"
	"tiaowen/indexer/words"
	"tiaowen/search/answer"
	"tiaowen/search/ask"
	"tiaowen/search/bleve"
	"tiaowen/search/duty"
	"tiaowen/search/naming"
	"tiaowen/search/procedure"
	"tiaowen/search/resolve"
	"tiaowen/search/suggest"
)

// store is a data folder opened by this process: the library, its index, and
// the way in. One process at a time holds it.
type store struct {
	library  *library.Library
	readings *reading.Room // of the library, for whoever reads
	answerer *answer.Answerer
	engine   *bleve.Engine
	intake   *indexer.Intake
	mending  *indexer.Mending
	asker    *ask.Asker
	citing   *indexer.Citing
	duties   *duty.Room
	// formulas are what the texts say of 提法, for whoever checks a draft.
	formulas *indexer.Formulas
	// learner finds out what the passages mean; nil if that is not wanted.
	learner *learning.Learner
	lexicon *topic.Lexicon
	// procedures are the 一件事 in force now.
	procedures func() *procedure.List
	apart      *apart.Reader
	lock       *flock.Flock
	// reading is why nothing is written, nil where something may be; then scratch may
	// be its index's folder, which goes when it is closed.
	reading error
	scratch string
	// done takes away the data folder, where that is a copy.
	done func()
}

// errHeld means that another process has the data folder open.
var errHeld = problem.New(problem.InUse, "the data folder is in use by another process")

// openStore opens the data folder and brings the index up to date.
func openStore(ctx context.Context, e env) (*store, error) {
	s, err := lockStore(e)
	if err != nil {
		return nil, err
	}
	_ = os.Remove(noticePath(e.Data)) // of a server that was killed
	if err := s.openOrRead(ctx, e); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// hasLibrary is nil if there is a library in the data folder.
func hasLibrary(e env) error {
	_, err := os.Stat(filepath.Join(e.Data, libraryName))
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOTDIR):
		return &problem.Error{Kind: problem.NotAFolder, Says: "资料库文件夹 " + e.Data + " 不是文件夹", Cause: err}
	case !errors.Is(err, fs.ErrNotExist):
		return problem.In("资料库 "+e.Data, err)
	case exists(filepath.Join(e.Data, "index", "CURRENT")):
		return lost(e)
	}
	return &problem.Error{Kind: problem.NoFile, Says: "找不到资料库：" + e.Data + " 里没有 " + libraryName,
		Detail: "用 --data 指定资料库所在的文件夹；还没有资料库的，先 tiaowen import 或 tiaowen serve。", Cause: err}
}

// lockStore makes the data folder this process's own and opens nothing yet.
func lockStore(e env) (*store, error) {
	if err := os.MkdirAll(e.Data, 0o700); err != nil {
		return nil, problem.In("资料库文件夹 "+e.Data, err)
	}
	s := &store{lock: flock.New(filepath.Join(e.Data, "lock"))}
	held, err := s.lock.TryLock()
	if problem.Unwritten(err) && hasLibrary(e) == nil {
		return s, nil // where no lock can be made nobody writes
	}
	if err != nil {
		return nil, problem.In("资料库文件夹 "+e.Data, err)
	}
	if !held {
		return nil, errHeld
	}
	return s, nil
}

// open opens what the data folder holds. Each part needs those before it:
//
//   - the word files first, so that a fault of the person who wrote one is told
//     before minutes go into anything else;
//   - the library, which is the truth, and after it the index, which follows it
//     and must not be ahead of it;
//   - the way in, which writes both, and which mends the index from the library;
//   - those who answer, who ask the index as mended, and are told by the way in
//     what documents there are;
//   - then the index is brought up to the library, and everybody told;
//   - last what the passages mean: what no passage goes by any more is swept.
func (s *store) open(ctx context.Context, e env) error {
	words, err := openWordFiles(e.Data, e.log)
	if err != nil {
		return err
	}
	if err := s.openLibrary(ctx, e); err != nil {
		return problem.In("资料库 "+e.Data, err)
	}
	if err := s.openIndex(ctx, e, words); err != nil {
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

// openLibrary opens the library and parses anew what an older program parsed.
func (s *store) openLibrary(ctx context.Context, e env) (err error) {
	if err := notBlank(ctx, e); err != nil {
		return err
	}
	if s.library, err = library.Open(ctx, e.Data, library.Clock(time.Now), library.Alone()); err != nil {
		return err
	}
	renewed, held, err := s.library.Reparse(ctx)
	if err != nil {
		return err
	}
	if renewed > 0 {
		e.log.Info("新版本程序重新解析了库中文献", "documents", renewed)
	}
	if held > 0 {
		e.log.Warn("库中有文件带密级或内部标志，已隔离，检索不到；请在网页“资料库”中查看，放行或彻底删除", "files", held)
	}
	return nil
}

// openIndex opens the index, or an empty one in the place of one that cannot be
// read.
func (s *store) openIndex(ctx context.Context, e env, words *wordFiles) (err error) {
	if s.engine, err = bleve.Open(filepath.Join(e.Data, "index"), words.dictionary); err != nil {
		return problem.In("索引", err)
	}
	if fault := s.engine.Fault(); fault != nil {
		e.log.Warn("索引不可用，将由资料库重建", "cause", fault)
	}
	return s.notLost(ctx, e)
}

// openIntake makes the way in.
func (s *store) openIntake(e env, words *wordFiles) error {
	files, err := newReader(e.Data, words.dictionary)
	if err != nil {
		return err
	}
	s.lexicon, s.apart = words.topics, files.apart
	s.intake = indexer.NewIntake(s.library, s.engine, s.lexicon, files.read)
	s.intake.Room(s.room(e.Data))
	s.mending = indexer.NewMending(s.engine, s.intake.Rebuild, e.log)
	return nil
}

// openSearch makes those who answer. They know no document before the first Sync.
func (s *store) openSearch(files *wordFiles) {
	s.procedures = files.procedures.get
	aliases := files.aliases.get()
	s.readings = reading.NewRoom(s.library, reading.Bound)
	resolver := resolve.NewResolver(aliases, s.readings)
	vocabulary := suggest.NewVocabulary(terms(files), aliases)
	vocabulary.Know(s.engine)
	files.aliases.taken = func(a *naming.Aliases) {
		resolver.Rename(a)
		vocabulary.Rename(a)
	}
	s.asker = ask.NewAsker(s.mending, resolver, files.current, vocabulary)
	s.asker.Heed(s.library)
	s.answerer = answer.New(newRequired(s.library), vocabularyOf{files.dictionary}, files.field.get().List())
	s.asker.AnswerBy(s.answerer)
	s.citing = indexer.NewCiting(s.library, resolver, today)
	s.duties = duty.NewRoom(s.library, s.engine, resolver, duty.DefaultBearers())
	s.formulas = indexer.NewFormulas(s.library, resolver, files.formulas.get, today)
	s.intake.Watch(indexer.Watchers{resolver, vocabulary, s.citing, s.duties, s.formulas})
}

// vocabularyOf cuts words by the dictionary.
type vocabularyOf struct{ *words.Dictionary }

// Cut cuts a folded text.
func (v vocabularyOf) Cut(text string) []string { return v.CutFolded(text) }

// terms are the words a person may look for: those of the field, the topics,
// and those that have synonyms.
func terms(words *wordFiles) []suggest.Term {
	var out []suggest.Term
	for _, name := range words.topics.Names() {
		out = append(out, suggest.Term{Text: name, Kind: suggest.SubjectTopic})
	}
	for _, word := range slices.Concat(words.field.get().List(), words.synonyms.get().Words()) {
		out = append(out, suggest.Term{Text: word, Kind: suggest.SubjectTerm})
	}
	return out
}

// today is the day in the time zone of the texts.
func today() corpus.Date {
	return corpus.Date(time.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60)).Format(time.DateOnly))
}

// redraw draws the requirements anew that older rules drew, and makes their table ready
// before somebody asks.
func (s *store) redraw(ctx context.Context, log *slog.Logger) {
	if s.reading == nil {
		n, err := s.library.Redraw(ctx, s.duties.Forget)
		if n > 0 {
			log.Info("按新的规则重新摘出了各篇的要求", "documents", n)
		}
		if err != nil && ctx.Err() == nil {
			log.Warn("未能重新摘出要求", "cause", err)
		}
	}
	if err := s.duties.Ready(ctx); err != nil && ctx.Err() == nil {
		log.Warn("未能列出要求", "cause", err)
	}
}

// fillSamples puts the samples into a library that never held anything, and
// reports whether it did.
func (s *store) fillSamples(ctx context.Context) (bool, error) {
	if held, err := s.library.EverHeld(ctx); err != nil || held || s.reading != nil {
		return false, err
	}
	var files []indexer.File
	for _, f := range sample.Files() {
		files = append(files, indexer.File{Path: "sample/" + f.Name, Data: f.Data})
	}
	outcomes, err := s.intake.AddAll(ctx, files)
	if err != nil {
		return false, fmt.Errorf("fill in the samples: %w", err)
	}
	for _, o := range outcomes {
		if o.Outcome == indexer.Failed {
			return false, fmt.Errorf("sample %s: %s", o.Path, o.Reason)
		}
	}
	return true, nil
}

// Close lets go of everything that was opened.
func (s *store) Close() {
	s.closeParts()
	_ = s.lock.Unlock()
	if s.done != nil {
		s.done()
	}
}

// closeParts lets go of all but the data folder.
func (s *store) closeParts() {
	if s.apart != nil {
		s.apart.Close()
	}
	if s.engine != nil {
		_ = s.engine.Close()
	}
	if s.library != nil {
		_ = s.library.Close()
	}
	if s.scratch != "" {
		_ = os.RemoveAll(s.scratch)
	}
	s.apart, s.engine, s.library, s.learner, s.scratch = nil, nil, nil, nil, ""
}
