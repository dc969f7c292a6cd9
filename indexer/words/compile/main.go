// Command compile writes gse's dictionary of Simplified words as package words reads
// it: what words there are, how common each is and whether it is a noun. It is run by
// go generate when gse has another version.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/go-ego/gse"

	"tiaowen/indexer/words/trie"
)

func main() {
	if err := compile("gse.trie"); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func compile(to string) error {
	seg := gse.Segmenter{NotLoadHMM: true, SkipLog: true, SkipSubSeg: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		return fmt.Errorf("load gse's dictionary: %w", err)
	}
	var list []trie.Word
	for i := range seg.Dict.Tokens {
		t := &seg.Dict.Tokens[i]
		frequency := uint32(t.Freq())
		if float64(frequency) != t.Freq() {
			return fmt.Errorf("%s has the frequency %v", t.Text(), t.Freq())
		}
		list = append(list, trie.Word{Text: t.Text(), Kind: trie.Kind{Frequency: frequency, Noun: strings.HasPrefix(t.Pos(), "n")}})
	}
	raw, err := trie.Build(list)
	if err != nil {
		return err
	}
	return os.WriteFile(to, []byte(raw), 0o644)
}
