package corpus

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tiaowen/corpus/pattern"
)

// Date is a calendar day as YYYY-MM-DD, a month as YYYY-MM, a year as YYYY, or
// empty when unknown. Dates of one precision compare as strings.
type Date string

// Year is the year of d, 0 when unknown.
func (d Date) Year() int {
	if len(d) < 4 {
		return 0
	}
	y, _ := strconv.Atoi(string(d[:4]))
	return y
}

// Valid reports whether d is empty or a date that exists.
func (d Date) Valid() bool {
	layouts := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}
	if d == "" {
		return true
	}
	_, err := time.Parse(layouts[len(d)], string(d))
	return err == nil && layouts[len(d)] != ""
}

// Chinese writes d as 2018年10月28日, as far as it is known.
func (d Date) Chinese() string {
	var out []byte
	for i, part := range strings.SplitN(string(d), "-", 3) {
		n, err := strconv.Atoi(part)
		if err != nil {
			break
		}
		out = append(strconv.AppendInt(out, int64(n), 10), [...]string{"年", "月", "日"}[i]...)
	}
	return string(out)
}

// Both numerals of digits and of Chinese characters, also mixed in a year
// (二0二四), spaces as PDF readers put them between digits and units, 元月 for the
// first month. A letter that was typed for a digit (10月l日) is read as that.
var datePattern = pattern.MustCompile(`([0-9０-９OＯo〇○]{4}|[〇零○ＯOo0０一二三四五六七八九]{4})\s*年\s*([0-9０-９lIO]{1,2}|[一二三四五六七八九十]{1,3}|元)\s*月(?:\s*([0-9０-９lIO]{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*日)?|((?:19|20)[0-9]{2})[-./．／－]([0-9]{1,2})[-./．／－]([0-9]{1,2})`)

// FindDates lists the dates written in text with where they stand: 2018年10月28日,
// 二〇一八年十月二十八日, 2018年10月, 2018-10-28. Days that do not exist are left out.
func FindDates(text string) []DateAt {
	var out []DateAt
	for _, m := range datePattern.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		y, mo, d := part(1), part(2), part(3)
		if y == "" {
			y, mo, d = part(4), part(5), part(6)
		}
		date := joinDate(y, digits.Replace(mo), digits.Replace(d))
		if date != "" && date.Valid() {
			slip := strings.ContainsAny(mo+d, "lIO") || strings.ContainsAny(y, "OＯo") && strings.ContainsAny(y, "123456789")
			out = append(out, DateAt{date, Span{m[0], m[1]}, slip})
		}
	}
	return out
}

// digits are the letters that are typed for digits, and the first month.
var digits = strings.NewReplacer("l", "1", "I", "1", "O", "0", "元", "1")

// DateAt is a date and where it was read.
type DateAt struct {
	Date Date
	Span Span
	// Slip says that a letter stood for a digit.
	Slip bool
}

func joinDate(y, m, d string) Date {
	year := 0
	for _, r := range y {
		year = year*10 + dateDigit(r)
	}
	month, ok := ParseNumeral(m)
	if !ok {
		return ""
	}
	if d == "" {
		return Date(fmt.Sprintf("%04d-%02d", year, month))
	}
	day, ok := ParseNumeral(d)
	if !ok {
		return ""
	}
	return Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
}

// dateDigit reads one digit of a year written digit by digit. ○ and the letter
// O stand for 〇 in texts typed before 〇 was easy to type.
func dateDigit(r rune) int {
	switch r {
	case '〇', '零', '○', 'Ｏ', 'O', 'o':
		return 0
	}
	n, _ := digitValue(r)
	return n
}

// After is the day n years, months and days after d; empty if d is no day.
func (d Date) After(years, months, days int) Date {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return Date(day.AddDate(years, months, days).Format(time.DateOnly))
}

// Next is the day after the period that d names: a day, a month or a year.
func (d Date) Next() Date {
	switch len(d) {
	case len("2006"):
		return Date(d+"-01-01").After(1, 0, 0)
	case len("2006-01"):
		return Date(d+"-01").After(0, 1, 0)
	}
	return d.After(0, 0, 1)
}

// Later is the later of two dates.
func Later(a, b Date) Date {
	if b > a {
		return b
	}
	return a
}
