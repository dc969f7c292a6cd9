package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/topic"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve"
)

var (
	kills    = flag.Int("kills", 50, "how often TestKills kills")
	killSeed = flag.Uint64("kill-seed", 1, "what its deeds and moments are drawn from")
)

// A deed is one thing that is asked of a data folder.
type deed struct {
	Do     string `json:"do"` // import, again, secret, discard, correct, remove, undo, redo, rebuild, backup
	N      int    `json:"n"`
	More   int    `json:"more"`   // import: as many files after N; again: 1 for a copy elsewhere
	Number int    `json:"number"` // edition of the text, or what is corrected to
}

const (
	// pool is how many regulations there are: few, so that each has a past.
	pool = 12
	// churnDir is the environment variable that makes TestChurn a process that
	// does what it reads, line by line, and says when it is done.
	churnDir = "TIAOWEN_TEST_CHURN"
)

// bench is a data folder opened without what makes a start slow: the dictionary.
type bench struct {
	library *library.Library
	engine  *bleve.Engine
	intake  *indexer.Intake
}

func openBench(ctx context.Context, data string) (b bench, err error) {
	if b.library, err = library.Open(ctx, data); err != nil {
		return b, err
	}
	if b.engine, err = bleve.Open(filepath.Join(data, "index")); err != nil {
		return b, errors.Join(err, b.library.Close())
	}
	read := func(_ context.Context, f indexer.File) ([]corpus.Source, error) {
		return []corpus.Source{{Path: f.Path, Text: string(f.Data)}}, nil
	}
	b.intake = indexer.NewIntake(b.library, b.engine, topic.Default(), read)
	if err := b.intake.Sync(ctx); err != nil {
		return b, errors.Join(err, b.close())
	}
	return b, nil
}

func (b bench) close() error { return errors.Join(b.engine.Close(), b.library.Close()) }

func (d deed) do(ctx context.Context, b bench, data string) error {
	switch d.Do {
	case "import":
		var files []indexer.File
		for n := d.N; n <= d.N+d.More; n++ {
			files = append(files, numberedRegulation(n%pool, d.Number))
		}
		_, err := b.intake.AddAll(ctx, files)
		return err
	case "again":
		f := numberedRegulation(d.N, d.Number)
		if d.More > 0 {
			f.Path = fmt.Sprintf("/另存/%d.txt", d.N)
		}
		_, err := b.intake.AddAll(ctx, []indexer.File{f})
		return err
	case "secret":
		_, err := b.intake.AddAll(ctx, []indexer.File{{Path: secretPath(d.N), Data: fmt.Appendf(nil, "机密★1年\n某项安排第%d号\n第一条 办。\n", d.N)}})
		return err
	case "discard":
		held, err := b.library.WithheldAt(ctx, secretPath(d.N))
		if err == nil && len(held) > 0 {
			err = b.intake.Discard(ctx, held[0].ID)
		}
		return err
	case "correct":
		_, err := b.intake.Correct(ctx, idOf(d.N), json.RawMessage(fmt.Sprintf(`{"source":"第%d校"}`, d.Number)), "")
		return err
	case "remove":
		return b.intake.Remove(ctx, idOf(d.N), "")
	case "undo":
		_, err := b.intake.Undo(ctx, idOf(d.N))
		return err
	case "redo":
		_, err := b.intake.Redo(ctx, idOf(d.N))
		return err
	case "rebuild":
		return b.intake.Rebuild(ctx)
	case "backup":
		_, err := makeBackup(ctx, data, backupOf(data))
		return err
	}
	return fmt.Errorf("unknown deed %q", d.Do)
}

func secretPath(n int) string     { return fmt.Sprintf("/密/%d.txt", n) }
func idOf(n int) string           { return fmt.Sprintf("示例工作规定第%d号_2020-01-01", n) }
func backupOf(data string) string { return filepath.Join(filepath.Dir(data), "backup.zip") }

// TestChurn is the process that TestKills kills.
func TestChurn(t *testing.T) {
	data := os.Getenv(churnDir)
	if data == "" {
		t.Skip("run by TestKills")
	}
	b, err := openBench(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var d deed
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		if err := d.do(t.Context(), b, data); err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		fmt.Println("done")
	}
}

// fate is what has become of one regulation, and of the secret of its number.
type fate struct {
	edition int // 0: never imported
	source  int
	removed bool
	edits   []edit // that can be undone
	undone  []int  // the editions of the replacements that can be made again
	held    bool   // the secret is withheld
}

// edit is what was before it.
type edit struct {
	do      string // correct, remove, replace (by another edition, or by itself when it was removed)
	source  int
	edition int
	removed bool
	// overtaken is the removal that a replacement put an end to.
	overtaken []edit
}

// fates are a data folder as simply as it can be thought of.
type fates [pool]fate

