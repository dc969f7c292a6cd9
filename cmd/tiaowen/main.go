// Command tiaowen imports texts of Party affairs into a library, and answers
// questions about them in a browser, over HTTP and on the command line.
//
// Each command is a file of this package. Only here are flags, environment and
// clock read, an engine picked, and the process ended; everything else is told
// what it needs.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

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
	outlivePipes()
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
	Data    string        `help:"资料库所在的文件夹（默认 ./data；open 见其说明）。" placeholder:"DIR" env:"TIAOWEN_DATA"`
	Config  string        `help:"配置文件（TOML），键与长选项同名。" default:"tiaowen.toml" placeholder:"FILE" env:"TIAOWEN_CONFIG"`
	Wait    time.Duration `help:"资料库正由别的进程使用、服务正在启动时，至多等多久。" default:"10s" placeholder:"TIME" env:"TIAOWEN_WAIT"`
	Meaning string        `help:"问句除了词语，按哪些文献的意思找：all 全部，party 国家法律除外，off 只按词语。" default:"all" enum:"all,party,off" placeholder:"KINDS" env:"TIAOWEN_MEANING"`
	Verbose bool          `help:"在标准错误上多说一些。" short:"v" env:"TIAOWEN_VERBOSE"`
}

// commands are the commands and their flags.
type commands struct {
	globals

	Open   openCmd   `cmd:"" help:"启动并打开浏览器；已在运行的，打开它的网页。没有参数时就是它。"`
	Serve  serveCmd  `cmd:"" help:"提供网页和接口。"`
	Import importCmd `cmd:"" help:"把文件和文件夹收进资料库。"`
	Learn  learnCmd  `cmd:"" help:"现在就理解各段的意思，供提问时按意思找。"`
	Search searchCmd `cmd:"" help:"检索一次。"`
	Show   showCmd   `cmd:"" help:"显示一个条款地址的原文。"`
	Check  checkCmd  `cmd:"" help:"核对稿子：引用、引文和提法对照资料库。"`

	Requirements requirementsCmd `cmd:"" help:"列出要做的事：谁、应当还是不得、多少、多久。"`

	Eval evalCmd `cmd:"" help:"用判定过的检索量一量检索的好坏。"`

	Propose proposeCmd `cmd:"" help:"由资料库的文本草拟一件事的步骤。"`

	Backup  backupCmd  `cmd:"" help:"做一份一致的备份，服务不用停。"`
	Restore restoreCmd `cmd:"" help:"从备份恢复。"`
	Verify  verifyCmd  `cmd:"" help:"核对资料库和索引有没有损坏。"`
	Doctor  doctorCmd  `cmd:"" help:"检查缺什么、哪里不对、怎么办。"`

	Version  versionCmd  `cmd:"" help:"这是哪个版本，读写什么格式。"`
	Licenses licensesCmd `cmd:"" help:"列出程序里用到的作品和它们的许可。"`

	Help       helpCmd       `cmd:"" help:"一个命令或一个主题的说明。"`
	Completion completionCmd `cmd:"" help:"打印 shell 的补全脚本。"`

	ReadFiles readFilesCmd `cmd:"" hidden:""`
}

// env is what a command gets of the world.
type env struct {
	globals
	chosen bool // somebody said where the data lie
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	log    *slog.Logger
	getenv func(string) string
}

// exitError ends the process with a code and without more words.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	out := &output{to: stdout}
	asJSON := wantsJSON(args)
	err := do(ctx, args, env{stdin: stdin, stdout: out, stderr: stderr, getenv: getenv}, &asJSON)
	if lost := out.fault(); lost != nil {
		err = lost
	}
	code := exitError(exitOK)
	if err != nil && !errors.As(err, &code) {
		return fail(out, stderr, asJSON, err)
	}
	return int(code)
}

// do reads the arguments and runs the command that they name. It says when it knows
// better than the arguments alone tell whether errors are to be JSON.
func do(ctx context.Context, args []string, e env, asJSON *bool) error {
	if err := readable(args); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"open"}
	}
	var c commands
	parser, err := newParser(&c, e, args)
	if err != nil {
		return err
	}
	parsed, err := parseArgs(parser, shieldWords(args))
	if err != nil {
		return misuse(err)
	}
	for _, f := range parsed.Flags() {
		if f.Name == "json" {
			*asJSON = f.Target.Bool()
		}
	}
	level := slog.LevelWarn
	if c.Verbose {
		level = slog.LevelInfo
	}
	e.globals, e.chosen = c.globals, c.Data != ""
	e.log = slog.New(slog.NewTextHandler(e.stderr, &slog.HandlerOptions{Level: level}))
	for _, p := range parsed.Path {
		if p.Flag != nil && p.Flag.Name == "data" && !e.chosen { // of a variable that is not set
			return misused("--data", "required", "--data 要一个文件夹，给的是空的")
		}
	}
	e.Data = kong.ExpandPath(cmp.Or(c.Data, "data"))
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(e)
	if code := exitError(0); err != nil && !errors.As(err, &code) {
		e.log.Info("the command failed", "code", problem.KindOf(err), "cause", err)
	}
	return err
}
