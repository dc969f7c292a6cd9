package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/indexer"
)

// Long work goes on after the request that began it: its files are taken in
// order, a few at a time, and its state can be asked. Tasks live with the
// process. One that a restart ended is gone, with what it had not yet taken; what
// its state reported as taken is in the library.
const (
	// tasksWaiting bounds the memory that waiting files take.
	tasksWaiting = 4
	tasksKept    = 50
	taskRound    = 20 // files between two looks at the state
)

// Task is long work and how far it has come.
type Task struct {
	ID       string    `json:"id"`
	State    string    `json:"state" enum:"waiting,running,done,failed,canceled" doc:"waiting 排队，running 进行中，done 完成，failed 中断，canceled 已取消"`
	Done     int       `json:"done" doc:"处理完的文件数"`
	Total    int       `json:"total"`
	Outcomes []Outcome `json:"outcomes" doc:"每个处理完的文件的结果"`
	// Checks are kept while the task is one of the last that checked anything.
	Checks   []TaskCheck `json:"checks" doc:"check=true 时：每份核对完的稿子；取消任务就不再保留，只留最近几个任务的"`
	Detail   string      `json:"detail" doc:"中断的原因"`
	Created  time.Time   `json:"created"`
	Finished *time.Time  `json:"finished"`
}

type taskOut struct {
	Status   int
	Location string `header:"Location"`
	Body     Task
}

type taskListOut struct {
	Body struct {
		Tasks []Task `json:"tasks" doc:"最新在前"`
	}
}

func (a *api) tasking() {
	tags := tagged(tagLibrary)
	register(a, huma.Operation{OperationID: "add-task", Method: http.MethodPost, Path: "/tasks", Tags: tags, DefaultStatus: http.StatusAccepted, Errors: []int{429},
		Summary: "上传文件，在后台收进；check=true 则只核对，不收进。答复 202，进度见 Location", Parameters: queryParameters(taskParameters)}, a.addTask)
	a.describeBody(http.MethodPost, "/tasks", "multipart/form-data", uploadSchema())
	register(a, huma.Operation{OperationID: "list-tasks", Method: http.MethodGet, Path: "/tasks", Tags: tags, Summary: "后台任务"}, a.listTasks)
	register(a, huma.Operation{OperationID: "get-task", Method: http.MethodGet, Path: "/tasks/{id}", Tags: tags, Summary: "一个后台任务的进度"}, a.getTask)
	register(a, huma.Operation{OperationID: "cancel-task", Method: http.MethodDelete, Path: "/tasks/{id}", Tags: tags,
		Summary: "取消后台任务；已经收进的不撤回"}, a.cancelTask)
}

func (a *api) addTask(_ context.Context, r *request) (*taskOut, error) {
	request := r.echo.Request()
	wanted, err := a.wantedTask(r.values)
	if err != nil {
		return nil, err
	}
	files, err := readFiles(request, a.isLocal(request))
	if err != nil {
		return nil, err
	}
	t, ok := a.tasks.add(files, wanted)
	if !ok {
		return nil, newProblem("too_many_tasks", nil)
	}
	return &taskOut{Status: http.StatusAccepted, Location: apiPath + "/tasks/" + t.ID, Body: t}, nil
}

// listTasks is for who may write: an outcome may name what is withheld.
func (a *api) listTasks(_ context.Context, r *request) (*taskListOut, error) {
	if !a.mayWrite(r.echo.Request()) {
		return nil, newProblem("unauthorized", nil)
	}
	out := &taskListOut{}
	out.Body.Tasks = a.tasks.list()
	return out, nil
}

func (a *api) getTask(_ context.Context, r *request) (*taskOut, error) {
	if !a.mayWrite(r.echo.Request()) {
		return nil, newProblem("unauthorized", nil)
	}
	t, ok := a.tasks.get(r.id())
	if !ok {
		return nil, newProblem("no_such_task", nil)
	}
	return &taskOut{Status: http.StatusOK, Body: t}, nil
}

func (a *api) cancelTask(_ context.Context, r *request) (*nothing, error) {
	if !a.tasks.cancel(r.id()) {
		return nil, newProblem("no_such_task", nil)
	}
	return nil, nil
}

