package bleve

import (
	"sync"
	"unicode/utf8"

	"tiaowen/search/meaning"
)

// remembered is an encoder that remembers what it was asked last: to encode a question
// costs more than to answer it, and the same one is asked for page after page and, by
// whoever asks in several ways, several times in a row.
type remembered struct {
	Encoder
	mu    sync.Mutex
	codes map[string]meaning.Code
	texts []string // those of codes, as a ring
	next  int
}

const (
	mostRemembered = 64
	// mostAsked is how many letters of a question are encoded: what it costs grows with
	// them, half a second for five hundred. Of a longer one the end counts: who tells a
	// story first asks then.
	mostAsked = 128
)

func newRemembered(e Encoder) *remembered {
	return &remembered{Encoder: e, codes: map[string]meaning.Code{}, texts: make([]string, mostRemembered)}
}

// question is what a question means.
func (r *remembered) question(text string) meaning.Code {
	text = lastLetters(text, mostAsked)
	r.mu.Lock()
	code, known := r.codes[text]
	r.mu.Unlock()
	if known {
		return code
	}
	code = r.Code(text)
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.codes[text]; !known {
		delete(r.codes, r.texts[r.next])
		r.codes[text], r.texts[r.next] = code, text
		r.next = (r.next + 1) % len(r.texts)
	}
	return code
}

// lastLetters is the end of a text that has so many letters.
func lastLetters(text string, n int) string {
	at := len(text)
	for ; at > 0 && n > 0; n-- {
		_, width := utf8.DecodeLastRuneInString(text[:at])
		at -= width
	}
	return text[at:]
}
