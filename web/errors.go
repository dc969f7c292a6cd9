package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/search"
)

// Problem is the one shape of every error: RFC 9457, with a code that does not
// change with the wording, and every fault of the request at once.
type Problem struct {
	Type      string  `json:"type" doc:"总是 about:blank：错误由 code 区分"`
	Title     string  `json:"title" doc:"错误的名称"`
	Status    int     `json:"status" doc:"HTTP 状态码"`
	Code      string  `json:"code" doc:"稳定的错误代码，供程序判断"`
	Detail    string  `json:"detail" doc:"这一次错在哪里、怎么办"`
	Errors    []Fault `json:"errors" doc:"逐项指出错处"`
	RequestID string  `json:"request_id" doc:"请求编号，可据此在日志中查找"`
	Current   any     `json:"current,omitempty" doc:"备课夹被他人改动（collection_changed）时：它现在的样子"`

	// retry is how many seconds to wait before trying again, 0 if that is no help.
	retry int
	// cause is for the log; nobody else sees it.
	cause error
}

func (p *Problem) Error() string {
	if p.cause != nil {
		return fmt.Sprintf("%s: %v", p.Code, p.cause)
	}
	return p.Code
}

func (p *Problem) Unwrap() error { return p.cause }

// GetStatus lets huma write a problem as it stands.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is RFC 9457's.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// kindOfProblem is what is always the same of a problem with a code.
type kindOfProblem struct {
	status int
	title  string
	detail string
	retry  int
}

// problems are all there are, by code.
var problems = map[string]kindOfProblem{
	"bad_request":            {400, "请求无法理解", "请检查请求的写法。", 0},
	"malformed_json":         {400, "不是合格的 JSON", "请求正文应是一个 JSON 对象。", 0},
	"bad_cursor":             {400, "翻页标记无效", "翻页标记只对同一查询、同一状态的资料库有效，请从第一页重新开始。", 0},
	"unauthorized":           {401, "需要管理口令", "修改资料库需要管理口令：请登录，或以 Authorization: Bearer 提交。", 0},
	"forbidden":              {403, "不允许", "这一操作不被允许。", 0},
	"foreign_origin":         {403, "来自其他网站的请求", "只接受本站页面发出的请求。", 0},
	"not_found":              {404, "没有这个地址", "请检查网址。", 0},
	"no_such_document":       {404, "没有这篇文献", "资料库中没有这个编号的文献，它可能已被删除。", 0},
	"no_such_provision":      {404, "没有这一条款", "这篇文献中没有这个位置。", 0},
	"no_such_collection":     {404, "没有这个备课夹", "没有这个编号的备课夹，它可能已被删除。", 0},
	"no_such_item":           {404, "没有这个条目", "备课夹里没有这个条目，它可能已被移走。", 0},
	"method_not_allowed":     {405, "不支持这种请求方法", "允许的方法见 Allow 头。", 0},
	"no_such_task":           {404, "没有这个任务", "任务随服务一起结束，重新启动后要重新提交。", 0},
	"part_of_file":           {409, "这一篇是一个文件中的一部分", "同一文件里的其他篇会受影响，请改用上传文件。", 0},
	"nothing_to_undo":        {409, "没有可以撤销的操作", "最近没有可撤销的更正或删除。", 0},
	"collection_changed":     {412, "备课夹已被他人改动", "请以 current 中的最新内容为准，再作改动。", 0},
	"changed":                {412, "文献已被他人改动", "请取得最新内容后再提交。", 0},
	"too_large":              {413, "内容过大", "一次上传或一批 NDJSON 不超过 60 MB，一篇文本不超过 8 MB，其他请求不超过 1 MB。", 0},
	"unsupported_media_type": {415, "不支持这种内容类型", "上传文件用 multipart/form-data，逐行提交用 application/x-ndjson，其余用 application/json。", 0},
	"foreign_host":           {421, "主机名不被接受", "本服务只以本机地址或配置中列出的主机名访问。", 0},
	"invalid_request":        {422, "请求有误", "请按 errors 中的说明逐项更正。", 0},
	"collection_full":        {422, "备课夹装不下了", "一个备课夹至多 10,000 个条目，请另建一个。没有加入任何条目。", 0},
	"not_a_packet":           {422, "不是可以复核的备课材料", "", 0},
	"quarantined":            {422, "已隔离", "", 0},
	"removed":                {409, "已被删除", "", 0},
	"same_text":              {409, "已有同样的文本", "", 0},
	"id_taken":               {409, "编号已被占用", "", 0},
	"not_taken":              {422, "没有收进", "", 0},
	"too_many_tasks":         {429, "排队的任务太多", "请等前面的任务完成后再提交。", 30},
	"too_many_rechecks":      {429, "正在复核的太多", "请稍候再试。", 10},
	"too_many_exports":       {429, "正在导出的太多", "请稍候再试。", 10},
	"too_many_requests":      {429, "请求过于频繁", "请稍候再试。", 10},
	"canceled":               {499, "请求已取消", "客户端在得到答复之前断开了。", 0},
	"internal":               {500, "服务器内部错误", "错误已记入日志，报告时请附上请求编号。", 0},
	"not_ready":              {503, "索引尚未就绪", "索引正在建立，请稍候再试。", 5},
	"index_unavailable":      {503, "暂时无法检索", "索引暂不可用，请稍候再试。", 5},
	"overloaded":             {503, "来访过多", "服务正忙，请稍候再试。", 1},
	"timeout":                {503, "检索超时", "这一查询用时过长，请缩短后再试。", 1},
	"disk_full":              {507, "磁盘已满", "这一次没有全部写完，已报告收进的除外；请腾出磁盘空间后再试。检索和阅读不受影响。", 0},
}

