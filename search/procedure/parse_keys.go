package procedure

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// takeOfProcedure takes what is said of the whole, false if it is not.
func (p *parser) takeOfProcedure(key, value string) bool {
	switch {
	case key == keyNote && p.step == nil:
		p.at.Note = joinLines(p.at.Note, value)
		return true
	case key != keyAlias && key != keyUntil && key != keySample:
		return false
	case p.step != nil:
		p.fault("“%s”要写在第一个“%s”之前", key, keyStep)
	case key == keyAlias:
		for _, name := range parts(value, "、；") {
			p.name(name)
			p.at.Aliases = append(p.at.Aliases, name)
		}
		p.countOf(key, len(p.at.Aliases))
	case key == keyUntil:
		p.until(value)
	case value != "是":
		p.fault("“%s”后面写“是”，或删去这一行", keySample)
	default:
		p.at.Sample = true
	}
	return true
}

func (p *parser) until(value string) {
	day := corpus.Date(value)
	switch {
	case len(day) != len("2006-01-02") || !day.Valid():
		p.fault("“%s”后面写日期，如 2021-04-16", keyUntil)
	case p.at.Until != "":
		p.fault("“%s”写了两次", keyUntil)
	default:
		p.at.Until = day
	}
}

// takeOfStep takes what is said of a step, false if it is nothing known.
func (p *parser) takeOfStep(key, value string) bool {
	if !slices.Contains([]string{keyNote, keyCitation, keyBearer, keyDeadline, keyMaterials}, key) {
		return false
	}
	if p.step == nil {
		p.fault("“%s”要写在一个“%s”之后", key, keyStep)
		return true
	}
	switch key {
	case keyNote:
		p.step.Note = joinLines(p.step.Note, value)
	case keyCitation:
		p.several(key, &p.step.Citations, parts(value, "；;"))
	case keyMaterials:
		p.several(key, &p.step.Materials, parts(value, "、；;"))
	case keyBearer:
		p.once(key, &p.step.Bearer, value)
	case keyDeadline:
		p.once(key, &p.step.Deadline, value)
	}
	return true
}

func (p *parser) once(key string, field *string, value string) {
	if *field != "" {
		p.fault("步骤“%s”的“%s”写了两次", p.step.Title, key)
		return
	}
	*field = value
}

func (p *parser) several(key string, field *[]string, values []string) {
	for _, v := range values {
		if slices.Contains(*field, v) {
			p.fault("步骤“%s”的“%s”里“%s”写了两次", p.step.Title, key, v)
			continue
		}
		*field = append(*field, v)
	}
	p.countOf(key, len(*field))
}

func (p *parser) countOf(key string, count int) {
	if count == 0 {
		p.fault("“%s”后面没有写什么", key)
	} else if count > mostEach {
		p.fault("“%s”太多，最多 %d 个", key, mostEach)
	}
}

// parts cuts a value at any of some marks, but not inside of 《》 or （）.
func parts(value, marks string) []string {
	var out []string
	depth, start := 0, 0
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	for i, r := range value {
		switch {
		case strings.ContainsRune("《（(〈", r):
			depth++
		case strings.ContainsRune("》）)〉", r):
			depth = max(0, depth-1)
		case depth == 0 && strings.ContainsRune(marks, r):
			add(value[start:i])
			start = i + len(string(r))
		}
	}
	add(value[start:])
	return out
}

func joinLines(before, line string) string {
	if before == "" {
		return line
	}
	return before + "\n" + line
}
