package procedure

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// The keys of the file, as they are written before the colon.
const (
	keyName      = "事项"
	keyAlias     = "又称"
	keyUntil     = "截至"
	keySample    = "示例"
	keyNote      = "说明"
	keyStep      = "步骤"
	keyCitation  = "依据"
	keyBearer    = "责任"
	keyDeadline  = "时限"
	keyMaterials = "材料"

	keys = "事项、又称、截至、示例、说明、步骤、依据、责任、时限、材料"
)

// What a file may hold: more is a mistake, and would make a page that nobody reads.
const (
	longestName  = 40 // in code points
	longestValue = search.MaxText
	mostListed   = 100
	mostSteps    = 100
	mostEach     = 20 // citations or materials of a step, aliases
)

// Parse reads a file of procedures. A line is 键：值; a colon of either width will do,
// # at the beginning of a line or after a blank begins a comment. 事项 begins a procedure,
// 步骤 a step of it; each step needs its 依据. The error names every faulty line.
func Parse(r io.Reader) (*List, error) {
	p := &parser{taken: map[string]int{}}
	lines := bufio.NewScanner(r)
	for p.line = 1; lines.Scan() && len(p.faults) < search.MostFaults; p.line++ {
		if line := bare(strings.TrimPrefix(lines.Text(), "\ufeff")); line != "" {
			p.take(line)
		}
	}
	p.endProcedure()
	if err := lines.Err(); err != nil {
		p.fault("%w", err)
	}
	if len(p.faults) > 0 {
		return nil, errors.Join(p.faults...)
	}
	return &p.list, nil
}

// bare is a line without its comment. The # of an address stands inside of a word.
func bare(line string) string {
	for i, r := range line {
		if before, _ := utf8.DecodeLastRuneInString(line[:i]); r == '#' && (i == 0 || unicode.IsSpace(before)) {
			line = line[:i]
			break
		}
	}
	return strings.TrimSpace(line)
}

type parser struct {
	list   List
	line   int
	faults []error
	// taken are the names there are, folded, with the line of each.
	taken map[string]int
	// at is the procedure being read and step its last step; nil before the first.
	at       *Procedure
	step     *Step
	nameLine int
	stepLine int
}

func (p *parser) fault(format string, args ...any) { p.faultAt(p.line, format, args...) }

func (p *parser) faultAt(line int, format string, args ...any) {
	p.faults = append(p.faults, fmt.Errorf("第 %d 行：%w", line, fmt.Errorf(format, args...)))
}

// take reads one line.
func (p *parser) take(line string) {
	i := strings.IndexAny(line, ":：")
	if i < 0 {
		p.fault("%q 里没有冒号：每行写作“键：值”", line)
		return
	}
	_, width := utf8.DecodeRuneInString(line[i:])
	key, value := strings.TrimSpace(line[:i]), tidy(line[i+width:])
	switch {
	case !utf8.ValidString(line):
		p.fault("不是合格的 UTF-8 文本")
	case value == "":
		p.fault("“%s”后面没有写什么", key)
	case utf8.RuneCountInString(value) > longestValue:
		p.fault("“%s”太长，最多 %d 字", key, longestValue)
	case key == keyName:
		p.begin(value)
	case p.at == nil && strings.Contains(keys, key):
		p.fault("“%s”写在第一个“%s”之前", key, keyName)
	case key == keyStep:
		p.beginStep(value)
	case !p.takeOfProcedure(key, value) && !p.takeOfStep(key, value):
		p.fault("不认识“%s”，可用的有：%s", key, keys)
	}
}

// tidy is a value in one line, without what cannot be seen.
func tidy(value string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if corpus.Invisible(r) && r != ' ' && r != '\t' && r != '\u3000' {
			return -1
		}
		return r
	}, value)), " ")
}

func (p *parser) begin(name string) {
	p.endProcedure()
	p.list.all = append(p.list.all, Procedure{Name: name})
	p.at, p.nameLine = &p.list.all[len(p.list.all)-1], p.line
	p.name(name)
	if len(p.list.all) == mostListed+1 {
		p.fault("事项太多，最多 %d 件", mostListed)
	}
}

// name takes a name or an alias, which nothing else may bear.
func (p *parser) name(name string) {
	key := corpus.Fold(name)
	switch before, taken := p.taken[key]; {
	case !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) || key == "":
		p.fault("“%s”里没有字", name)
	case strings.ContainsAny(name, "/\\?#%、；"):
		p.fault("“%s”里有不能用在名称里的符号", name)
	case utf8.RuneCountInString(name) > longestName:
		p.fault("“%s”太长，名称最多 %d 字", name, longestName)
	case taken:
		p.fault("“%s”在第 %d 行已经有了", name, before)
	default:
		p.taken[key] = p.line
	}
}

func (p *parser) beginStep(title string) {
	p.endStep()
	p.at.Steps = append(p.at.Steps, Step{Title: title})
	p.step, p.stepLine = &p.at.Steps[len(p.at.Steps)-1], p.line
	if len(p.at.Steps) == mostSteps+1 {
		p.fault("“%s”的步骤太多，最多 %d 步", p.at.Name, mostSteps)
	}
}

// endStep says of the step that ends what it lacks.
func (p *parser) endStep() {
	if p.step != nil && len(p.step.Citations) == 0 {
		p.faultAt(p.stepLine, "步骤“%s”没有依据", p.step.Title)
	}
	p.step = nil
}

func (p *parser) endProcedure() {
	p.endStep()
	if p.at != nil && len(p.at.Steps) == 0 {
		p.faultAt(p.nameLine, "事项“%s”没有步骤", p.at.Name)
	}
	p.at = nil
}
