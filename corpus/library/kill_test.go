package library

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"tiaowen/corpus"
)

// putterDir is the environment variable that makes this test binary a child
// that puts one file after the other, until it is killed.
const putterDir = "TIAOWEN_TEST_PUTTER"

// kills is how often a child is killed.
const kills = 20

func TestMain(m *testing.M) {
	if dir := os.Getenv(putterDir); dir != "" {
		if err := putForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// putForever writes the number of each file on a line when it is kept.
func putForever(dir string) error {
	ctx := context.Background()
	from, err := strconv.Atoi(os.Getenv(putterDir + "_FROM"))
	if err != nil {
		return err
	}
	l, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	for i := from; ; i++ {
		f, texts := numbered(i)
		if _, _, err := l.Put(ctx, f, texts); err != nil {
			return err
		}
		fmt.Println(i)
	}
}

// numbered is file i with its two texts.
func numbered(i int) (File, []corpus.Source) {
	path := fmt.Sprintf("/%d", i)
	text := fmt.Sprintf("第%d份。\n", i) + paragraphs(200)
	return file(path, text), []corpus.Source{essay("1", fmt.Sprintf("甲%d", i), text), essay("2", fmt.Sprintf("乙%d", i), text+"又")}
}

// TestKill kills a process in the middle of its writing, again and again, and
// looks each time for all that it said it had kept.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	next := 0
	for range kills {
		acknowledged := runAndKill(t, dir, next, 1+random.IntN(12))
		l := open(t, dir)
		for next <= acknowledged || holds(t, l, next) {
			wholeFile(t, l, next)
			next++
		}
		if n := stringAt(t, l, `SELECT count(*) FROM documents`); n != strconv.Itoa(2*next) {
			t.Fatalf("%s documents after %d files of two", n, next)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := stringAt(t, open(t, dir), `PRAGMA integrity_check`); got != "ok" {
		t.Errorf("integrity check: %s", got)
	}
	t.Logf("%d files kept over %d kills", next, kills)
}

// runAndKill lets a child put files until it has acknowledged n, kills it, and
// says which it acknowledged last: it was somewhere in the next one then.
func runAndKill(t *testing.T, dir string, from, n int) (last int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), self)
	child.Env = append(os.Environ(), putterDir+"="+dir, fmt.Sprintf("%s_FROM=%d", putterDir, from))
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last = from - 1
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if last, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if n--; n == 0 {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); n > 0 {
		t.Fatalf("child ended by itself: %v", err)
	}
	return last
}

func holds(t *testing.T, l *Library, i int) bool {
	t.Helper()
	f, _ := numbered(i)
	ok, err := l.Known(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func wholeFile(t *testing.T, l *Library, i int) {
	t.Helper()
	f, texts := numbered(i)
	for j, id := range []string{fmt.Sprintf("甲%d", i), fmt.Sprintf("乙%d", i)} {
		if got := get(t, l, id); got.Document.Text != texts[j].Text {
			t.Errorf("%s: text is not the one that was put", id)
		}
		if got, err := l.Original(t.Context(), id); err != nil || string(got.Data) != string(f.Data) {
			t.Errorf("%s: original is not the one that was put (%v)", id, err)
		}
	}
}
