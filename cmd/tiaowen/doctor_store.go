package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
)

// checkStore verifies library and index, if they can be read at all.
func checkStore(ctx context.Context, data string, g globals) []finding {
	if err := usable(data); err != nil {
		return []finding{{"资料库", wrong, problem.Message(err), remedyOf(err)}}
	}
	hasLibrary, hasIndex := exists(filepath.Join(data, libraryName)), exists(filepath.Join(data, "index", "CURRENT"))
	switch {
	case !hasLibrary && !hasIndex:
		return []finding{{Name: "资料库", State: well, Says: "还没有"}}
	case !hasLibrary:
		return []finding{{"资料库", wrong, "文件 " + libraryName + " 不见了", restoreRemedy}}
	}
	v, err := verifyData(ctx, data)
	switch {
	case err != nil:
		return []finding{{"资料库", wrong, problem.Message(err), remedyOf(err)}}
	case len(v.Library) > 0:
		return []finding{{"资料库", wrong, fmt.Sprintf("有 %d 处损坏，如%s", len(v.Library), faultLine(v.Library[0])), restoreRemedy}}
	}
	if v.State == indexUnknown {
		return []finding{{"资料库", warn, "完好；" + problem.Message(library.ErrOlder), "升级之后再检查一次"}}
	}
	out := []finding{{Name: "资料库", State: well, Says: fmt.Sprintf("%d 篇文献，完好", v.Documents)}}
	if v.Lost != nil {
		out = []finding{{"资料库", wrong, v.Lost.says(), lossRemedy}}
	}
	if v.Held > 0 {
		out = append(out, finding{"隔离", warn, fmt.Sprintf("%d 篇有密级或内部标志，没有进入检索", v.Held), "请人查看；可以公开的放行，不该在这里的从原处删除"})
	}
	switch v.State {
	case indexAbsent, indexBehind:
		return append(out, finding{"索引", warn, v.Index[0].What, "启动 tiaowen serve，索引由资料库补上"})
	case indexDamaged:
		return append(out, finding{"索引", wrong, fmt.Sprintf("有 %d 处不符，如%s", len(v.Index), faultLine(v.Index[0])),
			"重新启动 tiaowen serve；仍不符时停止服务，删除 " + filepath.Join(data, "index") + " 再启动，索引由资料库重建"})
	}
	return append(out, finding{Name: "索引", State: well, Says: "与资料库一致"}, checkMeaning(g, v.Meaning))
}

const restoreRemedy = "停止服务，用 tiaowen restore --from 备份文件 --force 恢复；没有备份时先把整个文件夹复制一份，再用 tiaowen verify 看哪些文献受损，重新导入它们的原始文件"

// remedyOf is what to do about a library that could not be looked at. Only one that
// is damaged is to be restored: to put a backup in the place of a sound one that
// cannot be read would lose what came since.
func remedyOf(err error) string {
	switch told := problem.Of(err); told.Kind {
	case problem.DamagedLibrary:
		return restoreRemedy
	case problem.NoPermission:
		return "用运行服务的用户运行本命令，或把文件夹和其中文件的属主、权限改回来；资料库不必恢复"
	case problem.Internal:
		return "先不要恢复；用 tiaowen verify 再核对一次，看错在哪里"
	default:
		return strings.TrimSuffix(told.Detail, "。")
	}
}

// usable is nil unless something of a data folder may not be read, or the library
// not be written.
func usable(data string) error {
	for _, name := range []string{"", libraryName, libraryName + "-wal", libraryName + "-shm", "index", filepath.Join("index", "CURRENT")} {
		flags := os.O_RDONLY
		if strings.HasPrefix(name, libraryName) {
			flags = os.O_RDWR
		}
		f, err := os.OpenFile(filepath.Join(data, name), flags, 0)
		if err == nil {
			err = f.Close()
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) && !problem.Unwritten(err) {
			return err
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