// after is every state that a deed goes through, the last when it is done: each
// file of an import is kept by itself, everything else is done at once.
func (f fates) after(d deed) []fates {
	if d.Do == "import" {
		var out []fates
		for n := d.N; n <= d.N+d.More; n++ {
			f = f.with(n%pool, func(one *fate) { one.renew(d.Number) })
			out = append(out, f)
		}
		return out
	}
	return []fates{f.with(d.N, func(one *fate) {
		before := edit{do: d.Do, source: one.source, edition: one.edition, removed: one.removed}
		switch d.Do {
		case "again":
			if one.removed {
				one.renew(one.edition)
			}
		case "secret":
			one.held = true
		case "discard":
			one.held = false
		case "correct":
			one.edits = append(one.edits, before)
			one.source = d.Number
		case "remove":
			one.edits = append(one.edits, before)
			one.removed, one.undone = true, nil
		case "undo":
			one.undo()
		case "redo":
			at := len(one.undone) - 1
			left := one.undone[:at]
			one.renew(one.undone[at])
			one.undone = left
		}
	})}
}

func (f fates) with(n int, change func(*fate)) fates {
	f[n].edits, f[n].undone = slices.Clone(f[n].edits), slices.Clone(f[n].undone)
	change(&f[n])
	return f
}

// renew puts an edition in the place of what is there, be it removed.
func (f *fate) renew(edition int) {
	before := edit{do: "replace", edition: f.edition, removed: f.removed}
	if f.removed { // the removal was the last thing that was done
		before.overtaken = slices.Clone(f.edits[len(f.edits)-1:])
		f.edits = f.edits[:len(f.edits)-1]
	}
	if f.edition > 0 {
		f.edits = append(f.edits, before)
		f.letGo()
	}
	f.edition, f.removed, f.undone = edition, false, nil
}

// keptEarlier is how many replacements of one file can be undone.
const keptEarlier = 20

// letGo lets the oldest replacement go when there are too many.
func (f *fate) letGo() {
	replaced := func(e edit) bool { return e.do == "replace" }
	n := 0
	for _, e := range f.edits {
		if replaced(e) {
			n++
		}
	}
	if n > keptEarlier {
		oldest := slices.IndexFunc(f.edits, replaced)
		f.edits = slices.Delete(f.edits, oldest, oldest+1)
	}
}

func (f *fate) undo() {
	last := f.edits[len(f.edits)-1]
	f.edits = f.edits[:len(f.edits)-1]
	switch last.do {
	case "correct":
		f.source = last.source
	case "remove":
		f.removed, f.undone = false, nil
	case "replace":
		f.undone = append(f.undone, f.edition)
		f.edition, f.removed = last.edition, last.removed
		f.edits = append(f.edits, last.overtaken...)
	}
}

// draw is a deed that can be done now.
func (f fates) draw(random *rand.Rand, number int) deed {
	n := random.IntN(pool)
	d := deed{N: n, Number: number}
	there := f[n].edition > 0 && !f[n].removed
	switch kind := random.IntN(18); {
	case kind < 3 && there:
		d.Do = "correct"
	case kind < 5 && there:
		d.Do = "remove"
	case kind < 8 && len(f[n].edits) > 0:
		d.Do = "undo"
	case kind == 8:
		d.Do = "rebuild"
	case kind == 9:
		d.Do = "backup"
	case kind < 12 && f[n].edition > 0:
		d.Do, d.More, d.Number = "again", random.IntN(2), f[n].edition
	case kind < 14 && f[n].held:
		d.Do = "discard"
	case kind == 14:
		d.Do = "secret"
	case kind > 15 && len(f[n].undone) > 0:
		d.Do = "redo"
	default:
		d.Do, d.More = "import", random.IntN(3)
	}
	return d
}

// TestKills kills a process at a random moment of what it does, again and again.
// What it said was done is there, what it was doing is there whole or not at
// all, everything is found, and verify has nothing to say.
func TestKills(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	random := rand.New(rand.NewPCG(*killSeed, 0))
	state, number, hit := fates{}, 0, map[string]int{}
	for round := range *kills {
		var deeds []deed
		planned := state
		for range 40 {
			number++
			deeds = append(deeds, planned.draw(random, number))
			planned = last(planned.after(deeds[len(deeds)-1]))
		}
		done := churnAndKill(t, data, deeds, random)
		for _, d := range deeds[:done] {
			state = last(state.after(d))
		}
		possible := []fates{state}
		if done < len(deeds) {
			possible = append(possible, state.after(deeds[done])...)
			hit[deeds[done].Do]++
		}
		state = afterKill(t, round, data, possible)
	}
	t.Logf("%d kills, in the middle of or before: %v; last number %d", *kills, hit, number)
}

func last(f []fates) fates { return f[len(f)-1] }

