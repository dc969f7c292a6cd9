package indexer

import (
	"context"
	"errors"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
)

// Preview is what a file would become, without its being taken in.
type Preview struct {
	Path      string
	Documents []corpus.Document // without ids, which the library gives
	Reason    string            // why it could not be taken, in Chinese
	Code      string
	Held      string // why it would be withheld, in Chinese; empty if it would not
}

// Preview reads files as AddAll would and keeps nothing.
func (in *Intake) Preview(ctx context.Context, files []File) ([]Preview, error) {
	out := make([]Preview, 0, len(files))
	for _, f := range files {
		p := Preview{Path: f.Path}
		texts, err := in.texts(ctx, f)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			p.Reason, p.Code = err.Error(), codeOf(err)
		}
		p.Held = library.WouldHold(texts)
		for _, t := range texts {
			p.Documents = append(p.Documents, parse.Document(t))
		}
		out = append(out, p)
	}
	return out, nil
}

// codeOf is the stable name of the reason that a file was refused for, if the
// reader gave one.
func codeOf(err error) string {
	var named interface{ Reason() string }
	if errors.As(err, &named) {
		return named.Reason()
	}
	return ""
}
