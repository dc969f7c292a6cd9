package corpus

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/sharedtest"
)

func TestFindSecrecy(t *testing.T) {
	far := strings.Repeat("这是一段普通的话。\n", 2*secrecyHead)
	for name, c := range map[string]struct {
		text string
		mark string // empty: none
	}{
		"term":                    {"机密★1年\n某市委办公室文件\n", "机密★1年"},
		"without term":            {"秘密★\n\n关于某事的通知\n", "秘密★"},
		"long":                    {"绝密★长期\n关于某事的报告\n", "绝密★长期"},
		"white space":             {"　机 密 ★ １０ 年\n关于某事的报告\n", "机 密 ★ １０ 年"},
		"months":                  {"秘密★6个月\n关于某事的报告\n", "秘密★6个月"},
		"Traditional":             {"機密★3年\n關於某事的報告\n", "機密★3年"},
		"copy number and urgency": {"000017 机密★5年 特急\n某部文件\n", "000017 机密★5年 特急"},
		"beside the sender":       {"机密★5年 某市某局文件\n", "机密★5年 某市某局文件"},
		"in bold":                 {"**秘密★1年**\n# 某通知\n", "**秘密★1年**"},
		"in brackets":             {"【机密★1年】\n某通知\n", "【机密★1年】"},
		"header of a later page":  {far + "机密★1年\n" + far, "机密★1年"},
		"level by name":           {"密级：机密\n某报告\n", "密级：机密"},
		"level with term":         {"密 级: 秘密★2年\n某报告\n", "密 级: 秘密★2年"},
		"level internal":          {"密级：内部\n某报告\n", "密级：内部"},
		"old manner":              {"机　密\n某报告\n", "机　密"},
		"house":                   {"内部资料 注意保存\n某讲话\n", "内部资料 注意保存"},
		"house in brackets":       {"某讲话\n（内部资料，不得外传）\n正文。\n", "（内部资料，不得外传）"},
		"house in one word":       {"内部参考\n某动态第3期\n", "内部参考"},
		"to be kept":              {"注意保存\n某讲话\n", "注意保存"},
		"for use inside":          {"仅供内部使用 严禁外传\n某讲话\n", "仅供内部使用 严禁外传"},

		"star read as another":     {"机密*1年\n某通知\n", "机密*1年"},
		"star read as a character": {"000017\n秘密大５年\n某通知\n", "秘密大５年"},
		"star lost by its font":    {"机密\ufffd长期\n某通知\n", "机密\ufffd长期"},
		"star not seen":            {far + "绝密 10年\n" + far, "绝密 10年"},

		"work secret":             {"工作秘密\n关于某事的通知\n", "工作秘密"},
		"work secret, term":       {"工作秘密★3年\n关于某事的通知\n", "工作秘密★3年"},
		"work secret, apart":      {"工 作 秘 密\n关于某事的通知\n", "工 作 秘 密"},
		"work secret of police":   {"警务工作秘密\n关于某事的通知\n", "警务工作秘密"},
		"not open":                {"某局文件\n不公开\n关于某事的通知\n", "不公开"},
		"not open, bracketed":     {"【不予公开】\n关于某事的通知\n", "【不予公开】"},
		"not open, Traditional":   {"不公開\n關於某事的通知\n", "不公開"},
		"not open, over and over": {"不公开 不公开 不公开\n关于某事的通知\n", "不公开 不公开 不公开"},
		"not open, at the foot":   {far + "某局\n2026年1月1日\n（此件不公开）\n", "（此件不公开）"},
		"not to be open":          {far + "（此件不予公开）\n", "（此件不予公开）"},
		"answer of a form":        {far + "公开属性：不予公开\n" + far, "公开属性：不予公开"},
		"answer of a form, no":    {"是否公开: 否\n关于某事的通知\n", "是否公开: 否"},
		"level of work":           {"密级：工作秘密\n某报告\n", "密级：工作秘密"},
		"English, wide":           {"ＳＥＣＲＥＴ\n某报告\n", "ＳＥＣＲＥＴ"},
		"English":                 {"Top Secret\nsome report\n", "Top Secret"},
		"English, confidential":   {"CONFIDENTIAL\n某报告\n", "CONFIDENTIAL"},
		"English, spaced":         {"S E C R E T\n某报告\n", "S E C R E T"},
		"English, for use":        {"FOR INTERNAL USE ONLY\n某报告\n", "FOR INTERNAL USE ONLY"},
		"of a house":              {"核心商密★5年\n某报告\n", "核心商密★5年"},
		"level as a word":         {"机密级\n某报告\n", "机密级"},

		"not open in a sentence":  {"某审判办法\n第五条 涉及国家秘密的案件不公开审理。\n第六条 工作秘密不公开。\n", ""},
		"not open as an item":     {far + "不公开\n工作秘密\n" + far, ""},
		"made public":             {"某局文件\n公开\n主动公开\n", ""},
		"open to who asks":        {"公开属性：依申请公开\n某通知\n（此件公开发布）\n", ""},
		"choices of a form":       {"公开属性：□主动公开 □依申请公开 □不予公开\n某通知\n", ""},
		"heading on work secrets": {"工作秘密管理办法\n一、工作秘密的范围\n", ""},
		"unclassified":            {"UNCLASSIFIED\nsecretary\nconfidentiality\nSecret Garden\n", ""},
		"what is not made public": {"哪些信息不公开\n不公开的理由\n", ""},
		"a secret of years":       {"秘密保守了10年\n他把秘密保守了十年\n", ""},
		"nothing":                 {"某市某办法\n第一条 为了做好工作，制定本办法。\n", ""},
		"levels in an article":    {"某保密办法\n第三条 国家秘密分为绝密、机密、秘密三级。\n第四条 绝密级文件不得复制，注意保存。\n", ""},
		"star in a sentence":      {"某保密办法\n第五条 国家秘密标志形式为“密级★保密期限”，例如“机密★1年”应当标在首页左上角。\n", ""},
		"title":                   {"国家秘密载体管理办法\n", ""},
		"heading":                 {"某培训材料\n二、什么是国家秘密\n", ""},
		"far below, a house word": {far + "内部资料\n" + far, ""},
		"far below, a bare word":  {far + "秘密\n" + far, ""},
		"open":                    {"密级：公开\n某报告\n", ""},
		"empty form":              {"密级：\n密级：□绝密 □机密 □秘密\n", ""},
		"copyright":               {"未经许可不得转载\n某文章\n", ""},
		"only for reference":      {"仅供参考\n某文章\n", ""},
		"stars elsewhere":         {"★ 重点 ★\n保守党的秘密★是义务，每名党员都应当做到。\n", ""},
		"empty":                   {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			span, line, found := FindSecrecy(c.text)
			if got := span.In(c.text); got != c.mark || found != (c.mark != "") {
				t.Fatalf("%q, %v; want %q", got, found, c.mark)
			}
			if found && strings.Count(c.text[:span.Start], "\n") != line-1 {
				t.Errorf("line %d", line)
			}
		})
	}
}

// TestFindSecrecyReal: of the real texts, all published, none is held back.
func TestFindSecrecyReal(t *testing.T) {
	texts := 0
	look := func(path, text string) {
		texts++
		if span, line, found := FindSecrecy(text); found {
			t.Errorf("%s:%d: %q", path, line, span.In(text))
		}
	}
	for _, folder := range []string{"law", "articles", "party", "seeds", "speech", "official"} {
		err := filepath.WalkDir(sharedtest.Path(t, folder), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if filepath.Ext(path) == ".jsonl" {
				lookLines(t, path, string(raw), look)
			} else {
				look(path, string(raw))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d texts", texts)
}

// lookLines looks at every string of a JSON lines file.
func lookLines(t *testing.T, path, text string, look func(path, text string)) {
	t.Helper()
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var object map[string]any
		if err := json.Unmarshal(lines.Bytes(), &object); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, value := range object {
			if s, ok := value.(string); ok {
				look(path, s)
			}
		}
	}
}
