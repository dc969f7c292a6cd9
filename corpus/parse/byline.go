package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

var (
	bylineKey   = pattern.MustCompile(`(讲话人|报告人|演讲人|发布日期|发布时间|发表时间|日期|时间|来源|出处|责任编辑|编辑|作者|单位|阅读|浏览|点击|字号|字体)[ \x{3000}]*[:：]`)
	tailAuthor  = pattern.MustCompile(`^[（(](?:作者|本文作者)?[:：]?[ \x{3000}]*(?:系)?([^（）()]{2,60})[）)]$`)
	tailInline  = pattern.MustCompile(`[。！？”][ \x{3000}]*[（(]([\p{Han} \x{3000}｜|、:：]{2,60})[）)]$`)
	personName  = pattern.MustCompile(`^[\p{Han}·]{2,4}(?:[ 、\x{3000}]+[\p{Han}·]{2,4}){0,5}$|^[\p{Han}] [\p{Han}]$`)
	unitName    = pattern.MustCompile(`(局|学院|大学|委员会|党委|纪委|监委|办公室|办公厅|厅|部|中心|公司|集团|党校|研究院|研究所|银行|医院|学校|组|委|院)$`)
	abstractKey = pattern.MustCompile(`^[\[【〔［（(]?[ ]*(?:内容)?[摘](?:[ \x{3000}]*)要[ ]*[\]】〕］）)]?[ ]*[:：]?`)
	keywordsKey = pattern.MustCompile(`^[\[【〔［（(]?[ ]*关[ \x{3000}]*键[ \x{3000}]*词[ ]*[\]】〕］）)]?[ ]*[:：]?`)
	doiPattern  = pattern.MustCompile(`10\.\d{4,9}/[A-Za-z0-9._;()/:\-]+`)
	datedLine   = pattern.MustCompile(`^[（(\[〔]?[^（(]{0,12}[年月日号0-9一二三四五六七八九十〇○零 ]{6,20}[^）)]{0,40}[）)\]〕]?$`)
	subtitle    = pattern.MustCompile(`^[—―－-]{1,3}[ ]*(.+)$`)
	// spokenAt is how the line below a speech's title tells where it was held.
	spokenAt = pattern.MustCompile(`在([^。，]{3,60}?(?:上|期间|时|会议|大会))(?:的.{0,8})?$`)
	// postWord ends the name of a post that stands before or above a speaker's.
	postWord = pattern.MustCompile(`(书记|主席|总理|省长|市长|县长|区长|镇长|乡长|部长|厅长|局长|处长|主任|校长|院长|会长|理事长|委员长|秘书长|常委|委员|检察长|总干事|董事长|总经理|所长|站长|同志|代表)$`)
	occasion = pattern.MustCompile(`在(.{4,60}?(?:上|会|仪式|活动|期间))的(?:重要)?(?:讲话|报告|致辞|演讲|发言)`)
)

// isByline reports whether a line tells who published the text and when.
func isByline(text string) bool {
	// What is cheap to ask comes first: nearly all lines end there.
	return strings.ContainsAny(text, ":：") && !strings.Contains(text, "。") && utf8.RuneCountInString(text) <= 120 && bylineKey.MatchString(text)
}

// isFront reports whether line i belongs to what stands before a text: title,
// authors, dates, abstract, keywords; or, before a regulation, its number and
// the bodies that issued it.
func (p *parser) isFront(i int) bool {
	l := p.lines[i]
	if i > 20 || p.isSectionLine(i) {
		return false
	}
	folded := corpus.Fold(l.text)
	short := l.runes() <= 40 && !hasStop(l.text) && !strings.HasSuffix(l.text, "：") && !strings.HasSuffix(l.text, ":")
	if p.kind == corpus.Regulation {
		return short && (docNumber.MatchString(l.text) || orderNumber.MatchString(l.text) || genreEnding.MatchString(simplified(l.text)) || isIssuer(l.text) && !preambleHeading.MatchString(folded) || datedLine.MatchString(l.text) || isByline(l.text)) ||
			l.mark == corpus.MarkHeader || isHistory(l.text) || i == 0 && (l.heading > 0 || p.isTitleLine(0))
	}
	switch {
	case speechStart.MatchString(l.text):
		return false
	case isByline(l.text), abstractKey.MatchString(folded), keywordsKey.MatchString(folded), strings.Contains(folded, "doi"):
		return true
	case i == p.firstShown():
		return l.heading > 0 || p.isTitleLine(i) || short && persons(l.text) != nil && p.namesAuthor(i)
	}
	return short && p.isFrontBefore(i) && (p.namesSomebody(l.text) || unitName.MatchString(l.text) && l.runes() <= 30 || datedLine.MatchString(l.text) && len(corpus.FindDates(l.text)) > 0 || subtitle.MatchString(l.text) || l.heading > 0 && i == 1)
}

