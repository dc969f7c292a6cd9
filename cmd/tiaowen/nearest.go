package main

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// perhaps names those of the known words that a word may have been meant to be:
// those that it begins, and the nearest.
func perhaps(word string, known []string) string {
	least := min(3, utf8.RuneCountInString(word))
	var near []string
	for _, k := range known {
		switch far := distance([]rune(word), []rune(k)); {
		case strings.HasPrefix(k, word):
			near, least = append(near, strconv.Quote(k)), 0
		case far < least:
			near, least = []string{strconv.Quote(k)}, far
		case far == least && len(near) > 0:
			near = append(near, strconv.Quote(k))
		}
	}
	if len(near) == 0 {
		return ""
	}
	return "，是不是 " + strings.Join(near, "、") + "？"
}

// distance is how many letters must be put in, left out or changed to make b of
// a.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			same := before
			if x != y {
				same++
			}
			before = row[j+1]
			row[j+1] = min(same, before+1, row[j]+1)
		}
	}
	return row[len(b)]
}
