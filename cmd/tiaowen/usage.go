package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"tiaowen/corpus/problem"
)

// Kong says in English words only what is wrong with arguments. But its error
// carries how far it came and the model of what may stand there: what is wrong
// is found again from these, and told in Chinese.

// misuse is the error of arguments that kong refused, or asks to end (-h).
func misuse(err error) error {
	if code := exitError(0); errors.As(err, &code) {
		return code
	}
	if problem.KindOf(err) != problem.Internal {
		return err // of the configuration file, the environment or the command itself
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

// misused is the error of a command that says itself what is wrong with its
// arguments.
func misused(location, code, format string, args ...any) error {
	return &problem.Error{Kind: problem.BadUsage, Faults: []problem.Fault{{Location: location, Code: code, Message: fmt.Sprintf(format, args...)}}}
}

func faultsOf(at *kong.Context) []problem.Fault {
	if at.Error == nil {
		return missing(at)
	}
	word, next := stuck(at)
	if strings.HasPrefix(word, "-") && word != "-" {
		return []problem.Fault{wrongFlag(at, word, next)}
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
	long := "-" + typed // as Go's own programs have it: -limit
	if i := strings.IndexByte(long, '='); i > 0 {
		long = long[:i]
	}
	isLong := slices.ContainsFunc(at.Flags(), func(f *kong.Flag) bool { return long == "--"+f.Name })
	if typed != rest[0] && strings.HasSuffix(typed, rest[0]) && !isLong { // -vx: the flag is -x
		first, _ := utf8.DecodeRuneInString(rest[0])
		typed = "-" + string(first)
	}
	return strings.TrimPrefix(typed, shield), rest[1:]
}

// wrongFlag is what is wrong with a flag: it does not exist, or its value is
// none.
func wrongFlag(at *kong.Context, word string, next []string) problem.Fault {
	name, value, given := strings.Cut(word, "=")
	var names []string
	for _, f := range at.Flags() {
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
		return badValue(long, f.Value, value)
	}
	return problem.Fault{Location: name, Code: "unknown_flag", Message: fmt.Sprintf("没有 %s 这个选项%s", name, elsewhere(at, name, names))}
}

// elsewhere says where a flag was looked for that a command does not have.
func elsewhere(at *kong.Context, name string, known []string) string {
	for _, k := range known {
		if "-"+name == k {
			return perhaps(k, []string{k})
		}
	}
	var have []string
	for _, command := range at.Model.Children {
		if name == "--"+command.Name {
			return "，是不是命令 " + strconv.Quote(command.Name) + "？"
		}
		if slices.ContainsFunc(command.Flags, func(f *kong.Flag) bool { return name == "--"+f.Name }) {
			have = append(have, command.Name)
		}
	}
	if len(have) > 0 {
		return "；它是 " + strings.Join(have, "、") + " 的，写在命令后面"
	}
	return perhaps(name, known)
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
			out = append(out, badValue("--"+f.Name, f.Value, value))
		}
	}
	node := at.Selected()
	if node == nil {
		commands := strings.Join(commandsOf(at.Model.Node), "、")
		return append(out, problem.Fault{Location: "", Code: "required", Message: "要有一个命令：" + commands})
	}
	for _, p := range node.Positional {
		switch value := fmt.Sprint(p.Target.Interface()); {
		case p.Required && !p.Set:
			out = append(out, problem.Fault{Location: "<" + p.Name + ">", Code: "required", Message: "还缺 " + strconv.Quote(p.Summary())})
		case p.Enum != "" && !slices.Contains(p.EnumSlice(), value):
			out = append(out, badValue("<"+p.Name+">", p, value))
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
			value, set := os.LookupEnv(name)
			switch {
			case !set || given[f]:
			case !utf8.ValidString(value):
				faults = append(faults, problem.Fault{Location: name, Code: "not_utf8", Message: name + " 不是合格的 UTF-8 文本"})
			default:
				faults = append(faults, refuses(name, f, value)...)
			}
		}
	}
	if len(faults) > 0 {
		return problem.In("环境变量", &problem.Error{Kind: problem.BadUsage, Faults: faults})
	}
	return nil
}
