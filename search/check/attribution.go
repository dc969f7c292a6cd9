package check

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// attribution is whom a draft gives a quotation to.
type attribution struct {
	words string // as the draft writes it
	giver Giver
	// documents are the versions of the text that is named, as the library holds them;
	// named is that the draft says which one it means, meant which that is.
	documents []search.Titled
	named     bool
	meant     string
	// nearby are the other texts that the paragraph names before: one of them may be meant.
	nearby []string
	// term says that a word is what is quoted, rather than what was said: 规定的“…”.
	term bool
	// title says that the giver is named by a title.
	title bool
}

// none reports whether nobody is named.
func (a attribution) none() bool { return a.words == "" }

// unknown reports whether the draft names a text that the library does not hold: what
// stands in that, nobody can say.
func (a attribution) unknown() bool { return a.giver == NotHeld && a.title }

// ids are those of the documents.
func (a attribution) ids() []string {
	var out []string
	for _, d := range a.documents {
		out = append(out, d.ID)
	}
	return out
}

const verbs = `(?:曾经|曾|又|还|也|就|再次|多次|反复|一再|明确|特别|深刻|郑重|专门|首次|着重|突出|一针见血地|语重心长地|旗帜鲜明地|鲜明)*(?:指出|强调|要求|提出|说过|说道|讲过|讲道|讲到|写道|写到|认为|告诫|号召|宣布|重申|阐明|阐述|论述|概括|总结|规定|明确|载明|申明|表示|批示|寄语|勉励|嘱托|叮嘱|所说|所讲|所言|所指出|有言|名言|教导|说|讲|曰|言)(?:的|过|了|道|到)?`

// Whom a quotation is given to stands right before it, with a word for saying it
// between, or right behind it.
var (
	// saying ends what stands before a quotation: 明确规定：, 强调,, 指出.
	saying = regexp.MustCompile(verbs + `[：:，,、\s]*$`)
	// colon is a title or a number with a colon alone: 《…》第三条：.
	colon = regexp.MustCompile(`[：:]\s*$`)
	// said is what stands behind one: ，…同志说.
	said = regexp.MustCompile(`^[，,。]?(?:这是|正如|诚如)?((?:\p{Han}{0,12}(?:总书记|主席|总理|同志|委员长|先生)|\p{Han}{0,6}(?:马克思|恩格斯|列宁|毛泽东|邓小平|江泽民|胡锦涛|习近平))(?:\p{Han}{0,8}?))` + verbs)
	// saidBehind is what does of somebody whom nothing but his texts makes known: ，甘有为说.
	saidBehind = regexp.MustCompile(`^[，,。]?(\p{Han}{2,4}?)(?:曾经|曾|还|又)?(?:指出|强调|说|写道)`)
	// person is who has a title of office, or is known by the name alone.
	person = regexp.MustCompile(`((?:\p{Han}{2,4})?(?:总书记|主席|总理|同志|委员长|书记|部长|院长|检察长|先生)|马克思|恩格斯|列宁|斯大林|毛泽东|周恩来|刘少奇|朱德|邓小平|陈云|江泽民|胡锦涛|习近平)`)
	// body is an organ or a paper that has no title of its own.
	body = regexp.MustCompile(`(?:党中央|国务院|中央|大会|全会|会议|报告|公报|决定|决议|党章|宪法|条例|准则|规定|办法|细则|讲话|文章|一文|贺信|指示)`)
	// joining is all that stands between two quotations of one giver.
	joining = regexp.MustCompile(`^[，,、；;。\s]*(?:和|及|与|以及|并|又|还|也|强调|指出|要求|提出|，|,|、)*[，,\s]*$`)
)

// lookBack is how many bytes of the sentence before a quotation are read.
const lookBack = 240

// attribute finds whom a quotation is given to. before is the quotation in front of it,
// if that was given to somebody.
func (k *checking) attribute(ctx context.Context, q quotation, before *quotation, last attribution) (attribution, error) {
	text := k.draft.Document.Text
	start := sentenceStart(text, q.outer.Start)
	if before != nil && before.outer.End > start && before.outer.End <= q.outer.Start {
		if between := text[before.outer.End:q.outer.Start]; !last.none() && joining.MatchString(corpus.Fold(between)) {
			return last, nil
		}
		start = before.outer.End
	}
	lead := corpus.FoldBack(text[start:q.outer.Start])
	said := saying.FindStringIndex(lead.Text)
	if said == nil && !colon.MatchString(lead.Text) {
		return k.behind(q), nil
	}
	if a, ok, err := k.byCitation(ctx, start, q.outer.Start); ok || err != nil {
		a.term = strings.HasSuffix(lead.Text, "的")
		return a, err
	}
	if said == nil {
		return attribution{}, nil
	}
	a, err := k.bySubject(ctx, lead.Text, said[0])
	a.words = written(lead, text[start:q.outer.Start], a.words)
	return a, err
}

// written is how a draft writes the last place where some folded words stand.
func written(folded corpus.Folded, text, words string) string {
	i := strings.LastIndex(folded.Text, words)
	if words == "" || i < 0 {
		return words
	}
	return folded.Source(corpus.Span{Start: i, End: i + len(words)}).In(text)
}

// bySubject gives a quotation to who or what is named in a folded sentence before the
// word for saying it, which stands at a place.
func (k *checking) bySubject(ctx context.Context, lead string, said int) (attribution, error) {
	subject := subjectEnd.FindString(lead[:said])
	if a, ok, err := k.byName(ctx, subject); ok || err != nil {
		return a, err
	}
	if who := lastMatch(person, lead); who != "" {
		return attribution{words: beforeName.ReplaceAllString(who, ""), giver: ByPerson}, nil
	}
	if what := lastMatch(body, lead[:said]); what != "" {
		return attribution{words: what, giver: NotHeld, title: what == "党章" || what == "宪法"}, nil
	}
	words := []rune(subject)
	return attribution{words: string(words[max(0, len(words)-longestSubject):])}, nil
}

// longestSubject is how many letters of an unknown speaker are told.
const longestSubject = 8

// subjectEnd is the last word before the one for saying it: 甘有为强调.
var subjectEnd = regexp.MustCompile(`[\p{Han}0-9]{1,24}$`)

func lastMatch(r *regexp.Regexp, s string) string {
	all := r.FindAllString(s, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// sentenceStart is where the sentence begins that stands before a place, at most
// lookBack before it.
func sentenceStart(text string, at int) int {
	low := max(0, at-lookBack)
	for low < at && !utf8.RuneStart(text[low]) {
		low++
	}
	if i := strings.LastIndexAny(text[low:at], "。！？!?\n；;"); i >= 0 {
		_, width := utf8.DecodeRuneInString(text[low+i:])
		return low + i + width
	}
	return low
}
