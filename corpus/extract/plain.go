package extract

import "tiaowen/corpus"

// plain is text without markup: it is taken as it stands, but for a block of
// `tiaowen:` keys that a person put before it.
type plain struct{}

func (plain) name() string      { return "纯文本" }
func (plain) endings() []string { return []string{".txt", ".text"} }
func (plain) claims(*file) bool { return false }

func (plain) read(f *file) ([]corpus.Source, error) {
	text, err := f.text()
	if err != nil {
		return nil, err
	}
	front, body, found := cutFrontMatter(text)
	if !found || !front.states() {
		return []corpus.Source{{Text: text}}, nil
	}
	source := corpus.Source{Text: body}
	front.apply(&source)
	return []corpus.Source{source}, nil
}