// churnAndKill lets a process do deeds, kills it at some moment, and says how
// many it had reported.
func churnAndKill(t *testing.T, data string, deeds []deed, random *rand.Rand) (done int) {
	t.Helper()
	p := exec.Command(os.Args[0], "-test.run=^TestChurn$")
	p.Env = append(os.Environ(), churnDir+"="+data)
	var said strings.Builder
	p.Stderr = &said
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := p.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for _, d := range deeds {
			line, _ := json.Marshal(d)
			if _, err := in.Write(append(line, '\n')); err != nil {
				return // it was killed
			}
		}
	}()
	lines := bufio.NewScanner(out)
	kill := random.IntN(15) // 0: while it starts
	began := time.Now()
	for n := 0; n < kill && lines.Scan(); n++ {
		if lines.Text() == "done" {
			done++
		} else if lines.Text() != "ready" {
			t.Fatalf("the process said %q %s", lines.Text(), said.String())
		}
	}
	// Somewhere in the next deed, which takes about as long as one did.
	time.Sleep(time.Duration(random.Int64N(int64(1 + time.Since(began)/time.Duration(kill+1)))))
	_ = p.Process.Kill()
	for lines.Scan() {
		if lines.Text() == "done" {
			done++
		}
	}
	_, _ = io.Copy(io.Discard, out)
	_ = p.Wait()
	return done
}

// afterKill looks at what is left, and says which of the possible states it is.
func afterKill(t *testing.T, round int, data string, possible []fates) fates {
	t.Helper()
	made := possible[0].String() != fates{}.String()
	if faults, err := library.Verify(t.Context(), data); made && (err != nil || len(faults) > 0) {
		t.Fatalf("round %d: faults after the kill: %v %v", round, faults, err)
	}
	checkBackup(t, round, data)
	b, err := openBench(t.Context(), data)
	if err != nil {
		t.Fatalf("round %d: open: %v", round, err)
	}
	got := observed(t, b.library)
	is := slices.IndexFunc(possible, func(f fates) bool { return f.String() == got })
	if is < 0 {
		t.Fatalf("round %d: it is\n%s\nwant one of\n%v", round, got, possible)
	}
	searchable(t, b, possible[is])
	if err := b.close(); err != nil {
		t.Fatal(err)
	}
	if v, err := verifyData(t.Context(), data); err != nil || !v.OK {
		t.Fatalf("round %d: verify: %+v %v", round, v, err)
	}
	return possible[is]
}

// checkBackup: what bears the name of a backup is one.
func checkBackup(t *testing.T, round int, data string) {
	t.Helper()
	if _, err := os.Stat(backupOf(data)); err == nil {
		if _, err := openBackup(backupOf(data)); err != nil {
			t.Fatalf("round %d: backup: %v", round, err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(data), ".tiaowen-backup-*"))
	for _, dir := range left {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

// String is one line for each regulation.
func (f fates) String() string {
	var b strings.Builder
	for n, one := range f {
		edition, source := one.edition, one.source
		if one.removed || edition == 0 {
			edition, source = 0, 0
		}
		fmt.Fprintf(&b, "%d: edition %d, source %d, %d edits, secret %v\n", n, edition, source, len(one.edits)+len(one.undone), one.held)
	}
	return b.String()
}

// observed is what a library holds, in the same words.
func observed(t *testing.T, l *library.Library) string {
	t.Helper()
	edits, err := l.Edits(t.Context(), 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, e := range edits {
		count[e.ID]++
	}
	var f fates
	for n := range f {
		f[n].edits = make([]edit, count[idOf(n)])
		held, err := l.WithheldAt(t.Context(), secretPath(n))
		if err != nil {
			t.Fatal(err)
		}
		f[n].held = len(held) > 0
		r, err := l.Get(t.Context(), idOf(n))
		if errors.Is(err, library.ErrNotFound) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(r.Document.Text, "x第")
		_, _ = fmt.Sscanf(after, "%d版", &f[n].edition)
		_, _ = fmt.Sscanf(r.Document.Fields.Source, "第%d校", &f[n].source)
	}
	return f.String()
}

// searchable: every text is found by its own words, and no text of before.
func searchable(t *testing.T, b bench, f fates) {
	t.Helper()
	for n, one := range f {
		res, err := b.engine.Search(t.Context(), search.Query{Text: fmt.Sprintf(`"暗号%dx第"`, n), Today: "2026-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, h := range res.Hits {
			got = append(got, h.Document.ID+" "+h.Document.Fields.Source)
		}
		if one.edition > 0 && !one.removed {
			source := ""
			if one.source > 0 {
				source = fmt.Sprintf("第%d校", one.source)
			}
			want = []string{idOf(n) + " " + source}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d: found %q, want %q", n, got, want)
		}
	}
}
