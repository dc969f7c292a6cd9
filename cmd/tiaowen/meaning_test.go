package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiaowen/indexer"
	"tiaowen/indexer/learning"
	"tiaowen/search"
	"tiaowen/search/bleve"
	"tiaowen/search/meaning"
	"tiaowen/web"
)

// Two texts, and questions that have no two characters in a row in common with the clauses
// that answer them.
const (
	readingRoom = "某单位阅览室管理规定\n第一条　为了管好阅览室，制定本规定。\n第二条　图书到期未交回的，每册每日收取滞纳金五角。\n第三条　室内不得吸烟、饮食。\n第四条　本规定自2020年1月1日起施行。\n"
	hostel      = "某宿舍规定\n第一条　为了管好宿舍，制定本规定。\n第二条　轿车不得停放在消防通道上。\n第三条　不得养狗。\n第四条　本规定自2021年1月1日起施行。\n"
	// hostelAgain stands in the place of its third article.
	hostelAgain = "第三条　大门于二十二时关闭。\n"

	askLate = "过期不还书要罚多少"
	askGate = "晚间几点锁门"
)

// meaningFolder is a library of the two texts that nobody has learnt anything of.
func meaningFolder(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	s, err := openStore(t.Context(), quiet(data))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	takeIn(t, s, "/示例/阅览室.txt", readingRoom)
	takeIn(t, s, "/示例/宿舍.txt", hostel)
	return data
}

func takeIn(t *testing.T, s *store, path, text string) {
	t.Helper()
	out, err := s.intake.AddAll(t.Context(), []indexer.File{{Path: path, Data: []byte(text)}})
	if err != nil || out[0].Outcome == indexer.Failed {
		t.Fatal(out, err)
	}
}

