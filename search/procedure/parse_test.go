package procedure

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

const good = `# 注释
事项：登记样本
又称：样本登记、登记
截至：2020-01-01
说明：从收到到入库。
步骤：收样 # 行尾的注释
依据：《样本办法》第一条；样本办法_2020-01-01#art_2
责任：保管员
时限：收到后三日内；特殊的七日内
材料：登记表、《样本志愿书》（甲、乙两份）
说明：先看封条。
说明：再看标签。

步骤: 入库
依据:《样本办法》第三条
`

// TestParse: a file is read as it is meant, with either colon, comments and lists.
func TestParse(t *testing.T) {
	l, err := Parse(strings.NewReader("\ufeff" + good))
	if err != nil {
		t.Fatal(err)
	}
	want := Procedure{Name: "登记样本", Aliases: []string{"样本登记", "登记"}, Until: "2020-01-01", Note: "从收到到入库。", Steps: []Step{
		{Title: "收样", Citations: []string{"《样本办法》第一条", "样本办法_2020-01-01#art_2"}, Bearer: "保管员", Deadline: "收到后三日内；特殊的七日内",
			Materials: []string{"登记表", "《样本志愿书》（甲、乙两份）"}, Note: "先看封条。\n再看标签。"},
		{Title: "入库", Citations: []string{"《样本办法》第三条"}}}}
	if got := l.All(); len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v", got)
	}
	for _, name := range []string{"登记样本", "登記樣本", " 样本登记 ", "登记"} {
		if _, ok := l.Named(name); !ok {
			t.Errorf("%q names nothing", name)
		}
	}
	if _, ok := l.Named("样本"); ok {
		t.Error("half a name is one")
	}
}

// TestParseFaults: every faulty line is named by its number.
func TestParseFaults(t *testing.T) {
	head, step := "事项：登记\n", "步骤：收样\n依据：《样本办法》第一条\n"
	for name, c := range map[string]struct{ text, want string }{
		"no colon":        {head + step + "责任 保管员", "第 4 行：\"责任 保管员\" 里没有冒号"},
		"no value":        {head + step + "责任：", "第 4 行：“责任”后面没有写什么"},
		"unknown key":     {head + step + "负责：保管员", "第 4 行：不认识“负责”"},
		"before the name": {"步骤：收样", "第 1 行：“步骤”写在第一个“事项”之前"},
		"before the step": {head + "责任：保管员\n" + step, "第 2 行：“责任”要写在一个“步骤”之后"},
		"after a step":    {head + step + "截至：2020-01-01", "第 4 行：“截至”要写在第一个“步骤”之前"},
		"no citation":     {head + "步骤：收样\n责任：保管员\n" + "步骤：入库\n依据：《样本办法》第一条", "第 2 行：步骤“收样”没有依据"},
		"no last one":     {head + step + "步骤：入库\n\n", "第 4 行：步骤“入库”没有依据"},
		"no step":         {head + "\n事项：清点\n" + step, "第 1 行：事项“登记”没有步骤"},
		"twice":           {head + step + head + step, "第 4 行：“登记”在第 1 行已经有了"},
		"alias taken":     {head + step + "事项：清点\n又称：登記\n" + step, "第 5 行：“登記”在第 1 行已经有了"},
		"bearer twice":    {head + step + "责任：甲\n责任：乙", "第 5 行：步骤“收样”的“责任”写了两次"},
		"citation twice":  {head + step + "依据：《样本办法》第一条", "里“《样本办法》第一条”写了两次"},
		"bad date":        {head + "截至：2020年\n" + step, "第 2 行：“截至”后面写日期"},
		"no such day":     {head + "截至：2020-02-30\n" + step, "第 2 行：“截至”后面写日期"},
		"sample":          {head + "示例：否\n" + step, "第 2 行：“示例”后面写“是”"},
		"name of signs":   {"事项：……\n" + step, "第 1 行：“……”里没有字"},
		"slash":           {"事项：甲/乙\n" + step, "第 1 行：“甲/乙”里有不能用在名称里的符号"},
		"long":            {head + step + "说明：" + strings.Repeat("长", longestValue+1), "第 4 行：“说明”太长"},
		"bytes":           {head + step + "说明：\xff", "第 4 行：不是合格的 UTF-8 文本"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestParseMany: of a file that is faulty throughout the first faults are told, and
// all of one that has a few.
func TestParseMany(t *testing.T) {
	_, err := Parse(strings.NewReader("事项：登记\n步骤：收样\n依据：甲\n坏一\n坏二\n"))
	if many, ok := err.(interface{ Unwrap() []error }); !ok || len(many.Unwrap()) != 2 {
		t.Errorf("got %v", err)
	}
	var b strings.Builder
	for i := range mostListed + 1 {
		fmt.Fprintf(&b, "事项：第%d件\n步骤：收样\n依据：甲\n", i)
	}
	if _, err := Parse(strings.NewReader(b.String())); err == nil || !strings.Contains(err.Error(), "事项太多") {
		t.Errorf("of too many: %v", err)
	}
	if _, err := Parse(strings.NewReader(strings.Repeat("坏\n", 1000))); strings.Count(err.Error(), "\n") > 20 {
		t.Error("every line of a hopeless file is told")
	}
}

// TestDefault: what comes with the program can be read, and is read again from what it
// writes.
func TestDefault(t *testing.T) {
	for _, p := range Default().All() {
		again, err := Parse(strings.NewReader(p.String()))
		if err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		if !reflect.DeepEqual(again.All()[0], p) {
			t.Errorf("%s is read back as %+v", p.Name, again.All()[0])
		}
	}
}

// FuzzParse: no file breaks the reader, and what it took is read back the same.
func FuzzParse(f *testing.F) {
	f.Add(good)
	f.Add("事项：甲\n步骤：乙\n依据：丙；丁#a #b\n")
	f.Add("事项:甲\n又称：乙、丙\n示例：是\n步骤：一\n依据：《甲（乙；》；）丙\n材料：甲；乙、丙\n说明：说明：说明\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Parse(strings.NewReader(text))
		if err != nil {
			return
		}
		var b strings.Builder
		for _, p := range l.All() {
			b.WriteString(p.String() + "\n")
		}
		again, err := Parse(strings.NewReader(b.String()))
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, b.String(), err)
		}
		if !reflect.DeepEqual(again, l) {
			t.Fatalf("%q was written as %q", text, b.String())
		}
	})
}
