package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"tiaowen/corpus/formula"
	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
	"tiaowen/corpus/topic"
	"tiaowen/indexer/words"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/procedure"
)

type doctorCmd struct {
	Addr string `help:"服务将监听的地址。" default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"TIAOWEN_ADDR"`
	JSON bool   `help:"输出 JSON。" name:"json"`
	// AcceptLoss is a person's word, never a program's.
	AcceptLoss bool `help:"接受资料库丢失的改动：以后不再提示。" asked:""`
}

// Validate says what is wrong with the arguments.
func (c doctorCmd) Validate() error { return checkAddr(c.Addr) }

// finding is what the doctor says of one thing.
type finding struct {
	Name   string `json:"name"`
	State  state  `json:"state"`
	Says   string `json:"message"`
	Remedy string `json:"remedy,omitempty"`
}

// state orders findings: what is not well need not be wrong.
type state string

const (
	well  state = "ok"
	warn  state = "warning"
	wrong state = "wrong"
)

// Bounds below which something is said: an import needs room for the log, for a
// new index beside the old one and for what is imported.
const (
	littleDisk   = 2 << 30
	noDisk       = 200 << 20
	littleMemory = 600 << 20
)

// Run looks at everything the program needs and says what is wrong and what to
// do about it.
func (c doctorCmd) Run(ctx context.Context, e env) error {
	if c.AcceptLoss {
		done, err := acceptLoss(ctx, e.Data)
		if err != nil {
			return err
		}
		fmt.Fprintln(e.stderr, done)
	}
	var all []finding
	all = append(all, checkFolder(e.Data), checkDisk(e.Data), checkMemory("/proc/meminfo"), checkPort(ctx, e, c.Addr))
	all = append(all, checkStore(ctx, e.Data, e.globals)...)
	all = append(all, checkWords(e.Data), checkTools())
	ok := true
	for _, f := range all {
		ok = ok && f.State != wrong
	}
	var err error
	if c.JSON {
		err = json.NewEncoder(e.stdout).Encode(map[string]any{"ok": ok, "checks": all})
	} else {
		printFindings(e.stdout, all)
	}
	if err == nil && !ok {
		return exitError(exitSome)
	}
	return err
}

func printFindings(w io.Writer, all []finding) {
	signs := map[state]string{well: "正常", warn: "注意", wrong: "有误"}
	for _, f := range all {
		fmt.Fprintf(w, "%s  %s：%s\n", signs[f.State], f.Name, f.Says)
		if f.Remedy != "" {
			fmt.Fprintf(w, "      → %s\n", f.Remedy)
		}
	}
}

func checkFolder(data string) finding {
	f := finding{Name: "文件夹", State: well, Says: data}
	switch info, err := os.Stat(data); {
	case errors.Is(err, fs.ErrNotExist):
		f.Says += " 还没有，首次启动或导入时建立"
		return f
	case err != nil || !info.IsDir():
		return finding{f.Name, wrong, data + " 不是可用的文件夹", "用 --data 指定别的文件夹"}
	}
	err := library.Writable(data)
	if err == nil {
		return f
	}
	kind := problem.KindOf(err)
	f.State, f.Says = wrong, fmt.Sprintf("%s 不能写入：%s", data, kind.Words().Title)
	switch kind {
	case problem.DiskFull:
		f.Remedy = "腾出空间；在此之前可以检索、阅读和备份到别处，不能写入。资料库不必恢复"
	case problem.ReadOnlyDisk:
		f.State, f.Remedy = warn, "可以检索、阅读和备份到别处；要写入，换到可以写的地方"
	default:
		f.Remedy = "检查权限，用运行服务的用户运行本命令"
	}
	return f
}

