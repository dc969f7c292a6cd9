package calendar

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
)

// TestFirstDay: the first day of each period is a working day and its last.
func TestFirstDay(t *testing.T) {
	for _, tt := range []struct {
		period Period
		year   int
		want   string
	}{
		{Week, 2026, "2026-01-02"}, {Month, 2026, "2026-01-30"}, {Quarter, 2026, "2026-03-31"},
		{HalfYear, 2026, "2026-06-30"}, {Year, 2026, "2026-12-31"}, {Month, 2027, "2027-01-29"}, {Quarter, 2024, "2024-03-29"},
		{Year, 2023, "2023-12-29"}, {HalfYear, 2024, "2024-06-28"},
	} {
		if got := firstDay(tt.period, tt.year).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s %d: %s, want %s", tt.period, tt.year, got, tt.want)
		}
	}
}

// TestWrite: a calendar is read back with the rules, texts and links it was given, and
// what hangs on no period is not in it.
func TestWrite(t *testing.T) {
	duties := []Duty{
		{Title: "党小组：读书会；每月", Text: "党小组每月办一次读书会，\n逗号,分号;反斜线\\都在。", Link: "http://localhost/documents/a#art_1", Key: "a#art_1", Period: Month},
		{Title: "换届", Text: "每三年一次。", Link: "http://localhost/b", Key: "b", Period: "3年"},
	}
	out := string(Write("频次清单", "日期由本系统排定。", duties, time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)))
	c, err := ics.ParseCalendar(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Events()) != 1 {
		t.Fatalf("%d events, want 1", len(c.Events()))
	}
	e := c.Events()[0]
	for property, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertySummary: duties[0].Title, ics.ComponentPropertyUrl: duties[0].Link, ics.ComponentPropertyDtStart: "20260130",
		ics.ComponentPropertyRrule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
	} {
		if p := e.GetProperty(property); p == nil || p.Value != want {
			t.Errorf("%s: %+v, want %q", property, p, want)
		}
	}
	if got := e.GetProperty(ics.ComponentPropertyDescription).Value; !strings.Contains(got, duties[0].Text) || !strings.Contains(got, "日期由本系统排定。") {
		t.Errorf("description %q", got)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.Contains(line, "\n") {
			t.Errorf("line %q is longer than 75 bytes or broken", line)
		}
	}
	again := string(Write("频次清单", "日期由本系统排定。", duties, time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)))
	if again != out {
		t.Error("the same duties make another calendar")
	}
}
