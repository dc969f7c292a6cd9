package naming

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// A title is compared in three forms, each a function of the one before:
//
//	中国共产党发展党员工作细则（试行） as written
//	中国共产党发展党员工作细则        plain: folded, no punctuation, no version
//	发展党员工作细则                 short: without what officers leave out
//	发展党员细则                     key: without 工作, 的, 和

// Plain is a name folded, with nothing but letters, digits and Han, and
// without what in brackets after it tells a version, or that it is a sample.
func Plain(s string) string {
	s, _ = CutVersion(WithoutSample(corpus.Fold(s)))
	return Letters(s)
}

// WithoutSample takes out of a folded name what says that it is a sample's.
func WithoutSample(folded string) string { return strings.ReplaceAll(folded, "(示例)", "") }

func Letters(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
}

// shortName leaves out of a plain name what is not said: the name of the state
// anywhere, who issued it, the Party's name before it.
func shortName(plain string) string {
	short := strings.ReplaceAll(plain, "中华人民共和国", "")
	if before, after, found := strings.Cut(short, "关于"); found && isIssuer(before) {
		short = after
	}
	for _, party := range []string{"中国共产党", "中共中央", "中共"} {
		short = strings.TrimPrefix(short, party)
	}
	if short == "" || genreWords[short] {
		return plain
	}
	return short
}

// isIssuer reports whether what stands before 关于 in a title is who issued the
// text: nothing, or names of bodies. 习近平 is none, and 实施中华人民共和国…法 not either.
func isIssuer(before string) bool {
	if before == "" {
		return true
	}
	for _, end := range []string{"院", "委员会", "常委会", "部", "局", "厅", "署", "中央", "会议", "纪委", "办", "中共", "政治局", "总会"} {
		if strings.HasSuffix(before, end) {
			return true
		}
	}
	return false
}

// keyOf leaves out of a short name the words that make no difference.
func keyOf(short string) string {
	key := strings.Map(func(r rune) rune {
		switch r {
		case '的', '和', '与', '及':
			return -1
		}
		return r
	}, short)
	for _, genre := range []string{"条例", "细则", "规则", "规定", "办法"} {
		if head, found := strings.CutSuffix(key, "工作"+genre); found {
			key = head + genre
		}
	}
	if key == "" {
		return short
	}
	return key
}

func Key(name string) string { return keyOf(shortName(Plain(name))) }

// genreWords are names of genres: alone they name no text.
var genreWords = map[string]bool{
	"条例": true, "规定": true, "办法": true, "细则": true, "规则": true, "准则": true, "法": true, "法律": true, "法规": true, "章程": true,
	"解释": true, "司法解释": true, "意见": true, "通知": true, "决定": true, "实施条例": true, "实施细则": true, "实施办法": true, "暂行条例": true,
	"暂行规定": true, "暂行办法": true, "若干规定": true, "若干意见": true, "若干准则": true, "党内法规": true, "行政法规": true, "纪要": true,
}

// GenreOf is the genre word a name consists of, also as 本条例, 该规定.
func GenreOf(key string) string {
	for _, pointing := range []string{"", "本", "该", "此", "这个", "这部", "上述", "原", "新", "旧"} {
		if rest, found := strings.CutPrefix(key, pointing); found && genreWords[rest] {
			return rest
		}
	}
	return ""
}

// endings are how titles of regulations end, longer ones first.
var endings = []string{
	"实施条例", "实施细则", "实施办法", "修正案", "条例", "细则", "规则", "规定", "办法", "准则", "章程", "法典", "宪法", "解释", "决定", "决议",
	"意见", "通知", "批复", "规程", "方案", "规划", "纲要", "规范", "法", "报告", "讲话", "指示", "贺信",
}

// EndingOf is how a key ends, with the number after it: 规定三 for 规定（三）.
func EndingOf(key string) string {
	bare := strings.TrimRightFunc(key, corpus.IsNumeralRune)
	for _, e := range endings {
		if strings.HasSuffix(bare, e) {
			return e + key[len(bare):]
		}
	}
	return ""
}

// Name is one name of a document, ready to be compared.
type Name struct {
	Plain, Key string
	Ending     string
	// Given says that it is the title itself or an alias, not made by rule.
	Given bool
	// Part says that it names one part of a work: 民法典侵权责任编.
	Part bool
	// Runes counts the short form, keyRunes the key.
	Runes, KeyRunes    int
	PlainSign, KeySign Signature
}

