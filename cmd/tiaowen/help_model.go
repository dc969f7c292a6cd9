package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// What help says of commands, arguments and options is written of kong's model, so
// that it is what is read.

// usageOf is how a command is written, behind its name.
func usageOf(command *kong.Node) string {
	out := " [选项]"
	for _, f := range command.Flags {
		if f.Required {
			out += fmt.Sprintf(" --%s %s", f.Name, f.FormatPlaceHolder())
		}
	}
	for _, p := range command.Positional {
		out += " " + p.Summary()
	}
	return out
}

func writeCommands(out *strings.Builder, app *kong.Node) {
	out.WriteString("\n命令（tiaowen 命令 -h 说明各自的选项）\n")
	for _, c := range app.Children {
		if !c.Hidden {
			fmt.Fprintf(out, "  %s%s\n", padded(c.Name, 12), wrapped(c.Help, 14))
		}
	}
}

func writeArguments(out *strings.Builder, command *kong.Node) {
	for i, p := range command.Positional {
		if i == 0 {
			out.WriteString("\n参数\n")
		}
		fmt.Fprintf(out, "  <%s>\n      %s\n", p.Name, wrapped(p.Help, 6))
	}
}

func writeFlags(out *strings.Builder, heading string, flags []*kong.Flag) {
	begun := false
	for _, f := range flags {
		if f.Hidden {
			continue
		}
		if !begun {
			out.WriteString("\n" + heading + "\n")
			begun = true
		}
		fmt.Fprintf(out, "  %s\n      %s\n", written(f), wrapped(f.Help+defaultOf(f), 6))
	}
}

// written is how a flag is written.
func written(f *kong.Flag) string {
	out := "--" + f.Name
	if f.Tag.Negatable != "" {
		out += ", --no-" + f.Name
	}
	if f.Short != 0 {
		out = "-" + string(f.Short) + ", " + out
	}
	if !f.IsBool() {
		out += " " + strings.TrimSuffix(f.FormatPlaceHolder(), ",...")
	}
	return out
}

// defaultOf is what holds where a flag is not given, if that is worth a word.
func defaultOf(f *kong.Flag) string {
	if f.Default == "" || f.IsBool() || strings.Contains(f.Help, "默认") {
		return ""
	}
	return "默认 " + f.Default + "。"
}

// writeEnvironment lists the variables that stand in for flags.
func writeEnvironment(out *strings.Builder, flags []*kong.Flag) {
	begun := false
	for _, f := range flags {
		for _, name := range f.Envs {
			if !begun {
				out.WriteString("\n环境变量（没有给选项时用）\n")
				begun = true
			}
			fmt.Fprintf(out, "  %s--%s\n", padded(name, 18), f.Name)
		}
	}
}

// writeEveryEnvironment lists those of all commands.
func writeEveryEnvironment(out *strings.Builder, app *kong.Node) {
	all := flagsBelow(app)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		for _, name := range all[key][0].Envs {
			fmt.Fprintf(out, "  %s--%s：%s\n", padded(name, 18), key, wrapped(all[key][0].Help, 20))
		}
	}
}

// writeKeys lists what may stand in the configuration file.
func writeKeys(out *strings.Builder, app *kong.Node) {
	all := flagsBelow(app)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(out, "  %s%s\n", padded(key, 12), wrapped(all[key][0].Help, 14))
	}
}
