package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// TestCovers: a paper and what it carries are documents of their own that name each
// other; a regulation stays one, its articles addressable, and has number and day of
// the paper that printed it.
func TestCovers(t *testing.T) {
	articles := "第一条 甲。\n第二条 乙。\n第三条 丙。\n第四条 本法自2020年5月1日起施行。\n"
	for name, tt := range map[string]struct {
		text string
		want []string // kind, title, number, day, issuer of each
	}{
		"an order and a law": {"中华人民共和国主席令\n第九十九号\n《中华人民共和国示例法》已由第十三届全国人民代表大会常务委员会第二十次会议于2020年3月2日通过，现予公布，自2020年5月1日起施行。\n中华人民共和国主席  王大山\n2020年3月2日\n中华人民共和国示例法\n" + articles,
			[]string{"official 中华人民共和国主席令第九十九号 主席令第九十九号 2020-03-02", "regulation 中华人民共和国示例法 主席令第九十九号 2020-03-02"}},
		"a notice and an interpretation": {"示例高级人民法院关于印发《关于办理示例案件若干问题的解释》的通知\n示高法〔2021〕3号\n各中级人民法院：\n现印发给你们，请遵照执行。\n示例高级人民法院\n2021年4月5日\n关于办理示例案件若干问题的解释\n" + articles,
			[]string{"official 示例高级人民法院关于印发《关于办理示例案件若干问题的解释》的通知 示高法〔2021〕3号 2021-04-05 示例高级人民法院", "regulation 关于办理示例案件若干问题的解释 示高法〔2021〕3号 2021-04-05 示例高级人民法院"}},
		"two in one notice": {"示例市财政局关于印发《示例经费管理办法》《示例资产管理办法》的通知\n示财〔2022〕8号\n各单位：\n现将《示例经费管理办法》《示例资产管理办法》印发给你们，请执行。\n示例市财政局\n2022年6月1日\n附件1\n示例经费管理办法\n" + articles + "附件2\n示例资产管理办法\n" + articles,
			[]string{"official 示例市财政局关于印发《示例经费管理办法》《示例资产管理办法》的通知 示财〔2022〕8号 2022-06-01 示例市财政局", "regulation 示例经费管理办法 示财〔2022〕8号 2022-06-01 示例市财政局", "regulation 示例资产管理办法 示财〔2022〕8号 2022-06-01 示例市财政局"}},
		"what is forwarded has its own issuer and day": {"示例区教育局转发市教育局关于做好招生工作意见的通知\n示教〔2018〕5号\n各学校：\n市教育局《关于做好招生工作的意见》已印发，现转发给你们。\n示例区教育局\n2018年5月8日\n关于做好招生工作的意见\n（示例市教育局 2018年4月20日）\n为做好招生工作，提出意见如下：\n一、公平。\n二、公开。\n",
			[]string{"official 示例区教育局转发市教育局关于做好招生工作意见的通知 示教〔2018〕5号 2018-05-08 示例区教育局", "official 关于做好招生工作的意见  2018-04-20 示例市教育局"}},
		"a speech": {"中共示例县委办公室关于印发王大山同志在全县大会上讲话的通知\n示委办〔2023〕2号\n各乡镇党委：\n现将王大山同志《在全县大会上的讲话》印发给你们，请学习。\n中共示例县委办公室\n2023年2月3日\n在全县大会上的讲话\n（2023年2月1日）\n王大山\n同志们：\n今天讲三点。\n一、形势\n很好。\n",
			[]string{"official 中共示例县委办公室关于印发王大山同志在全县大会上讲话的通知 示委办〔2023〕2号 2023-02-03 中共示例县委办公室", "speech 在全县大会上的讲话   "}},
		"a list is an annex and no text of its own": {"示例局关于公布合格名单的通知\n示发〔2020〕9号\n各单位：\n现将合格名单予以公布。\n附件：合格名单\n示例局\n2020年9月9日\n附件\n合格名单\n甲 乙 丙\n",
			[]string{"official 示例局关于公布合格名单的通知 示发〔2020〕9号 2020-09-09 示例局"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			joined := ""
			cover := ""
			for i, s := range Split(corpus.Source{Path: "x.txt", Text: tt.text}) {
				d := Document(s)
				f := d.Fields
				got = append(got, strings.TrimRight(strings.Join([]string{string(f.Kind), f.Title, f.DocNo, string(f.Promulgated), strings.Join(f.Issuer, "、")}, " "), " "))
				joined += s.Text
				if i == 0 {
					cover = f.Title
				} else if f.CarriedBy != cover {
					t.Errorf("%s is carried by %q", f.Title, f.CarriedBy)
				}
				if f.Kind == corpus.Regulation && !holds(d, "art_2") {
					t.Errorf("%s has no art_2", f.Title)
				}
			}
			for i := range tt.want {
				tt.want[i] = strings.TrimRight(tt.want[i], " ")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if joined != tt.text {
				t.Error("the parts do not join to the file")
			}
		})
	}
}

// TestCoverKeptWhole: a file that was kept in one piece before papers were parted
// from what they carry stays the regulation it was.
func TestCoverKeptWhole(t *testing.T) {
	text := "示例局关于印发《示例管理办法》的通知\n示发〔2020〕1号\n各单位：\n现将《示例管理办法》印发给你们。\n示例局\n2020年1月2日\n示例管理办法\n第一条 甲。\n第二条 乙。\n第三条 丙。\n"
	d := Document(corpus.Source{Path: "x.txt", Text: text})
	if d.Fields.Kind != corpus.Regulation || d.Fields.Title != "示例管理办法" || !holds(d, "art_3") {
		t.Errorf("%s %s", d.Fields.Kind, d.Fields.Title)
	}
}

func holds(d corpus.Document, locator string) bool {
	n, _ := d.Root.Find(locator)
	return n != nil
}
