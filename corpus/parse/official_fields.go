package parse

import (
	"strings"

	"tiaowen/corpus"
)

// takePaper makes fields of what the paper shows.
func (p *parser) takePaper() {
	o, f := p.paper, &p.fields
	if o.docNo != "" {
		f.DocNo = o.docNo
	}
	f.Addressee, f.Signer = o.addressee, o.signer
	f.Secrecy, f.Urgency, f.Annexes = o.secrecy, o.urgency, o.annexes
	if names := o.issuers(); names != nil {
		f.Issuer = names
	}
	for i, a := range f.Annexes { // the signature was joined to the last
		for _, name := range f.Issuer {
			if bare := strings.TrimSuffix(a, name); bare != "" {
				a = bare
			}
		}
		f.Annexes[i] = a
	}
	if f.Promulgated = o.date(); f.Promulgated == "" {
		f.Promulgated = p.src.Hints.Promulgated
	}
	if d := dateIn(o.labels["published"]); d != "" {
		f.Published = d
	}
	if f.Source == "" {
		f.Source = o.labels["source"]
	}
	if f.URL == "" {
		f.URL = o.labels["url"]
	}
	if f.CarriedBy == "" && f.Carries == nil {
		f.Carries = p.carried()
	}
	p.readClauses()
	f.Genre, f.Rank = o.genre, paperRank(*f, o.genre)
}

// date is the 成文日期: at the foot, else on the head, else what the page says.
func (o *paper) date() corpus.Date {
	for _, d := range []corpus.Date{o.footDate, o.headDate, dateIn(o.labels["promulgated"])} {
		if d != "" {
			return d
		}
	}
	return ""
}

// issuers are who signed, else whom the title names, else the masthead, else what
// the page says.
func (o *paper) issuers() []string {
	if m := meetingOf(o.title); m != "" && len(o.footOffices) == 0 {
		return []string{m}
	}
	for _, names := range [][]string{o.footOffices, o.headIssuers, titleOffices(o.title), o.mark} {
		if len(names) > 0 {
			return plainOffices(names)
		}
	}
	if named := o.labels["issuer"]; named != "" {
		return splitNames(named)
	}
	if named := o.labels["publisher"]; named != "" {
		return splitNames(named)
	}
	return nil
}

// plainOffices are offices of the state without its name before theirs, as facets
// and citations have them.
func plainOffices(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		if out[i] = n; isOffice(strings.TrimPrefix(n, "中华人民共和国")) {
			out[i] = strings.TrimPrefix(n, "中华人民共和国")
		}
	}
	return out
}

// holdsRegulation reports whether the text is a paper and the regulation it carries
// in one, as files were kept before the two were parted: there the regulation's
// articles are what is asked for. So they are where they are most of the text,
// whatever the paper calls what it carries.
func (p *parser) holdsRegulation() bool {
	if p.paper == nil || p.articleRun() < 3 {
		return false
	}
	articles := len(p.src.Text) - p.lines[p.firstArticle()].span.Start
	return articles*2 > len(p.src.Text) || len(p.carriedStarts()) > 0
}

// paperRank is the rank of papers that lay down rules; a letter or a report has
// none, whoever sent it.
func paperRank(f corpus.Fields, genre corpus.Genre) corpus.Rank {
	f.Genre = genre
	if f.Lane() != corpus.Regulation {
		return ""
	}
	issuer := strings.Join(f.Issuer, "、")
	if strings.HasPrefix(issuer, "中共") || strings.HasPrefix(issuer, "中国共产党") || strings.HasPrefix(issuer, "中央") && !strings.Contains(issuer, "军事") ||
		issuer == "" && partyTitle.MatchString(f.Title) {
		return corpus.RankPartyNormative
	}
	return corpus.RankNormative
}

func dateIn(s string) corpus.Date {
	if found := corpus.FindDates(s); len(found) > 0 {
		return found[0].Date
	}
	return ""
}
