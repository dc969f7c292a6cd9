package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve"
)

var (
	damages    = flag.Int("damages", 100, "how often TestDamage damages a data folder")
	damageSeed = flag.Uint64("damage-seed", 1, "what its random damages are drawn from")
)

func quiet(data string) env {
	return env{globals: globals{Data: data}, log: slog.New(slog.DiscardHandler)}
}

// numberedRegulation is file n of the tests that break things; edition is a
// number in its text.
func numberedRegulation(n, edition int) indexer.File {
	text := fmt.Sprintf("示例工作规定第%d号\n第一条 为了做好第%d项示例工作，制定本规定。\n第二条 暗号%dx第%d版。\n"+
		"第三条 各支部应当每月检查一次，做到：\n（一）有人管；\n（二）有记录。\n第四条 本规定自2020年1月1日起施行。\n", n, n, n, edition)
	return indexer.File{Path: fmt.Sprintf("/示例/%d.txt", n), Data: []byte(text)}
}

// lived makes a data folder in which everything has happened that can, and a
// second one as it was a moment before, when the process was killed.
func lived(t *testing.T) (closed, killed string) {
	t.Helper()
	ctx := t.Context()
	closed = t.TempDir()
	s, err := openStore(ctx, quiet(closed))
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for batch := range 6 {
		if batch == 4 { // what is killed later has a file and a log
			s.Close()
			s, err = openStore(ctx, quiet(closed))
			must(err)
		}
		var files []indexer.File
		for i := range 10 {
			files = append(files, numberedRegulation(10*batch+i, 1))
		}
		outcomes, err := s.intake.AddAll(ctx, files)
		must(err)
		for _, o := range outcomes {
			ids = append(ids, o.Documents[0].ID)
		}
		_, err = s.intake.Correct(ctx, ids[10*batch], json.RawMessage(`{"source":"校对"}`), "")
		must(err)
	}
	must(s.intake.Remove(ctx, ids[3], ""))
	must(s.intake.Remove(ctx, ids[4], ""))
	_, err = s.intake.Undo(ctx, ids[4])
	must(err)
	_, err = s.intake.AddAll(ctx, []indexer.File{numberedRegulation(7, 2), {Path: "/密.txt", Data: []byte("机密★1年\n某事\n第一条 办。\n")}})
	must(err)
	must(s.library.SetSetting(ctx, "token", "口令"))
	// Deleted and come again; replaced and undone, and made again; withheld and discarded; one paper
	// made of two.
	must(s.intake.Remove(ctx, ids[5], ""))
	_, err = s.intake.AddAll(ctx, []indexer.File{numberedRegulation(5, 1), numberedRegulation(9, 2), {Path: "/又密.txt", Data: []byte("秘密★2年\n又一事\n第一条 办。\n")}})
	must(err)
	_, err = s.intake.Undo(ctx, ids[9])
	must(err)
	_, err = s.intake.AddAll(ctx, []indexer.File{numberedRegulation(6, 2)})
	must(err)
	_, err = s.intake.Undo(ctx, ids[6])
	must(err)
	_, err = s.intake.Redo(ctx, ids[6])
	must(err)
	held, err := s.library.WithheldAt(ctx, "/又密.txt")
	must(err)
	must(s.intake.Discard(ctx, held[0].ID))
	newer := numberedRegulation(11, 2)
	newer.Path = "/另存/11.txt"
	outcomes, err := s.intake.AddAll(ctx, []indexer.File{newer})
	must(err)
	_, err = s.intake.Replace(ctx, ids[11], outcomes[0].Documents[0].ID)
	must(err)
	_, err = s.intake.AddAll(ctx, []indexer.File{numberedRegulation(8, 2)})
	must(err)
	killed = copyLive(t, closed)
	s.Close()
	return closed, killed
}

// copyLive copies a folder whose index is open: once more if the index merged
// its segments meanwhile, for that would be a state that never was.
func copyLive(t *testing.T, from string) string {
	t.Helper()
	for range 20 {
		to, before := t.TempDir(), standing(t, from)
		err := os.CopyFS(to, os.DirFS(from))
		if standing(t, from) == before && err == nil {
			asKilled(t, to)
			return to
		}
	}
	t.Fatalf("%s does not stand still", from)
	return ""
}

// standing is the files of an index, and when its list of segments was written.
func standing(t *testing.T, data string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(data, "index", "*", "index", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if info, err := os.Stat(f); err == nil {
			files[i] += fmt.Sprint(info.Size(), info.ModTime())
		}
	}
	return strings.Join(files, "\n")
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	asKilled(t, to)
}

// asKilled removes what the end of a process takes with it.
func asKilled(t *testing.T, data string) {
	t.Helper()
	for _, name := range []string{"lock", libraryName + "-shm"} {
		if err := os.RemoveAll(filepath.Join(data, name)); err != nil {
			t.Fatal(err)
		}
	}
}

