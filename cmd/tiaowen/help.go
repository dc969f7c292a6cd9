package main

import (
	"cmp"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// pages are what people wrote of the commands (under their names) and of the topics:
// headings at the left margin, what stands under them indented. A line of three dashes
// is where a command's usage, arguments and options go, which are written of the model
// that reads the arguments.
//
//go:embed help
var pages embed.FS

// page is the text before and behind the three dashes; both empty if there is none.
func page(name string) (before, behind string) {
	text, err := pages.ReadFile("help/" + name + ".txt")
	if err != nil {
		return "", ""
	}
	before, behind, _ = strings.Cut(string(text), "---\n")
	return before, behind
}

// subject is something to read about that is no command.
type subject struct {
	name, says string
	also       []string // further names
}

// subjects are those that help knows.
var subjects = []subject{
	{"query", "检索词怎么写", []string{"检索式", "检索"}},
	{"address", "条款地址怎么写", []string{"地址"}},
	{"exit", "退出码", []string{"退出码", "exit-codes"}},
	{"config", "配置文件", []string{"配置", "配置文件"}},
	{"env", "环境变量", []string{"环境变量", "environment"}},
	{"json", "给程序用的输出", []string{"输出"}},
	{"data", "资料库文件夹里有什么", []string{"资料库"}},
}

// otherwise are Chinese names of commands' pages.
var otherwise = map[string]string{"导入": "import", "备份": "backup", "恢复": "restore", "补全": "completion"}

type helpCmd struct {
	Topic string `arg:"" optional:"" help:"命令或主题的名称。"`
}

// Run prints a page.
func (c helpCmd) Run(k *kong.Kong, e env) error {
	if c.Topic == "" {
		return writeHelp(e.stdout, k.Model, nil)
	}
	name := c.Topic
	if command, known := otherwise[name]; known {
		name = command
	}
	var names []string
	for _, s := range subjects {
		if name == s.name || slices.Contains(s.also, name) {
			return writeSubject(e.stdout, k.Model, s)
		}
		names = append(names, s.name)
	}
	for _, command := range k.Model.Children {
		if command.Name == name {
			return writeHelp(e.stdout, k.Model, command)
		}
	}
	known := append(names, commandsOf(k.Model.Node)...)
	return misused("<topic>", "unknown_value", "没有 %s 这个主题%s主题有：%s，以及各个命令", c.Topic, cmp.Or(perhaps(c.Topic, known), "；"), strings.Join(names, "、"))
}

// writeHelp is what -h prints: of a command, or, if that is nil, of the program.
func writeHelp(w io.Writer, app *kong.Application, command *kong.Node) error {
	var out strings.Builder
	if command == nil {
		before, behind := page("tiaowen")
		out.WriteString(before)
		writeCommands(&out, app.Node)
		writeFlags(&out, "公共选项", app.Flags)
		writeEnvironment(&out, app.Flags)
		out.WriteString(behind)
		out.WriteString("\n帮助主题（tiaowen help 主题）\n")
		for _, s := range subjects {
			fmt.Fprintf(&out, "  %s%s（%s）\n", padded(s.name, 12), s.says, s.also[0])
		}
	} else {
		before, behind := page(command.Name)
		fmt.Fprintf(&out, "名称\n  tiaowen %s：%s\n\n用法\n  tiaowen %s%s\n", command.Name, strings.TrimSuffix(command.Help, "。"), command.Name, usageOf(command))
		if before != "" {
			out.WriteString("\n说明\n" + before)
		}
		writeArguments(&out, command)
		writeFlags(&out, "选项", command.Flags)
		writeFlags(&out, "公共选项", app.Flags)
		writeEnvironment(&out, slices.Concat(command.Flags, app.Flags))
		out.WriteString(behind)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// writeSubject prints what there is to read of a subject.
func writeSubject(w io.Writer, app *kong.Application, s subject) error {
	before, behind := page(s.name)
	var out strings.Builder
	fmt.Fprintf(&out, "%s（%s）\n\n%s", s.says, s.also[0], before)
	switch s.name {
	case "config":
		writeKeys(&out, app.Node)
	case "env":
		writeEveryEnvironment(&out, app.Node)
	}
	out.WriteString(behind)
	_, err := io.WriteString(w, out.String())
	return err
}
