package web

import (
	"cmp"
	"fmt"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/packet"
	"tiaowen/search"
	"tiaowen/search/check"
)

// What a verdict means, in sentences. Where the library cannot know, it says so: that it
// does not hold a text is no fault of the draft's.
const (
	msgCiteAlias       = "是%s的简称或旧称。"
	msgCiteSeveral     = "所指不止一处，请写明是哪一部、哪一版。"
	msgCiteNotHeld     = "资料库没有收入这部文件，无法核对。"
	msgCiteNoArticle   = "这部文件中没有这一条。"
	msgCiteNoParagraph = "这一条中没有这一款。"
	msgCiteNoItem      = "这一条中没有这一项。"
	msgCiteMismatch    = "句中所说的，不是这一条的内容。"
	msgCiteMoved       = "修订后条号已变。"
	msgCiteRepealed    = "这部文件已经废止或失效，不能再作为依据。"
	msgCiteNotYet      = "这部文件（或这一版）还没有施行。"
	msgCiteShouldBe    = "应是%s。"

	msgQuoteUnattested = "资料库里这段话见于%s，那里没有写明是%s说的，请核实出处。"
	msgQuoteNormalized = "文字相同，只有%s不同。"
	msgQuoteAltered    = "与原文不同的字已标出。"
	msgDiffInstead     = "“%s”写成“%s”"
	msgDiffGone        = "少“%s”"
	msgDiffMore        = "多“%s”"
	msgDiffRest        = "等，共 %d 处不同。"
	msgQuoteElided     = "省略之处已经标明，其余的字与原文相同。"
	msgQuoteStitched   = "由原文不相连的几处拼成，没有标明省略。"
	msgQuoteOther      = "这段话资料库里有，但出处不是%s。"
	msgQuoteFormer     = "是以前版本的文字，适用的版本已经改动。"
	msgQuoteNoSpeech   = "资料库中没有这一讲话，无法核对，不等于引错。"
	msgQuoteNotInText  = "资料库所收的%s中没有这段话。"
	msgQuoteNotHeld    = "资料库没有收入%s，无法核对，不等于引错。"
	msgQuoteNowhere    = "资料库中没有这段话，无法核对，不等于引错。"
	msgQuoteSame       = "没有加引号，文字与%s一致。"
	msgQuoteNear       = "没有加引号，文字与%s近似。"

	msgFormulaMissing  = "“%s”没有列全。"
	msgFormulaRepeated = "“%s”中有重复的。"
	msgFormulaOrder    = "“%s”的次序与来源不同。"
	msgFormulaMember   = "“%s”中有一项与来源不同。"
)

// citationWords explains a verdict; empty where there is nothing to explain.
func citationWords(c check.Citation) string {
	words := map[check.CitationStatus]string{
		check.Ambiguous: msgCiteSeveral, check.NoDocument: msgCiteNotHeld, check.NoArticle: msgCiteNoArticle, check.NoParagraph: msgCiteNoParagraph,
		check.NoItem: msgCiteNoItem, check.ContentMismatch: msgCiteMismatch, check.Moved: msgCiteMoved, check.Repealed: msgCiteRepealed, check.NotYet: msgCiteNotYet,
	}[c.Status]
	if c.Status == check.AliasOK && c.Citation != "" {
		words = fmt.Sprintf(msgCiteAlias, c.Citation)
	}
	if c.Status == check.ContentMismatch {
		words += differenceWords(newDiff(c.Diff))
	}
	if c.Suggestion != nil {
		words += fmt.Sprintf(msgCiteShouldBe, c.Suggestion.Citation)
	}
	return words + noticeWords(c.Notices)
}

// noticeWords are what a reader must know of what is cited.
func noticeWords(list []search.Notice) string {
	var b strings.Builder
	for _, n := range list {
		b.WriteString(strings.TrimRight(n.Message, "。") + "。")
	}
	return b.String()
}

