package formula

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"
)

//go:embed formulas.txt
var embedded string

// Own is what people say beside the texts: which formula a provision spells
// without calling it so, and which are to be left alone.
type Own struct {
	// Added are in the order of the file.
	Added    []Added
	silenced map[string]bool
}

// Added is a formula and the address of the provision that spells it.
type Added struct{ Name, Address string }

// DefaultOwn is the list that comes with the program.
func DefaultOwn() *Own {
	o, err := ParseOwn(strings.NewReader(embedded))
	if err != nil {
		panic("formula: formulas.txt: " + err.Error()) // a test reads the file
	}
	return o
}

// ParseOwn reads a list of the form that formulas.txt explains. The error names
// every faulty line, because people edit such a list.
func ParseOwn(r io.Reader) (*Own, error) {
	o := &Own{silenced: map[string]bool{}}
	lines := bufio.NewScanner(r)
	var faults []error
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line == "" {
			continue
		}
		if err := o.take(line); err != nil {
			faults = append(faults, fmt.Errorf("第 %d 行：%w", n, err))
		}
	}
	return o, errors.Join(append(faults, lines.Err())...)
}

func (o *Own) take(line string) error {
	if name, silent := strings.CutPrefix(line, "-"); silent {
		if name = strings.Trim(name, " “”"); name == "" {
			return errors.New("“-” 后面要写提法的名称")
		}
		o.silenced[Key(name)] = true
		return nil
	}
	name, address, found := strings.Cut(line, "=")
	name, address = strings.Trim(name, " “”"), strings.TrimSpace(address)
	if !found || address == "" {
		return fmt.Errorf("“%s”里没有 = 和条款", line)
	}
	if _, ok := calledBy(name); !ok {
		return fmt.Errorf("“%s”里没有数目（二至十）", name)
	}
	o.Added = append(o.Added, Added{name, address})
	return nil
}

func (o *Own) silences(name string) bool { return o != nil && o.silenced[Key(name)] }

// calledBy reads a formula's name: its number may stand behind whose it is, as in
// 党支部八项任务.
func calledBy(s string) (name, bool) {
	for i, r := range s {
		if n, ok := numerals[r]; ok {
			behind := s[i+len(string(r)):]
			return name{number: n, counted: countedIn(behind), quoted: true}, behind != ""
		}
	}
	return name{}, false
}
