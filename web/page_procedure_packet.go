package web

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/packet"
	"tiaowen/search/procedure"
	"tiaowen/search/shelf"
)

// procedurePacket is a procedure as it is taken away today.
func (s *Server) procedurePacket(ctx context.Context, name string) (packet.Packet, error) {
	c, err := s.check(ctx, name, "")
	if err != nil {
		return packet.Packet{}, err
	}
	p := packet.Packet{Title: c.Name, Made: s.inShanghai(), Library: packet.State{Date: s.today().Chinese()}}
	if s.cfg.Collections != nil {
		if p.Library.Seq, err = s.cfg.Collections.Seq(ctx); err != nil {
			return p, err
		}
	}
	p.Items, err = s.procedureItems(ctx, c)
	return p, err
}

// procedureItems are the steps of a procedure as headings, what the file says of each as
// a note, and the clauses as they stand in the library. A clause that several steps cite
// is quoted once.
func (s *Server) procedureItems(ctx context.Context, c procedure.Checked) ([]packet.Item, error) {
	var items []packet.Item
	if words := procedureWords(c); words != "" {
		items = append(items, packet.NewNote(words))
	}
	quoted := map[string]bool{}
	for i, step := range c.Steps {
		quotes, elsewhere, err := s.stepQuotes(ctx, c.Checks[i], quoted)
		if err != nil {
			return nil, err
		}
		items = append(items, packet.NewHeading(1, step.Title))
		if words := stepWords(step, c.Checks[i], elsewhere); words != "" {
			items = append(items, packet.NewNote(words))
		}
		items = append(items, quotes...)
	}
	return items, nil
}

// stepQuotes are the clauses of a step but for those that were quoted before, or are too
// long for it; elsewhere is how these are cited.
func (s *Server) stepQuotes(ctx context.Context, check procedure.StepCheck, quoted map[string]bool) (quotes []packet.Item, elsewhere []string, err error) {
	for _, clause := range check.Clauses {
		for _, p := range clause.Provisions {
			address := p.Document + "#" + p.Locator
			if quoted[address] {
				elsewhere = append(elsewhere, p.Citation)
				continue
			}
			quoted[address] = true
			passages, err := s.shelf.Quote(ctx, address, shelf.Whole())
			switch {
			case errors.Is(err, shelf.ErrTooLong):
				elsewhere = append(elsewhere, p.Citation)
			case err != nil:
				return nil, nil, shelfProblem(err)
			}
			for _, passage := range passages {
				quotes = append(quotes, packet.NewQuote(passage))
			}
		}
	}
	return quotes, elsewhere, nil
}

// procedureWords are what the file says of the whole.
func procedureWords(c procedure.Checked) string {
	lines := []string{c.Note}
	if c.Until != "" {
		lines = append(lines, fmt.Sprintf(msgProcedureUntil, c.Until.Chinese()))
	}
	return joinWords(append(lines, msgProcedureOwn))
}

// stepWords are what the file says of a step, and what has become of its clauses.
// elsewhere are those that are not quoted below it.
func stepWords(s procedure.Step, check procedure.StepCheck, elsewhere []string) string {
	lines := []string{labelled(msgBearer, s.Bearer), labelled(msgDeadline, s.Deadline), labelled(msgMaterials, strings.Join(s.Materials, "、")), s.Note}
	for _, clause := range check.Clauses {
		if clause.Status != procedure.OK {
			lines = append(lines, clause.Cited+"："+clause.Status.Label())
		}
		for _, n := range clause.Says() {
			lines = append(lines, n.Message)
		}
	}
	return joinWords(append(lines, labelled(msgElsewhere, strings.Join(elsewhere, "；"))))
}

// procedureOf is the procedure that a form wants to be added as a whole.
func procedureOf(c echo.Context) string {
	return oneLine(strings.ToValidUTF8(c.FormValue("procedure"), ""))
}

// procedureWanted is all of a procedure.
func (st *site) procedureWanted(ctx context.Context, name string) ([]packet.Item, error) {
	c, err := st.check(ctx, name, "")
	if err != nil {
		return nil, err
	}
	return st.procedureItems(ctx, c)
}

// headings are how many of some items are headings.
func headings(items []packet.Item) int {
	n := 0
	for _, item := range items {
		if item.Kind == packet.KindHeading {
			n++
		}
	}
	return n
}

func labelled(label, words string) string {
	if words == "" {
		return ""
	}
	return label + "：" + words
}

// joinWords are the lines that say something, each once.
func joinWords(lines []string) string {
	var out []string
	said := map[string]bool{"": true}
	for _, line := range lines {
		if !said[line] {
			said[line] = true
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