// namesAuthor reports whether a bare name on the first line is an author's: an
// abstract or a byline follows. 典型案例 looks like a name of four too.
func (p *parser) namesAuthor(i int) bool {
	if i+1 >= len(p.lines) {
		return false
	}
	next := corpus.Fold(p.lines[i+1].text)
	return abstractKey.MatchString(next) || keywordsKey.MatchString(next) || isByline(next)
}

// isFrontBefore reports whether the line above is front matter too.
func (p *parser) isFrontBefore(i int) bool { return i == 0 || p.contents[i-1] || p.isFront(i-1) }

// readByline reads who wrote or said it, when, and where it was published.
func (p *parser) readByline() {
	for i := 0; i < p.body && i < len(p.lines); i++ {
		if !p.contents[i] && !p.title.contains(i) {
			p.frontField(p.lines[i].text)
		}
	}
	for i := p.body; i < len(p.lines) && i < p.body+6; i++ {
		if text := p.lines[i].text; isByline(text) {
			p.bylineFields(text)
		}
	}
	p.readTail()
	if p.kind == corpus.Speech {
		p.titleSays()
	}
	if m := occasion.FindStringSubmatch(p.fields.Title); m != nil && p.kind == corpus.Speech && p.fields.Occasion == "" {
		p.fields.Occasion = m[1]
	}
}

// namesSomebody reports whether a line below the title names who wrote or spoke, or
// the post of the speaker whose name follows.
func (p *parser) namesSomebody(text string) bool {
	if p.kind == corpus.Speech {
		return speakerOn(text) != "" || postWord.MatchString(text) && utf8.RuneCountInString(text) <= 20
	}
	return persons(text) != nil
}

// speakerOn is the person whom a line names, with a post before the name or 同志
// behind it; empty if it names none, or several.
func speakerOn(text string) string {
	text = strings.Trim(text, "（）()")
	for _, key := range []string{"讲话人", "报告人", "演讲人", "发言人", "主讲人"} {
		if rest, found := strings.CutPrefix(text, key); found {
			text = strings.TrimLeft(rest, ":： \u3000")
		}
	}
	words := splitNames(strings.TrimSuffix(text, "同志"))
	for n := min(2, len(words)); n > 0; n-- {
		post, name := strings.Join(words[:len(words)-n], ""), strings.Join(words[len(words)-n:], "")
		padded := n == 1 || utf8.RuneCountInString(name) == 2 && len(words) >= 2
		if padded && isPerson(name) && (post == "" || postWord.MatchString(post)) {
			return name
		}
	}
	return ""
}

func (p *parser) frontField(text string) {
	f := &p.fields
	switch {
	case isByline(text):
		p.bylineFields(text)
	case subtitle.MatchString(text) && (p.kind == corpus.Speech || !datedLine.MatchString(text)):
		if m := occasion.FindStringSubmatch(text); m != nil {
			f.Occasion = m[1]
		} else if m := spokenAt.FindStringSubmatch(text); m != nil && p.kind == corpus.Speech {
			f.Occasion = m[1]
		}
		if dates := corpus.FindDates(text); len(dates) > 0 && len(f.Published) < len(dates[0].Date) && p.kind == corpus.Speech {
			f.Published = dates[0].Date
		}
	case datedLine.MatchString(text) && len(corpus.FindDates(text)) > 0:
		if dates := corpus.FindDates(text); f.Published == "" || len(f.Published) < len(dates[0].Date) {
			f.Published = dates[0].Date
		}
	case p.kind == corpus.Speech && speakerOn(text) != "":
		f.Speaker = speakerOn(text)
	case persons(text) != nil && p.kind != corpus.Speech:
		f.Authors = append(f.Authors, persons(text)...)
	case unitName.MatchString(text) && p.kind == corpus.Essay:
		f.Affiliation = text
	}
}

