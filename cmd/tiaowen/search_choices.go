package main

import (
	"fmt"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"tiaowen/corpus"
	"tiaowen/search"
)

// The flags of search that choose by a facet or a setting follow from the tables of
// package search: what gets a row there gets a flag here.

// newChoices are the fields that kong fills in, of some facets and settings.
func newChoices(facets search.FacetTable, settings []search.Setting) kong.Plugins {
	var fields []reflect.StructField
	for _, f := range facets {
		help := f.Label
		if f.Doc != "" {
			help += "：" + f.Doc
		}
		fields = append(fields, choice(f.Name, help+known(f.Values)+"；可重复，任一即可", f.Values, reflect.TypeFor[[]string]()))
	}
	for _, s := range settings {
		fields = append(fields, choice(s.Name, s.Doc+known(s.Values), s.Values, reflect.TypeFor[string]()))
	}
	return kong.Plugins{reflect.New(reflect.StructOf(fields)).Interface()}
}

// choice is one field, with what kong and the completion scripts know of it.
func choice(name, help string, values []corpus.Term, kind reflect.Type) reflect.StructField {
	var codes []string
	for _, v := range values {
		codes = append(codes, v.Value)
	}
	tag := fmt.Sprintf(`name:%q help:%s placeholder:"VALUE" sep:"none" values:%q asked:""`, name, strconv.Quote(help+"。"), strings.Join(codes, ","))
	return reflect.StructField{Name: strings.ToUpper(name[:1]) + name[1:], Type: kind, Tag: reflect.StructTag(tag)}
}

// known names the values of a closed list, each with its label.
func known(values []corpus.Term) string {
	var out []string
	for _, v := range values {
		if v.Label == v.Value {
			out = append(out, v.Value)
		} else {
			out = append(out, v.Value+"（"+v.Label+"）")
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "：" + strings.Join(out, "、")
}

// chosen puts what was chosen into the parameters of the API, which have the names
// of the flags.
func chosen(choices kong.Plugins, into url.Values) {
	for _, plugin := range choices {
		fields := reflect.ValueOf(plugin).Elem()
		for i := range fields.NumField() {
			name := fields.Type().Field(i).Tag.Get("name")
			switch v := fields.Field(i).Interface().(type) {
			case string:
				if v != "" {
					into.Set(name, v)
				}
			case []string:
				for _, one := range v {
					into.Add(name, one)
				}
			}
		}
	}
}
