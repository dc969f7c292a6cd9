package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tiaowen/corpus/sharedtest"
)

// process is a process of this machine, by its number.
type process int

func (p process) read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", int(p), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// tick is the unit in which Linux counts the processors' time.
const tick = 10 * time.Millisecond

// spent is the processors' time it has had.
func (p process) spent(t *testing.T) time.Duration {
	t.Helper()
	_, after, _ := strings.Cut(p.read(t, "stat"), ") ")
	fields := strings.Fields(after)
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		t.Fatal(err)
	}
	system, err := strconv.Atoi(fields[12])
	if err != nil {
		t.Fatal(err)
	}
	return time.Duration(user+system) * tick
}

// memory is what it holds of its own and what it has mapped of files, in bytes.
func (p process) memory(t *testing.T) (anonymous, file int) {
	t.Helper()
	for line := range strings.Lines(p.read(t, "status")) {
		var kB int
		switch name, value, _ := strings.Cut(line, ":"); name {
		case "RssAnon":
			_, _ = fmt.Sscanf(value, "%d kB", &kB)
			anonymous = kB << 10
		case "RssFile":
			_, _ = fmt.Sscanf(value, "%d kB", &kB)
			file = kB << 10
		}
	}
	return anonymous, file
}

// provide makes the program and the library that are wanted, where they are not given.
func (l *load) provide(t *testing.T) {
	l.program, l.data = *loadProgram, os.Getenv("TIAOWEN_BENCH_DATA")
	if l.program == "" {
		l.program = filepath.Join(t.TempDir(), "tiaowen")
		if out, err := exec.Command("go", "build", "-o", l.program, ".").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if l.data == "" {
		l.data = filepath.Join(t.TempDir(), "data")
		imported(t, l.program, l.data, sharedtest.Path(t, "law"))
	}
}

// serve starts the program on the library and waits until it answers.
func (l *load) serve(t *testing.T) {
	cmd := exec.Command(l.program, "--meaning="+*loadMeaning, "serve", "--data", l.data, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the server says nothing")
	}
	l.process, l.base = process(cmd.Process.Pid), strings.TrimSpace(lines.Text())
	c := newWire(l.base)
	for deadline := time.Now().Add(time.Minute); ; {
		if status, err := c.get("/readyz"); err == nil && status == 200 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the server does not get ready")
		}
	}
}

// imported imports a folder into data, and prints what that cost.
func imported(t *testing.T, program, data, folder string) {
	t.Helper()
	size := int64(0)
	err := filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "import", "--data", data, folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	spent, mb := cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), float64(size)/1e6
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	fmt.Printf("import: %.1f MB in %.1f CPU s, %.2f MB a CPU second, at most %d MB of memory\n\n", mb, spent.Seconds(), mb/spent.Seconds(), peak)
}

// settle waits until the server rests from what it does by itself after a start, and
// is what that took of the processors.
func (l *load) settle(t *testing.T) time.Duration {
	const resting, patience = 2 * tick, 5 * time.Minute
	began, before := time.Now(), time.Duration(0)
	for now := range time.Tick(time.Second) {
		spent := l.process.spent(t)
		if spent-before <= resting {
			return spent
		}
		if before = spent; now.Sub(began) > patience {
			t.Fatal("the server does not come to rest")
		}
	}
	return 0
}
