package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// lookForOddities notices what is odd about the text as a whole and was left as
// it is: what a reader should know before quoting from it.
func (p *parser) lookForOddities() {
	p.noticeContents()
	p.noticeSiteHeader()
	p.noticeBlanked()
	p.noticeSpacedNumbers()
	p.noticeTraditional()
	p.noticeSlips()
}

// noticeContents notes headings that stand before an essay a second time.
func (p *parser) noticeContents() {
	if p.kind == corpus.Regulation {
		return
	}
	var at corpus.Span
	count := 0
	for i, l := range p.lines {
		if !p.contents[i] {
			continue
		}
		if count == 0 {
			at = l.span
		}
		at.End = l.span.End
		count++
	}
	if count > 0 {
		p.tree.notice("repeated_contents", corpus.Note, at, "正文之前的目录重复了 %d 行标题，单独成段，排在最后", count)
	}
}

// noticeSiteHeader notes the line that a web site sets over a text.
func (p *parser) noticeSiteHeader() {
	for i := 0; i < len(p.lines) && i <= 20; i++ {
		if l := p.lines[i]; isByline(l.text) && len(bylineKey.FindAllString(l.text, -1)) >= 3 {
			p.tree.notice("site_header", corpus.Note, l.span, "有网站页眉（日期、来源、阅读次数等），不属于正文")
			return
		}
	}
}

// blanked is an asterisk where a figure was taken out, before what is counted:
// 共*个, *%的. Elsewhere it may be a sign of multiplication.
var blanked = pattern.MustCompile(`\*{1,3}(?:[个名人次年月日元万亿项家余多岁场期所户件篇届条]|[%％])`)

// fewBlanks is how many asterisks may be something else.
const fewBlanks = 2

func (p *parser) noticeBlanked() {
	if found := blanked.FindAllStringIndex(p.src.Text, -1); len(found) > fewBlanks {
		at := corpus.Span{Start: found[0][0], End: found[0][1]}
		p.tree.notice("blanked", corpus.Warning, at, "有 %d 处数字被 * 代替，引用时请核对原文", len(found))
	}
}

func (p *parser) noticeSpacedNumbers() {
	if found := spacedNumbers(p.src.Text); len(found) > fewBlanks {
		p.tree.notice("spaced_numbers", corpus.Note, found[0], "有 %d 处数字两旁有空格，原样保留，检索时忽略", len(found))
	}
}

// spacedNumbers finds numbers set off by blanks as PDF readers do, with the
// characters beside them: 党员 3 人.
func spacedNumbers(text string) []corpus.Span {
	var out []corpus.Span
	for from := 0; ; {
		blank := strings.IndexByte(text[from:], ' ')
		if blank < 0 {
			return out
		}
		blank += from
		end := blank + 1
		for end < len(text) && '0' <= text[end] && text[end] <= '9' {
			end++
		}
		before, width := utf8.DecodeLastRuneInString(text[from:blank])
		from = blank + 1
		if end == from || end == len(text) || text[end] != ' ' || !unicode.Is(unicode.Han, before) {
			continue
		}
		if after, size := utf8.DecodeRuneInString(text[end+1:]); unicode.Is(unicode.Han, after) {
			out = append(out, corpus.Span{Start: blank - width, End: end + 1 + size})
			from = end + 1 + size // a character belongs to one number
		}
	}
}

// traditionalShare is the share of Chinese characters from which a text counts
// as Traditional: such texts have a third of theirs, quotations in Simplified
// ones next to none.
const traditionalShare = 0.1

func (p *parser) noticeTraditional() {
	han, traditional := 0, 0
	for _, r := range p.src.Text {
		if unicode.Is(unicode.Han, r) {
			han++
			if corpus.FoldRune(r) != r {
				traditional++
			}
		}
	}
	if han == 0 || float64(traditional) < traditionalShare*float64(han) {
		return
	}
	at := p.find(machineWords)
	if at.Empty() {
		p.tree.notice("traditional", corpus.Note, corpus.Span{}, "繁体文本，原样保留，用简体也能检索")
		return
	}
	p.tree.notice("machine_traditional", corpus.Note, at, "繁体文本，像是由简体逐字转成（如“%s”），引用时请核对", at.In(p.src.Text))
}

// machineWords are words that a conversion character by character leaves half
// Simplified, since the Simplified character stands for two.
var machineWords = []string{
	"戰斗", "斗爭", "奮斗", "干部", "骨干", "模范", "規范", "公仆", "關系", "聯系", "征求", "准則", "標准", "群眾路綫", "后續", "今后", "沖突", "制訂制度", "復雜", "反復",
}

// find is the first place of the first of some words that stands in the text.
func (p *parser) find(words []string) corpus.Span {
	for _, w := range words {
		if at := strings.Index(p.src.Text, w); at >= 0 {
			return corpus.Span{Start: at, End: at + len(w)}
		}
	}
	return corpus.Span{}
}

// slip is a word as it is seen, what it means, and what before it says that it is right.
type slip struct{ seen, meant, not string }

// slips are what optical recognition makes of words, and what they mean. Only
// what is next to never right as it stands; not lists what may stand before it
// when it is.
var slips = []slip{
	{"融人", "融入", "金"}, {"深人", "深入", "资高精"}, {"步人", "步入", "起同"},
	{"陷人", "陷入", "诬构害"}, {"投人", "投入", ""}, {"千部", "干部", "几数"}, {"末能", "未能", "期"}, {"己经", "已经", "自"}, {"白觉", "自觉", ""},
}

func (p *parser) noticeSlips() {
	plain := corpus.Fold(p.src.Text)
	if !slices.ContainsFunc(slips, func(s slip) bool { return strings.Contains(plain, s.seen) }) {
		return // as most texts; the way back costs more than the fold
	}
	folded := corpus.FoldBack(p.src.Text)
	for _, s := range slips {
		for from := 0; ; {
			at := strings.Index(folded.Text[from:], s.seen)
			if at < 0 {
				break
			}
			at += from
			from = at + len(s.seen)
			before, _ := utf8.DecodeLastRuneInString(folded.Text[:at])
			if at > 0 && strings.ContainsRune(s.not, before) {
				continue
			}
			place := folded.Source(corpus.Span{Start: at, End: from})
			p.tree.notice("slip", corpus.Note, place, "“%s”疑为“%s”之误，原样保留", place.In(p.src.Text), s.meant)
		}
	}
}
