package suggest

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// fieldTerms are words as the files of the program have them.
func fieldTerms() []Term {
	var out []Term
	for _, w := range strings.Fields("三会一课 主题党日 民主评议党员 党员发展对象 发展对象 党支部 党支部书记 支部书记 党员 党课 党费 党纪 党籍 " +
		"预备党员 组织生活 组织生活会 入党志愿书 群团组织 党员先锋岗 重庆样本 党员代表大会 党小组 党小组会") {
		out = append(out, Term{w, SubjectTerm})
	}
	return append(out, Term{"党员教育", SubjectTopic}, Term{"党费", SubjectTopic})
}

func titledAs(id, title string, kind corpus.Kind, date corpus.Date) search.Titled {
	return search.Titled{ID: id, Fields: corpus.Fields{Title: title, Kind: kind, Promulgated: date}}
}

func smallVocabulary() *Vocabulary {
	v := NewVocabulary(fieldTerms(), naming.DefaultAliases())
	old := titledAs("样本工作条例_2001-01-01", "中国共产党样本工作条例（试行）", corpus.Regulation, "2001-01-01")
	old.Standing.Successor = "样本工作条例_2011-01-01"
	v.Put(old,
		titledAs("样本工作条例_2011-01-01", "中国共产党样本工作条例（试行）", corpus.Regulation, "2011-01-01"),
		titledAs("党员样本规定", "党员样本采集规定", corpus.Regulation, ""),
		titledAs("讲话", "在党员样本座谈会上的讲话", corpus.Speech, "2012-02-03"),
		titledAs("文章", "党员怎样看样本", corpus.Essay, ""),
		titledAs("银行", "示例银行管理办法", corpus.Regulation, ""),
	)
	return v
}

// held is all that a vocabulary knows, to be compared.
func (v *Vocabulary) held() map[string][]string {
	out := map[string][]string{}
	for plain, w := range v.words {
		for _, s := range w.subjects {
			out[plain] = append(out[plain], s.Text+" "+s.Address)
		}
	}
	return out
}

func TestVocabularyForgetsWhatIsRemoved(t *testing.T) {
	v := NewVocabulary(fieldTerms(), naming.DefaultAliases())
	before, anchors, characters := v.held(), len(v.anchors), len(v.characters)
	party := titledAs("党课", "党课", corpus.Essay, "")
	for range 2 { // the second Put takes the place of the first
		v.Put(party, titledAs("甲", "中国共产党样本工作条例", corpus.Regulation, "2001-01-01"), titledAs("乙", "中国共产党样本工作条例", corpus.Regulation, "2002-01-01"))
	}
	if got := len(v.words["样本工作条例"].subjects); got != 2 {
		t.Errorf("two documents of one title: %d subjects", got)
	}
	if got := len(v.words["党课"].subjects); got != 2 {
		t.Errorf("a term that is a title: %d subjects", got)
	}
	v.Remove("甲", "党课", "nobody")
	if v.words["样本工作条例"] == nil {
		t.Error("the title of what is left is gone")
	}
	v.Remove("乙")
	v.Forget("乙")
	if diff := cmp.Diff(before, v.held()); diff != "" {
		t.Error(diff)
	}
	if len(v.anchors) != anchors || len(v.characters) != characters || len(v.list) != len(v.words) {
		t.Errorf("%d anchors, %d characters, %d listed", len(v.anchors), len(v.characters), len(v.list))
	}
	for i, l := range v.list {
		if l.word.at != i || v.words[l.word.plain] != l.word {
			t.Errorf("%s is not where it says", l.word.plain)
		}
	}
}

func TestVocabularyNames(t *testing.T) {
	v := NewVocabulary([]Term{{"党", SubjectTerm}, {" ", SubjectTerm}, {"黨課 ", ""}}, naming.DefaultAliases())
	v.Put(titledAs("空", "——", corpus.Essay, ""))
	if diff := cmp.Diff(map[string][]string{"党课": {"黨課 "}}, v.held()); diff != "" {
		t.Error(diff)
	}
	aliases, err := naming.ParseAliases(strings.NewReader("样本采集规定 = 采样规定\n"))
	if err != nil {
		t.Fatal(err)
	}
	v.Put(titledAs("甲", "样本采集规定", corpus.Regulation, ""))
	if v.words["采样规定"] != nil {
		t.Error("an alias that nobody gave")
	}
	if v.Rename(aliases); v.words["采样规定"] == nil {
		t.Error("the new alias is not known")
	}
	if v.Rename(naming.DefaultAliases()); v.words["采样规定"] != nil {
		t.Error("the old alias is still known")
	}
}

// TestVocabularyAtOnce is for the race detector.
func TestVocabularyAtOnce(t *testing.T) {
	v := smallVocabulary()
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 20 {
				id := fmt.Sprintf("%d-%d", i, n)
				v.Put(titledAs(id, "示例"+corpus.FormatNumeral(n+1)+"号办法", corpus.Regulation, ""))
				v.Correct("三会一科")
				v.Suggest("shil", 5)
				v.Misspelt("釉子样本")
				v.Remove(id)
			}
		})
	}
	all.Wait()
}

// manyTerms are as many words as a large library has.
func manyTerms() []Term {
	starts, ends := []rune("党政组纪监宣统群教基思作廉制法"), []rune("部委会员费课校风纪章务组织办局")
	var out []Term
	for i := range 5000 {
		a, b, c := starts[i%15], ends[i/15%15], starts[i/225%15]
		out = append(out, Term{string([]rune{a, b, c, ends[i%13], ends[i%11], starts[i%7]}), SubjectTerm})
	}
	return append(out, fieldTerms()...)
}
