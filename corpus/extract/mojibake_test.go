package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Rare characters of names are no mojibake, however many stand together.
func TestRareNames(t *testing.T) {
	for _, text := range []string{
		"陈玚、林玥、赵玥负责。", "孙彧、周翃、郑祎协助。", "玥彧祎", "翃玚", "珺、玥、旻、昉四字", "李喆、王垚、赵犇", "钱堃，孙璟，李煊", "头绪𬀩𬱖", "镕、喆、淼", "朱镕、曹珅、何璠、吕玟",
		"翀、翃、翙", "于頔、陈堉", "潘旸、魏琎、蒋昇",
	} {
		if span, n := mojibake(text); n > 0 {
			t.Errorf("%s: %q is taken for mojibake", text, text[span.Start:span.End])
		}
	}
}

// Text read in a wrong charset is still found.
func TestMojibakeFound(t *testing.T) {
	for _, text := range []string{"支部应当按月开会。", "图书室的开放时间", "第一条　总则", "借阅，归还；", "各单位："} {
		wrong, err := simplifiedchinese.GB18030.NewDecoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, n := mojibake("好的文字" + strings.ToValidUTF8(wrong, "") + "又是好的"); n == 0 {
			t.Errorf("%s, read as %s, is not found", text, wrong)
		}
	}
}
