package formula

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// ways are how drafts name a formula and spell it.
var ways = []string{
	"要全面落实“%[1]s”（%[2]s），不打折扣。", "坚持“%[1]s”，即%[2]s。", "“%[1]s”：%[2]s。", "所谓%[1]s，是指%[2]s。", "“%[1]s”——%[2]s。",
	"进一步抓好%[2]s等“%[1]s”。", "全体党员要抓住%[2]s这“%[1]s”，做出成绩。", "深刻领会“%[1]s”，包括%[2]s；把工作做实。", "各部门要做到%[2]s，把“%[1]s”落到实处。",
}

// faults are what goes wrong in a list, and the verdict on it.
var faults = []struct {
	status Status
	change func([]string) []string
}{
	{OK, func(m []string) []string { return m }},
	{Missing, func(m []string) []string { return m[:len(m)-1] }},
	{Missing, func(m []string) []string { return m[1:] }},
	{Missing, func(m []string) []string { return slices.Delete(slices.Clone(m), 1, 2) }},
	{Order, func(m []string) []string { m = slices.Clone(m); m[0], m[1] = m[1], m[0]; return m }},
	{Order, func(m []string) []string { m = slices.Clone(m); slices.Reverse(m); return m }},
	{Repeated, func(m []string) []string { m = slices.Clone(m); m[1] = m[0]; return m }},
	{Repeated, func(m []string) []string { return append(slices.Clone(m), m[1]) }},
	{WrongMember, func(m []string) []string { m = slices.Clone(m); m[1] = "甲" + string([]rune(m[1])[1:]); return m }},
	{WrongMember, func(m []string) []string { m = slices.Clone(m); m[len(m)-1] = "统筹兼顾"; return m }},
}

// checkGenerated spells every formula of the shared texts rightly and wrongly, in
// the ways that drafts do.
func checkGenerated(t *testing.T, f *Formulas) {
	t.Helper()
	count, right, wrong := map[Status]int{}, map[Status]int{}, map[string]int{}
	for _, one := range f.List() {
		for _, w := range one.Wordings {
			if len(w.Members) < 3 || slices.ContainsFunc(w.Members, func(m string) bool { return strings.ContainsAny(m, "、，；") }) {
				continue
			}
			for _, way := range ways {
				for _, fault := range faults {
					draft := fmt.Sprintf(way, one.Name, strings.Join(fault.change(w.Members), "、"))
					got := Status("")
					for _, found := range f.Check("　　前文一句。\n"+draft+"\n后文一句。", "") {
						got = found.Status
					}
					count[fault.status]++
					if got == fault.status {
						right[fault.status]++
					} else {
						wrong[fmt.Sprintf("%s as %q: %s", fault.status, got, draft)]++
					}
					if got == OK && fault.status != OK {
						t.Errorf("ok is said of %s", draft)
					}
				}
			}
		}
	}
	all, good := 0, 0
	for status, n := range count {
		t.Logf("%s: %d of %d", status, right[status], n)
		all, good = all+n, good+right[status]
	}
	for what := range wrong {
		t.Log(what)
	}
	if t.Logf("%d of %d", good, all); float64(good) < .985*float64(all) {
		t.Errorf("%d of %d are right", good, all)
	}
}
