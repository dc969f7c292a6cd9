package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/problem"
)

func misuses() []failure {
	const usage = problem.BadUsage
	return []failure{
		{"no command", []string{"--verbose"}, usage, "用法有误：要有一个命令：open、serve、import", []string{" required"}, "people"},
		{"unknown command", []string{"serch", "支部"}, usage, `用法有误：不认识 serch，是不是 "search"？`, []string{"serch unknown_command"}, ""},
		{"unknown flag", []string{"search", "--limits", "3", "支部"}, usage, `没有 --limits 这个选项，是不是 "--limit"？`, []string{"--limits unknown_flag"}, ""},
		{"unknown short flag", []string{"search", "-vx", "支部"}, usage, "没有 -x 这个选项", []string{"-x unknown_flag"}, ""},
		{"bad number", []string{"search", "--limit", "三", "支部"}, usage, `--limit 要一个整数，给的是 "三"`, []string{"--limit bad_number"}, ""},
		{"bad boolean", []string{"search", "--verbose=maybe", "支部"}, usage, `--verbose 要 true 或 false，给的是 "maybe"`, []string{"--verbose bad_boolean"}, ""},
		{"no value", []string{"verify", "--data"}, usage, "--data 没有给值", []string{"--data required"}, ""},
		{"value like a flag", []string{"search", "支部", "--limit", "-3"}, usage, "--limit 没有给值；以 - 开头的值写成 --limit=-3", []string{"--limit required"}, ""},
		{"missing argument", []string{"search"}, usage, `用法有误：还缺 "<query> ..."`, []string{"<query> required"}, ""},
		{"missing flag", []string{"restore"}, usage, "还缺选项 --from=FILE|DIR", []string{"--from required"}, ""},
		{"bad weight", []string{"eval", "--set", "votes=1", "x"}, usage, `用法有误：没有叫 "votes" 的权重`, []string{"--set unknown_value"}, ""},
		{"options together", []string{"eval", "--misses", "--ablate", "x"}, usage, "用法有误：--misses 不能与 --set、--ablate 同用", []string{"--misses not_together"}, ""},
		{"not UTF-8", []string{"search", "支部", "\xff\xfe"}, usage, `参数 "\xff\xfe" 不是合格的 UTF-8 文本`, []string{`"\xff\xfe" not_utf8`}, ""},
		{"not UTF-8, a path", []string{"import", "\xff.txt"}, usage, "不是合格的 UTF-8 文本", []string{`"\xff.txt" not_utf8`}, ""},
		{"not UTF-8, a flag", []string{"verify", "--data=\xff"}, usage, "不是合格的 UTF-8 文本", []string{`"--data=\xff" not_utf8`}, ""},
		{"bad duration", []string{"search", "--wait", "三秒", "支部"}, usage, `--wait 要一段时间，如 30s、2m，给的是 "三秒"`, []string{"--wait bad_duration"}, ""},
		{"a flag of another command", []string{"show", "--kind", "speech", "支部"}, usage, "没有 --kind 这个选项；它是 search、requirements 的，写在命令后面", []string{"--kind unknown_flag"}, ""},
		{"a flag before its command", []string{"--limit", "3", "search", "支部"}, usage, "没有 --limit 这个选项；它是 search、requirements 的，写在命令后面", []string{"--limit unknown_flag"}, ""},
		{"a command as a flag", []string{"--version"}, usage, `没有 --version 这个选项，是不是命令 "version"？`, []string{"--version unknown_flag"}, ""},
		{"one dash", []string{"search", "-limit=3", "支部"}, usage, `没有 -limit 这个选项，是不是 "--limit"？`, []string{"-limit unknown_flag"}, ""},
		{"empty data", []string{"search", "--data", "", "支部"}, usage, "--data 要一个文件夹，给的是空的", []string{"--data required"}, ""},
		{"no port", []string{"doctor", "--addr", "8080"}, usage, `--addr 要写成 主机:端口，如 127.0.0.1:8080，给的是 "8080"`, []string{"--addr malformed"}, ""},
		{"no such port", []string{"doctor", "--addr", "127.0.0.1:99999"}, usage, "--addr 要写成 主机:端口", []string{"--addr malformed"}, ""},
		{"no address", []string{"serve", "--addr", ""}, usage, "--addr 要写成 主机:端口", []string{"--addr malformed"}, "people"},
		{"no origin", []string{"serve", "--origin", "https://oa.example/"}, usage, `--origin 要写成 https://主机 或 https://主机:端口（小写，后面什么也没有），给的是 "https://oa.example/"`, []string{"--origin malformed"}, "people"},
		{"any origin", []string{"serve", "--origin", "*"}, usage, "--origin 要写成", []string{"--origin malformed"}, "people"},
		{"backup to stdout", []string{"backup", "--to", "-"}, usage, "--to 要一个文件或文件夹", []string{"--to unknown_value"}, ""},
		{"restore from stdin", []string{"restore", "--from", "-"}, usage, "--from 要一个文件或文件夹", []string{"--from unknown_value"}, ""},
		{"a name of nothing", []string{"import", "--name", "通知.docx", "x"}, usage, "--name 是标准输入的文件名，要和 - 同用", []string{"--name not_together"}, ""},
		{"no name", []string{"import", "--name", "..", "-"}, usage, `--name 要一个文件名，给的是 ".."`, []string{"--name unknown_value"}, ""},
		{"no subject", []string{"help", "quer"}, usage, `没有 quer 这个主题，是不是 "query"？主题有：query、address`, []string{"<topic> unknown_value"}, "people"},
		{"no shell", []string{"completion", "powershell"}, usage, "可用的值：bash、zsh、fish", []string{"<shell> unknown_value"}, "people"},
		{"unexpected argument", []string{"backup", "--to", "x", "--", "y"}, usage, "不认识 y", []string{"y unexpected_argument"}, "people"},
	}
}

