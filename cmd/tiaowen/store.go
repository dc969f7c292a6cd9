package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/library"
	"tiaowen/corpus/sample"
	"tiaowen/indexer"
	"tiaowen/indexer/segment"
	"tiaowen/search"
	"tiaowen/search/bleve"
)

// store is a data folder opened by this process: the library, its index, and
// the way in. One process at a time holds it.
type store struct {
	library *library.Library
	engine  *bleve.Engine
	intake  *indexer.Intake
	desk    *search.Desk
	citing  *indexer.Citing
	lexicon *corpus.Lexicon
	lock    *flock.Flock
}

// errHeld means that another process has the data folder open.
var errHeld = errors.New("资料库正由另一个 tiaowen 进程使用")

// openStore opens the data folder and brings the index up to date.
func openStore(ctx context.Context, e env) (*store, error) {
	if err := os.MkdirAll(e.Data, 0o700); err != nil {
		return nil, fmt.Errorf("create data folder %s: %w", e.Data, err)
	}
	s := &store{lock: flock.New(filepath.Join(e.Data, "lock"))}
	held, err := s.lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock data folder %s: %w", e.Data, err)
	}
	if !held {
		return nil, errHeld
	}
	if err := s.open(ctx, e); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *store) open(ctx context.Context, e env) (err error) {
	if s.library, err = library.Open(ctx, e.Data, library.Clock(time.Now)); err != nil {
		return err
	}
	if _, err := s.library.Reparse(ctx); err != nil {
		return err
	}
	if s.lexicon, err = readLexicon(e.Data); err != nil {
		return err
	}
	words := segment.Load()
	if s.engine, err = bleve.Open(filepath.Join(e.Data, "index"), words); err != nil {
		return err
	}
	if fault := s.engine.Fault(); fault != nil {
		e.log.Warn("索引不可用，将由资料库重建", "cause", fault)
	}
	aliases, err := readAliases(e.Data)
	if err != nil {
		return err
	}
	resolver := search.NewResolver(aliases, texts{s.library})
	synonyms, err := readSynonyms(e.Data)
	if err != nil {
		return err
	}
	s.desk = search.NewDesk(s.engine, resolver, func() *search.Synonyms { return synonyms })
	s.intake = indexer.NewIntake(s.library, s.engine, s.lexicon, readTexts)
	s.citing = indexer.NewCiting(s.library, resolver, today)
	s.intake.Watch(indexer.Watchers{resolver, s.citing})
	return s.intake.Sync(ctx)
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

// readTexts makes texts of a file and its sidecar.
func readTexts(path string, data, sidecar []byte) ([]corpus.Source, error) {
	sources, err := extract.Read(path, data)
	if err != nil || len(sidecar) == 0 {
		return sources, err
	}
	return extract.WithSidecar(sources, sidecar)
}

// readLexicon reads the topics a person has put into the data folder, else
// those that come with the program; readAliases the short names of documents.
func readLexicon(dir string) (*corpus.Lexicon, error) {
	return readOwn(filepath.Join(dir, "topics.txt"), corpus.ParseLexicon, corpus.DefaultLexicon)
}

func readAliases(dir string) (*search.Aliases, error) {
	return readOwn(filepath.Join(dir, "aliases.txt"), search.ParseAliases, search.DefaultAliases)
}

func readSynonyms(dir string) (*search.Synonyms, error) {
	return readOwn(filepath.Join(dir, "synonyms.txt"), search.ParseSynonyms, search.DefaultSynonyms)
}

// readOwn parses a file of the data folder, or takes the default where there
// is none.
func readOwn[T any](path string, parse func(io.Reader) (*T, error), otherwise func() *T) (*T, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return otherwise(), nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	own, err := parse(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return own, nil
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
	if s.engine != nil {
		_ = s.engine.Close()
	}
	if s.library != nil {
		_ = s.library.Close()
	}
	_ = s.lock.Unlock()
}
