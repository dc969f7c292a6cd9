package indexer

import (
	"context"
	"errors"

	"tiaowen/corpus/library"
)

// Refusal is why a file is not taken, with a code that does not change with the
// words.
type Refusal struct{ Code, Words string }

func (r *Refusal) Error() string { return r.Words }

// Reason is the code.
func (r *Refusal) Reason() string { return r.Code }

// Codes of refusals.
const (
	CodeRemoved   = "removed"      // a person removed it, and nobody asked for it
	CodePart      = "part_of_file" // it is one of several in a file
	CodeTaken     = "id_taken"     // the id is that of a document that is withheld
	CodeUnkept    = "not_kept"     // the library could not keep it
	CodeUnindexed = "not_indexed"  // it is kept, and cannot be found by its text
)

// place finds out where texts stand that are sent under an id: a document's own
// place, whatever it came out of and even if it was removed; a new id's is its own.
// Then a text that was removed under another id is not asked for.
func (in *Intake) place(ctx context.Context, files []File) ([]File, error) {
	out := make([]File, 0, len(files))
	for _, f := range files {
		if f.Path == "" && f.ID != "" {
			p, err := in.library.PlaceOf(ctx, f.ID)
			switch {
			case errors.Is(err, library.ErrNotFound):
				f.Path, f.Unasked = library.Sent+"/"+f.ID, true
			case err != nil:
				return nil, err
			case p.Withheld:
				f.Path, f.Err = p.Path, &Refusal{CodeTaken, "这个编号属于一篇已隔离的文献，请换一个编号，或先处理隔离的文献。"}
			case p.Part != "":
				f.Path, f.Err = p.Path, &Refusal{CodePart, "这一篇是一个文件中的一部分，同一文件里的其他篇会受影响，请改用上传文件。"}
			default:
				f.Path = p.Path
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// Condition is what must hold of a document for it to be replaced.
type Condition struct {
	// Match is the ETag it must have, "*" for any, empty for no condition.
	Match string
	// Absent: it must not be there.
	Absent bool
}

// holds is nil if it does; else library.ErrChanged or library.ErrExists.
func (c Condition) holds(ctx context.Context, l *library.Library, id string) error {
	if c.Match == "" && !c.Absent {
		return nil
	}
	r, err := l.Get(ctx, id)
	switch there := err == nil; {
	case err != nil && !errors.Is(err, library.ErrNotFound):
		return err
	case there && c.Absent:
		return library.ErrExists
	case c.Match != "" && (!there || c.Match != "*" && c.Match != r.ETag):
		return library.ErrChanged
	}
	return nil
}
