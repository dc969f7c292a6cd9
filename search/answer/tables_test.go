package answer

import (
	"strings"
	"testing"
)

// TestTables: the tables that come with the program are read without a fault, and a
// faulty line is named.
func TestTables(t *testing.T) {
	if list, err := parseAskings(strings.NewReader(askingFile)); err != nil || len(list) < 100 {
		t.Errorf("asking.txt: %d ways, %v", len(list), err)
	}
	if n, err := parseNames(strings.NewReader(namesFile)); err != nil || len(n.same) < 50 || len(n.wider) == 0 || len(n.light) == 0 {
		t.Errorf("names.txt: %v", err)
	}
	if f, err := parseFillers(strings.NewReader(fillersFile)); err != nil || !f["规定"] {
		t.Errorf("fillers.txt: %v", err)
	}
	for _, c := range []struct{ line, want string }{{"没有冒号", "冒号"}, {"speed: 多快", "speed"}} {
		if _, err := parseAskings(strings.NewReader(c.line)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.line, err)
		}
	}
	for _, line := range []string{"支委会", "支委会 =", "= 支部委员会"} {
		if _, err := parseNames(strings.NewReader(line)); err == nil {
			t.Errorf("%q is taken", line)
		}
	}
}

// TestAsked: of several ways to ask that stand in a question, the one of most letters
// counts, and what is around it is left.
func TestAsked(t *testing.T) {
	list, err := parseAskings(strings.NewReader("frequency: 多久…一次\nterm: 几年|多久…换届\ndeadline: 多久\nshare: 多少\nage: 多少岁"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, kind, rest string }{
		{"读书会多久开一次", "frequency", "读书会|开|"}, {"读书会多久换届", "term", "读书会||"},
		{"借书多久要还", "deadline", "借书|要还"}, {"多少岁能借书", "age", "|能借书"}, {"读书会", "", ""},
	} {
		way, rest := list.read(c.text)
		kind := ""
		if way != nil {
			kind = string(way.seeks[0])
		}
		if kind != c.kind || strings.Join(rest, "|") != c.rest {
			t.Errorf("%s: %s %q", c.text, kind, rest)
		}
	}
}
