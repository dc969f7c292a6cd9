package web

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/duty"
)

// dutyDocument is the list as a Word file: below headings the clauses as quotations, each
// with its source in the line below and with what was read from it.
func (s *Server) dutyDocument(ctx context.Context, l dutyList) ([]byte, error) {
	p := packet.Packet{Title: l.name, Made: s.inShanghai(), Library: packet.State{Date: s.today().Chinese()}, Items: l.packetItems()}
	if s.cfg.Collections != nil {
		var err error
		if p.Library.Seq, err = s.cfg.Collections.Seq(ctx); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err := packet.WriteDOCX(ctx, &b, p, packet.Options{Sources: packet.InLines})
	return b.Bytes(), err
}

// packetItems are the requirements below the headings of their view: by who bears them,
// or by the text they stand in.
func (l dutyList) packetItems() []packet.Item {
	items := []packet.Item{packet.NewNote(l.note())}
	last := [2]string{}
	for _, i := range l.items {
		now := [2]string{search.CiteTitle(i.Document.Fields.Title), ""}
		if l.query.View == duty.ViewBearers || l.query.View == duty.ViewCalendar {
			now = [2]string{groupOf(i), i.Bearer}
			if now[0] == "" {
				now[0] = msgNobody
			}
		}
		if now[0] != last[0] {
			items = append(items, packet.NewHeading(1, now[0]))
		}
		if now != last && now[1] != "" {
			items = append(items, packet.NewHeading(2, now[1]))
		}
		last = now
		items = append(items, packet.NewQuote(dutyPassage(i)))
	}
	return items
}

// note says what the list is, and that more than this was found.
func (l dutyList) note() string {
	view := l.query.View
	if view == "" {
		view = duty.ViewAll
	}
	lines := []string{corpus.Label(dutyNotes, string(view)), msgDutiesCheck}
	if len(l.items) < l.total {
		lines = append(lines, fmt.Sprintf(msgTableRest, len(l.items), l.total))
	}
	if len(l.items) == 0 {
		lines = append(lines, msgNoDuties+"。")
	}
	return strings.Join(lines, "\n")
}

// dutyPassage is the clause of a requirement with what was read from it as a remark.
func dutyPassage(i duty.Item) packet.Passage {
	p := packet.NewPassage(i.Document.ID, i.Locator, flat(i.Text), i.Citation, i.Document.Fields)
	p.Piece, p.Doubts = true, i.Cautions
	lines := []string{labelled("责任主体", i.Bearer), labelled("要求", dutyModality(i))}
	if q := i.Quantity; q != nil {
		lines = append(lines, labelled(corpus.Label(requirement.Kinds, string(q.Kind)), flat(q.Span.In(i.Whole))))
	}
	lines = append(lines, labelled("起止", dutyEvent(i)), labelled("时效", statusWords(i.Document)), labelled("另见", alsoAt(i)))
	p.Note = strings.ReplaceAll(joinWords(lines), "\n", "；")
	return p
}
