package procedure

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// binding are the modalities of what must be done, and not only may or must not.
func binding(r requirement.Requirement) bool {
	return r.Modality != requirement.May && r.Modality != requirement.MustNot
}

// mostActors is how many actors of a step are named.
const mostActors = 3

// bearer names who acts, in the order of the text.
func (d drawn) bearer(asked []requirement.Requirement) string {
	var out []string
	for _, r := range asked {
		if name := d.words(r.Bearer); name != "" && binding(r) && !slices.Contains(out, name) && len(out) < mostActors {
			out = append(out, name)
		}
	}
	return strings.Join(out, "、")
}

// deadline says until when, how long and how often, in the words of the text.
func (d drawn) deadline(asked []requirement.Requirement) string {
	var out []string
	for _, r := range asked {
		q := r.Quantity
		if q == nil || q.Threshold || q.Kind != requirement.Limit && q.Kind != requirement.Frequency && q.Kind != requirement.Term && q.Kind != requirement.Hours {
			continue
		}
		words := d.words(q.Span)
		if when := d.when(r); when != "" && !strings.Contains(words, when) {
			words = when + words
		}
		if !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return strings.Join(out, "；")
}

// when is the event that a length of time is counted from: 收到入党申请书后.
func (d drawn) when(r requirement.Requirement) string {
	if r.Quantity.Kind != requirement.Limit {
		return ""
	}
	if r.Deadline != nil && !r.Deadline.From.Empty() {
		if from := d.words(r.Deadline.From); !strings.HasSuffix(from, "前") && !strings.HasSuffix(from, "后") && !r.Deadline.Before {
			return from + "后"
		}
		return d.words(r.Deadline.From)
	}
	condition := d.words(r.Condition)
	if last, _ := utf8.DecodeLastRuneInString(condition); last != '后' && last != '前' {
		return ""
	}
	if bearer := d.words(r.Bearer); bearer != "" {
		condition = strings.TrimPrefix(condition, bearer)
	}
	return condition
}

// words are a piece of the text in one line.
func (d drawn) words(s corpus.Span) string {
	if s.Empty() {
		return ""
	}
	return strings.Join(strings.Fields(s.In(d.Document.Text)), "")
}

// longestTitle is how long the title of a step that is drawn may be, in code points.
const longestTitle = 30

var (
	// beforeVerb is what stands before what is done: 在一个月内, 及时, 由党支部.
	beforeVerb = regexp.MustCompile(`^(?:在[^，。]{1,8}[内前后]|自[^，。]{1,12}起[^，。]{0,6}内|及时|按期|一般|必须|应当)+`)
	itemMark   = regexp.MustCompile(`^[（(][^）)]{1,3}[）)]\s*`)
)

// title says what is done: the first thing that must be done in a node, else the first
// that may be, else the first words of it.
func (d drawn) title(n *corpus.Provision, asked []requirement.Requirement) string {
	if n.Caption != "" {
		return n.Caption
	}
	words := itemMark.ReplaceAllString(strings.Join(strings.Fields(n.Body(d.Document.Text)), ""), "")
	if n.Kind != corpus.NodeItem {
		words = cmp.Or(d.done(asked, true), d.done(asked, false), words)
	}
	return cmp.Or(titleOf(words), d.cite(n))
}

// done is what the first requirement that is binding, or any, says is to be done.
func (d drawn) done(asked []requirement.Requirement, bound bool) string {
	for _, r := range asked {
		action := beforeVerb.ReplaceAllString(d.words(r.Action), "")
		switch {
		case action == "" || bound && !binding(r):
		case utf8.RuneCountInString(action) < shortAction:
			return d.words(r.Bearer) + action
		default:
			return action
		}
	}
	return ""
}

// shortAction is of how many code points an action says nothing without who does it:
// 审批.
const shortAction = 4

// titleOf is the first clause of a text, cut where it is long.
func titleOf(text string) string {
	words := text
	depth := 0
	for i, r := range text {
		switch {
		case strings.ContainsRune("（(《“", r):
			depth++
		case strings.ContainsRune("）)》”", r):
			depth = max(0, depth-1)
		}
		if depth == 0 && strings.ContainsRune("，。；：:;", r) {
			words = text[:i]
			break
		}
	}
	return shortened(words, longestTitle)
}

// shortened is a text of so many code points at most.
func shortened(text string, longest int) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return text
}