// tasks are worked off one at a time: the library has one writer.
type tasks struct {
	ctx    context.Context
	intake Intake
	now    func() time.Time
	turn   chan struct{}
	// check holds a draft against the library.
	check func(ctx context.Context, f indexer.File, asOf corpus.Date) TaskCheck

	working sync.WaitGroup

	mu  sync.Mutex
	all []*task // oldest first
}

type task struct {
	Task
	files    []indexer.File
	wanted   wantedTask
	stop     context.CancelFunc
	canceled bool // by a person
}

func newTasks(ctx context.Context, intake Intake, now func() time.Time) *tasks {
	return &tasks{ctx: ctx, intake: intake, now: now, turn: make(chan struct{}, 1)}
}

// add begins a task, unless too many wait.
func (s *tasks) add(files []indexer.File, wanted wantedTask) (Task, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	waiting := 0
	for _, t := range s.all {
		if t.Finished == nil {
			waiting++
		}
	}
	if waiting >= tasksWaiting {
		return Task{}, false
	}
	ctx, stop := context.WithCancel(s.ctx)
	t := &task{Task: Task{ID: strings.ToLower(rand.Text()[:12]), State: "waiting", Total: len(files), Outcomes: []Outcome{}, Checks: []TaskCheck{}, Created: s.now()}, files: files, wanted: wanted, stop: stop}
	s.all = append(s.all, t)
	if len(s.all) > tasksKept && s.all[0].Finished != nil {
		s.all = s.all[1:]
	}
	s.working.Go(func() { s.run(ctx, t) })
	return t.Task, true
}

func (s *tasks) run(ctx context.Context, t *task) {
	defer t.stop()
	defer func() {
		// A file that fells its reader must not fell the server.
		if fault := recover(); fault != nil {
			s.finish(t, fmt.Errorf("task %s: %v", t.ID, fault))
		}
	}()
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		s.finish(t, ctx.Err())
		return
	}
	s.change(func() { t.State = "running" })
	if t.wanted.check {
		s.finish(t, s.checkAll(ctx, t))
		return
	}
	for from := 0; from < len(t.files); from += taskRound {
		if ctx.Err() != nil {
			break
		}
		outcomes, err := s.intake.AddAll(ctx, t.files[from:min(from+taskRound, len(t.files))])
		s.change(func() {
			for _, o := range outcomes {
				t.Outcomes = append(t.Outcomes, newOutcome(o))
			}
			t.Done = len(t.Outcomes)
		})
		if err != nil {
			s.finish(t, err)
			return
		}
	}
	s.finish(t, ctx.Err())
}

func (s *tasks) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// finish lets go of the files, which may be large.
func (s *tasks) finish(t *task, err error) {
	s.change(func() {
		now := s.now()
		t.Finished, t.files = &now, nil
		s.forgetChecks()
		switch {
		case err == nil:
			t.State = "done"
		case t.canceled:
			t.State = "canceled"
		default:
			p := problemOf(err)
			t.State, t.Detail = "failed", p.Title+"："+p.Detail
		}
	})
}

func (s *tasks) find(id string) *task {
	for _, t := range s.all {
		if t.ID == id {
			return t
		}
	}
	return nil
}

func (s *tasks) get(id string) (Task, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.find(id)
	if t == nil {
		return Task{}, false
	}
	out := t.Task
	out.Outcomes, out.Checks = out.Outcomes[:len(out.Outcomes):len(out.Outcomes)], out.Checks[:len(out.Checks):len(out.Checks)]
	return out, true
}

func (s *tasks) list() []Task {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []Task{}
	for i := len(s.all) - 1; i >= 0; i-- {
		t := s.all[i].Task
		t.Outcomes, t.Checks = []Outcome{}, []TaskCheck{} // asked of one task
		out = append(out, t)
	}
	return out
}

func (s *tasks) cancel(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.find(id)
	if t == nil {
		return false
	}
	t.canceled, t.Checks = t.Finished == nil, []TaskCheck{}
	t.stop()
	return true
}
