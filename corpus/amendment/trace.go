package amendment

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// trace follows the characters of a row from one version into the other, white space
// left out: what a comparison joins or cuts is white space alone.
type trace struct {
	old, new []int // where in its document each character of a side begins
	to       []int // the new character of each old one, -1 where it was deleted
	from     []int // the old character of each new one
}

// follow reads the differences of a row between two documents.
func follow(c *compare.Comparison, r compare.Row) *trace {
	t := &trace{old: characters(c.Old.Text, r.Old), new: characters(c.New.Text, r.New)}
	t.to, t.from = gone(len(t.old)), gone(len(t.new))
	i, j := 0, 0
	for _, op := range r.Diff {
		was, is := count(op.Old()), count(op.New())
		if op.Kind == compare.Equal {
			for k := range min(was, is) {
				if i+k < len(t.to) && j+k < len(t.from) {
					t.to[i+k], t.from[j+k] = j+k, i+k
				}
			}
		}
		i, j = i+was, j+is
	}
	return t
}

func gone(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// characters are where those of the units stand, heads left out, as compare.Text has
// them.
func characters(text string, units []*corpus.Provision) []int {
	var out []int
	for _, u := range units {
		from := max(u.Head.End, u.Span.Start)
		for i, r := range text[from:u.Span.End] {
			if !unicode.IsSpace(r) {
				out = append(out, from+i)
			}
		}
	}
	return out
}

func count(s string) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if !unicode.IsSpace(r) {
			n++
		}
		s = s[size:]
	}
	return n
}

// runs are the first character of a span on a side and the one behind it.
func runs(at []int, s corpus.Span) (from, to int) {
	return sort.SearchInts(at, s.Start), sort.SearchInts(at, s.End)
}

// kept is how many characters of the old span became characters of the new one.
func (t *trace) kept(was, is corpus.Span) int {
	from, to := runs(t.old, was)
	first, behind := runs(t.new, is)
	n := 0
	for i := from; i < to; i++ {
		if j := t.to[i]; j >= first && j < behind {
			n++
		}
	}
	return n
}

// keptOf is how much of a span of one side the other has in any place of the row, from
// 0 to 1.
func keptOf(at, there []int, s corpus.Span) float64 {
	from, to := runs(at, s)
	if from == to {
		return 0
	}
	n := 0
	for _, j := range there[from:to] {
		if j >= 0 {
			n++
		}
	}
	return float64(n) / float64(to-from)
}

// before and behind report whether the characters around two spans are the same ones:
// what stands between them took each other's place.
func (t *trace) before(was, is corpus.Span) bool {
	i, _ := runs(t.old, was)
	j, _ := runs(t.new, is)
	return i == 0 && j == 0 || i > 0 && j > 0 && t.to[i-1] == j-1
}

func (t *trace) behind(was, is corpus.Span) bool {
	_, i := runs(t.old, was)
	_, j := runs(t.new, is)
	return i == len(t.old) && j == len(t.new) || i < len(t.old) && j < len(t.new) && t.to[i] == j
}

// left reports whether words of one side were taken out of, or put between, what stands
// together on the other.
func left(at, there []int, words corpus.Span) bool {
	from, to := runs(at, words)
	if from == 0 || to == len(at) || there[from-1] < 0 {
		return false
	}
	return there[to] == there[from-1]+1
}