// checkDisk looks at the file system of the data folder, or of the folder it
// will be made in.
func checkDisk(data string) finding {
	f := finding{Name: "磁盘", State: well}
	for dir := data; ; dir = filepath.Dir(dir) {
		free, ok := freeDisk(dir)
		if !ok && dir != filepath.Dir(dir) {
			continue
		}
		if !ok {
			f.Says = "剩余空间未知"
			return f
		}
		f.Says = fmt.Sprintf("剩余 %.1f GB", float64(free)/(1<<30))
		switch {
		case free < noDisk && isReadOnly(dir):
			f.Says = "只读"
		case free < noDisk:
			f.State, f.Remedy = wrong, "腾出空间；在此之前可以检索，不能写入"
		case free < littleDisk:
			f.State, f.Remedy = warn, "导入大批文件前请腾出空间"
		}
		return f
	}
}

// isReadOnly reports whether a medium is for reading, which has no room to speak of.
func isReadOnly(dir string) bool {
	err := library.Writable(dir)
	return err != nil && problem.KindOf(err) == problem.ReadOnlyDisk
}

// checkMemory reads what Linux says is to be had.
func checkMemory(path string) finding {
	f := finding{Name: "内存", State: well, Says: "可用量未知"}
	file, err := os.Open(path)
	if err != nil {
		return f
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var kb int64
		if n, _ := fmt.Sscanf(lines.Text(), "MemAvailable: %d kB", &kb); n == 1 {
			f.Says = fmt.Sprintf("可用 %.1f GB", float64(kb)/(1<<20))
			if kb<<10 < littleMemory {
				f.State, f.Remedy = warn, "导入大批文件约需 600 MB，可分批导入"
			}
		}
	}
	return f
}

// checkPort says whether a server of this library runs, else whether one could.
func checkPort(ctx context.Context, e env, addr string) finding {
	f := finding{Name: "服务", State: well}
	if s, err := findServer(e); err == nil {
		ask, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		r, err := http.NewRequestWithContext(ask, http.MethodGet, s.base+"/readyz", nil)
		if err == nil {
			_, err = s.do(r)
		}
		if err == nil {
			f.Says = "正在 " + s.base + " 运行"
			return f
		}
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return finding{f.Name, warn, addr + " 已被别的程序占用", "serve 时用 --addr 换一个端口"}
	}
	_ = l.Close()
	f.Says = "没有运行，" + addr + " 可用"
	return f
}

// checkWords reads the word files that somebody has put beside the library.
func checkWords(data string) finding {
	parse := map[string]func(io.Reader) error{
		"aliases.txt":    func(r io.Reader) error { _, err := naming.ParseAliases(r); return err },
		"synonyms.txt":   func(r io.Reader) error { _, err := search.ParseSynonyms(r); return err },
		"words.txt":      func(r io.Reader) error { _, err := words.ParseWords(r); return err },
		"topics.txt":     func(r io.Reader) error { _, err := topic.ParseLexicon(r); return err },
		"formulas.txt":   func(r io.Reader) error { _, err := formula.ParseOwn(r); return err },
		"procedures.txt": func(r io.Reader) error { _, err := procedure.Parse(r); return err },
	}
	var own, bad []string
	for _, name := range ownFiles {
		f, err := os.Open(filepath.Join(data, name))
		if err != nil || parse[name] == nil {
			continue
		}
		own = append(own, name)
		if err := parse[name](f); err != nil {
			bad = append(bad, fmt.Sprintf("%s：%v", name, err))
		}
		_ = f.Close()
	}
	switch {
	case len(bad) > 0:
		return finding{"词表", wrong, strings.Join(bad, "；"), "改正所说的那一行，或删除这个文件改用自带的词表"}
	case len(own) > 0:
		return finding{Name: "词表", State: well, Says: "用自己的 " + strings.Join(own, "、")}
	}
	return finding{Name: "词表", State: well, Says: "用自带的"}
}

// checkTools looks for the one program that is used if it is there.
func checkTools() finding {
	if _, err := exec.LookPath("tesseract"); err != nil {
		return finding{Name: "工具", State: well, Says: "没有 tesseract，扫描件里的字认不出来；其他都不需要外部程序"}
	}
	return finding{Name: "工具", State: well, Says: "有 tesseract，可以识别扫描件"}
}
