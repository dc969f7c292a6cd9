// Command tiaowen imports texts of Party affairs into a library, and answers
// questions about them in a browser, over HTTP and on the command line.
//
// Each command is a file of this package. Only here are flags, environment and
// clock read, an engine picked, and the process ended; everything else is told
// what it needs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"

	"tiaowen/corpus/problem"
)

// Exit codes, the same for every command.
const (
	exitOK    = 0
	exitSome  = 1 // nothing found, or some files not taken
	exitWrong = 2 // wrong usage, or it could not be done
)

// version is set when a release is built: -ldflags "-X main.version=1.2.3".
var version = "开发版"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), ends()...)
	defer stop()
	args := os.Args[1:]
	code := run(ctx, args, os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	if code != exitOK && len(args) == 0 {
		holdWindow()
	}
	os.Exit(code)
}

// ends are the signals to end in order on: Ctrl+C, what kill sends, which is also
// how Go tells that a window of Windows was closed, and how Unix tells it, unless
// the program was started to outlive its window.
func ends() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// globals are the flags every command has.
type globals struct {
	Data    string `help:"资料库所在的文件夹（默认 ./data；open 见其说明）。" placeholder:"DIR" env:"TIAOWEN_DATA" type:"path"`
	Config  string `help:"配置文件（TOML），键与长选项同名。" default:"tiaowen.toml" placeholder:"FILE" env:"TIAOWEN_CONFIG"`
	Verbose bool   `help:"在标准错误上多说一些。" short:"v" env:"TIAOWEN_VERBOSE"`
}

// commands are the commands and their flags.
type commands struct {
	globals

	Open   openCmd   `cmd:"" help:"启动并打开浏览器；已在运行的，打开它的网页。没有参数时就是它。"`
	Serve  serveCmd  `cmd:"" help:"提供网页和接口。"`
	Import importCmd `cmd:"" help:"把文件和文件夹收进资料库。"`
	Search searchCmd `cmd:"" help:"检索一次。"`
	Show   showCmd   `cmd:"" help:"显示一个条款地址的原文。"`
	Eval   evalCmd   `cmd:"" help:"用判定过的检索量一量检索的好坏。"`

	Backup  backupCmd  `cmd:"" help:"做一份一致的备份，服务不用停。"`
	Restore restoreCmd `cmd:"" help:"从备份恢复。"`
	Verify  verifyCmd  `cmd:"" help:"核对资料库和索引有没有损坏。"`
	Doctor  doctorCmd  `cmd:"" help:"检查缺什么、哪里不对、怎么办。"`

	Version  versionCmd  `cmd:"" help:"这是哪个版本，读写什么格式。"`
	Licenses licensesCmd `cmd:"" help:"列出程序里用到的作品和它们的许可。"`

	ReadFiles readFilesCmd `cmd:"" hidden:""`
}

// env is what a command gets of the world.
type env struct {
	globals
	chosen         bool // somebody said where the data lie
	stdout, stderr io.Writer
	log            *slog.Logger
	getenv         func(string) string
}

// exitError ends the process with a code and without more words.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	_ = stdin
	if len(args) == 0 {
		args = []string{"open"}
	}
	var c commands
	parser, err := newParser(&c, stdout, stderr, args, getenv)
	if err != nil {
		return fail(stdout, stderr, wantsJSON(args), err)
	}
	parsed, err := parseArgs(parser, shieldWords(args))
	if code := exitError(0); errors.As(err, &code) { // -h
		return int(code)
	}
	if err != nil {
		return fail(stdout, stderr, wantsJSON(args), misuse(err))
	}
	level := slog.LevelWarn
	if c.Verbose {
		level = slog.LevelInfo
	}
	e := env{globals: c.globals, chosen: c.Data != "", getenv: getenv, stdout: stdout, stderr: stderr, log: slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level}))}
	if !e.chosen {
		if e.Data, err = filepath.Abs("data"); err != nil {
			return fail(stdout, stderr, wantsJSON(args), err)
		}
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(e)
	if code := exitError(0); errors.As(err, &code) {
		return int(code)
	}
	if err != nil {
		e.log.Info("the command failed", "code", problem.KindOf(err), "cause", err)
		return fail(stdout, stderr, wantsJSON(args), err)
	}
	return exitOK
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

func newParser(c *commands, stdout, stderr io.Writer, args []string, getenv func(string) string) (*kong.Kong, error) {
	file := readConfig(args, getenv)
	return kong.New(c,
		kong.Name("tiaowen"),
		kong.Description("条文：党务文本的检索。先 import 收进文件，再 serve 打开网页；没有参数时启动并打开浏览器。"),
		kong.UsageOnError(),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(exitError(code)) }),
		kong.WithBeforeResolve(checkEnvironment),
		kong.WithBeforeResolve(file.check),
		kong.Resolvers(file),
		kong.ConfigureHelp(kong.HelpOptions{Compact: false, FlagsLast: true}),
	)
}
