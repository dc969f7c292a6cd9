package check

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
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
	said = regexp.MustCompile(`^[，,。]?\s*(?:这是|正如|诚如)?((?:\p{Han}{0,12}(?:总书记|主席|总理|同志|委员长|先生)|\p{Han}{0,6}(?:马克思|恩格斯|列宁|毛泽东|邓小平|江泽民|胡锦涛|习近平))(?:\p{Han}{0,8}?))` + verbs)
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
	if before != nil && before.outer.End > start {
		if between := text[before.outer.End:q.outer.Start]; !last.none() && joining.MatchString(between) {
			return last, nil
		}
		start = before.outer.End
	}
	lead := text[start:q.outer.Start]
	if !saying.MatchString(lead) && !colon.MatchString(lead) {
		return k.behind(q), nil
	}
	if a, ok, err := k.byCitation(ctx, start, q.outer.Start); ok || err != nil {
		a.term = strings.HasSuffix(lead, "的")
		return a, err
	}
	if !saying.MatchString(lead) {
		return attribution{}, nil
	}
	if a, ok, err := k.byName(ctx, subject(lead)); ok || err != nil {
		return a, err
	}
	if who := lastMatch(person, lead); who != "" {
		return attribution{words: beforeName.ReplaceAllString(who, ""), giver: ByPerson}, nil
	}
	words := []rune(subject(lead))
	words = words[max(0, len(words)-longestSubject):]
	if what := lastMatch(body, lead); what != "" {
		return attribution{words: what, giver: NotHeld}, nil
	}
	return attribution{words: string(words)}, nil
}

// longestSubject is how many letters of an unknown speaker are told.
const longestSubject = 8

// byName gives a quotation to a text that is named without marks and without a number
// right before the word for saying it: 宪法规定. The longest name that any text bears
// counts.
func (k *checking) byName(ctx context.Context, lead string) (attribution, bool, error) {
	if !genre.MatchString(lead) {
		return attribution{}, false, nil
	}
	for i := range lead {
		name := lead[i:]
		if utf8.RuneCountInString(name) < 2 {
			break
		}
		c, err := k.resolver.Cite(ctx, k.draft.Document, corpus.Citation{Title: name, Kind: corpus.CiteTitled}, k.draft.AsOf, k.draft.Today)
		if err != nil {
			return attribution{}, false, err
		}
		if c.Document != nil {
			return attribution{words: name, giver: ByDocument, meant: c.Document.ID, documents: k.versions(c.Document.ID)}, true, nil
		}
	}
	return attribution{}, false, nil
}

// genre is how the names of texts end.
var genre = regexp.MustCompile(`(?:法|法典|党章|章程|条例|规定|办法|规则|细则|准则|解释|报告|决定|决议|意见|通知)$`)

// subject is the last word before the one for saying it: 甘有为强调.
func subject(lead string) string {
	at := saying.FindStringIndex(lead)
	if at == nil {
		return ""
	}
	lead = lead[:at[0]]
	return subjectEnd.FindString(lead)
}

var subjectEnd = regexp.MustCompile(`[\p{Han}0-9]{1,24}$`)

// beforeName is what may stand before the name of a person: 正如毛泽东同志.
var beforeName = regexp.MustCompile(`^(?:正如|诚如|如同|如|像|据|按|和|与|由|当年|当|是|在)+`)

func lastMatch(r *regexp.Regexp, s string) string {
	all := r.FindAllString(s, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// behind is whom a quotation is given to by what follows.
func (k *checking) behind(q quotation) attribution {
	text := k.draft.Document.Text[q.outer.End:]
	if len(text) > lookBack/2 {
		text = strings.ToValidUTF8(text[:lookBack/2], "")
	}
	if m := said.FindStringSubmatch(text); m != nil {
		return attribution{words: m[1], giver: ByPerson}
	}
	return attribution{}
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

// byCitation gives a quotation to the last text that is cited between two places of the
// draft; false if none is.
func (k *checking) byCitation(ctx context.Context, start, end int) (attribution, bool, error) {
	i, _ := slices.BinarySearchFunc(k.cited, end, func(c resolve.Cited, at int) int { return c.Citation.Span.Start - at })
	if i--; i < 0 || k.cited[i].Citation.Span.Start < start || k.cited[i].Citation.Span.End > end {
		return attribution{}, false, nil
	}
	c := k.cited[i]
	span := c.Citation.Span
	for j := i; j >= 0 && k.cited[j].Citation.Names() == c.Citation.Names() && k.cited[j].Citation.Span.Start >= start; j-- {
		span.Start = k.cited[j].Citation.Span.Start
	}
	a := attribution{words: span.In(k.draft.Document.Text), giver: NotHeld, title: true}
	a.named = c.Citation.Year > 0 || c.Citation.Version != "" || c.Citation.DocNo != ""
	switch {
	case c.Document != nil:
		a.meant = c.Document.ID
		a.documents = k.versions(c.Document.ID)
		if len(c.Citation.Pointers) == 0 { // a work in several parts
			for _, part := range c.Choices {
				a.documents = append(a.documents, k.versions(documentOf(part.Address))...)
			}
		}
	case c.Status == search.Ambiguous:
		for _, choice := range c.Choices {
			a.documents = append(a.documents, k.versions(documentOf(choice.Address))...)
		}
	}
	if len(a.documents) > 0 {
		a.giver = ByDocument
	}
	a.nearby = k.citedBefore(i)
	return a, true, ctx.Err()
}

// mostNearby is how many citations before one are looked at.
const mostNearby = 8

// citedBefore are the texts that are cited in the line before a citation.
func (k *checking) citedBefore(i int) []string {
	var out []string
	text := k.draft.Document.Text
	for j := i - 1; j >= max(0, i-mostNearby); j-- {
		between := corpus.Span{Start: k.cited[j].Citation.Span.End, End: k.cited[i].Citation.Span.Start}
		if between.Len() > mostClaim || strings.Contains(between.In(text), "\n") {
			break
		}
		if d := k.cited[j].Document; d != nil {
			out = append(out, d.ID)
		}
	}
	return out
}

// versions are all there are of the work that a document is a version of.
func (k *checking) versions(id string) []search.Titled {
	if w, ok := k.resolver.Work(id); ok {
		return w.Versions
	}
	if t, ok := k.resolver.Known(id); ok {
		return []search.Titled{t}
	}
	return nil
}

// documentOf is the document of an address.
func documentOf(address string) string {
	id, _, _ := strings.Cut(address, "#")
	return id
}

// saidBy reports whether a person who is named in a draft's words may be the speaker of
// a text: by name, or by family name and office. Who is named by the office alone may
// be anybody.
func saidBy(words string, f corpus.Fields) bool {
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
