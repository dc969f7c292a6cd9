package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/procedure"
)

type proceduresOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         ProcedureList
}

type procedureOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         ProcedureAnswer
}

type proposalOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         Proposal
}

// Proposal is a first version of a procedure, drawn from the texts.
type Proposal struct {
	Name  string         `json:"name"`
	Until *corpus.Date   `json:"until" doc:"所据文本中最新的日期"`
	Note  string         `json:"note"`
	Steps []ProposedStep `json:"steps" doc:"资料库里没有讲这件事的条款时为空"`
	Text  string         `json:"text" doc:"写成 procedures.txt 的样子，改好后可以放进资料库文件夹"`
}

// ProposedStep is a step that was drawn.
type ProposedStep struct {
	Title     string   `json:"title"`
	Citations []string `json:"citations" doc:"依据，条款地址"`
	Bearer    string   `json:"bearer"`
	Deadline  string   `json:"deadline"`
	Materials []string `json:"materials"`
	Note      string   `json:"note" doc:"依据的文字或效力存疑的，写在这里；没有则为空"`
}

// proceeding registers the procedures; without a file of them there are none.
func (a *api) proceeding() {
	if a.cfg.Procedures == nil {
		return
	}
	tags, asOf := tagged(tagProcedures), queryParameters([]parameter{asOfParameter})
	register(a, huma.Operation{OperationID: "list-procedures", Method: http.MethodGet, Path: "/procedures", Tags: tags,
		Summary: "列出一件事及其依据在这一天（默认今天）是否有效", Parameters: asOf}, a.listProcedures)
	register(a, huma.Operation{OperationID: "get-procedure", Method: http.MethodGet, Path: "/procedures/{id}", Tags: tags,
		Summary: "一件事的各步：依据的条款、原文、责任、时限、材料，依据是否有效、新版本改了什么", Parameters: asOf}, a.procedure)
	register(a, huma.Operation{OperationID: "export-procedure", Method: http.MethodGet, Path: "/procedures/{id}/export", Tags: tags,
		Summary: "一件事连同各步的条款原文，导出为 Word、Markdown、网页或 JSON", Parameters: exportParameters(), Errors: []int{429}, Responses: exportContent()}, a.exportProcedure)
	register(a, huma.Operation{OperationID: "propose-procedure", Method: http.MethodGet, Path: "/procedures/{id}/proposal", Tags: tags,
		Summary: "由资料库的文本草拟一件事的步骤，名称可以是表中没有的；供人改定，不是答案"}, a.proposal)
}

// checks looks at every procedure that is shown: not at one of samples that are gone.
func (s *Server) checks(ctx context.Context, asOf corpus.Date) ([]procedure.Checked, error) {
	var out []procedure.Checked
	checker := procedure.NewChecker(s.cfg.Resolver, asOf, s.today())
	for _, p := range s.cfg.Procedures().All() {
		c, err := checker.Check(ctx, p)
		if err != nil {
			return nil, err
		}
		if !p.Sample || !c.Empty() {
			out = append(out, c)
		}
	}
	return out, nil
}

// check looks at the procedure of a name or an alias.
func (s *Server) check(ctx context.Context, name string, asOf corpus.Date) (procedure.Checked, error) {
	p, ok := s.cfg.Procedures().Named(name)
	if !ok {
		return procedure.Checked{}, newProblem("no_such_procedure", nil)
	}
	return procedure.NewChecker(s.cfg.Resolver, asOf, s.today()).Check(ctx, p)
}

func (a *api) listProcedures(ctx context.Context, r *request) (*proceduresOut, error) {
	day, err := a.asOf(r)
	if err != nil {
		return nil, err
	}
	list, err := a.checks(ctx, day)
	if err != nil {
		return nil, err
	}
	out := &proceduresOut{CacheControl: "no-store", Body: ProcedureList{[]ProcedureHead{}}}
	for _, c := range list {
		out.Body.Procedures = append(out.Body.Procedures, newProcedureHead(c))
	}
	return out, nil
}

func (a *api) procedure(ctx context.Context, r *request) (*procedureOut, error) {
	day, err := a.asOf(r)
	if err != nil {
		return nil, err
	}
	c, err := a.check(ctx, r.id(), day)
	if err != nil {
		return nil, err
	}
	return &procedureOut{"no-store", newProcedure(c)}, nil
}

func (a *api) exportProcedure(ctx context.Context, r *request) (*huma.StreamResponse, error) {
	return a.exported(ctx, r, "procedure", a.procedurePacket)
}

func (a *api) proposal(ctx context.Context, r *request) (*proposalOut, error) {
	p, err := a.propose(ctx, oneLine(r.id()))
	if err != nil {
		return nil, err
	}
	out := Proposal{Name: p.Name, Until: known(p.Until), Note: p.Note, Steps: []ProposedStep{}, Text: p.String()}
	for _, s := range p.Steps {
		out.Steps = append(out.Steps, ProposedStep{s.Title, s.Citations, s.Bearer, s.Deadline, some(s.Materials), s.Note})
	}
	return &proposalOut{"no-store", out}, nil
}

// proposedFrom is how many texts are looked at for a proposal.
const proposedFrom = 20

// propose draws a procedure from the regulations that a search for its name finds. The
// higher come first, and of one rank those that apply.
func (s *Server) propose(ctx context.Context, name string) (procedure.Procedure, error) {
	found, err := s.find(ctx, search.Query{Text: shorten(name), Match: search.MatchAny, Filter: search.Filter{"kind": {string(corpus.Regulation)}},
		Group: search.GroupDocument, Limit: proposedFrom, Today: s.today()}, nil)
	if err != nil {
		return procedure.Procedure{}, err
	}
	hits := slices.DeleteFunc(slices.Clone(found.Hits), func(h search.Hit) bool { return standingOver(h.Document.Status) })
	slices.SortStableFunc(hits, func(a, b search.Hit) int {
		return cmp.Or(cmp.Compare(rankPlace(a.Document.Fields.Rank), rankPlace(b.Document.Fields.Rank)), a.Document.Status.Compare(b.Document.Status))
	})
	var texts []procedure.Text
	for _, h := range hits {
		d, err := s.cfg.Resolver.Document(ctx, h.Document.ID)
		if err != nil {
			return procedure.Procedure{}, err
		}
		title := search.CiteTitle(h.Document.Fields.Title)
		if w, ok := s.cfg.Resolver.Work(d.ID); ok {
			title = w.Title
		}
		text := procedure.Text{Document: d, Title: title}
		if c, ok := search.StandingCaution(h.Document.Status, h.Document.Doubt); ok {
			text.Cautions = append(text.Cautions, c)
		}
		texts = append(texts, text)
	}
	return procedure.Propose(name, texts), nil
}

// standingOver reports whether a text of that status is no ground for a new procedure.
func standingOver(s corpus.Status) bool {
	return s == corpus.Repealed || s == corpus.Lapsed || s == corpus.Amended
}

// rankPlace orders ranks from the highest; what has none comes last.
func rankPlace(r corpus.Rank) int {
	i := slices.IndexFunc(corpus.Ranks, func(t corpus.Term) bool { return t.Value == string(r) })
	if i < 0 {
		return len(corpus.Ranks)
	}
	return i
}
