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

// Words of places, trades and sciences, and signs that texts have for
// themselves, are no mojibake.
func TestRareWords(t *testing.T) {
	for _, text := range []string{
		"见《鄠邑区志》、《盩厔县志》。", "鋆、钰两字", "砼构件、砼强度，硅酸盐。", "烷烃、烯烃、炔烃和苯甲酰氯。", "嘌呤、嘧啶、腺苷。", "氕氘氚是氢的同位素。",
		"𬭊、𬭳、𬭛是元素", "弢、镠、鏐、璆四人。", "王珺、李珺：出席。", "主任：陈翀，委员：吴翯，郑翾", "瀍河、涡河、浉河、淠河、滠水。", "鄅国、郳国、郜国",
		"馄饨饺子馕馓", "叕、燚、㙓", "藠头、茼蒿、苤蓝", "漖、氹、凼、塱、圳、埗", "€100 与 ¥200", "âge, façade, naïve, Ærø", "第①条½和¼",
		"屯村、屯留、驻屯军、屯屯", "锛子、刨子、锛凿", "涓涓细流", "欄、闌、闈", "齊齊哈爾鐵鋒區", "嶽麓書院、衚衕", "囯、囶、圀", "鼋鼍鳖三种。",
	} {
		if span, n := mojibake(text); n > 0 {
			t.Errorf("%s: %q is taken for mojibake", text, text[span.Start:span.End])
		}
	}
	for _, text := range []string{"屯屯屯屯", "锟斤拷锟斤拷", "ÃÂ¼Ã¤"} {
		if _, n := mojibake("见" + text + "。"); n == 0 {
			t.Errorf("%s is not found", text)
		}
	}
}
