package extract

import "sort"

// Formats in a Word document are lists of changes to what is usual, each an
// operation of two bytes and its operand. They are kept for stretches of the
// main stream, in pages of 512 bytes: stretches first, changes from the end.

// docRun is a stretch of the main stream with its changes.
type docRun struct {
	start, end int
	style      int // of paragraphs: the number of their style
	changes    []byte
}

const docPage = 512

// runs reads the pages that the entry with this number lists.
func (d *docFile) runs(number int, page func([]byte) []docRun) []docRun {
	list, _ := d.entry(number)
	if len(list) < 12 {
		return nil
	}
	count := (len(list) - 4) / 8
	var out []docRun
	for i := range count {
		at := (u32(list, 4*(count+1)+4*i) & 0x3fffff) * docPage
		if at+docPage <= len(d.main) {
			out = append(out, page(d.main[at:at+docPage])...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start < out[j].start })
	return out
}

// paragraphRuns reads a page of formats of paragraphs.
func paragraphRuns(page []byte) []docRun {
	const entry = 13
	count := int(page[docPage-1])
	var out []docRun
	for i := range count {
		at := 4*(count+1) + entry*i
		if at >= docPage {
			break
		}
		run := docRun{start: u32(page, 4*i), end: u32(page, 4*i+4)}
		if begin := 2 * int(page[at]); begin > 0 && begin+4 < docPage {
			size := 2*int(page[begin]) - 1
			if begin++; size < 0 {
				size = 2 * int(page[begin])
				begin++
			}
			if size >= 2 && begin+size <= docPage {
				run.style = u16(page, begin)
				run.changes = page[begin+2 : begin+size]
			}
		}
		out = append(out, run)
	}
	return out
}

// characterRuns reads a page of formats of characters.
func characterRuns(page []byte) []docRun {
	count := int(page[docPage-1])
	var out []docRun
	for i := range count {
		at := 4*(count+1) + i
		if at >= docPage {
			break
		}
		run := docRun{start: u32(page, 4*i), end: u32(page, 4*i+4)}
		if begin := 2 * int(page[at]); begin > 0 && begin+1+int(page[begin]) <= docPage {
			run.changes = page[begin+1 : begin+1+int(page[begin])]
		}
		out = append(out, run)
	}
	return out
}

// runAt is the run that holds the place, or the empty one.
func runAt(runs []docRun, at int) docRun {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].end > at })
	if i < len(runs) && runs[i].start <= at {
		return runs[i]
	}
	return docRun{}
}

// The operations that matter here.
const (
	opInTable   = 0x2416
	opRowEnd    = 0x2417
	opDropCap   = 0x442c
	opLevel     = 0x2640 // of the outline; 9 is running text
	opList      = 0x460b // number of the list, from 1
	opListLevel = 0x260a
	opDeleted   = 0x0800 // by a revision not yet accepted
	opInserted  = 0x0801
	opHidden    = 0x083c
)

// eachChange calls do with every operation and the first value of its operand.
func eachChange(changes []byte, do func(op, value int)) {
	for len(changes) >= 3 {
		op := u16(changes, 0)
		size := operandSize(op, changes[2:])
		if size <= 0 || 2+size > len(changes) {
			return
		}
		value := int(changes[2])
		if size >= 2 {
			value = u16(changes, 2)
		}
		do(op, value)
		changes = changes[2+size:]
	}
}

// operandSize is told by the three highest bits of the operation.
func operandSize(op int, operand []byte) int {
	switch op >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	const tableShape = 0xd608
	if op == tableShape && len(operand) > 1 {
		return u16(operand, 0) + 1
	}
	return int(operand[0]) + 1
}
