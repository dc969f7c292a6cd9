package packet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	p := example()
	p.Items = append(p.Items[:4:4], p.Items[6])
	var out bytes.Buffer
	if err := WriteMarkdown(t.Context(), &out, p, Options{}); err != nil {
		t.Fatal(err)
	}
	want := `# 机关党支部书记培训：组织生活怎样过得实

编制时间：2026年11月22日10时15分　资料库状态：第1284号（2026年11月20日）

本材料供支部书记集中培训使用，摘录均以原文为准。

## 一、依据

### （一）支部委员会怎样产生

> 第十二条　党支部委员会由党支部党员大会选举产生，每届任期按照规定执行。
>
> 支部委员会会议一般每月召开1次，遇有紧急事项可以随时召开：
>
> （一）传达学习上级决定；
>
> （二）研究“一事一议”的办法 & 讨论 a\<b 的情形。[^1]
>

【说明】讲到这里可以请学员对照本支部去年的会议记录。

> | 名称 | 次数 | 主持人 |
> | --- | --- | --- |
> | 党员大会 | 每季度1次 | 支部书记 |
> | 支委会 | 每月1次 | 支部书记 |
>
> 出处[^2]
>

[^1]: 中共示例市委办公室：《示例市机关党支部工作规定（试行）》（示委办发〔2018〕51号，2018年10月20日公布，2018年10月28日施行）第十二条。

[^2]: 中共示例市委办公室：《示例市机关党支部工作规定（试行）》（示委办发〔2018〕51号，2018年10月20日公布，2018年10月28日施行）附件1。

`
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(out.String(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEscapeMarkdown(t *testing.T) {
	tests := map[string]string{
		"一、平常的字":              "一、平常的字",
		"# 不是标题":              `\# 不是标题`,
		"1. 不是列表":             `1\. 不是列表`,
		"2024年1.5倍":           "2024年1.5倍",
		"- 破折号":               `\- 破折号`,
		"=== 线":               `\=== 线`,
		"*强*`码`[链](址)<b>|~~$": "\\*强\\*\\`码\\`\\[链\\](址)\\<b\\>\\|\\~\\~\\$",
		`反\斜`:                 `反\\斜`,
		"a_b_c _强_":           `a_b_c \_强\_`,
		"R&D &lt; &#60;":      `R&D \&lt; \&#60;`,
		"> 不是引文":              `\> 不是引文`,
		"":                    "",
	}
	for in, want := range tests {
		if got := escapeMarkdown(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