func misconfigured(t *testing.T) []failure {
	dir := t.TempDir()
	file := func(name, text string) string { return write(t, filepath.Join(dir, name), text) }
	syntax := file("syntax.toml", "data = \"x\"\nlimit = = 3\n")
	return []failure{
		{"config syntax", []string{"verify", "--config", syntax}, problem.BadConfig, syntax + "：配置文件有误：第 2 行写法有误：limit = = 3", []string{syntax + ":2 malformed"}, ""},
		{"config keys", []string{"verify", "--config", file("keys.toml", "dta = \"x\"\n[search]\nlimit = 3\n")}, problem.BadConfig,
			`没有 dta 这个键，是不是 "data"？没有 search 这个键`, []string{"dta unknown_key", "search unknown_key"}, ""},
		{"config values", []string{"verify", "--config", file("values.toml", "data = 3\nlimit = \"三\"\nverbose = \"x\"\nwatch = [\"x\"]\n")}, problem.BadConfig,
			`data 要一段文字，给的是 "3"；limit 要一个整数，给的是 "三"；verbose 要 true 或 false，给的是 "x"`, []string{"data bad_type", "limit bad_number", "verbose bad_boolean"}, ""},
		{"config numbers", []string{"verify", "--config", file("numbers.toml", "limit = 3.5\nwait = 3\nwatch = [\"x\", 3]\n")}, problem.BadConfig,
			`limit 要一个整数，给的是 "3.5"；wait 要一段时间，如 30s、2m，给的是 "3"；watch 要一段文字，或几段文字的列表`, []string{"limit bad_number", "wait bad_duration", "watch bad_type"}, ""},
		{"config of one question", []string{"verify", "--config", file("once.toml", "kind = \"speech\"\n[serve]\naddr = \"x\"\n")}, problem.BadConfig,
			"没有 kind 这个键：--kind 只能在命令行里给；没有 serve 这个键：键不分节，直接写在文件里", []string{"kind unknown_key", "serve unknown_key"}, ""},
		{"config near keys", []string{"verify", "--config", file("near.toml", "Adr = \"x\"\nLIMIT = 3\nwatsch = \"x\"\n")}, problem.BadConfig,
			`没有 Adr 这个键，是不是 "addr"？没有 LIMIT 这个键，是不是 "limit"？没有 watsch 这个键，是不是 "watch"？`, []string{"Adr unknown_key", "LIMIT unknown_key", "watsch unknown_key"}, ""},
		{"config path", []string{"verify", "--config", file("path.toml", "data = \"C:\\资料\"\n")}, problem.BadConfig, `第 1 行写法有误：data = "C:\资料"`, []string{filepath.Join(dir, "path.toml") + ":1 malformed"}, ""},
		{"config weights", []string{"verify", "--config", file("weights.toml", "set = \"k1=much\"\n")}, problem.BadConfig, `set 权重 k1 不能是 "much"`, []string{"set bad_number"}, ""},
		{"config missing", []string{"verify", "--config", filepath.Join(dir, "nowhere.toml")}, problem.NoFile, "配置文件 " + filepath.Join(dir, "nowhere.toml") + " 不存在", nil, ""},
	}
}

