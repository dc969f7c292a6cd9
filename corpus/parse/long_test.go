package parse

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tiaowen/corpus"
)

// TestLongParagraph: a paragraph costs in proportion to its length, whatever it is
// made of: eight times as long, not sixty-four times as much.
func TestLongParagraph(t *testing.T) {
	for name, unit := range map[string]string{
		"sentences":  "支部每月开一次会，讨论要办的事，事后要有记录。",
		"no end":     "支部每月开一次会讨论要办的事事后要有记录",
		"clauses":    "支部每月开一次会；",
		"letters":    "会",
		"days":       "2020年1月1日起施行，",
		"last days":  "有效期至2020年1月1日止，",
		"own days":   "本办法自2020年1月1日起施行；",
		"repeals":    "《某某办法》同时废止，",
		"addresses":  "依照第二条第三款第（四）项，",
		"titles":     "《某某办法》第一条、",
		"brackets":   "《",
		"quotes":     "“",
		"items":      "（一）开会；（二）记录；",
		"numbers":    "一二三四五六七八九十百千万",
		"spaces":     "会　",
		"no letters": "　",
		"empty":      "\n",
		"empty rows": "\u200b\n",
		"numbers of": "某发〔2020〕1号",
	} {
		t.Run(name, func(t *testing.T) {
			took := func(length int) time.Duration {
				text := "某某办法\n第一条 " + strings.Repeat(unit, length/utf8.RuneCountInString(unit)) + "\n第二条 结束。\n"
				best := time.Hour
				for range 2 { // others may be at work on this machine
					began := time.Now()
					d := Document(corpus.Source{Path: "/x/a.txt", Text: text})
					Passages(&d)
					corpus.FindSecrecy(text)
					best = min(best, time.Since(began))
				}
				return best
			}
			short, long := took(50_000), took(400_000)
			if long > 24*short && long > time.Second {
				t.Errorf("50,000 characters take %v, 400,000 %v", short, long)
			}
		})
	}
}
