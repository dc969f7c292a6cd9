package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"tiaowen/corpus/problem"
)

// fits reports whether a flag takes a value, by what reads it.
func fits(f *kong.Flag, value any) bool {
	tokens := kong.ScanFromTokens(kong.Token{Value: value, Type: kong.FlagValueToken})
	into := reflect.New(f.Target.Type()).Elem()
	if f.Mapper.Decode(&kong.DecodeContext{Value: f.Value, Scan: tokens}, into) != nil {
		return false
	}
	return f.Enum == "" || slices.Contains(f.EnumSlice(), fmt.Sprint(into.Interface()))
}

// badValue says what a flag, under the name it was given by, takes instead.
func badValue(name string, f *kong.Flag, value any) problem.Fault {
	code, wants := "bad_type", "要一段文字"
	switch kind := f.Target.Kind(); {
	case f.Enum != "":
		code, wants = "unknown_value", "可用的值："+strings.Join(f.EnumSlice(), "、")
	case kind == reflect.Bool:
		code, wants = "bad_boolean", "要 true 或 false"
	case f.Target.CanInt() || f.Target.CanUint():
		code, wants = "bad_number", "要一个整数"
	case f.Target.CanFloat():
		code, wants = "bad_number", "要一个数"
	}
	return problem.Fault{Location: name, Code: code, Message: fmt.Sprintf(`%s %s，给的是 "%v"`, name, wants, value)}
}
