package packet

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// formatName marks a file as a packet and tells its version.
const formatName = "tiaowen-packet/1"

// head is what stands before the items. Made is a pointer because an unknown
// time is left out.
type head struct {
	Format  string     `json:"format"`
	Title   string     `json:"title"`
	Made    *time.Time `json:"made,omitempty"`
	Library State      `json:"library"`
}

// WriteJSON writes p as JSON, an item a line, in a form that [ReadJSON] reads.
func WriteJSON(ctx context.Context, w io.Writer, p Packet, o Options) error {
	if err := p.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if err := writeJSON(ctx, out, p, o); err != nil {
		return fmt.Errorf("write the packet as JSON: %w", err)
	}
	return nil
}

func writeJSON(ctx context.Context, out *bufio.Writer, p Packet, o Options) error {
	h := head{Format: formatName, Title: p.Title, Library: p.Library}
	if !p.Made.IsZero() {
		h.Made = &p.Made
	}
	start, err := json.Marshal(h)
	if err != nil {
		return err
	}
	// The items go into the object before its closing bracket.
	out.Write(start[:len(start)-1])
	out.WriteString(`,"items":[`)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for i, item := range p.Items {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i > 0 {
			out.WriteByte(',')
		} else {
			out.WriteByte('\n')
		}
		if err := lines.Encode(item); err != nil {
			return err
		}
		if o.Progress != nil {
			o.Progress(i+1, len(p.Items))
		}
	}
	out.WriteString("]}\n")
	return out.Flush()
}
