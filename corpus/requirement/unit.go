package requirement

// unit is a word behind a number and what it makes of it.
type unit struct {
	word  string
	kind  Kind
	name  string  // as Quantity.Unit
	times float64 // 季度 is counted in itself, 周年 as 年
}

// units in the order in which they are tried: a longer word before its beginning.
var units = []unit{
	{"个工作日", Limit, "工作日", 1}, {"工作日", Limit, "工作日", 1}, {"个工作天", Limit, "工作日", 1},
	{"个月", Limit, "月", 1}, {"个星期", Limit, "周", 1}, {"星期", Limit, "周", 1}, {"周岁", Age, "岁", 1}, {"周年", Limit, "年", 1}, {"周", Limit, "周", 1},
	{"个小时", Limit, "小时", 1}, {"小时", Limit, "小时", 1}, {"个自然日", Limit, "日", 1}, {"个季度", Limit, "季度", 1}, {"季度", Limit, "季度", 1},
	{"学时", Hours, "学时", 1}, {"个学时", Hours, "学时", 1}, {"课时", Hours, "学时", 1},
	{"年", Limit, "年", 1}, {"月", Limit, "月", 1}, {"天", Limit, "日", 1}, {"日", Limit, "日", 1},
	{"次", Frequency, "次", 1}, {"回", Frequency, "次", 1},
	{"人", Headcount, "人", 1}, {"名", Headcount, "人", 1}, {"位", Headcount, "人", 1},
	{"元", Amount, "元", 1}, {"岁", Age, "岁", 1},
}

// dayWords follow a number of days, months or years that is no date.
var notUnits = []string{"人民", "人次", "年级", "年代", "日常", "月份", "月底", "月初", "月末", "月中", "月上", "月下", "年度", "年底", "年初", "次要", "次会", "名单", "名称", "名义", "名额", "日报", "位置", "周边", "周围", "天然", "位次", "人大", "年鉴", "年报"}

// unitAt is the unit at i; its word is empty where there is none.
func (l *line) unitAt(i int) unit {
	for _, w := range notUnits {
		if l.has(i, w) {
			return unit{}
		}
	}
	for _, u := range units {
		if l.has(i, u.word) {
			return u
		}
	}
	return unit{}
}

// personAt reports whether 个 stands at i and counts persons: 两个以上的发展对象.
func (l *line) personAt(i int) bool {
	if l.rune(i) != '个' {
		return false
	}
	i++
	for _, word := range []string{"以上", "以下", "的"} {
		if l.has(i, word) {
			i += len([]rune(word))
		}
	}
	if i >= len(l.runes) {
		return false
	}
	is, _ := l.wordAt(i, lexicon())
	return is.has(personWord)
}
