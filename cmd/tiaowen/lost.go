package main

import (
	"context"
	"fmt"
	"path/filepath"

	"tiaowen/corpus/problem"
)

// notLost compares where library and index stand. The index follows the library:
// one that is ahead of it has seen changes that the library no longer has. An
// empty library beside a filled index is one whose file was deleted or cut off,
// and is not filled with samples as a new one would be.
func (s *store) notLost(ctx context.Context, e env) error {
	seq, err := s.library.Seq(ctx)
	if err != nil {
		return err
	}
	at := s.engine.Seq()
	if seq == 0 && at > 0 {
		return lost(e)
	}
	if at > seq {
		e.log.Warn("资料库比索引旧，最后的改动可能丢失；索引将由资料库重建", "library", seq, "index", at)
	}
	return nil
}

// lost is the error of a filled index without its library.
func lost(e env) error {
	return &problem.Error{Kind: problem.LostLibrary,
		Says:   fmt.Sprintf("资料库是空的，索引里却有内容：文件 %s 可能被删除或损坏", filepath.Join(e.Data, libraryName)),
		Detail: fmt.Sprintf("请用 tiaowen restore --from 备份文件 --force 恢复；确要从头开始，请把 %s 也删除。", filepath.Join(e.Data, "index"))}
}
