package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"

	"tiaowen/corpus/problem"
)

const defaultConfig = "tiaowen.toml"

// askedTag marks flags that are a part of one question and no habit: in a file they
// would narrow every search without a word.
const askedTag = "asked"

// config is the configuration file. Flags beat the environment, that the file,
// that the default: kong asks a resolver before it looks at the environment, so
// the resolver must leave out what the environment sets.
type config struct {
	path   string
	values map[string]any
	getenv func(string) string
	fault  error // it could not be read
}

// readConfig reads the file. What is wrong with it is told by check, so that it
// keeps nobody from asking for help.
func readConfig(args []string, getenv func(string) string) *config {
	path, named := configPath(args, getenv)
	c := &config{path: path, values: map[string]any{}, getenv: getenv}
	if path == "" { // none is wanted
		return c
	}
	_, err := toml.DecodeFile(path, &c.values)
	var syntax toml.ParseError
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
	case errors.As(err, &syntax):
		line := syntax.Position.Line
		c.fault = &problem.Error{Kind: problem.BadConfig, Cause: err, Detail: "文字放在英文引号里；Windows 的路径用单引号，如 data = 'D:\\资料'；一个键只写一次。见 tiaowen help config。",
			Faults: []problem.Fault{{Location: fmt.Sprintf("%s:%d", path, line), Code: "malformed", Message: fmt.Sprintf("第 %d 行写法有误%s", line, lineOf(path, line))}}}
		c.fault = problem.In(path, c.fault)
	case err != nil:
		c.fault = problem.In("配置文件 "+path, err)
	}
	return c
}

// configPath is the file to read and whether somebody named it: then it must
// be there.
func configPath(args []string, getenv func(string) string) (path string, named bool) {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--config="); ok {
			return value, true
		}
		if a == "--config" && i+1 < len(args) {
			return args[i+1], true
		}
	}
	if value := getenv("TIAOWEN_CONFIG"); value != "" {
		return value, true
	}
	return defaultConfig, false
}

// wrong is the error of a file that says what it must not.
func (c *config) wrong(cause error, faults ...problem.Fault) error {
	return problem.In(c.path, &problem.Error{Kind: problem.BadConfig, Faults: faults, Cause: cause})
}

// Resolve is part of kong.Resolver.
func (c *config) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if flag.Tag.Has(askedTag) {
		return nil, nil
	}
	for _, name := range flag.Envs {
		if c.getenv(name) != "" {
			return nil, nil
		}
	}
	return c.values[flag.Name], nil
}

// Validate is part of kong.Resolver. Kong calls it after values were taken: too
// late to say what is wrong with them.
func (c *config) Validate(*kong.Application) error { return nil }

// check says everything that is wrong with the file: keys that no command has as
// an option, values that the option does not take.
func (c *config) check(at *kong.Context) error {
	if c.fault != nil {
		return c.fault
	}
	flags := flagsBelow(at.Model.Node)
	var faults []problem.Fault
	for _, key := range slices.Sorted(maps.Keys(c.values)) {
		if len(flags[key]) == 0 {
			faults = append(faults, problem.Fault{Location: key, Code: "unknown_key",
				Message: fmt.Sprintf("没有 %s 这个键%s", key, c.whereElse(at, key, slices.Sorted(maps.Keys(flags))))})
			continue
		}
		for _, flag := range flags[key] {
			if refused := refuses(key, flag, c.values[key]); len(refused) > 0 {
				faults = append(faults, refused...)
				break
			}
		}
	}
	if len(faults) > 0 {
		return c.wrong(nil, faults...)
	}
	return nil
}

// whereElse says what a key may have been meant for that the file cannot have.
func (c *config) whereElse(at *kong.Context, key string, known []string) string {
	if _, table := c.values[key].(map[string]any); table {
		return "：键不分节，直接写在文件里"
	}
	for _, command := range at.Model.Children {
		if slices.ContainsFunc(command.Flags, func(f *kong.Flag) bool { return f.Name == key }) {
			return fmt.Sprintf("：--%s 只能在命令行里给", key)
		}
	}
	return perhaps(strings.ReplaceAll(strings.ToLower(key), "_", "-"), known)
}

// lineOf is a line of a file, behind a colon; empty if it cannot be shown.
func lineOf(path string, line int) string {
	text, err := os.ReadFile(path)
	if err != nil || !utf8.Valid(text) {
		return ""
	}
	lines := strings.Split(string(text), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	shown := []rune(strings.TrimSpace(lines[line-1]))
	return "：" + string(shown[:min(len(shown), 80)])
}

// flagsBelow are the flags of a command and of all its commands, by name.
func flagsBelow(node *kong.Node) map[string][]*kong.Flag {
	out := map[string][]*kong.Flag{}
	for _, flag := range node.Flags {
		if flag.Name != "help" && flag.Name != "config" && !flag.Tag.Has(askedTag) {
			out[flag.Name] = append(out[flag.Name], flag)
		}
	}
	for _, child := range node.Children {
		for name, list := range flagsBelow(child) {
			out[name] = append(out[name], list...)
		}
	}
	return out
}
