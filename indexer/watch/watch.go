// Package watch follows folders: what is put into them or changed there comes
// into the library by itself, within seconds.
//
// The system's events only say that it is time to look; what is new is found by
// listing the folders and comparing size and time of every file, and of
// what lies beside it, with those at the last look. So nothing is missed when events are lost, and network shares,
// which send none, are followed by looking again every [Options.Rescan].
//
// A file that went away is not dropped from the library: it is listed as missing,
// and a person decides. What a person deleted in the library does not come back
// because its file still lies here: it is listed as not taken, with the way back.
package watch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/indexer"
)

// Intake takes files in.
type Intake interface {
	AddAll(ctx context.Context, files []indexer.File) ([]indexer.Outcome, error)
}

// Options say what is followed and how. All are needed but Beside and Log.
type Options struct {
	// Roots are the folders.
	Roots []string
	// List gives the files of a folder, Load one of them.
	List func(root string) ([]string, error)
	Load func(path string) indexer.File
	// Beside is what the name of a file and the name of what is stated about it
	// differ by: either may come first, or change alone.
	Beside string
	// Known tells, for every path a file was seen under, the documents in it.
	Known func(ctx context.Context) (map[string][]string, error)
	// Rescan is how often the folders are looked at without an event; Settle is
	// how long a file must have been left alone.
	Rescan, Settle time.Duration
	Now            func() time.Time
	Log            *slog.Logger
}

// State is what the folder was found to be like at the last look.
type State struct {
	Roots []string
	// Looked is when; zero before the first look.
	Looked time.Time
	// Missing are documents whose file the folders no longer hold, by id.
	Missing []Missing
	// Failed are files that could not be taken, by path, with the reason.
	Failed map[string]string
	// Trouble is why a folder could not be looked at, in Chinese, empty if it could.
	Trouble string
}

// Missing is a document that the library has, and the paths its file had.
type Missing struct {
	Document string
	Paths    []string
}

// Watch follows folders; make it with New.
type Watch struct {
	intake Intake
	o      Options
	seen   map[string]stamp // as last taken, or last refused

	mu    sync.Mutex
	state State
}

// stamp tells whether a file has changed, or what lies beside it.
type stamp struct {
	size, beside int64
	changed      time.Time // the later of both
}

// stampOf looks at a file; false if it is not there.
func (w *Watch) stampOf(path string) (stamp, bool) {
	file, err := os.Stat(path)
	if err != nil {
		return stamp{}, false
	}
	s := stamp{file.Size(), -1, file.ModTime()}
	if beside, err := os.Stat(path + w.o.Beside); err == nil && w.o.Beside != "" {
		s.beside = beside.Size()
		if beside.ModTime().After(s.changed) {
			s.changed = beside.ModTime()
		}
	}
	return s, true
}

// New prepares to follow the folders of o; nothing is looked at before Run.
func New(intake Intake, o Options) *Watch {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	for i, root := range o.Roots {
		if abs, err := filepath.Abs(root); err == nil {
			o.Roots[i] = abs
		}
	}
	return &Watch{intake: intake, o: o, seen: map[string]stamp{}, state: State{Roots: o.Roots, Failed: map[string]string{}}}
}

// State is what the last look found.
func (w *Watch) State() State {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.state
	s.Missing, s.Failed = slices.Clone(s.Missing), maps.Clone(s.Failed)
	return s
}

// Run follows the folders until ctx ends.
func (w *Watch) Run(ctx context.Context) {
	bell := newBell(w.o.Roots, w.o.Log)
	defer bell.close()
	for {
		again, err := w.Look(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			w.o.Log.Warn("监视的文件夹未能全部收进", "cause", err)
		}
		wait := w.o.Rescan
		if again {
			wait = w.o.Settle
		}
		if !bell.wait(ctx, wait, w.o.Settle) {
			return
		}
	}
}

// Look lists the folders once and takes in what is new and settled; again says
// that some file is still being written.
func (w *Watch) Look(ctx context.Context) (again bool, err error) {
	present := map[string]bool{}
	var changed []string
	now := w.o.Now()
	whole := true
	for _, root := range w.o.Roots {
		paths, listErr := w.o.List(root)
		if listErr != nil {
			whole, err = false, errors.Join(err, fmt.Errorf("look at %s: %w", root, listErr))
			continue
		}
		for _, path := range paths {
			at, there := w.stampOf(path)
			if !there {
				continue // went away meanwhile
			}
			present[filepath.ToSlash(path)] = true
			switch {
			case w.seen[path] == at:
			case now.Sub(at.changed) < w.o.Settle && now.After(at.changed):
				again = true
			default:
				w.seen[path] = at
				changed = append(changed, path)
			}
		}
	}
	err = errors.Join(err, w.take(ctx, changed))
	return again, errors.Join(err, w.tell(ctx, present, whole, err))
}

// roundFiles is how many files are taken in one round, so that the first of many
// are soon to be found.
const roundFiles = 100

// take brings files into the library.
func (w *Watch) take(ctx context.Context, paths []string) error {
	for from := 0; from < len(paths); from += roundFiles {
		round := paths[from:min(from+roundFiles, len(paths))]
		var files []indexer.File
		for _, path := range round {
			f := w.o.Load(path)
			f.Unasked = true // what a person deleted in the library stays so
			files = append(files, f)
		}
		outcomes, err := w.intake.AddAll(ctx, files)
		w.mu.Lock()
		for i, o := range outcomes {
			delete(w.state.Failed, round[i])
			if o.Outcome == indexer.Failed {
				w.state.Failed[round[i]] = o.Reason
				if files[i].Err != nil { // open elsewhere, a share away: to be tried again
					delete(w.seen, round[i])
				}
			}
		}
		w.mu.Unlock()
		if err != nil {
			for _, path := range paths[from:] {
				delete(w.seen, path) // to be tried again
			}
			return err
		}
	}
	return nil
}

// tell renews the state. Without a whole listing nothing is called missing.
func (w *Watch) tell(ctx context.Context, present map[string]bool, whole bool, trouble error) error {
	known, err := w.o.Known(ctx)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Looked, w.state.Trouble = w.o.Now(), ""
	if trouble != nil {
		w.state.Trouble = problem.Message(trouble)
	}
	if !whole || err != nil {
		return err
	}
	w.state.Missing = w.missing(known, present)
	for _, m := range w.state.Missing {
		for _, path := range m.Paths {
			delete(w.seen, filepath.FromSlash(path)) // new again if it comes back
		}
	}
	for path := range w.state.Failed {
		if !present[filepath.ToSlash(path)] {
			delete(w.state.Failed, path)
		}
	}
	return nil
}

// missing lists the documents all of whose paths lie in the folders and are not
// there any more.
func (w *Watch) missing(known map[string][]string, present map[string]bool) []Missing {
	gone := map[string][]string{}
	elsewhere := map[string]bool{}
	for path, documents := range known {
		for _, id := range documents {
			if w.within(path) && !present[path] {
				gone[id] = append(gone[id], path)
			} else {
				elsewhere[id] = true
			}
		}
	}
	var out []Missing
	for _, id := range slices.Sorted(maps.Keys(gone)) {
		if !elsewhere[id] {
			slices.Sort(gone[id])
			out = append(out, Missing{id, gone[id]})
		}
	}
	return out
}

// within reports whether a path lies in one of the folders.
func (w *Watch) within(path string) bool {
	for _, root := range w.o.Roots {
		if strings.HasPrefix(path, filepath.ToSlash(root)+"/") {
			return true
		}
	}
	return false
}
