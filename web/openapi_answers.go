package web

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus/problem"
)

// What an operation answers with, huma knows for the one status of its success.
// Here is the rest: what it may fail with, and other ways to succeed.

// alsoStatus is the name under which an operation's metadata hold the status of
// another success, with the same body; 304 has none.
const alsoStatus = "also"

// also is the metadata of an operation that may succeed with another status too.
func also(status int) map[string]any { return map[string]any{alsoStatus: status} }

// describeOther adds that other status, once huma has described the first.
func describeOther(op *huma.Operation) {
	status, ok := op.Metadata[alsoStatus].(int)
	if !ok {
		return
	}
	other := &huma.Response{Description: http.StatusText(status)}
	if usual := op.Responses[fmt.Sprint(max(op.DefaultStatus, http.StatusOK))]; usual != nil && status != http.StatusNotModified {
		other.Headers, other.Content = usual.Headers, usual.Content
	}
	op.Responses[fmt.Sprint(status)] = other
}

// tokenScheme names the one way to show who one is.
const tokenScheme = "token"

// describeToken says which operations want the token, where the server has one.
func describeToken(path string, op *huma.Operation) {
	if readsOnly(op.Method, path) {
		return
	}
	op.Security = []map[string][]string{{}, {tokenScheme: {}}}
}

// readsOnly reports whether an operation changes nothing, and tells nothing that
// only those may see who may change it.
func readsOnly(method, path string) bool {
	if slices.Contains(askingPaths, path) {
		return true
	}
	return method == http.MethodGet && path != apiPath+"/quarantine" && !strings.HasPrefix(path, apiPath+"/tasks")
}

// responses are those of the operation's own and the problems that one of its
// shape may answer with. The gate, the guard and the time limit stand before all.
func (a *api) responses(op huma.Operation) map[string]*huma.Response {
	media := map[string]*huma.MediaType{"application/problem+json": {Schema: a.schema(reflect.TypeFor[Problem]())}}
	out := map[string]*huma.Response{"default": {Description: "错误（RFC 9457）", Content: media}}
	for _, status := range failures(op) {
		out[fmt.Sprint(status)] = &huma.Response{Description: failureWords(status), Content: media}
	}
	for _, status := range []string{"429", "503"} {
		if out[status] != nil {
			out[status].Headers = map[string]*huma.Param{"Retry-After": {Schema: &huma.Schema{Type: huma.TypeInteger}, Description: "过多少秒再试"}}
		}
	}
	for status, response := range op.Responses {
		out[status] = response
	}
	return out
}

// failures are the statuses of the problems that an operation of a shape may
// answer with; op.Errors are those that its shape does not tell.
func failures(op huma.Operation) []int {
	out := append([]int{400, 403, 421, 422, 500, 503}, op.Errors...)
	if strings.Contains(op.Path, "{") {
		out = append(out, 404)
	}
	if changes := op.Method != http.MethodGet; changes {
		out = append(out, 413, 415)
	}
	if !readsOnly(op.Method, op.Path) {
		out = append(out, 401, 409, 507)
	}
	if slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == "If-Match" }) {
		out = append(out, 412)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// failureWords names the codes that go with a status.
func failureWords(status int) string {
	var words []string
	for _, kind := range problem.OfStatus(status) {
		words = append(words, string(kind)+" "+kind.Words().Title)
	}
	return strings.Join(words, "；")
}