func New(plain string, given bool) Name {
	short := shortName(plain)
	key := keyOf(short)
	return Name{
		Plain: plain, Key: key, Ending: EndingOf(key), Given: given,
		Runes: utf8.RuneCountInString(short), KeyRunes: utf8.RuneCountInString(key),
		PlainSign: Sign(plain), KeySign: Sign(key),
	}
}

// Of are all names of a document.
func Of(f corpus.Fields, a *Aliases) []Name {
	full := Plain(f.Title)
	if full == "" {
		return nil
	}
	names := []Name{New(full, true)}
	add := func(plain string, given bool) {
		for _, n := range names {
			if n.Plain == plain {
				return
			}
		}
		if plain != "" {
			names = append(names, New(plain, given))
		}
	}
	short := shortName(full)
	add(short, false)
	if strings.HasPrefix(full, "中国共产党") && short != full && !strings.HasPrefix(short, "党") {
		add("党"+short, false)
	}
	for _, alias := range append(a.of(f.Title), f.Aliases...) {
		add(Plain(alias), true)
	}
	for _, part := range partNames(f.Part) {
		n := New(full+Plain(part), true)
		n.Part = true
		names = append(names, n)
	}
	return names
}

// partNames are the names of a part of a work: 总则 is the 总则编 too.
func partNames(part string) []string {
	switch {
	case part == "":
		return nil
	case strings.HasSuffix(part, "编") || part == "附则":
		return []string{part}
	}
	return []string{part, part + "编"}
}

// Signature is the set of characters of a name, by hash: what it lacks, the
// name lacks. Most names are ruled out by it without being read.
type Signature [2]uint64

func Sign(s string) Signature {
	var out Signature
	for _, r := range s {
		h := uint32(r) * 2654435761 >> 25
		out[h>>6] |= 1 << (h & 63)
	}
	return out
}

// Lacks counts the characters of s that other does not have.
func (s Signature) Lacks(other Signature) int {
	return bits.OnesCount64(s[0]&^other[0]) + bits.OnesCount64(s[1]&^other[1])
}

func (s Signature) Size() int { return s.Lacks(Signature{}) }

// OneApart reports whether a becomes b by one character wrong, missing, too
// many, or swapped with its neighbour.
func OneApart(a, b string) bool {
	for a != "" && b != "" {
		ra, na := utf8.DecodeRuneInString(a)
		rb, nb := utf8.DecodeRuneInString(b)
		if ra != rb {
			break
		}
		a, b = a[na:], b[nb:]
	}
	for a != "" && b != "" {
		ra, na := utf8.DecodeLastRuneInString(a)
		rb, nb := utf8.DecodeLastRuneInString(b)
		if ra != rb {
			break
		}
		a, b = a[:len(a)-na], b[:len(b)-nb]
	}
	ca, cb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	switch {
	case ca+cb == 0 || ca > 2 || cb > 2:
		return false
	case ca <= 1 && cb <= 1:
		return true
	case ca == 2 && cb == 2:
		ra, rb := []rune(a), []rune(b)
		return ra[0] == rb[1] && ra[1] == rb[0]
	}
	return false
}

// Scattered reports whether the characters of part stand in whole in order.
func Scattered(part, whole string) bool {
	for _, r := range part {
		i := strings.IndexRune(whole, r)
		if i < 0 {
			return false
		}
		whole = whole[i+utf8.RuneLen(r):]
	}
	return true
}

// StandsIn reports whether the key of a name that ends as regulations do stands
// in letters.
func (n *Name) StandsIn(letters string) bool {
	if n.Ending == "" || n.KeyRunes < shortestName {
		return false
	}
	_, after, found := strings.Cut(letters, n.Key)
	next, _ := utf8.DecodeRuneInString(after)
	return found && (!strings.HasSuffix(n.Key, "法") || !strings.ContainsRune(afterLaw, next))
}

const (
	// shortestName is how many characters a regulation's name in a question has
	// at least: 刑法 is in too many words.
	shortestName = 3
	// afterLaw are characters that go on with a word that 法 begins: 监督法律实施
	// does not name 监督法.
	afterLaw = "律院规人定官学治庭案制理"
)
