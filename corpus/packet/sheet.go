package packet

import (
	"context"

	"tiaowen/corpus"
)

// Options say how a packet is written.
type Options struct {
	// Style of the list of references.
	Style Style
	// Progress, if not nil, is called after each item.
	Progress func(done, total int)
}

// entry is an item as every format shows it.
type entry struct {
	Kind ItemKind
	// Level and Heading of a heading, its number included.
	Level   int
	Heading string
	// Blocks of a note or a passage.
	Blocks []block
	// Number counts the passages from 1; it is that of the footnote too.
	Number int
	// Source stands below a passage, Remark is the trainer's on it.
	Source string
	Remark []block
	// Reference is the number of the source in the list, 0 for none.
	Reference int
}

// sheet is a packet being written.
type sheet struct {
	Packet
	Options
	Sources sources
}

func newSheet(p Packet, o Options) (*sheet, error) {
	if !o.Style.Known() {
		return nil, wrong(0, "不认识的著录格式“%s”", o.Style)
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	return &sheet{Packet: p, Options: o, Sources: sourcesOf(p, o.Style)}, nil
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
		Kind: KindPassage, Number: number, Blocks: blocksOf(p.Text), Remark: paragraphsOf(p.Note),
		Source: Citation(p), Reference: s.Sources.of[number-1],
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

// remarkLead tells the trainer's words from the source's.
const remarkLead = "【说明】"

// footnote is the full source of a passage.
type footnote struct {
	Number int
	Text   string
}

// eachFootnote makes the footnotes one by one.
func (s *sheet) eachFootnote(ctx context.Context, write func(footnote) error) error {
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
	return text + "。"
}
