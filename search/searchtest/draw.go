package searchtest

import (
	"pgregory.net/rapid"
)

// Letters of a small world, so that strings meet: Simplified and Traditional,
// full and half width, punctuation, white space.
var Letters = []rune("党黨支部委员会开開一1１，。（） \u3000aA")

// DrawLine draws a line of them.
func DrawLine(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.RuneFrom(Letters), 1, 14, -1).Draw(t, label)
}
