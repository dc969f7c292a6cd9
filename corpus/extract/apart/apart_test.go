package apart

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/extract"
)

// The test program is its own child, with a bent for trouble when asked.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "child":
			if err := Serve(os.Stdin, os.Stdout); err != nil {
				os.Exit(1)
			}
			os.Exit(0)
		case "trouble":
			trouble()
		}
	}
	os.Exit(m.Run())
}

// trouble does what the text of its file says.
func trouble() {
	for {
		var q request
		if err := readValue(os.Stdin, 1<<20, &q); err != nil {
			os.Exit(0)
		}
		data := make([]byte, q.Size)
		_, _ = io.ReadFull(os.Stdin, data)
		switch string(data) {
		case "die":
			os.Exit(3)
		case "spin":
			for {
				runtime.Gosched()
			}
		case "sleep":
			time.Sleep(time.Hour) // a child never outlives its parent's patience
		case "eat":
			var eaten [][]byte
			for len(eaten) < 1<<20 {
				b := make([]byte, 8<<20)
				for i := 0; i < len(b); i += 4096 {
					b[i] = 1
				}
				eaten = append(eaten, b)
			}
			os.Exit(len(eaten))
		case "talk":
			_ = writeValue(os.Stdout, strings.Repeat("话", 1<<20))
		case "babble":
			_, _ = os.Stdout.WriteString("no answer at all, but words that someone printed")
			os.Exit(0)
		default:
			_ = writeValue(os.Stdout, read(q, data))
		}
	}
}

func reader(t *testing.T, kind string, limits Limits) *Reader {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := New([]string{program, kind}, limits)
	t.Cleanup(r.Close)
	return r
}

// What a child reads is what this process would have read.
func TestReadAsHere(t *testing.T) {
	r := reader(t, "child", Limits{})
	for name, text := range map[string]string{
		"a.txt":   "某某市机关党支部工作办法\n第一条 为了做好支部工作，制定本办法。\n",
		"b.md":    "# 某某条例\n\n## 第一章 总则\n\n第一条 条文。\n",
		"c.html":  "<html><body><h1>题目</h1><p>一段文字，写得不长。</p></body></html>",
		"d.jsonl": `{"title":"甲","text":"第一条 甲。"}` + "\n" + `{"title":"乙","text":"第一条 乙。"}`,
		"e.txt":   "",
		"f.bin":   "\x7fELF\x00\x01",
	} {
		want, wantErr := extract.Read(name, []byte(text))
		got, err := r.Read(t.Context(), name, []byte(text), extract.Options{})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-here +apart):\n%s", name, diff)
		}
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%s: error %v, want %v", name, err, wantErr)
		}
	}
}

// A file that is trouble costs itself: it is refused with the reason, and the
// next file is read.
func TestTrouble(t *testing.T) {
	if _, ok := usage(os.Getpid()); !ok {
		t.Skip("this system does not tell what a process costs")
	}
	for _, c := range []struct{ text, code string }{
		{"die", Died}, {"spin", TooMuchTime}, {"sleep", TooMuchTime}, {"eat", TooMuchMemory}, {"talk", TooMuchText}, {"babble", TooMuchText},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			r := reader(t, "trouble", Limits{Memory: 200 << 20, CPU: 300 * time.Millisecond, Wall: 5 * time.Second, Output: 1 << 20})
			_, err := r.Read(t.Context(), "坏.txt", []byte(c.text), extract.Options{})
			var refusal *extract.Refusal
			if !errors.As(err, &refusal) || refusal.Code != c.code {
				t.Fatalf("%v, want a refusal %s", err, c.code)
			}
			good, err := r.Read(t.Context(), "好.txt", []byte("这一篇是好的，读得出来。"), extract.Options{})
			if err != nil || len(good) != 1 {
				t.Errorf("after trouble: %v %v", good, err)
			}
		})
	}
}

// Many files at once get their own answers.
func TestAtOnce(t *testing.T) {
	r := reader(t, "child", Limits{})
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			text := fmt.Sprintf("这是第 %d 篇，读得出来。", i)
			got, err := r.Read(t.Context(), fmt.Sprintf("%d.txt", i), []byte(text), extract.Options{})
			if err != nil || got[0].Text != text {
				t.Errorf("file %d: %v %v", i, got, err)
			}
		})
	}
	group.Wait()
}

func TestCancelled(t *testing.T) {
	r := reader(t, "trouble", Limits{})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := r.Read(ctx, "慢.txt", []byte("sleep"), extract.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the context's error", err)
	}
}

func TestNoProgram(t *testing.T) {
	r := New([]string{"/no/such/program"}, Limits{})
	if _, err := r.Read(t.Context(), "甲.txt", []byte("甲"), extract.Options{}); err == nil {
		t.Error("no error though no child could start")
	}
}

// A child whose parent was killed ends, also in the middle of a file.
func TestParentGone(t *testing.T) {
	in, parent := io.Pipe()
	busy, never := make(chan bool), make(chan bool)
	t.Cleanup(func() { close(never) })
	ended := make(chan error, 1)
	go func() {
		ended <- serve(in, io.Discard, func(request, []byte) answer {
			busy <- true
			<-never
			return answer{}
		})
	}()
	if err := writeValue(parent, request{Path: "甲.txt", Size: 3}); err != nil {
		t.Fatal(err)
	}
	if _, err := parent.Write([]byte("甲")); err != nil {
		t.Fatal(err)
	}
	<-busy
	parent.Close()
	if err := <-ended; !errors.Is(err, errGone) {
		t.Errorf("ended with %v", err)
	}
}

// Input that ends in the middle of a request is an error, one that ends between
// two is none.
func TestInputEnds(t *testing.T) {
	var whole strings.Builder
	if err := writeValue(&whole, request{Path: "甲.txt", Size: 3}); err != nil {
		t.Fatal(err)
	}
	whole.WriteString("甲")
	for n, good := range map[int]bool{0: true, 2: false, 8: false, whole.Len() - 3: false, whole.Len() - 1: false} {
		if err := Serve(strings.NewReader(whole.String()[:n]), io.Discard); (err == nil) != good {
			t.Errorf("cut to %d: %v", n, err)
		}
	}
}

// An archive is given the time of many files.
func TestArchiveLimits(t *testing.T) {
	r := New(nil, Limits{})
	file, archive := r.limitsOf("甲.pdf", extract.Options{}), r.limitsOf("包.ZIP", extract.Options{})
	if file != r.limits || archive.CPU <= extract.ArchiveDeadline || archive.Wall <= extract.ArchiveDeadline || archive.Output <= file.Output || archive.Memory != file.Memory {
		t.Errorf("file %+v, archive %+v", file, archive)
	}
}
