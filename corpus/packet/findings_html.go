package packet

import (
	"bufio"
	"context"
	_ "embed" // for the template
	"fmt"
	"html/template"
	"io"
	"iter"
)

//go:embed findings.html
var findingsText string

var findingsTemplate = template.Must(template.New("findings.html").Parse(findingsText))

// WriteFindingsHTML writes a report as one page that asks for nothing from outside
// itself and prints on A4.
func WriteFindingsHTML(ctx context.Context, w io.Writer, f Findings) error {
	page := &findingsPage{Findings: f, ctx: ctx}
	out := bufio.NewWriter(w)
	err := findingsTemplate.Execute(out, page)
	if page.err != nil {
		err = page.err
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("write the findings as HTML: %w", err)
	}
	return nil
}

// findingsPage is what the template sees; see htmlPage.
type findingsPage struct {
	Findings
	ctx context.Context
	err error
}

// Title is the heading as characters that HTML may hold.
func (p *findingsPage) Title() string { return oneLine(p.Heading()) }

// MadeLine says when and from what the report was made.
func (p *findingsPage) MadeLine() string { return p.madeLine() }

// Columns are the heads of the table.
func (p *findingsPage) Columns() []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.Name)
	}
	return out
}

// Closing stands below the table, Signature below that.
func (p *findingsPage) Closing() string     { return closing }
func (p *findingsPage) Signature() []string { return p.signature() }

// findingRow is a row as the template writes it.
type findingRow struct {
	Number             int
	Place, Problem     string
	Text, Basis        [][]Stretch
	Source, SourceLead string
	Advice             []string
}

// Table are the rows.
func (p *findingsPage) Table() iter.Seq[findingRow] {
	return func(yield func(findingRow) bool) {
		for i, f := range p.Rows {
			if p.err = p.ctx.Err(); p.err != nil {
				return
			}
			row := findingRow{Number: i + 1, Place: oneLine(f.Place), Problem: oneLine(f.Problem), Text: lines(f.Text), Basis: lines(f.Basis),
				Source: oneLine(f.Source), SourceLead: sourceLead, Advice: f.advice()}
			if !yield(row) {
				return
			}
		}
	}
}