func badFiles(t *testing.T) []failure {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	plain := write(t, at("plain.txt"), "示例工作规定\n第一条 为了做好示例工作，制定本规定。\n")
	backup := at("good.zip")
	mustRun(t, "import", "--data", at("data"), plain)
	mustRun(t, "backup", "--data", at("data"), "--to", backup)
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	bent := bytes.Clone(whole)
	bent[bytes.Index(bent, []byte(libraryName))+100] ^= 0xff // in the library, packed
	restore := func(from string) []string { return []string{"restore", "--data", at("fresh"), "--from", from} }
	cut, damaged := write(t, at("cut.zip"), string(whole[:len(whole)/2])), write(t, at("bent.zip"), string(bent))
	return []failure{
		{"file missing", []string{"import", "--data", at("data"), at("甲"), at("乙")}, problem.NoFile, "找不到 " + at("甲") + "、" + at("乙"),
			[]string{at("甲") + " no_such_file", at("乙") + " no_such_file"}, ""},
		{"folder missing", []string{"verify", "--data", at("nowhere")}, problem.NoFile, "找不到资料库文件夹 " + at("nowhere"), nil, ""},
		{"backup missing", restore(at("nowhere.zip")), problem.NoFile, "nowhere.zip 不存在", nil, ""},
		{"no backup in folder", restore(t.TempDir()), problem.NoFile, "里没有备份", nil, ""},
		{"not a zip", restore(plain), problem.NotAZip, "不是完整的备份文件：不是 ZIP 文件", nil, ""},
		{"cut zip", restore(cut), problem.DamagedFile, "不是完整的备份文件：文件不完整或已损坏", nil, ""},
		{"damaged zip", restore(damaged), problem.DamagedFile, "恢复 " + damaged + "：备份损坏：" + libraryName + "：文件不完整或已损坏", nil, ""},
		{"another zip", restore(zipOf(t, at("other.zip"), "甲.txt")), problem.NotABackup, "没有清单，不是 tiaowen 的备份", nil, ""},
		{"restore over", []string{"restore", "--data", at("data"), "--from", backup}, problem.NotEmpty, "里有东西", nil, ""},
		{"backup to nowhere", []string{"backup", "--data", at("data"), "--to", at("no/b.zip")}, problem.NoFile, "备份到 " + at("no/b.zip"), nil, ""},
		{"data is a file", []string{"search", "--data", plain, "支部"}, problem.NotAFolder, "资料库文件夹 " + plain + " 不是文件夹", nil, ""},
		{"judged queries", []string{"eval", "--data", at("data"), write(t, at("judged.jsonl"), "{}\n不是\n")}, problem.MalformedFile, "第 2 行",
			[]string{at("judged.jsonl") + ":2 malformed"}, ""},
		{"too many asked for", []string{"search", "--data", at("data"), "--limit", "1000", "支部"}, "invalid_request", "请求有误：limit 应在 1 到 100 之间", []string{"query.limit out_of_range"}, ""},
		{"no date", []string{"show", "--data", at("data"), "--as-of", "昨天", "示例工作规定"}, "invalid_request", "请求有误：as_of 日期应写作", []string{"query.as_of bad_date"}, ""},
	}
}

