package library

import (
	"encoding/json"
	"maps"
	"slices"

	"tiaowen/corpus"
)

// patched puts a patch over the corrections held so far: null takes a
// correction back. The result is a JSON object in canonical form, empty if no
// correction is left. A patch that is no object, names no field of a document
// or holds a value that the field may not hold is a *corpus.FieldError.
func patched(held string, patch json.RawMessage) (string, error) {
	var wanted map[string]json.RawMessage
	if err := json.Unmarshal(patch, &wanted); err != nil || wanted == nil {
		return "", &corpus.FieldError{Value: string(patch)}
	}
	all := object(held)
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		value := wanted[name]
		if err := corpus.CheckField(name, value); err != nil {
			return "", err
		}
		if string(value) == "null" {
			delete(all, name)
			continue
		}
		all[name] = value
	}
	if len(all) == 0 {
		return "", nil
	}
	out, err := json.Marshal(all)
	return string(out), err
}
