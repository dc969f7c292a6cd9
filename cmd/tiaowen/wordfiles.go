package main

import (
	"errors"
	"log/slog"
	"path/filepath"

	"tiaowen/corpus/formula"
	"tiaowen/corpus/topic"
	"tiaowen/indexer/words"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/procedure"
)

// wordFiles are the word files in force: those of the data folder, or those that
// come with the program.
type wordFiles struct {
	topics   *topic.Lexicon // read once: the index holds what it made of the texts
	aliases  *ownFile[naming.Aliases]
	synonyms *ownFile[search.Synonyms]
	field    *ownFile[words.Words]
	// procedures are 一件事, which are looked at when a page shows them.
	procedures *ownFile[procedure.List]
	// formulas are looked at when a draft is checked.
	formulas *ownFile[formula.Own]
	// dictionary cuts by the words of the field.
	dictionary *words.Dictionary
}

// openWordFiles reads them and makes the dictionary.
func openWordFiles(data string, log *slog.Logger) (w *wordFiles, err error) {
	topics := &ownFile[topic.Lexicon]{path: filepath.Join(data, "topics.txt"), parse: topic.ParseLexicon, otherwise: topic.Default, log: log}
	w = &wordFiles{
		aliases:    &ownFile[naming.Aliases]{path: filepath.Join(data, "aliases.txt"), parse: naming.ParseAliases, otherwise: naming.DefaultAliases, log: log},
		synonyms:   &ownFile[search.Synonyms]{path: filepath.Join(data, "synonyms.txt"), parse: search.ParseSynonyms, otherwise: search.DefaultSynonyms, log: log},
		procedures: &ownFile[procedure.List]{path: filepath.Join(data, "procedures.txt"), parse: procedure.Parse, otherwise: procedure.Default, log: log},
		formulas:   &ownFile[formula.Own]{path: filepath.Join(data, "formulas.txt"), parse: formula.ParseOwn, otherwise: formula.DefaultOwn, log: log},
	}
	if err := errors.Join(topics.open(), w.aliases.open(), w.synonyms.open(), w.procedures.open(), w.formulas.open()); err != nil {
		return nil, err
	}
	w.topics = topics.get()
	w.field, w.dictionary, err = openWords(data, log)
	return w, err
}

// current are the synonyms in force now. Looking at them is the moment at which
// the other files are looked at too: the dictionary takes changed words of the
// field into use, the resolver changed aliases.
func (w *wordFiles) current() *search.Synonyms {
	w.field.get()
	w.aliases.get()
	return w.synonyms.get()
}