// newProblem makes the problem of a code; cause may be nil.
func newProblem(code string, cause error) *Problem {
	k := problems[code]
	return &Problem{Type: "about:blank", Title: k.title, Status: k.status, Code: code, Detail: k.detail,
		Errors: []Fault{}, retry: k.retry, cause: cause}
}

// invalid is the problem of a request with faults.
func invalid(faults ...Fault) *Problem {
	p := newProblem("invalid_request", nil)
	p.Errors = faults
	return p
}

// problemOf says what an error of the layers below is to the caller.
func problemOf(err error) *Problem {
	var (
		problem *Problem
		tooBig  *http.MaxBytesError
		query   *search.QueryError
		echoed  *echo.HTTPError
	)
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, library.ErrNotFound):
		return newProblem("no_such_document", err)
	case errors.Is(err, library.ErrNoCollection):
		return newProblem("no_such_collection", err)
	case errors.Is(err, library.ErrNoItem):
		return newProblem("no_such_item", err)
	case errors.Is(err, library.ErrTooMany):
		return newProblem("collection_full", err)
	case errors.Is(err, library.ErrChanged):
		return newProblem("changed", err)
	case errors.Is(err, library.ErrFull):
		return newProblem("disk_full", err)
	case errors.Is(err, library.ErrNothingToUndo):
		return newProblem("nothing_to_undo", err)
	case errors.Is(err, search.ErrCursor):
		return newProblem("bad_cursor", err)
	case errors.As(err, &query):
		return invalid(Fault{"query." + query.Field, query.Reason, faultMessage(query.Reason)})
	case errors.As(err, &tooBig):
		return newProblem("too_large", err)
	case errors.Is(err, context.Canceled):
		return newProblem("canceled", err)
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem("timeout", err)
	case errors.As(err, &echoed):
		return newProblem(codeOfStatus(echoed.Code), err)
	}
	return newProblem("internal", err)
}

// codeOfStatus names what Echo only numbers.
func codeOfStatus(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "unauthorized"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusMethodNotAllowed:
		return "method_not_allowed"
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	case http.StatusUnsupportedMediaType:
		return "unsupported_media_type"
	case http.StatusTooManyRequests:
		return "too_many_requests"
	}
	if status >= 400 && status < 500 {
		return "bad_request"
	}
	return "internal"
}

// problemFor is problemOf for the request of c: it bears the request's id, the
// headers that go with it are set, and what is our own fault is logged.
func (s *Server) problemFor(c echo.Context, err error) *Problem {
	p := *problemOf(err) // a copy: a problem may be shared
	p.RequestID = requestID(c)
	if p.retry > 0 {
		c.Response().Header().Set("Retry-After", fmt.Sprint(p.retry))
	}
	if p.Status == http.StatusUnauthorized {
		c.Response().Header().Set("WWW-Authenticate", `Bearer realm="tiaowen"`)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	if p.Status >= 500 {
		s.cfg.Log.Log(c.Request().Context(), levelOf(&p), "request failed", "id", p.RequestID, "code", p.Code, "error", p.cause)
	}
	return &p
}

// levelOf tells what passes by itself from what somebody must look into.
func levelOf(p *Problem) slog.Level {
	if p.Code == "overloaded" {
		return slog.LevelDebug // there are many, and the metrics count them
	}
	if p.Status == http.StatusServiceUnavailable {
		return slog.LevelWarn
	}
	return slog.LevelError
}

// handleError is Echo's last resort and answers everything that did not go
// through huma.
func (s *Server) handleError(err error, c echo.Context) {
	p := s.problemFor(c, err)
	if c.Response().Committed {
		return
	}
	write := s.writeProblem
	if s.errorPage != nil && wantsPage(c) {
		write = s.errorPage
	}
	if err := write(c, p); err != nil {
		s.cfg.Log.Error("answer an error", "id", p.RequestID, "error", err)
	}
}

func (s *Server) writeProblem(c echo.Context, p *Problem) error {
	c.Response().Header().Set(echo.HeaderContentType, p.ContentType(""))
	return c.JSON(p.Status, p)
}

// wantsPage tells a browser that opened a page from everything else.
func wantsPage(c echo.Context) bool {
	r := c.Request()
	return !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// settle turns errors and panics of what lies below into answers, so that the
// layers above (log, metrics) see a response like any other.
func (s *Server) settle(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v) // net/http's own way of ending a connection
			default:
				s.cfg.Log.Error("panic", "id", requestID(c), "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				c.Error(newProblem("internal", fmt.Errorf("panic: %v", v)))
			}
		}()
		if err := next(c); err != nil {
			c.Error(err)
		}
		return nil
	}
}
