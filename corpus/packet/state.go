package packet

import "strconv"

// words are how the state is shown: 第123号（2026年11月20日）.
func (s State) words() string {
	date := oneLine(s.Date)
	switch {
	case s.Seq == 0:
		return date
	case date == "":
		return "第" + strconv.FormatInt(s.Seq, 10) + "号"
	}
	return "第" + strconv.FormatInt(s.Seq, 10) + "号（" + date + "）"
}