// vulnerable lists the files whose damage must be found.
func vulnerable(t *testing.T, data string) []string {
	t.Helper()
	out := []string{libraryName, libraryName, libraryName}
	if info, err := os.Stat(filepath.Join(data, libraryName+"-wal")); err == nil && info.Size() > 0 {
		out = append(out, libraryName+"-wal", libraryName+"-wal")
	}
	name, err := os.ReadFile(filepath.Join(data, "index", "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	out = append(out, "index/CURRENT")
	for _, pattern := range []string{"*", "index/*"} {
		files, _ := filepath.Glob(filepath.Join(data, "index", string(name), pattern))
		for _, f := range files {
			if info, err := os.Stat(f); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
				below, _ := filepath.Rel(data, f)
				out = append(out, below)
			}
		}
	}
	return out
}

// damageFile does something to a file and says what.
func damageFile(t *testing.T, path string, random *rand.Rand) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const block = 4096
	switch kind := random.IntN(8); {
	case kind == 0:
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		return "deleted"
	case kind == 1:
		n := random.IntN(len(raw))
		if err := os.Truncate(path, int64(n)); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("cut to %d of %d", n, len(raw))
	case kind <= 3:
		at := random.IntN(len(raw)) / block * block
		clear(raw[at:min(at+block, len(raw))])
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("block at %d of %d zeroed", at, len(raw))
	}
	at, bit := random.IntN(len(raw)), random.IntN(8)
	raw[at] ^= 1 << bit
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("bit %d at %d of %d flipped", bit, at, len(raw))
}

// TestDamage damages library and index at random. Verify finds it, or all that
// can be read of both is what it was.
func TestDamage(t *testing.T) {
	closed, killed := lived(t)
	folders := map[string]contents{closed: contentsOf(t, closed), killed: contentsOf(t, killed)}
	random := rand.New(rand.NewPCG(*damageSeed, 0))
	harmless, byFile := 0, map[string]int{}
	for n := range *damages {
		from := []string{closed, killed}[n%2]
		data := t.TempDir()
		copyTree(t, from, data)
		files := vulnerable(t, data)
		file := files[random.IntN(len(files))]
		what := damageFile(t, filepath.Join(data, file), random)
		v, err := verifyData(t.Context(), data)
		switch {
		case err != nil || !v.OK:
		case !reflect.DeepEqual(contentsOf(t, data), folders[from]):
			t.Errorf("%d: %s %s: not found, and what is read is another thing", n, file, what)
		default:
			t.Logf("%d: %s %s: changes nothing that can be read", n, file, what)
			harmless++
		}
		byFile[filepath.Ext(file)]++
		if n%10 == 0 || *damages < 10 {
			afterDamage(t, data, file, n, folders[from])
		}
		if err := os.RemoveAll(data); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d damages (%v): %d found, %d change nothing that can be read", *damages, byFile, *damages-harmless, harmless)
}

// afterDamage opens the folder as serve does. A damaged index is healed; a
// damaged library may be refused, but it does not end the process.
func afterDamage(t *testing.T, data, file string, n int, before contents) {
	t.Helper()
	s, err := openStore(t.Context(), quiet(data))
	if err == nil {
		s.Close()
	}
	if strings.HasPrefix(file, libraryName) {
		return
	}
	if err != nil {
		t.Fatalf("%d: %s: with a damaged index: %v", n, file, err)
	}
	if v, err := verifyData(t.Context(), data); err != nil || !v.OK {
		t.Errorf("%d: %s: the index is not healed: %+v %v", n, file, v, err)
	}
	if after := contentsOf(t, data); !reflect.DeepEqual(after.answers, before.answers) {
		t.Errorf("%d: %s: the healed index answers otherwise", n, file)
	}
}

// contents are all that can be read of a data folder.
type contents struct {
	rows    []string
	answers map[string]string
}

func contentsOf(t *testing.T, data string) contents {
	t.Helper()
	aside := t.TempDir()
	copyTree(t, data, aside)
	return contents{readRows(t, filepath.Join(aside, libraryName)), readAnswers(t, aside)}
}

func readRows(t *testing.T, path string) (out []string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	list := func(query string) (rows []string) {
		found, err := db.Query(query)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		defer found.Close()
		columns, _ := found.Columns()
		for found.Next() {
			row, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				into[i] = &row[i]
			}
			if err := found.Scan(into...); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, fmt.Sprintf("%q", row))
		}
		slices.Sort(rows)
		if err := found.Err(); err != nil {
			t.Fatal(err)
		}
		return rows
	}
	out = append(list(`PRAGMA user_version`), list(`SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2`)...)
	for _, table := range list(`SELECT name FROM sqlite_schema WHERE type = 'table'`) {
		out = append(out, list(`SELECT * FROM `+strings.Trim(table, "[]\""))...)
	}
	return out
}

// readAnswers asks an index questions that every passage has a part in.
func readAnswers(t *testing.T, data string) map[string]string {
	t.Helper()
	engine, err := bleve.Open(filepath.Join(data, "index"))
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	out := map[string]string{"seq": fmt.Sprint(engine.Seq())}
	questions := []string{"", "示例工作", "每月检查一次", "有记录", "怎样做好示例工作", "2020年"}
	for n := range 60 {
		questions = append(questions, fmt.Sprintf("暗号%dx", n))
	}
	for _, q := range questions {
		res, err := engine.Search(context.Background(), search.Query{Text: q, Today: "2026-01-01", Limit: search.MaxLimit})
		if err != nil {
			t.Fatal(err)
		}
		var hits []string
		for _, h := range res.Hits {
			hits = append(hits, h.Document.ID+"#"+h.Passage.Locator+" "+fmt.Sprint(h.Passage.Span)+" "+h.Document.Fields.Source)
		}
		slices.Sort(hits)
		if res.Total > search.MaxLimit {
			hits = nil // which of equal ones come first is not said
		}
		out[q] = fmt.Sprint(res.Total, hits)
	}
	return out
}
