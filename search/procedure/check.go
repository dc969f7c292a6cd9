package procedure

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/shelf"
)

// Resolver knows what addresses mean, and what became of a clause from version to
// version: *resolve.Resolver.
type Resolver interface {
	Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error)
	Work(id string) (resolve.Work, bool)
	Document(ctx context.Context, id string) (*corpus.Document, error)
	History(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]resolve.Moment, error)
}

// Checked is a procedure with what its citations are worth on a day.
type Checked struct {
	Procedure
	// Status is the worst of the steps'; OK for a procedure without steps.
	Status Status
	Checks []StepCheck // one for each step
	// Lacking are the citations that name a text which is not held, each once.
	Lacking []string
}

// StepCheck is what became of the clauses of a step.
type StepCheck struct {
	Status  Status
	Clauses []Clause // one for each citation
}

// Clause is what became of one citation.
type Clause struct {
	Cited  string // as the file has it
	Status Status
	// Document is the text, Provisions are the clauses as they stand in it; nil and
	// none where they are not there. Address and Citation are theirs.
	Document   *search.Head
	Provisions []search.Provision
	Address    string
	Citation   string
	// Was is the address in the version that the file was written by, where that is
	// another one.
	Was     string
	Notices []search.Notice
	Choices []search.Choice
}

// Says are the notices that bear on a step: that another copy of the same version is
// held bears on none.
func (c Clause) Says() []search.Notice { return without(c.Notices, "duplicate") }

// Empty reports whether nothing that is cited is held at all.
func (c Checked) Empty() bool {
	for _, s := range c.Checks {
		for _, clause := range s.Clauses {
			if len(clause.Provisions) > 0 || clause.Document != nil {
				return false
			}
		}
	}
	return true
}

// Checker asks for one day what has become of citations; it asks once for what several
// steps cite. It is made for one answer, and for one goroutine.
type Checker struct {
	Resolver
	day, today corpus.Date
	known      map[asked]search.Resolution
}

// asked is an address and the day it was asked for.
type asked struct {
	text string
	day  corpus.Date
}

// NewChecker is for a day: asOf, or today if asOf is empty.
func NewChecker(r Resolver, asOf, today corpus.Date) *Checker {
	return &Checker{r, cmp.Or(asOf, today), today, map[asked]search.Resolution{}}
}

// Check asks what has become of every citation of p. An error means that a text could
// not be read.
func (all *Checker) Check(ctx context.Context, p Procedure) (Checked, error) {
	c := checker{all, p.Until}
	out := Checked{Procedure: p, Status: OK}
	for _, step := range p.Steps {
		check := StepCheck{Status: OK}
		for _, cited := range step.Citations {
			clause, err := c.clause(ctx, cited)
			if err != nil {
				return out, fmt.Errorf("check %s of %s: %w", cited, p.Name, err)
			}
			if clause.Status == NotHeld && !slices.Contains(out.Lacking, cited) {
				out.Lacking = append(out.Lacking, cited)
			}
			check.Clauses = append(check.Clauses, clause)
			check.Status = worse(check.Status, clause.Status)
		}
		out.Checks = append(out.Checks, check)
		out.Status = worse(out.Status, check.Status)
	}
	return out, nil
}

// checker checks a file that was written by the texts of a day.
type checker struct {
	*Checker
	until corpus.Date
}

// on is what an address means on a day.
func (all *Checker) on(ctx context.Context, text string, day corpus.Date) (search.Resolution, error) {
	key := asked{text, day}
	if r, ok := all.known[key]; ok {
		return r, nil
	}
	r, err := all.Resolve(ctx, text, day, all.today)
	if err == nil {
		all.known[key] = r
	}
	return r, err
}

// clause follows a citation from the version that it was written by to the one that
// applies on the day.
func (c checker) clause(ctx context.Context, cited string) (Clause, error) {
	now, err := c.on(ctx, cited, c.day)
	if err != nil {
		return Clause{}, err
	}
	base := now
	if c.until != "" && !c.already(now) {
		if base, err = c.on(ctx, cited, c.until); err != nil {
			return Clause{}, err
		}
	}
	if base.Status == search.ResolveOK && len(base.Provisions) > 0 {
		if id := c.applies(base.Document.ID, now); id != base.Document.ID {
			return c.followed(ctx, cited, base, id)
		}
		if now.Status != search.ResolveOK || now.Document.ID != base.Document.ID {
			now = base // of a text that has no version for the day
		}
		if c.until != "" { // then the numbers are those of that day
			now.Notices = without(now.Notices, "moved")
		}
	}
	out := newClause(cited, now)
	err = c.ahead(ctx, &out, base)
	return out, err
}

// already reports whether what applies on the day applied when the file was written.
func (c checker) already(now search.Resolution) bool {
	if now.Status != search.ResolveOK || now.Document.Status != corpus.InForce || c.until > c.day {
		return false
	}
	f := now.Document.Fields
	start := corpus.Later(f.Effective, f.VersionDate())
	return start != "" && start <= c.until
}

// applies is the version of the work of a document that applies on the day: what an
// address without a version is resolved to, the document itself if there is none.
func (c checker) applies(id string, now search.Resolution) string {
	w, _ := c.Work(id)
	if t := shelf.Applicable(w, c.day); t != nil {
		return t.ID
	}
	if now.Document != nil && slices.ContainsFunc(w.Versions, func(t search.Titled) bool { return t.ID == now.Document.ID }) {
		return now.Document.ID
	}
	return id
}

// newClause takes what an address was resolved to.
func newClause(cited string, r search.Resolution) Clause {
	out := Clause{Cited: cited, Document: r.Document, Provisions: r.Provisions, Address: r.Address, Citation: r.Citation,
		Notices: without(r.Notices, "older_version"), Choices: r.Choices}
	switch r.Status {
	case search.ResolveOK:
		out.Status = standing(r.Document.Status)
	case search.NotAnAddress, search.NoDocument:
		out.Status = NotHeld
		if slices.ContainsFunc(r.Notices, func(n search.Notice) bool { return n.Code == "repealed_by" }) {
			out.Status = Repealed
		}
	case search.Ambiguous:
		out.Status = Ambiguous
	default:
		out.Status = NoClause
	}
	return out
}

// standing is what the status of a text makes of its clauses.
func standing(s corpus.Status) Status {
	switch s {
	case corpus.Repealed, corpus.Lapsed:
		return Repealed
	case corpus.Unverified:
		return Unverified
	case corpus.NotYet:
		return NotYet
	case corpus.Amended:
		return Changed
	}
	return OK
}

func without(notices []search.Notice, code string) []search.Notice {
	return slices.DeleteFunc(slices.Clone(notices), func(n search.Notice) bool { return n.Code == code })
}