// bylineFields reads 发布日期:… 编辑:… 来源:… from one line.
func (p *parser) bylineFields(text string) {
	keys := bylineKey.FindAllStringSubmatchIndex(text, -1)
	for i, k := range keys {
		end := len(text)
		if i+1 < len(keys) {
			end = keys[i+1][0]
		}
		value := strings.Trim(text[k[1]:end], " \u3000_*|｜")
		if value == "" {
			continue
		}
		switch text[k[2]:k[3]] {
		case "发布日期", "发布时间", "发表时间", "日期", "时间":
			if d := corpus.FindDates(value); len(d) > 0 && p.fields.Published == "" {
				p.fields.Published = d[0].Date
			}
		case "来源", "出处":
			p.fields.Source = value
		case "讲话人", "报告人", "演讲人":
			if name := speakerOn(value); name != "" {
				p.fields.Speaker = name
			}
		case "作者":
			p.fields.Authors = namesOnly(value)
		case "单位":
			p.fields.Affiliation = withoutLooseBracket(value)
		}
	}
}

// withoutLooseBracket is a value without the bracket that closes the line around it:
// （作者：某某 单位：某市纪委监委）.
func withoutLooseBracket(s string) string {
	for strings.HasSuffix(s, "）") && strings.Count(s, "）") > strings.Count(s, "（") || strings.HasSuffix(s, ")") && strings.Count(s, ")") > strings.Count(s, "(") {
		s = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(s, "）"), ")"), " \u3000")
	}
	return s
}

// readTail reads the author named in brackets after the last sentence.
func (p *parser) readTail() {
	if len(p.lines) == 0 || len(p.fields.Authors) > 0 || p.kind != corpus.Essay {
		return
	}
	for i := len(p.lines) - 1; i >= max(0, len(p.lines)-3); i-- {
		text := p.lines[i].text
		m := tailAuthor.FindStringSubmatch(text)
		if m == nil {
			m = tailInline.FindStringSubmatch(text)
		}
		if m == nil || madeBy.MatchString(m[1]) {
			continue
		}
		name, unit := splitAuthor(m[1])
		if names := namesOnly(name); personName.MatchString(name) && len(names) > 0 {
			p.fields.Authors, p.fields.Affiliation = names, unit
			return
		}
	}
}

// madeBy are those who worked on a text and did not write it.
var madeBy = pattern.MustCompile(`^[ \x{3000}]*(?:责任编辑|责编|编辑|编审|校对|审核|审校|摄影|制图|排版|值班)`)

// splitAuthor reads 邢某 单位：某市纪委, 邢某 作者单位：…, 邢某 作者系…, 齐某｜某省纪委, or a
// name alone.
func splitAuthor(s string) (name, unit string) {
	for _, role := range []string{"作者", "本报记者", "记者", "通讯员", "撰稿", "供稿"} {
		if rest := strings.TrimPrefix(s, role); rest != s && strings.TrimLeft(rest, ":：") != rest {
			s = strings.TrimLeft(rest, ":：")
			break
		}
	}
	for _, sep := range []string{"作者单位：", "作者单位:", "作者系", "作者为", "作者是", "单位：", "单位:", "｜", "|"} {
		if before, after, ok := strings.Cut(s, sep); ok {
			return strings.TrimSpace(before), strings.Trim(after, "）) \u3000")
		}
	}
	return strings.TrimSpace(s), ""
}

// readAbstract reads 摘要, 关键词 and DOI, wherever in the first lines they are.
func (p *parser) readAbstract() {
	for i := 0; i < len(p.lines) && i < 20; i++ {
		text := p.lines[i].text
		folded := corpus.Fold(text)
		switch {
		case abstractKey.MatchString(folded):
			p.fields.Abstract = cutKey(text, "要")
		case keywordsKey.MatchString(folded):
			p.fields.Keywords = splitNames(cutKey(text, "词詞"))
		}
		if m := doiPattern.FindString(text); m != "" {
			p.fields.DOI = m
		}
	}
}

// cutKey is what follows the key of a line: the key ends with one of the
// characters, a bracket and a colon.
func cutKey(text, last string) string {
	i := strings.IndexAny(text, last)
	if i < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return strings.TrimLeft(text[i+size:], "]】〕］）):： \u3000")
}

// readReferences lists the entries after 参考文献.
func (p *parser) readReferences() {
	for i := len(p.lines) - 1; i >= 0; i-- {
		if !notesHeading.MatchString(corpus.Fold(p.lines[i].text)) {
			continue
		}
		for _, l := range p.lines[i+1:] {
			if strings.HasPrefix(l.text, "[") || strings.HasPrefix(l.text, "［") || strings.HasPrefix(l.text, "【") {
				p.fields.References = append(p.fields.References, l.text)
			}
		}
		return
	}
}
