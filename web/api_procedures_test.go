package web

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tiaowen/search/procedure"
)

const proceduresAPI = "/api/v1/procedures"

// sampleThing is the procedure whose texts the samples are.
const sampleThing = "示例市机关发展党员"

// listOf are the procedures of a text of the file's form.
func listOf(t testing.TB, text string) func() *procedure.List {
	t.Helper()
	l, err := procedure.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return func() *procedure.List { return l }
}

// TestProcedures: the list says of each whether its clauses are there, and leaves out
// what is of samples once they are gone.
func TestProcedures(t *testing.T) {
	b := newTrainer(t, nil)
	names := map[string]string{}
	for _, p := range b.get(proceduresAPI)["procedures"].([]any) {
		head := p.(map[string]any)
		names[head["name"].(string)] = head["status"].(string)
	}
	if names[sampleThing] != "ok" || names["发展党员"] != "not_held" || len(names) != len(procedure.Default().All()) {
		t.Errorf("got %v", names)
	}
	empty := newBench(t, nil)
	for _, p := range empty.get(proceduresAPI)["procedures"].([]any) {
		if p.(map[string]any)["sample"] == true {
			t.Errorf("a library without samples lists %v", p)
		}
	}
}

// TestProcedure: each step has its clauses with their text, address and standing.
func TestProcedure(t *testing.T) {
	b := newTrainer(t, nil)
	got := b.get(proceduresAPI + "/" + url.PathEscape(sampleThing))
	steps := got["steps"].([]any)
	if len(steps) != 12 || got["count"] != 12.0 || got["until"] != "2022-06-20" {
		t.Fatalf("%d steps, %v until %v", len(steps), got["count"], got["until"])
	}
	second := steps[1].(map[string]any)
	clause := second["clauses"].([]any)[0].(map[string]any)
	if second["deadline"] != "收到申请书后三十日内" || second["status"] != "ok" || !strings.HasSuffix(clause["address"].(string), "#art_5") ||
		!strings.Contains(clause["text"].(string), "家庭主要成员情况") || clause["document"].(map[string]any)["status"] != "unverified" && clause["document"].(map[string]any)["status"] != "in_force" {
		t.Errorf("got %v", second)
	}
	for _, name := range []string{"入党", "發展黨員", "%20入党流程"} {
		if got := b.get(proceduresAPI + "/" + name); got["name"] != "发展党员" || len(got["lacking"].([]any)) == 0 {
			t.Errorf("%s leads to %v, lacking %v", name, got["name"], got["lacking"])
		}
	}
	wantProblem(t, b.ask("GET", proceduresAPI+"/"+url.PathEscape("修路"), ""), http.StatusNotFound, "no_such_procedure")
	wantProblem(t, b.ask("GET", proceduresAPI+"/"+url.PathEscape("修路")+"/export", ""), http.StatusNotFound, "no_such_procedure")
	wantProblem(t, b.ask("GET", proceduresAPI+"?as_of=x", ""), http.StatusUnprocessableEntity, "invalid_request", "query.as_of bad_date")
	wantProblem(t, b.ask("GET", proceduresAPI+"?q=x", ""), http.StatusUnprocessableEntity, "invalid_request", "query.q unknown_parameter")
}

// TestProcedureAmended: a version that came after the file was written tells which steps
// it touches, and a step whose text is repealed says so.
func TestProcedureAmended(t *testing.T) {
	b := newTrainer(t, func(c *Config) {
		c.Procedures = listOf(t, `事项：支部工作
截至：2020-01-01
步骤：设立支部
依据：示例市机关党支部工作规定（示例）第七条
步骤：设联合支部
依据：示例市机关党支部工作规定（示例）第九十条；示例市没有的规定第一条
事项：旧党费
步骤：旧的交法
依据：示例市党费管理暂行办法（示例）第三条
`)
	})
	got := b.get(proceduresAPI + "/" + url.PathEscape("支部工作"))
	steps := got["steps"].([]any)
	first := steps[0].(map[string]any)
	if first["status"] != "changed" && first["status"] != "moved" && first["status"] != "gone" {
		t.Errorf("a step that a new version touched is %v", first["status"])
	}
	clause := first["clauses"].([]any)[0].(map[string]any)
	if clause["was"] == nil || !strings.Contains(clause["was"].(string), "2019") || len(clause["notices"].([]any)) == 0 || !strings.Contains(clause["address"].(string), "2024") {
		t.Errorf("got %v", clause)
	}
	second := steps[1].(map[string]any)
	if second["status"] != "not_held" || got["status"] != "not_held" {
		t.Errorf("got %v, %v", second["status"], got["status"])
	}
	old := b.get(proceduresAPI + "/" + url.PathEscape("旧党费"))["steps"].([]any)[0].(map[string]any)
	doubts := old["clauses"].([]any)[0].(map[string]any)["doubts"].([]any)
	if old["status"] != "repealed" || len(doubts) != 1 {
		t.Errorf("of a text that is repealed: %v, %v", old["status"], doubts)
	}
}

// TestProcedureExport: a procedure leaves as a Word file with its steps and clauses.
func TestProcedureExport(t *testing.T) {
	b := newTrainer(t, nil)
	at := proceduresAPI + "/" + url.PathEscape(sampleThing) + "/export"
	w := b.ask("GET", at+"?format=docx", "")
	text := documentXML(t, w.Body.Bytes())
	for _, words := range []string{sampleThing, "派人谈话", "时限：收到申请书后三十日内", "家庭主要成员情况"} {
		if !strings.Contains(text, words) {
			t.Errorf("the Word file has no %s", words)
		}
	}
	if w := b.ask("GET", at+"?format=md", ""); !strings.Contains(w.Body.String(), "材料归档") {
		t.Errorf("as Markdown: %s", w.Body)
	}
	wantProblem(t, b.ask("GET", at+"?format=xls", ""), http.StatusUnprocessableEntity, "invalid_request", "query.format unknown_value")
}

func documentXML(t testing.TB, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestProposal: a first version is drawn from the texts, in the form of the file; of what
// no text speaks it has no steps.
func TestProposal(t *testing.T) {
	b := newTrainer(t, nil)
	got := b.get(proceduresAPI + "/" + url.PathEscape("发展党员") + "/proposal")
	steps := got["steps"].([]any)
	if len(steps) < 8 || !strings.HasPrefix(got["text"].(string), "事项：发展党员\n") {
		t.Errorf("%d steps:\n%s", len(steps), got["text"])
	}
	again, err := procedure.Parse(strings.NewReader(got["text"].(string)))
	if err != nil || len(again.All()[0].Steps) != len(steps) {
		t.Errorf("the text is not in the form of the file: %v", err)
	}
	if got := b.get(proceduresAPI + "/" + url.PathEscape("铺设地下管道") + "/proposal"); len(got["steps"].([]any)) != 0 {
		t.Errorf("of nothing: %v", got["text"])
	}
}
