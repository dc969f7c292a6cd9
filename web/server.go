// Package web serves the pages and the API over the same parameters.
package web

import (
	"log/slog"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
	"tiaowen/search"
)

// Config is what a server needs; every field but Token and Hosts is required.
type Config struct {
	Library  *library.Library
	Intake   *indexer.Intake
	Searcher search.Searcher
	Lexicon  *corpus.Lexicon
	// Ready reports why searches cannot be answered, nil when they can.
	Ready func() error
	Now   func() time.Time
	Log   *slog.Logger
	// Token is asked for before anything is written. Empty on loopback, where a
	// same-origin request is enough.
	Token string
	// Hosts are the host names, without port, under which the server may be
	// addressed beside localhost and loopback addresses.
	Hosts []string
	// Version is shown in the footer and in the OpenAPI description.
	Version string
}
