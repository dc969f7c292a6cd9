package check

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// beforeName is what may stand before the name of a person: 正如毛泽东同志.
var beforeName = regexp.MustCompile(`^(?:正如|诚如|如同|如|像|据|按|和|与|由|当年|当|是|在)+`)

// behind is whom a quotation is given to by what follows.
func (k *checking) behind(q quotation) attribution {
	text := k.draft.Document.Text[q.outer.End:]
	if len(text) > lookBack/2 {
		text = strings.ToValidUTF8(text[:lookBack/2], "")
	}
	folded := corpus.FoldBack(text)
	if m := said.FindStringSubmatchIndex(folded.Text); m != nil {
		return attribution{words: folded.Source(corpus.Span{Start: m[2], End: m[3]}).In(text), giver: ByPerson}
	}
	if m := saidBehind.FindStringSubmatchIndex(folded.Text); m != nil {
		return attribution{words: folded.Source(corpus.Span{Start: m[2], End: m[3]}).In(text)}
	}
	return attribution{}
}

// saidBy reports whether a person who is named in a draft's words may be the speaker of
// a text: by name, or by family name and office. Who is named by the office alone may
// be anybody.
func saidBy(words string, f corpus.Fields) bool {
	words = corpus.Fold(words)
	who := personOf(words)
	if who == "" {
		return true
	}
	for _, name := range append([]string{f.Speaker}, f.Authors...) {
		if name == "" {
			continue
		}
		family, _ := utf8.DecodeRuneInString(name)
		if strings.Contains(words, name) || strings.Contains(name, who) || who == string(family) {
			return true
		}
	}
	return strings.Contains(f.Title, who)
}

// unattested reports whether none of the places that have the words of a person stands in
// a text that is his, or behind his name. Who has no name may be anybody.
func (k *checking) unattested(ctx context.Context, places []place, words string) (bool, error) {
	who := personOf(corpus.Fold(words))
	if who == "" {
		return false, nil
	}
	for _, p := range places {
		d, err := k.texts.document(ctx, p.document)
		if err != nil {
			return false, err
		}
		of := d.Fields
		if (of.Speaker != "" || len(of.Authors) > 0) && of.Kind == corpus.Speech && saidBy(words, of) {
			return false, nil
		}
		before := d.Text[sentenceStart(d.Text, p.span.Start):p.span.Start]
		if strings.Contains(corpus.Fold(before), who) || strings.Contains(corpus.Fold(of.Title), who) {
			return false, nil
		}
	}
	return true, nil
}

// offices are what people are called by.
var offices = []string{"总书记", "委员长", "检察长", "主席", "总理", "同志", "书记", "部长", "院长", "先生"}

// personOf is the name in how a draft calls a person, empty if there is none.
func personOf(words string) string {
	for _, o := range offices {
		if name, _, found := strings.Cut(words, o); found {
			return name
		}
	}
	return words
}