// openMeaning opens the library of a folder with a setting of --meaning.
func openMeaning(t *testing.T, data, kinds string) *store {
	t.Helper()
	e := quiet(data)
	e.Meaning = kinds
	s, err := openStore(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func asks(t *testing.T, s *store, text string) search.Result {
	t.Helper()
	res, err := s.asker.Search(t.Context(), search.Query{Text: text, Today: today()})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestFoundByMeaning: what has no word in common with a question is found once it is
// learnt, at once after a restart, and anew when it has changed; without meanings all is
// as if there were none.
func TestFoundByMeaning(t *testing.T) {
	data := meaningFolder(t)
	off := openMeaning(t, data, meaningOff)
	before := asks(t, off, askLate)
	off.Close()
	if off.learner != nil || before.Query.Meant != "" || exists(codesPath(data)) {
		t.Errorf("with --meaning=off something was opened: %q", before.Query.Meant)
	}

	s := openMeaning(t, data, meaningAll)
	if res := asks(t, s, askLate); res.Query.Meant != search.MeantPartial || placeOfHit(res, "滞纳金") == 1 {
		t.Errorf("before anything is learnt: %q, at place %d", res.Query.Meant, placeOfHit(res, "滞纳金"))
	}
	if err := s.learner.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if res := asks(t, s, askLate); res.Query.Meant != search.MeantWhole || placeOfHit(res, "滞纳金") != 1 {
		t.Errorf("learnt: %q, at place %d", res.Query.Meant, placeOfHit(res, "滞纳金"))
	}
	s.Close()

	s = openMeaning(t, data, meaningAll)
	if lacking, known := s.engine.Lacking(); len(lacking) > 0 || known.Known == 0 || placeOfHit(asks(t, s, askLate), "滞纳金") != 1 {
		t.Errorf("after a restart %d lack", len(lacking))
	}
	changed := strings.Replace(hostel, "第三条　不得养狗。\n", hostelAgain, 1)
	takeIn(t, s, "/示例/宿舍.txt", changed)
	if lacking, _ := s.engine.Lacking(); len(lacking) != 1 || asks(t, s, askGate).Query.Meant != search.MeantPartial {
		t.Errorf("%d lack after a change", len(lacking))
	}
	if err := s.learner.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if res := asks(t, s, askGate); res.Query.Meant != search.MeantWhole || placeOfHit(res, "大门") != 1 {
		t.Errorf("the changed text: %q, at place %d", res.Query.Meant, placeOfHit(res, "大门"))
	}
	takeIn(t, s, "/示例/宿舍.txt", hostel)
	s.Close()

	off = openMeaning(t, data, meaningOff)
	defer off.Close()
	if diff := cmp.Diff(before, asks(t, off, askLate), cmpopts.IgnoreFields(search.Result{}, "Seq"), cmpopts.IgnoreFields(search.Head{}, "Changed", "Seq"), cmpopts.IgnoreUnexported(search.Hit{})); diff != "" {
		t.Errorf("with --meaning=off it is another answer: %s", diff)
	}
}

// placeOfHit is the place, from 1 on, of the first hit that holds something; 0 if none does.
func placeOfHit(res search.Result, what string) int {
	for i, h := range res.Hits {
		if strings.Contains(h.Text, what) {
			return i + 1
		}
	}
	return 0
}

// TestOnlyParty: with --meaning=party law of the state is left alone, and nothing lacks
// for it.
func TestOnlyParty(t *testing.T) {
	data := meaningFolder(t)
	s := openMeaning(t, data, meaningParty)
	defer s.Close()
	takeIn(t, s, "/示例/法.txt", "中华人民共和国示例法\n（2020年1月1日第一届全国人民代表大会第一次会议通过）\n第一条　为了示例，制定本法。\n第二条　本法自2020年6月1日起施行。\n")
	lacking, known := s.engine.Lacking()
	s.engine.Want(nil)
	if all, ofAll := s.engine.Lacking(); len(all) != 3 || len(lacking) != 2 || known.Passages >= ofAll.Passages {
		t.Errorf("%d of %d documents lack", len(lacking), len(all))
	}
	s.engine.Want(ofParty)
	if err := s.learner.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if res := asks(t, s, askLate); res.Query.Meant != search.MeantWhole {
		t.Errorf("what is not wanted is missed: %q", res.Query.Meant)
	}
}

// TestKeptThroughRebuild: a new index needs nothing to be learnt again, and an index that
// cannot be read does not cost what is known.
func TestKeptThroughRebuild(t *testing.T) {
	data := meaningFolder(t)
	s := openMeaning(t, data, meaningAll)
	if err := s.learner.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	write(t, filepath.Join(data, "index", "CURRENT"), "gen-none")
	s = openMeaning(t, data, meaningAll)
	defer s.Close()
	if lacking, known := s.engine.Lacking(); len(lacking) > 0 || known.Known == 0 {
		t.Errorf("%d lack after a rebuild, %d known", len(lacking), known.Known)
	}
}

// TestLearnCommand: it learns what lacks, says so, and leaves it to a server that runs.
func TestLearnCommand(t *testing.T) {
	data := meaningFolder(t)
	if _, errs := failed(t, t.Context(), []string{"learn", "--data", data, "--meaning=off"}); !strings.Contains(errs, "没有开启") {
		t.Error(errs)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	failed(t, ended, []string{"learn", "--data", data, "--meaning=all"})
	var l web.Learning
	if err := json.Unmarshal([]byte(printed(t, "learn", "--data", data, "--meaning=all", "--json")), &l); err != nil || l.Known == 0 || l.Known != l.Passages {
		t.Errorf("%+v, %v", l, err)
	}
	s := startServer(t, data, "--meaning=all")
	defer s.end(t)
	var out, errs strings.Builder
	if code := run(t.Context(), []string{"learn", "--data", data}, nil, &out, &errs, os.Getenv); code != exitOK || !strings.Contains(errs.String(), "正在后台") || !strings.Contains(out.String(), "都已理解") {
		t.Errorf("beside a server: %d %s%s", code, out.String(), errs.String())
	}
}

// TestServerLearns: a server learns by itself, what is there and what is taken in.
func TestServerLearns(t *testing.T) {
	data := meaningFolder(t)
	s := startServer(t, data, "--meaning=all")
	defer s.end(t)
	all := learntBy(t, s, func(l web.Learning) bool { return l.Passages > 0 && l.Known == l.Passages })
	mustRun(t, "import", "--data", data, write(t, filepath.Join(t.TempDir(), "食堂.txt"), "某单位食堂规定\n第一条　为了办好食堂，制定本规定。\n第二条　剩饭剩菜倒入指定的桶内。\n"))
	learntBy(t, s, func(l web.Learning) bool { return l.Passages > all.Passages && l.Known == l.Passages })
}

// learntBy waits until a server has learnt enough.
func learntBy(t *testing.T, s served, enough func(web.Learning) bool) web.Learning {
	t.Helper()
	clock, late := time.NewTicker(100*time.Millisecond), time.After(time.Minute)
	defer clock.Stop()
	for {
		answer, err := http.Get(s.url + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		var ready struct{ Meaning web.Learning }
		err = json.NewDecoder(answer.Body).Decode(&ready)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if enough(ready.Meaning) {
			return ready.Meaning
		}
		select {
		case <-clock.C:
		case <-late:
			t.Fatalf("learnt within a minute: %+v", ready.Meaning)
		}
	}
}

// TestVerifyMeanings: whether the file of meanings is whole is told by verify and doctor,
// and a start mends it.
func TestVerifyMeanings(t *testing.T) {
	data := meaningFolder(t)
	mustRun(t, "learn", "--data", data, "--meaning=all")
	look := func() (v verdict, f finding) {
		v, err := verifyData(t.Context(), data)
		if err != nil || v.Meaning == nil {
			t.Fatal(v, err)
		}
		return v, checkMeaning(globals{Meaning: meaningAll}, v.Meaning)
	}
	v, f := look()
	if v.Meaning.Known != v.Meaning.Passages || v.Meaning.PartyPassages != v.Meaning.Passages || v.Meaning.Bytes == 0 || f.State != well || !strings.Contains(f.Says, meaning.Model) {
		t.Errorf("%+v %+v", v.Meaning, f)
	}
	raw, err := os.ReadFile(codesPath(data))
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)-3] ^= 1
	if err := os.WriteFile(codesPath(data), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if v, f = look(); v.Meaning.Fault == "" || v.Meaning.Known == v.Meaning.Passages || f.State != warn || !v.OK {
		t.Errorf("damaged: %+v %+v", v, f)
	}
	if code := run(t.Context(), []string{"verify", "--data", data, "--meaning=all"}, nil, t.Output(), t.Output(), os.Getenv); code != exitSome {
		t.Errorf("verify of damaged meanings ends with %d", code)
	}
	mustRun(t, "learn", "--data", data, "--meaning=all")
	if v, f = look(); v.Meaning.Fault != "" || f.State != well {
		t.Errorf("mended: %+v %+v", v.Meaning, f)
	}
	if err := errors.Join(os.Remove(codesPath(data)), os.Mkdir(codesPath(data), 0o700)); err != nil {
		t.Fatal(err)
	}
	if v, f = look(); v.Meaning.Fault == "" || f.State != warn {
		t.Errorf("no file: %+v %+v", v.Meaning, f)
	}
	if f := checkMeaning(globals{Meaning: meaningOff}, nil); f.State != well || !strings.Contains(f.Says, "没有开启") {
		t.Errorf("%+v", f)
	}
}

var _ learning.Engine = (*bleve.Engine)(nil)
