package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

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
	case err == nil && inexact(f, value):
		return []problem.Fault{badValue(name, f.Value, value)}
	case errors.As(err, &told): // in words of its own
		for _, fault := range told.Faults {
			faults = append(faults, problem.Fault{Location: name, Code: fault.Code, Message: name + " " + fault.Message})
		}
		return faults
	case err != nil || f.Enum != "" && !slices.Contains(f.EnumSlice(), fmt.Sprint(into.Interface())):
		return []problem.Fault{badValue(name, f.Value, value)}
	}
	return nil
}

// inexact reports whether a number of a file would be taken for another value than
// it is: half a number for a whole one, a bare number for a time.
func inexact(f *kong.Flag, value any) bool {
	switch v := value.(type) {
	case float64:
		return f.Target.CanInt() && (v != math.Trunc(v) || isDuration(f.Value))
	case int64:
		return isDuration(f.Value)
	}
	return false
}

func isDuration(v *kong.Value) bool { return v.Target.Type() == reflect.TypeFor[time.Duration]() }

// badValue says what a flag or an argument, under the name it was given by, takes instead.
func badValue(name string, f *kong.Value, value any) problem.Fault {
	code, wants := "bad_type", "要一段文字"
	switch kind := f.Target.Kind(); {
	case f.Enum != "":
		code, wants = "unknown_value", "可用的值："+strings.Join(f.EnumSlice(), "、")
	case isDuration(f):
		code, wants = "bad_duration", "要一段时间，如 30s、2m"
	case kind == reflect.Slice:
		wants = "要一段文字，或几段文字的列表"
	case kind == reflect.Bool:
		code, wants = "bad_boolean", "要 true 或 false"
	case f.Target.CanInt() || f.Target.CanUint():
		code, wants = "bad_number", "要一个整数"
	case f.Target.CanFloat():
		code, wants = "bad_number", "要一个数"
	}
	return problem.Fault{Location: name, Code: code, Message: fmt.Sprintf(`%s %s，给的是 "%v"`, name, wants, value)}
}
