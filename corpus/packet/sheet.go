package packet

import (
	"cmp"
	"context"
	"strconv"

	"tiaowen/corpus"
)

// Options say how a packet is written.
type Options struct {
	// Sources says where the source of a passage stands; empty for a footnote.
	Sources SourcesAt
	// Style of the list of references.
	Style Style
	// Progress, if not nil, is called after each item.
	Progress func(done, total int)
}

// SourcesAt is where a packet tells the source of each passage, once.
type SourcesAt string

// The places. The zero SourcesAt is InFootnotes.
const (
	InFootnotes SourcesAt = "footnote" // the whole source at the foot of the page
	InLines     SourcesAt = "line"     // a line below the passage
	InList      SourcesAt = "list"     // a number, and by it a list at the end
)

// Known reports whether s is a place, or empty.
func (s SourcesAt) Known() bool { return s == "" || s == InFootnotes || s == InLines || s == InList }

// entry is an item as every format shows it.
type entry struct {
	Kind ItemKind
	// Level and Heading of a heading, its number included.
	Level   int
	Heading string
	// Blocks of a note or a passage; of a passage with …… where it was cut.
	Blocks []block
	// Of the three that tell the source of a passage, one is there: Footnote is
	// the number of its footnote, Source the line below it, and Reference its
	// number in the list, with Place in that source.
	Footnote  int
	Source    string
	Reference int
	Place     string
	// Remark is the trainer's on the passage.
	Remark []block
}

// sheet is a packet being written.
type sheet struct {
	Packet
	Options
	list sources
}

func newSheet(p Packet, o Options) (*sheet, error) {
	if !o.Style.Known() {
		return nil, wrong(0, "不认识的著录格式“%s”", o.Style)
	}
	if !o.Sources.Known() {
		return nil, wrong(0, "不认识的出处位置“%s”", o.Sources)
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	s := &sheet{Packet: p, Options: o}
	s.Sources = cmp.Or(o.Sources, InFootnotes)
	if s.Sources == InList {
		s.list = sourcesOf(p, o.Style)
	}
	return s, nil
}

// each makes the entries one by one, until write fails or ctx ends.
func (s *sheet) each(ctx context.Context, write func(entry) error) error {
	var headings numbering
	passages := 0
	for i, item := range s.Items {
		if err := ctx.Err(); err != nil {
			return err
		}
		e := entry{Kind: item.Kind}
		switch item.Kind {
		case KindHeading:
			e.Level, e.Heading = item.Level, headings.heading(item.Level, item.Text)
		case KindNote:
			e.Blocks = paragraphsOf(item.Text)
		case KindPassage:
			passages++
			e = s.passage(*item.Passage, passages)
		}
		if err := write(e); err != nil {
			return err
		}
		if s.Progress != nil {
			s.Progress(i+1, len(s.Items))
		}
	}
	return nil
}

func (s *sheet) passage(p Passage, number int) entry {
	e := entry{
		Kind: KindPassage, Blocks: elided(blocksOf(p.Text), p.Cut), Remark: paragraphsOf(p.Note),
	}
	switch s.Sources {
	case InLines:
		e.Source = sourceLead + cmp.Or(lineSource(p), oneLine(p.Address)) + p.excerpt()
	case InList:
		e.Reference, e.Place = s.list.of[number-1], p.listPlace()+p.excerpt()
	default:
		e.Footnote = number
	}
	if len(e.Remark) > 0 {
		e.Remark = append([]block{{Text: remarkLead + e.Remark[0].Text}}, e.Remark[1:]...)
	}
	if len(p.Doubts) > 0 {
		e.Remark = append([]block{{Text: doubtLead + oneLine(corpus.CautionLine(p.Doubts)) + "。"}}, e.Remark...)
	}
	return e
}

// doubtLead stands before what must be looked up before a passage is quoted.
const doubtLead = "【请核对】"

// sourceLead stands before a source that has a line of its own.
const sourceLead = "——"

// remarkLead tells the trainer's words from the source's.
const remarkLead = "【说明】"

// lastWords are the last paragraph of a passage, which carries the mark of its
// source; a table carries none, nor does a text without characters.
func (e entry) lastWords() (text string, ok bool) {
	if n := len(e.Blocks); n > 0 && e.Blocks[n-1].Rows == nil {
		return e.Blocks[n-1].Text, true
	}
	return "", false
}

// Body are the blocks of a passage before the one that carries the mark of its
// source, Last is that one.
func (e entry) Body() []block {
	if _, ok := e.lastWords(); ok {
		return e.Blocks[:len(e.Blocks)-1]
	}
	return e.Blocks
}

// Last is the paragraph that carries the mark; empty if none does.
func (e entry) Last() string {
	text, _ := e.lastWords()
	return text
}

// sourceTail carries the mark where nothing else does.
const sourceTail = "出处"

// listMark is the number of the source in the list and the place in it, as GB/T
// 7714 has pages: [1]第十二条.
func (e entry) listMark() string { return "[" + strconv.Itoa(e.Reference) + "]" + e.Place }

// footnote is the full source of a passage.
type footnote struct {
	Number int
	Text   string
}

// eachFootnote makes the footnotes one by one, if there are any.
func (s *sheet) eachFootnote(ctx context.Context, write func(footnote) error) error {
	if s.Sources != InFootnotes {
		return nil
	}
	number := 0
	for _, item := range s.Items {
		if item.Passage == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		number++
		if err := write(footnote{number, footnoteText(*item.Passage)}); err != nil {
			return err
		}
	}
	return nil
}

// footnoteText is a sentence. A passage that says nothing of its source still
// has its address in the library.
func footnoteText(p Passage) string {
	text := FullSource(p)
	if text == "" {
		text = oneLine(p.Address)
	}
	return text + p.excerpt() + "。"
}
