package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestStalledUpload: who sends half an upload and then nothing keeps nobody from
// ending the server in order.
func TestStalledUpload(t *testing.T) {
	t.Parallel()
	s := startServer(t, filepath.Join(t.TempDir(), "data"))
	c, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, err = fmt.Fprintf(c, "POST /api/v1/documents HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"+
		"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n")
	if err != nil {
		t.Fatal(err)
	}
	// The server reads on once somebody reads the form.
	if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || !strings.Contains(line, "100") {
		t.Fatalf("%q %v", line, err)
	}
	if _, err := io.WriteString(c, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	s.end(t)
}

// TestParallelPuts: of several who put one id that was not there, one has made it.
func TestParallelPuts(t *testing.T) {
	s := startServer(t, filepath.Join(t.TempDir(), "data"))
	for name, texts := range map[string]func(i int) string{
		"同文": func(int) string { return "某办法\n第一条 同一段文字。" },
		"异文": func(i int) string { return fmt.Sprintf("某办法\n第一条 第%d段文字。", i) },
	} {
		const puts = 10
		var made sync.Map
		var all sync.WaitGroup
		for i := range puts {
			all.Go(func() {
				body := fmt.Sprintf(`{"title":%q,"text":%q}`, name, texts(i))
				made.Store(i, s.send(t, http.MethodPut, "/api/v1/documents/"+name, "application/json", []byte(body), nil))
			})
		}
		all.Wait()
		counts := map[int]int{}
		made.Range(func(_, status any) bool { counts[status.(int)]++; return true })
		if counts[http.StatusCreated] != 1 || counts[http.StatusOK] != puts-1 {
			t.Errorf("%s: %v, want one 201 and %d 200", name, counts, puts-1)
		}
	}
	s.end(t)
}

// TestOpenable: the address that is printed is one that a browser can open.
func TestOpenable(t *testing.T) {
	for addr, want := range map[string]string{
		"[::]:8080": "127.0.0.1:8080", "0.0.0.0:80": "127.0.0.1:80", "[::1]:8080": "[::1]:8080",
		"127.0.0.1:8081": "127.0.0.1:8081", "192.0.2.7:9": "192.0.2.7:9", "[2001:db8::7]:9": "[2001:db8::7]:9",
	} {
		at, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := openable(at); got != want {
			t.Errorf("%s is opened at %s, want %s", addr, got, want)
		}
	}
}
