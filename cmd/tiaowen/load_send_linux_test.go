package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// answered is what became of the requests of a kind.
type answered struct {
	took  []time.Duration
	bytes int
	spent time.Duration // of the server's processors
}

// each is what one of them cost.
func (a answered) each() time.Duration { return a.spent / time.Duration(max(1, len(a.took))) }

// send has clients ask all kinds in turn, each again when it is answered. It fails
// where a request does.
func (l *load) send(t *testing.T, kinds []loadKind, clients int, lasting time.Duration) []answered {
	t.Helper()
	all, next := make([]answered, len(kinds)), atomic.Int64{}
	var asking sync.WaitGroup
	var mu sync.Mutex
	end := time.Now().Add(lasting)
	for range clients {
		asking.Go(func() {
			c, err := newKeptLine(l.base)
			if err != nil {
				t.Error(err)
				return
			}
			defer c.conn.Close()
			for time.Now().Before(end) {
				n := int(next.Add(1))
				k := kinds[n%len(kinds)]
				address := k.address(n / len(kinds))
				began := time.Now()
				size, err := c.get(address, k.packed)
				took := time.Since(began)
				if err != nil {
					t.Errorf("%s: %v", address, err)
					return
				}
				mu.Lock()
				a := &all[n%len(kinds)]
				a.took, a.bytes = append(a.took, took), a.bytes+size
				mu.Unlock()
			}
		})
	}
	if asking.Wait(); t.Failed() {
		t.FailNow()
	}
	return all
}

// keptLine is a client with one connection that it keeps. It is on the processors
// of the server that is measured, and costs a third of what http.Client does.
type keptLine struct {
	conn net.Conn
	in   *bufio.Reader
}

func newKeptLine(base string) (*keptLine, error) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		return nil, err
	}
	return &keptLine{conn, bufio.NewReader(conn)}, nil
}

// get is the size of an answer.
func (c *keptLine) get(address string, packed bool) (int, error) {
	more := ""
	if packed {
		more = "Accept-Encoding: gzip\r\n"
	}
	if _, err := io.WriteString(c.conn, "GET "+address+" HTTP/1.1\r\nHost: "+c.conn.RemoteAddr().String()+"\r\n"+more+"\r\n"); err != nil {
		return 0, err
	}
	answer, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	size, err := io.Copy(io.Discard, answer.Body)
	if err == nil && answer.StatusCode >= 400 {
		err = fmt.Errorf("answered with %d", answer.StatusCode)
	}
	return int(size), err
}
