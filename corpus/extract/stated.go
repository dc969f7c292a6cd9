package extract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"tiaowen/corpus"
)

// SidecarEnding is what a file's name and the name of its sidecar differ by: in
// a sidecar a person states the fields of the file beside it as a JSON object.
const SidecarEnding = ".tiaowen.json"

// WithSidecar puts the fields of a sidecar over those that sources state
// already. An error is a *Refusal that names the field at fault; the sources
// are then as they were.
func WithSidecar(sources []corpus.Source, sidecar []byte) ([]corpus.Source, error) {
	sidecar = bytes.TrimPrefix(sidecar, []byte(utf8Mark))
	if err := checkStated(sidecar); err != nil {
		return sources, refuse(BadSidecar, "旁注文件有误：%s", complaint(err))
	}
	out := append([]corpus.Source(nil), sources...)
	for i := range out {
		merged, err := mergeStated(out[i].Stated, sidecar)
		if err != nil {
			return sources, refuse(BadSidecar, "旁注文件有误：%s", complaint(err))
		}
		out[i].Stated = merged
	}
	return out, nil
}

// checkStated reports whether patch is a JSON object whose names and values
// may be fields.
func checkStated(patch []byte) error {
	if !bytes.HasPrefix(bytes.TrimSpace(patch), []byte("{")) {
		return errors.New("fields: not a JSON object")
	}
	_, err := corpus.Fields{Title: "题", Kind: corpus.Essay}.With(patch)
	return err
}

func mergeStated(under, over []byte) (json.RawMessage, error) {
	all := map[string]json.RawMessage{}
	for _, layer := range [][]byte{under, over} {
		if len(layer) == 0 {
			continue
		}
		if err := json.Unmarshal(layer, &all); err != nil {
			return nil, fmt.Errorf("fields: %w", err)
		}
	}
	return json.Marshal(all)
}

var unknownField = regexp.MustCompile(`unknown field "(.*?)"`)

// complaint says in Chinese what is wrong with stated fields.
func complaint(err error) string {
	var bad *corpus.FieldError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &bad):
		return fmt.Sprintf("%s 不能是“%s”", bad.Field, bad.Value)
	case errors.As(err, &kind):
		return fmt.Sprintf("%s 的值类型不对", kind.Field)
	}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Sprintf("没有名为 %s 的字段", m[1])
	}
	return "不是一个 JSON 对象"
}

// stateEach states the fields one by one, so that a wrong one costs only
// itself. Lists may be given as a single value.
func stateEach(pairs []pair) (json.RawMessage, []corpus.Diagnostic) {
	var notes []corpus.Diagnostic
	all := map[string]json.RawMessage{}
	for _, p := range pairs {
		value, err := json.Marshal(p.value())
		if err != nil {
			continue // strings and lists of strings never fail
		}
		one, err := json.Marshal(map[string]json.RawMessage{p.key: value})
		if err == nil {
			err = checkStated(one)
		}
		if err != nil {
			notes = append(notes, note(NoteStated, corpus.Warning, "tiaowen 字段没有采用：%s", complaint(err)))
			continue
		}
		all[p.key] = value
	}
	if len(all) == 0 {
		return nil, notes
	}
	stated, err := json.Marshal(all)
	if err != nil {
		return nil, notes
	}
	return stated, notes
}
