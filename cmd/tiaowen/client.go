package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/web"
)

// notice is the file in the data folder by which a running server is found.
// Only its owner can read it, so who knows Key may write.
type notice struct {
	Addr string `json:"addr"`
	Key  string `json:"key"`
	path string
}

func noticePath(data string) string { return filepath.Join(data, "server.json") }

// announce leaves the notice.
func announce(data string, addr net.Addr, key string) (notice, error) {
	n := notice{Addr: openable(addr), Key: key, path: noticePath(data)}
	text, err := json.Marshal(n)
	if err != nil {
		return n, err
	}
	aside := n.path + ".new" // whoever looks for it reads it whole or not at all
	if err = os.WriteFile(aside, text, 0o600); err == nil {
		err = os.Rename(aside, n.path)
	}
	if err != nil {
		_ = os.Remove(aside)
		n.withdraw()
		return n, fmt.Errorf("announce the server: %w", err)
	}
	return n, nil
}

func (n notice) withdraw() { _ = os.Remove(n.path) }

// client asks the API, of a running server or of one that lives in this process
// for the length of a command. The commands need not know which.
type client struct {
	http *http.Client
	base string
	key  string
	// store is set when the data folder was opened by this process.
	store *store
	wait  *wait // for a server that is being started; nil in this process
}

// connect opens the data folder, or finds the server that has it open.
func connect(ctx context.Context, e env) (*client, error) {
	s, server, err := openOrFind(ctx, e)
	if err != nil {
		return nil, err
	}
	if server != nil {
		return server, nil
	}
	return newClient(s, e)
}

// newClient asks a store of this process.
func newClient(s *store, e env) (*client, error) {
	server, err := newServer(s, e, web.Config{})
	if err != nil {
		s.Close()
		return nil, err
	}
	return &client{http: &http.Client{Transport: inProcess{server.Handler()}}, base: "http://localhost", store: s}, nil
}

// connectExisting is connect for whoever only reads: it makes no library.
func connectExisting(ctx context.Context, e env) (*client, error) {
	if err := hasLibrary(e); err != nil {
		return nil, err
	}
	return connect(ctx, e)
}

func findServer(e env) (*client, error) {
	text, err := os.ReadFile(noticePath(e.Data))
	if err != nil {
		return nil, &problem.Error{Kind: problem.InUse, Says: "资料库正由另一个 tiaowen 进程使用，且找不到它的服务", Cause: err}
	}
	var n notice
	if err := json.Unmarshal(text, &n); err != nil {
		return nil, &problem.Error{Kind: problem.MalformedFile, Says: noticePath(e.Data) + " 写法有误", Cause: err}
	}
	return &client{http: &http.Client{Timeout: 10 * time.Minute}, base: "http://" + n.Addr, key: n.Key, wait: newWait(e)}, nil
}

func (c *client) close() {
	if c.store != nil {
		c.store.Close()
	}
}

// get answers GET path?query; a problem is an error with its words.
func (c *client) get(ctx context.Context, path string, query url.Values) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path+"?"+query.Encode(), nil)
	if err != nil {
		return nil, err
	}
	return c.do(r)
}

// do answers a request. A server that is being started is waited for.
func (c *client) do(r *http.Request) ([]byte, error) {
	for {
		body, err := c.once(r)
		if err == nil || c.wait == nil || problem.KindOf(err) != notReady {
			return body, err
		}
		if !c.wait.more(r.Context(), "服务 "+c.base+" 正在启动") {
			return nil, &problem.Error{Kind: notReady, Says: "服务 " + c.base + " 还在启动，没有等到它就绪", Detail: "稍候再试，或用 --wait 5m 等得久一些。", Cause: err}
		}
		if r.GetBody != nil {
			if r.Body, err = r.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

func (c *client) once(r *http.Request) ([]byte, error) {
	if c.key != "" {
		r.Header.Set("Authorization", "Bearer "+c.key)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, c.unanswered(r, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, c.unanswered(r, err)
	}
	if answer.StatusCode >= 400 {
		return nil, refusal(answer.StatusCode, body)
	}
	return body, nil
}

// unanswered is the error of a request to a server that was not answered to its
// end.
func (c *client) unanswered(r *http.Request, err error) error {
	told := &problem.Error{Kind: problem.NoAnswer, Says: "服务 " + c.base + " 没有应答", Cause: fmt.Errorf("ask %s: %w", r.URL.Path, err)}
	switch {
	case r.Context().Err() != nil:
		return told.Cause
	case errors.Is(err, context.DeadlineExceeded):
		told.Kind, told.Says = problem.Timeout, "服务 "+c.base+" 迟迟没有答复，已放弃"
	}
	return told
}

// understand reads an answer.
func understand(answer []byte, into any) error {
	if err := json.Unmarshal(answer, into); err != nil {
		return &problem.Error{Kind: problem.NoAnswer, Says: "服务的答复读不懂", Cause: fmt.Errorf("read the answer: %w", err)}
	}
	return nil
}

// refusal is the problem that the API answered with, under its own code.
func refusal(status int, body []byte) error {
	var p struct {
		Code          problem.Kind
		Title, Detail string
		Errors        []problem.Fault
	}
	if err := json.Unmarshal(body, &p); err != nil || p.Code == "" {
		return &problem.Error{Kind: problem.NoAnswer, Says: fmt.Sprintf("服务的答复读不懂（HTTP %d）", status), Cause: err}
	}
	for i, f := range p.Errors {
		_, name, _ := strings.Cut(f.Location, ".")
		p.Title += []string{"：", "；"}[min(i, 1)] + strings.TrimSuffix(name+" "+f.Message, "。")
	}
	return &problem.Error{Kind: p.Code, Says: p.Title, Detail: p.Detail, Faults: p.Errors, Cause: fmt.Errorf("%d %s", status, p.Code)}
}

// inProcess carries requests to a handler without a network.
type inProcess struct{ handler http.Handler }

// RoundTrip answers r by the handler.
func (t inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Host, r.RequestURI, r.RemoteAddr = "localhost", r.URL.RequestURI(), "127.0.0.1:0"
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	t.handler.ServeHTTP(w, r)
	return w.Result(), nil
}
