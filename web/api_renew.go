package web

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus/packet"
	"tiaowen/search/shelf"
)

// renewing registers the way to take over at once what needs no second look.
func (a *api) renewing(tags []string) {
	register(a, huma.Operation{OperationID: "renew-collection", Method: http.MethodPost, Path: "/collections/{id}/renew", Tags: tags, Errors: []int{429},
		Summary:    "复核全部摘录，文字没有变而位置或版本变了的，一次换成现在的出处；是一次改动，可以一起撤销",
		Parameters: collectionMatch()}, a.renewCollection)
}

func (a *api) renewCollection(ctx context.Context, r *request) (*collectionOut, error) {
	return a.changed(ctx, r, func(match string) error { return a.renewSame(ctx, r.id(), match) })
}

// renewSame rechecks a collection and takes every passage whose text stands
// unchanged elsewhere from where it stands now.
func (s *Server) renewSame(ctx context.Context, id, match string) error {
	c, err := s.cfg.Collections.Collection(ctx, id)
	if err != nil {
		return err
	}
	p, numbers := packetToCheck(c)
	checked, err := s.recheckPacket(ctx, p)
	if err != nil {
		return err
	}
	fresh := map[int64]packet.Passage{}
	for i, was := range passagesOf(p) {
		if !checked[i].SameText() {
			continue
		}
		piece := shelf.Whole()
		if was.Piece {
			piece.Quote = checked[i].Now.Text
		}
		now, err := s.shelf.Quote(ctx, checked[i].Now.Address, piece)
		if err != nil {
			return shelfProblem(err)
		}
		fresh[numbers[i]] = now[0]
	}
	// What is replaced is what was rechecked, and no later state.
	_, err = s.cfg.Collections.ReplaceEntries(ctx, id, fresh, cmp.Or(match, c.ETag()))
	return err
}
