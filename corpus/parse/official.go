package parse

import (
	"strings"

	"tiaowen/corpus"
)

// paper is what a text shows of the form of an official paper. Lines are numbers
// of lines; what was not found is empty, or -1.
type paper struct {
	genre corpus.Genre
	title string
	lines lineRange // of the title; empty where a label or a running line has it

	docNo            string
	secrecy, urgency string
	signer           string
	addressee        string
	mark             []string // offices of the masthead
	mastheads        int      // lines that are a masthead without doubt: …文件
	headIssuers      []string
	headDate         corpus.Date

	body        int // first line of the text proper, the addressee's
	foot        int // line of the date at the foot, -1 if there is none
	footOffices []string
	footDate    corpus.Date
	signed      bool // an office or a person stands above or before that date
	note        bool // （此件公开发布）

	annexes []string
	labels  map[string]string
	below   string // the label whose value may stand on the next line
}

// findPaper reads the text as an official paper; nil if it is none.
func (p *parser) findPaper() *paper {
	if p.hasHeader() || len(p.lines) == 0 {
		return nil
	}
	o := &paper{foot: -1, labels: map[string]string{}}
	p.paperHead(o)
	if o.genre != "" {
		p.paperFoot(o)
		p.paperAddressee(o)
		p.paperAnnexes(o)
	}
	p.flatPaper(o)
	if o.genre == "" || !p.isPaper(o) {
		return nil
	}
	return o
}

// onlyOffices are the genres whose names nobody but an office uses.
var onlyOffices = map[corpus.Genre]bool{
	corpus.GenreNotice: true, corpus.GenreAnnouncement: true, corpus.GenrePublicNotice: true, corpus.GenreCircular: true,
	corpus.GenreRequest: true, corpus.GenreReply: true, corpus.GenreMotion: true, corpus.GenreOrder: true,
}

// statedPaper reads a text that a person says is a paper; nil if it has no title that
// could be one's.
func (p *parser) statedPaper() *paper {
	o := &paper{foot: -1, labels: map[string]string{}}
	p.paperHead(o)
	if o.title == "" {
		return nil
	}
	p.paperFoot(o)
	p.paperAddressee(o)
	p.paperAnnexes(o)
	return o
}

// enoughForm is how much of a paper's form a text must show besides its title:
// two sure signs, or one and some that may stand by chance.
const enoughForm = 3

// isPaper weighs what was found. A regulation, a decision on a law and an
// interpretation are none of these papers whatever their titles end with.
func (p *parser) isPaper(o *paper) bool {
	if p.lawLike(o) {
		return false
	}
	form := 0
	add := func(found bool, worth int) {
		if found {
			form += worth
		}
	}
	add(o.docNo != "", 2)
	add(o.addressee != "", 2)
	add(o.foot >= 0 && o.signed, 2)
	add(o.foot >= 0 && !o.signed, 1)
	add(o.mastheads > 0, 2)
	add(o.signer != "" || o.note, 2)
	add(o.secrecy != "" || o.urgency != "", 1)
	add(len(o.labels) > 0 && (o.labels["doc_no"] != "" || o.labels["issuer"] != ""), 1)
	add(p.src.Hints.DocNo != "", 2)
	add(o.headDate != "", 1)
	add(o.headIssuers != nil, 1)
	add(titleOffices(o.title) != nil || o.signedByTitle(), 2)
	add(meetingOf(o.title) != "", 3)
	add(strings.HasPrefix(o.title, "关于"), 1)
	add(onlyOffices[o.genre], 1)
	switch {
	case o.genre == corpus.GenreReport && !p.reports(o):
		return false
	case o.genre == corpus.GenreInstruction && (speechFolder.MatchString(p.src.Place()) || !strings.Contains(o.title, "关于")):
		return false
	case o.genre == corpus.GenreNormative:
		return o.docNo != "" && (o.addressee != "" || o.signed)
	case o.genre == corpus.GenreBulletin && o.headDate != "" && o.headIssuers != nil:
		return true
	case p.opensAsSpeech(o.foot):
		return false
	}
	return form >= enoughForm
}

// signedByTitle reports whether the office that the title begins with signs the paper.
func (o *paper) signedByTitle() bool {
	return len(o.footOffices) > 0 && strings.HasPrefix(o.title, o.footOffices[0])
}

// reports reports whether a report is one that an office sends or makes public, and
// no essay that is called so.
func (p *parser) reports(o *paper) bool {
	if o.docNo != "" {
		return true
	}
	sent := o.signer != "" || o.signed && (o.addressee != "" || titleOffices(o.title) != nil)
	return sent && (o.addressee != "" || !plainReport.MatchString(o.title))
}

// lawLike reports whether the text makes or changes law: such a text is a
// regulation, though it may be called a decision or a reply.
func (p *parser) lawLike(o *paper) bool {
	if first := p.firstArticle(); first >= 0 && p.articleRun() >= 3 && (o.foot < 0 || first < o.foot) {
		return true
	}
	_, version := nameAndDate(p.src.Place())
	switch {
	case version != "" && o.docNo == "": // a collection of laws names its files so
		return true
	case strings.HasPrefix(o.docNo, "法释"), strings.HasPrefix(o.docNo, "高检发释"):
		return true
	case strings.HasPrefix(o.title, "全国人民代表大会") || strings.HasPrefix(o.title, "全国人大"):
		return o.docNo == "" && o.addressee == ""
	case strings.Contains(o.title, "人民代表大会") && amendsLaw(o.title):
		return true
	case strings.HasPrefix(o.title, "最高人民") && (o.genre == corpus.GenreReply || o.genre == corpus.GenreDecision):
		return true
	}
	return strings.HasPrefix(o.title, "国务院关于修改") || strings.HasPrefix(o.title, "国务院关于废止")
}

// amendsLaw reports whether a title is of a decision that changes regulations.
func amendsLaw(title string) bool {
	for _, verb := range []string{"关于修改", "关于废止", "关于修订", "关于批准《"} {
		if strings.Contains(title, verb) {
			return true
		}
	}
	return false
}

// firstArticle is the first line that begins an article, -1 if none does.
func (p *parser) firstArticle() int {
	for i, m := range p.markers {
		if m.form == formArticle && !p.contents[i] && !runsOn(p.rest(i)) {
			return i
		}
	}
	return -1
}
