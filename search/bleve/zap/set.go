package zap

import "encoding/binary"

const (
	// setCookie begins a Roaring bitmap that has no runs.
	setCookie = 12346
	// mostListed is how many numbers a container lists; one that holds more is
	// a bit for every number.
	mostListed = 4096
	bitsetSize = 1 << 16 / 8
)

// appendSet appends ascending numbers as a Roaring bitmap, in the form that is
// laid down for it: the cookie; how many containers; for each the high halves of
// its numbers, which are one, and how many they are, less one; for each where it
// lies; the containers, of the low halves. All is little endian.
func appendSet(out []byte, numbers []uint32) []byte {
	var containers [][]uint32
	var room [4][]uint32
	containers = room[:0]
	for i, n := range numbers {
		if i == 0 || n>>16 != numbers[i-1]>>16 {
			containers = append(containers, numbers[i:i])
		}
		last := &containers[len(containers)-1]
		*last = (*last)[:len(*last)+1]
	}
	start := len(out)
	out = binary.LittleEndian.AppendUint32(out, setCookie)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(containers)))
	for _, c := range containers {
		out = binary.LittleEndian.AppendUint16(out, uint16(c[0]>>16))
		out = binary.LittleEndian.AppendUint16(out, uint16(len(c)-1))
	}
	at := len(out) - start + 4*len(containers)
	for _, c := range containers {
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
		at += min(2*len(c), bitsetSize)
	}
	for _, c := range containers {
		out = appendContainer(out, c)
	}
	return out
}

// ranksSize is what the ranks of a block of bits take.
const ranksSize = 2 * bitsetSize * 8 / rankStep

// appendCounts appends what is counted of the holders of a term: for each container that
// is bits how many are set before every rankStep of them, 16 bits each, little endian; how
// often each holder holds the term, and where first, a byte each.
func appendCounts(out []byte, who *holders) []byte {
	for list := who.documents; len(list) > 0; {
		end := 1
		for end < len(list) && list[end]>>16 == list[0]>>16 {
			end++
		}
		if end > mostListed {
			rank := 0
			for step := range uint32(bitsetSize * 8 / rankStep) {
				for rank < end && uint32(uint16(list[rank])) < step*rankStep {
					rank++
				}
				out = binary.LittleEndian.AppendUint16(out, uint16(rank))
			}
		}
		list = list[end:]
	}
	return append(append(out, who.times...), who.places...)
}

func appendContainer(out []byte, numbers []uint32) []byte {
	if len(numbers) <= mostListed {
		for _, n := range numbers {
			out = binary.LittleEndian.AppendUint16(out, uint16(n))
		}
		return out
	}
	at := len(out)
	out = append(out, make([]byte, bitsetSize)...)
	for _, n := range numbers {
		out[at+int(uint16(n)/8)] |= 1 << (n % 8)
	}
	return out
}
