package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// paperAddressee reads the 主送机关: what stands before the first colon of the text.
func (p *parser) paperAddressee(o *paper) {
	if o.body >= len(p.lines) || o.addressee != "" {
		return
	}
	text := parenDate.ReplaceAllString(p.lines[o.body].text, "")
	if _, rest := leadingNumber(text); rest != "" {
		text = rest
	}
	if before, _, found := strings.Cut(text, o.title+" "); found && before == "" && o.title != "" {
		text = text[len(o.title)+1:]
	}
	if !strings.ContainsAny(text, "：:。") && o.body+1 < len(p.lines) && (strings.HasSuffix(text, "，") || strings.HasSuffix(text, "、") || p.wrapped) {
		text += p.lines[o.body+1].text
	}
	at := strings.IndexAny(text, "：:")
	if at < 0 {
		return
	}
	to := corpus.CleanTitle(text[:at])
	if n := utf8.RuneCountInString(to); n < 2 || n > 300 || hasStop(to) || notAddressed.MatchString(to) || readMarker(to).form != noMarker {
		return
	}
	if _, _, isLabel := cutLabel(text); isLabel || speechStart.MatchString(to) {
		return
	}
	o.addressee = to
}

// notAddressed are the beginnings and ends of sentences that run up to a colon
// without naming whom the paper is for.
var notAddressed = pattern.MustCompile(`^(为|根据|经|现|按|鉴于|近|自|由|目前|今年|去年|随着|依据|特|组\s*长|主\s*任|主\s*席|成\s*员|附|一是|兹|关于|时间|地点|电话|出席|参加|各位|当前位置|您)|(如下|决定|通知|公告|通告|指出|强调|要求|认为|包括|任命|免去|以下|是|事项|内容|有)$|如下|现将|召开|审议|[0-9]月[0-9]{1,2}日`)
