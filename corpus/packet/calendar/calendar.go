// Package calendar writes what returns every period as a calendar (ICS, RFC 5545).
package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Duty is what is to be done once or more in every period.
type Duty struct {
	Title string
	// Text is the sentence with its source; Link leads to it.
	Text, Link string
	// Key is the same for the same clause in every calendar, so that a calendar that is
	// taken again brings nothing twice.
	Key    string
	Period Period
}

// Period is how often something returns.
type Period string

// The periods, as package corpus/requirement writes them in Quantity.Per.
const (
	Week     Period = "周"
	Month    Period = "月"
	Quarter  Period = "季度"
	HalfYear Period = "半年"
	Year     Period = "年"
)

// workdays are the days of work of a week; holidays and days moved for them are not
// known here.
const workdays = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"

// rules say when a duty returns: on the last working day of each period.
var rules = map[Period]string{
	Week:     "FREQ=WEEKLY;BYDAY=FR",
	Month:    "FREQ=MONTHLY;" + workdays,
	Quarter:  "FREQ=MONTHLY;INTERVAL=3;" + workdays,
	HalfYear: "FREQ=MONTHLY;INTERVAL=6;" + workdays,
	Year:     "FREQ=YEARLY;BYMONTH=12;" + workdays,
}

// Known reports whether there is a day for a period in a calendar of one year and the
// next: what returns every two years depends on a year that no text tells.
func Known(p Period) bool { return rules[p] != "" }

// Write is the calendar of the duties, each from the end of its first period in the
// year of now; named is its name, note is said with each duty: whose days these are.
func Write(named, note string, duties []Duty, now time.Time) []byte {
	c := ics.NewCalendarFor("tiaowen")
	c.SetProductId("-//tiaowen//ZH")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(named)
	for _, d := range duties {
		rule, ok := rules[d.Period]
		if !ok {
			continue
		}
		sum := sha256.Sum256([]byte(d.Key + "\n" + string(d.Period)))
		e := c.AddEvent(hex.EncodeToString(sum[:16]) + "@tiaowen")
		e.SetDtStampTime(now.UTC())
		day := firstDay(d.Period, now.Year())
		e.SetAllDayStartAt(day)
		e.SetAllDayEndAt(day.AddDate(0, 0, 1))
		e.AddRrule(rule)
		e.SetSummary(d.Title)
		e.SetDescription(fmt.Sprintf("%s\n\n%s\n%s", d.Text, note, d.Link))
		e.SetURL(d.Link)
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return []byte(c.Serialize(ics.WithNewLineWindows))
}

// firstDay is the last working day of the first whole period of a year.
func firstDay(p Period, year int) time.Time {
	months := map[Period]int{Month: 1, Quarter: 3, HalfYear: 6, Year: 12}[p]
	if p == Week {
		return lastBefore(time.Date(year, 1, 8, 0, 0, 0, 0, time.UTC), time.Friday)
	}
	day := time.Date(year, time.Month(months)+1, 0, 0, 0, 0, 0, time.UTC)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	return day
}

// lastBefore is the last such day of the week before a day.
func lastBefore(day time.Time, wanted time.Weekday) time.Time {
	for day = day.AddDate(0, 0, -1); day.Weekday() != wanted; {
		day = day.AddDate(0, 0, -1)
	}
	return day
}
