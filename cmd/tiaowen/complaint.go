package main

import (
	"regexp"
	"strings"
)

// Errors wrap in English what was attempted on what, down to the words of the
// system, and the libraries speak English too. Whoever runs a command reads
// Chinese: what errors have in common is put into it here, in one table for
// each of the two kinds.

// phrase is a piece of an error and what it is in Chinese.
type phrase struct {
	english *regexp.Regexp
	chinese string
}

func phrases(pairs ...string) []phrase {
	var out []phrase
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, phrase{regexp.MustCompile(pairs[i]), pairs[i+1]})
	}
	return out
}

// usagePhrases are what is said of arguments.
var usagePhrases = phrases(
	`^unknown flag (\S+?)(,|$)`, `没有 $1 这个选项$2`,
	`^unexpected argument (\S+?)(,|$)`, `不认识 $1$2`,
	`^expected one of (.+)$`, `要有一个命令：$1`,
	`^expected (".+")$`, `还缺 $1`,
	`^missing flags: `, `还缺选项 `,
	`^missing positional arguments `, `还缺 `,
	`missing value, expecting .*`, `没有给值`,
	`expected a valid \d+ bit u?int but got (".*")`, `要一个整数，给的是 $1`,
	`expected \S+ value but got "EOL" \(.*\)|expected an? \S+ but got "?EOL"?.*`, `没有给值`,
	`^unexpected flag argument (".*")`, `这个选项不带值：$1`,
	`, did you mean (?:one of )?(.+)\?$`, `，是不是 $1`,
)

// errorPhrases are what is said of files, the network and the library.
var errorPhrases = phrases(
	`\b(?:open|openat|mkdir|mkdirat|stat|lstat|unlink|remove|rename|write|read|link|fsync|chmod|copy_file_range|fork/exec|CreateFile) (\S+): `, `$1 `,
	`no such file or directory|The system cannot find the (?:file|path) specified\.?`, `不存在`,
	`permission denied|operation not permitted|Access is denied\.?`, `没有权限`,
	`read-only file system`, `只能读，不能写`,
	`no space left on device|There is not enough space on the disk\.?|library: disk full`, `磁盘已满`,
	`not a directory`, `不是文件夹`,
	`is a directory`, `是文件夹`,
	`zip: not a valid zip file`, `不是 ZIP 文件`,
	`zip: checksum error|flate: corrupt input before offset \d+|unexpected EOF|\bEOF\b`, `文件不完整或已损坏`,
	`(?:dial tcp \S+: )?connect(?:ex)?: connection refused`, `服务没有应答`,
	`context canceled`, `已中断`,
	`context deadline exceeded`, `等得太久，已放弃`,
	`(?:database disk image is malformed|file is not a database) \(\d+\)`, `数据库文件已损坏`,
	`unable to open database file(?:: .*)? \(\d+\)`, `数据库文件打不开`,
	`(?:create|lock) data folder (\S+): `, `资料库文件夹 $1：`,
	`(?:open|view|verify|back up) library (\S+?)( to \S+)?: `, `资料库 $1：`,
	`back up to (\S+): `, `备份到 $1：`,
	`read config (\S+): `, `配置文件 $1：`,
	`^list (\S+): `, `列出 $1：`,
)

// usageWords are those of an error in the arguments.
func usageWords(err error) string { return inChinese(err.Error(), usagePhrases) }

// errorWords are those of any other error.
func errorWords(err error) string { return inChinese(err.Error(), errorPhrases) }

func inChinese(text string, known []phrase) string {
	for _, p := range known {
		text = p.english.ReplaceAllString(text, p.chinese)
	}
	if strings.IndexFunc(text, func(r rune) bool { return r > 0x2e80 }) < 0 {
		return "出错了：" + text
	}
	return text
}
