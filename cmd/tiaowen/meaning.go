package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"tiaowen/indexer/learning"
	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/web"
)

// What --meaning may be: of which documents it is to be known what they mean.
const (
	meaningAll   = "all"
	meaningParty = "party" // all but law of the state
	meaningOff   = "off"
)

// means reports whether questions are answered also by what they mean.
func (g globals) means() bool { return g.Meaning == meaningAll || g.Meaning == meaningParty }

// wanted are the documents of which it is to be known what they mean; nil for all.
func (g globals) wanted() func(search.Head) bool {
	if g.Meaning == meaningParty {
		return ofParty
	}
	return nil
}

func ofParty(h search.Head) bool { return !h.Fields.StateLaw() }

// codesPath is where the engine keeps what passages mean.
func codesPath(data string) string { return filepath.Join(data, "index", "codes") }

// mean lets the engine, which stands where the library does, answer questions also by
// what they mean, as far as it is known. Without that everything works, less well: so no
// fault of it keeps the library from being opened.
func (s *store) mean(e env) {
	if !e.means() {
		return
	}
	if s.scratch != "" { // what is known of the passages is known of them there too
		_ = copyFile(codesPath(e.Data), filepath.Join(s.scratch, "codes"))
	}
	s.engine.Want(e.wanted())
	fault, err := s.engine.Mean(meaning.New())
	switch {
	case err != nil:
		e.log.Warn("不能按意思检索，只按词语查", "cause", err)
		return
	case fault != nil:
		e.log.Warn("段落意思的记录有损坏，或者是别的版本写的，缺的会重新理解", "cause", fault)
	}
	if s.reading == nil {
		s.learner = learning.New(s.engine)
	}
}

// learn finds out in the background what the passages mean, and lets those go first who
// ask the server. It is to be waited for.
func (s *store) learn(ctx context.Context, e env, server *web.Server) (ended <-chan struct{}) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if s.learner == nil {
			return
		}
		s.learner.Run(ctx, learning.Yield{Busy: server.Busy, Loaded: loaded}, func(err error) {
			e.log.Warn("暂时不能理解段落的意思，稍后自动再试；不影响按词语检索", "cause", err)
		})
	}()
	return done
}

// loaded reports whether the machine has more to do than it has processors, this program's
// own work included. Where that cannot be told one of few processors is.
func loaded() bool {
	text, err := os.ReadFile("/proc/loadavg")
	var lately float64
	if err == nil {
		_, err = fmt.Sscan(string(text), &lately)
	}
	if err != nil {
		return runtime.NumCPU() <= 2
	}
	return lately > float64(runtime.NumCPU())
}