// quoteWords explains a verdict.
func quoteWords(q check.Quote) string {
	from := ""
	if len(q.Sources) > 0 {
		from = q.Sources[0].Citation
	}
	switch {
	case !q.Marked && q.Status == check.Altered:
		return fmt.Sprintf(msgQuoteNear, from)
	case !q.Marked:
		return fmt.Sprintf(msgQuoteSame, from)
	}
	switch q.Status {
	case check.ExactNormalized:
		var kinds []string
		for _, n := range q.Normalized {
			kinds = append(kinds, corpus.Label(check.Normalisations, string(n)))
		}
		return fmt.Sprintf(msgQuoteNormalized, strings.Join(kinds, "、")) + unattestedWords(q, from)
	case check.Exact:
		return unattestedWords(q, from)
	case check.Altered:
		return cmp.Or(differenceWords(newDiff(q.Diff)), msgQuoteAltered)
	case check.Elided:
		return msgQuoteElided
	case check.Stitched:
		return msgQuoteStitched
	case check.Misattributed:
		return fmt.Sprintf(msgQuoteOther, q.AttributedTo)
	case check.Superseded:
		return msgQuoteFormer
	case check.NotInCorpus:
		return notInCorpusWords(q)
	}
	return ""
}

// unattestedWords say of a person's words that the library has them from elsewhere.
func unattestedWords(q check.Quote, from string) string {
	if !q.Unattested {
		return ""
	}
	return fmt.Sprintf(msgQuoteUnattested, from, q.AttributedTo)
}

// notInCorpusWords say what the library can know of words that it does not hold: all of
// a text that it holds, nothing of one that it does not, and never all that anyone said.
func notInCorpusWords(q check.Quote) string {
	switch q.Giver {
	case check.ByPerson:
		return msgQuoteNoSpeech
	case check.ByDocument:
		return fmt.Sprintf(msgQuoteNotInText, q.AttributedTo)
	case check.NotHeld:
		return fmt.Sprintf(msgQuoteNotHeld, q.AttributedTo)
	}
	return msgQuoteNowhere
}

// formulaWords explains a verdict, with the members that it is about.
func formulaWords(text string, f check.Formula) string {
	form := map[check.FormulaStatus]string{
		check.Missing: msgFormulaMissing, check.Repeated: msgFormulaRepeated, check.Order: msgFormulaOrder, check.WrongMember: msgFormulaMember,
	}[f.Status]
	if form == "" {
		return ""
	}
	words := fmt.Sprintf(form, f.Name)
	var members []string
	for _, at := range f.At {
		members = append(members, at.In(text))
	}
	if len(members) == 0 {
		return words
	}
	return strings.TrimSuffix(words, "。") + "：" + strings.Join(members, "、") + "。"
}

// mostTold is how many differences are told in words.
const mostTold = 3

// differenceWords tells a difference: what stands for what, what is missing and what is
// too many. Of many the first are told; empty for none.
func differenceWords(diff []DiffPiece) string {
	var told []string
	for i := 0; i < len(diff); i++ {
		gone, come := "", ""
		for ; i < len(diff) && diff[i].Op != compare.Equal; i++ {
			if diff[i].Op == compare.Delete {
				gone += diff[i].Text
			} else {
				come += diff[i].Text
			}
		}
		if gone != "" && come != "" { // the blanks around a number are not what differs
			gone, come = strings.TrimSpace(gone), strings.TrimSpace(come)
		}
		switch {
		case gone != "" && come != "":
			told = append(told, fmt.Sprintf(msgDiffInstead, gone, come))
		case gone != "":
			told = append(told, fmt.Sprintf(msgDiffGone, gone))
		case come != "":
			told = append(told, fmt.Sprintf(msgDiffMore, come))
		}
	}
	switch {
	case len(told) == 0:
		return ""
	case len(told) > mostTold:
		return strings.Join(told[:mostTold], "，") + fmt.Sprintf(msgDiffRest, len(told))
	}
	return strings.Join(told, "，") + "。"
}

// sides are a difference as its two texts, with what only one of them has set apart.
func sides(diff []DiffPiece) (source, draft []packet.Stretch) {
	for _, op := range diff {
		switch op.Op {
		case compare.Delete:
			source = append(source, packet.Stretch{Text: op.Text, Differs: true})
		case compare.Insert:
			draft = append(draft, packet.Stretch{Text: op.Text, Differs: true})
		default:
			source, draft = append(source, packet.Stretch{Text: op.Text}), append(draft, packet.Stretch{Text: op.Text})
		}
	}
	return source, draft
}
