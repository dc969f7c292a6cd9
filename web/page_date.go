package web

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"

	"tiaowen/corpus"
)

// Pages read dates as people write them; the API takes ISO only, since a program that
// sends anything else has a mistake it should hear of.

// dateWords are what people put between the numbers of a date.
var dateWords = strings.NewReplacer("年", "-", "月", "-", "日", "", "号", "", "/", "-", ".", "-", "。", "-", "、", "-", "_", "-", "—", "-", "–", "-")

// dateShapes are a date once its words are hyphens, each with the same in ISO.
var dateShapes = []struct{ typed, iso string }{
	{"2006", yearOnly}, {"2006-1", monthOnly}, {"200601", monthOnly}, {"2006-1-2", time.DateOnly}, {"20060102", time.DateOnly},
}

const (
	yearOnly  = "2006"
	monthOnly = "2006-01"
)

// readDate reads 2018, 2018-10, 20181028, 2018.10.28, 2018/10/28, 2018年10月28日, also in
// full width or with spaces. iso is the shape of what was read; empty for no date.
func readDate(value string) (day time.Time, iso string) {
	short := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, width.Narrow.String(value))
	short = strings.Trim(dateWords.Replace(short), "-")
	for _, shape := range dateShapes {
		if day, err := time.Parse(shape.typed, short); err == nil && day.Year() > 0 {
			return day, shape.iso
		}
	}
	return time.Time{}, ""
}

// wholeDay makes a day of what people write as a bound: the first day of a year
// or month for from, the last for to and as_of. Anything else stays as it is, and is
// complained of by whoever reads it.
func wholeDay(name, value string) string {
	if name != "from" && name != "to" && name != "as_of" {
		return value
	}
	day, iso := readDate(value)
	switch {
	case iso == "":
		return value
	case name != "from" && iso == yearOnly:
		day = day.AddDate(1, 0, -1)
	case name != "from" && iso == monthOnly:
		day = day.AddDate(0, 1, -1)
	}
	return day.Format(time.DateOnly)
}

// isoDate is a field's date in the form that it is kept in, as far as it was written;
// what is no date stays as it is, and is complained of where it is saved.
func isoDate(value string) string {
	if day, iso := readDate(value); iso != "" && !corpus.Date(value).Valid() {
		return day.Format(iso)
	}
	return value
}
