package packet_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/packet"
)

// TestReadBack holds that the program itself can import what it exported: every
// paragraph that went in comes out of the file, in order.
func TestReadBack(t *testing.T) {
	f := corpus.Fields{Title: "示例规定", Kind: corpus.Regulation, Issuer: []string{"示例市委"}, DocNo: "示委发〔2020〕3号", Effective: "2020-05-01"}
	first := "第三条　支部每月开展1次主题党日，a<b & c>d。\n　　因故不能开展的，应当补上：\n（一）列出*清单*；\n（二）对照_清单_。"
	second := "第九条　支部书记每年述职1次。\n项目\t次数\n述职\t1次\n\t另议"
	p := packet.Packet{Title: "支部工作培训", Items: []packet.Item{
		packet.NewNote("开头的话。"),
		packet.NewHeading(1, "依据"), packet.NewHeading(2, "主题党日"),
		packet.NewQuote(packet.NewPassage("示例规定_2020-05-01", "art_3", first, "", f)),
		packet.NewHeading(2, "述职"),
		packet.NewQuote(packet.NewPassage("示例规定_2020-05-01", "art_9", second, "", f)),
	}}
	want := []string{"支部工作培训", "开头的话。", "一、依据", "（一）主题党日"}
	want = append(want, strings.Split(strings.ReplaceAll(first, "　　", ""), "\n")...)
	want = append(want, "（二）述职")
	want = append(want, strings.Fields(second)...)
	sources := map[packet.SourcesAt][]string{
		packet.InFootnotes: {"示例市委：《示例规定》（示委发〔2020〕3号，2020年5月1日施行）第三条。", "第九条。"},
		packet.InLines:     {"——《示例规定》（2020年5月1日施行）第九条"},
		packet.InList:      {"第九条", "参考文献", "示例市委. 示例规定: 示委发〔2020〕3号[Z]."},
	}
	for name, write := range map[string]func(context.Context, io.Writer, packet.Packet, packet.Options) error{
		"支部工作培训.docx": packet.WriteDOCX, "支部工作培训.md": packet.WriteMarkdown, "支部工作培训.html": packet.WriteHTML,
	} {
		for at, rest := range sources {
			t.Run(name+"/"+string(at), func(t *testing.T) {
				var file bytes.Buffer
				if err := write(t.Context(), &file, p, packet.Options{Sources: at}); err != nil {
					t.Fatal(err)
				}
				read, err := extract.Read(name, file.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				if len(read) != 1 {
					t.Fatalf("%d texts", len(read))
				}
				inOrder(t, read[0].Text, slices.Concat(want, rest))
				if t.Failed() {
					t.Logf("read:\n%s", read[0].Text)
				}
			})
		}
	}
}

// TestTableStaysTable: a table of a paper that was taken in is a table in what is
// taken away, with its empty cells.
func TestTableStaysTable(t *testing.T) {
	for name, paper := range map[string]string{
		"a.html": "<p>第一条　按下表：</p><table><tr><th>名称</th><th>次数</th><th>主持</th></tr><tr><td rowspan=2>大会</td><td>4次</td><td></td></tr><tr><td>另议</td><td>书记</td></tr></table><p>第二条　完。</p>",
		"a.md":   "第一条　按下表：\n\n| 名称 | 次数 | 主持 |\n| --- | --- | --- |\n| 大会 | 4次 |  |\n|  | 另议 | 书记 |\n\n第二条　完。\n",
	} {
		read, err := extract.Read(name, []byte(paper))
		if err != nil {
			t.Fatal(err)
		}
		p := packet.Packet{Items: []packet.Item{packet.NewQuote(packet.NewPassage("甲", "art_1", read[0].Text, "", corpus.Fields{Title: "甲"}))}}
		var page, word bytes.Buffer
		if err := errors.Join(packet.WriteHTML(t.Context(), &page, p, packet.Options{}), packet.WriteDOCX(t.Context(), &word, p, packet.Options{})); err != nil {
			t.Fatal(err)
		}
		for file, raw := range map[string][]byte{"b.html": page.Bytes(), "b.docx": word.Bytes()} {
			back, err := extract.Read(file, raw)
			if err != nil || !strings.Contains(back[0].Text, "名称\t次数\t主持\n大会\t4次\t\n\t另议\t书记\n") {
				t.Errorf("%s by %s: %v %v", name, file, back, err)
			}
		}
	}
}

// inOrder finds the lines one after the other.
func inOrder(t *testing.T, text string, lines []string) {
	t.Helper()
	for _, line := range lines {
		at := strings.Index(text, line)
		if at < 0 {
			t.Errorf("%q was not read back in its place", line)
			continue
		}
		text = text[at+len(line):]
	}
}
