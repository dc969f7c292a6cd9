package main

import (
	"log/slog"
	"path/filepath"

	"tiaowen/indexer/segment"
)

// openWords makes the dictionary of the words in the data folder, or of those
// that come with the program. Changed words are taken into use beside the
// searches: a dictionary takes a second to make.
func openWords(data string, log *slog.Logger) (*ownFile[segment.Words], *segment.Dictionary, error) {
	words := &ownFile[segment.Words]{path: filepath.Join(data, "words.txt"), parse: segment.ParseWords, otherwise: segment.DefaultWords, log: log}
	if err := words.open(); err != nil {
		return nil, nil, err
	}
	d := segment.Load(words.get())
	tell := func(err error) {
		if err != nil {
			log.Warn("词表里有词没有生效", "path", words.path, "cause", err)
		}
	}
	go func() { tell(d.Err()) }()
	words.taken = func(w *segment.Words) { go func() { tell(d.Use(w)) }() }
	return words, d, nil
}
