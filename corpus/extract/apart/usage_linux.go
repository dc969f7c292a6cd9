package apart

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"
)

// clockTick is the unit of times in /proc/PID/stat: the kernel shows a hundredth
// of a second on every architecture (proc(5), sysconf(_SC_CLK_TCK)).
const clockTick = 10 * time.Millisecond

// usage is what a process costs, from /proc/PID/stat (proc(5)): fields 14 and
// 15 are its times, 24 its resident pages.
func usage(pid int) (cost, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return cost{}, false
	}
	// The name in brackets, field 2, may hold blanks.
	_, rest, found := bytes.Cut(text, []byte(") "))
	fields := bytes.Fields(rest)
	if !found || len(fields) < 22 {
		return cost{}, false
	}
	number := func(field int) int64 {
		n, _ := strconv.ParseInt(string(fields[field-3]), 10, 64)
		return n
	}
	return cost{memory: number(24) * int64(os.Getpagesize()), cpu: time.Duration(number(14)+number(15)) * clockTick}, true
}
