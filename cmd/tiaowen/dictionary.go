package main

import (
	"log/slog"
	"path/filepath"

	"tiaowen/indexer/words"
)

// openWords makes the dictionary of the words in the data folder, or of those
// that come with the program.
func openWords(data string, log *slog.Logger) (*ownFile[words.Words], *words.Dictionary, error) {
	list := &ownFile[words.Words]{path: filepath.Join(data, "words.txt"), parse: words.ParseWords, otherwise: words.DefaultWords, log: log}
	if err := list.open(); err != nil {
		return nil, nil, err
	}
	d := words.Load(list.get())
	tell := func(err error) {
		if err != nil {
			log.Warn("词表里有词没有生效", "path", list.path, "cause", err)
		}
	}
	tell(d.Err())
	list.taken = func(w *words.Words) { tell(d.Use(w)) }
	return list, d, nil
}
