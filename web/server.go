// Package web serves the pages and the API over the same parameters.
//
// A request passes the guard (may this host, this origin, this caller?), is
// read into a search.Query by parse.go and the tables of parameters.go, and is
// answered by one short handler: api*.go writes JSON through the types of view*.go,
// page*.go writes HTML through templates, for the two pages asked for most as code that
// is made of them (markup.go). Spans are bytes everywhere below this
// package; view*.go turns them into code points, and nothing else does.
//
// Every error is a [Problem], whoever noticed it: a handler, huma, Echo, or a
// panic. Pages show the same problem in words.
package web

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/library/reading"
	"tiaowen/corpus/remark"
	"tiaowen/corpus/topic"
	"tiaowen/indexer"
	"tiaowen/indexer/learning"
	"tiaowen/indexer/watch"
	"tiaowen/search"
	"tiaowen/search/check"
	"tiaowen/search/duty"
	"tiaowen/search/procedure"
	"tiaowen/search/resolve"
	"tiaowen/search/shelf"
	"tiaowen/search/suggest"
)

// Config is what a server needs. Readings, Heads, Facets, Similarity, Checker, Remarker, Collections, Procedures, Requirements, Context, Learning, Watched, Token,
// LocalKey, Hosts, Origins, Quit, Unwritable, Lost and Version may be left out.
type Config struct {
	Library Library
	// Readings are its documents as they are read, by others too; nil if nobody else does.
	Readings *reading.Room
	Intake   Intake
	Searcher search.Searcher
	// Facets are those that the searcher counts; nil means search.Facets.
	Facets   search.FacetTable
	Resolver Resolver
	// Heads tells a document as it is indexed; nil means what a search finds of it.
	Heads search.Heads
	// Suggester completes what is being typed.
	Suggester Suggester
	Citing    Citing
	Lexicon   Lexicon
	// Similarity finds what treats the same as a provision; nil if nothing does.
	Similarity search.Similarity
	// Checker holds drafts against the library; nil if nothing does. Remarker writes what
	// is found into their own files; it is there if Checker is.
	Checker  Checker
	Remarker Remarker
	// Collections are the 备课夹; nil if there are none.
	Collections Collections
	// Procedures are the 一件事 in force; nil if there are none.
	Procedures func() *procedure.List
	// Requirements are what has to be done; nil if nobody lists it.
	Requirements Requirements
	// Context ends the work that goes on without a request; nil means never.
	Context context.Context
	// Learning is how far it is known what the passages mean; nil if nobody finds out.
	Learning func() learning.Progress
	// Watched is the state of the folders that are followed; nil if none are.
	Watched func() watch.State
	Now     func() time.Time
	Log     *slog.Logger
	// Token is asked for before anything is written. Empty on loopback, where a
	// same-origin request is enough.
	Token string
	// LocalKey is known only to commands on this machine that can read the data
	// folder: who shows it may write, and may say under which path a file stands.
	LocalKey string
	// Hosts are the host names, without port, under which the server may be
	// addressed beside localhost and loopback addresses.
	Hosts []string
	// Origins are those whose pages may call the API from a browser beside this
	// server's own, as browsers send them: see IsOrigin.
	Origins []string
	// Quit ends the program. Pages offer it where it is set, which is where a
	// person opened the program for himself.
	Quit func()
	// Unwritable says why nothing can be written at the moment, in Chinese, empty if
	// something can; nil means that something always can.
	Unwritable func() string
	// Lost says what the library has lost that nobody has accepted the loss of, in
	// Chinese, empty for nothing; nil as Unwritable.
	Lost func() string
	// Version is shown in the footer and in the OpenAPI description.
	Version string
}

// Library is what is read of the store: *library.Library.
type Library interface {
	Get(ctx context.Context, id string) (library.Record, error)
	SeqOf(ctx context.Context, id string) (int64, error)
	PathsOf(ctx context.Context, id string) ([]string, error)
	Original(ctx context.Context, id string) (library.File, error)
	Heads(ctx context.Context) ([]library.Head, error)
	Edits(ctx context.Context, limit int) ([]library.Edit, error)
	Quarantined(ctx context.Context) ([]library.Withheld, error)
	Deleted(ctx context.Context, after, until int64, since time.Time) iter.Seq2[library.Deleted, error]
}

// Intake is how anything is changed: *indexer.Intake. Its errors are those of
// the library; a method returns when the next search sees the change.
type Intake interface {
	AddAll(ctx context.Context, files []indexer.File) ([]indexer.Outcome, error)
	Put(ctx context.Context, f indexer.File, id string, c indexer.Condition) (indexer.Outcome, error)
	Replace(ctx context.Context, id, by string) (library.Record, error)
	Preview(ctx context.Context, files []indexer.File) ([]indexer.Preview, error)
	Draft(ctx context.Context, f indexer.File) (indexer.Draft, error)
	Release(ctx context.Context, id string) error
	Discard(ctx context.Context, id string) error
	Correct(ctx context.Context, id string, patch json.RawMessage, ifMatch string) (library.Record, error)
	Remove(ctx context.Context, id, ifMatch string) error
	Undo(ctx context.Context, id string) (library.Edit, error)
	Redo(ctx context.Context, id string) (library.Edit, error)
}