func badLibraries(t *testing.T) []failure {
	dir := t.TempDir()
	folder := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	paper := write(t, filepath.Join(folder("paper"), "办法.txt"), "某办法\n第一条　为了管理，制定本办法。\n")
	library := func(name string) string {
		path := folder(name)
		mustRun(t, "import", "--data", path, paper)
		return path
	}
	damaged := folder("damaged")
	write(t, filepath.Join(damaged, libraryName), strings.Repeat("no database ", 100))
	newer := library("newer")
	raiseVersion(t, filepath.Join(newer, libraryName))
	words := library("words")
	synonyms := write(t, filepath.Join(words, "synonyms.txt"), "支委会 = 支部委员会\n没有等号\n党课 =\n")
	held, noticed, silent := library("held"), library("noticed"), library("silent")
	write(t, noticePath(noticed), "{")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	taken := listener.Addr().String()
	write(t, noticePath(silent), `{"addr":"`+closedAddress(t)+`"}`)
	for _, data := range []string{held, noticed, silent} {
		s, err := lockStore(quiet(data))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
	}
	search := func(data string) []string { return []string{"search", "--data", data, "支部"} }
	return []failure{
		{"damaged library", search(damaged), problem.DamagedLibrary, "资料库 " + damaged + "：数据库文件已损坏", nil, ""},
		{"damaged library backed up", []string{"backup", "--data", damaged, "--to", filepath.Join(dir, "b.zip")}, problem.DamagedLibrary, "数据库文件已损坏", nil, ""},
		{"newer library", search(newer), problem.NewerLibrary, "资料库 " + newer + "：资料库已由更新版本的程序升级", nil, ""},
		{"word file", search(words), problem.MalformedFile, synonyms + "：写法有误：第 2 行：", []string{synonyms + " malformed", synonyms + " malformed"}, ""},
		{"in use", search(held), problem.InUse, "资料库正由另一个 tiaowen 进程使用，且找不到它的服务", nil, ""},
		{"in use, restored", []string{"restore", "--data", held, "--from", "x.zip"}, problem.InUse, "资料库正由另一个 tiaowen 进程使用", nil, ""},
		{"in use, served", []string{"serve", "--data", held, "--addr", "127.0.0.1:0"}, problem.InUse, "同一资料库只能有一个服务", nil, "people"},
		{"bad notice", search(noticed), problem.MalformedFile, noticePath(noticed) + " 写法有误", nil, ""},
		{"no answer", search(silent), problem.NoAnswer, "没有应答", nil, ""},
		{"address taken", []string{"serve", "--data", folder("served"), "--addr", taken}, problem.CannotListen, "不能监听 " + taken + "，可能已被占用", nil, "people"},
	}
}

// write makes a file and gives its path.
func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustRun(t *testing.T, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, nil, &out, &errs, os.Getenv); code == exitWrong {
		t.Fatalf("%q: %s%s", args, &out, &errs)
	}
}

// zipOf makes an archive of an empty file.
func zipOf(t *testing.T, path, name string) string {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	if _, err := archive.Create(name); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, path, out.String())
}

// raiseVersion makes a library's file one of a program to come: SQLite keeps the
// number at byte 60.
func raiseVersion(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint32(data[60:], 9999)
	write(t, path, string(data))
}

// closedAddress is one where nobody listens.
func closedAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
