package meaning

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// mostLead is how many tokens of a part the lead may take.
const mostLead = positions / 4

// Parts cuts a text into parts that the model can read whole, few of them, each with the lead
// before it, which says what the text belongs to ("title, path: "). They are about
// equally long and end where sentences do, where there are sentences. A text is as near
// to a question as the best of its parts. A text that fits is one part, and so is an
// empty one. What is left of a lead that is longer than a quarter of a part is its
// beginning.
func (e *Encoder) Parts(lead, text string) []string {
	lead = e.tokens.start(lead, mostLead)
	place := positions - 2 - e.tokens.count(lead) // begin and end take two
	var sentences []sentence
	rest := 0
	for s := range e.tokens.sentences(text, place) {
		sentences = append(sentences, s)
		rest += s.tokens
	}
	var out []string
	for len(sentences) > 0 || out == nil {
		n, tokens := take(sentences, rest, place)
		var part strings.Builder
		part.WriteString(lead)
		for _, s := range sentences[:n] {
			part.WriteString(s.text)
		}
		out = append(out, part.String())
		sentences, rest = sentences[n:], rest-tokens
	}
	return out
}

// take is how many of the sentences, which have rest tokens together, make the next
// part, and how many tokens that is: as near as whole sentences come to what is left
// for each of the parts to come, and never more than place.
func take(sentences []sentence, rest, place int) (n, tokens int) {
	if rest <= place {
		return len(sentences), rest
	}
	parts := (rest + place - 1) / place
	goal := (rest + parts - 1) / parts
	for _, s := range sentences {
		if n > 0 && (tokens+s.tokens > place || tokens+s.tokens/2 >= goal) {
			break
		}
		n, tokens = n+1, tokens+s.tokens
	}
	return n, tokens
}

// sentence is one, or a piece of one that is longer than a part.
type sentence struct {
	text   string
	tokens int
}

// sentences cuts a text after the signs that end one, and what is longer than most
// tokens anywhere.
func (t tokenizer) sentences(text string, most int) iter.Seq[sentence] {
	return func(yield func(sentence) bool) {
		for text != "" {
			to := len(text)
			if at := strings.IndexAny(text, "。！？；\n"); at >= 0 {
				_, width := utf8.DecodeRuneInString(text[at:])
				to = at + width
			}
			s := t.start(text[:to], most)
			if !yield(sentence{s, t.count(s)}) {
				return
			}
			text = text[len(s):]
		}
	}
}

// count is how many tokens a text has.
func (t tokenizer) count(text string) int { return len(t.tokens(text, len(text)+2)) - 2 }

// start is the beginning of a text that has at most most tokens.
func (t tokenizer) start(text string, most int) string {
	if len(t.tokens(text, most+3))-2 <= most {
		return text
	}
	to, left := 0, most
	for left > most/8 { // no character is more than a token, many are less
		next := to
		for range left {
			_, width := utf8.DecodeRuneInString(text[next:])
			next += width
		}
		if left = most - t.count(text[:next]); left < 0 {
			break
		}
		to = next
	}
	return text[:to]
}
