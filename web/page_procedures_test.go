package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/procedure"
)

// TestProcedurePages: the list leads to a line of steps, each with its clause, who
// answers for it and what is doubtful of it.
func TestProcedurePages(t *testing.T) {
	c := newClerk(t, pageServer(t, newMemory(t), nil))
	p := c.page("GET", "/procedures", nil, http.StatusOK)
	if got := len(find(p, ".thing-list a")); got < 6 {
		t.Errorf("%d procedures are listed", got)
	}
	p = c.page("GET", "/requirements", nil, http.StatusOK)
	if links := find(p, "a[href=/procedures]"); len(links) != 1 {
		t.Errorf("要做的事 leads to it %d times", len(links))
	}
	p = c.page("GET", "/procedures/"+url.PathEscape(sampleThing), nil, http.StatusOK)
	steps := find(p, "li.thing-step")
	if len(steps) != 12 {
		t.Fatalf("%d steps", len(steps))
	}
	second := words(steps[1])
	for _, want := range []string{"派人谈话", "党支部", "收到申请书后三十日内", "谈话记录", "第五条", "依据有效", "家庭主要成员情况"} {
		if !strings.Contains(second, want) {
			t.Errorf("the second step has no %s: %s", want, second)
		}
	}
	if links := find(steps[1], ".thing-cite a"); len(links) != 1 || !strings.HasSuffix(attribute(links[0], "href"), "#art_5") {
		t.Error("the second step does not lead to its clause")
	}
	c.page("GET", "/procedures/"+url.PathEscape("修路"), nil, http.StatusNotFound)
}

// TestProcedureLacking: where the library holds none of the texts cited, the page says
// which are missing and shows no empty steps; where some are missing, those.
func TestProcedureLacking(t *testing.T) {
	c := newClerk(t, pageServer(t, newMemory(t), func(cfg *Config) {
		cfg.Procedures = listOf(t, `事项：全缺
步骤：一
依据：《没有的办法》第一条；《没有的办法》第三条
步骤：二
依据：《也没有的规定》第二条
事项：半缺
步骤：一
依据：《没有的办法》第一条
步骤：二
依据：示例市机关发展党员工作细则（示例）（试行）第五条
`)
	}))
	p := c.page("GET", "/procedures/"+url.PathEscape("全缺"), nil, http.StatusOK)
	if len(find(p, "li.thing-step")) != 0 {
		t.Error("steps without a clause are shown")
	}
	if got := words(find(p, ".thing-lacking")[0]); !strings.Contains(got, "《没有的办法》：第一条、第三条") || !strings.Contains(got, "《也没有的规定》：第二条") {
		t.Errorf("missing: %s", got)
	}
	p = c.page("GET", "/procedures/"+url.PathEscape("半缺"), nil, http.StatusOK)
	steps := find(p, "li.thing-step")
	if len(steps) != 2 || !strings.Contains(words(steps[0]), "资料库没有依据") || len(find(steps[0], "details.thing-text")) != 0 || len(find(steps[1], "details.thing-text")) != 1 {
		t.Errorf("%d steps: %s", len(steps), words(steps[0]))
	}
	if got := words(find(p, ".noticed")[0]); !strings.Contains(got, "《没有的办法》") {
		t.Errorf("missing: %s", got)
	}
}

// TestProcedureCollected: all of a procedure goes into a collection, steps as headings,
// clauses as passages.
func TestProcedureCollected(t *testing.T) {
	c := newClerk(t, pageServer(t, newMemory(t), nil))
	p := c.page("POST", "/collect", url.Values{"procedure": {sampleThing}}, http.StatusOK)
	if got := words(p); !strings.Contains(got, "12 步") {
		t.Errorf("the question does not say what is to be added: %s", got)
	}
	c.page("POST", "/collect", url.Values{"procedure": {sampleThing}, "name": {"新人班"}, "do": {"new"}}, http.StatusOK)
	p = c.page("GET", "/collections", nil, http.StatusOK)
	links := find(p, ".collection-rows a")
	if len(links) != 1 {
		t.Fatalf("%d collections", len(links))
	}
	p = c.page("GET", attribute(links[0], "href"), nil, http.StatusOK)
	if headings, quotes := len(find(p, ".card-of-heading")), len(find(p, ".card-of-passage")); headings != 12 || quotes != 13 {
		t.Errorf("%d headings and %d passages", headings, quotes)
	}
	c.page("POST", "/collect", url.Values{"procedure": {"修路"}, "name": {"新人班"}, "do": {"new"}}, http.StatusNotFound)
}

// TestProcedureAliases: an alias leads to the one address of a thing.
func TestProcedureAliases(t *testing.T) {
	c := newClerk(t, pageServer(t, newMemory(t), nil))
	p := c.page("GET", "/procedures/"+url.PathEscape("入党流程"), nil, http.StatusOK)
	if got := words(find(p, "h1")[0]); got != "发展党员" {
		t.Errorf("it leads to %s", got)
	}
}

// hostileThings and hostileThing are the views of 一件事 with s in them.
func hostileThings(s string) *proceduresView {
	row := procedureRow{Name: s, Href: procedurePath(s), Note: s, Count: s, Status: procedure.Status(s), StatusIs: s, Sample: true}
	return &proceduresView{Rows: []procedureRow{row}, Empty: []procedureRow{row}}
}

func hostileThing(s string) *procedureView {
	found := procedure.Checked{Procedure: procedure.Procedure{Name: s, Aliases: []string{s}, Note: s, Until: "2020-01-01", Sample: true, Steps: []procedure.Step{
		{Title: s, Citations: []string{s}, Bearer: s, Deadline: s, Materials: []string{s}, Note: s}}},
		Status: procedure.Changed, Lacking: []string{s, "《" + s + "》第一条"}, Checks: []procedure.StepCheck{{Status: procedure.Changed, Clauses: []procedure.Clause{{Cited: s, Status: procedure.Changed,
			Document: &search.Head{ID: s, Fields: corpus.Fields{Title: s}, Status: corpus.Status(s)}, Address: s + "#" + s, Citation: s, Was: s,
			Provisions: []search.Provision{{Document: s, Locator: s, Text: s, Doubts: []corpus.Caution{{Code: s, Label: s, Message: s}}}},
			Notices:    []search.Notice{{Code: s, Message: s, Address: s}, {Message: s}}, Choices: []search.Choice{{Address: s, Citation: s}}}}}}}
	v := viewProcedure(found)
	v.Collect, v.Printed, v.Today = true, s, s
	return v
}
