package main

import (
	"slices"

	"github.com/alecthomas/kong"

	"tiaowen/search"
	"tiaowen/search/duty"
)

// newParser makes what reads the arguments into c.
func newParser(c *commands, e env, args []string) (*kong.Kong, error) {
	file := readConfig(args, e.getenv)
	c.Search.Choices = newChoices(search.Facets, searchSettings())
	c.Requirements.Choices = newChoices(duty.Facets, []search.Setting{{Name: "view", Doc: "清单", Values: duty.Views}})
	parser, err := kong.New(c,
		kong.Name("tiaowen"),
		kong.Writers(e.stdout, e.stderr),
		kong.Exit(func(code int) { panic(exitError(code)) }),
		kong.WithBeforeResolve(checkEnvironment),
		kong.WithBeforeResolve(file.check),
		kong.Resolvers(file),
		kong.Help(func(_ kong.HelpOptions, asked *kong.Context) error {
			return writeHelp(e.stdout, asked.Model, asked.Selected())
		}),
	)
	if err != nil {
		return nil, err
	}
	parser.Model.HelpFlag.Help = "显示这份说明。"
	return parser, nil
}

// searchSettings are the settings that search has a flag of its own for: whether meanings
// count is said to every command.
func searchSettings() []search.Setting {
	return slices.DeleteFunc(slices.Clone(search.Settings), func(s search.Setting) bool { return s.Name == "meaning" })
}

// parseArgs reads the arguments. What kong does after -h is to end the process, here
// an exitError.
func parseArgs(parser *kong.Kong, args []string) (parsed *kong.Context, err error) {
	defer func() {
		switch asked := recover().(type) {
		case nil:
		case exitError:
			err = asked
		default:
			panic(asked)
		}
	}()
	return parser.Parse(args)
}
