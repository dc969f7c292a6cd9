package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
	"tiaowen/search/bleve"
)

// notLost compares where library and index stand. The index follows the library:
// one that is ahead of it has seen changes that the library no longer has, as when
// the log beside the library's file is gone. The index is then made anew of what
// there is, and nothing would tell any more; so it is written down, and stays said
// until a person accepts it. An empty library beside a filled index is one whose
// file was deleted or cut off, and is not filled with samples as a new one would be.
func (s *store) notLost(ctx context.Context, e env) error {
	seq, err := s.library.Seq(ctx)
	if err != nil {
		return err
	}
	at := s.engine.Seq()
	switch {
	case seq == 0 && at > 0:
		return lost(e)
	case at <= seq:
		return nil
	}
	l, err := lossOf(e.Data)
	if err != nil {
		return err
	}
	if l == nil || !l.tells(seq, at) {
		l = &loss{Library: seq, Index: at, Noticed: time.Now().UTC()}
		if err := l.write(e.Data); err != nil {
			return problem.In("资料库 "+e.Data, err)
		}
	}
	if l.Accepted.IsZero() {
		e.log.Warn(l.says()+"；"+lossRemedy, "library", seq, "index", at)
	}
	return nil
}

// notBlank is nil unless the library's file holds nothing beside an index: opening it
// to write would make tables in it, and a log that turned up again would no longer
// fit.
func notBlank(ctx context.Context, e env) error {
	if !exists(filepath.Join(e.Data, "index", "CURRENT")) {
		return nil
	}
	blank, err := library.Blank(ctx, e.Data)
	if err != nil || !blank {
		return nil // whoever opens it says what is wrong
	}
	return lost(e)
}

// loss is what is known of changes that the library once had: its number of the last
// that is there, and the index's of the last that there was.
type loss struct {
	Library  int64     `json:"library"`
	Index    int64     `json:"index"`
	Noticed  time.Time `json:"noticed"`
	Accepted time.Time `json:"accepted,omitzero"`
}

const lossName = "loss.json"

const lossRemedy = "找得到 library.db-wal 的，停止服务，放回原处；否则用 tiaowen restore 从备份恢复；只能这样的，用 tiaowen doctor --accept-loss 表示接受"

// lossOf is the loss that was noticed in a data folder, nil if none was.
func lossOf(data string) (*loss, error) {
	raw, err := os.ReadFile(filepath.Join(data, lossName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var l loss
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, &problem.Error{Kind: problem.MalformedFile, Says: filepath.Join(data, lossName) + " 写法有误", Cause: err}
	}
	return &l, nil
}

// openLoss is the loss that nobody has accepted, nil if there is none.
func openLoss(data string) (*loss, error) {
	l, err := lossOf(data)
	if err != nil || l == nil || !l.Accepted.IsZero() {
		return nil, err
	}
	return l, nil
}

// tells reports whether there is nothing more to say of an index ahead of its library.
// What was accepted is that loss and none after it: the index is as it was then, and the
// library has lost no more.
func (l *loss) tells(library, index int64) bool {
	if l.Accepted.IsZero() {
		return l.Index >= index
	}
	return l.Index == index && l.Library <= library
}

// write keeps it on the disk.
func (l *loss) write(data string) error {
	raw, err := json.Marshal(l)
	if err != nil {
		return err
	}
	path := filepath.Join(data, lossName)
	f, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return errors.Join(os.Rename(path+".new", path), syncFolder(data))
}

// says is what was lost, in Chinese.
func (l *loss) says() string {
	return fmt.Sprintf("资料库丢失了最后的改动：应到第 %d 步，只到第 %d 步（%s 发现）", l.Index, l.Library, l.Noticed.Local().Format(time.DateTime))
}

// aheadOf is the loss that an index shows which is ahead of its library, nil if it is
// not, or cannot be read: then it shows nothing.
func aheadOf(ctx context.Context, data string) (*loss, error) {
	l, err := library.View(ctx, data)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	seq, err := l.Seq(ctx)
	if err != nil {
		return nil, err
	}
	engine, err := bleve.OpenReading(filepath.Join(data, "index"), nil)
	if err != nil {
		return nil, nil
	}
	defer engine.Close()
	if at := engine.Seq(); at > seq {
		return &loss{Library: seq, Index: at, Noticed: time.Now().UTC()}, nil
	}
	return nil, nil
}

// acceptLoss notes that a person has accepted what was lost.
func acceptLoss(ctx context.Context, data string) (string, error) {
	l, err := openLoss(data)
	if err == nil && l == nil {
		l, err = aheadOf(ctx, data) // nobody has started the service since
	}
	if err != nil {
		return "", err
	}
	if l == nil {
		return "没有需要接受的丢失", nil
	}
	l.Accepted = time.Now().UTC()
	if err := l.write(data); err != nil {
		return "", problem.In("资料库 "+data, err)
	}
	return "已接受：" + l.says(), nil
}

// lost is the error of a filled index without its library.
func lost(e env) error {
	return &problem.Error{Kind: problem.LostLibrary,
		Says:   fmt.Sprintf("资料库是空的，索引里却有内容：文件 %s 可能被删除或损坏", filepath.Join(e.Data, libraryName)),
		Detail: fmt.Sprintf("请用 tiaowen restore --from 备份文件 --force 恢复；确要从头开始，请把 %s 也删除。", filepath.Join(e.Data, "index"))}
}
