package web

import (
	"net/url"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/procedure"
)

// ProcedureList is the 一件事 there are.
type ProcedureList struct {
	Procedures []ProcedureHead `json:"procedures"`
}

// ProcedureHead is what a list says of one.
type ProcedureHead struct {
	ID      string       `json:"id" doc:"名称就是编号"`
	Name    string       `json:"name"`
	Aliases []string     `json:"aliases"`
	Note    string       `json:"note" doc:"本表自己的说明，不是条款原文"`
	Until   *corpus.Date `json:"until" doc:"本表所据文本到哪一天为止；没有写的为 null"`
	Count   int          `json:"count" doc:"有几步"`
	Sample  bool         `json:"sample"`
	StepStatus
	Lacking []string `json:"lacking" doc:"所引条款中，资料库没有其文件的"`
	URL     string   `json:"url"`
}

// StepStatus is what the clauses are worth, of a step or the worst of all.
type StepStatus struct {
	Status procedure.Status `json:"status" enum:"ok,moved,not_yet,unverified,changed,gone,repealed,ambiguous,no_clause,not_held" doc:"几处依据中最要紧的：ok 有效；moved 新版本中条号变了；changed 新版本改了文字；gone 新版本没有了；not_held 资料库没有"`
	Label  string           `json:"label" doc:"status 的中文"`
}

func newStepStatus(s procedure.Status) StepStatus { return StepStatus{s, s.Label()} }

// ProcedureAnswer is one with its steps.
type ProcedureAnswer struct {
	ProcedureHead
	Steps []ProcedureStep `json:"steps"`
}

// ProcedureStep is one step.
type ProcedureStep struct {
	Number    int      `json:"number"`
	Title     string   `json:"title"`
	Bearer    string   `json:"bearer" doc:"谁来办；本表的概括，没有写的为空"`
	Deadline  string   `json:"deadline" doc:"什么时候、多长时间；本表的概括"`
	Materials []string `json:"materials" doc:"要交、要写、要存的"`
	Note      string   `json:"note"`
	StepStatus
	Clauses []ProcedureClause `json:"clauses"`
}

// ProcedureClause is one clause that a step cites, as it stands in the library.
type ProcedureClause struct {
	Cited string `json:"cited" doc:"表中所写的依据"`
	StepStatus
	Address    *string             `json:"address" doc:"编号#定位；没有找到为 null"`
	Citation   *string             `json:"citation"`
	URL        *string             `json:"url"`
	Text       string              `json:"text" doc:"条款原文，几条的依次各占一段；没有找到为空"`
	Provisions []ResolvedProvision `json:"provisions"`
	Document   *DocumentHead       `json:"document"`
	Was        *string             `json:"was" doc:"表中所据版本里的地址，与 address 不同时才有"`
	Doubts     []corpus.Caution    `json:"doubts" doc:"对文字和效力的存疑之处；没有则为空"`
	Notices    []Notice            `json:"notices"`
	Choices    []Choice            `json:"choices"`
}

func procedurePath(name string) string { return "/procedures/" + url.PathEscape(name) }

func newProcedureHead(c procedure.Checked) ProcedureHead {
	p := c.Procedure
	return ProcedureHead{ID: p.Name, Name: p.Name, Aliases: some(p.Aliases), Note: p.Note, Until: known(p.Until), Count: len(p.Steps), Sample: p.Sample,
		StepStatus: newStepStatus(c.Status), Lacking: some(c.Lacking), URL: procedurePath(p.Name)}
}

func newProcedure(c procedure.Checked) ProcedureAnswer {
	out := ProcedureAnswer{newProcedureHead(c), []ProcedureStep{}}
	for i, s := range c.Steps {
		step := ProcedureStep{Number: i + 1, Title: s.Title, Bearer: s.Bearer, Deadline: s.Deadline, Materials: some(s.Materials), Note: s.Note,
			StepStatus: newStepStatus(c.Checks[i].Status), Clauses: []ProcedureClause{}}
		for _, clause := range c.Checks[i].Clauses {
			step.Clauses = append(step.Clauses, newProcedureClause(clause))
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

func newProcedureClause(c procedure.Clause) ProcedureClause {
	out := ProcedureClause{Cited: c.Cited, StepStatus: newStepStatus(c.Status), Address: known(c.Address), Citation: known(c.Citation),
		Text: clauseText(c.Provisions), Provisions: []ResolvedProvision{}, Was: known(c.Was), Doubts: cautions(clauseDoubts(c)),
		Notices: newNotices(c.Notices), Choices: newChoices(c.Choices)}
	for _, p := range c.Provisions {
		out.Provisions = append(out.Provisions, ResolvedProvision{newProvision(p), p.Document + "#" + p.Locator, p.Citation, address(p.Document, p.Locator)})
	}
	if c.Address != "" {
		out.URL = known(addressOf(c.Address))
	}
	if c.Document != nil {
		head := newDocumentHead(*c.Document)
		out.Document = &head
	}
	return out
}

// clauseText is all of what some provisions say: of a 款 with its items.
func clauseText(list []search.Provision) string {
	var out []string
	for _, p := range list {
		out = append(out, strings.Join(provisionLines(p), "\n"))
	}
	return strings.Join(out, "\n")
}

// provisionLines are the lines of a provision: an article's text is all of it, that of a
// 款 ends where its items begin.
func provisionLines(p search.Provision) []string {
	lines := linesOf(p.Text)
	if p.Kind != corpus.NodeParagraph {
		return lines
	}
	for _, paragraph := range p.Paragraphs {
		for _, item := range paragraph.Items {
			lines = append(lines, linesOf(item.Text)...)
			for _, sub := range item.Subitems {
				lines = append(lines, linesOf(sub.Text)...)
			}
		}
	}
	return lines
}

// clauseDoubts are what speaks against a clause: against its words, each once, and
// against its being in force.
func clauseDoubts(c procedure.Clause) []corpus.Caution {
	var out []corpus.Caution
	for _, p := range c.Provisions {
		for _, d := range p.Doubts {
			if !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	if c.Document != nil {
		if d, ok := search.StandingCaution(c.Document.Status, c.Document.Doubt); ok {
			out = append(out, d)
		}
	}
	return out
}
