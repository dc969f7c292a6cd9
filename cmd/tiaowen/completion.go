package main

import (
	"embed"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"

	"tiaowen/search/procedure"
)

//go:embed completion
var completions embed.FS

type completionCmd struct {
	Shell string `arg:"" help:"bash、zsh 或 fish。" enum:"bash,zsh,fish"`
}

// Run prints the script of a shell.
func (c completionCmd) Run(k *kong.Kong, e env) error {
	t, err := template.New(c.Shell+".tmpl").Funcs(template.FuncMap{"quoted": quoted, "zsh": zshText, "fish": fishText, "join": strings.Join}).ParseFS(completions, "completion/"+c.Shell+".tmpl")
	if err != nil {
		return err
	}
	return t.Execute(e.stdout, completedOf(k.Model))
}

// completed is what a shell is told of the program.
type completed struct {
	Commands []completedCommand
	Flags    completedFlags // of every command
}

type completedCommand struct {
	Name, Help string
	Flags      completedFlags
	Words      []string // what its argument may be, if that is a closed list
	Files      bool     // its arguments are files
}

type completedFlags []completedFlag

// completedFlag is a flag, without dashes before its name.
type completedFlag struct {
	Name, Short, Help string
	// Takes is what follows: nothing (""), a file, a folder or another value.
	Takes  string
	Values []string // the closed list of values, if there is one
}

func completedOf(app *kong.Application) completed {
	out := completed{Flags: flagsOf(app.Flags)}
	for _, node := range app.Children {
		if node.Hidden {
			continue
		}
		c := completedCommand{Name: node.Name, Help: node.Help, Flags: flagsOf(node.Flags)}
		switch node.Name {
		case "help":
			for _, s := range subjects {
				c.Words = append(c.Words, s.name)
			}
			c.Words = append(c.Words, commandsOf(app.Node)...)
		case "propose":
			for _, p := range procedure.Default().All() {
				if !p.Sample {
					c.Words = append(c.Words, p.Name)
				}
			}
		case "import", "eval", "check":
			c.Files = true
		default:
			for _, p := range node.Positional {
				if p.Enum != "" {
					c.Words = p.EnumSlice()
				}
			}
		}
		out.Commands = append(out.Commands, c)
	}
	return out
}

func flagsOf(flags []*kong.Flag) (out completedFlags) {
	for _, f := range flags {
		if f.Hidden {
			continue
		}
		c := completedFlag{Name: f.Name, Help: f.Help, Takes: "value"}
		if f.Short != 0 {
			c.Short = string(f.Short)
		}
		switch {
		case f.IsBool():
			c.Takes = ""
		case f.PlaceHolder == "DIR":
			c.Takes = "folder"
		case strings.HasPrefix(f.PlaceHolder, "FILE") || f.PlaceHolder == "QUERIES,QRELS":
			c.Takes = "file"
		}
		if values := f.Tag.Get("values"); values != "" {
			c.Values = strings.Split(values, ",")
		}
		out = append(out, c)
		if f.Tag.Negatable != "" {
			out = append(out, completedFlag{Name: "no-" + f.Name, Help: f.Help})
		}
	}
	return out
}

// Names are the commands in a line.
func (c completed) Names() string {
	var out []string
	for _, command := range c.Commands {
		out = append(out, command.Name)
	}
	return strings.Join(out, " ")
}

// String is the flags in a line, as they are typed.
func (flags completedFlags) String() string {
	var out []string
	for _, f := range flags {
		out = append(out, "--"+f.Name)
		if f.Short != "" {
			out = append(out, "-"+f.Short)
		}
	}
	return strings.Join(out, " ")
}

// quoted is a text in single quotes for a shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// zshText is a text within a specification of zsh's _arguments.
func zshText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, ":", `\:`, "'", `'\''`).Replace(text)
}

// fishText is a text in single quotes for fish, which has another sign before them.
func fishText(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}
