package web

import (
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

// correctSchemas mends what huma believes of our types: its own errors are no answers
// of ours, a list of ours is never null, and what is a pointer may be.
func correctSchemas(schemas huma.Registry) {
	all := schemas.Map()
	delete(all, "ErrorModel")
	delete(all, "ErrorDetail")
	if hit := all["Hit"]; hit != nil { // fields= may leave the rest out
		hit.Required = slices.DeleteFunc(hit.Required, func(name string) bool { return !slices.Contains(alwaysMembers, name) })
	}
	for name, schema := range all {
		neverNull(schema)
		maybeNull(schema, schemas.TypeFromRef("#/components/schemas/"+name))
	}
}

// neverNull: lists are empty where there is nothing in them.
func neverNull(s *huma.Schema) {
	for _, p := range s.Properties {
		if p.Type == huma.TypeArray {
			p.Nullable = false
		}
	}
}

// maybeNull: a reference cannot be nullable in itself, so an object that may be
// missing is either it or null.
func maybeNull(s *huma.Schema, of reflect.Type) {
	if of == nil || of.Kind() != reflect.Struct {
		return
	}
	for _, f := range reflect.VisibleFields(of) {
		p := s.Properties[jsonName(f)]
		if p == nil || p.Ref == "" || f.Type.Kind() != reflect.Pointer {
			continue
		}
		s.Properties[jsonName(f)] = &huma.Schema{Description: p.Description, AnyOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}}
	}
}
