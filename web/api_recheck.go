package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/packet"
)

// recheckPath is an address where POST only reads.
const recheckPath = apiPath + "/recheck"

type recheckOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         Recheck
}

// Recheck says what has become of the passages of a packet.
type Recheck struct {
	Counts []FateCount     `json:"counts" doc:"各种结果的条数，没有的不列"`
	Items  []RecheckedItem `json:"items" doc:"每条摘录一项，次序与材料中相同"`
}

// FateCount is how many passages a thing has become of.
type FateCount struct {
	Status packet.Fate `json:"status" enum:"unchanged,moved,changed,superseded,repealed,gone"`
	Label  string      `json:"label"`
	Count  int         `json:"count"`
}

// RecheckedItem is what has become of one passage.
type RecheckedItem struct {
	Address  string      `json:"address" doc:"材料中的地址"`
	Citation string      `json:"citation"`
	Status   packet.Fate `json:"status" enum:"unchanged,moved,changed,superseded,repealed,gone"`
	Label    string      `json:"label"`
	Message  string      `json:"message"`
	Now      *NowAt      `json:"now" doc:"现在在哪里、是什么；没有则为 null"`
	Diff     []DiffPiece `json:"diff" doc:"从材料中的文字到现在的文字；相同则为空"`
}

// NowAt is what took a passage's place.
type NowAt struct {
	Address  string           `json:"address"`
	Citation string           `json:"citation"`
	Text     string           `json:"text"`
	URL      string           `json:"url"`
	Doubts   []corpus.Caution `json:"doubts" doc:"对那里的文字或效力的存疑之处；没有则为空"`
}

// DiffPiece is a piece of a text that both sides have, or one of them.
type DiffPiece struct {
	Op   compare.OpKind `json:"op" enum:"equal,delete,insert"`
	Text string         `json:"text"`
}

// rechecking registers what looks after exported packets. It needs no
// collections: a packet may come from another library.
func (a *api) rechecking() {
	register(a, huma.Operation{OperationID: "recheck", Method: http.MethodPost, Path: "/recheck", Tags: tagged(tagCollections), Errors: []int{429},
		Summary: "复核导出的 JSON：每条摘录未变、移位、有改动、已有新版本、已废止还是资料库中没有"}, a.recheck)
	a.describeBody(http.MethodPost, "/recheck", "application/json", packetSchema())
}

func (a *api) recheck(ctx context.Context, r *request) (*recheckOut, error) {
	p, err := packet.ReadJSON(r.echo.Request().Body)
	if err != nil {
		return nil, packetProblem(err)
	}
	checked, err := a.recheckPacket(ctx, p)
	if err != nil {
		return nil, err
	}
	return &recheckOut{CacheControl: "no-store", Body: newRecheck(checked)}, nil
}

// Rechecking asks the library for every passage and anybody may want it: so many
// go on at once, and each for so long.
const (
	rechecksAtOnce = 2
	recheckTime    = 2 * time.Minute
)

// recheckPacket says of every passage of a packet what became of it.
func (s *Server) recheckPacket(ctx context.Context, p packet.Packet) ([]packet.Checked, error) {
	select {
	case s.rechecks <- struct{}{}:
		defer func() { <-s.rechecks }()
	default:
		return nil, newProblem("too_many_rechecks", nil)
	}
	ctx, cancel := context.WithTimeout(ctx, recheckTime)
	defer cancel()
	checked, err := s.shelf.Recheck(ctx, p)
	return checked, shelfProblem(err)
}

func newRecheck(checked []packet.Checked) Recheck {
	out := Recheck{Counts: fateCounts(checked), Items: make([]RecheckedItem, 0, len(checked))}
	for _, c := range checked {
		item := RecheckedItem{Address: c.Address, Citation: c.Citation, Status: c.Status, Label: corpus.Label(packet.Fates, string(c.Status)),
			Message: c.Message, Diff: []DiffPiece{}}
		if c.Now != nil {
			item.Now = &NowAt{c.Now.Address, c.Now.Citation, c.Now.Text, addressOf(c.Now.Address), cautions(c.Now.Doubts)}
		}
		for _, op := range c.Diff {
			item.Diff = append(item.Diff, DiffPiece{op.Kind, op.Text})
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// fateCounts are in the order of the fates.
func fateCounts(checked []packet.Checked) []FateCount {
	counts := map[packet.Fate]int{}
	for _, c := range checked {
		counts[c.Status]++
	}
	out := []FateCount{}
	for _, f := range packet.Fates {
		if n := counts[packet.Fate(f.Value)]; n > 0 {
			out = append(out, FateCount{packet.Fate(f.Value), f.Label, n})
		}
	}
	return out
}
