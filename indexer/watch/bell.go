package watch

import (
	"context"
	"io/fs"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// bell rings when something changes in a folder. Where the system has no such
// events it never rings.
type bell struct {
	events *fsnotify.Watcher // nil where there are none
	log    *slog.Logger
}

func newBell(roots []string, log *slog.Logger) *bell {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		log.Info("系统没有文件夹事件，改为定时查看", "cause", err)
		return &bell{log: log}
	}
	b := &bell{events: events, log: log}
	for _, root := range roots {
		b.follow(root)
	}
	return b
}

// follow adds a folder and those in it: events come from one level only.
func (b *bell) follow(root string) {
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return nil
		}
		if err := b.events.Add(path); err != nil {
			b.log.Info("文件夹没有事件，改为定时查看", "folder", path, "cause", err)
		}
		return nil
	})
}

// wait returns after the time, or settle after the last of some events; false
// means that ctx has ended.
func (b *bell) wait(ctx context.Context, longest, settle time.Duration) bool {
	end, quiet := time.NewTimer(longest), time.NewTimer(longest)
	defer end.Stop()
	defer quiet.Stop()
	var events <-chan fsnotify.Event
	var lost <-chan error
	if b.events != nil {
		events, lost = b.events.Events, b.events.Errors
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case <-end.C: // however busy the folder is
			return true
		case <-quiet.C:
			return true
		case err := <-lost: // events were lost: time to look
			b.log.Info("文件夹事件有遗漏", "cause", err)
			quiet.Reset(min(settle, longest))
		case e := <-events:
			if e.Has(fsnotify.Create) {
				b.follow(e.Name)
			}
			if e.Op != fsnotify.Chmod {
				quiet.Reset(min(settle, longest))
			}
		}
	}
}

func (b *bell) close() {
	if b.events != nil {
		_ = b.events.Close()
	}
}
