package indexer

import (
	"context"
	"fmt"
	"runtime"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// reading is a file as far as it can be taken without the library's lock.
type reading struct {
	// known: the library had the file as it is.
	known bool
	texts []corpus.Source
	// refused is why the file cannot be taken, trouble why no file can.
	refused, trouble error
}

// fresh means that the file is read and to be put.
func (r reading) fresh() bool { return !r.known && r.refused == nil && r.trouble == nil }

// readAhead reads files while those before them are put into the library. Every
// channel gives one reading.
func (in *Intake) readAhead(ctx context.Context, files []File) []<-chan reading {
	out := make([]<-chan reading, len(files))
	slots := make(chan struct{}, runtime.NumCPU())
	for i, f := range files {
		c := make(chan reading, 1)
		out[i] = c
		go func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			defer func() {
				// A text that fells what understands it must not fell the server.
				if fault := recover(); fault != nil {
					c <- reading{refused: fmt.Errorf("这个文件读不下去：%v", fault)}
				}
			}()
			c <- in.readOne(ctx, f)
		}()
	}
	return out
}

func (in *Intake) readOne(ctx context.Context, f File) (r reading) {
	if err := ctx.Err(); err != nil {
		return reading{trouble: err}
	}
	if f.Err == nil {
		if r.known, r.trouble = in.library.Known(ctx, f.held()); r.trouble != nil {
			r.trouble = fmt.Errorf("look up %s: %w", f.Path, r.trouble)
		}
		if r.known || r.trouble != nil {
			return r
		}
	}
	r.texts, r.refused = in.texts(ctx, f)
	if ctx.Err() != nil {
		return reading{trouble: ctx.Err()}
	}
	return r
}

// texts are those of a file; an error is why it cannot be taken.
func (in *Intake) texts(ctx context.Context, f File) ([]corpus.Source, error) {
	if f.Err != nil {
		return nil, f.Err
	}
	sources, err := in.read(ctx, f)
	if err != nil {
		return nil, err
	}
	if len(sources) == 1 {
		sources[0].ID = f.ID
	}
	var out []corpus.Source
	for _, s := range sources {
		out = append(out, parse.Split(s)...)
	}
	return out, nil
}
