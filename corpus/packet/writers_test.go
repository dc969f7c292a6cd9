package packet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

var writers = map[string]func(context.Context, io.Writer, Packet, Options) error{
	"docx": WriteDOCX, "md": WriteMarkdown, "html": WriteHTML, "json": WriteJSON,
}

func TestProgress(t *testing.T) {
	for name, write := range writers {
		var steps []int
		o := Options{Progress: func(done, total int) {
			if total != len(example().Items) {
				t.Fatalf("%s: total %d", name, total)
			}
			steps = append(steps, done)
		}}
		if err := write(t.Context(), io.Discard, example(), o); err != nil {
			t.Fatal(err)
		}
		if len(steps) != len(example().Items) || steps[0] != 1 || steps[len(steps)-1] != len(steps) {
			t.Errorf("%s: progress %v", name, steps)
		}
	}
}

// TestWriteStops holds that a reader who has gone away ends the work.
func TestWriteStops(t *testing.T) {
	gone := errors.New("the reader has gone")
	for name, write := range writers {
		ctx, cancel := context.WithCancel(t.Context())
		o := Options{Progress: func(done, _ int) {
			if done == 3 {
				cancel()
			}
			if done > 3 {
				t.Errorf("%s: item %d was written after the end", name, done)
			}
		}}
		if err := write(ctx, io.Discard, example(), o); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled: %v", name, err)
		}
		if err := write(t.Context(), brokenWriter{gone}, large(300), Options{}); !errors.Is(err, gone) {
			t.Errorf("%s: broken: %v", name, err)
		}
	}
}

type brokenWriter struct{ err error }

func (b brokenWriter) Write([]byte) (int, error) { return 0, b.err }

func TestRefused(t *testing.T) {
	passage := example().Items[3].Passage
	with := func(change func(*Passage)) Packet {
		p := *passage
		change(&p)
		return Packet{Items: []Item{NewNote("甲"), NewQuote(p)}}
	}
	tests := []struct {
		name   string
		packet Packet
		item   int
		says   string
	}{
		{"level 0", Packet{Items: []Item{NewHeading(0, "甲")}}, 1, "标题层级是0"},
		{"level 5", Packet{Items: []Item{NewNote(""), NewHeading(5, "甲")}}, 2, "标题层级是5"},
		{"no passage", Packet{Items: []Item{{Kind: KindPassage}}}, 1, "没有内容"},
		{"a heading with a passage", Packet{Items: []Item{{Kind: KindNote, Passage: passage}}}, 1, "不能带摘录"},
		{"a kind there is not", Packet{Items: []Item{{Kind: "table"}}}, 1, "不认识的类型“table”"},
		{"a title without end", Packet{Title: strings.Repeat("长", MaxTitle+1)}, 0, "标题有1001个字"},
		{"too many items", Packet{Items: make([]Item, MaxItems+1)}, 0, "共有20001项"},
		{"a note without end", Packet{Items: []Item{NewNote(strings.Repeat("a", MaxText+1))}}, 1, "太长"},
		{"a passage without end", with(func(p *Passage) { p.Text = strings.Repeat("a", MaxText+1) }), 2, "太长"},
		{"no document", with(func(p *Passage) { p.DocumentID = "" }), 2, "document_id"},
		{"another address", with(func(p *Passage) { p.Address = "乙#art_1" }), 2, "不一致"},
		{"no hash", with(func(p *Passage) { p.Hash = "" }), 2, "hash"},
		{"a day there is not", with(func(p *Passage) { p.VersionDate = "2018-13-40" }), 2, "版本日期"},
		{"a genre there is not", with(func(p *Passage) { p.Fields.Genre = "poem" }), 2, "genre"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, write := range writers {
				err := write(t.Context(), io.Discard, tt.packet, Options{})
				var format *FormatError
				if !errors.As(err, &format) || format.Item != tt.item || !strings.Contains(err.Error(), tt.says) {
					t.Errorf("%s: %v, want item %d and %q", name, err, tt.item, tt.says)
				}
			}
		})
	}
	var format *FormatError
	if err := WriteDOCX(t.Context(), io.Discard, example(), Options{Style: "1987"}); !errors.As(err, &format) {
		t.Errorf("style 1987: %v", err)
	}
}

// TestUnknownDocument: what was collected from a document that is gone may say
// nothing of its source, and is still handed out.
func TestUnknownDocument(t *testing.T) {
	p := Packet{Items: []Item{quote("失传", "art_1", "原文。", "", regulation(), "")}}
	p.Items[0].Passage.Fields.Title, p.Items[0].Passage.Fields.Kind = "", ""
	for name, write := range writers {
		var out bytes.Buffer
		if err := write(t.Context(), &out, p, Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "md" && !strings.Contains(out.String(), "[^1]: 失传#art_1。") {
			t.Errorf("no address in place of the source:\n%s", &out)
		}
	}
}

// TestLargePacket holds that the memory of a writer does not grow with the
// packet: what stays in use at any moment is counted, not what was allocated.
func TestLargePacket(t *testing.T) {
	p := large(10_000)
	for name, write := range writers {
		var before, during runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		most := uint64(0)
		o := Options{Progress: func(done, _ int) {
			if done%2500 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&during)
				most = max(most, during.HeapAlloc-min(during.HeapAlloc, before.HeapAlloc))
			}
		}}
		size := &counter{}
		if err := write(t.Context(), size, p, o); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d kB written, %d kB in use", name, size.n>>10, most>>10)
		if most > 8<<20 {
			t.Errorf("%s: %d kB in use", name, most>>10)
		}
	}
}

type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}

func BenchmarkWrite(b *testing.B) {
	for _, size := range []struct {
		name     string
		passages int
	}{{"500", 500}, {"10000", 10_000}} {
		p := large(size.passages)
		for _, name := range []string{"docx", "md", "html", "json"} {
			b.Run(name+"/"+size.name, func(b *testing.B) {
				for b.Loop() {
					if err := writers[name](b.Context(), io.Discard, p, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
