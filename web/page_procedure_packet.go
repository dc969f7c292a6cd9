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
	quoted := map[string]bool{}
	if words := procedureWords(c); words != "" {
		items = append(items, packet.NewNote(words))
	}
	for i, step := range c.Steps {
		items = append(items, packet.NewHeading(1, step.Title))
		var quotes []packet.Item
		again := []string{}
		for _, clause := range c.Checks[i].Clauses {
			for _, p := range clause.Provisions {
				address := p.Document + "#" + p.Locator
				if quoted[address] {
					again = append(again, p.Citation)
					continue
				}
				quoted[address] = true
				passages, err := s.shelf.Quote(ctx, address, shelf.Whole())
				if errors.Is(err, shelf.ErrTooLong) {
					again = append(again, p.Citation)
					continue
				}
				if err != nil {
					return nil, shelfProblem(err)
				}
				for _, passage := range passages {
					quotes = append(quotes, packet.NewQuote(passage))
				}
			}
		}
		if words := stepWords(step, c.Checks[i], again); words != "" {
			items = append(items, packet.NewNote(words))
		}
		items = append(items, quotes...)
	}
	return items, nil
}

// procedureWords are what the file says of the whole.
func procedureWords(c procedure.Checked) string {
	lines := []string{c.Note}
	if c.Until != "" {
		lines = append(lines, fmt.Sprintf(msgProcedureUntil, c.Until.Chinese()))
	}
	return joinWords(append(lines, msgProcedureOwn))
}

// stepWords are what the file says of a step, and what has become of its clauses. again
// are those that are not quoted below it.
func stepWords(s procedure.Step, check procedure.StepCheck, again []string) string {
	lines := []string{labelled(msgBearer, s.Bearer), labelled(msgDeadline, s.Deadline), labelled(msgMaterials, strings.Join(s.Materials, "、")), s.Note}
	for _, clause := range check.Clauses {
		if clause.Status != procedure.OK {
			lines = append(lines, clause.Cited+"："+clause.Status.Label())
		}
		for _, n := range clause.Notices {
			lines = append(lines, n.Message)
		}
	}
	return joinWords(append(lines, labelled(msgAgain, strings.Join(again, "；"))))
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
