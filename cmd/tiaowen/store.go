package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/corpus"
	"tiaowen/corpus/extract/apart"
	"tiaowen/corpus/library"
	"tiaowen/corpus/sample"
	"tiaowen/corpus/topic"
	"tiaowen/indexer"
	"tiaowen/indexer/words"
	"tiaowen/problem"
	"tiaowen/search"
	"tiaowen/search/ask"
	"tiaowen/search/bleve"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/suggest"
)

// store is a data folder opened by this process: the library, its index, and
// the way in. One process at a time holds it.
type store struct {
	library *library.Library
	engine  *bleve.Engine
	intake  *indexer.Intake
	mending *indexer.Mending
	asker   *ask.Asker
	citing  *indexer.Citing
	lexicon *topic.Lexicon
	apart   *apart.Reader
	lock    *flock.Flock
}

// errHeld means that another process has the data folder open.
var errHeld = problem.New(problem.InUse, "the data folder is in use by another process")

// openStore opens the data folder and brings the index up to date.
func openStore(ctx context.Context, e env) (*store, error) {
	s, err := lockStore(e)
	if err != nil {
		return nil, err
	}
	if err := s.open(ctx, e); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// lockStore makes the data folder this process's own and opens nothing yet.
func lockStore(e env) (*store, error) {
	if err := os.MkdirAll(e.Data, 0o700); err != nil {
		return nil, problem.In("资料库文件夹 "+e.Data, err)
	}
	s := &store{lock: flock.New(filepath.Join(e.Data, "lock"))}
	held, err := s.lock.TryLock()
	if err != nil {
		return nil, problem.In("资料库文件夹 "+e.Data, err)
	}
	if !held {
		return nil, errHeld
	}
	return s, nil
}

func (s *store) open(ctx context.Context, e env) (err error) {
	if s.library, err = library.Open(ctx, e.Data, library.Clock(time.Now)); err != nil {
		return problem.In("资料库 "+e.Data, err)
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
	lexicon := &ownFile[topic.Lexicon]{path: filepath.Join(e.Data, "topics.txt"), parse: topic.ParseLexicon, otherwise: topic.Default, log: e.log}
	if err := lexicon.open(); err != nil {
		return err
	}
	s.lexicon = lexicon.get()
	fieldWords, words, err := openWords(e.Data, e.log)
	if err != nil {
		return err
	}
	if s.engine, err = bleve.Open(filepath.Join(e.Data, "index"), words); err != nil {
		return problem.In("索引", err)
	}
	if fault := s.engine.Fault(); fault != nil {
		e.log.Warn("索引不可用，将由资料库重建", "cause", fault)
	}
	if err := s.notLost(ctx, e); err != nil {
		return err
	}
	resolver := resolve.NewResolver(naming.DefaultAliases(), texts{s.library})
	var vocabulary *suggest.Vocabulary
	renamed := func(a *naming.Aliases) {
		resolver.Rename(a)
		vocabulary.Rename(a)
	}
	aliases := &ownFile[naming.Aliases]{path: filepath.Join(e.Data, "aliases.txt"), parse: naming.ParseAliases, otherwise: naming.DefaultAliases, taken: renamed, log: e.log}
	synonyms := &ownFile[search.Synonyms]{path: filepath.Join(e.Data, "synonyms.txt"), parse: search.ParseSynonyms, otherwise: search.DefaultSynonyms, log: e.log}
	if err := errors.Join(aliases.open(), synonyms.open()); err != nil {
		return err
	}
	resolver.Rename(aliases.get())
	vocabulary = suggest.NewVocabulary(terms(s.lexicon, fieldWords.get(), synonyms.get()), aliases.get())
	s.mending = indexer.NewMending(s.engine, func(ctx context.Context) error { return s.intake.Rebuild(ctx) }, e.log)
	s.asker = ask.NewAsker(s.mending, resolver, func() *search.Synonyms {
		fieldWords.get() // a change is taken into use by the dictionary
		aliases.get()    // and by the resolver
		return synonyms.get()
	}, vocabulary)
	files, err := newReader(e.Data, words)
	if err != nil {
		return err
	}
	s.apart = files.apart
	s.intake = indexer.NewIntake(s.library, s.engine, s.lexicon, files.read)
	s.citing = indexer.NewCiting(s.library, resolver, today)
	s.intake.Watch(indexer.Watchers{resolver, vocabulary, s.citing})
	return s.intake.Sync(ctx)
}

// terms are the words a person may look for: those of the field, the topics,
// and those that have synonyms.
func terms(lexicon *topic.Lexicon, words *words.Words, synonyms *search.Synonyms) []suggest.Term {
	var out []suggest.Term
	for _, name := range lexicon.Names() {
		out = append(out, suggest.Term{Text: name, Kind: suggest.SubjectTopic})
	}
	for _, word := range slices.Concat(words.List(), synonyms.Words()) {
		out = append(out, suggest.Term{Text: word, Kind: suggest.SubjectTerm})
	}
	return out
}

// today is the day in the time zone of the texts.
func today() corpus.Date {
	return corpus.Date(time.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60)).Format(time.DateOnly))
}

// texts gives the resolver the library's documents.
type texts struct{ library *library.Library }

// Document is one document, parsed.
func (t texts) Document(ctx context.Context, id string) (corpus.Document, error) {
	r, err := t.library.Get(ctx, id)
	return r.Document, err
}

// fillSamples puts the samples into a library that never held anything, and
// reports whether it did.
func (s *store) fillSamples(ctx context.Context) (bool, error) {
	if held, err := s.library.EverHeld(ctx); err != nil || held {
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
	if s.apart != nil {
		s.apart.Close()
	}
	if s.engine != nil {
		_ = s.engine.Close()
	}
	if s.library != nil {
		_ = s.library.Close()
	}
	_ = s.lock.Unlock()
}
