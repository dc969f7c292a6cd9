package suggest

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search/pinyin"
)

// likeness says why one character may have been written for another, the
// likeliest reason first.
type likeness int

const (
	sameSound likeness = iota // 科 for 课
	nearSound                 // 自 for 志: the sounds that dialects do not tell apart
	sameShape                 // 己 for 已
	// stranger is a character that no word of the vocabulary has: it is hardly
	// meant, as 团 in 团支部 is.
	stranger
	unlike
)

// likeness compares the character typed with the right one. Numbers are never
// mistaken for each other: 十八大 is not 十九大.
func (v *Vocabulary) likeness(typed, right rune) likeness {
	switch {
	case !pinyin.IsHan(typed) || !pinyin.IsHan(right) || corpus.IsNumeralRune(typed) && corpus.IsNumeralRune(right):
		return unlike
	case v.sound(typed, right, func(s string) string { return s }):
		return sameSound
	case v.sound(typed, right, broadly):
		return nearSound
	case lookAlike(typed, right):
		return sameShape
	case v.characters[typed] == 0:
		return stranger
	}
	return unlike
}

// sound reports whether the characters have a sound in common, as said.
func (v *Vocabulary) sound(a, b rune, said func(string) string) bool {
	of := v.readings.Sounds(b)
	for _, x := range v.readings.Sounds(a) {
		for _, y := range of {
			if said(x) == said(y) {
				return true
			}
		}
	}
	return false
}

// broadly is a sound without what half the country does not hear: zh and z, l
// and n, ng and n.
func broadly(sound string) string {
	if len(sound) > 1 && sound[1] == 'h' {
		sound = sound[:1] + sound[2:]
	}
	if sound[0] == 'l' {
		sound = "n" + sound[1:]
	}
	return strings.TrimSuffix(sound, "g")
}

// shapes are characters that are taken for each other because they look alike,
// as far as they do not sound alike too.
var shapes = strings.Fields(`
	己已巳 人入八 未末 土士 天夫 千干于 日曰目 大太犬 王玉主 甲由申 今令 仓仑 去法 贝见 申审 予矛 母毋
	折拆析 拔拨 治冶 卷券 兔免 晴睛 哀衷衰 粱梁 竟竞 贪贫 师帅 受爱 间问闻 延廷 辛幸 处外 历厉 例列 科料 课裸
	季委 明朋 住往 待侍 任仟 休体 官宫 宣宜 定宝 违韦 监盐 律津 察祭 督瞥 责贵 识织积职 权杈 洁浩 核孩 组祖
	籍箱 慎镇 诫减械 勉晚 徒徙 拟似 措借 渎读 循盾 预顶 备各 期朝斯 届屈 选迭 票栗 推椎 荐存 暂斩 规现视 测则
	享亨 侯候 党堂 费贵 纪记 性姓 述术 谈淡 函涵 诉拆 缴激 奖桨 惩征 罚罩 除徐 名各 章童 程理 步涉 细组
`)

func lookAlike(a, b rune) bool {
	for _, s := range shapes {
		if strings.ContainsRune(s, a) && strings.ContainsRune(s, b) {
			return true
		}
	}
	return false
}
