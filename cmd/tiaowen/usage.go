package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"tiaowen/problem"
)

// Kong says in English words only what is wrong with arguments. But its error
// carries how far it came and the model of what may stand there: what is wrong
// is found again from these, and told in Chinese.

// misuse is the error of arguments that kong refused.
func misuse(err error) error {
	if problem.KindOf(err) != problem.Internal {
		return err // of the configuration file or the environment
	}
	var stopped *kong.ParseError
	var faults []problem.Fault
	if errors.As(err, &stopped) && stopped.Context != nil {
		faults = faultsOf(stopped.Context)
	}
	told := &problem.Error{Kind: problem.BadUsage, Faults: faults, Cause: err}
	if len(faults) == 0 { // of a rule that no command has yet
		told.Says = problem.BadUsage.Words().Title + "：" + err.Error()
	}
	return told
}

func faultsOf(at *kong.Context) []problem.Fault {
	if at.Error == nil {
		return missing(at)
	}
	word, next := stuck(at)
	if strings.HasPrefix(word, "-") && word != "-" {
		return []problem.Fault{wrongFlag(at.Flags(), word, next)}
	}
	return []problem.Fault{wrongWord(at, word)}
}

// stuck is the argument at which kong stopped, and what follows it.
func stuck(at *kong.Context) (word string, next []string) {
	rest := at.Path[len(at.Path)-1].Remainder()
	for len(rest) > 1 && rest[0] == "--" {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return "", nil
	}
	typed := at.Args[len(at.Args)-len(rest)]
	if typed != rest[0] && strings.HasSuffix(typed, rest[0]) { // -vx: the flag is -x
		first, _ := utf8.DecodeRuneInString(rest[0])
		typed = "-" + string(first)
	}
	return strings.TrimPrefix(typed, shield), rest[1:]
}

// wrongFlag is what is wrong with a flag: it does not exist, or its value is
// none.
func wrongFlag(flags []*kong.Flag, word string, next []string) problem.Fault {
	name, value, given := strings.Cut(word, "=")
	var names []string
	for _, f := range flags {
		long := "--" + f.Name
		if name != long && name != "-"+string(f.Short) {
			names = append(names, long)
			continue
		}
		switch {
		case given:
		case len(next) == 0:
			return problem.Fault{Location: long, Code: "required", Message: long + " 没有给值"}
		case strings.HasPrefix(next[0], "-"):
			return problem.Fault{Location: long, Code: "required", Message: fmt.Sprintf("%s 没有给值；以 - 开头的值写成 %s=%s", long, long, next[0])}
		default:
			value = next[0]
		}
		return badValue(long, f, value)
	}
	return problem.Fault{Location: name, Code: "unknown_flag", Message: fmt.Sprintf("没有 %s 这个选项%s", name, perhaps(name, names))}
}

// wrongWord is what is wrong with an argument that is no flag.
func wrongWord(at *kong.Context, word string) problem.Fault {
	node := at.Selected()
	if node == nil {
		node = at.Model.Node
	}
	code := "unexpected_argument"
	if len(node.Children) > 0 {
		code = "unknown_command"
	}
	return problem.Fault{Location: word, Code: code, Message: "不认识 " + word + perhaps(word, commandsOf(node))}
}

// missing is everything that had to be given and was not, or is not one of the
// values that there are.
func missing(at *kong.Context) (out []problem.Fault) {
	for _, f := range at.Flags() {
		value := fmt.Sprint(f.Target.Interface())
		switch {
		case f.Required && !f.Set:
			out = append(out, problem.Fault{Location: "--" + f.Name, Code: "required", Message: "还缺选项 " + f.Summary()})
		case f.Enum != "" && !slices.Contains(f.EnumSlice(), value):
			out = append(out, badValue("--"+f.Name, f, value))
		}
	}
	node := at.Selected()
	if node == nil {
		commands := strings.Join(commandsOf(at.Model.Node), "、")
		return append(out, problem.Fault{Location: "", Code: "required", Message: "要有一个命令：" + commands})
	}
	for _, p := range node.Positional {
		if p.Required && !p.Set {
			out = append(out, problem.Fault{Location: "<" + p.Name + ">", Code: "required", Message: "还缺 " + strconv.Quote(p.Summary())})
		}
	}
	return out
}

func commandsOf(node *kong.Node) (out []string) {
	for _, c := range node.Children {
		if !c.Hidden {
			out = append(out, c.Name)
		}
	}
	return out
}

// checkEnvironment says what is wrong with the variables that stand in for flags
// which were not given. They are those of the process: kong knows no others.
func checkEnvironment(at *kong.Context) error {
	given := map[*kong.Flag]bool{}
	for _, p := range at.Path {
		given[p.Flag] = true
	}
	var faults []problem.Fault
	for _, f := range at.Flags() {
		for _, name := range f.Envs {
			if value, set := os.LookupEnv(name); set && !given[f] && !fits(f, value) {
				faults = append(faults, badValue(name, f, value))
			}
		}
	}
	if len(faults) > 0 {
		return problem.In("环境变量", &problem.Error{Kind: problem.BadUsage, Faults: faults})
	}
	return nil
}

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

// perhaps names those of the known words that a word may have been meant to be:
// those that it begins, and the nearest.
func perhaps(word string, known []string) string {
	least := min(3, utf8.RuneCountInString(word))
	var near []string
	for _, k := range known {
		switch far := distance([]rune(word), []rune(k)); {
		case strings.HasPrefix(k, word):
			near, least = append(near, strconv.Quote(k)), 0
		case far < least:
			near, least = []string{strconv.Quote(k)}, far
		case far == least && len(near) > 0:
			near = append(near, strconv.Quote(k))
		}
	}
	if len(near) == 0 {
		return ""
	}
	return "，是不是 " + strings.Join(near, "、") + "？"
}

// distance is how many letters must be put in, left out or changed to make b of
// a.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			same := before
			if x != y {
				same++
			}
			before = row[j+1]
			row[j+1] = min(same, before+1, row[j]+1)
		}
	}
	return row[len(b)]
}
