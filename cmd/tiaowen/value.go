package main

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"tiaowen/corpus/problem"
)

// refuses says why a flag, under the name it was given by, does not take a value;
// nothing if it does. Asked is what reads the flag.
func refuses(name string, f *kong.Flag, value any) (faults []problem.Fault) {
	tokens := kong.ScanFromTokens(kong.Token{Value: value, Type: kong.FlagValueToken})
	into := reflect.New(f.Target.Type()).Elem()
	err := f.Mapper.Decode(&kong.DecodeContext{Value: f.Value, Scan: tokens}, into)
	var told *problem.Error
	switch {
	case errors.As(err, &told): // in words of its own
		for _, fault := range told.Faults {
			faults = append(faults, problem.Fault{Location: name, Code: fault.Code, Message: name + " " + fault.Message})
		}
		return faults
	case err != nil || f.Enum != "" && !slices.Contains(f.EnumSlice(), fmt.Sprint(into.Interface())):
		return []problem.Fault{badValue(name, f, value)}
	}
	return nil
}

// badValue says what a flag, under the name it was given by, takes instead.
func badValue(name string, f *kong.Flag, value any) problem.Fault {
	code, wants := "bad_type", "要一段文字"
	switch kind := f.Target.Kind(); {
	case f.Enum != "":
		code, wants = "unknown_value", "可用的值："+strings.Join(f.EnumSlice(), "、")
	case kind == reflect.Slice:
		wants = "不能是这个值"
	case kind == reflect.Bool:
		code, wants = "bad_boolean", "要 true 或 false"
	case f.Target.CanInt() || f.Target.CanUint():
		code, wants = "bad_number", "要一个整数"
	case f.Target.CanFloat():
		code, wants = "bad_number", "要一个数"
	}
	return problem.Fault{Location: name, Code: code, Message: fmt.Sprintf(`%s %s，给的是 "%v"`, name, wants, value)}
}
