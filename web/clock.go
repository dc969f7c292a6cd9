package web

import (
	"time"

	"tiaowen/corpus"
)

// The texts, and those who read them, live in one time zone, whatever the
// machine's is.
func here(t time.Time) time.Time { return t.In(time.FixedZone("Asia/Shanghai", 8*60*60)) }

// chineseDay is the day of a time as a calendar on the wall shows it.
func chineseDay(t time.Time) string { return corpus.Date(here(t).Format(time.DateOnly)).Chinese() }

// chineseClock is a time as a clock on the wall shows it.
func chineseClock(t time.Time) string { return chineseDay(t) + here(t).Format(" 15:04") }

// today is the caller's day.
func (s *Server) today() corpus.Date { return corpus.Date(here(s.cfg.Now()).Format(time.DateOnly)) }