// Resolver knows what addresses mean, and which documents are versions of one
// work: *resolve.Resolver.
type Resolver interface {
	Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error)
	Work(id string) (resolve.Work, bool)
	Known(id string) (search.Titled, bool)
	Document(ctx context.Context, id string) (*corpus.Document, error)
	Companions(f corpus.Fields) resolve.Companions
	History(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]resolve.Moment, error)
	// State is another after each change that can give a citation another place to go.
	State() int64
	Cite(ctx context.Context, from *corpus.Document, c corpus.Citation, asOf, today corpus.Date) (resolve.Cited, error)
}

// Checker holds a draft against the library: *check.Checker.
type Checker interface {
	Check(ctx context.Context, d check.Draft) (check.Report, error)
}

// Remarker writes remarks into a Word file, as [remark.Write] does: *apart.Reader, which
// has it done in a process of its own.
type Remarker interface {
	Remark(ctx context.Context, path string, file []byte, text string, remarks []remark.Remark, o remark.Options) (remark.Annotated, error)
}

// Suggester says what a person may be typing: *ask.Asker.
type Suggester interface {
	Suggest(ctx context.Context, text string, today corpus.Date, limit int) ([]suggest.Suggestion, error)
}

// Citing knows who cites a provision: *indexer.Citing.
type Citing interface {
	Of(id, locator string) []resolve.CitedByEntry
	Counts(id string) map[string]int
}

// Lexicon says which topics there are and what earned a document its own:
// *topic.Lexicon.
type Lexicon interface {
	Names() []string
	// Words are those that speak for a topic, the most telling first.
	Words(topic string) []string
	Topics(d *corpus.Document) []topic.Found
}

// Requirements lists what has to be done: *duty.Room.
type Requirements interface {
	Find(ctx context.Context, q duty.Query) (duty.Answer, error)
	All(ctx context.Context, q duty.Query) (items []duty.Item, total int, err error)
}

// Server answers the pages and the API.
type Server struct {
	cfg  Config
	echo *echo.Echo
	// parameters are those of a search, required those of a list of requirements.
	parameters, required []parameter
	// errorPage shows a problem as a page. It is set by pages; while it is nil,
	// or for a request below /api/, a problem is JSON.
	errorPage func(c echo.Context, p *Problem) error
	shelf     *shelf.Shelf
	metrics   *metrics.Set
	tasks     *tasks
	rechecks  chan struct{} // one for each that may go on
	checkers  chan struct{} // as well
	gate      *gate
	retries   *retries
	// crossOrigin refuses what pages of other sites would have changed.
	crossOrigin http.CrossOriginProtection
}

// New makes a server; it listens nowhere.
func New(cfg Config) (*Server, error) {
	if cfg.Context == nil {
		cfg.Context = context.Background()
	}
	if cfg.Readings == nil {
		cfg.Readings = reading.NewRoom(cfg.Library, reading.Bound)
	}
	if cfg.Facets == nil {
		cfg.Facets = search.Facets
	}
	s := &Server{cfg: cfg, echo: echo.New(), parameters: searchParameters(cfg.Facets), required: requirementParameters(), tasks: newTasks(cfg.Context, cfg.Intake, cfg.Now),
		rechecks: make(chan struct{}, rechecksAtOnce), checkers: make(chan struct{}, checksAtOnce), gate: newGate(runtime.GOMAXPROCS(0)), retries: newRetries(cfg.Now)}
	s.tasks.check = s.checkFile
	s.shelf = shelf.New(heldDocuments{cfg.Readings}, cfg.Resolver, cfg.Searcher, s.today)
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.HTTPErrorHandler = s.handleError
	s.middleware(s.echo)
	s.probes(s.echo)
	s.session(s.echo)
	if err := s.api(s.echo); err != nil {
		return nil, fmt.Errorf("register API: %w", err)
	}
	if err := s.pages(s.echo); err != nil {
		return nil, fmt.Errorf("register pages: %w", err)
	}
	return s, nil
}

// unwritable says why nothing can be written at the moment.
func (s *Server) unwritable() string {
	if s.cfg.Unwritable == nil {
		return ""
	}
	return s.cfg.Unwritable()
}

// lost says what the library has lost.
func (s *Server) lost() string {
	if s.cfg.Lost == nil {
		return ""
	}
	return s.cfg.Lost()
}

// Busy reports whether somebody waits for an answer.
func (s *Server) Busy() bool { return s.gate.busy() }

// Wait returns when the work that goes on without a request has ended, which it
// does when Config.Context ends.
func (s *Server) Wait() { s.tasks.working.Wait() }

// Handler answers every request. The timeouts are those of the http.Server
// that it is given to.
func (s *Server) Handler() http.Handler { return headAsGet(s.echo) }

// inShanghai is now as a clock on the wall there shows it.
func (s *Server) inShanghai() time.Time {
	return s.cfg.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60))
}
