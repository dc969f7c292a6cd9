package corpus

import "strings"

// ParseNumeral reads a whole number as people write it in citations: 十二,
// 一百二十, 一百零二, 一百〇二, the colloquial 一百二 (=120), 廿三, 12, １２, mixed
// 三十1, digit by digit 二〇一九. It reports false for anything else and for
// numbers over 99,999.
func ParseNumeral(s string) (int, bool) {
	total, section, digits := 0, 0, 0
	lastUnit := 0 // unit just read, for 一百二 = 120
	plain := true // digits only so far
	sawZero, have := false, false
	count := 0
	for _, r := range s {
		count++
		if count > 12 {
			return 0, false
		}
		if d, ok := digitValue(r); ok {
			if digits > 0 || (have && lastUnit == 0) {
				digits = digits*10 + d
			} else {
				digits = d
			}
			if d == 0 && lastUnit > 0 {
				sawZero = true
			}
			have = true
			if digits > 99999 {
				return 0, false
			}
			continue
		}
		if tens := contractedTens(r); tens > 0 { // 廿 = 20, 卅 = 30
			if digits > 0 {
				return 0, false
			}
			section += tens
			lastUnit, have, plain = 10, true, false
			continue
		}
		unit := unitValue(r)
		if unit == 0 {
			return 0, false
		}
		plain = false
		if unit == 10000 {
			if section+digits == 0 {
				return 0, false
			}
			total = (section + digits) * unit
			section, digits, sawZero = 0, 0, false
		} else {
			if digits == 0 {
				if unit != 10 && !have {
					return 0, false // 百 alone is no number
				}
				digits = 1
			}
			section += digits * unit
			digits, sawZero = 0, false
		}
		lastUnit, have = unit, true
	}
	if !have {
		return 0, false
	}
	// 一百二 is 一百二十: a bare digit right after a unit above ten counts in the
	// next lower unit. 一百零二 says otherwise, and 一百2 is not how it is spoken
	// but is read the same way.
	if !plain && digits > 0 && digits < 10 && lastUnit > 10 && !sawZero {
		digits *= lastUnit / 10
	}
	n := total + section + digits
	return n, n <= 99999
}

// FormatNumeral writes n (1–99,999) as statutes number their articles: 十二,
// 一百零二, 一百二十, 一千二百六十.
func FormatNumeral(n int) string {
	if n <= 0 || n > 99999 {
		return ""
	}
	const digits = "零一二三四五六七八九"
	digit := func(d int) string { return digits[3*d : 3*d+3] }
	units := []struct {
		value int
		name  string
	}{{10000, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}
	var b strings.Builder
	started, gap := false, false
	for _, u := range units {
		d := n / u.value % 10
		if d == 0 {
			gap = gap || started
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		if u.value != 10 || d != 1 || started {
			b.WriteString(digit(d))
		}
		b.WriteString(u.name)
		started = true
	}
	return b.String()
}

// IsNumeralRune reports whether r can stand in a numeral that ParseNumeral reads.
func IsNumeralRune(r rune) bool {
	_, ok := digitValue(r)
	return ok || unitValue(r) > 0 || contractedTens(r) > 0
}

func digitValue(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r >= '０' && r <= '９':
		return int(r - '０'), true
	}
	switch r {
	case '零', '〇', '○':
		return 0, true
	case '一', '壹':
		return 1, true
	case '二', '两', '贰', '兩':
		return 2, true
	case '三', '叁', '参':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	}
	return 0, false
}

func unitValue(r rune) int {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 10000
	}
	return 0
}

func contractedTens(r rune) int {
	switch r {
	case '廿':
		return 20
	case '卅':
		return 30
	}
	return 0
}
