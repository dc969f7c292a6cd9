package basis

import (
	"errors"
	"strings"
	"testing"

	"tiaowen/search"
)

// shelf is a library of a few passages; its dictionary, if it has one, is words with
// what it says of them.
type shelf struct {
	texts  []string
	words  map[string]Usage
	failed error
}

// Cut cuts the longest words of the dictionary; what is none of them falls into letters.
func (s shelf) Cut(text string) []string {
	if s.words == nil {
		return nil
	}
	out := []string{}
	for text != "" {
		best := string([]rune(text)[:1])
		for word := range s.words {
			if strings.HasPrefix(text, word) && len(word) > len(best) {
				best = word
			}
		}
		out, text = append(out, best), text[len(best):]
	}
	return out
}

func (s shelf) Usage(word string) Usage { return s.words[word] }

func (s shelf) Count(text string, _ bool) (int, error) {
	n := 0
	for _, t := range s.texts {
		if strings.Contains(t, text) {
			n++
		}
	}
	return n, s.failed
}

func (s shelf) Size() (passages int, pairs int64) {
	for _, t := range s.texts {
		pairs += int64(len([]rune(t)) - 1)
	}
	return len(s.texts), pairs
}

func (s shelf) found() (out []Text) {
	for _, t := range s.texts {
		out = append(out, Text{Own: []byte(t), Above: "支部条例"})
	}
	return out
}

func asked(text string) Question {
	run := search.Run{Text: text, Folded: text}
	weighted, _ := search.Weigh([]search.Run{run}, nil, search.General, search.Factors{})
	return Question{Runs: []search.Run{run}, Weighted: weighted}
}

// TestMissing takes questions all the way, over a library of our own, with a dictionary
// and without one.
func TestMissing(t *testing.T) {
	texts := []string{"支部党员大会每季度召开一次", "支部委员会每月召开一次", "党费按月交纳", "支部活动场所面积不少于二十平方米"}
	words := map[string]Usage{
		"支部": {Own: true, Noun: true}, "党费": {Own: true, Noun: true}, "召开": {Share: 1e-4}, "交纳": {Share: 1e-5}, "面积": {Share: 1e-4, Noun: true},
		"红烧肉": {Share: 1e-6, Noun: true}, "牛仔裤": {Share: 1e-6, Noun: true}, "酱油": {Share: 1e-5, Noun: true}, "平方米": {Share: 1e-4},
	}
	with, without := shelf{texts: texts, words: words}, shelf{texts: texts}
	for _, c := range []struct {
		question string
		library  shelf
		want     Reason
	}{
		{"支部多久召开一次", with, ""},
		{"党费怎么交纳", with, ""},
		{"红烧肉放多少酱油", with, Foreign},
		{"支部穿什么牛仔裤", with, Beside},
		{"支部面积多少平方米", with, ""},
		{"支部面积多少平方米", shelf{texts: []string{"支部活动场所面积由上级规定"}, words: words}, Unmeasured},
		{"支部多久召开一次", without, ""},
		{"红烧肉放多少酱油", without, Uncovered},
	} {
		why, err := Missing(c.library, asked(c.question), c.library.found(), DefaultBounds())
		if err != nil || why != c.want {
			t.Errorf("%s, dictionary %t: %q %v, want %q", c.question, c.library.words != nil, why, err, c.want)
		}
	}
	if why, _ := Missing(with, asked("支部多久召开一次"), nil, DefaultBounds()); why != Nothing {
		t.Errorf("nothing found: %q", why)
	}
	off := DefaultBounds()
	off.BasisHits = 0
	if why, _ := Missing(with, asked("红烧肉放多少酱油"), nil, off); why != "" {
		t.Errorf("switched off: %q", why)
	}
	for _, l := range []shelf{with, without} {
		l.failed = errors.New("damaged")
		if _, err := Missing(l, asked("支部多久召开一次"), l.found(), DefaultBounds()); !errors.Is(err, l.failed) {
			t.Errorf("error %v", err)
		}
	}
}
