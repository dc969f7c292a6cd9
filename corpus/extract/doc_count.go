package extract

import "strings"

// docUse is a use of a list: paragraphs name uses, not lists. "Restart at 1" in
// Word makes another use of the same list.
type docUse struct {
	list *docList
	// starts are numbers at which levels start anew when the use is first met.
	starts map[int]int
	own    map[int]docLevel
	met    [listLevels]bool
	// unsure is true if it differs from its list in a way that was not read.
	unsure bool
}

// lists reads the lists and which paragraphs' numbers mean them.
func (d *docFile) lists() docLists {
	const definitions, uses, size = 73, 74, 16
	table, rest := d.entry(uses)
	if len(table) < 4 {
		return nil
	}
	byID := d.listDefinitions(definitions)
	count := min(u32(table, 0), (len(table)-4)/size)
	changes := append(table[4+size*count:len(table):len(table)], rest...)
	readable := true
	var out docLists
	for i := range count {
		at := 4 + size*i
		use := &docUse{list: byID[u32(table, at)], starts: map[int]int{}, own: map[int]docLevel{}}
		levels := int(table[at+12])
		if readable {
			changes, readable = use.change(changes, levels)
		}
		use.unsure = !readable && levels > 0
		out = append(out, use)
	}
	return out
}

// change reads how a use differs from its list at so many levels, behind a
// position that is of no use here. What makes no sense is not read on.
func (u *docUse) change(b []byte, levels int) (rest []byte, ok bool) {
	const position, entry, most = 4, 8, 32767
	if len(b) < position || levels > listLevels {
		return nil, false
	}
	b = b[position:]
	for range levels {
		if len(b) < entry {
			return nil, false
		}
		start, level, anew, other := u32(b, 0), int(b[4]&0xf), b[4]&0x10 != 0, b[4]&0x20 != 0
		b = b[entry:]
		if level >= listLevels || anew && !other && start > most {
			return nil, false
		}
		if other {
			if u.own[level], b, ok = readLevel(b); !ok {
				return nil, false
			}
			start = u.own[level].start
		}
		if anew {
			u.starts[level] = start
		}
	}
	return b, true
}

// next counts a use on at a level and gives the number to be shown: none where
// it may be another than Word's, for a wrong one is worse.
func (l docLists) next(number, level int) string {
	if number < 1 || number > len(l) || l[number-1].list == nil || level < 0 || level >= listLevels {
		return ""
	}
	use := l[number-1]
	if use.list.unsure = use.list.unsure || use.unsure; use.list.unsure {
		return ""
	}
	use.count(level)
	return use.show(level)
}

func (u *docUse) level(i int) docLevel {
	if own, ok := u.own[i]; ok {
		return own
	}
	return u.list.levels[i]
}

// count goes on to the next number of a level.
func (u *docUse) count(level int) {
	list := u.list
	start, anew := u.starts[level]
	switch {
	case anew && !u.met[level]:
		list.counts[level] = start
	case !list.begun[level]:
		list.counts[level] = u.level(level).start
	default:
		list.counts[level]++
	}
	list.begun[level], u.met[level] = true, true
	for i := level + 1; i < listLevels; i++ {
		if level < u.level(i).restart {
			list.begun[i] = false
		}
	}
}

// show writes the number of a level; none if a way of counting is not known.
func (u *docUse) show(level int) string {
	this := u.level(level)
	if this.format == "bullet" || this.format == "" {
		return ""
	}
	var b strings.Builder
	for _, r := range this.text {
		if r >= listLevels {
			b.WriteRune(r)
			continue
		}
		of, n := u.level(int(r)), u.list.counts[r]
		if !u.list.begun[r] {
			n = of.start
		}
		switch {
		case of.format == "":
			return ""
		case this.legal && of.format != "none":
			of.format = "decimal"
		}
		b.WriteString(countIn(of.format, n))
	}
	if b.Len() > 0 && this.gap {
		b.WriteString(labelGap(b.String()))
	}
	return b.String()
}
