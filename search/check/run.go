package check

// run is a stretch of letters that a draft and a source have in common: length of them
// from draft in the one and from source in the other.
type run struct{ draft, source, length int }

// seedLength is how many letters in common begin a run; fewer are chance.
const seedLength = 4

// index tells where every seed of a text begins.
type index struct {
	of    []rune
	seed  int
	first map[uint64][]int32
}

func newIndex(of []rune) *index {
	x := &index{of: of, seed: min(seedLength, max(len(of)/2, 2)), first: make(map[uint64][]int32, len(of))}
	for i := 0; i+x.seed <= len(of); i++ {
		k := x.key(of[i:])
		if at := x.first[k]; len(at) < mostRepeats {
			x.first[k] = append(at, int32(i))
		}
	}
	return x
}

// mostRepeats is how often a seed may repeat in a draft and be looked at every time.
const mostRepeats = 8

// key is a number for the seed that some letters begin with. Different seeds may have
// the same one: it only says where to look.
func (x *index) key(letters []rune) uint64 {
	k := uint64(0)
	for _, r := range letters[:x.seed] {
		k = k*1_000_003 + uint64(r)
	}
	return k
}

// runs are the longest stretches that source has in common with the indexed text, in
// the order of the source. Each letter of the source is looked at a bounded number of
// times.
func (x *index) runs(source []rune) []run {
	var out []run
	ends := map[int]int{} // by diagonal, where the last run on it ends in the source
	for j := 0; j+x.seed <= len(source); j++ {
		for _, at := range x.first[x.key(source[j:])] {
			i := int(at)
			if ends[i-j] > j {
				continue
			}
			n := 0
			for i+n < len(x.of) && j+n < len(source) && x.of[i+n] == source[j+n] {
				n++
			}
			if n < x.seed {
				continue
			}
			ends[i-j] = j + n
			out = append(out, run{i, j, n})
		}
	}
	return out
}

// covered is how many letters of a text of n some runs cover.
func covered(n int, runs []run) int {
	seen := make([]bool, n)
	count := 0
	for _, r := range runs {
		for i := r.draft; i < r.draft+r.length; i++ {
			if !seen[i] {
				seen[i] = true
				count++
			}
		}
	}
	return count
}
