package web

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var updatePromises = flag.Bool("update", false, "keep the promises of the API as they are now")

const promisesFile = "testdata/promises.txt"

// TestPromises: what callers have been promised is kept. A line of the file is one
// name with its type, one answer, one code; lines may be added and never go.
func TestPromises(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Collections = newCollections(t) })
	now := promisesOf(b.get(openAPIPath))
	raw, err := os.ReadFile(promisesFile)
	if err != nil && !*updatePromises {
		t.Fatal(err)
	}
	kept := strings.Split(strings.TrimSpace(string(raw)), "\n")
	for _, promise := range kept {
		if promise != "" && !now[promise] {
			t.Errorf("broken: %s", promise)
		}
	}
	if *updatePromises {
		if t.Failed() {
			t.Fatal("promises are not taken back by -update: what was promised by mistake, take out of the file by hand")
		}
		text := strings.Join(slices.Sorted(maps.Keys(now)), "\n") + "\n"
		if err := os.WriteFile(promisesFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for promise := range now {
		if !slices.Contains(kept, promise) {
			t.Errorf("new, keep it with -update: %s", promise)
		}
	}
}

// promisesOf are the lines of a description.
func promisesOf(spec map[string]any) map[string]bool {
	out := map[string]bool{}
	for name, schema := range at(spec, "components", "schemas").(map[string]any) {
		promiseFields(out, name, schema.(map[string]any))
	}
	for path, item := range spec["paths"].(map[string]any) {
		for method, operation := range item.(map[string]any) {
			promiseOperation(out, strings.ToUpper(method)+" "+path, operation.(map[string]any))
		}
	}
	return out
}

func promiseOperation(out map[string]bool, name string, operation map[string]any) {
	out[name+" = "+operation["operationId"].(string)] = true
	parameters, _ := operation["parameters"].([]any)
	for _, p := range parameters {
		p := p.(map[string]any)
		must := ""
		if p["required"] == true {
			must = " required"
		}
		out[fmt.Sprintf("%s %s %s: %s%s", name, p["in"], p["name"], typeWords(p["schema"]), must)] = true
	}
	contents, _ := at(operation, "requestBody", "content").(map[string]any)
	for media, content := range contents {
		promiseFields(out, name+" "+media, content.(map[string]any)["schema"].(map[string]any))
	}
	for status, response := range operation["responses"].(map[string]any) {
		promiseAnswer(out, name, status, response.(map[string]any))
	}
}

// problemCode is a code in the words of an answer that is a problem.
var problemCode = regexp.MustCompile(`[a-z]+(?:_[a-z]+)*`)

func promiseAnswer(out map[string]bool, name, status string, response map[string]any) {
	contents, _ := response["content"].(map[string]any)
	for media, content := range contents {
		if media == "application/problem+json" {
			for _, code := range problemCode.FindAllString(response["description"].(string), -1) {
				out["problem "+status+" "+code] = true
			}
			continue
		}
		out[fmt.Sprintf("%s %s %s: %s", name, status, media, typeWords(content.(map[string]any)["schema"]))] = true
	}
	if len(contents) == 0 {
		out[name+" "+status] = true
	}
}

func promiseFields(out map[string]bool, name string, schema map[string]any) {
	properties, _ := schema["properties"].(map[string]any)
	for field, s := range properties {
		out[name+"."+field+": "+typeWords(s)] = true
		values, _ := at(map[string]any{"s": s}, "s", "enum").([]any)
		for _, v := range values {
			out[fmt.Sprintf("%s.%s = %v", name, field, v)] = true
		}
	}
}

// typeWords is a schema in a word or two.
func typeWords(s any) string {
	schema, _ := s.(map[string]any)
	if ref, ok := schema["$ref"].(string); ok {
		return ref[strings.LastIndex(ref, "/")+1:]
	}
	if either, ok := schema["anyOf"].([]any); ok {
		return typeWords(either[0]) + " or null"
	}
	if items, ok := schema["items"]; ok {
		return "list of " + typeWords(items)
	}
	raw, _ := json.Marshal(schema["type"])
	words := strings.Trim(strings.ReplaceAll(string(raw), `","null"`, " or null"), `[]"`)
	if format, ok := schema["format"].(string); ok {
		words += " " + format
	}
	if values, ok := schema["additionalProperties"].(map[string]any); ok {
		words += " of " + typeWords(values)
	}
	return words
}
